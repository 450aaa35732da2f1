"""What is read in notes → the report of `studyleaf split --report json`, as plain data.

The form is documented in the documentation ("The report of an import"). Lines count from 1 and
indexes from 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from studyleaf.model import Catalogue, Problem
from studyleaf.notes import read
from studyleaf.notes.pieces import Asked
from studyleaf.split.names import Names
from studyleaf.split.plan import Source
from studyleaf.split.units import File


class QuestionEntry(TypedDict):
    """A question: `answer` is that of an open question, `right` tells for one with choices."""

    line: int
    prompt: str
    choices: list[str]
    right: list[int]
    answer: str | None
    topic: str | None


class UnplacedEntry(TypedDict):
    """Lines that look like a question and are none that can be read, by the first."""

    line: int
    reason: str


class ProblemEntry(TypedDict):
    """Something wrong in the notes; line 0 is the whole file."""

    line: int
    message: str


class FileEntry(TypedDict):
    """All that was found in a file."""

    file: str
    shapes: list[str]
    questions: list[QuestionEntry]
    topics: list[str]
    unplaced: list[UnplacedEntry]
    problems: list[ProblemEntry]


class Report(TypedDict):
    """The whole document."""

    files: list[FileEntry]


def report(sources: Iterable[Source | Problem], catalogue: Catalogue) -> Report:
    """Return what is read in notes; a problem stands for a file that can't be read."""
    names = Names(catalogue)
    return {
        "files": [
            _unread(source) if isinstance(source, Problem) else _file(source, names)
            for source in sources
        ]
    }


def _unread(problem: Problem) -> FileEntry:
    return {
        "file": problem.path,
        "shapes": [],
        "questions": [],
        "topics": [],
        "unplaced": [],
        "problems": [_problem(problem)],
    }


def _problem(problem: Problem) -> ProblemEntry:
    return {"line": problem.line, "message": problem.message}


def _file(source: Source, names: Names) -> FileEntry:
    notes = read(source.text, source.path, shape=source.shape)
    file = File(source.path, source.text, notes, names)
    account = file.finished()
    topics: dict[str, None] = {}
    questions: list[QuestionEntry] = []
    for unit in file.units:
        topic = unit.topic.name if unit.topic else None
        if topic is not None:
            topics[topic] = None
        if unit.asked is not None:
            questions.append(_question(unit.asked, topic))
    unplaced: list[UnplacedEntry] = []
    last: tuple[int, str] = (-2, "")
    for line, (kind, reason) in sorted(account.lines.items()):
        if kind == "unplaced":
            if (line - 1, reason) != last:
                unplaced.append({"line": line, "reason": reason})
            last = (line, reason)
    return {
        "file": source.path,
        "shapes": sorted({asked.shape for asked in notes.questions}),
        "questions": sorted(questions, key=lambda question: question["line"]),
        "topics": list(topics),
        "unplaced": unplaced,
        "problems": [_problem(problem) for problem in notes.problems],
    }


def _question(asked: Asked, topic: str | None) -> QuestionEntry:
    asking = [*asked.scenario, asked.prompt, asked.stem]
    return {
        "line": asked.line + 1,
        "prompt": "\n\n".join(text for text in asking if text.strip()),
        "choices": [choice.text for choice in asked.choices],
        "right": [n for n, choice in enumerate(asked.choices) if choice.right],
        "answer": None if asked.choices else asked.answer.strip() or None,
        "topic": topic,
    }
