"""The data files of the client: which questions each page has, and settings."""

import json
import os
import socket
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from sites import CONFIG, QUESTIONS, build, run, write_site
from studyleaf.client import Listed, address, id_hash, ids_in, listed_pages, pages_script
from studyleaf.model import Catalogue, Category, Topic
from studyleaf.parser import parse


def pages_in(script):
    return json.loads(script.partition(" = ")[2].rstrip(";\n"))


@pytest.mark.parametrize(
    ("path", "file", "folder"),
    [
        ("index.md", "index.html", ""),
        ("a/index.md", "a/index.html", "a/"),
        ("a/b.md", "a/b.html", "a/b/"),
        ("myindex.md", "myindex.html", "myindex/"),
    ],
)
def test_addresses_are_those_of_mkdocs(path, file, folder):
    assert address(path, directory_urls=False) == file
    assert address(path, directory_urls=True) == folder


def test_pages_are_listed_with_hashes_of_their_ids():
    pages = [Listed("a.html", "A", "Shelf", ("one", "two")), Listed("b.html", "B", "", ())]
    assert pages_in(pages_script(pages)) == [
        {
            "url": "a.html",
            "title": "A",
            "category": "Shelf",
            "ids": f"{id_hash('one')} {id_hash('two')}",
        }
    ]


def test_ids_are_read_from_questions_that_can_be_answered_alone():
    html = (
        '<div class="sl-question" role="group" data-id="q-1" data-kind="open"></div>'
        '<div class="sl-question" data-id="q-2" data-kind="unanswered"></div>'
        '<div data-id="no"></div>'
    )
    assert ids_in(html) == ("q-1",)


def test_an_engine_without_a_hook_lists_the_same_pages():
    catalogue = Catalogue((Category("data", "Data", (Topic("queues", "Queues", (), "data"),)),))
    page = parse(QUESTIONS, "data/queues.md")
    (listed,) = listed_pages([page, parse("# P\n", "p.md")], catalogue, directory_urls=False)
    assert listed == Listed(
        "data/queues.html", "Queues", "Data", ("q-open", "q-single", "q-multiple")
    )


def test_assets_and_the_hook_write_the_same_questions(tmp_path):
    root = write_site(tmp_path, {"queues.md": QUESTIONS})
    assert build(root, "--strict").returncode == 0
    built = root / "site" / "assets" / "studyleaf" / "questions.js"
    assert run(root, "studyleaf", "assets").returncode == 0
    written = root / "docs" / "assets" / "studyleaf" / "questions.js"
    for (one,), name in (
        (pages_in(built.read_text()), "ids"),
        (pages_in(written.read_text()), "url"),
    ):
        assert one["ids"] == " ".join(map(id_hash, ("q-open", "q-single", "q-multiple"))), name
        assert one["url"] == "queues.html"


def test_a_preview_never_works_offline(tab, tmp_path):
    config = CONFIG.replace("guide: test", "guide: test, offline: true")
    root = write_site(tmp_path, {"queues.md": QUESTIONS}, config)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=root,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    try:
        assert any("Serving on" in line for line in server.stderr)
        url = f"http://127.0.0.1:{port}/"
        settings = tab.request.get(f"{url}assets/studyleaf/settings.js")
        assert '"offline":false' in settings.text()
        # One that removes what an earlier site at this address left.
        assert "studyleafFiles = null" in tab.request.get(f"{url}studyleaf-sw.js").text()
        tab.goto(f"{url}queues.html")
        expect(tab.locator(".sl-bar")).to_be_visible()
        registered = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
        assert tab.evaluate(registered) == 0
    finally:
        server.terminate()
        server.communicate()
