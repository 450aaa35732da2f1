"""Items of a list → what asks on each and what answers, if nearly all of them are read alike.

What judges a statement, in letters, signs or words behind it or before it, is read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.labels import one_of, words
from studyleaf.notes.lines.statements import verdict
from studyleaf.notes.lines.ticks import unticked

LONGEST = 1200
_FEWEST = 3
_NEARLY_ALL = 0.9
ARROW = r"(?:→|⇒|➜|-+>|=+>)"
_ENDED = re.compile(
    r"(?P<q>(?:\S+\s+){4,80}?\S+)\s+\(?(?P<a>[TVRWF])\)?\.?(?:\s+\((?P<why>[^()]{1,200})\))?",
    re.DOTALL,
)
_SIGN = "(?:[√×✓✔✗✘✅❌☑❎对错對錯正誤]|[TVRWFOX])"
# as in "Gazpacho is served cold. (√)" and "… (F)"
_SIGNED = re.compile(
    rf"(?P<q>.{{4,600}}?)\s*[(（\[【]\s*(?P<a>{_SIGN})\ufe0f?\s*[)）\]】]"
    r"(?P<why>[*_]{0,3}[\s.。:：,，-].*|)",
    re.DOTALL,
)
# "Gazpacho is served cold. → T", a whole sentence: things have such marks, too
_POINTED = re.compile(
    rf"(?P<q>(?:\S+\s+){{3,80}}?\S+)\s*{ARROW}\s*(?P<a>[TVRWF√×✓✗])(?![\w'’])(?P<why>\W*)",
    re.DOTALL,
)
# true and false; "vero", "verdadero" and "vrai"; "richtig"; "wahr"; and as in Korea
_JUDGING = ("", "ft", "fv", "fr", "fw", "ox")
_SIGN_FIRST = re.compile(
    rf"[*_]{{0,2}}[(（\[【]\s*(?P<a>{_SIGN})\ufe0f?\s*[)）\]】][*_]{{0,2}}\s*"
    r"(?P<q>[^()\[\]]{4,600}?)(?P<why>)",
    re.DOTALL,
)
BOLD_FIRST = re.compile(
    rf"(?P<em>\*\*|__)(?P<a>{_SIGN})(?P=em)\s*[-–—:.)]\s*(?P<q>.{{4,600}})(?P<why>)", re.DOTALL
)


class Pair(NamedTuple):
    """What asks and what answers on a line, and why."""

    ask: str
    reply: str
    why: str = ""


class Line(NamedTuple):
    """A list item: its first paragraph is the parts `at:body`, all of it `at:end`."""

    at: int
    body: int
    end: int
    text: str


def pairs_of(
    run: Sequence[Line], read: Callable[[str], Pair | None], share: float = _NEARLY_ALL
) -> list[tuple[Line, Pair]]:
    """Return what a reader of lines finds, if it reads nearly all of a list."""
    found = [
        (line, pair)
        for line in run
        if len(line.text) < LONGEST and (pair := read(line.text)) is not None
    ]
    return found if len(found) >= share * len(run) else []


def end_in_letters(run: Sequence[Line]) -> list[tuple[Line, Pair]]:
    """Read "Gazpacho is served cold. T", if all of a list end so, with both letters."""

    def read(text: str) -> Pair | None:
        match = _ENDED.fullmatch(text)
        return Pair(match["q"], match["a"], match["why"] or "") if match is not None else None

    found = pairs_of(run, read, 1)
    said = "".join(sorted({pair.reply.casefold() for _, pair in found}))
    return found if len(found) > _FEWEST and len(said) > 1 and said in _JUDGING else []


def judged(run: Sequence[Line]) -> list[tuple[Line, Pair]]:
    """Read "Swifts sleep in flight. **True**", where both words come."""
    said: set[str] = set()

    def read(text: str) -> Pair | None:
        text, _ = unticked(text)  # "… **Yes** ✅"
        signed = _SIGNED.fullmatch(text) or _SIGN_FIRST.fullmatch(text)
        signed = signed or BOLD_FIRST.fullmatch(text) or _POINTED.fullmatch(text)
        match = _verdict().fullmatch(text) or signed
        if match is None or ("\n" in text and not signed and not verdict(match["a"])):
            return None  # "I cook it myself.", and below it "No, mostly."
        said.add(match["a"].casefold())
        why = match["why"].strip(" *_-–—:.,)")
        return Pair(balanced(match["q"]), f"{match['a']}. {why}" if why else match["a"])

    found = pairs_of(run, read)
    letters = "".join(sorted(one for one in said if len(one) == 1 and one.isascii()))
    return found if len(said) > 1 and letters in _JUDGING else []


@cache
def _verdict() -> re.Pattern[str]:
    judged = one_of(words("truth"))
    return re.compile(
        rf"(?P<q>.{{10,600}}?)\s*(?:\*\*|__|[(\[]|{ARROW}\s*|[-–—]\s+|(?<=[.!。])\s*)[*_]{{0,2}}(?P<a>{judged})(?!\w)"
        r"(?P<why>[*_)\]]{0,3}(?:\s*[-–—:.,(].*)?)",
        re.IGNORECASE | re.DOTALL,
    )
