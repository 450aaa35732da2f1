"""What looks like a question in a shape that no reader knows: it is left in the notes, and told.

`SHAPES` is the list. Each entry finds lines of one shape. They are neither written to a page nor
recorded as imported, so that a later version can import them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from studyleaf.notes.lines.marks import option
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

Span = tuple[int, int]
"""The first part, and the part behind the last."""

_FENCES = ("mcq", "quiz", "question", "questions", "exam", "gift", "aiken", "multiple-choice")
_NAMES = (
    "exam|quiz|question|questions|quizquestion|quiz-question|mcq|multiplechoice|multiple-choice"
    "|singlechoice|truefalse|flashcard"
)
_TAG = re.compile(rf"<(?P<name>{_NAMES})\b[^<>]{{0,500}}(?P<alone>/?)>", re.IGNORECASE)
_SHORTCODE = re.compile(
    rf"\{{(?P<kind>[{{%])[<%]?\s*#?(?P<name>{_NAMES})(?=[\s>%}}/])", re.IGNORECASE
)
_DIRECTIVE = re.compile(rf"(?P<mark>:{{3,}})\s*\{{?\.?(?P<name>{_NAMES})\b", re.IGNORECASE)
_ASKED_BOXES = re.compile(r"\?\[.{3,400}\](?:\(\w+\))?$")
_ANSWERLIST = re.compile(r"ex(?:solution|type)\s*:\s*\S")
_CLOZE = re.compile(r"\{\{c\d+::[^{}]+\}\}")
_FEWEST = 2  # choices
_FAR = 200  # how many parts a tag may hold


@dataclass(frozen=True, slots=True)
class Unknown:
    """A shape: whose it is, and what finds it."""

    name: str
    find: Callable[[View, Sequence[bool]], Iterator[Span]]

    @property
    def reason(self) -> str:
        """What is told of it."""
        return f"looks like a question in a shape that is not read yet: {self.name}"


def unknown(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, str]]:
    """Yield what looks like a question in a shape that is not read: parts, and a reason."""
    for shape in SHAPES:
        done = 0
        for first, end in shape.find(view, taken):
            if first < done:  # in one that was just found
                continue
            done = end
            holds = sum(option(part) is not None for part in view.parts[first:end])
            if not any(taken[first:end]) and (holds < _FEWEST or shape not in _AROUND):
                yield first, end, shape.reason


def _lines(view: View, taken: Sequence[bool], pattern: re.Pattern[str]) -> Iterator[int]:
    for at, part in enumerate(view.parts):
        if not taken[at] and part.kind in ("line", "heading") and pattern.match(part.text):
            yield at


def _fences(view: View, taken: Sequence[bool]) -> Iterator[Span]:
    for at, part in enumerate(view.parts):
        if part.kind == "fence" and not taken[at] and not part.items:
            info = part.info.split(" ")[0].strip("{}.").lower()
            if info in _FENCES:
                yield at, at + 1


def _tags(view: View, taken: Sequence[bool]) -> Iterator[Span]:
    for at, match in _openings(view, taken, _TAG):
        close = re.compile(rf"</{match['name']}>", re.IGNORECASE)
        end = at + 1 if match["alone"] else _until(view.parts, at, close)
        if end is not None:
            yield at, end


def _shortcodes(view: View, taken: Sequence[bool]) -> Iterator[Span]:
    for at, match in _openings(view, taken, _SHORTCODE):
        close = re.compile(rf"\{{[{{%][<%]?\s*(?:/|end){match['name']}\b", re.IGNORECASE)
        yield at, _until(view.parts, at, close) or at + 1


def _directives(view: View, taken: Sequence[bool]) -> Iterator[Span]:
    for at, match in _openings(view, taken, _DIRECTIVE):
        end = _until(view.parts, at, re.compile(rf"^{match['mark']}\s*$", re.MULTILINE))
        if end is not None:
            yield at, end


def _openings(
    view: View, taken: Sequence[bool], pattern: re.Pattern[str]
) -> Iterator[tuple[int, re.Match[str]]]:
    for at in _lines(view, taken, pattern):
        match = pattern.match(view.parts[at].text)
        if match is not None:
            yield at, match


def _until(parts: Sequence[Part], first: int, close: re.Pattern[str]) -> int | None:
    """Return the part behind the one that closes what begins at part `first`."""
    for n in range(first, min(first + _FAR, len(parts))):
        if close.search(parts[n].text):
            return n + 1
    return None


def _asked_boxes(view: View, taken: Sequence[bool]) -> Iterator[Span]:
    for at in _lines(view, taken, _ASKED_BOXES):
        end = at + 1
        while end < len(view.parts) and re.match(r"-?\s?\[[ xX]\]", view.parts[end].text):
            end += 1
        if end > at + 1:
            yield at, end


def _answerlists(view: View, taken: Sequence[bool]) -> Iterator[Span]:
    """Find the format of R/exams: the file is one question, and says so in its last lines."""
    marks = list(_lines(view, taken, _ANSWERLIST))
    if len(marks) > 1:
        yield 0, len(view.parts)


def _clozes(view: View, taken: Sequence[bool]) -> Iterator[Span]:
    for at, part in enumerate(view.parts):
        if taken[at] or part.kind != "line" or "{{c" not in part.text:
            continue
        if _CLOZE.search(re.sub(r"`[^`]*`", "", part.text)):
            yield at, at + 1


_AROUND = (
    Unknown("the tag of a quiz", _tags),
    Unknown("the shortcode of a quiz", _shortcodes),
    Unknown("the directive of a quiz", _directives),
)
"""Those that can stand around a question that is read."""

SHAPES: tuple[Unknown, ...] = (
    Unknown("the fence of a quiz", _fences),
    *_AROUND,
    Unknown("Tech.io", _asked_boxes),
    Unknown("R/exams", _answerlists),
    Unknown("a cloze", _clozes),
)
