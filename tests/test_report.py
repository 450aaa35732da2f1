"""The report of an import: one JSON document, the same for every shape of question."""

import json

import pytest
from click.testing import CliRunner

from studyleaf.cli import main
from studyleaf.model import Catalogue, Category, Problem, Topic
from studyleaf.notes import READERS
from studyleaf.split.plan import Source
from studyleaf.split.report import report

CATALOGUE = Catalogue(
    (Category("storage", "Storage", (Topic("s3", "Amazon S3", also=("S3",), category="storage"),)),)
)
NOTES = """\
# S3

Objects live in buckets.

3. A company keeps versions.

   What should it use?

   A. Locks
   B. Nothing

   Answer: A

Q: What is a bucket?
A: A place for objects.

4. Which one is it?

   A. This
   B. That
   C. Neither
"""


def test_each_question_is_an_entry():
    (file,) = report([Source("n.md", NOTES)], CATALOGUE)["files"]
    assert file == {
        "file": "n.md",
        "shapes": ["B1", "D2", "F"],
        "questions": [
            {
                "line": 5,
                "prompt": "A company keeps versions.\n\nWhat should it use?",
                "choices": ["Locks", "Nothing"],
                "right": [0],
                "answer": None,
                "topic": "Amazon S3",
            },
            {
                "line": 14,
                "prompt": "What is a bucket?",
                "choices": [],
                "right": [],
                "answer": "A place for objects.",
                "topic": "Amazon S3",
            },
            {
                "line": 17,
                "prompt": "Which one is it?",
                "choices": ["This", "That", "Neither"],
                "right": [],
                "answer": None,
                "topic": None,
            },
        ],
        "topics": ["Amazon S3"],
        "unplaced": [],
        "problems": [],
    }


def test_a_contradiction_is_a_problem_of_its_file():
    text = "1. Which?\nA. x\nB. y\nC. z\nAnswer: F\n"
    (file,) = report([Source("n.md", text)], Catalogue())["files"]
    assert [problem["line"] for problem in file["problems"]] == [5]


def test_a_file_that_can_not_be_read_is_a_problem_and_the_others_still_run():
    problem = Problem("bad.md", 2, 1, "not-utf-8", "This is not UTF-8.")
    bad, good = report([problem, Source("n.md", "Q: What?\nA: That.\n")], Catalogue())["files"]
    assert bad["problems"] == [{"line": 2, "message": "This is not UTF-8."}]
    assert len(good["questions"]) == 1


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, [*arguments])


def test_standard_output_is_one_json_document(run, tmp_path):
    (tmp_path / "good.md").write_text("Q: What?\nA: That.\n", encoding="utf-8")
    (tmp_path / "bad.md").write_bytes(b"fine\n\xff\xfe\n")
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    result = run(
        "split", "--dry-run", "--report", "json", "good.md", "bad.md", "empty.md", "none.md"
    )
    assert result.exit_code == 0
    files = {file["file"]: file for file in json.loads(result.stdout)["files"]}
    assert [len(file["questions"]) for file in files.values()] == [1, 0, 0, 0]
    assert [len(file["problems"]) for file in files.values()] == [0, 1, 1, 1]
    assert files["bad.md"]["problems"][0]["line"] == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.md", "empty.md", "good.md"]


def test_a_report_is_for_a_dry_run(run, tmp_path):
    (tmp_path / "good.md").write_text("Q: What?\nA: That.\n", encoding="utf-8")
    result = run("split", "--report", "json", "good.md")
    assert result.exit_code == 2
    assert "--dry-run" in result.output


def test_a_shape_can_be_forced(run, tmp_path):
    (tmp_path / "n.md").write_text("Q: What?\nA: That.\n", encoding="utf-8")
    result = run("split", "--dry-run", "--report", "json", "--shape", "A1", "n.md")
    assert json.loads(result.stdout)["files"][0]["questions"] == []


def test_every_shape_is_listed_with_an_example(run):
    result = run("shapes")
    assert result.exit_code == 0
    for reader in READERS:
        assert reader.name in result.output
        assert reader.example.split("\n")[0] in result.output
