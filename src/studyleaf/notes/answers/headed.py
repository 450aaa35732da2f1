"""A line that asks and answers → the question with what belongs to it above and below.

"### Question 7", a text or code, "How many litres are in it? **Answer:** 3" and "**Explanation:**"
belong together.
"""

from __future__ import annotations

from collections.abc import Sequence

from studyleaf.notes.answers.item import CODE
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.choices.asked import explanation, whole_lines
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FAR = 12  # parts between the number of a question and what asks
_SHOWN = ("line", *CODE, "table")


def headed(
    view: View, at: int, pair: tuple[str, str], taken: Sequence[bool]
) -> tuple[int, int, Asked]:
    """Return the first part, the end and the question of a line: `pair` is what it asks and what it
    answers.
    """
    part = view.parts[at]
    heading = _heading(view, at, taken)
    if heading is None:
        return at, at + 1, Asked(part.start, part.end, "D2", pair[0], answer=pair[1])
    end = _end(view, at, taken)
    why, hints, structure = explanation(view, range(at + 1, end), ())
    above = view.parts[heading + 1 : at]
    start = view.starts(heading)
    structure.append((heading, "number of a question"))
    asked = Asked(
        view.parts[heading].start,
        view.parts[end - 1].end,
        "D2",
        pair[0],
        (markdown(above),) if above else (),
        answer=pair[1],
        explanation=why,
        hints=hints,
        number=start.number if start is not None else None,
        structure=whole_lines(view, heading, end, structure),
    )
    return heading, end, asked


def _heading(view: View, at: int, taken: Sequence[bool]) -> int | None:
    """Return the heading "Question 7" that only text, code and tables part from the line."""
    if view.parts[at].mark:
        return None
    for n in range(at - 1, max(-1, at - _FAR), -1):
        part, start = view.parts[n], view.starts(n)
        if taken[n]:
            return None
        if part.kind == "heading":
            named = start is not None and start.style == "label" and bool(start.number)
            return n if named and start is not None and not start.text else None
        if part.kind not in _SHOWN or start is not None or view.label(n) is not None:
            return None
    return None


def _end(view: View, at: int, taken: Sequence[bool]) -> int:
    """Return where a labelled explanation right below the line ends."""
    end = at + 1
    named = view.label(end) if end < len(view.parts) else None
    if named is None or named.kind != "explanation":
        return end
    while end < len(view.parts) and not taken[end]:
        if view.parts[end].kind in ("heading", "rule", "open", "close"):
            break
        end += 1
    return end
