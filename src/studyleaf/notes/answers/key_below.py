"""Entries of a key that go on below their first line: the right choices, each on its own.

    2
    A. Rice
    B. Rye

Or they say the question again, with the answer behind it or below:

    2. Which two are grains?
    Answer: A and B
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from studyleaf.notes.answers.entries import answer_in, is_letter
from studyleaf.notes.answers.entry import Entry
from studyleaf.notes.view import View

_CHOICE = re.compile(r"[*_(]{0,3}(?P<letter>[A-H])[*_]{0,3}[).:、．][*_]{0,3}\s*(?=\S)")
_LIST = 2  # letters from A on; more are a list of choices
_SHORTEST = 8  # characters of a question that is known again
_RESTATED = 8  # parts of a question that is said again
_NEAR = 10  # parts between a question and its first choice
_LETTERED = 5  # characters: "(B). "
_FEW = 8  # questions with one number
_EDGES = " *_-–—:→=>."


def entry_below(view: View, at: int) -> Entry | None:
    """Return the entry that begins at part `at`, if it goes on below or says its question again."""
    number, line = _number(view, at), view.parts[at].start
    if not number:
        return None
    if not _own(view, at):
        letters = _letters(view, at)
        if not letters or (_are_listed(letters) and len(letters) > _LIST):
            return None
        return _lettered(view, Entry(number, "", at, at + 1, line=line), letters)
    if is_letter(_own(view, at)):
        return None  # "Question 2: A", and below it why "B. …" is wrong
    first = _said_before(view, at, number)
    if first is None:  # in other words: only its letters show that it is no list of choices
        letters = _letters(view, at) if not view.label(at) else []
        if not letters or letters[0] == "A":
            return None
        return _lettered(view, Entry(number, "", at, at + 1, line=line, again=at + 1), letters)
    entry = Entry(number, "", at, at + 1, line=line, again=at + 1)
    rest = _own(view, at)[len(_asked(view, first)) :].lstrip(_EDGES).rstrip("*_ ")
    if rest:
        entry.text = answer_in(rest)
        return entry
    told = told_below(view, at)
    if told is not None:
        entry.again, entry.text = told
        entry.end = entry.again + 1
        return entry
    letters = _letters(view, at)
    if _are_listed(letters) and len(letters) > 1 and len(letters) >= _choices(view, first):
        return None  # the whole question again
    return _lettered(view, entry, letters)


def told_below(view: View, at: int) -> tuple[int, str] | None:
    """Return where the answer stands to a question that a key says again, and the answer."""
    for n in range(at + 1, min(at + _RESTATED, len(view.parts))):
        named = view.label(n)
        if named is not None:
            return (n, named.rest) if named.kind == "answer" and named.rest else None
        if view.parts[n].kind != "line" or view.starts(n) is not None:
            return None
    return None


def leads_to_choices(view: View, at: int) -> str:
    """Return the number that stands alone at part `at` above right choices, or ""."""
    entry = entry_below(view, at) if not _own(view, at) else None
    return entry.number if entry is not None else ""


def _lettered(view: View, entry: Entry, letters: list[str]) -> Entry:
    """Return an entry with the choices that are right, below it."""
    first = entry.first + 1
    if len(letters) == 1:
        entry.text, entry.end = view.parts[first].text, first + 1
    elif letters:
        entry.text, entry.end = ", ".join(letters), first + len(letters)
        entry.tail = list(range(first, entry.end))
    entry.letters = entry.end
    return entry


def _letters(view: View, at: int) -> list[str]:
    """Return the letters with which the lines below part `at` begin, if they rise."""
    first = at + 1
    blocks = {view.parts[n].block for n in (at, first) if n < len(view.parts)}
    letters: list[str] = []
    for part in view.parts[first : first + 26]:
        lettered = part.kind == "line" and not part.number and part.block in blocks
        match = _CHOICE.match(part.text) if lettered else None
        if match is None:
            break
        letters.append(match["letter"])
    return letters if all(one < other for one, other in pairwise(letters)) else []


def _are_listed(letters: list[str]) -> bool:
    return letters == [chr(65 + n) for n in range(len(letters))]


def _said_before(view: View, at: int, number: str) -> int | None:
    """Return the part above at which the same question begins with the same number."""
    if view.numbered is None:
        view.numbered = {}
        for n in range(len(view.parts)):
            if one := _number(view, n):
                view.numbered.setdefault(one, []).append(n)
    own = _own(view, at).casefold()
    if _CHOICE.match(own.upper()[:_LETTERED]):
        return None  # "3. C. It is so.", as a key above said of another question 3
    known = view.numbered.get(number, [])
    last = bisect_left(known, at)
    for n in reversed(known[max(0, last - _FEW) : last]):
        text = _asked(view, n).casefold()
        if len(text) >= _SHORTEST and own.startswith(text):
            return n
    return None


def _number(view: View, at: int) -> str:
    start = view.starts(at)
    number = start.number if start is not None else view.parts[at].number
    return number if number.isdigit() else ""


def _own(view: View, at: int) -> str:
    start = view.starts(at)
    return (start.text if start is not None else view.parts[at].text).strip("*_ ")


def _asked(view: View, at: int) -> str:
    """Return what part `at` asks, or the line below a number that stands alone."""
    own = _own(view, at)
    below = view.parts[at + 1] if not own and at + 1 < len(view.parts) else None
    return below.text.strip("*_ ") if below is not None and below.kind == "line" else own


def _choices(view: View, at: int) -> int:
    """Return how many lines with letters stand right below the question at part `at`."""
    return sum(1 for _ in _lines_with_letters(view, at))


def _lines_with_letters(view: View, at: int) -> Iterator[int]:
    begun = False
    for n in range(at + 1, min(at + 1 + _NEAR, len(view.parts))):
        if _CHOICE.match(view.parts[n].text) is not None:
            begun = True
            yield n
        elif begun or view.starts(n) is not None:
            return
