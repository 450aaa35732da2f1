"""A group of choices → where its stem begins: what asks, above the choices."""

from __future__ import annotations

import re

from studyleaf.notes.answers.places import whole_key
from studyleaf.notes.choices.above import choose
from studyleaf.notes.choices.asker import is_asked_about
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.group import Group
from studyleaf.notes.choices.inline import inline_options
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

_SEVERAL = 2
_FAR = 80  # how many parts a stem may have
_SLIDE = re.compile(r"<section\b[^<>]*>")
_SHORT_ANSWER = re.compile(r"[*_]{0,3}A\d{0,3}[*_]{0,3}[:：](?=[\s*_])")


def begin(
    view: View, group: Group, floor: int, previous: Draft | None, repeated: set[int]
) -> Draft | None:
    """Find where the stem of a group begins. None if nothing asks."""
    numbers: list[int] = []
    heading: int | None = None
    at = group.start - 1
    stop = floor
    inner = view.parts[group.start]
    told = told_above(view, group, floor)
    whole = " ".join(part.text for part in view.parts[group.start : group.end])
    if group.options[0].inline and inline_options(whole) is not None:
        start = view.starts(group.start)
        style = start.style if start is not None else "plain"
        return Draft(group, group.start, style, start.number if start is not None else "")
    while at >= floor and group.start - at < _FAR:
        part = view.parts[at]
        start = view.starts(at)
        named = view.label(at)
        asking = _slide(view, at, group) or _callout(view, at, group)
        if asking is not None:
            return Draft(group, asking, "plain")
        if _leaves_quote(view, at, group):
            stop = at + 1
            break
        if part.kind == "close" or view.is_navigation(at) or _SHORT_ANSWER.match(part.text):
            stop = at + 1
            break
        if (
            part.kind == "rule"
            and at < group.start - 1
            and not _only_labels(view, at + 1, group.start)
            and not (at > floor and _is_label_alone(view, at - 1))
        ):
            stop = at + 1
            break
        if named is not None and named.kind in ("answer", "explanation", "hint", "given"):
            is_options = (
                named.kind == "answer" and not named.rest and _only_labels(view, at, group.start)
            )
            within = _hints_at(view, at, group.start) or is_asked_about(view, at, group.start)
            if not is_options and at != told and not within:
                stop = at + 1
                break
        elif (
            start is not None
            and start.style == "label"
            and not _is_bare_kind(view, at)
            and not _holds_questions(view, at, numbers)
        ):
            first = at if start.number else _numbered_above(view, at, floor)
            own = view.starts(first) or start
            heading = first if view.parts[first].kind == "heading" else None
            return Draft(group, first, "label", own.number, heading)
        elif part.kind in ("heading", "summary"):
            if part.kind == "heading" and is_only(part.text, "prompt"):
                if not _is_prompt(view, at, floor):
                    return Draft(group, at, "title", "", at)
            elif not (part.kind == "heading" and is_only(part.text, "options", "question")):
                heading = stop = at
                break
        elif part.kind == "open":
            stop = at + 1
            break
        elif start is not None and _within(part, inner):
            numbers.append(at)
        at -= 1
    else:
        stop = max(floor, at + 1)
    counted = _counted_above(view, group, heading, floor)
    return counted or choose(view, group, stop, heading, numbers[::-1], previous, repeated)


def told_above(view: View, group: Group, floor: int) -> int | None:
    """Return the line right above the choices, or above "Options:", that names one of them."""
    at = view.above(group.start)
    if is_only(view.parts[at].text, "options") and not is_only(view.parts[at].text, "answer"):
        at = view.above(at)
    named = view.label(at) if at > floor else None
    if named is None or named.kind != "answer" or not named.rest:
        return None
    if not any(
        asks_somewhere(view.parts[n].text) or _is_labelled(view, n) for n in range(floor, at)
    ):
        return None
    key = whole_key(named.rest, group.options)
    return at if key is not None and not key.unknown else None


def _is_labelled(view: View, at: int) -> bool:
    start = view.starts(at)
    return start is not None and start.style == "label" and bool(start.text)


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


