"""Groups of choices → where the stem of each begins: what asks, above the choices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.groups import Group
from studyleaf.notes.choices.inline import inline_options
from studyleaf.notes.labels import is_only, label
from studyleaf.notes.marks import asks_somewhere
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

_FAR = 80  # how many parts a stem may have
_SHORT_ANSWER = re.compile(r"[*_]{0,3}A\d{0,3}[*_]{0,3}[:：](?=[\s*_])")


def titles(view: View, found: Sequence[Group]) -> set[int]:
    """Return the headings that stand above one group each, where a file does so again and again."""
    own: dict[int, list[int]] = {}
    at = heading = -1
    for group in found:
        for n in range(at + 1, group.start):
            if view.parts[n].kind == "heading" and not is_inner(view, n):
                heading = n
        at = group.start
        if heading >= 0:
            own.setdefault(heading, []).append(group.start)
    levels: dict[int, list[int]] = {}
    for heading, starts in own.items():
        levels.setdefault(view.parts[heading].level, []).append(len(starts))
    good = {
        level
        for level, counts in levels.items()
        if len(counts) >= 3 and counts.count(1) >= 0.8 * len(counts)
    }
    good -= {
        view.parts[h].level for h, s in own.items() if len(s) == 1 and _has_prose(view, h, s[0])
    }
    return {h for h, s in own.items() if len(s) == 1 and view.parts[h].level in good}


def _has_prose(view: View, heading: int, end: int) -> bool:
    """Tell whether a heading names a topic: its own prose stands between it and what asks."""
    start = view.starts(heading)
    if asks_somewhere(view.parts[heading].text) or (start is not None and not start.text):
        return False
    if start is not None and start.style == "label":
        return False
    inside = range(heading + 1, end)
    asking = [n for n in inside if asks_somewhere(view.parts[n].text) or view.starts(n) is not None]
    if not asking:
        return False
    block = view.parts[asking[-1]].block
    return any(
        view.parts[n].block != block and n < asking[-1] and _is_sentence(view, n) for n in inside
    )


def _is_sentence(view: View, at: int) -> bool:
    part = view.parts[at]
    if part.kind != "line" or part.mark or part.quoted or view.starts(at) is not None:
        return False
    if view.label(at) is not None or label(part.text, "meta") is not None:
        return False
    return part.text.rstrip("*_ ").endswith((".", "!", "…", "。")) and not asks_somewhere(part.text)


def is_inner(view: View, at: int) -> bool:
    """Tell whether a heading labels a part of a question: "Answer", "Options", "Explanation"."""
    return view.label(at) is not None or is_only(view.parts[at].text, "options", "meta", "question")


def begin(
    view: View, group: Group, floor: int, previous: Draft | None, repeated: set[int]
) -> Draft | None:
    """Find where the stem of a group begins. None if nothing asks."""
    numbers: list[int] = []
    heading: int | None = None
    at = group.start - 1
    stop = floor
    inner = view.parts[group.start]
    if group.options[0].inline and inline_options(inner.text) is not None:
        start = view.starts(group.start)
        style = start.style if start is not None else "plain"
        return Draft(group, group.start, style, start.number if start is not None else "")
    while at >= floor and group.start - at < _FAR:
        part = view.parts[at]
        start = view.starts(at)
        named = view.label(at)
        asking = _callout(view, at, group)
        if asking is not None:
            return Draft(group, asking, "plain")
        if part.kind == "close" or view.is_navigation(at) or _SHORT_ANSWER.match(part.text):
            stop = at + 1
            break
        if (
            part.kind == "rule"
            and at < group.start - 1
            and not _only_labels(view, at + 1, group.start)
        ):
            stop = at + 1
            break
        if named is not None and named.kind in ("answer", "explanation", "hint", "given"):
            is_options = (
                named.kind == "answer" and not named.rest and _only_labels(view, at, group.start)
            )
            if not is_options:
                stop = at + 1
                break
        elif start is not None and start.style == "label" and not _is_bare_kind(view, at):
            return Draft(group, at, "label", start.number, at if part.kind == "heading" else None)
        elif part.kind in ("heading", "summary"):
            if part.kind == "heading" and is_only(part.text, "prompt"):
                if not _is_prompt(view, at, floor):
                    return Draft(group, at, "title", "", at)
            elif not (part.kind == "heading" and is_only(part.text, "options", "question")):
                heading = at
                stop = at
                break
        elif part.kind == "open":
            stop = at + 1
            break
        elif start is not None and _within(part, inner):
            numbers.append(at)
        at -= 1
    else:
        stop = max(floor, at + 1)
    return _choose(view, group, stop, heading, numbers[::-1], previous, repeated)


def _callout(view: View, at: int, group: Group) -> int | None:
    """Return where the callout begins that ends at part `at` and asks: "> [!NOTE] …?"."""
    info = view.parts[at].info
    if view.parts[at].kind != "close" or not info.startswith(("[!", "!!!")):
        return None
    fold = view.fold_closed(at)
    if fold is None or view.hides_answer(fold) or not _only_labels(view, at + 1, group.start):
        return None
    inside = view.parts[fold.open : fold.close]
    return fold.open if any(asks_somewhere(part.text) for part in inside) else None


def _is_prompt(view: View, at: int, floor: int) -> bool:
    """Tell whether a heading such as "Code" follows another such, which begins the question."""
    for n in range(at - 1, max(floor, at - _FAR) - 1, -1):
        part = view.parts[n]
        if part.kind == "heading":
            return is_only(part.text, "prompt", "question") and part.level == view.parts[at].level
        if part.kind in ("close", "rule"):
            return False
    return False


def _is_bare_kind(view: View, at: int) -> bool:
    """Tell whether "Question" above a stem only says that a question follows, without a number."""
    part = view.parts[at]
    return part.kind == "heading" and is_only(part.text, "question") and _asks_above(view, at)


def _asks_above(view: View, at: int) -> bool:
    above = view.starts(at - 1) if at else None
    return at > 0 and view.parts[at - 1].kind == "heading" and above is not None


def _within(part: Part, inner: Part) -> bool:
    """Tell whether a choice's part is not deeper in quotes or lists than the stem can be."""
    return part.quoted <= inner.quoted and len(part.items) <= len(inner.items) + 1


