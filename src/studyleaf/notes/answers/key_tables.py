"""A table of numbers and letters → the entries of the key that it is, row by row or upright."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from studyleaf.notes.answers.entries import is_letter
from studyleaf.notes.lines.labels import plain, words
from studyleaf.notes.parts import Part

_NUMBER = re.compile(
    r"[*_ ]*+(?:q(?:uestion)?)?\s*#?(?:\d{1,3}\.)?(?P<number>\d{1,4})[.)]?[*_ ]*", re.IGNORECASE
)
_POINTS = re.compile(r"\d{1,2}")
_FEWEST = 2
_ACROSS = 3  # numbers beside each other


class Row(NamedTuple):
    """What a table says of one question: the line, the number, the answer."""

    line: int
    number: str
    text: str


def table_entries(part: Part) -> list[Row]:
    """Return the entries of a table with numbers in it."""
    across = list(_across(part))
    if across:
        return across
    worth = _points(part)
    found: list[Row] = []
    for n, (line, cells) in enumerate(part.rows):
        pairs = [
            (match["number"], b)
            for a, b in itertools.pairwise(cells)
            if (match := _NUMBER.fullmatch(a)) is not None
        ]
        said = [cell for n, cell in enumerate(cells[2:], 2) if n not in worth]
        rest = " ".join(said) if len(pairs) == 1 else ""
        for number, text in pairs:
            if n or text:
                found.append(Row(line, number, f"{text}\n{rest}" if rest else text))
    return found


def _points(part: Part) -> frozenset[int]:
    """Return the columns behind the answers that say what each question is worth."""
    rows = [cells for _, cells in part.rows[1:]]
    return frozenset(
        n
        for n in range(2, len(part.rows[0][1]))
        if all(n < len(cells) and _POINTS.fullmatch(cells[n]) for cells in rows)
    )


def _across(part: Part) -> Iterator[Row]:
    """Yield the entries of rows of numbers, each with a row of letters below."""
    for (_, numbers), (line, answers) in itertools.pairwise(part.rows):
        pairs = [
            (match["number"], answer)
            for cell, answer in zip(numbers, answers, strict=False)
            if (match := _NUMBER.fullmatch(cell)) is not None and is_letter(answer)
        ]
        if len(pairs) >= _ACROSS:
            yield from (Row(line, number, answer) for number, answer in pairs)


def is_key_table(part: Part) -> bool:
    """Tell whether a table is a key even without a title: its head says so, its rows are letters.

    A table of numbers above letters needs no head.
    """
    if part.kind != "table" or len(part.rows) < _FEWEST:
        return False
    across = list(_across(part))
    if across:
        return [row.number for row in across] == [str(n + 1) for n in range(len(across))]
    head = [plain(cell) for cell in part.rows[0][1]]
    named = {*words("answer"), *words("right"), *words("key")}
    if len(head) < _FEWEST or head[1] not in named or len(part.rows) <= _FEWEST:
        return False
    return all(
        _NUMBER.fullmatch(cells[0]) is not None and is_letter(cells[1])
        for _, cells in part.rows[1:]
        if len(cells) > 1
    )
