"""Headings that are the choices of a question, "##### A. Ramen" → lines.

Headings whose letters go on from A, right below each other, below one that asks, hold no sections.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studyleaf.notes.lines.starts import asks_or_begins
from studyleaf.notes.parts import Part

_CHOICE = re.compile(r"(?:[-*]\s+)?[*_]{0,3}[(\[]?(?P<name>[A-Ha-h])[.):\]]+[*_]{0,3}\s*\S")
_FEWEST = 2


def without_heading_choices(found: Sequence[Part]) -> list[Part]:
    """Return parts, such headings as lines."""
    result = list(found)
    at = 1
    while at < len(result):
        end = _run_end(result, at)
        if end - at >= _FEWEST and asks_or_begins(result[at - 1]):
            for n in range(at, end):
                result[n] = replace(result[n], kind="line", level=0)
        at = max(end, at + 1)
    return result


def _run_end(parts: Sequence[Part], first: int) -> int:
    """Return where headings end whose letters go on from A."""
    end = first
    while end < len(parts) and parts[end].kind == "heading":
        match = _CHOICE.match(parts[end].text)
        if match is None or match["name"].upper() != chr(65 + end - first):
            break
        if parts[end].level != parts[first].level:
            break
        end += 1
    return end
