"""Labels of one letter: "P: …" and "R: …" for pregunta and respuesta, where a file has such pairs.

"Q:" and "A:" are labels everywhere; these letters are only where question and answer alternate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from studyleaf.notes.asking import asks_somewhere
from studyleaf.notes.parts import Part

# Spanish and Portuguese, German, Italian, French, Turkish, Swedish, Vietnamese, Russian
_PAIRS = (("P", "R"), ("F", "A"), ("D", "R"), ("Q", "R"), ("S", "C"), ("F", "S"), ("H", "Đ"))
_CYRILLIC = ("В", "О")
_LABEL = re.compile(
    r"[*_#>\s]*(?P<letter>[A-ZĐВО])\s?(?P<number>\d{0,3})\s?[:：][*_]{0,2}\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_FEWEST = 2
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
    return Initial(match["letter"], match["number"], match["rest"]) if match else None


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
            and asks_somewhere(" ".join(part.text for part in parts[at:behind]))
            for (at, one), (behind, other) in pairwise(own)
        )
        if pairs >= _FEWEST and pairs * 2 > len(firsts):
            return ask, reply
    return None
