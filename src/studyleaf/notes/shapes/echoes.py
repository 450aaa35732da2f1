"""D1: paragraphs that ask and answer in turn, where the answers repeat the words of the questions.

    Why is a stock strained?

    A stock is strained since its bones have given all they had.

Who answers the questions on a text writes like this. A text that asks itself does so now and then;
so a section must be nothing but such pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.item import Item
from studyleaf.notes.answers.items import build_item
from studyleaf.notes.lines.asking import asks, asks_somewhere
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 3
_MOST = 0.75
_PAIR = 2
_WORD = re.compile(r"[^\W\d_]{4,}")


def echoes(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    for blocks in _sections(view, taken):
        firsts, bodies = blocks[::2], blocks[1::2]
        if len(bodies) < _FEWEST or len(firsts) != len(bodies):
            continue
        pairs = list(zip(firsts, bodies, strict=True))
        if not all(_is_pair(view, ask, reply) for ask, reply in pairs):
            continue
        echoing = sum(_repeats(view, ask, reply) for ask, reply in pairs)
        if echoing < _MOST * len(pairs):
            continue
        for (first, _), (body, end) in pairs:
            item = Item(first, body, end, asking=True, form="text", listed=0)
            asked = build_item(view, item)
            if asked is not None:
                yield first, end, asked


def _sections(view: View, taken: Sequence[bool]) -> Iterator[list[tuple[int, int]]]:
    """Yield the paragraphs of each section that holds nothing else, as first part and end."""
    found: list[tuple[int, int]] = []
    plain = True
    for at, part in enumerate(view.parts):
        if part.kind in ("heading", "rule"):
            if plain:
                yield found
            found, plain = [], True
        elif part.kind != "line" or part.items or part.quoted or taken[at]:
            plain = False
        elif found and view.parts[at - 1].block == part.block:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    if plain:
        yield found


def _is_pair(view: View, ask: tuple[int, int], reply: tuple[int, int]) -> bool:
    own = _text(view, reply)
    return ask[1] == ask[0] + 1 and asks(_text(view, ask)) and not asks_somewhere(own)


def _repeats(view: View, ask: tuple[int, int], reply: tuple[int, int]) -> bool:
    """Tell whether an answer has at least two of the longer words of its question."""
    asked, told = (
        {word.casefold() for word in _WORD.findall(_text(view, span))} for span in (ask, reply)
    )
    return len(asked & told) >= _PAIR


def _text(view: View, span: tuple[int, int]) -> str:
    return " ".join(part.text for part in view.parts[slice(*span)])
