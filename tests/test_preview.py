"""`studyleaf serve`: edits are built, problems are shown, and none of that is published."""

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import PluginError

from conftest import ROOT
from studyleaf import preview
from studyleaf.cli import main
from studyleaf.hook import on_startup

CONFIG = """\
site_name: Preview
use_directory_urls: false
theme:
  name: material
  font: false
hooks: [hooks/quiz.py]
markdown_extensions: [attr_list, studyleaf]
extra_css: [assets/studyleaf/studyleaf.css]
"""
GOOD = "# Page\n\n## Practice questions\n\n### Which one? {#page-one}\n\n- [x] this\n- [ ] that\n"
GOOD += "\nSee [a page](https://example.org/).\n"
OTHER = GOOD.replace("page-one", "other-one").replace("Which one?", "Why are there others?")
BAD = GOOD.replace("[x]", "[ ]") + "\n### Which two? {#page-two}\n\n**<Both>**\n"


@pytest.fixture
def guide(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "hooks").mkdir()
    shutil.copy(ROOT / "hooks/quiz.py", tmp_path / "hooks/quiz.py")
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "docs/index.md").write_text(f"---\ntitle: Start\n---\n{BAD}")
    (tmp_path / "docs/other.md").write_text(OTHER)
    return tmp_path


def boxes(html: str) -> list[tuple[str, str]]:
    """Return each question's id with the problems above it."""
    parts = re.split(
        r'(?=<div class="sl-problems")|<div [^>]*class="sl-question"[^>]*data-id="', html
    )
    found = []
    for box, question in pairwise(parts):
        if box.startswith('<div class="sl-problems"'):
            found += [(question[:8], code) for code in re.findall(r"<b>([a-z-]+)</b>", box)]
    return found


EXPECTED = [("page-one", "no-right-choice"), ("page-two", "no-explanation")]


def age(folder: Path) -> None:
    """Let all pages be a minute old, so that those written next are newer whatever the clock."""
    for path in folder.rglob("*.md"):
        old = path.stat().st_mtime - 60
        os.utime(path, (old, old))


def test_a_preview_shows_problems_above_their_questions(guide, tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    preview.Builder(guide, str(site), None)()
    html = (site / "index.html").read_text()
    assert boxes(html) == EXPECTED
    assert "(line 10)" in html  # front matter counts
    assert "sl-problems" not in (site / "other.html").read_text()


WHOLE = [
    (
        "### Why are the others there? {#page-others}",
        "near-twin",
        "asks nearly the same as docs/other.md:5",
    ),
    ("### What else? {#other-one}", "repeated-id", "question at docs/other.md:5 has"),
    ("### [Where](other.md#nowhere)? {#page-where}", "broken-anchor", "no `#nowhere`"),
    ("### [When](nothing.md)? {#page-when}", "broken-link", "no `nothing.md`"),
]


@pytest.mark.parametrize(("heading", "code", "said"), WHOLE, ids=[case[1] for case in WHOLE])
def test_an_edited_page_shows_what_only_the_whole_guide_tells(
    heading, code, said, guide, tmp_path_factory
):
    site = tmp_path_factory.mktemp("site")
    build = preview.Builder(guide, str(site), None)
    age(guide / "docs")
    build()
    before = (site / "other.html").stat().st_mtime_ns
    asked = GOOD.partition("### ")[0] + heading + GOOD.partition("{#page-one}")[2]
    (guide / "docs/index.md").write_text(asked)
    build()
    html = (site / "index.html").read_text()
    id_ = heading.partition("{#")[2].rstrip("}")
    assert boxes(html) == [(id_[:8], code)]
    assert said in html
    assert (site / "other.html").stat().st_mtime_ns == before
    (guide / "docs/other.md").write_text(OTHER + "\nMore.\n")  # the first of the two
    build()
    assert (code in (site / "other.html").read_text()) == (code in {"near-twin", "repeated-id"})


def test_an_edit_builds_its_page_and_a_setting_builds_all(guide, tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    build = preview.Builder(guide, str(site), None)
    age(guide / "docs")
    build()
    before = (site / "other.html").stat().st_mtime_ns
    (guide / "docs/index.md").write_text(GOOD.replace("this", "edited"))
    build()
    html = (site / "index.html").read_text()
    assert "edited" in html
    assert "sl-problems" not in html
    assert (site / "other.html").stat().st_mtime_ns == before
    (guide / "mkdocs.yml").write_text(CONFIG.replace("Preview", "Renamed"))
    build()
    assert "Renamed" in (site / "other.html").read_text()
    (guide / "docs/new.md").write_text("# New page\n")
    build()
    assert "New page" in (site / "other.html").read_text()


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_what_is_published_shows_no_problems_also_after_a_preview(engine, guide):
    def run(*command: str) -> None:
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=guide,
            capture_output=True,
            text=True,
            env=env,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    if engine == "zensical":
        (guide / "docs/twin.md").write_text(OTHER.replace("other-one", "twins-one"))
        run("studyleaf", "assets")
        with preview.zensical_config(guide) as config:
            run("zensical", "build", "--config-file", config.name)
            html = (guide / preview.ZENSICAL_SITE / "index.html").read_text()
            twin = (guide / preview.ZENSICAL_SITE / "twin.html").read_text()
        assert boxes(html) == EXPECTED
        assert boxes(twin) == [("twins-on", "near-twin")]
        assert not config.exists()
    run(engine, "build")
    assert "sl-problems" not in (guide / "site/index.html").read_text()


def test_a_page_is_served_with_its_problems_and_reloads_itself(guide, tab):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    served = subprocess.Popen(
        [sys.executable, "-m", "studyleaf", "serve", "--address", address],
        cwd=guide,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert any("Serving on" in line for line in served.stderr)
        threading.Thread(target=served.stderr.read, daemon=True).start()
        tab.goto(f"http://{address}/index.html")
        assert tab.locator(".sl-problems").count() == 2
        (guide / "docs/index.md").write_text(GOOD)
        tab.wait_for_function(  # between the old page and the new one, there is nothing
            "!document.querySelector('.sl-problems')"
            " && document.querySelectorAll('.sl-question').length === 1"
        )
    finally:
        tab.goto("about:blank")  # else it misses the server
        served.terminate()
        served.wait()
        served.stderr.close()


def test_a_dirty_build_is_not_published():
    for command in ("build", "gh-deploy"):
        with pytest.raises(PluginError, match="without --dirty"):
            on_startup(command=command, dirty=True)
        on_startup(command=command, dirty=False)
    on_startup(command="serve", dirty=True)


def test_a_folder_without_a_guide_is_told(tmp_path):
    done = CliRunner().invoke(main, ["serve", "--root", str(tmp_path)])
    assert done.exit_code == 2
    assert "mkdocs.yml: unreadable" in done.stderr


def test_an_address_that_is_taken_is_told(guide):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = CliRunner().invoke(main, ["serve", "--root", str(guide), "--address", address])
    assert done.exit_code == 2
    assert "Can't serve there" in done.stderr
