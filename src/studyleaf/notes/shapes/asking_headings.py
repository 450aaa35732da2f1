"""D1: a file in which nearly all headings ask, each over the text that answers.

    ## What is a stock?

    Water in which bones were simmered.

A text has headings that ask as well, and so have pages for users, who ask what they can do. So
nearly all headings must ask, many of them, and hardly any as "I" or "we".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studyleaf.notes.answers.answering import answers
from studyleaf.notes.answers.askers import LINK
from studyleaf.notes.answers.item import Item, count_items
from studyleaf.notes.answers.items import build_item
from studyleaf.notes.lines.asking import asks, asks_somewhere
from studyleaf.notes.lines.bidding import asks_by_word, bids_somewhere
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.readers import are_of_page
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_MANY, _FEW = 8, 4
_MOST, _NEARLY_ALL = 0.75, 0.9
_FAR = 200  # parts of an answer
_README = re.compile(r"(?:^|[/\\])readme\b", re.IGNORECASE)


class _Section(NamedTuple):
    """A heading, or a line in bold, where the text below it ends, and whether it asks."""

    first: int
    end: int
    asking: bool


def asking_headings(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    found = _without_title(view, [one for one in _sections(view) if not _leads_on(view, one)])
    asking = [one for one in found if one.asking]
    if not asking or not _are_enough(view, found, asking):
        return
    share = _MOST if view.names_questions(asking[0].first) else _NEARLY_ALL
    if len(asking) < share * len(found):
        return
    if _README.search(view.path) and not view.is_study(asking[0].first):
        return
    if are_of_page([view.parts[one.first].text for one in asking]):
        return
    for first, end, _ in asking:
        if any(taken[first:end]) or view.in_faq(first):
            continue
        listed = count_items(view, first + 1, end)
        item = Item(first, first + 1, end, asking=True, form="text", listed=listed)
        asked = build_item(view, item) if answers(view, item) else None
        if asked is not None:
            yield first, end, asked


def _without_title(view: View, found: list[_Section]) -> list[_Section]:
    """Return sections without those of the titles that stand above all that ask."""
    top = min((view.parts[one.first].level for one in found if one.asking), default=0)
    return [one for one in found if view.parts[one.first].level >= top]


def _leads_on(view: View, section: _Section) -> bool:
    """Tell whether nothing stands below a heading, or nothing but links: a table of contents."""
    below = view.parts[section.first + 1 : section.end]
    return all(LINK.fullmatch(part.text) is not None for part in below)


def _are_enough(view: View, found: Sequence[_Section], asking: Sequence[_Section]) -> bool:
    """Tell whether headings that ask are many, or a few that count and all that the file holds."""
    if len(asking) >= _MANY:
        return True
    starts = [view.starts(one.first) for one in found]
    numbers = [start.number if start is not None else "" for start in starts]
    above = view.parts[: found[0].first] if found else ()
    whole = all(part.kind == "heading" for part in above) and len(asking) == len(found)
    return whole and len(found) >= _FEW and numbers == [str(n + 1) for n in range(len(found))]


def _sections(view: View) -> Iterator[_Section]:
    """Yield the headings with what stands below each; those further in belong to the question
    above them.
    """
    firsts = [at for at, part in enumerate(view.parts) if part.kind == "heading"]
    firsts = firsts or [at for at in range(len(view.parts)) if _is_title(view, at)]
    level = 0  # of the question that is open
    outer: list[int] = []
    for at in firsts:
        part = view.parts[at]
        if level and part.level > level and not asks(part.text):
            continue
        level = part.level if _asks(part.text) else 0
        outer.append(at)
    ends = [*outer[1:], len(view.parts)] if outer else []
    for at, limit in zip(outer, ends, strict=True):
        end = next((n for n in range(at + 1, limit) if view.parts[n].kind == "rule"), limit)
        part = view.parts[at]
        yield _Section(at, min(end, at + _FAR), _asks(part.text))


def _is_title(view: View, at: int) -> bool:
    """Tell whether a paragraph is one line in bold, as the titles of a file without headings."""
    part = view.parts[at]
    below = view.parts[at + 1] if at + 1 < len(view.parts) else None
    alone = part.start == part.block and (below is None or below.block != part.block)
    plain = part.kind == "line" and not part.items and not part.quoted
    return alone and plain and WHOLE_BOLD.fullmatch(part.text) is not None


def _asks(text: str) -> bool:
    """Tell whether a heading asks, also without its mark, or bids: "What is a roux"."""
    return asks_somewhere(text) or bids_somewhere(text) or asks_by_word(text)
