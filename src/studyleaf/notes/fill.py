"""Questions found in notes → all pieces: what is between them is prose, headings, structure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from studyleaf.blocks import split_lines
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.pieces import Asked, Piece, Structure, Text, Topical, Unplaced
from studyleaf.notes.view import View
from studyleaf.parser import front_matter, read_heading


def pieces(
    view: View,
    text: str,
    found: Sequence[Asked],
    doubts: Sequence[tuple[int, int, str]],
    structure: Mapping[int, str],
) -> tuple[Piece, ...]:
    """Return the pieces of a text. Every line that is not blank is in exactly one."""
    lines = split_lines(text)
    owner: dict[int, Piece] = {}
    made: list[Piece] = []
    for asked in found:
        for line in asked.used:
            owner[line] = asked
        made.append(asked)
    head = len(split_lines(front_matter(text)))
    if head and not any(line in owner for line in range(head)):
        _add(made, owner, Structure(0, head, "front matter"))
    for line, name in structure.items():
        if line not in owner:
            _add(made, owner, Structure(line, line + 1, name))
    for first, end, reason in doubts:
        if not any(line in owner for line in range(first, end)):
            _add(made, owner, Unplaced(first, end, reason))
    about = _Sections(view, owner)
    for at, part in enumerate(view.parts):
        if any(line in owner for line in range(part.start, part.end)):
            continue
        piece: Piece | None = None
        if part.kind == "heading":
            name = read_heading(part.text).text
            holds = is_only(name, "section", "key") and not about.is_topic(at)
            piece = (
                Structure(part.start, part.end, "questions heading")
                if holds
                else Topical(part.start, part.end, name, part.level)
            )
        elif part.kind == "rule" and not part.items and not part.quoted:
            piece = Structure(part.start, part.end, "rule")
        elif view.is_navigation(at):
            piece = Structure(part.start, part.end, "navigation")
        if piece is not None:
            _add(made, owner, piece)
    made.extend(_texts(lines, owner))
    return tuple(sorted(made, key=lambda piece: (piece.start, piece.end)))


class _Sections:
    """Tells what stands under headings: a chapter on HTTP may have a section "Answers"."""

    def __init__(self, view: View, owner: Mapping[int, Piece]) -> None:
        self.parts = view.parts
        ends: list[int] = []  # of the section of each part, if it is a heading
        open_: list[int] = []
        for at, part in enumerate(view.parts):
            ends.append(len(view.parts))
            if part.kind == "heading":
                while open_ and view.parts[open_[-1]].level >= part.level:
                    ends[open_.pop()] = at
                open_.append(at)
        self.ends = ends
        kinds = [owner.get(part.start) for part in view.parts]
        self.asked = [0, *accumulate(isinstance(k, Asked | Structure | Unplaced) for k in kinds)]
        self.prose = [
            0,
            *accumulate(
                kind is None and part.kind not in ("heading", "rule", "comment")
                for kind, part in zip(kinds, view.parts, strict=True)
            ),
        ]

    def is_topic(self, at: int) -> bool:
        """Tell whether under a heading there is prose, and neither questions nor a key."""
        end = self.ends[at]
        return self.asked[end] == self.asked[at + 1] and self.prose[end] > self.prose[at + 1]


def _add(made: list[Piece], owner: dict[int, Piece], piece: Piece) -> None:
    made.append(piece)
    for line in range(piece.start, piece.end):
        owner[line] = piece


def _texts(lines: Sequence[str], owner: dict[int, Piece]) -> Iterator[Text]:
    first: int | None = None
    last = 0
    for n, line in enumerate(lines):
        if n in owner:
            if first is not None:
                yield Text(first, last)
            first = None
        elif line.strip("\ufeff \t\r\n\f\v"):
            first = n if first is None else first
            last = n + 1
    if first is not None:
        yield Text(first, last)


def title(view: View) -> str:
    """Return the text of the first heading of the highest level there is, if it stands alone."""
    headings = [part for part in view.parts if part.kind == "heading" and not part.items]
    if not headings:
        return ""
    top = min(part.level for part in headings)
    first = [part for part in headings if part.level == top]
    return read_heading(first[0].text).text if len(first) == 1 else ""
