"""D4: flashcards with both sides named: "Front: …" and "Back: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.sides import BACKS, FRONTS
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_SEVERAL = 3
_SHORT = 40  # characters of a side that is named alone
_FAR = 12  # parts that the front of a card may have
_FRONT, _BACK = ("|".join(sorted(one, key=len, reverse=True)) for one in (FRONTS, BACKS))
_SIDE = re.compile(
    rf"[\W_]*(?:(?P<front>{_FRONT})|(?P<back>{_BACK}))"
    r"(?:[*_]{0,3}\s?[:：][*_]{0,3}|[*_]{2,3}\s?[-–—]{1,2}(?=\s))\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# the word alone, in bold or as a heading: the side stands below
_ALONE = re.compile(
    rf"[*_]{{0,3}}(?:(?P<front>{_FRONT})|(?P<back>{_BACK}))[*_]{{0,3}}(?P<rest>)", re.IGNORECASE
)
_POINTS = frozenset(":：-–—")
_INSIDE = ("line", "fence", "code", "table")

Found = Iterator[tuple[int, int, Asked]]


def sided_cards(view: View, taken: Sequence[bool]) -> Found:
    """Yield "Front: …" and "Back: …", where there are several or one asks: coats have both, too."""
    found = []
    for at, part in enumerate(view.parts):
        side = _side(part) if not taken[at] else None
        card = _sided(view, at, side["rest"], taken) if side is not None and side["front"] else None
        if card is not None:
            found.append(card)
    found = [
        card for card in found if view.parts[card[0]].kind != "heading" or _is_card(view, card)
    ]
    asking = any(asks_somewhere(card[2].prompt) for card in found)
    if found and (asking or len(found) >= _SEVERAL or view.is_study(found[0][0])):
        yield from found


def _is_card(view: View, card: tuple[int, int, Asked]) -> bool:
    """Tell whether the heading "Front" stands below "Card 3", or over what asks: a house has a
    front and a back, too.
    """
    first, above = card[0], view.parts[card[0] - 1] if card[0] else None
    start = view.starts(first - 1) if above is not None and above.kind == "heading" else None
    labelled = start is not None and start.style == "label"
    titled = view.parts[first].kind == "heading"
    return not titled or labelled or asks_somewhere(card[2].prompt)


def _side(part: Part) -> re.Match[str] | None:
    titled = part.kind == "heading" or (part.kind == "line" and part.text.startswith(("**", "__")))
    alone = _ALONE.fullmatch(part.text) if titled and len(part.text) < _SHORT else None
    if alone is not None or part.kind != "line":
        return alone
    return _SIDE.match(part.text) if not _POINTS.isdisjoint(part.text[:24]) else None


def _back(view: View, at: int) -> str | None:
    """Return what stands behind "Back:", or behind "Answer:" below a front."""
    side = _side(view.parts[at])
    if side is not None:
        return side["rest"] if side["back"] else None
    named = view.label(at)
    return named.rest if named is not None and named.kind == "answer" else None


def _sided(
    view: View, first: int, front: str, taken: Sequence[bool]
) -> tuple[int, int, Asked] | None:
    """Read "Front: …" and "Back: …", each to the end of its paragraph; the first one with the code
    below it, and behind the second what explains it, where each card has a heading.
    """
    parts = view.parts
    at = first + 1
    told: str | None = None
    while at < min(first + _FAR, len(parts)) and parts[at].kind in (*_INSIDE, "heading"):
        told = _back(view, at)
        if told is not None or _side(parts[at]) is not None or parts[at].kind == "heading":
            break
        at += 1
    if told is None or taken[at] or any(taken[first:at]):
        return None
    end = at + 1
    while end < len(parts) and not taken[end] and parts[end].block == parts[at].block:
        if _side(parts[end]) is not None or parts[end].mark:
            break
        end += 1
    if end == at + 1 and not told:
        while end < len(parts) and not taken[end] and parts[end].kind in _INSIDE:
            if end > at + 1 and parts[end].block != parts[at + 1].block:
                break
            end += 1
    body = first + 1
    while body < at and parts[body].block == parts[first].block and parts[body].kind == "line":
        body += 1
    asking = "\n".join([balanced(front), *(p.text for p in parts[first + 1 : body])]).strip()
    stem_ = markdown(parts[body:at]).strip()
    if not asking:
        asking, stem_ = stem_, ""
    answer = markdown(parts[at:end], first=told).strip()
    if not asking or not answer:
        return None
    last = _told_end(view, end, taken) if first and parts[first - 1].kind == "heading" else end
    why = markdown(parts[end:last]).strip()
    made = Asked(
        parts[first].start,
        parts[last - 1].end,
        "D4",
        asking,
        stem=stem_,
        answer=answer,
        explanation=why,
    )
    return first, last, made


def _told_end(view: View, at: int, taken: Sequence[bool]) -> int:
    """Return where the paragraphs end that explain a card with a heading of its own."""
    parts = view.parts
    while at < len(parts) and not taken[at] and parts[at].kind in _INSIDE:
        if _side(parts[at]) is not None or view.starts(at) is not None:
            break
        at += 1
    return at
