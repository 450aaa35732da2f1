"""D1: headings that bid, among many of their level that were read as questions.

    ### What is a stock?      ### Name two clear soups.
    Water with bones.         - Consommé
                              - Tom yam

A heading alone that bids is the title of a step. And where tasks have their solutions folded away,
a heading that begins as they do, with code right below it, has lost its fold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.answering import answers
from studyleaf.notes.answers.item import CODE, Item, count_items
from studyleaf.notes.answers.items import build_item
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 4
_MOST = 0.6
_FAR = 80  # parts of an answer


def among(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    levels: dict[tuple[int, int], list[int]] = {}
    for at, part in enumerate(view.parts):
        if part.kind == "heading":
            levels.setdefault((part.level, len(part.items)), []).append(at)
    for firsts in levels.values():
        read = [at for at in firsts if taken[at]]
        if len(read) < max(_FEWEST, _MOST * len(firsts)):
            continue
        words = {_word(view, at) for at in read}
        for at in firsts:
            item = _item(view, at, taken, words) if not taken[at] else None
            asked = build_item(view, item) if item is not None else None
            if item is not None and asked is not None:
                yield at, item.end, asked


def _word(view: View, at: int) -> str:
    """Return the first word of a part, without case."""
    return view.parts[at].text.strip("*_ ").partition(" ")[0].casefold()


def _item(view: View, first: int, taken: Sequence[bool], words: set[str]) -> Item | None:
    """Return a heading that bids or asks, with all below it; or one that begins with one of
    `words`, with code right below.
    """
    parts, end = view.parts, first + 1
    while end < len(parts) and end - first < _FAR and not taken[end]:
        part = parts[end]
        if part.kind in ("heading", "rule", "open", "close") or view.label(end) is not None:
            break
        end += 1
    if end == first + 1:
        return None
    text = parts[first].text
    shown = parts[first + 1].kind in CODE and _word(view, first) in words
    if not shown and not (begins_to_bid(text) or asks_somewhere(text)):
        return None
    listed = count_items(view, first + 1, end)
    item = Item(first, first + 1, end, asking=True, form="text", listed=listed)
    return item if answers(view, item) else None
