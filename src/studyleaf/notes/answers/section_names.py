"""A key with sections of its own → which of them is for which section of questions, by its name.

## Part A: Multiple choice      ### Part A
1. Which soup is cold?          1. b
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from studyleaf.notes.answers.entry import Section
from studyleaf.notes.lines.labels import plain
from studyleaf.notes.view import View

_COUNTED = re.compile(r"[^\W\d_]+ (?:\d{1,3}|[ivx]{1,4}|[a-h])\b(?!\.\d)")  # "part a", "sección 2"
# "Part 2.3" of a key answers "Exercise 2.3"
_DECIMAL = re.compile(r"[^\W\d_]+ (?P<number>\d{1,3}\.\d{1,3})\b")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})?|[ivx]{1,4}|[a-h])[.):]\s+(?=[^\W\d_]{3})")
_LETTER = re.compile(r"([a-h])[.):]\s")
_CJK = re.compile(r"第?[一二三四五六七八九十\d]+[、.章节節部題题大]")
_FEWEST = 2
_SHORTEST = 3  # characters


def _names_of(text: str) -> frozenset[str]:
    """Return all that a heading is called by: "part a" and "multiple choice"."""
    own = plain(text)
    counted = _COUNTED.match(own)
    rest = own[counted.end() :].strip(" :.)–—-") if counted is not None else ""
    plainly = _NUMBER.sub("", own, count=1)  # "2. Derivatives"
    letter = _LETTER.match(own)  # "B) Choose one", which a row of a key calls "B"
    known = (name for name in (name_of(text), rest, plainly) if len(name) >= _SHORTEST)
    return frozenset((*known, letter[1]) if letter is not None else known)


def name_of(text: str) -> str:
    """Return what a heading is called by: "part a" of "Part A: Multiple choice (10 points)"."""
    own = plain(text)
    decimal = _DECIMAL.match(own)
    if decimal is not None:
        return decimal["number"]
    counted = _COUNTED.match(own) or _CJK.match(own)
    return counted[0] if counted is not None else _NUMBER.sub("", own, count=1)


class Names:
    """The names of the headings above each part of a file."""

    def __init__(self, view: View) -> None:
        self._at: list[int] = []
        self._names: list[frozenset[str]] = []
        self._begins: dict[str, int] = {}
        above: list[tuple[int, frozenset[str]]] = []
        for at, part in enumerate(view.parts):
            if part.kind == "heading":
                above = [one for one in above if one[0] < part.level]
                above.append((part.level, _names_of(part.text)))
                self._at.append(at)
                for name in above[-1][1]:
                    self._begins.setdefault(name, at)
                self._names.append(frozenset().union(*(names for _, names in above)))

    def above(self, at: int) -> frozenset[str]:
        """Return the names of the sections that part `at` is in."""
        n = bisect_right(self._at, at) - 1
        return self._names[n] if n >= 0 else frozenset()

    def in_title(self, section: Section, firsts: Sequence[int]) -> frozenset[str]:
        """Return the names in the title of a key that tell some of the questions, which begin at
        the parts `firsts`, from the others: "Part 1" of "Answers for Part 1".
        """
        if len(section.names) != 1 or len(firsts) < _FEWEST:
            return frozenset()
        names = [self.above(at) for at in firsts]
        some = frozenset().union(*names) - frozenset.intersection(*names)
        title = f" {' '.join(_WORD.findall(section.names[0]))} "
        return frozenset(one for one in some if f" {' '.join(_WORD.findall(one))} " in title)

    def of_runs(self, section: Section) -> list[str] | None:
        """Return for each run of a key the name of its section, if at least two sections above the
        key have these names; otherwise None.
        """
        if len(section.names) < _FEWEST:
            return None
        names = [name_of(name) for name in section.names]
        above = (self._begins.get(name, section.first) for name in set(names) if name)
        known = [at for at in above if at < section.first]
        return names if len(known) >= _FEWEST and len(set(names)) == len(names) else None