def _slide(view: View, at: int, group: Group) -> int | None:
    """Return where the slide begins whose tag is part `at`: all above its choices asks."""
    return at + 1 if at + 1 < group.start and _SLIDE.fullmatch(view.parts[at].text) else None


def _leaves_quote(view: View, at: int, group: Group) -> bool:
    """Tell whether a line stands above the quote that holds both what asks and the choices."""
    part, below = view.parts[at], view.parts[at + 1]
    quoted = view.parts[group.start].quoted
    if part.kind != "line" or part.quoted >= quoted or below.quoted < quoted:
        return False
    inside = view.parts[at + 1 : group.start]
    return view.starts(at) is None and any(asks_somewhere(one.text) for one in inside)


def _numbered_above(view: View, at: int, floor: int) -> int:
    """Return the heading "### Question 3: Soups" that "**Question:**" stands below, with what sets
    the scene or tells the level between; `at` without one.
    """
    for n in range(at - 1, max(floor, at - _FAR) - 1, -1):
        part, start, named = view.parts[n], view.starts(n), view.label(n)
        numbered = start is not None and start.style == "label"
        if part.kind == "heading":
            return n if start is not None and numbered and start.number else at
        if start is not None and numbered and start.number and not asks_somewhere(start.text):
            return n  # "**Q12:** A table holds:", and below the table "**Question:** …"
        if part.kind != "line" or numbered or (named is not None and named.kind != "meta"):
            return at
    return at


def _counted_above(view: View, group: Group, heading: int | None, floor: int) -> Draft | None:
    """Return what begins with "### Question 3" above the heading that asks, if a heading of their
    level sets the scene right below it, with nothing but text and code between.
    """
    if heading is None or not asks_somewhere(view.parts[heading].text):
        return None
    level = view.parts[heading].level
    for n in range(heading - 1, max(floor, heading - _FAR) - 1, -1):
        part, start = view.parts[n], view.starts(n)
        if part.kind == "heading" and (part.level != level or _is_label_alone(view, n)):
            same = part.level == level and n + 1 < heading and view.parts[n + 1].kind == "heading"
            return Draft(group, n, "label", start.number, n) if same and start else None
        if part.kind not in ("heading", "line", "fence", "code", "table"):
            return None
        if view.label(n) is not None or view.option(n) is not None or start is not None:
            return None
    return None


def _hints_at(view: View, at: int, end: int) -> bool:
    """Tell whether "Hint: …" stands right above the choices, which end what asks above it."""
    named = view.label(at)
    if named is None or named.kind != "hint":
        return False
    below = range(at + 1, end)
    unmarked = {view.parts[n].block for n in below if not view.parts[n].mark}
    if not named.rest and len(unmarked) > 1:
        return False
    return not any(asks_somewhere(view.parts[n].text) or view.starts(n) for n in below)


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


def _holds_questions(view: View, at: int, numbers: list[int]) -> bool:
    """Tell whether "Practice 1" is the title of several numbered questions below it."""
    alone = view.parts[at].kind == "heading" and _is_label_alone(view, at)
    return alone and sum(asks_somewhere(view.parts[n].text) for n in numbers) >= _SEVERAL


def _asks_above(view: View, at: int) -> bool:
    above = view.starts(at - 1) if at else None
    return at > 0 and view.parts[at - 1].kind == "heading" and above is not None


def _within(part: Part, inner: Part) -> bool:
    """Tell whether a choice's part is not deeper in quotes or lists than the stem can be."""
    return part.quoted <= inner.quoted and len(part.items) <= len(inner.items) + 1


def _is_label_alone(view: View, at: int) -> bool:
    """Tell whether a part is nothing but "Question 5", which a rule can divide from its text."""
    start = view.starts(at)
    return start is not None and start.style == "label" and bool(start.number) and not start.text


def _only_labels(view: View, first: int, end: int) -> bool:
    for n in range(first, end):
        part = view.parts[n]
        if part.kind == "rule" or is_only(part.text, "options", "answer"):
            continue
        named = view.label(n)
        if named is None or named.rest:
            return False
    return True
