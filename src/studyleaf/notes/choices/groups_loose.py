"""The parts of notes → runs of list items that may be choices, if a key says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyleaf.notes.choices.asker import paragraph_start
from studyleaf.notes.choices.group import Group, group_of, is_title, without_numbers
from studyleaf.notes.lines.asking import asks
from studyleaf.notes.lines.marks import Option, option_of
from studyleaf.notes.view import View

_MOST_LOOSE = 10
_GLUED = re.compile(r"(?P<number>\d)[.)](?P<text>\S.*)", re.DOTALL)
_JUDGED = re.compile(r"\s[-–—:]+\s*[*_]{0,2}(?:yes|no|true|false)[*_.!]{0,3}$", re.IGNORECASE)


def loose_groups(view: View, taken: list[Group]) -> Iterator[Group]:
    """Yield runs of list items, and of lines with ticks, that follow something that asks."""
    covered = {n for group in taken for n in range(group.start, group.end)}
    many: set[int] = set()  # the items of lists that are too long
    at = 1
    while at < len(view.parts):
        first = view.loose(at) if at not in covered and at not in many else None
        if first is None or not _may_ask(view, at - 1, first):
            at += 1
            continue
        group = _run(view, at, first, covered, many)
        if group is None:
            at += 1
            continue
        yield group
        at = group.end


def _may_ask(view: View, at: int, first: Option) -> bool:
    part = view.parts[at]
    if part.kind == "rule" and at:
        at -= 1
        part = view.parts[at]
    if first.style == "number" and first.name != "1":
        return False
    if part.kind in ("heading", "summary"):
        return True
    if part.kind in ("fence", "table", "code", "comment"):
        return True
    # "Q: Which …" looks like the choice with the letter Q
    if part.kind != "line" or view.option(at) is None or view.starts(at) is not None:
        return part.kind == "line"
    begun = view.starts(paragraph_start(view, at))  # below it, "O: …" tells what it is about
    return begun is not None and begun.style == "label"


def _run(view: View, first: int, begin: Option, covered: set[int], many: set[int]) -> Group | None:
    """Read the list that begins at part `first`; add its items to `many` if they are too many."""
    if asks(begin.text) or _is_field(view, first):
        return None
    own = view.parts[first]
    options, spans = [begin], [first]
    at = first + 1
    while at < len(view.parts) and at not in covered:
        part = view.parts[at]
        found = view.loose(at)
        if part.kind in ("heading", "rule", "open", "summary", "close"):
            break
        if part.mark and len(part.items) <= len(own.items) and _is_field(view, at):
            named = view.label(at)
            other = bool(part.number) != bool(own.number) or _is_labelled(view, view.above(first))
            # the next question, "2. Question 2"
            if not other and (named is None or named.kind == "given"):
                return None  # a description of what was asked, or answered
            break
        if found is not None and len(part.items) == len(own.items) and found.style == begin.style:
            if part.items[:-1] != own.items[:-1] or asks(found.text):
                break
            if len(options) == 1 and found.name == begin.name == "1" and _is_second(view, at + 1):
                return None  # "1. Which soup is cold?", "1. Ramen", "2. Gazpacho"
            if found.style == "number" and found.name != str(len(options) + 1):
                if not own.mark or not (
                    found.name == begin.name or _is_slip(view, at, found, options)
                ):
                    break
                # "1." before each, or "4." before two of them
                found = found._replace(name=str(len(options) + 1))
            options.append(found)
            spans.append(at)
        elif (glued := _glued(view, at, options)) is not None:
            options.append(glued)
            spans.append(at)
        elif part.kind == "fence" and at - 1 == spans[-1] and not options[-1].text:
            pass  # "2.", and its code below
        elif not own.items or len(part.items) < len(own.items) or view.label(at) is not None:
            break
        elif is_title(part):
            break  # "**Question 3**", which begins the next one
        elif part.mark and len(part.items) == len(own.items):
            break  # "2. …", which asks, right below the bullets of "1. …"
        at += 1
    if len(options) > _MOST_LOOSE:
        many.update(spans)
        return None
    if len(options) < 2 or all(_JUDGED.search(option.text) for option in options):
        return None  # statements, each with its verdict
    return group_of(view, without_numbers(options), spans, is_loose=True)


def _is_slip(view: View, at: int, found: Option, options: list[Option]) -> bool:
    """Tell whether a number stands twice, and the next is as if it did not: "4.", "4.", "6."."""
    below = view.loose(at + 1) if at + 1 < len(view.parts) else None
    due = below is not None and below.name == str(len(options) + 2)
    return due and found.name == options[-1].name


def _is_labelled(view: View, at: int) -> bool:
    """Tell whether part `at` is "Question 2: …"."""
    start = view.starts(at)
    return start is not None and start.style == "label" and bool(start.number)


def _is_second(view: View, at: int) -> bool:
    found = view.loose(at) if at < len(view.parts) else None
    return found is not None and found.style == "number" and found.name == "2"


def _glued(view: View, at: int, options: list[Option]) -> Option | None:
    """Read the next choice without a blank behind its number: "5.Borscht"."""
    match = _GLUED.fullmatch(view.parts[at].text)
    if match is None or options[-1].style != "number" or match["number"] != str(len(options) + 1):
        return None
    return option_of("number", match["number"], match["text"], None, item=True)


def _is_field(view: View, at: int) -> bool:
    """Tell whether an item has a label: "Answer: B", "Question: …"."""
    named, start = view.label(at), view.starts(at)
    alone = named is not None and not named.rest and ":" not in view.parts[at].text
    return (named is not None and not alone) or (start is not None and start.style == "label")
