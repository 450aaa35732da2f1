"""LiaScript's quizzes → questions: `[(X)] Gazpacho` of one, `[[X]] Pho` of several, `[[broth]]`.

https://liascript.github.io/course/?https://raw.githubusercontent.com/liaScript/docs/master/README.md#quizzes
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studyleaf.model import Choice
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.choices.wording import stem
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_CHOICE = re.compile(r"(?P<open>\[[(\[])(?P<tick>[ xX])(?P<close>[)\]]\]):?\s+(?P<text>\S.*)")
_TYPED = re.compile(r"\[\[(?P<text>[^\[\]|?!]{2,200})\]\]")
_HINT = re.compile(r"\[\[\?\]\]\s+(?P<text>\S.*)")
_STARS = re.compile(r"\*{3,}")
_PAIRS = {"[(": ")]", "[[": "]]"}
_FEWEST = 2
_FAR = 100  # parts between the stars around a solution


class _Quiz(NamedTuple):
    """What stands below a question: its choices or what is to be typed, and where these end."""

    choices: tuple[Choice, ...]
    typed: str
    end: int


def liascript(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the questions of a file in which boxes show that it is in this language: what is to
    be typed is written as other notes write links.
    """
    found = view.parts
    certain = any(_choices(found, at) is not None for at in range(len(found)))
    at = 0
    while certain and at < len(found):
        quiz = _choices(found, at) or _typed(found, at)
        first = _asker(view, at, taken)
        if quiz is None or first is None or taken[at]:
            at += 1
            continue
        hints = quiz.end
        while hints < len(found) and _HINT.fullmatch(found[hints].text):
            hints += 1
        asked, end = _question(view, (first, at, hints), quiz)
        if asked is not None:
            yield first, end, asked
        at = end


def _choices(found: Sequence[Part], at: int) -> _Quiz | None:
    """Read the boxes that begin at a part: round for one right choice, square for several."""
    made: list[Choice] = []
    kind = found[at].text[:2]
    for n in range(at, len(found)):
        part = found[n]
        match = _CHOICE.fullmatch(part.text) if part.kind in ("line", "code") else None
        if match is None or match["open"] != kind or match["close"] != _PAIRS[kind]:
            break
        made.append(Choice(match["text"].strip(), match["tick"] != " "))
    return _Quiz(tuple(made), "", at + len(made)) if len(made) >= _FEWEST else None


def _typed(found: Sequence[Part], at: int) -> _Quiz | None:
    match = _TYPED.fullmatch(found[at].text.strip()) if found[at].kind in ("line", "code") else None
    return _Quiz((), match["text"].strip(), at + 1) if match is not None else None


def _asker(view: View, at: int, taken: Sequence[bool]) -> int | None:
    """Return the first part of the paragraph above, or of the heading."""
    first = at - 1
    if first < 0 or taken[first] or view.parts[first].kind not in ("line", "heading"):
        return None
    while first and view.parts[first - 1].block == view.parts[first].block and not taken[first - 1]:
        first -= 1
    return first


def _question(view: View, places: tuple[int, int, int], quiz: _Quiz) -> tuple[Asked | None, int]:
    """Make a question of what asks, its choices and hints, and the solution between stars."""
    first, at, end = places
    found = view.parts
    hints = [match["text"] for part in found[quiz.end : end] if (match := _HINT.match(part.text))]
    asking = stem(view, first, at)
    said = ""
    structure = list(asking.structure)
    if end < len(found) and _is_starred(found[end]):
        until = range(end + 1, min(end + _FAR, len(found)))
        close = next((n for n in until if _is_starred(found[n])), None)
        if close is not None:
            said = markdown(found[end + 1 : close])
            structure += [(end, "stars around a solution"), (close, "stars around a solution")]
            end = close + 1
    if not asking.prompt or (quiz.typed and not asks_somewhere(asking.whole)):
        return None, end
    lines = tuple(sorted((found[n].start, name) for n, name in structure))
    return Asked(
        found[first].start,
        found[end - 1].end,
        "LiaScript",
        asking.prompt,
        tuple(asking.scenario),
        asking.stem,
        quiz.choices,
        quiz.typed,
        explanation=said,
        hints=tuple(hints),
        structure=lines,
    ), end


def _is_starred(part: Part) -> bool:
    return part.kind in ("rule", "code") and _STARS.fullmatch(part.source.strip()) is not None
