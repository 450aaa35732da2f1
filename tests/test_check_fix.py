"""`check --fix`: what has one right repair is repaired, all other bytes stay."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from conftest import CASES, case_files
from studyleaf.check import Survey
from studyleaf.check.fix import with_blank_lines, with_ids, with_navigation
from studyleaf.cli import main
from studyleaf.model import Catalogue, Category, Guide, Topic
from studyleaf.parser import parse


def fixed(text: str, topic: str = "topic") -> str:
    taken = {question.id for question in parse(text).questions if question.id}
    return with_blank_lines(with_ids(text, topic, taken))


def read(path: Path) -> str:
    return path.read_bytes().decode()


@pytest.mark.parametrize("case", case_files("check-fix"), ids=lambda case: case.stem)
def test_a_case_is_repaired(case, request):
    expected = case.with_suffix(".fixed")
    result = fixed(read(case), case.stem)
    if request.config.getoption("--update-cases"):
        expected.write_bytes(result.encode())
    assert result == read(expected)


@pytest.mark.parametrize("case", case_files("check-fix"), ids=lambda case: case.stem)
def test_a_second_time_changes_nothing(case):
    once = fixed(read(case))
    assert once != read(case)
    assert fixed(once) == once


@pytest.mark.parametrize("case", case_files("parser"), ids=lambda case: case.stem)
def test_only_ids_and_blank_lines_are_added(case):
    text = read(case)
    result = fixed(text)
    assert all(question.id for question in parse(result).questions)
    added = re.compile(r"\{#topic-[^ }]*\}|(?<=[{ ])#topic-[^ }]* ?")
    before = [line.split() for line in text.splitlines() if line.strip()]
    after = [added.sub("", line).split() for line in result.splitlines() if line.strip()]
    assert after == [added.sub("", " ".join(words)).split() for words in before]


PIECES = """
## Practice questions
### What?
### So it is.
### Why? {.x}
### How? ##
### Who? {#own}
**Yes.**
- [x] a
- [ ] b
- item
text
    indented
```
| a |
|---|
---
!!! note
> quote
<!--
-->
"""
LINES = st.lists(st.sampled_from([*PIECES.splitlines(), "\r"]), max_size=14)


@given(LINES)
def test_any_page_is_repaired_for_good(lines):
    text = "\n".join(lines)
    once = fixed(text)
    page = parse(once)
    assert fixed(once) == once
    assert [q.prompt for q in page.questions] == [q.prompt for q in parse(text).questions]
    assert all(question.id for question in page.questions)
    assert len({q.id for q in page.questions}) >= len(page.questions) - text.count("#own")


def test_a_page_gets_its_entry_in_the_navigation_and_comments_stay():
    config = "# mine\nsite_name: G\nnav:\n  - Start: index.md  # first\n  - Storage:\n"
    config += "      - storage/s3.md\nextra: {}\n"
    storage = Category("storage", "Storage", (Topic("ebs", "Amazon EBS", (), "storage"),))
    sources = {
        "index.md": "",
        "storage/s3.md": "",
        "storage/ebs.md": "",
        "about.md": "# About *us*",
    }
    guide = Guide(tuple(parse(text, path) for path, text in sources.items()), Catalogue((storage,)))
    nav = ["index.md", "storage/s3.md"]
    result = with_navigation(config, Survey(guide, sources=sources, config={"nav": nav}))
    assert result == config.replace(
        "storage/s3.md\n",
        "storage/s3.md\n      - Amazon EBS: storage/ebs.md\n  - About us: about.md\n",
    )


def test_the_command_repairs_what_it_can_and_tells_the_rest(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: G\nnav:\n  - Start: index.md\n")
    (tmp_path / "docs/index.md").write_text("# Start\n\nTwo:\n- a\n- b\n")
    question = "## Practice questions\n\n### Which one?\n\n- [x] a\n- [ ] b\n"
    (tmp_path / "docs/page.md").write_text(question)
    done = CliRunner().invoke(main, ["check", "--fix", "--root", str(tmp_path)])
    assert done.exit_code == 1
    assert [line.split(": ")[1] for line in done.stdout.splitlines()] == ["no-explanation"]
    assert (tmp_path / "docs/index.md").read_text() == "# Start\n\nTwo:\n\n- a\n- b\n"
    assert "{#page-which-one}" in (tmp_path / "docs/page.md").read_text()
    assert "page.md" in (tmp_path / "mkdocs.yml").read_text()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")}
    assert CliRunner().invoke(main, ["check", "--fix", "--root", str(tmp_path)]).exit_code == 1
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")} == before


def test_cases_keep_their_line_ends():
    assert b"\r\n" in (CASES / "check-fix" / "blank-lines.md").read_bytes()
