"""What stands below a question of a list → whether it answers, or only leaves room for that."""

from __future__ import annotations

import re
from collections import Counter

from studyleaf.notes.answers.item import CHOICES, FOLLOWING, TOLD, Item, own_text, text_of
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import begins_to_bid, leads_to_list
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.view import View

# what readers fill in; also "<for example, as in the lecture>", which is no tag
ROOM = re.compile(
    r"\[[^\[\]]*\b(?:your|write|draw|answer)\b[^\[\]]*\]|[._…\s\\]*"
    r"|<(?!details\b)[^=\n/]+ [^=\n]+>",
    re.IGNORECASE,
)
_WORTH = re.compile(r"\W*\d+(?:[.,]\d+)?\s?(?:points?|pts?|marks?|%)(?!\w)", re.IGNORECASE)
_LINK = re.compile(r"\W*\[[^\[\]]+\]\([^()]+\)\W*")
_MEANING = re.compile(r"(?:[:：]|\s[-–—=]+>?|→)[*_\s]+(?:\S+\s+){2}\S")
_TOLD_BEHIND = re.compile(r"\S.*(?:[-=]>|→|⇒)\s*\S")


def waits(view: View, item: Item) -> bool:
    """Tell whether there is only room for what readers answer: "Your answer: [write here]"."""
    for at in range(item.first, item.end):
        named = view.label(at)
        if named is not None and named.kind == "given" and not named.rest:
            below = view.parts[at + 1] if at + 1 < item.end else None
            if below is None or below.block != view.parts[at].block or ROOM.fullmatch(below.text):
                return True
    return is_room(view, item.body, item.end)


def is_room(view: View, body: int, end: int) -> bool:
    """Tell whether what stands below a question is room for an answer, or a link to it."""
    text = view.parts[body].text.strip()
    if end == body + 1 and _LINK.fullmatch(text):
        return True
    return bool(text) and bool(ROOM.fullmatch(text))


def _are_explained(view: View, item: Item) -> bool:
    """Tell whether each item of a list is a word with what it means: "- roux: flour in butter"."""
    depth = len(view.parts[item.body].items)
    said = [part for part in view.parts[item.body : item.end] if part.mark]
    return all(_MEANING.search(part.text) for part in said if len(part.items) == depth)


def _are_told(view: View, item: Item) -> bool:
    """Tell whether each item of a list says behind an arrow what is asked: "- roux -> thickens"."""
    depth = len(view.parts[item.body].items)
    said = [part for part in view.parts[item.body : item.end] if part.mark]
    return all(_TOLD_BEHIND.search(part.text) for part in said if len(part.items) == depth)


def answers(view: View, item: Item) -> bool:
    """Tell whether what stands below is an answer, and no list of questions or blanks to fill."""
    said = [view.parts[at] for at in range(item.body, item.end)]
    said = [part for part in said if part.kind not in ("comment", "rule")]
    if not said or is_only(view.parts[item.first].text, "section", "key", "meta", "todo"):
        return False
    if waits(view, item):
        return False
    kinds = Counter(asks_somewhere(part.text) for part in said if part.kind == "line")
    options = [one for at in range(item.body, item.end) if (one := view.option(at)) is not None]
    if len(options) > 1 and len({one.name for one in options}) == 1 and not options[0].boxed:
        options = []  # lines that begin with a word of one letter, as Russian has
    if len(options) == item.listed == 1 and options[0].boxed and options[0].right:
        options = []  # "- [x] Gazpacho", a tick for what answers
    if options and (len(options) > 1 or TOLD.fullmatch(own_text(view, item)) is None):
        return False
    if all(_WORTH.match(part.text) for part in said):
        return False  # how it is marked
    text = text_of(view, item.first, item.body)
    told = item.listed > 1 and (
        _are_told(view, item)
        or (begins_to_bid(own_text(view, item)) and _are_explained(view, item))
    )
    if item.listed >= CHOICES and FOLLOWING.search(text) and not told:
        return False
    if item.listed > 1 and not item.asking and leads_to_list(text):
        if begins_to_bid(text):
            return told  # "Explain these words:"
        if WHOLE_BOLD.fullmatch(own_text(view, item)) is not None:
            return False  # "**Ways to learn:**"
    return not kinds[True] or kinds[True] * 2 < sum(kinds.values())
