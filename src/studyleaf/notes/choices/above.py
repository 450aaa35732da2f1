"""What stands above a group of choices → what begins its stem: a heading, a number, a line."""

from __future__ import annotations

from studyleaf.notes.choices.asker import shows
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.asking import asks, asks_somewhere, selects
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View


def choose(
    view: View,
    group: Group,
    stop: int,
    heading: int | None,
    numbers: list[int],
    previous: Draft | None,
    repeated: set[int],
) -> Draft | None:
    """Return the stem that begins at part `stop` or behind it; None if nothing there asks.

    `heading` is the heading right above, and `numbers` are the parts between that begin with one.
    """
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
            sentence = text.rstrip("*_ ").endswith((".", ":", "。", "："))
            if not inside or sentence or not _asks_below(view, first, group.start):
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
    if all(shows(parts[n]) for n in inside) and (heading is not None or not inside):
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
        within = part.items == inner.items[: len(part.items)]
        if part.items and part.number and within and (inner.items != part.items or not inner.mark):
            return at
    last = numbers[-1]
    if _number(view, last) == "1" and len(numbers) > 1 and asks(view.parts[last].text):
        return last  # numbers begin anew
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
        goes_on = goes_on or (selects(part.text) and not asks_somewhere(part.text))
        goes_on = goes_on or (_is_bold(part) and at > inside[0] and _is_bold(parts[at - 1]))
        if not goes_on or at == inside[0] or at - 1 not in inside:
            return at
        at -= 1


def _is_bold(part: Part) -> bool:
    return part.kind == "line" and part.text.startswith("**") and part.text.endswith("**")
