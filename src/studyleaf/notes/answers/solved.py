"""Labels in sight → what is answered with them: sections of which each has one, and "A2" of "Q2".

A title and a text that bids nothing ask where each section of a bank is so, and ends with its
solution.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from studyleaf.notes.lines.initials import LETTERS
from studyleaf.notes.lines.labels import Label, is_only, words

if TYPE_CHECKING:
    from studyleaf.notes.view import View

_A = re.compile(r"[*_#\s]*(?P<letter>[A-ZĐО])\s?[-.]?(?P<number>\d{1,3})[*_]*[.:：]?[*_\s]*")
_Q = re.compile(r"[*_#\s]*(?P<letter>[A-ZĐВ])\s?[-.]?\d{1,3}(?!\w)")
_SHORT = 16
_FAR = 60  # parts between "Q1" and "A1"
_FEWEST = 3
_MOST = 0.75


def numbered_answer(view: View, at: int) -> Label | None:
    """Read "**A2**" alone as the label of what answers "**Q2**": its number is that of the question
    above it.
    """
    text = view.parts[at].text
    match = _A.fullmatch(text) if len(text) < _SHORT else None
    if match is None:
        return None
    for n in range(at - 1, max(-1, at - _FAR), -1):
        asking = _Q.match(view.parts[n].text)
        start = view.starts(n) if asking is not None else None
        if asking is None or start is None or start.style != "label":
            continue
        letters = (asking["letter"], match["letter"])
        same = start.number == match["number"] and letters in LETTERS
        return Label("answer", "answer", start.number, "") if same else None
    return None


def answers(named: Label | None) -> bool:
    """Tell whether a label is that of an answer, or of the way to it: "풀이", "解析"."""
    if named is None or named.kind == "answer":
        return named is not None
    return named.kind == "explanation" and named.word in words("worked")


def solved_headings(view: View) -> frozenset[int]:
    """Return the headings of questions in a bank in which nearly each heading of a level has a text
    and below it one labelled answer.
    """
    solved: dict[int, int] = {}  # headings, and their levels
    all_of: Counter[int] = Counter()
    heading, told = -1, 0
    ends = [*range(len(view.parts)), -1]
    for at in ends:
        part = view.parts[at] if at >= 0 else None
        if part is not None and part.kind != "heading":
            if answers(view.label(at)):
                told += 1 if at > heading + 1 else 2  # what stands right below it answers nothing
            continue
        if heading >= 0 and (at < 0 or at > heading + 1):
            all_of[view.parts[heading].level] += 1
            if told == 1 and not is_only(view.parts[heading].text, "answer", "key"):
                solved[heading] = view.parts[heading].level
        heading, told = at, 0
    count = Counter(solved.values())
    sure = {n for n in count if count[n] >= max(_FEWEST, _MOST * all_of[n])}
    return frozenset(
        at for at, level in solved.items() if level in sure and view.names_questions(at)
    )
