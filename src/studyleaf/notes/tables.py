"""A table with a column of questions and one of answers: which columns these are."""

from __future__ import annotations

from studyleaf.notes.labels import plain, words
from studyleaf.notes.parts import Part

_ASK = words("question") | words("section") | {"prompt", "front"}


def columns(part: Part) -> tuple[int, int] | None:
    """Return the columns of questions and of answers, or None."""
    if part.kind != "table" or len(part.rows) < 2:
        return None
    head = [plain(cell) for cell in part.rows[0][1]]
    ask = next((n for n, cell in enumerate(head) if cell in _ASK), None)
    named = [n for n, cell in enumerate(head) if cell in words("answer")]
    named += [n for n, cell in enumerate(head) if cell == "a" and "b" not in head]
    return None if ask is None or not named else (ask, named[0])
