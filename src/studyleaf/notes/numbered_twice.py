"""Numbers that come twice: "Q1: State the rule." in a list, and "Q1: The rule" over its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studyleaf.notes.choices.wording import stem
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import bids
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 2


def united(view: View, taken: Sequence[bool], found: Sequence[Asked]) -> list[Asked]:
    """Give answers below titles with a number to the questions of that number, further above."""
    titled = [one for one in found if one.shape == "D2" and one.number and not _asks(one.prompt)]
    if len(titled) < _FEWEST:
        return list(found)
    used = {line for one in found for line in one.used}
    waiting = _waiting(view, taken, used)
    made: dict[int, Asked] = {}
    for one in titled:
        at = waiting.get(one.number or "")
        if at is not None and view.parts[at].start < one.start:
            made[one.start] = _made(view, at, one, used)
            del waiting[one.number or ""]  # the first one answers
    if len(made) < max(_FEWEST, len(titled) // 2):
        return list(found)
    return sorted((made.get(one.start, one) for one in found), key=lambda one: one.start)


def _asks(text: str) -> bool:
    return asks_somewhere(text) or bids(text)


def _waiting(view: View, taken: Sequence[bool], used: set[int]) -> dict[str, int]:
    """Return where labelled questions begin that have no answer, by their number."""
    found: dict[str, int] = {}
    for at, part in enumerate(view.parts):
        start = view.starts(at) if not taken[at] and part.start not in used else None
        if start is not None and start.style == "label" and start.number and _asks(start.text):
            found.setdefault(start.number, at)
    return found


def _made(view: View, first: int, answer: Asked, used: set[int]) -> Asked:
    parts = view.parts
    own = parts[first]
    end = first + 1
    while end < len(parts) and parts[end].block == own.block and not parts[end].mark:
        if parts[end].start in used:
            break
        end += 1
    asking = stem(view, first, end)
    lines = {line for part in parts[first:end] for line in range(part.start, part.end)}
    return replace(
        answer,
        start=own.start,
        end=parts[end - 1].end,
        shape="E1",
        prompt=asking.prompt,
        scenario=tuple(asking.scenario),
        stem=asking.stem,
        stem_line=-1,
        lines=tuple(sorted({*lines, *answer.used})),
        structure=tuple(sorted({*answer.structure, (answer.start, "title of an answer")})),
    )
