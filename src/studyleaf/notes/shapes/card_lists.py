"""D4: a file or a section that says "flashcards" → its lists of terms, and its lines of two sides.

Terms in bold with what they mean are notes elsewhere, and features in a README. So it takes the
name of the file or a heading, most items of its lists must be so, and they must be most of what is
there: a page called "Stock: flash card" can hold anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.decks import decks
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.emphasis import WHOLE_BOLD, balanced
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST, _MANY = 3, 8
_MOST, _NEARLY_ALL, _HALF = 0.75, 0.9, 0.5
_TERM = re.compile(
    r"(?:\*\*|__)(?P<q>[^*_\n]{1,200}?)(?:\s?[:：](?:\*\*|__)|(?:\*\*|__)\s?(?:[:：]|[-–—→=]+(?=\s)))"
    r"\s*(?P<a>\S.*)",
    re.DOTALL,
)
_DASH = re.compile(r"(?P<q>[^\s:–—-][^:–—]{1,80}?)(?:\s[-–—]\s+|[:：]\s+)(?P<a>\S.{2,600})")
# as programs for flashcards export them, besides
_SEMICOLON = re.compile(r"(?P<q>[^;\n]{2,600}?[^\s;])\s?;\s?(?P<a>[^\s;][^;\n]{0,2000})")
_COMMA = re.compile(r'"(?P<q>[^"\n]{2,600})"\s?[,;]\s?"(?P<a>[^"\n]{1,2000})"')
_ASKED = re.compile(r"(?P<q>[^?\n]{8,600}\?)[*_]{0,3}\s+(?P<a>[^?\s][^?]{0,2000})")
_TAB = re.compile(r"(?P<q>[^\t]{2,600}\S)\s*\t+\s*(?P<a>[^\t\s][^\t]{0,2000})")
# with the letter of a choice behind it, that is not there: "Which soup is cold?|Gazpacho|B"
_BAR = re.compile(r"(?P<q>[^|\n]{8,600}[?？])\s?\|\s?(?P<a>[^|\n]{1,400})(?:\|\s?[A-H])?")

Found = Iterator[tuple[int, int, Asked]]


def card_lists(view: View, taken: Sequence[bool]) -> Found:
    """Yield the cards of such lists."""
    inside = decks(view)
    yield from _tabbed(view, taken, inside)
    whole = sum(
        inside[at] and part.kind in ("line", "fence", "code", "table")
        for at, part in enumerate(view.parts)
    )
    depths: dict[int, list[int]] = {}
    for at, part in enumerate(view.parts):
        if inside[at] and part.kind == "line" and part.mark and not part.quoted:
            depths.setdefault(len(part.items), []).append(at)
    for items in depths.values():
        ends = {at: _end(view, at) for at in items}
        for read in (_below, _behind, _dashed):
            found = [
                (at, pair)
                for at in items
                if not any(taken[at : ends[at]]) and (pair := read(view, at, ends[at]))
            ]
            lines = sum(ends[at] - at for at, _ in found)
            if len(found) >= max(_FEWEST, _MOST * len(items)) and lines >= _HALF * whole:
                yield from (_make(view, at, ends[at], pair) for at, pair in found)
                return


def _end(view: View, at: int) -> int:
    own = view.parts[at]
    end = at + 1
    while end < len(view.parts) and view.parts[end].items[: len(own.items)] == own.items:
        end += 1
    return end


def _below(view: View, at: int, end: int) -> tuple[str, str] | None:
    """Read a term in bold, and in the item, below it, what it means."""
    part = view.parts[at]
    if end == at + 1 or WHOLE_BOLD.fullmatch(part.text) is None or _is_label(part.text):
        return None
    inside = view.parts[at + 1 : end]
    only = inside[0].text if len(inside) == 1 and inside[0].kind == "line" else None
    return balanced(part.text), only if only is not None else markdown(inside).strip()


def _behind(view: View, at: int, end: int) -> tuple[str, str] | None:
    """Read "**Gazpacho**: a cold soup"."""
    match = _TERM.fullmatch(view.parts[at].text)
    if match is None or _is_label(match["q"]):
        return None
    more = markdown(view.parts[at + 1 : end]).strip()
    return balanced(match["q"]), "\n".join(text for text in (match["a"], more) if text)


def _dashed(view: View, at: int, end: int) -> tuple[str, str] | None:
    """Read "Gazpacho - a cold soup"."""
    match = _DASH.fullmatch(view.parts[at].text)
    return (match["q"].strip(), match["a"].strip()) if match is not None and end == at + 1 else None


def _is_label(text: str) -> bool:
    return is_only(text, "answer", "explanation", "options", "meta", "hint", "given", "question")


def _make(view: View, at: int, end: int, pair: tuple[str, str]) -> tuple[int, int, Asked]:
    first, last = view.parts[at], view.parts[end - 1]
    number = first.number or None
    made = Asked(first.start, last.end, "D4", pair[0], answer=pair[1], number=number)
    return at, end, made


def _tabbed(view: View, taken: Sequence[bool], inside: Sequence[bool]) -> Found:
    """Yield "front", a tab and "back", as programs for flashcards take and give; the mark of a
    question divides sides, too.
    """
    lines = [
        (at, part.text)
        for at, part in enumerate(view.parts)
        if inside[at] and part.kind == "line" and not taken[at] and not part.mark
    ]
    for between in (_TAB, _SEMICOLON, _COMMA, _ASKED):
        told = [(at, match) for at, text in lines if (match := between.fullmatch(text)) is not None]
        if len(told) >= max(_FEWEST, _NEARLY_ALL * len(lines)):
            yield from (_side_by_side(view, at, match) for at, match in told)
            return
    every = [at for at, part in enumerate(view.parts) if part.kind == "line" and not taken[at]]
    bars = [(at, match) for at in every if (match := _BAR.fullmatch(view.parts[at].text))]
    if len(bars) >= max(_MANY, _NEARLY_ALL * len(every)):
        yield from (_side_by_side(view, at, match) for at, match in bars)
        return
    found = [
        (at, match)
        for at, part in enumerate(view.parts)
        if part.kind == "line" and not taken[at] and "\t" in part.text and view.is_study(at)
        for match in [_TAB.fullmatch(part.text)]
        if match is not None and label(part.text, "answer", "question") is None
    ]
    asking = sum(asks_somewhere(match["q"]) for _, match in found)
    if len(found) < _FEWEST or asking < _MOST * len(found):
        return  # a table with tabs
    yield from (_side_by_side(view, at, match) for at, match in found)


def _side_by_side(view: View, at: int, match: re.Match[str]) -> tuple[int, int, Asked]:
    part = view.parts[at]
    asking, answer = match["q"].strip(), match["a"].strip()
    return at, at + 1, Asked(part.start, part.end, "D4", asking, answer=answer)
