"""A group of choices → what asks them, above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.notes.lines.asking import asks, asks_somewhere, is_tag, selects
from studyleaf.notes.lines.bidding import bids
from studyleaf.notes.lines.starts import asks_or_begins
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

_ASIDE = re.compile(r"[*_]{0,2}\([^()]{20,400}\.\)[*_]{0,2}")
_KIND = re.compile(
    r"[*_]{0,2}\((?:(?:multiple|single)[ -]choice|(?:choose|select|pick)\b[^()]{1,40})\)[*_]{0,2}",
    re.IGNORECASE,
)
_FAR = 12  # parts between "Question 5" and "Options:"
_SHOWN = 3  # parts that show what a question asks about: code, pictures


def asker(view: View, at: int) -> int:
    """Return the part above part `at`; where that only bids to choose, or is code, a picture or a
    table, and something that asks stands above it, the one that asks.
    """
    place = view.above(at)
    text = view.parts[place].text
    if is_tag(text) or names_kind(text) or _is_aside(view, place):
        place = view.above(place)
    place = _over_what_shows(view, place)
    if not bids_only(view, place) or not place:
        return place
    over = _over_what_shows(view, view.above(place))
    return over if asks_or_begins(view.parts[over]) else place


def names_kind(text: str) -> bool:
    """Tell whether text only says in brackets how to choose: "(multiple choice)"."""
    return _KIND.fullmatch(text) is not None


def bids_only(view: View, at: int) -> bool:
    """Tell whether a line only bids to choose: "Choose two."."""
    part = view.parts[at]
    bids = part.kind == "line" and not part.mark and not asks(part.text) and selects(part.text)
    return bids and view.starts(at) is None


def _over_what_shows(view: View, place: int) -> int:
    """Return the part that asks above code, a picture or a table; part `place`, if none does."""
    shown = place
    while shown and place - shown < _SHOWN and shows(view.parts[shown]):
        shown = view.above(shown)
    return shown if shown < place and _asks_itself(view, shown) else place


def _is_aside(view: View, at: int) -> bool:
    """Tell whether a paragraph below another is all in brackets: "(Recall that n is …)"."""
    part = view.parts[at]
    whole = part.kind == "line" and not part.mark and part.block == part.start
    return whole and at > 0 and _ASIDE.fullmatch(part.text) is not None and not asks(part.text)


def shows(part: Part) -> bool:
    """Tell whether a part only shows what is asked about: code, a picture, a table, a formula."""
    if part.text.startswith("$$") and part.text.endswith("$$"):
        return part.kind == "line"
    return part.kind in ("fence", "code", "table") or part.text.startswith(("![", "<img"))


def _asks_itself(view: View, at: int) -> bool:
    """Tell whether part `at` asks and is no heading of a text."""
    part, start = view.parts[at], view.starts(at)
    return asks_somewhere(part.text) and (start is not None or part.kind == "line")


def paragraph_start(view: View, at: int) -> int:
    """Return where the paragraph begins that part `at` is of, or that far above."""
    first = at
    while first and view.parts[first - 1].block == view.parts[at].block and at - first < _FAR:
        first -= 1
    return first


def paragraph_end(parts: Sequence[Part], at: int) -> int:
    """Return where the paragraph ends that part `at` is of."""
    end = at + 1
    while end < len(parts) and parts[end].block == parts[at].block:
        end += 1
    return end


def is_below_number(view: View, at: int) -> bool:
    """Tell whether the paragraph `at` is all that stands between "Question 5" and a list."""
    above = at - 1
    while above > max(0, at - _FAR) and view.parts[above].block == view.parts[at].block:
        above -= 1  # "**Tags:** …", or the first lines of the paragraph
    number = view.starts(above) if above >= 0 and view.parts[at].kind == "line" else None
    alone = number is not None and number.style == "label" and bool(number.number)
    if number is not None and number.text:  # "### Q-7 · Soups · easy"
        alone = alone and view.parts[above].kind == "heading" and not asks(number.text)
    return alone and not view.parts[at].mark and view.label(at) is None


def is_asked_about(view: View, at: int, end: int) -> bool:
    """Tell whether what asks above the choices asks about a labelled line: "Solution: Add salt.",
    and below it "Does the solution meet the goal?".
    """
    named = view.label(at)
    if named is None or not named.rest or named.number:
        return False
    above = view.parts[view.above(at)]
    if not at or above.kind != "line" or asks_somewhere(above.text) or bids(above.text):
        return False  # which it answers
    word = re.compile(
        rf"\b(?:the|this|that) {re.escape(named.word)} (?:meet|satisf|fulfil|achieve|solve|work)",
        re.IGNORECASE,
    )
    below = (part.text for part in view.parts[at + 1 : end] if part.kind == "line")
    return any(asks_somewhere(text) and word.search(text) is not None for text in below)
