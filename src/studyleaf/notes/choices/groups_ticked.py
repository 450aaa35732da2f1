"""The parts of notes → choices that are paragraphs with a tick or a cross, each with its reasons.

    **✅ Gazpacho**
    - It is never heated.

    **x Ramen**
    - Its broth is boiling.

Guides tell like this what to do and what not, too. So what stands above must be numbered, or stand
in a file of questions, and it must ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.labels import label
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.lines.ticks import ticked
from studyleaf.notes.view import View

_FAR = 12  # parts between what asks and the first choice
_MOST, _FEWEST = 8, 2
_LONGEST = 400
# a cross that is typed, which only tells beside ticks
_CROSS = re.compile(
    r"(?:(?:\*\*|__)[xX✕×](?:\*\*|__)\s*|(?P<open>\*\*|__)[xX✕×](?![^\W_]))\s*(?P<text>\S.*)"
)


class _Judged(NamedTuple):
    at: int
    text: str
    right: bool


def ticked_groups(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield such choices."""
    run: list[_Judged] = []
    for at, part in enumerate(view.parts):
        judged = _judged(view, at) if at not in taken else None
        if judged is not None:
            run.append(judged)
        elif at in taken or part.kind in ("rule", "open", "close") or _begins(view, at):
            group = _group(view, run, at)
            if group is not None:
                yield group
            run = []
    group = _group(view, run, len(view.parts))
    if group is not None:
        yield group


def _judged(view: View, at: int) -> _Judged | None:
    part = view.parts[at]
    if part.kind not in ("line", "heading") or part.mark or part.items:
        return None
    text, right = ticked(part.text)
    if right is not None:
        return _Judged(at, balanced(text), right)
    match = _CROSS.fullmatch(part.text)
    if match is None:
        return None
    return _Judged(at, balanced((match["open"] or "") + match["text"]), right=False)


def _begins(view: View, at: int) -> bool:
    """Tell whether a heading or a question begins at part `at`."""
    part, start = view.parts[at], view.starts(at)
    if part.kind == "heading":
        return True
    return start is not None and (start.style == "label" or not part.mark)


def _group(view: View, run: list[_Judged], end: int) -> Group | None:
    if not _FEWEST <= len(run) <= _MOST or any(len(one.text) > _LONGEST for one in run):
        return None
    verdicts = {one.right for one in run}
    if len(verdicts) < 2 or all(not one.text for one in run) or not _is_asked(view, run[0].at):
        return None
    firsts = [one.at for one in run]
    if all(b == a + 1 for a, b in pairwise(firsts)):
        return None  # a list, which is read like one with bullets
    if any(_heads_more(one) for one in run):
        return None
    spans = tuple(zip(firsts, [*firsts[1:], end], strict=True))
    options = tuple(
        Option("apart", "", one.text, one.right, reason=_reason(view, *span))
        for one, span in zip(run, spans, strict=True)
    )
    return Group(firsts[0], end, options, spans)


def _heads_more(judged: _Judged) -> bool:
    """Tell whether a line only says that what stands below it is wrong: "❌ **Incorrect:**"."""
    named = label(judged.text, "wrong") if judged.text.rstrip("*_ ").endswith(":") else None
    return named is not None and not named.rest


def _reason(view: View, first: int, end: int) -> str:
    return markdown(view.parts[first + 1 : end]) if end > first + 1 else ""


def _is_asked(view: View, at: int) -> bool:
    """Tell whether a numbered question stands above part `at`, or any in a file of questions."""
    for n in range(at - 1, max(-1, at - _FAR), -1):
        part = view.parts[n]
        if part.kind in ("rule", "close", "open"):
            return False
        if asks_somewhere(part.text) and part.kind in ("line", "heading"):
            start = view.starts(n)
            return (start is not None and bool(start.number)) or view.is_study(n)
        if part.kind == "heading":
            return False
    return False
