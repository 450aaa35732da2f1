"""Text of a choice, or a line below it → the verdict in it: "Ramen — **Incorrect**: it is hot"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.labels import one_of, words
from studyleaf.notes.lines.ticks import CROSSES, TICKS
from studyleaf.notes.parts import Part

_LONGEST = 2000
_SIGNS = frozenset(f"{TICKS}{CROSSES}*_([–—→-:;<")  # one of them is in each verdict
_PICTURES = frozenset(TICKS + CROSSES)
_WORD = re.compile(r"[^\W_]+")
_KEY = re.compile(r"[*_(\s]*[A-Ha-h](?:\W{1,5}[A-Ha-h]\b)*[*_).\s]*")
_SHOUTS_RIGHT = ("TRUE", "CORRECT", "RIGHT")
_SHOUTED = re.compile(
    r"(?P<text>.*?[\w)`][.!?]?)\s+(?P<word>TRUE|CORRECT|RIGHT|FALSE|INCORRECT|WRONG)"
    r"(?:[.:!,–—-]|(?=\s\()|$)\s*(?P<reason>.*)",
    re.DOTALL,
)
_VAGUE = frozenset({"right", "answer", "ans", "fel", "sai", "fout", "goed"})


class Verdict(NamedTuple):
    """What a verdict says of the choice `text`."""

    text: str
    right: bool
    reason: str
    """What is said besides; "" where that stands below the choice."""
    worded: bool
    """Whether a word judges, and no picture alone."""


@cache
def _judging() -> frozenset[str]:
    """Return the words that judge."""
    said = (words("right") | words("wrong")) - words("truth") - _VAGUE | {"correct"}
    return frozenset(one for one in said if " " not in one)


@cache
def _said() -> frozenset[str]:
    """Return what the words that judge begin with."""
    return frozenset(begin[0] for one in _judging() if (begin := _WORD.search(one)) is not None)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what reads a verdict behind a choice, and one that a line begins with."""
    word = one_of(_judging())
    tick = rf"[{TICKS}{CROSSES}]\ufe0f?"
    maybe = rf"(?:{tick}\s*)?"
    dash = r"(?:\s[-–—→]+\s|\s?[–—→]\s?|[:;]\s|<br\s*/?>)\s*"
    why = r"(?=\s(?:because|since|as)\b)"
    bracket = rf"[*_]{{0,3}}[(\[]\s?{maybe}[*_]{{0,3}}(?P<c>{word})[*_]{{0,3}}"
    forms = (
        # a dash, and the word in bold
        rf"{dash}[*_]{{1,3}}{maybe}(?P<a>{word})[:.!,]?[*_]{{1,3}}\s?[:.,–—-]?",
        rf"[*_]{{1,3}}{maybe}(?P<b>{word})(?:[:.]\s?[*_]{{1,3}}|[*_]{{1,3}}\s?[:.–—])",
        # in brackets, which close behind the word or behind the reason
        rf"{bracket}(?:\s?[)\]][*_]{{0,3}}\s?[:.,–—-]?|\s?[:.,;–—-]|{why})",
        rf"{dash}{maybe}(?P<d>{word})(?:\s?[:.,!;–—]|\s-\s|{why})",
        rf"(?:{dash})?[(\[]?(?P<tick>{tick})\s*(?:[*_]{{0,3}}(?:{word})[*_]{{0,3}})?\s?[:.,–—-]?",
    )
    behind = re.compile(
        rf"(?P<text>.*?\S)\s*(?:{'|'.join(forms)})(?!\w)\s*(?P<reason>\S.*)",
        re.DOTALL | re.IGNORECASE,
    )
    that = r"(?:(?:that|this)(?:['’]s| is)\s)?"
    begins = re.compile(
        rf"(?:[-–—→>]+\s*)?{maybe}[*_(\[]*{that}(?P<word>{word})(?!\w)[*_)\]]*"
        rf"\s*(?:[:.,!;–—-]|{why}|$)"
        rf"|(?P<tick>{tick})\s|(?:[-–—=]+>|→)\s*(?P<typed>[√X×x])\s",
        re.IGNORECASE,
    )
    return behind, begins


def verdict_behind(text: str) -> Verdict | None:
    """Read the verdict behind the text of a choice, and the reason behind that."""
    may = len(text) < _LONGEST and not (_SIGNS.isdisjoint(text) or _is_silent(text))
    match = _patterns()[0].fullmatch(text) if may else None
    if match is None:
        return None
    reason = match["reason"].rstrip()
    if reason.count(")") > reason.count("("):  # "(Incorrect: it is hot)"
        reason = reason.rstrip("*_.").removesuffix(")")
    word = match["a"] or match["b"] or match["c"] or match["d"]
    right = _is_right(match["tick"], word)
    own = balanced(match["text"].rstrip(" :;–—-"))
    return Verdict(own, right, balanced(reason), bool(word))


def shouted(text: str) -> Verdict | None:
    """Read the verdict in capitals behind a choice: "It is hot. FALSE. It boils."."""
    match = _SHOUTED.fullmatch(text) if len(text) < _LONGEST else None
    if match is None:
        return None
    reason = match["reason"].strip(" :–—-")
    return Verdict(match["text"], match["word"] in _SHOUTS_RIGHT, reason, worded=True)


def _is_silent(text: str) -> bool:
    """Tell cheaply whether no word and no picture in text can judge, as in most choices."""
    return _PICTURES.isdisjoint(text) and _said().isdisjoint(_WORD.findall(text.casefold()))


def begins_with_verdict(part: Part) -> bool | None:
    """Tell whether a line begins with a verdict and a reason: "**Incorrect**: it is hot", and with
    which; "Correct: B" names a choice.
    """
    text = part.text.lstrip("*_ ") if part.kind == "line" else ""
    match = _patterns()[1].match(text)
    if match is None or _KEY.fullmatch(text[match.end() :]):
        return None
    return match["typed"] == "√" if match["typed"] else _is_right(match["tick"], match["word"])


def _is_right(tick: str | None, word: str | None) -> bool:
    return word.casefold() in words("right") if word else (tick or "")[:1] in TICKS
