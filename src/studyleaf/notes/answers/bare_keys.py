"""The parts of notes → a key for many questions, told by nothing but its form: "1-b 2-c 3-a".

A list whose entries are letters of choices, in no order and numbered from 1 on, is a key under any
heading and under none.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from studyleaf.notes.answers.key_titles import inner_text
from studyleaf.notes.answers.rows import row_of
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

_LETTERS = r"[A-Ha-h](?:\s?[,&/]\s?[A-Ha-h])*|[A-H]{2,4}"
_PAIR = re.compile(
    rf"[\s,;|]*[*_]{{0,3}}[qa]?(?P<number>\d{{1,4}})[*_]{{0,3}}\s?[.):=→>–—-]*\s{{0,3}}"
    rf"[*_(]{{0,3}}(?P<letters>{_LETTERS})[*_)]{{0,3}}(?=[\s,;|.]|$)\.?",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?:[*_#\s]{{0,4}}(?:(?:question|q|a)\s?)?(?P<number>\d{{1,4}})[*_]{{0,3}}\s?[.):=→>–—-]*\s{{0,3}})?"
    rf"[*_(\[`]{{0,3}}(?P<letters>{_LETTERS})[*_)\]`]{{0,3}}[.)]?[*_]{{0,3}}"
    r"(?P<rest>\s*[-–—:.)]\s.*|\s+\(.*\))?",
    re.DOTALL | re.IGNORECASE,
)
_FEWEST = 3
_LONGEST = 2000


class Pair(NamedTuple):
    """The number of a question, and what the key says of it in part `at`."""

    number: str
    text: str
    at: int


def bare_key(view: View, first: int) -> list[Pair]:
    """Return the entries of the key that begins at part `first`; none where there is no key."""
    part = view.parts[first]
    if part.kind in ("fence", "comment") and len(part.text) <= _LONGEST:
        hidden = [Pair(number, text, first) for number, text in _inside(part)]
        return hidden if len(hidden) >= _FEWEST and _is_key(hidden) else []
    if part.kind != "line" or len(part.text) > _LONGEST:
        return []
    if "1" not in part.text and "1" not in part.mark:  # as of most lines
        return []
    begun = f"{part.number}{part.text}".lstrip("*_#( ")[:10].lower()
    if begun[:1] not in "qa1" or not begun.removeprefix("question").lstrip("qa ").startswith("1"):
        return []
    found = [Pair(number, text, first) for number, text in pairs(part)]
    at = first
    while len(found) < _FEWEST or at > first:
        one = _entry(view.parts[at]) if at < len(view.parts) else None
        if one is None or int(one[0]) != (at - first) + 1:
            break
        if at == first:
            found = []
        found.append(Pair(one[0], one[1], at))
        at += 1
    return found if _is_key(found) else []


def pairs(part: Part) -> list[tuple[str, str]]:
    """Return the numbers and the letters of a line that is nothing but such: "1b, 2c, 3a"."""
    return _pairs(f"{part.number}. {part.text}" if part.number else part.text)


def _inside(part: Part) -> list[tuple[str, str]]:
    """Return the pairs of a fence or a comment, which can begin with a line that says "Answers"."""
    text = inner_text(part)
    first, _, rest = text.partition("\n")
    return _pairs(rest if is_only(first, "key", "answer") else text)


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(match["number"], match["letters"].upper()) for match in row_of(_PAIR, text)]


def _entry(part: Part) -> tuple[str, str] | None:
    if part.kind != "line" or len(part.text) > _LONGEST:
        return None
    match = _ONE.fullmatch(part.text)
    number = part.number or (match["number"] if match is not None else "")
    if match is None or not number or (part.number and match["number"]):
        return None
    if match["rest"] and not match["letters"].isupper():
        return None
    return number, f"{match['letters'].upper()}{match['rest'] or ''}"


def _is_key(found: list[Pair]) -> bool:
    numbers = [int(pair.number) for pair in found]
    letters = [pair.text[:1] for pair in found]
    if len(found) < _FEWEST or any(other != one + 1 for one, other in pairwise(numbers)):
        return False
    rising = all(ord(other) == ord(one) + 1 for one, other in pairwise(letters))
    return not rising and (len(set(letters)) > 1 or len(found) > _FEWEST)