def _only_labels(view: View, first: int, end: int) -> bool:
    for n in range(first, end):
        part = view.parts[n]
        if part.kind == "rule" or is_only(part.text, "options", "answer"):
            continue
        named = view.label(n)
        if named is None or named.rest:
            return False
    return True


def _choose(
    view: View,
    group: Group,
    stop: int,
    heading: int | None,
    numbers: list[int],
    previous: Draft | None,
    repeated: set[int],
) -> Draft | None:
    parts = view.parts
    first = stop if heading is None else heading + 1
    while first < group.start and view.is_idle(first):
        first += 1
    inside = [n for n in range(first, group.start) if not _is_label_only(view, n)]
    above = None
    if heading is not None:
        start = view.starts(heading)
        text = parts[heading].text
        numbered = start is not None
        asking = asks_somewhere(text)
        nested = parts[heading].kind == "summary"
        number = start.number if start else ""
        if asking or nested:
            above = Draft(group, heading, "heading", number, heading)
        elif numbered and (not numbers or heading in repeated):
            above = Draft(group, heading, "number", number, heading)
        elif heading in repeated and not is_only(text, "section", "key"):
            if not inside or not _asks_below(view, first, group.start):
                above = Draft(group, heading, "title", number, heading)
            elif not numbers:
                return Draft(group, inside[0], "plain")  # the heading may name a topic
        if above is not None and (asking or not numbers or heading in repeated):
            if not (asking and numbers and _statement_list(view, numbers, group) is None):
                return above
            if len(numbers) == 1 and not asks_somewhere(parts[numbers[0]].text):
                return above
    if numbers:
        at = _number_start(view, group, numbers, previous)
        if at is not None:
            start = view.starts(at)
            return Draft(group, at, "number", start.number if start else "")
    if above is not None:
        return above
    if not inside:
        if heading is None or is_only(parts[heading].text, "section", "key", "answer", "options"):
            return None
        start = view.starts(heading)
        return Draft(group, heading, "title", start.number if start else "", heading)
    at = _nearest(view, inside, parts[group.start])
    if at > first and numbers:
        listed = _statement_list(view, numbers, group)
        if listed is not None:
            at = min(at, max(first, listed - 1))
    return Draft(group, at, "plain", "", heading)


