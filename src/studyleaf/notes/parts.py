"""What notes are made of for their readers: lines of text, and blocks that hold none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

PartKind = Literal[
    "heading",
    "line",
    "code",
    "fence",
    "table",
    "rule",
    "comment",
    "open",  # <details>
    "summary",  # all between <summary> and </summary>
    "close",  # </details>
]


@dataclass(frozen=True, slots=True)
class Part:
    """A line of text, or a block that holds no lines of a question.

    `text` is freed from list marks, quote marks and indentation; `source` is what stands in the
    file. `start` and `end` are lines, from 0, the end exclusive.
    """

    kind: PartKind
    start: int
    end: int
    text: str
    source: str
    block: int = 0
    """The first line of the block (a paragraph, a fence, …) that it is of."""
    level: int = 0
    """Of a heading."""
    mark: str = ""
    """The list mark of the item that begins here: `-`, `*`, `+`, `12.`, `12)`."""
    items: tuple[int, ...] = ()
    """The first lines of the list items that it is in, outermost first."""
    quoted: int = 0
    info: str = ""
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Of a table: the line and the cells of each row, the head first."""

    @property
    def number(self) -> str:
        """The number of the list item that begins here, or ""."""
        return self.mark[:-1] if self.mark[:1].isdigit() else ""


def shifted(part: Part, outer: Part, by: int) -> Part:
    """Return a part of what `outer` holds as one of the file, `by` lines further down."""
    return replace(
        part,
        start=part.start + by,
        end=part.end + by,
        block=part.block + by,
        items=(*outer.items, *(item + by for item in part.items)),
        quoted=part.quoted + outer.quoted,
        rows=tuple((line + by, cells) for line, cells in part.rows),
    )


def indentation(line: str) -> int:
    """Return how many columns a line is indented."""
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


def dedent(line: str, by: int) -> str:
    """Return a line without its first columns, as far as they are blank."""
    if line[:1] == "\t":
        line = line.expandtabs(4)
    space = len(line) - len(line.lstrip(" "))
    return line[min(space, by) :].rstrip("\r\n")
