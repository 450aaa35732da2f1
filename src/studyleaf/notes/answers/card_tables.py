"""A table that is one card → its question: a row for what asks, and one for each answer.

| Field          | Value                      |
|----------------|----------------------------|
| Question       | Which soup is served cold? |
| Correct answer | Gazpacho                   |
| Wrong answer 1 | Ramen                      |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyleaf.model import Choice
from studyleaf.notes.lines.labels import LabelKind, plain, words
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked

_NUMBER = re.compile(r"\s*#?\d{1,2}$")  # "Wrong answer 3"
_COUNTED = re.compile(r"(\d{1,4})[.)]\s+(?=\S)")
_KINDS: tuple[LabelKind, ...] = ("question", "wrong", "answer", "right", "explanation")


def card_of(part: Part) -> Asked | None:
    """Return the question of a table whose first column names the fields of one."""
    rows = list(_fields(part)) if part.kind == "table" else []
    asking = [(line, text) for line, kind, text in rows if kind == "question"]
    right = [text for _, kind, text in rows if kind in ("answer", "right")]
    if len(asking) != 1 or not right:
        return None
    wrong = [text for _, kind, text in rows if kind == "wrong"]
    line, text = asking[0]
    number = _COUNTED.match(text)
    told = {"answer", "right", "wrong"} if wrong else ()
    said = [text for _, kind, text in rows if kind == "explanation"]
    used = {line for line, _, _ in rows}
    return Asked(
        part.start,
        part.end,
        "D3",
        text[number.end() :] if number is not None else text,
        choices=tuple(Choice(text, kind != "wrong") for _, kind, text in rows if kind in told),
        answer="" if wrong else "\n\n".join(right),
        explanation="\n\n".join(said),
        number=number[1] if number is not None else None,
        stem_line=line,
        structure=tuple(
            (n, "field of a card") for n in range(part.start, part.end) if n not in used
        ),
    )


def _fields(part: Part) -> Iterator[tuple[int, LabelKind, str]]:
    """Yield the rows that hold something of a question: the line, what it is, the text."""
    for line, cells in part.rows:
        name = _NUMBER.sub("", plain(cells[0])) if len(cells) > 1 else ""
        kind = next((kind for kind in _KINDS if name and name in words(kind)), None)
        if kind is not None and cells[1]:
            yield line, kind, cells[1]