def _asks_below(view: View, first: int, end: int) -> bool:
    return any(asks_somewhere(part.text) for part in view.parts[first:end] if part.kind == "line")


def _is_label_only(view: View, at: int) -> bool:
    named = view.label(at)
    return named is not None and named.kind in ("options", "answer") and not named.rest


def _statement_list(view: View, numbers: list[int], group: Group) -> int | None:
    """Return where statements in the stem begin: "1. … 2. … Which of them are right?"."""
    names = [_number(view, n) for n in numbers]
    if len(names) >= 2 and names[0] == "1" and names == [str(n + 1) for n in range(len(names))]:
        behind = numbers[-1] + 1
        return numbers[0] if behind < group.start else None
    return None


def _number_start(
    view: View, group: Group, numbers: list[int], previous: Draft | None
) -> int | None:
    inner = view.parts[group.start]
    for at in reversed(numbers):
        part = view.parts[at]
        if (
            part.items
            and part.number
            and part.items == inner.items[: len(part.items)]
            and inner.items != part.items
        ):
            return at
    wanted = (
        str(int(previous.number) + 1) if previous is not None and previous.number.isdigit() else ""
    )
    following = [n for n in numbers if wanted and _number(view, n) == wanted]
    later = [n for n in numbers if wanted and _later(view, n, wanted)]
    if following:
        asking = [n for n in following if asks_somewhere(view.parts[n].text)]
        return later[-1] if later else (asking or following)[0]
    if (
        _statement_list(view, numbers, group) is not None
        and previous is not None
        and previous.style != "number"
    ):
        return None
    asking = [n for n in numbers if asks_somewhere(view.parts[n].text)]
    return (asking or numbers)[-1]


def _later(view: View, at: int, wanted: str) -> bool:
    """Tell whether a numbered line asks and its number is past the one that is due."""
    number = _number(view, at)
    asking = asks_somewhere(view.parts[at].text)
    return asking and number.isdigit() and int(number) > int(wanted)


def _number(view: View, at: int) -> str:
    start = view.starts(at)
    return start.number if start is not None else ""


def _nearest(view: View, inside: list[int], inner: Part) -> int:
    """Return the first part of the paragraph that stands right before the choices.

    Where that is code or a list, or goes on a sentence, the paragraph before it belongs to it.
    """
    parts = view.parts
    at = inside[-1]
    while True:
        block = parts[at].block
        while (
            at > inside[0] and parts[at - 1].block == block and parts[at - 1].kind == parts[at].kind
        ):
            if view.option(at - 1) is not None:
                break
            at -= 1
        part = parts[at]
        holds = inner.items[: len(part.items)] == part.items and inner.items != part.items
        if part.mark and holds:
            return at
        goes_on = (
            bool(part.mark or part.quoted) or part.kind != "line" or part.text.startswith("![")
        )
        goes_on = goes_on or part.text[:1].islower() or bool(part.items and not part.mark)
        goes_on = goes_on or (_is_bold(part) and at > inside[0] and _is_bold(parts[at - 1]))
        if not goes_on or at == inside[0] or at - 1 not in inside:
            return at
        at -= 1


def _is_bold(part: Part) -> bool:
    return part.kind == "line" and part.text.startswith("**") and part.text.endswith("**")
