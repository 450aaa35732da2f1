"""A statement with boxes to judge it by, "Gazpacho is cold. ☐ true ☐ false" → two parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from studyleaf.notes.lines.labels import one_of, words
from studyleaf.notes.parts import Part

_BOXES = "☐□◻○◯["
_LETTERS = ("v", "f", "t", "r", "w")  # "vero", "falso", "true", "richtig", "wahr"


def judged(part: Part) -> Iterator[Part]:
    """Yield the statement of a line, and the boxes; or the line, where it holds none."""
    match = _judged().fullmatch(part.text) if part.text[-20:].count(" ") > 1 else None
    if match is None or not any(box in part.text for box in _BOXES) or part.kind != "line":
        yield part
        return
    yield replace(part, text=match["stem"].rstrip())
    yield replace(part, text=f"☐ {match['one']}  ☐ {match['other']}", mark="")


def has_boxes(part: Part) -> bool:
    """Tell whether a part is nothing but such boxes."""
    return part.text[:2] == "☐ " and _boxes().fullmatch(part.text) is not None


@cache
def _boxes() -> re.Pattern[str]:
    said = one_of({*words("truth"), *_LETTERS})
    box = rf"(?:[{_BOXES[:-1]}]|\\?\[ ?\\?\])\s?"
    return re.compile(rf"{box}(?P<one>{said})\s+{box}(?P<other>{said})", re.IGNORECASE)


@cache
def _judged() -> re.Pattern[str]:
    return re.compile(rf"(?P<stem>.{{8,1000}}?)\s{_boxes().pattern}", re.IGNORECASE | re.DOTALL)
