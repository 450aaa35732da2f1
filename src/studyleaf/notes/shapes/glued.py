"""D1: one paragraph of lines that ask, each over a line that is nothing but its answer in emphasis.

    Answer the questions below
    Which soup is served cold?
    *Gazpacho*
    A soup of beetroot is called ____.
    *Borscht*

A form that was filled in comes out like this when it is pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.item import Item, text_of
from studyleaf.notes.answers.items import build_item
from studyleaf.notes.lines.asking import asks, asks_somewhere
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 3  # in the file
_NEARLY_ALL = 0.9
_ALONE = re.compile(r"(?P<em>\*{1,3}|_{1,3}|`{1,2})(?=[^\s*_`])[^`]{1,300}?(?<=[^\s*_`])(?P=em)\.?")
_LEAD = re.compile(
    r"\W*answer (?:all )?(?:of )?(?:the |these )?(?:following )?questions\b", re.IGNORECASE
)


def glued(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    items = list(_items(view, taken))
    asking = [item for item in items if item.asking]
    others = any(taken) or any(view.names_questions(item.first) for item in items)
    if len(asking) < max(_FEWEST, _NEARLY_ALL * len(items)):
        return
    for item in asking:
        if not others and is_only(view.parts[item.body].text, "truth"):
            continue
        asked = build_item(view, item)
        if asked is not None:
            yield item.first, item.end, asked


def _items(view: View, taken: Sequence[bool]) -> Iterator[Item]:
    """Yield what stands above a line in emphasis in one paragraph, back to the last such line."""
    first = 0
    for at, part in enumerate(view.parts):
        if part.start == part.block or not _is_text(view, at) or taken[at]:
            first = at
        elif _ALONE.fullmatch(part.text) is not None or is_only(part.text, "truth"):
            while first < at and not (_is_text(view, first) and not taken[first]):
                first += 1
            led = next((n for n in range(first, at) if _LEAD.match(view.parts[n].text)), None)
            first = first if led is None else led + 1
            if first < at:
                text = text_of(view, first, at)
                judged = is_only(part.text, "truth") and text.endswith((".", "。"))
                asking = judged or (asks_somewhere(text) and not begins_to_bid(part.text))
                asking = asking and not asks(part.text) and part.text.strip("*_`")[:1] != "("
                yield Item(first, at, at + 1, asking, "marked", 0)
            first = at + 1


def _is_text(view: View, at: int) -> bool:
    part = view.parts[at]
    plain = part.kind == "line" and not part.items and not part.quoted
    start = view.starts(at)
    counted = start is not None and bool(start.text)  # "*12*" is all number
    return plain and view.label(at) is None and not counted
