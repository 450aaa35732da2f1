import json
import shutil

import pytest

from conftest import ROOT
from sites import CONFIG, build, run, write_site
from test_split import NOTES, SAMPLE, files_of

QUESTION = "# EBS\n\n### What is it?\n\n**A disc**\n"


@pytest.fixture
def guide(tmp_path):
    write_site(tmp_path, {}, CONFIG + "nav:\n  - Start: index.md\n")
    shutil.copytree(SAMPLE, tmp_path / "notes")
    shutil.copy(ROOT / "topics.yml", tmp_path)
    return tmp_path


def split(guide, *arguments):
    return run(guide, "studyleaf", "split", *arguments)


def test_the_table_tells_what_went_where_and_counts_every_line(guide):
    done = split(guide, *NOTES)
    assert done.returncode == 0, done.stderr
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if ".md" in line}
    assert rows["database/dynamodb.md"] == ["·", "3", "·"]
    assert rows["compute/lambda.md"] == ["5", "·", "·"]
    assert "76 lines with text: 9 moved, 57 part of a question, 10 structure, 0 unplaced." in (
        done.stdout
    )
    assert (guide / "docs" / "database" / "images" / "ttl.png").is_file()
    assert build(guide, "--strict").returncode == 0


def test_running_it_again_says_so_and_changes_no_file(guide):
    split(guide, *NOTES)
    before = files_of(guide)
    again = split(guide, *NOTES)
    assert "Nothing is new." in again.stdout
    assert files_of(guide) == before


def test_a_dry_run_shows_the_same_and_the_changes_and_writes_nothing(guide):
    before = files_of(guide)
    dry = split(guide, "--dry-run", *NOTES)
    assert dry.returncode == 0, dry.stderr
    assert files_of(guide) == before
    assert "+### Which statement about user pools is right?" in dry.stdout
    assert "copy notes/images/ttl.png to docs/database/images/ttl.png" in dry.stdout
    wet = split(guide, *NOTES)
    assert set(wet.stdout.splitlines()) - set(dry.stdout.splitlines()) == set()


def test_a_twin_is_told_with_its_page(guide):
    (guide / "a.md").write_text(QUESTION)
    (guide / "b.md").write_text(QUESTION.replace("What is it?", "what IS, it?"))
    split(guide, "a.md")
    done = split(guide, "b.md")
    assert "b.md:3: in the guide already, on storage/ebs.md: what IS, it?" in done.stdout


BAD = {
    "missing.md": (None, "missing.md: unreadable: There is no such file."),
    "empty.md": (b" \n\n", "empty.md: empty: This file is empty."),
    "docs": (None, "docs: unreadable: This is a folder; name its files."),
    "latin.md": (b"# EBS\n\ncaf\xe9\n", "latin.md:3:4: not-utf-8:"),
    "nul.md": (b"# EBS\n\n\0\n", "nul.md:3:1: nul-byte:"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_in_one_line_and_nothing_is_written(guide, name):
    data, message = BAD[name]
    if data is not None:
        (guide / name).write_bytes(data)
    (guide / "good.md").write_text(QUESTION)
    before = files_of(guide)
    done = split(guide, "good.md", name)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(message)
    assert files_of(guide) == before


def test_a_letter_that_the_terminal_lacks_is_no_error(guide):
    (guide / "a.md").write_text("# EBS\n\n### What is 💾?\n\n**A disc**\n", encoding="utf-8")
    command = ("studyleaf", "split", "--dry-run", "a.md")
    done = run(guide, *command, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert r"+### What is \U0001f4be? {#ebs-" in done.stdout
    done = run(guide, *command, "--report", "json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    (file,) = json.loads(done.stdout)["files"]
    assert file["questions"][0]["prompt"] == "What is 💾?"


def test_a_byte_order_mark_and_crlf_are_fine(guide):
    (guide / "a.md").write_bytes(b"\xef\xbb\xbf" + QUESTION.replace("\n", "\r\n").encode())
    assert split(guide, "a.md").returncode == 0
    assert "### What is it? {#ebs-" in (guide / "docs" / "storage" / "ebs.md").read_text()


def test_a_page_that_cannot_be_written_stops_all(guide):
    (guide / "docs" / "storage").write_text("a file where a folder should be")
    (guide / "a.md").write_text("# SQS\n\nText.\n\n" + QUESTION)
    before = files_of(guide)
    done = split(guide, "a.md")
    assert done.returncode == 2
    assert "storage/ebs.md: unwritable: Can't write it: " in done.stderr
    assert files_of(guide) == before


def test_a_wrong_catalogue_stops_all_with_its_lines(guide):
    (guide / "topics.yml").write_text(
        "categories:\n  - id: s\n    name: S\n    topic: []\n  - id: s\n    name: S\n"
    )
    done = split(guide, *NOTES)
    assert done.returncode == 2
    assert "topics.yml:4:1: catalogue: `topic` is no key here;" in done.stderr
    assert "topics.yml:5:1: catalogue: The id `s` is taken in line 2." in done.stderr
    assert not (guide / "notes" / "imported.txt").exists()


def test_a_missing_image_stops_all_with_its_line(guide):
    (guide / "a.md").write_text("# EBS\n\n![x](no.png)\n")
    done = split(guide, "a.md")
    assert done.returncode == 1
    assert done.stderr.startswith("a.md:3:1: missing-image:")
    assert "Nothing was written." in done.stderr
    assert not (guide / "docs" / "storage").exists()


def test_outside_a_guide_it_says_what_is_missing(tmp_path):
    (tmp_path / "a.md").write_text(QUESTION)
    done = split(tmp_path, "a.md")
    assert done.returncode == 2
    assert done.stderr.startswith("mkdocs.yml: unreadable: There is no such file.")


def test_a_contradiction_in_the_notes_is_told_and_imported_as_it_is(guide):
    (guide / "a.md").write_text("# EBS\n\nWhich is it?\n\nA. a disc\nB. a file\n\nAnswer: C\n")
    done = split(guide, "a.md")
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("a.md:8:1: contradiction: The key names C,")
    assert "Which is it?" in (guide / "docs" / "unsorted.md").read_text()
