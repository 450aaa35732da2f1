"""An HTML table → a table node, with columns as wide as what stands in them asks for."""

from __future__ import annotations

import itertools
import math
import re
from typing import Any

from lxml.html import HtmlElement

from studyleaf.book.nodes import Node, node
from studyleaf.book.reading import Reading

_ALIGN = re.compile(r"text-align:\s*(left|right|center)")
_ROOM = 80
"""About how many letters a line of a table holds."""
_TALL = 60
"""How many letters a cell of a head may hold that is to come again on each page. Typst can run out
of memory where a tall head that repeats meets many footnotes."""
_SHORT = 26
"""A column whose longest cell has no more letters may be as wide as that cell."""


_RAGGED = 1.12
"""How much more room a text takes than its letters, since lines end between words."""
_STEPS, _ROUNDS = (2, 5, 10), 8


def read_table(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return a table; spans are kept, and rows that are too short are filled."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    grid = _Grid(len(rows))
    head: list[list[Node]] = []
    tall = False
    body: list[list[Node]] = []
    for y, row in enumerate(rows):
        cells = grid.add(reading, row, y)
        above = row.getparent()
        in_head = above is not None and above.tag == "thead"
        in_head = in_head or (y == 0 and all(cell.tag == "th" for cell in row))
        in_head = in_head and not body
        tall = tall or (in_head and any(len(cell.text_content()) > _TALL for cell in row))
        (head if in_head else body).append(cells)
    if not grid.lengths:
        return reading.blocks(element)
    grid.fill(head + body)
    caption = next((child for child in element if child.tag == "caption"), None)
    return [
        node(
            "table",
            cols=columns(grid.lengths),
            align=grid.align,
            head=head,
            tall=tall or None,
            rows=body,
            caption=reading.inline(caption) if caption is not None else None,
        )
    ]


class _Grid:
    """Counts which places of a table are taken, and how long what stands in its columns is."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.taken: set[tuple[int, int]] = set()
        self.lengths: list[list[tuple[int, int]]] = []
        self.align: list[str] = []

    def add(self, reading: Reading, row: HtmlElement, y: int) -> list[Node]:
        """Return the cells of row `y`."""
        cells: list[Node] = []
        x = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (x, y) in self.taken:
                x += 1
            wide, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), self.height - y)
            self.taken.update((x + dx, y + dy) for dx in range(wide) for dy in range(high))
            while len(self.lengths) < x + wide:
                self.lengths.append([])
                self.align.append("left")
            if wide == 1:
                self.lengths[x].append(_length(cell))
                self.align[x] = _alignment(cell) or self.align[x]
            cells.append(_cell(reading, cell, wide, high))
            x += wide
        return cells

    def fill(self, rows: list[list[Node]]) -> None:
        """Give each row as many cells as there are columns."""
        for y, row in enumerate(rows):
            row.extend({"c": []} for x in range(len(self.lengths)) if (x, y) not in self.taken)


def _alignment(cell: HtmlElement) -> str:
    found = _ALIGN.search(cell.get("style") or "")
    value = found[1] if found else cell.get("align") or ""
    return value if value in ("left", "right", "center") else ""


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), 100)) if value.isdecimal() else 1


def _length(cell: HtmlElement) -> tuple[int, int]:
    """Return how many letters a cell holds, and how many its longest word; code is wider."""
    words = cell.text_content().split()
    wide = 1.25 if cell.find(".//code") is not None else 1.0
    longest = max(map(len, words), default=1)
    return int(len(" ".join(words)) * wide), int(min(longest, 24) * wide)


def _cell(reading: Reading, cell: HtmlElement, wide: int, high: int) -> Node:
    made: dict[str, Any] = {"c": reading.item(cell)}
    if wide > 1:
        made["x"] = wide
    if high > 1:
        made["y"] = high
    if cell.tag == "th":
        made["h"] = True
    return made


def columns(lengths: list[list[tuple[int, int]]]) -> list[float]:
    """Return the shares of the columns; 0 is a column as wide as its content.

    Short columns get what they need, as long as that leaves half of the room. Of the rest, columns
    with much text get more, but by the root only, so that a long cell does not squeeze the others
    into towers, and none gets less than its longest word.
    """
    most = [max((length for length, _ in column), default=1) for column in lengths]
    if sum(most) + 3 * len(most) <= _ROOM:
        return [0.0] * len(most)
    shares = [0.0] * len(most)
    room = float(_ROOM)
    wide: list[int] = []
    for x in sorted(range(len(most)), key=most.__getitem__):
        if most[x] <= _SHORT and room - most[x] - 3 >= _ROOM / 2 and x not in wide:
            room -= most[x] + 3
        else:
            wide.append(x)
    weights = {
        x: math.sqrt(most[x] * (sum(n for n, _ in lengths[x]) / len(lengths[x]) + most[x]) / 2)
        for x in wide
    }
    least = {x: max(word for _, word in lengths[x]) + 3 for x in wide}
    free = list(wide)
    while free:
        total = sum(weights[x] for x in free)
        tight = [x for x in free if room * weights[x] / total < least[x]]
        if not tight:
            break
        for x in tight:
            shares[x] = float(least[x])
            room = max(room - least[x], 1)
            free.remove(x)
    total = sum(weights[x] for x in free)
    for x in free:
        shares[x] = room * weights[x] / total
    _save_lines(lengths, shares, {x: float(least[x]) for x in wide})
    return [round(share, 1) for share in shares]


def _save_lines(
    lengths: list[list[tuple[int, int]]], shares: list[float], least: dict[int, float]
) -> None:
    """Move room from one column to another, in place, as long as that makes the table shorter."""

    def lines(x: int, share: float) -> list[int]:
        return [math.ceil(length * _RAGGED / share) for length, _ in lengths[x]]

    set_now = {x: lines(x, shares[x]) for x in least}
    height = _height(set_now)
    for _ in range(_ROUNDS):
        tries = [
            {giver: shares[giver] - step, taker: shares[taker] + step}
            for giver, taker in itertools.permutations(least, 2)
            for step in _STEPS
            if shares[giver] - step >= least[giver]
        ]
        made = [(set_now | {x: lines(x, share) for x, share in new.items()}, new) for new in tries]
        best, new = min(made, key=lambda one: _height(one[0]), default=(set_now, {}))
        if _height(best) >= height:
            return
        set_now, height = best, _height(best)
        for x, share in new.items():
            shares[x] = share


def _height(columns: dict[int, list[int]]) -> int:
    return sum(map(max, itertools.zip_longest(*columns.values(), fillvalue=1)))
