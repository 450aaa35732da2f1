"""A heading such as "Exercise 2: Fill in the blanks" → whether questions are listed below it."""

from __future__ import annotations

from collections.abc import Sequence

from studyleaf.notes.lines.asking import has_blank
from studyleaf.notes.lines.labels import label
from studyleaf.notes.parts import Part

_FEWEST = 2
_FAR = 80  # parts that are looked at


def heads_worksheet(parts: Sequence[Part], at: int) -> bool:
    """Tell whether numbered sentences with blanks, and nothing that answers, stand below a heading
    that is labelled as a task: it names a section, and each of them is a question.
    """
    if label(parts[at].text, "task") is None:
        return False
    filled = numbered = 0
    for part in parts[at + 1 : at + 1 + _FAR]:
        if part.kind in ("heading", "rule"):
            break
        if part.kind not in ("line", "comment") or label(part.text, "answer") is not None:
            return False
        if part.number and len(part.items) == 1:
            numbered += 1
            filled += has_blank(part.text)
    return numbered >= _FEWEST and filled == numbered
