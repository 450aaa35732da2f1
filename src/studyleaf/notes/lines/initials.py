"""Labels of one letter: "P: …" and "R: …" for pregunta and respuesta, where a file has such pairs.

"Q:" and "A:" are labels everywhere; these letters are only where question and answer alternate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.parts import Part

# Spanish and Portuguese, German, Italian, French, Turkish, Swedish, Vietnamese, Russian
_PAIRS = (("P", "R"), ("F", "A"), ("D", "R"), ("Q", "R"), ("S", "C"), ("F", "S"), ("H", "Đ"))
_CYRILLIC = ("В", "О")
LETTERS = frozenset([("Q", "A"), *_PAIRS, _CYRILLIC])
"""The letters of a question and of its answer."""
_LABEL = re.compile(
    r"[*_#>\s]*(?P<letter>[A-ZĐВО])\s?(?P<number>\d{0,3})\s?(?:[:：]|=(?=\s))[*_]{0,2}(?:\s+(?P<rest>\S.*)|\s*$)",
    re.DOTALL,
)
# "**P1**" alone, and "### P1 (easy)"
_ALONE = re.compile(
    r"(?P<bold>[*_]{0,3})(?P<letter>[A-ZĐВО])\s?(?P<number>\d{1,3})(?:\s+(?P<rest>[-–—(].*?))?"
    r"(?P=bold)\s*",
    re.DOTALL,
)
_TITLE = 80
# those of the letters above that stand for "answer"
_REPLIES = tuple(dict.fromkeys([*(reply for _, reply in _PAIRS), _CYRILLIC[1]]))
_NUMBER = re.compile(r"[*_#\s]*\d{1,3}[*_]{0,2}[.):]")
_FEWEST = 2
_CERTAIN = 3
_SURE = 5
_MANY = 10  # some of so many may have a list between
_MOST = 0.8
_FAR = 6  # how many parts may stand between a question and its answer


class Initial(NamedTuple):
    """A line that begins with a letter and a colon."""

    letter: str
    number: str
    rest: str


def initial(part: Part) -> Initial | None:
    """Read the letter that a line begins with."""
    if part.kind not in ("line", "heading"):
        return None
    match = _LABEL.match(part.text)
    if match is None and len(part.text) < _TITLE:
        match = _ALONE.fullmatch(part.text)
        if match is not None and part.kind != "heading" and not match["bold"]:
            match = None
    if match is None:
        return None
    return Initial(match["letter"], match["number"], (match["rest"] or "").lstrip("-–— "))


def pair(parts: Sequence[Part]) -> tuple[str, str] | None:
    """Return the letters of questions and answers in a file, or None where it has no such pairs."""
    found = [(at, one) for at, part in enumerate(parts) if (one := initial(part)) is not None]
    for ask, reply in (*_PAIRS, _CYRILLIC):
        own = [(at, one) for at, one in found if one.letter in (ask, reply)]
        firsts = [entry for entry in own if entry[1].letter == ask]
        pairs = sum(
            one.letter == ask
            and other.letter == reply
            and behind - at <= _FAR
            and any(_asks(part.text) for part in parts[at:behind])
            for (at, one), (behind, other) in pairwise(own)
        )
        if pairs >= _FEWEST and pairs * 2 > len(firsts):
            return ask, reply
    return next((("", letter) for letter in _REPLIES if _replies(parts, found, letter)), None)


def _asks(text: str) -> bool:
    return asks_somewhere(text) or begins_to_bid(text)


def _replies(parts: Sequence[Part], found: Sequence[tuple[int, Initial]], letter: str) -> bool:
    """Tell whether a letter labels answers right below numbers and what asks, without a letter."""
    own = [at for at, one in found if one.letter == letter and at]
    if len(own) < _CERTAIN or any(_is_choice(parts, at, letter) for at in own):
        return False
    above = [parts[at - 1] for at in own]
    asking = sum(asks_somewhere(part.text) for part in above)
    below = sum(asks_somewhere(part.text) or bool(begins_number(part)) for part in above)
    # "1. Kinds of stock", and below each "A: …"
    if below == len(own) >= _SURE or below >= max(_MANY, _MOST * len(own)):
        return True
    return asking * 2 >= len(own) and below >= _MOST * len(own)


def begins_number(part: Part) -> bool:
    """Tell whether a part begins with a number, as an item of a list or in its text."""
    return bool(part.number) or (
        part.kind in ("line", "heading") and bool(_NUMBER.match(part.text))
    )


def _is_choice(parts: Sequence[Part], at: int, letter: str) -> bool:
    """Tell whether "B:" follows "A:"."""
    behind = initial(parts[at + 1]) if at + 1 < len(parts) else None
    return behind is not None and behind.letter == chr(ord(letter) + 1)
