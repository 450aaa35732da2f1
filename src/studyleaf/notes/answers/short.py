"""An answer whose label is one letter, "A: Gazpacho" → what it says, and whether it is one."""

from __future__ import annotations

import re
from functools import lru_cache

from studyleaf.notes.lines.asking import asks
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.initials import begins_number, initial
from studyleaf.notes.lines.starts import without_lead
from studyleaf.notes.view import View

_SHORT_A = re.compile(
    r"[\W_]*(?:\d{1,4}[.)]?\s)?A\d{0,3}[*_]{0,3}\s?(?:[:：]|\s[-–—]\s|[.)](?=\s))[*_]*\s*(?P<rest>.*)",
    re.DOTALL,
)
_LETTERED = re.compile(r"^[^\w\n]{0,12}([ABab])[.)](?=[*_]{0,3}\s)", re.MULTILINE)
_COLON_A = re.compile(r"[*_]{0,3}A[*_]{0,3}\s?[:：]")
_ALONE_A = re.compile(r"[*_]{0,3}A\d{0,3}[*_]{0,3}")
_SEVERAL = 3


def short_a(view: View, at: int) -> str | None:
    """Return what stands behind "A:", or behind the letter that stands for it in this file."""
    text = view.parts[at].text
    match = _SHORT_A.match(without_lead(text) if text[:1] == "<" else text)
    if match is not None:
        return match["rest"]
    if _ALONE_A.fullmatch(text) and (view.parts[at].kind == "heading" or text[-1].isdigit()):
        return ""
    one = initial(view.parts[at]) if view.initials is not None else None
    return (
        one.rest if one is not None and view.initials and one.letter == view.initials[1] else None
    )


def answers_above(view: View, at: int) -> bool:
    """Tell whether such a line answers what stands above it, and is no choice."""
    return _after_q(view, at) or _after_asking(view, at)


def _after_q(view: View, at: int) -> bool:
    """Tell whether "A:" follows a "Q:" without anything between that has another label."""
    for n in range(at - 1, max(-1, at - 12), -1):
        start = view.starts(n)
        if start is not None and start.style == "label":
            return not _choice_next(view, at)
        if view.parts[n].kind in ("rule", "close") or short_a(view, n) is not None:
            return False
    return False


def _after_asking(view: View, at: int) -> bool:
    """Tell whether "A:" stands right below something that asks, and no "B:" below it."""
    above, own = view.parts[at - 1] if at else None, view.parts[at]
    if above is None or above.kind not in ("line", "heading"):
        return False
    alone = view.initials is not None and not view.initials[0]  # no letter labels what asks
    # "A. Gazpacho" may be a choice: only below what says that questions follow, or in a file in
    # which no "B." follows
    sure = alone or view.is_study(at) or _has_only_a(view.text)
    if not sure and not _COLON_A.match(own.text):
        return False
    depth = min(len(above.items), len(own.items))
    bullet = bool(own.mark) and not own.number and len(own.items) <= len(above.items) + 1
    if above.quoted != own.quoted or (above.items[:depth] != own.items[:depth] and not bullet):
        return False
    asking = asks(above.text) or begins_to_bid(above.text) or (alone and begins_number(above))
    return asking and not _choice_next(view, at)


@lru_cache(maxsize=4)  # asked for each answer of a file
def _has_only_a(text: str) -> bool:
    """Tell whether several lines of a file begin with "A.", and none with "B."."""
    found = [match[1].upper() for match in _LETTERED.finditer(text)]
    return "B" not in found and found.count("A") >= _SEVERAL


def _choice_next(view: View, at: int) -> bool:
    for n in range(at + 1, min(at + 4, len(view.parts))):
        found = view.option(n)
        if found is not None and found.name == "B":
            return True
        if found is not None or view.starts(n) is not None:
            return False
    return False
