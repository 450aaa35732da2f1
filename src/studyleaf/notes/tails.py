"""What stands behind a question's choices → how much of it is the question's own.

`drafts` takes all up to the next question, heading or rule. Here a tail loses what is none of the
question's: something else that asks, a note of what is to be done, a table of questions, and prose
that goes on where the file's other questions have had their explanation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studyleaf.notes.blocks.folds import Fold
from studyleaf.notes.blocks.tables import columns
from studyleaf.notes.lines.asking import asks, asks_somewhere
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.parts import Part
from studyleaf.notes.sections import names_section
from studyleaf.notes.view import View

_PATTERN = 2  # so many questions show how long an explanation is
# what people write into their notes to do it later: it is theirs, and ends the question above
_REMINDER = re.compile(
    r"[\W_]*(?:TODO|FIXME|XXX|TBD|To do|Note to self|Next (?:time|steps?))\b[:!.\s]"
)


class Tail(NamedTuple):
    """The question begins at part `start`, its tail is `first:end`."""

    start: int
    first: int
    end: int
    told: int = 0
    """The part behind the answer, where it stands before the tail."""


def is_reminder(text: str) -> bool:
    """Tell whether text begins like what somebody still has to do."""
    return _REMINDER.match(text) is not None


def own_end(view: View, tail: Tail) -> int:
    """Return where a tail ends before what is none of the question's."""
    cut = _cut(view, tail)
    if cut < tail.end:  # what stands before the cut may be none of its own, either
        cut = _cut(view, tail._replace(end=cut))
    first = tail.first
    while cut > first and view.is_idle(cut - 1):
        cut -= 1
    return cut


def _cut(view: View, tail: Tail) -> int:
    start, first, end, behind = tail
    told = behind or None  # behind the answer
    hidden = False  # whether it was folded away
    at = first
    while at < end:
        fold = view.folds.get(at)
        if fold is not None and fold.end <= end:
            if _hides_answer(view, fold):
                if told is not None and at > told:
                    return told if hidden else _asking(view, told, at)
                told, hidden = fold.end, True
            at = fold.end
            continue
        named = view.label(at)
        if named is not None and named.kind == "answer":
            asking = None if told is None else _asking(view, told, at)
            if asking is not None and asks_somewhere(_paragraph(view, asking)) and asking < at:
                return asking
            told, hidden = at + 1, False
        elif _is_block(view, start, at) and _is_foreign(view, at, end, told=told):
            return at
        at += 1
    return end


def _hides_answer(view: View, fold: Fold) -> bool:
    text = view.summary(fold)
    if is_only(text, "explanation", "hint") or label(text, "explanation", "hint") is not None:
        return False
    return view.hides_answer(fold)


def _is_block(view: View, start: int, at: int) -> bool:
    """Tell whether a block of the file, and not of a list or a quote, begins at part `at`."""
    part, own = view.parts[at], view.parts[start]
    above = view.parts[at - 1]
    return part.block != above.block and not part.quoted and part.items in ((), own.items)


def _is_foreign(view: View, at: int, end: int, *, told: int | None) -> bool:
    part = view.parts[at]
    if part.kind == "table":
        return columns(part) is not None
    if part.kind != "line":
        return False
    if is_reminder(part.text) or _begins_section(view, at):
        return True
    return told is not None and all(asks(text) for text in _paragraphs(view, at, end))


def _begins_section(view: View, at: int) -> bool:
    """Tell whether a paragraph names a section of questions, and the first of them follows."""
    part, below = view.parts[at], view.parts[at + 1 : at + 2]
    if not below or below[0].block == part.block or asks_somewhere(part.text):
        return False
    begun = view.starts(at + 1)
    return begun is not None and begun.number == "1" and names_section(part)


def _paragraphs(view: View, first: int, end: int) -> Iterator[str]:
    """Yield the paragraphs of the parts `first:end`."""
    block = -1
    texts: list[str] = []
    for part in view.parts[first:end]:
        if (part.block != block or part.mark) and texts:
            yield " ".join(texts)
            texts = []
        block = part.block
        if part.kind not in ("rule", "comment"):
            texts.append(part.text)
    if texts:
        yield " ".join(texts)


def _paragraph(view: View, at: int) -> str:
    return next(_paragraphs(view, at, min(at + 40, len(view.parts))), "")


def _asking(view: View, first: int, end: int) -> int:
    """Return where what asks begins, between an answer and the next."""
    starts = [n for n in range(first, end) if n == first or _begins(view.parts, n)]
    asking = [n for n in starts if asks_somewhere(_paragraph(view, n)) or view.starts(n)]
    return asking[0] if asking else starts[-1] if starts else end


def _begins(parts: Sequence[Part], at: int) -> bool:
    return parts[at].block != parts[at - 1].block


def without_prose(view: View, tails: Sequence[Tail]) -> list[int]:
    """Return where tails end if the last of a run ends where those before it do: behind as many
    paragraphs.
    """
    behind = [_behind(view, tail) for tail in tails]
    inside = [
        len(prose)
        for prose, tail, following in zip(behind, tails, tails[1:], strict=False)
        if all(p.kind in ("rule", "comment") for p in view.parts[tail.end : following.start])
    ]
    most = max(inside, default=0)
    if len(inside) < _PATTERN:
        return [tail.end for tail in tails]
    return [
        prose[most] if len(prose) > most else tail.end
        for prose, tail in zip(behind, tails, strict=True)
    ]


def _behind(view: View, tail: Tail) -> list[int]:
    """Return the parts where paragraphs begin behind the answer's label."""
    if any(at in view.folds for at in range(tail.first, tail.end)):
        return []
    told = [
        n
        for n in range(tail.first, tail.end)
        if (named := view.label(n)) is not None and named.kind in ("answer", "explanation")
    ]
    begin = told[-1] + 1 if told else tail.told
    found = [n for n in range(begin, tail.end) if _is_prose(view, tail.start, n)] if begin else []
    named = view.label(told[-1]) if told else view.label(begin - 1) if begin else None
    alone = named is not None and named.kind == "answer" and not named.rest
    return [n for n in found if n > begin or not alone]  # below "Answer" stands the answer itself


def _is_prose(view: View, start: int, at: int) -> bool:
    part = view.parts[at]
    return part.kind == "line" and not part.mark and _is_block(view, start, at)
