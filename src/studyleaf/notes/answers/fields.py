"""A list item → whether it only describes a field: "**Question:** the text", among others."""

from __future__ import annotations

import re

from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.labels import label
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

FIELD = re.compile(r"\*\*[^*]{1,60}(?::\*\*|\*\*\s?:)")
_FIELDS = 4  # so many neighbours with labels make a description of fields


def is_field(view: View, at: int) -> bool:
    """Tell whether "- **Question:** the text" only describes a field, as its neighbours do."""
    part, start = view.parts[at], view.starts(at)
    if not part.mark or start is None or start.number or asks_somewhere(part.text):
        return False
    named = label(part.text, "question")
    if named is not None and named.word == "q":
        return False
    around = [n for n in range(max(0, at - 8), at + 8) if _is_named(view, n, part)]
    if any(n > at and (one := view.label(n)) and one.kind == "answer" for n in around):
        return False  # the answer is a field, too
    return len(around) >= _FIELDS


def _is_named(view: View, at: int, like: Part) -> bool:
    if at >= len(view.parts):
        return False
    part = view.parts[at]
    return (
        part.mark == like.mark
        and part.items[:-1] == like.items[:-1]
        and bool(FIELD.match(part.text))
    )
