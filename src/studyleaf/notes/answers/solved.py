"""Labels in sight → what is answered with them: sections of which each has one, and "A2" of "Q2".

A title and a text that bids nothing ask where each section of a bank is so, and ends with its
solution.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from studyleaf.notes.lines.initials import LETTERS
from studyleaf.notes.lines.labels import Label, is_only, label, words
from studyleaf.notes.parts import Part

if TYPE_CHECKING:
    from studyleaf.notes.view import View

_A = re.compile(r"[*_#\s]*(?P<letter>[A-ZĐО])\s?[-.]?(?P<number>\d{1,3})[*_]*[.:：]?[*_\s]*")
_Q = re.compile(r"[*_#\s]*(?P<letter>[A-ZĐВ])\s?[-.]?\d{1,3}(?!\w)")
_SHORT = re.compile(
    r"[*_]{0,2}(?:A[*_]{0,2}:[*_]{0,2}\s*(?P<a>\d)|E[*_]{0,2}:[*_]{0,2}\s+(?P<e>\S.*))"
)
_ANY = re.compile(
    r"(\*\*|__)(?P<word>[^\W\d_][^*_:\n]{1,30}):\1\s*(?P<rest>[A-Ha-h](?:\s?[,&]\s?[A-Ha-h])*)[.)]?"
)
_SHORTEST = 16
_FAR = 60  # parts between "Q1" and "A1"
_FEWEST = 3
_MINE = ("my answer", "my response", "mi respuesta", "minha resposta", "meine antwort")
_MOST = 0.75
_PAIR, _MANY = 2, 5


def numbered_answer(view: View, at: int) -> Label | None:
    """Read "**A2**" alone as the label of what answers "**Q2**": its number is that of the question
    above it.
    """
    text = view.parts[at].text
    match = _A.fullmatch(text) if len(text) < _SHORTEST else None
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


def short_label(parts: Sequence[Part], at: int) -> Label | None:
    """Read "A: 2" in the last item of numbered choices, and "E: It is never heated." below it, as
    who labels what asks with "Q:" labels the answer and the explanation.
    """
    part = parts[at]
    match = _SHORT.fullmatch(part.text) if part.items and not part.mark and at else None
    if match is None:
        return None
    if match["a"] and parts[at - 1].number:
        return Label("answer", "a", "", match["a"])
    above = _SHORT.fullmatch(parts[at - 1].text) if match["e"] else None
    explains = above is not None and above["a"] and parts[at - 2].number
    return Label("explanation", "e", "", match["e"]) if explains else None


def lettered_label(view: View, at: int) -> Label | None:
    """Read "**Mark:** d" right below the last of choices with letters as the label of their key,
    whatever its author calls it.
    """
    match = _ANY.fullmatch(view.parts[at].text) if at else None
    if match is None or is_only(match["word"], "meta", "given"):
        return None
    above = view.option(at - 1)
    lettered = above is not None and above.style == "letter" and above.name >= "B"
    return Label("answer", match["word"].casefold(), "", match["rest"]) if lettered else None


def own_answer(parts: Sequence[Part], at: int, named: Label) -> Label | None:
    """Read the heading "My answer" as the label of an answer, if no other one follows it in its
    section: who solved an exercise writes so, and also who was wrong in a quiz.
    """
    own, below = parts[at], parts[at + 1] if at + 1 < len(parts) else None
    if own.kind != "heading" or named.rest or named.word not in _MINE or below is None:
        return None
    if not any(map(str.isalnum, below.text)):
        return None  # room for one
    for part in parts[at + 1 : at + _FAR]:
        if part.kind == "heading" and part.level < own.level:
            break
        if label(part.text, "answer") is not None:
            return None
    return named._replace(kind="answer")


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
    plainly: dict[int, int] = {}  # those with "Answer: Gazpacho" and nothing else
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
            if _is_card(view, heading, at if at >= 0 else len(view.parts)):
                plainly[heading] = view.parts[heading].level
        heading, told = at, 0
    count = Counter(solved.values())
    sure = {n for n in count if count[n] >= max(_FEWEST, _MOST * all_of[n])}
    count = Counter(plainly.values())
    cards = {n for n in count if count[n] >= max(_MANY, _MOST * all_of[n])}
    return frozenset(
        at for at, level in solved.items() if level in sure and view.names_questions(at)
    ) | frozenset(at for at, level in plainly.items() if level in cards)


def _is_card(view: View, heading: int, end: int) -> bool:
    """Tell whether "Answer: Gazpacho" is all that stands below a heading of several words."""
    named = view.label(heading + 1) if heading + 1 < end else None
    if named is None or named.kind != "answer" or not named.rest:
        return False
    same = {part.block for part in view.parts[heading + 1 : end] if part.kind != "rule"}
    return len(same) == 1 and len(view.parts[heading].text.split()) > _PAIR
