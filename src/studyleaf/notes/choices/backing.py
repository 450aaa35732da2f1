"""A run of list items → whether a key says that they are the choices of a question."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.answers.key import fold
from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.choices.asker import asker, is_below_number, paragraph_start
from studyleaf.notes.choices.behind import key_follows, says_alone
from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.asking import asks, asks_somewhere, has_blank, takes_all
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.lines.marks import is_truth
from studyleaf.notes.view import View

_FAR = 12  # parts between "Question 5" and "Options:"
_AROUND = 3  # groups before and behind one
_OFTEN = 3  # one "Question" with "Options" may be one that a team has to decide
_CERTAIN, _SHARE, _LONG_ENOUGH = 4, 0.7, 3
_MANY = 8  # so many need no heading that says what they are
_SENTENCE = 4  # words
_PLAINLY = re.compile(r"\b(?:correct|right) (?:answer|option|choice) is\b", re.IGNORECASE)
_ALIKE = 2  # so many of them show that it is of a list of questions


def backed(view: View, loose: Sequence[Group]) -> Iterator[Group]:
    """Yield the runs of list items that a key, or the questions around them, show to be choices."""
    named = [is_named(view, group) for group in loose]
    often = sum(named) >= _OFTEN
    told = [is_told_far(view, group) for group in loose]
    far = sum(told) >= _OFTEN
    sure = [
        is_backed(view, group) or (often and named[n]) or (far and told[n])
        for n, group in enumerate(loose)
    ]
    headings = [at for at, part in enumerate(view.parts) if part.kind == "heading"]
    section = [bisect_left(headings, group.start) for group in loose]
    bold = [is_sure and _has_bold(group) for is_sure, group in zip(sure, loose, strict=True)]
    counted = set() if any(sure) else _counted(view, loose)
    for n, group in enumerate(loose):
        if n in counted:
            yield replace(group, alike=True)
        elif group.alike or sure[n] or (sum(sure) >= _ALIKE and _are_all_right(view, group)):
            yield group
        elif _has_bold(group) and _is_numbered(view, group):
            near = [m for m in range(max(0, n - _AROUND), n + _AROUND + 1) if m < len(loose)]
            near = [m for m in near if bold[m] and section[m] == section[n]]
            alike = [m for m in near if _is_numbered(view, loose[m])]
            if len(alike) >= _ALIKE and all(_stands_as(view, group, loose[m]) for m in alike):
                yield group


def _are_all_right(view: View, group: Group) -> bool:
    """Tell whether all choices are in bold or ticked, and what asks bids to take all that apply."""
    first = asker(view, group.start)
    asking = " ".join(part.text for part in view.parts[first : group.start])
    marked = all(option.bold or option.right for option in group.options)
    return marked and takes_all(asking)


def _counted(view: View, loose: Sequence[Group]) -> set[int]:
    """Return the numbered lists below numbered questions of a test that has no key, where they are
    many and most are equally long.
    """
    below = [
        n
        for n, group in enumerate(loose)
        if group.options[0].style == "number" and len(group.options) >= _LONG_ENOUGH
        if _is_numbered(view, group)
    ]
    found = [n for n in below if asks(view.parts[view.above(loose[n].start)].text)]
    study = bool(found) and view.is_study(loose[found[0]].start)
    lengths = Counter(len(loose[n].options) for n in found)
    usual, times = max(lengths.items(), key=lambda one: one[1], default=(0, 0))
    if len(found) < (_CERTAIN if study else _MANY) or times < _SHARE * len(found):
        return set()
    same = [n for n in below if len(loose[n].options) == usual]  # "… is most often served in"
    return {*found, *(same if study and len(found) >= _SHARE * len(below) else ())}


def _is_bold(text: str) -> bool:
    return len(text) > 4 and text[:2] in ("**", "__") and text.rstrip(" :.")[-2:] == text[:2]


def _is_long(view: View, at: int) -> bool:
    """Tell whether a paragraph in bold says more than "**Step by step:**" or, in a file of
    questions, does not only name what stands below it.
    """
    text = view.parts[at].text
    leads = text.rstrip("*_ ").endswith((":", "："))
    return len(text.split()) >= _SENTENCE or (view.names_questions(at) and not leads)


def _has_bold(group: Group) -> bool:
    bold = sum(option.bold for option in group.options)
    return 0 < bold < len(group.options) and _bold_whole(group)


def _is_numbered(view: View, group: Group) -> bool:
    start = view.starts(view.above(group.start))
    return start is not None and bool(start.number)


def _stands_as(view: View, group: Group, other: Group) -> bool:
    """Tell whether two groups stand equally deep in lists, with the same marks."""
    own, its = view.parts[group.start], view.parts[other.start]
    return len(own.items) == len(its.items) and own.mark[-1:] == its.mark[-1:]


def _opens_numbered(view: View, at: int) -> bool:
    """Tell whether the paragraph of part `at` begins with a number or a label: "Question 3:"."""
    return view.starts(paragraph_start(view, at)) is not None


def is_backed(view: View, group: Group) -> bool:
    """Tell whether a key says that a run of list items is a question's choices."""
    if sum(has_blank(option.text) for option in group.options) * 2 > len(group.options):
        return False  # sentences to complete
    if _is_in_section(view, group.start):
        return False
    marked = [option.right for option in group.options]
    ticked, bold = sum(mark is True for mark in marked), sum(o.bold for o in group.options)
    place = asker(view, group.start)
    above = view.parts[place]
    named = view.label(place)
    if named is not None and named.kind == "hint":
        return False
    if is_only(above.text, "options"):
        marks = 0 < ticked < len(marked) or 0 < bold < len(marked)
        over = view.parts[asker(view, place)].text
        asked = marks and (asks_somewhere(over) or over.rstrip().endswith((":", "：")))
        return asked or key_follows(view, group)
    start = view.starts(place)
    asking = asks(above.text) or (
        start is not None and (start.style == "label" or above.kind == "heading")
    )
    below_number = is_below_number(view, place)
    asking = asking or below_number
    if 0 < ticked < len(marked) and (asking or above.text.rstrip().endswith((":", "："))):
        # "Trade-offs:" stands over what is good and what is bad
        meant = start is not None or asks_somewhere(above.text) or below_number
        meant = meant or _opens_numbered(view, place)
        return meant or (ticked == 1 and (asking or view.names_questions(place)))
    listed = start is not None and bool(start.number) and view.names_questions(place)
    if asking and 0 < bold < len(marked) and (_bold_whole(group) or listed):
        return True
    counted = start is not None and bool(start.number)
    if is_truth(group.options) and (counted or not above.mark) and len(above.text.split()) > 2:
        return 1 in (ticked, bold) or key_follows(view, group)
    if not (
        asking
        or asks_somewhere(above.text)
        or start is not None
        or above.kind in ("heading", "fence")
        or (_is_bold(above.text) and not above.mark and _is_long(view, place))
        or _opens_numbered(view, place)
        or _is_said_again(view, group)
    ):
        return _is_told_plainly(view, group)
    return key_follows(view, group)


