"""Choices of which the right one has a sign before its letter, "$B. Gazpacho" → ticked ones.

The sign may be anything, as long as the file has it again and again on some of the choices of a
question and not on the others. "# B. Gazpacho" is a heading to Markdown, and here such a sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from studyleaf.notes.lines.starts import asks_or_begins
from studyleaf.notes.lines.ticks import ticked
from studyleaf.notes.parts import Part

_CHOICE = re.compile(
    r"(?!==)(?P<sign>[^\w\s()\[\]{}<>*_`~\"'|\\/.,:;?-]{0,2})\s?(?P<text>(?P<name>[A-Ha-h])[.)]\s*\S.*)",
    re.DOTALL,
)
_KINDS = 2  # of choices: those with the sign, and those without
_SEVERAL = 3  # questions


class _Run(NamedTuple):
    """Choices of one question: the first part, the sign of each or "", and each without it."""

    first: int
    signs: tuple[str, ...]
    texts: tuple[str, ...]


def signed_choices(found: Sequence[Part]) -> list[Part]:
    """Return parts, the choices with such a sign as lines with a tick."""
    result = list(found)
    runs: list[_Run] = []
    at = 1
    while at < len(result):
        run = _run(result, at)
        if run is not None:
            runs.append(run)
        at += len(run.signs) if run is not None else 1
    count = Counter(sign for run in runs for sign in {*run.signs} - {""})
    for run in runs:
        if all(count[sign] >= _SEVERAL for sign in run.signs if sign):
            for n, (sign, text) in enumerate(zip(run.signs, run.texts, strict=True), run.first):
                if sign:
                    result[n] = replace(result[n], kind="line", level=0, text=f"✅ {text}")
    return result


def _run(parts: Sequence[Part], first: int) -> _Run | None:
    """Return the choices that begin at part `first`, if one sign stands before some of them."""
    signs: list[str] = []
    texts: list[str] = []
    for part in parts[first : first + 8]:
        match = _CHOICE.match(part.text) if part.kind in ("line", "heading") else None
        if match is None or part.number or match["name"].upper() != chr(65 + len(signs)):
            break
        sign = "#" if part.kind == "heading" else match["sign"]
        if ticked(part.text)[1] is not None:
            break
        signs.append(sign)
        texts.append(match["text"])
    if len({*signs}) != _KINDS or "" not in signs:
        return None
    above = parts[first - 1]
    asking = asks_or_begins(above) or above.kind == "heading"
    return _Run(first, tuple(signs), tuple(texts)) if asking else None
