"""D5: a page of results, pasted: the given answer and whether it was right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.asked import explanation, whole_lines
from studyleaf.notes.labels import label
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View
from studyleaf.notes.wording import stem

_VERDICT = re.compile(
    r"\W*(?:this|your|the|that)?\s*answer\s+(?:is|was)\s+(?P<not>not |in)?(?:correct|right)\b",
    re.IGNORECASE,
)


def results(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    parts = view.parts
    at = 0
    while at < len(parts):
        start = view.starts(at) if not taken[at] else None
        given = (
            label(parts[at].text, "given")
            if not taken[at] and parts[at].kind in ("line", "heading")
            else None
        )
        del start
        if given is None:
            at += 1
            continue
        first = _first(view, at, taken)
        end = at + 1
        verdict: int | None = None
        while end < len(parts) and not taken[end] and end - at < 40:
            start = view.starts(end)
            if parts[end].kind in ("heading", "rule") and view.label(end) is None:
                break
            if start is not None and start.style == "label":
                break
            if _VERDICT.match(parts[end].text) and verdict is None:
                verdict = end
            end += 1
        if first is None or verdict is None:
            at += 1
            continue
        match = _VERDICT.match(parts[verdict].text)
        wrong = match is not None and bool(match["not"])
        asking = stem(view, first, at)
        lines = [parts[n].text for n in range(at + 1, verdict)]
        said = [given.rest, *lines] if given.rest else lines
        rest = range(verdict + 1, end)
        right = next((n for n in rest if _answers(view, n)), None)
        after, hints, structure = explanation(view, [n for n in rest if n != right], ())
        answer = "\n".join(said)
        if wrong:
            after = "\n\n".join(text for text in (answer, after) if text)
            named = view.label(right) if right is not None else None
            answer = named.rest if named is not None else ""
        structure += [*asking.structure, (at, "label"), (verdict, "verdict")]
        if asking.prompt:
            begin = view.starts(first)
            yield (
                first,
                end,
                Asked(
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
                ),
            )
        at = end


def _answers(view: View, at: int) -> bool:
    named = view.label(at)
    return named is not None and named.kind == "answer" and bool(named.rest)


def _first(view: View, at: int, taken: Sequence[bool]) -> int | None:
    first = at
    while first > 0 and not taken[first - 1] and at - first < 20:
        start = view.starts(first - 1)
        first -= 1
        if (start is not None and start.style == "label") or view.parts[first].kind == "heading":
            return first
    return None