def _is_told_plainly(view: View, group: Group) -> bool:
    """Tell whether "The correct answer is option 2." stands right behind a list."""
    below = view.parts[group.end].text if group.end < len(view.parts) else ""
    if _PLAINLY.search(below) is None:
        return False
    return says_alone(view, group) or key_follows(view, group)


def _is_in_section(view: View, at: int) -> bool:
    """Tell whether a heading that divides questions, and does not label choices, is right above."""
    for n in range(at - 1, max(-1, at - _FAR), -1):
        if view.parts[n].kind == "heading":
            named = view.label(n) is not None or is_only(view.parts[n].text, "options", "question")
            return n in view.recurring and not named
    return False


def _is_said_again(view: View, group: Group) -> bool:
    """Tell whether the key right behind a list gives the number of an item and its text."""
    named = view.label(group.end) if group.end < len(view.parts) else None
    if named is None or named.kind != "answer" or group.options[0].style != "number":
        return False
    said = fold(named.rest)
    return said in {fold(f"{option.name} {option.text}") for option in group.options}


def is_told_far(view: View, group: Group) -> bool:
    """Tell whether a key for many questions names a choice of a numbered question, which no chapter
    is whose number another has as "Question 2".
    """
    above = view.above(group.start)
    if group.options[0].inline and view.starts(group.start) is not None:
        above = group.start  # what asks is on the line of its choices
    number = _number_above(view, above)
    start = view.starts(above)
    if number in view.labelled and start is not None and start.style != "label":
        number = number if asks_somewhere(view.parts[above].text) else ""
    told = view.told_far.get(number) if number else None
    if told is None or not told.is_behind(group.start) or _letters_follow(view, group):
        return False
    texts = told.texts(group.start, group.options)
    keys = (read_key(text, group.options) for text in texts)
    return any(key is not None and key.right and not key.unknown for key in keys)


def _letters_follow(view: View, group: Group) -> bool:
    """Tell whether choices with letters or boxes follow within the same question: then a list above
    them is of its scenario.
    """
    for at in range(group.end, min(group.end + _FAR, len(view.parts))):
        found = view.option(at)
        if found is not None and (found.boxed or found.name == "A"):
            return True
        if view.starts(at) is not None or view.parts[at].kind in ("heading", "rule"):
            return False
    return False


def _number_above(view: View, at: int) -> str:
    """Return the number of the question whose paragraph ends with part `at`, which can stand above
    that: "Question 5".
    """
    start = view.starts(at)
    if start is not None or view.parts[at].kind != "line" or view.parts[at].mark:
        return start.number if start is not None else ""
    first = paragraph_start(view, at)
    for n in (first, view.above(first)):
        start = view.starts(n)
        if start is not None and start.style == "label" and not start.text:
            return start.number
    return ""


def is_named(view: View, group: Group) -> bool:
    """Tell whether "Options:" stands above a list, and "Question 5" not far above that.

    "Answers:" does not count: what it labels can be the answer.
    """
    at = view.above(group.start)
    if not is_only(view.parts[at].text, "options") or is_only(view.parts[at].text, "answer"):
        return False
    for n in range(at - 1, max(-1, at - _FAR), -1):
        start = view.starts(n)
        if start is not None and start.style == "label":
            return True
        if view.parts[n].kind in ("rule", "heading", "open", "close"):
            return False
    return False


def _bold_whole(group: Group) -> bool:
    return sum(option.bold for option in group.options) <= max(1, len(group.options) // 2 + 1)
