"""D1: questions of an exam, each over an answer that was written into it in another colour.

    - What clears a broth? (5pts)

        <span style="color:red">A raft of egg white.

One colour must answer again and again, in a file or a section of questions; the tag is often left
open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.answers.item import Item, text_of
from studyleaf.notes.answers.items import build_item
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import bids
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_CERTAIN = 5
_HALF = 0.5
_FAR = 60  # parts of an answer
_COLOUR = re.compile(
    r"(?P<tag><(?:span|font|p|div)\b[^<>]{0,60}\bcolor\s?[:=][^<>]{1,40}>)\s*(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"</?(?:span|font)\b[^<>]*>", re.IGNORECASE)
_LABEL = re.compile(r"[\s*_]*question\b", re.IGNORECASE)


def coloured(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    colours = [_colour(view, at) if not taken[at] else "" for at in range(len(view.parts))]
    usual = Counter(one for one in colours if one).most_common(1)
    if not usual or usual[0][1] < _CERTAIN:
        return
    items = list(_items(view, colours, usual[0][0], taken))
    asking = sum(item.asking for item in items)
    if len(items) < _CERTAIN or asking < _HALF * len(items):
        return
    for item in items:
        asked = build_item(view, item) if view.is_study(item.first) else None
        answer = _TAGS.sub("", asked.answer).strip() if asked is not None else ""
        if asked is not None and answer:
            yield item.first, item.end, replace(asked, answer=answer)


def _colour(view: View, at: int) -> str:
    """Return the tag of the colour in which a line begins, unless it is "Question 3" in red."""
    part = view.parts[at]
    match = _COLOUR.match(part.text) if part.kind == "line" and part.text[:1] == "<" else None
    if match is None or _LABEL.match(match["text"]):
        return ""
    return match["tag"].casefold()


def _items(view: View, colours: Sequence[str], usual: str, taken: Sequence[bool]) -> Iterator[Item]:
    """Yield what stands right above each answer, with the answer."""
    at = 0
    while at < len(view.parts):
        first = _above(view, at) if colours[at] == usual else at
        if first == at or any(taken[first:at]) or colours[first]:
            at += 1
            continue
        body, at = at, at + 1
        while at < min(body + _FAR, len(view.parts)) and not taken[at]:
            part = view.parts[at]
            same = colours[at] == usual or part.block == view.parts[at - 1].block
            if not same or part.kind not in ("line", "code"):
                break
            at += 1
        text = text_of(view, first, body)
        start = view.starts(first)
        asking = asks_somewhere(text) or bids(start.text if start is not None else text)
        yield Item(first, body, at, asking, "coloured", 0)


def _above(view: View, at: int) -> int:
    """Return where the item begins that part `at` stands in or below, or the paragraph above it;
    `at` where that is a heading, or code.
    """
    own = view.parts[at]
    depth = len(own.items) - bool(own.mark)
    for n in range(at - 1, max(-1, at - _FAR), -1):
        part = view.parts[n]
        if part.kind != "line" or part.items[:depth] != own.items[:depth]:
            return at
        if (part.mark and len(part.items) <= max(depth, 1)) or (
            not depth and part.start == part.block
        ):
            return n
    return at
