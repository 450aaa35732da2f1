"""D5: a page of results, pasted: the given answer and whether it was right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studyleaf.notes.choices.asked import explanation, whole_lines
from studyleaf.notes.choices.wording import stem
from studyleaf.notes.lines.labels import label
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FAR = 40  # parts
_VERDICT = re.compile(
    r"\W*(?:this|your|the|that)?\s*answer\s+(?:is|was)\s+(?P<not>not |in)?(?:correct|right)\b",
    re.IGNORECASE,
)


# of a learning platform: the points stand above the question
_POINTS = re.compile(
    r"\W*(?P<got>\d{1,3}(?:\.\d+)?)\s?(?:out of|/)\s?(?P<all>\d{1,3}(?:\.\d+)?)"
    r"\s?(?:points?|pts)\W*",
    re.IGNORECASE,
)


class _Result(NamedTuple):
    """The answer that was given stands in `at:told`; `verdict` says whether it is right."""

    first: int
    at: int
    told: int
    verdict: int
    wrong: bool
    end: int


def results(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    at = 0
    while at < len(view.parts):
        part = view.parts[at]
        read = not taken[at] and part.kind in ("line", "heading")
        found = _result(view, at, taken) if read and label(part.text, "given") else None
        if found is None:
            at += 1
            continue
        asked = _make(view, found)
        if asked is not None:
            yield found.first, found.end, asked
        at = found.end


def _result(view: View, at: int, taken: Sequence[bool]) -> _Result | None:
    first = _first(view, at, taken)
    if first is None:
        return None
    end = _end(view, at, taken)
    for n in range(at + 1, end):
        match = _VERDICT.match(view.parts[n].text)
        if match is not None:
            return _Result(first, at, n, n, bool(match["not"]), end)
    points = _points(view, first, at)
    told = min(end, _paragraph_end(view, at))
    return None if points is None else _Result(first, at, told, points[0], points[1], told)


def _end(view: View, at: int, taken: Sequence[bool]) -> int:
    parts = view.parts
    end = at + 1
    while end < len(parts) and not taken[end] and end - at < _FAR:
        start = view.starts(end)
        if parts[end].kind in ("heading", "rule") and view.label(end) is None:
            break
        if start is not None and start.style == "label":
            break
        end += 1
    return end


def _make(view: View, found: _Result) -> Asked | None:
    first, at, told, verdict, wrong, end = found
    parts = view.parts
    begin, given = view.starts(first), label(parts[at].text, "given")
    bare = verdict < at and begin is not None and not begin.text
    asking = stem(view, verdict + 1 if bare else first, at)
    said = [parts[n].text for n in range(at + 1, told)]
    answer = "\n".join([given.rest, *said] if given is not None and given.rest else said)
    rest = [n for n in range(told, end) if not _VERDICT.match(parts[n].text)]
    right = _right(view, rest) if wrong else []
    after, hints, structure = explanation(view, [n for n in rest if n not in right], ())
    if wrong:
        after = "\n\n".join(text for text in (answer, after) if text)
        named = view.label(right[0]) if right else None
        lines = [parts[n].text for n in right[1:]]
        answer = "\n".join([named.rest, *lines] if named is not None and named.rest else lines)
    structure += [*asking.structure, (at, "label"), (verdict, "verdict")]
    if bare:
        structure.append((first, "number of a question"))
    if right and not (named is not None and named.rest):
        structure.append((right[0], "label"))
    if not asking.prompt:
        return None
    return Asked(
        parts[first].start,
        parts[end - 1].end,
        "D5",
        asking.prompt,
        tuple(asking.scenario),
        asking.stem,
        answer=answer,
        explanation=after,
        hints=hints,
        number=(begin.number or None) if begin else None,
        structure=whole_lines(view, first, end, structure),
    )


def _right(view: View, rest: Sequence[int]) -> list[int]:
    """Return the parts of the right answer: its label, and the paragraph below if it says none."""
    at = next((n for n in rest if _answers(view, n)), None)
    if at is None:
        return []
    named = view.label(at)
    if named is not None and named.rest:
        return [at]
    block = view.parts[at].block
    below = [n for n in rest if n > at]
    if below and view.parts[below[0]].block != block:
        block = view.parts[below[0]].block
    return [at, *(n for n in below if view.parts[n].block == block)]


def _points(view: View, first: int, at: int) -> tuple[int, bool] | None:
    """Return where the points of a question stand, and whether some were lost."""
    for n in range(first, at):
        match = _POINTS.fullmatch(view.parts[n].text)
        if match is not None:
            return n, float(match["got"]) < float(match["all"])
    return None


def _paragraph_end(view: View, at: int) -> int:
    """Return where the given answer ends: with its paragraph, or the one below its label."""
    parts = view.parts
    named = view.label(at)
    first = at if named is not None and named.rest else at + 1
    end = first + 1
    while end < len(parts) and parts[end].block == parts[first].block:
        end += 1
    return min(end, len(parts))


def _answers(view: View, at: int) -> bool:
    named = view.label(at)
    return named is not None and named.kind == "answer"


def _first(view: View, at: int, taken: Sequence[bool]) -> int | None:
    first = at
    while first > 0 and not taken[first - 1] and at - first < 20:
        start = view.starts(first - 1)
        first -= 1
        if (start is not None and start.style == "label") or view.parts[first].kind == "heading":
            return first
    return None
