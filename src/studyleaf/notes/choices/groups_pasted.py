"""The parts of notes → choices as they stand on a page of results that was pasted as text.

Nothing marks the choices: each is a line, and above those that are right or were given stands
"Correct answer", "Your answer is correct" or "Your selection is incorrect". Below each, the page
can have "Explanation" and a text of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.asking import asks
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.lines.ticks import judged_below
from studyleaf.notes.view import View

_FAR = 90  # parts that a question may have
_MOST, _FEWEST = 10, 2
_LINES = 4  # parts that a choice may have


def pasted_groups(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield the choices of such pages."""
    verdicts = [at for at in range(len(view.parts)) if _verdict(view, at) is not None]
    if not any(_is_of_page(view, at) for at in verdicts):
        return
    done = 0
    for at in verdicts:
        if at < done or at in taken:
            continue
        first = _question_above(view, at, done)
        if first is None:
            continue
        end = _end(view, at)
        begun = _explained(view, first, end)
        group = _group(view, begun, end) or _group(view, _in_lines(view, first, end), 0)
        if group is not None and taken.isdisjoint(range(group.start, group.end)):
            yield group
            done = group.end


def _verdict(view: View, at: int) -> bool | None:
    """Tell whether a line says of the choice below it that it is right, or that it is wrong."""
    part = view.parts[at]
    return judged_below(part.text) if part.kind in ("line", "heading") else None


def _is_of_page(view: View, at: int) -> bool:
    """Tell whether a verdict can only be of a page of results: "Correct answer" is a label, too,
    if "Skipped" or the like does not stand below the number of its question.
    """
    if not is_only(view.parts[at].text, "answer"):
        return True
    first = _question_above(view, at, 0)
    return first is not None and is_only(view.parts[first + 1].text, "outcome")


def _question_above(view: View, at: int, floor: int) -> int | None:
    """Return the line with the number of the question, "Question 5", that a verdict is of."""
    for n in range(at - 1, max(floor, at - _FAR) - 1, -1):
        start = view.starts(n)
        if start is not None and start.style == "label":
            return n
        if view.parts[n].kind in ("rule", "open", "close") or label(view.parts[n].text, "given"):
            return None
    return None


def _end(view: View, at: int) -> int:
    """Return where the choices end: at the next question, or at an explanation of them all."""
    for n in range(at + 1, min(at + _FAR, len(view.parts))):
        start = view.starts(n)
        if start is not None and start.style == "label":
            return n
        if view.parts[n].kind in ("rule", "open", "close") or _explains_all(view, n):
            return n
    return min(at + _FAR, len(view.parts))


def _explains_all(view: View, at: int) -> bool:
    text = view.parts[at].text
    return is_only(text, "explanation") and len(text.split()) > 1


def _explains(view: View, at: int) -> bool:
    part = view.parts[at]
    if part.kind not in ("line", "heading") or is_only(part.text, "outcome"):
        return False
    return is_only(part.text, "explanation")


def _explained(view: View, first: int, limit: int) -> list[tuple[int, int, int]]:
    """Return the choices above each "Explanation": where the verdict or the choice begins, the
    choice itself, and where it ends. Nothing if there is only one, which explains them all.
    """
    below = [n for n in range(first + 1, limit) if _explains(view, n)]
    if len(below) < _FEWEST:
        return []
    found = []
    floor = first + 1
    for end in below:
        near = range(end - 1, max(floor, end - 1 - _LINES) - 1, -1)
        verdict = next((n for n in near if _verdict(view, n) is not None), None)
        begin = end - 1 if verdict is None else verdict + 1
        if begin >= end or begin < floor:
            return []
        found.append((begin if verdict is None else verdict, begin, end))
        floor = end + 1
    return found


def _in_lines(view: View, first: int, end: int) -> list[tuple[int, int, int]]:
    """Return the choices below the paragraph that asks: paragraphs, or lines of one."""
    parts = view.parts
    end = next((n for n in range(first + 1, end) if _explains(view, n)), end)
    judged = [n for n in range(first + 1, end) if _verdict(view, n) is not None]
    asking = [n for n in range(first, judged[0]) if asks(parts[n].text)] if judged else []
    if not asking:
        return []
    begin = asking[-1] + 1
    found: list[tuple[int, int, int]] = []
    verdict = None
    for n in range(begin, end):
        if _verdict(view, n) is not None:
            verdict = n
        elif parts[n].kind not in ("line", "code", "fence"):
            return []
        elif verdict is None and found and _goes_on(view, begin, end, n):
            found[-1] = (*found[-1][:2], n + 1)
        else:
            found.append((n if verdict is None else verdict, n, n + 1))
            verdict = None
    return found


def _goes_on(view: View, begin: int, end: int, at: int) -> bool:
    """Tell whether part `at` is of the paragraph above, where paragraphs are choices."""
    blocks = {view.parts[n].block for n in range(begin, end) if _verdict(view, n) is None}
    return len(blocks) > _FEWEST and view.parts[at].block == view.parts[at - 1].block


def _group(view: View, begun: Sequence[tuple[int, int, int]], end: int) -> Group | None:
    """Make the group of choices, of which the last ends at `end` with its own explanation."""
    if not _FEWEST <= len(begun) <= _MOST:
        return None
    options: list[Option] = []
    firsts = [first for first, _, _ in begun]
    last = max(end, begun[-1][2])
    spans = list(zip(firsts, [*firsts[1:], last], strict=True))
    for (first, begin, behind), (_, stop) in zip(begun, spans, strict=True):
        right = _verdict(view, first) if first < begin else None
        why = view.parts[behind + 1 : stop] if behind < stop else ()
        options.append(
            Option(
                "pasted",
                "",
                markdown(view.parts[begin:behind]).strip(),
                bool(right),
                reason=markdown(why) if why else "",
            )
        )
    count = sum(bool(option.right) for option in options)
    if not 0 < count < len(options) or any(not option.text for option in options):
        return None
    return Group(firsts[0], last, tuple(options), tuple(spans))
