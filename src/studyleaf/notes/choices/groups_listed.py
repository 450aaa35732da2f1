"""The parts of notes → choices behind a label on one line: `Options: bisque, borscht, brioche`."""

from __future__ import annotations

from collections.abc import Iterator

from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.labels import label
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

_MOST = 8
_LONGEST = 200
_NEAR = 3  # parts
_PAIR, _SEVERAL = 2, 3


def listed_groups(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield the choices of such a line, if the answer near it is one of them, or if several
    questions have such a line.
    """
    found: list[tuple[Group, bool]] = []
    for at, part in enumerate(view.parts):
        named = view.label(at) if at not in taken and part.kind == "line" else None
        if named is None or named.kind != "options" or not at:
            continue
        mark = ";" if ";" in named.rest else ","
        texts = [text.strip(" .") for text in named.rest.split(mark)]
        if not 2 <= len(texts) <= _MOST or any(not 0 < len(text) < _LONGEST for text in texts):
            continue
        options = tuple(
            Option("letter", chr(65 + n), text, None, inline=True) for n, text in enumerate(texts)
        )
        group = Group(at, at + 1, options, tuple((at, at + 1) for _ in options))
        if _is_answered(view, at, options):
            found.append((group, True))
        elif len(options) > _PAIR and _is_asked(view, at):
            found.append((group, False))
    several = sum(not answered for _, answered in found) >= _SEVERAL
    yield from (group for group, answered in found if answered or several)


def _is_asked(view: View, at: int) -> bool:
    """Tell whether a labelled question stands not far above."""
    starts = (view.starts(n) for n in range(max(0, at - _NEAR), at))
    return any(start is not None and start.style == "label" for start in starts)


def _is_answered(view: View, at: int, options: tuple[Option, ...]) -> bool:
    for part in (*_above(view, at), *view.parts[at + 1 : at + 1 + _NEAR]):
        named = label(part.text, "answer") if part.kind == "line" else None
        if named is not None and named.rest:
            key = read_key(named.rest, options)
            return key is not None and bool(key.right) and not key.unknown
    return False


def _above(view: View, at: int) -> Iterator[Part]:
    """Yield the items above that are of the same question."""
    for n in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        part = view.parts[n]
        if not part.mark or view.starts(n) is not None or asks_somewhere(part.text):
            return
        yield part
