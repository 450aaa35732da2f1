"""Headings that recur below the numbered ones of a file: they divide a question.

Below "## 1" stand "## Requirements" and "## Solution", and so they do below "## 2" and "## 3".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.lines.starts import starts
from studyleaf.notes.parts import Part

_FEWEST = 3
_SHARE = 0.5  # of the numbered headings


def _tells(part: Part) -> bool:
    """Tell whether a heading says that a solution or an explanation follows."""
    return is_only(part.text, "answer", "explanation", "key")


def recurring(parts: Iterable[Part]) -> frozenset[int]:
    """Return the headings whose text recurs, each below another numbered one of their level, and
    those between them and what is numbered.
    """
    sections: list[list[tuple[int, Part]]] = []  # the headings below each numbered one
    level = 0
    for at, part in enumerate(parts):
        if part.kind != "heading":
            continue
        start = starts(part)
        if start is not None and start.number:
            level = part.level
            sections.append([])
        elif sections and part.level == level:
            sections[-1].append((at, part))
        elif part.level < level:
            level = 0
    times = Counter(text for own in sections for text in {part.text.casefold() for _, part in own})
    often = {n for n, count in times.items() if count >= max(_FEWEST, _SHARE * len(sections))}
    found: list[int] = []
    for own in sections if often else ():
        last = max(
            (
                n
                for n, (_, part) in enumerate(own)
                if part.text.casefold() in often and _tells(part)
            ),
            default=-1,
        )
        found += [at for at, _ in own[: last + 1]]
    return frozenset(found)
