"""D2 and D7: what asks and what answers stand on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from studyleaf.notes.labels import words
from studyleaf.notes.marks import balanced, without_lead
from studyleaf.notes.open import one_line
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.statements import asks_to_judge
from studyleaf.notes.view import View

_FEWEST = 3
_NEARLY_ALL = 0.9
_FAR = 40  # parts above which a heading is looked for
_LONGEST = 1200
_ARROW = r"(?:→|⇒|➜|-+>|=+>)"
# what answers stands behind an arrow, in bold, in brackets, or just behind the question mark
_BEHIND = re.compile(
    rf"(?P<q>.{{6,600}}?[?？][*_]{{0,3}})\s*(?:{_ARROW}|[-–—]+\s|:\s)?\s*(?P<a>[^\s?？][^?？]*)",
    re.DOTALL,
)

Found = Iterator[tuple[int, int, Asked]]


class _Pair(NamedTuple):
    at: int
    ask: str
    reply: str


def lines(view: View, taken: Sequence[bool]) -> Found:
    """D2: yield questions that stand with their answers on one line."""
    for at, part in enumerate(view.parts):
        pair = one_line(part) if not taken[at] else None
        if pair is not None:
            end = at + 1
            yield at, end, Asked(part.start, part.end, "D2", pair[0], answer=pair[1])


def listed_lines(view: View, taken: Sequence[bool]) -> Found:
    """D7: yield the items of a list of which nearly all ask and answer on one line, or state
    something and say whether it is true.
    """
    for run in _lists(view):
        free = [at for at in run if not taken[at]]
        if len(free) < max(_FEWEST, _NEARLY_ALL * len(run)):
            continue
        found = _judged(view, free) or _answered(view, free)
        if len(found) < max(_FEWEST, _NEARLY_ALL * len(run)):
            continue
        for at, ask, reply in found:
            part, start = view.parts[at], view.starts(at)
            number = (start.number or None) if start is not None else None
            asked = Asked(part.start, part.end, "D7", ask, answer=reply, number=number)
            yield at, at + 1, asked


def _lists(view: View) -> Iterator[list[int]]:
    """Yield lists whose items all are one line."""
    run: list[int] = []
    for at, part in enumerate(view.parts):
        own = part.kind == "line" and bool(part.mark) and not part.quoted
        beside = run and part.items[:-1] == view.parts[run[-1]].items[:-1] and run[-1] == at - 1
        if own and beside:
            run.append(at)
            continue
        if run and (part.kind != "line" or part.items != view.parts[run[-1]].items):
            yield run
        run = [at] if own else []
    if run:
        yield run


def _text(view: View, part: Part, at: int) -> str:
    start = view.starts(at)
    return start.text if start is not None else without_lead(part.text)


def _judged(view: View, run: Sequence[int]) -> list[_Pair]:
    """Read "Swifts sleep in flight. **True**", where both words come."""
    if not (view.is_study(run[0]) or _is_headed(view, run[0])):
        return []  # a list of defaults, or of what a thing can do
    found: list[_Pair] = []
    said: set[str] = set()
    for at in run:
        text = _text(view, view.parts[at], at)
        match = _verdict().fullmatch(text) if len(text) < _LONGEST else None
        if match is None:
            continue
        said.add(match["a"].casefold())
        why = match["why"].strip(" *_-–—:.,)")
        found.append(_Pair(at, balanced(match["q"]), f"{match['a']}. {why}" if why else match["a"]))
    return found if len(said) > 1 else []


def _is_headed(view: View, at: int) -> bool:
    """Tell whether the heading above says "True or false"."""
    for n in range(at - 1, max(-1, at - _FAR), -1):
        if view.parts[n].kind == "heading":
            return asks_to_judge(view.parts[n].text)
    return False


@cache
def _verdict() -> re.Pattern[str]:
    judged = "|".join(sorted(map(re.escape, words("truth")), key=len, reverse=True))
    return re.compile(
        rf"(?P<q>.{{10,600}}?)\s*(?:\*\*|__|[(\[]|{_ARROW}\s*|[-–—]\s+)[*_]{{0,2}}(?P<a>{judged})(?!\w)"
        r"(?P<why>[*_)\]]{0,3}(?:\s*[-–—:.,(].*)?)",
        re.IGNORECASE | re.DOTALL,
    )


def _answered(view: View, run: Sequence[int]) -> list[_Pair]:
    """Read "Which soup is cold? → Gazpacho", below a heading that speaks of questions."""
    if not view.in_questions(run[0]) or view.in_faq(run[0]):
        return []
    found: list[_Pair] = []
    for at in run:
        text = _text(view, view.parts[at], at)
        match = _BEHIND.fullmatch(text) if len(text) < _LONGEST else None
        if match is not None and not match["a"].startswith(("[", "http")):
            reply = match["a"].strip()
            inner = reply[1:-1] if reply[0] == "(" and reply.find(")") == len(reply) - 1 else reply
            found.append(_Pair(at, balanced(match["q"]), balanced(inner)))
    return found
