"""Numbered questions without choices, whose answers stand in a key at the end of the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from studyleaf.notes.answers.answering import is_room
from studyleaf.notes.answers.entries import answer_in, is_letter
from studyleaf.notes.answers.entry import Section
from studyleaf.notes.answers.item import CODE
from studyleaf.notes.answers.section_names import Names
from studyleaf.notes.choices.asked import whole_lines
from studyleaf.notes.choices.wording import stem
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import bids
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.lines.statements import asks_to_judge, marks_statement
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

# a choice that a key repeats, and what says that there is no answer here
_NO_ANSWER = re.compile(
    r"[*_]{0,3}[A-Ha-h]\)\s|\(?(?:see (?:completed|corrected|the table|above)|cannot be"
    r"|answers? (?:will|may) vary\b)"
    r"|[*_]*(?:essay|open[- ]ended|short answer|varies|n/a|[-–—]+)[*_.]*$",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"[*_(]{0,3}[A-H][*_)]{0,3}\s?[-–—:.]\s"
    r"|[*_]{1,3}[A-Ha-h](?:\s?[,&/]\s?[A-Ha-h])*[*_]{1,3}(?:\s?[-–—:.(]|$)"
)
_ROOM = re.compile(r"^[(（\[]\s*[)）\]]\s*")  # "( ) A stock is boiled.", for the verdict
_FEWEST = 2
_CERTAIN = 3  # tasks that ask nothing, with an answer for each
_KEYS = 50
_FAR = 40  # parts behind the last question of a run


def listed(
    view: View, taken: Sequence[bool], keys: Sequence[Section], waiting: Collection[str]
) -> Iterator[tuple[int, int, Asked]]:
    """Yield the questions that only a key makes certain: "1. Which soup is cold?" … "1. Gazpacho".

    Most of a run must ask, and be answered by number. `waiting` are the numbers of questions with
    choices: letters are for these, and not for "1. Set a timer" above them.
    """
    inner = _inner(view)
    firsts = [
        at
        for at in range(len(view.parts))
        if not taken[at] and at not in inner and _number(view, at)
    ]
    floor, begin, names = 0, 0, Names(view)
    for key in keys:
        own = max(floor, _question_above(view, key))
        before = firsts[bisect_left(firsts, own) : bisect_left(firsts, key.first)]
        if not before and len(keys) <= _KEYS:  # the next of several keys, one behind the other
            before = firsts[bisect_left(firsts, begin) : bisect_left(firsts, key.first)]
        else:
            begin = own
        floor = key.end
        runs = list(_runs(view, before))
        named = names.of_runs(key)
        some = named is not None and any(_asks(view, at) for at in before)
        for run in runs:
            section = _named(key, named, names.above(run[0]))
            wanted = _wanted(section, waiting if named is None else ())
            found = [at for at in run if _number(view, at) in wanted]
            asking = sum(_asks(view, at) for at in found)
            among = len(found) == len(run) and _goes_on(view, run[0], taken)
            if (len(found) < _FEWEST and not among) or len(found) * 2 < len(run):
                continue
            sure = _is_exact(view, run, section) or _are_judged(view, found, section)
            sure = sure or among or (some and _are_same(view, run, section))
            if asking * 2 < len(found) and not sure:
                continue
            if not asking and _are_sections(view, run, before):
                continue
            near = min(run[-1] + _FAR, key.first)
            if any(_is_answered(view, at) for at in range(run[0], near)):
                continue  # each has its own answer, and the last one is a list
            for at in found:
                end = _end(view, at, key.first, taken, inner)
                asked = _make(view, at, end)
                if asked is not None:
                    yield at, end, asked


def _are_sections(view: View, run: Sequence[int], firsts: Sequence[int]) -> bool:
    """Tell whether headings that ask nothing each stand over a list that counts anew."""
    if view.parts[run[0]].kind != "heading":
        return False
    below = {at: view.parts[n].kind for at, n in pairwise([*firsts, len(view.parts) - 1])}
    return all(below.get(at, "heading") != "heading" for at in run)


def _named(key: Section, named: Sequence[str] | None, above: Collection[str]) -> Section:
    """Return a key with nothing but its runs for the sections `above`, if its runs are `named`."""
    if named is None:
        return key
    own = [run for run, name in zip(key.runs, named, strict=True) if name in above]
    return replace(key, runs=own)


def _wanted(section: Section, waiting: Collection[str]) -> set[str]:
    """Return the numbers that a key answers, letters only for those that have no choices."""
    return {
        entry.number
        for run in section.runs
        for entry in run
        if not _NO_ANSWER.match(entry.text)
        and (entry.number not in waiting or not _chooses(entry.text.split("\n")[0]))
    }


def _chooses(text: str) -> bool:
    """Tell whether an entry begins with the letter of a choice: "B", "B - Gazpacho"."""
    text = answer_in(text)  # "Correct answer: C"
    return is_letter(text) or _CHOICE.match(text) is not None


def _goes_on(view: View, first: int, taken: Sequence[bool]) -> bool:
    """Tell whether the question right before part `first` has choices, and the number before."""
    if not first or not taken[first - 1]:
        return False
    wanted = str(int(_number(view, first)) - 1)
    above = range(first - 1, max(-1, first - _FAR), -1)
    return any(taken[at] and _number(view, at) == wanted for at in above)


def _asks(view: View, at: int) -> bool:
    text, start = _own(view, at), view.starts(at)
    if start is not None and start.style == "label" and label(view.parts[at].text, "question"):
        return True
    return asks_somewhere(text) or asks_to_judge(text) or bids(start.text if start else text)


def _is_exact(view: View, run: Sequence[int], section: Section) -> bool:
    """Tell whether a key answers tasks that ask nothing: one for one, from 1 on, under a heading
    such as "Exercises".
    """
    numbers = [_number(view, at) for at in run]
    return (
        len(numbers) >= _CERTAIN
        and numbers == [str(n + 1) for n in range(len(numbers))]
        and _told(section)[: len(numbers)] == numbers
        and view.names_questions(run[0])
    )


def _are_same(view: View, run: Sequence[int], section: Section) -> bool:
    """Tell whether a key, which names sections, has the numbers of a section and no others."""
    return [_number(view, at) for at in run] == _told(section)


def _told(section: Section) -> list[str]:
    """Return the numbers that a key answers, in its order."""
    return [entry.number for run in section.runs for entry in run]


def _are_judged(view: View, found: Sequence[int], section: Section) -> bool:
    """Tell whether a key says of each of several numbers that it is true or false."""
    told = {entry.number: entry.text for run in section.runs for entry in run}
    said = [marks_statement(told.get(_number(view, at), "")) for at in found]
    return len(said) >= _CERTAIN and all(said)


def _question_above(view: View, section: Section) -> int:
    """Return the heading of the numbered question that a key in bold belongs to, or 0: "Answers"
    below question 6 tells of all six, if it has so many numbers, and there are none below 6.
    """
    at = section.first
    if view.parts[at].kind != "line":
        return 0
    parted = False
    for n in range(at - 1, max(-1, at - _FAR), -1):
        if view.parts[n].kind == "heading":
            start = view.starts(n)
            if start is None or start.style != "label" or not start.number:
                return 0
            numbers = _told(section)
            told = numbers == [str(one + 1) for one in range(len(numbers))]
            of_all = told and len(numbers) >= _CERTAIN and start.number == numbers[-1]
            return 0 if of_all and not parted else n
        parted = parted or bool(view.parts[n].number)
    return 0


def is_of_one_question(view: View, section: Section) -> bool:
    """Tell whether a key tells of the parts of one question: "### Question 3: True or false?"
    stands above them, and the key right below them.
    """
    parts = view.parts
    if parts[section.first].kind == "heading" or len(section.runs) > 1:
        return False
    counted = 0
    for at in range(section.first - 1, max(-1, section.first - _FAR), -1):
        if parts[at].kind == "heading":
            start = view.starts(at)
            named = start is not None and start.style == "label" and bool(start.number)
            named = named and label(parts[at].text, "task") is None  # "Exercise 2: Fill in"
            return named and counted == len(section.runs[0])
        if parts[at].kind in ("rule", "open", "close"):
            return False
        counted += bool(parts[at].number and _number(view, at))
    return False


def _number(view: View, at: int) -> str:
    start = view.starts(at)
    return start.number if start is not None and start.number.isdigit() else ""


def _is_answered(view: View, at: int) -> bool:
    named, part = view.label(at), view.parts[at]
    if named is None or named.kind != "answer":
        return False
    if named.rest:
        return not asks_somewhere(named.rest)  # "**Short answer:** Why is …?"
    below = view.parts[at + 1] if at + 1 < len(view.parts) else part
    told = below.kind in ("line", *CODE) and below is not part and not is_room(view, at + 1, at + 2)
    return told and part.kind != "heading" and not is_only(part.text, "key")


def _runs(view: View, firsts: Sequence[int]) -> Iterator[list[int]]:
    """Yield the parts of which each number is above the one before, all headings or none."""
    run: list[int] = []
    for at in firsts:
        same = not run or view.parts[at].level == view.parts[run[-1]].level
        if run and (not same or int(_number(view, at)) <= int(_number(view, run[-1]))):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _own(view: View, at: int) -> str:
    """Return the text of the paragraph that a number begins, or of the one below its heading."""
    parts = view.parts
    first = at
    if _heads(view, at) and at + 1 < len(parts) and parts[at + 1].kind == "line":
        first = at + 1
    end = first
    while end < len(parts) and parts[end].block == parts[first].block:
        end += 1
    return " ".join([parts[at].text, *(part.text for part in parts[first:end])])


def _heads(view: View, at: int) -> bool:
    """Tell whether a question stands below part `at`: a heading, or "**Question 3**" alone."""
    part, start = view.parts[at], view.starts(at)
    alone = start is not None and start.style == "label" and not start.text and not part.mark
    return part.kind == "heading" or alone


def _inner(view: View) -> set[int]:
    """Return the items of lists below "### Question 3: …", or below a counted heading that stands
    twice, over what asks and in the key: they are parts of it, where the next question has such a
    heading, too.
    """
    named = [at for at, part in enumerate(view.parts) if part.kind == "heading"]
    found: set[int] = set()
    several = sum(_is_named(view, at) for at in named) >= _FEWEST
    own = False
    for at, part in enumerate(view.parts if several else ()):
        if part.kind == "heading":
            own = _is_named(view, at)
        elif own and part.number:
            found.add(at)
    return found


def _is_named(view: View, at: int) -> bool:
    start = view.starts(at)
    if start is None or not start.number.isdigit():
        return False
    if view.headings[view.parts[at].text] > 1:
        return True
    return start.style == "label" and label(view.parts[at].text, "question") is not None


def _end(view: View, first: int, limit: int, taken: Sequence[bool], inner: Collection[int]) -> int:
    parts = view.parts
    own = parts[first]
    at = first + 1
    while at < limit and not taken[at]:
        part = parts[at]
        inside = bool(own.mark) and part.items[: len(own.items)] == own.items
        if part.kind in ("heading", "rule", "open") or (at not in inner and _number(view, at)):
            break
        if not _heads(view, first) and part.block != own.block and not inside:
            break
        at += 1
    return at


def _make(view: View, first: int, end: int) -> Asked | None:
    given = [
        at
        for at in range(first + 1, end)
        if (named := view.label(at)) is not None and not named.rest and named.kind != "hint"
    ]
    last = given[0] if given else end
    if any(not is_only(view.parts[at].text, "given", "answer") for at in given):
        return None
    asking = stem(view, first, last)
    asking.prompt = _ROOM.sub("", asking.prompt)
    if not asking.prompt:
        return None
    structure = [*asking.structure, *((at, "label") for at in given)]
    start, stop = view.parts[first].start, view.parts[end - 1].end
    return Asked(
        start,
        stop,
        "E1",
        asking.prompt,
        tuple(asking.scenario),
        asking.stem,
        number=_number(view, first),
        structure=whole_lines(view, first, end, structure),
    )
