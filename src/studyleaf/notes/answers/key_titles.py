"""A heading or a line → whether it is the title of a key: "Answer Key", "Part 2: Answers"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from studyleaf.notes.answers.entries import one_line_answers, one_line_key
from studyleaf.notes.answers.key_tables import is_key_table
from studyleaf.notes.lines.labels import is_only, label, plain, words
from studyleaf.notes.parts import Part

_PLACE = re.compile(r"^(?:part|section|chapter|teil|parte|partie)\s(?:[\divx]{1,4}|[a-h])\b\W*")
_ASIDE = re.compile(r"\s*\([^()]*\)")  # "Answers (don't peek!)"
_TO = frozenset(
    "to for of zu zur zum der a de del da do das dos aux des du ai alle dei delle till".split()
)
_OR = re.compile(r"\s*[/|]\s*")
_LETTERED = re.compile(r"[*_(]{0,3}[A-Ha-h][*_]{0,3}[).:]")
_LETTER_ALONE = re.compile(r"(?:\([A-H]\)|[A-H](?=\s{2}|$))")
_SHORT_LINE = 60  # characters
_NEAR = 8  # parts
_WIDE = 120  # characters
_LONGEST = 10  # words
_AND = ("&", "and", "with", "+", "/", "et", "y", "e", "und", "mit")
_TITLE = 6  # words
_SHORT = 2  # words: "Answers below", "Gabarito sugerido"


def names_key(part: Part) -> bool:
    """Tell whether a part can be the title of a key for many questions."""
    if part.kind in ("table", "fence", "comment"):
        return names_whole_key(part)
    if part.kind not in ("heading", "line", "summary"):
        return False
    if one_line_key(part.text) or one_line_answers(part.text):
        return True
    if len(part.text) > _WIDE:
        return False
    if part.kind == "line" and part.mark and not part.text.startswith("**"):
        return False
    if (
        part.kind == "line"
        and not part.text.startswith(("**", "__", "=="))
        and not is_only(part.text, "key")
    ):
        return False
    if is_only(_ASIDE.sub("", part.text), "key", "answer"):
        return True  # "Key (teachers only)", too
    told = label(part.text, "answer") if part.kind == "line" else None
    if told is not None and _LETTERED.match(told.rest) is not None:
        return False  # "**Answer: B) Gazpacho**", which is that of one question
    named = [word.strip(",;:–—-") for word in plain(part.text).split()]
    if part.kind == "summary" and not words("key").isdisjoint({*named[:_LONGEST]} - {"key"}):
        return True  # "Show answers for part 1"
    last = {" ".join(named[-n:]) for n in (1, 2, 3)} | {" ".join(named[:n]) for n in (1, 2, 3)}
    if len(named) > _LONGEST:
        return False
    if named[-1:] != ["key"]:
        last.discard("key")  # "Key idea"
    return any(one in words("key") for one in last) or bool(_within().search(" ".join(named)))


def heads_letters(parts: Sequence[Part], at: int) -> bool:
    """Tell whether a short plain line that speaks of answers stands right above "1. (C) …" and
    "2. (A) …": the title of a key on a page that was pasted.
    """
    part = parts[at]
    if part.kind != "line" or part.items or part.quoted or len(part.text) > _SHORT_LINE:
        return False
    named = {word.strip(",;:–—-") for word in plain(part.text).split()}
    if named.isdisjoint(words("key")) or part.text.endswith((".", "?", ",")):
        return False
    if at + 1 < len(parts) and parts[at + 1].block == part.block:
        return False
    below = [one for one in parts[at + 1 : at + _NEAR] if one.mark][:2]
    numbers = [one.number for one in below]
    return numbers == ["1", "2"] and all(_LETTER_ALONE.match(one.text) for one in below)


@cache
def _within() -> re.Pattern[str]:
    """Return the titles of several words, which can stand among others: "Full answer key"."""
    said = "|".join(re.escape(word) for word in words("key") if word.count(" ") == 1)
    return re.compile(rf"\b(?:{said})\b")


def names_whole_key(part: Part) -> bool:
    """Tell whether a part is a key for many questions all by itself."""
    if part.kind == "table":
        return is_key_table(part)
    return bool(one_line_key(inner_text(part)))


def inner_text(part: Part) -> str:
    """Return what a fence holds, or a comment, of which the rest of the program sees nothing."""
    return part.text.removeprefix("<!--").removesuffix("-->").strip()


def is_titled(part: Part) -> bool:
    """Tell whether a title says nothing but that answers follow, so that they need no letters."""
    if is_only(part.text, "key"):
        return True
    if len(part.text) > _WIDE:
        return False
    if part.kind == "summary":
        several = plain(part.text).split()[-1:]  # "Show answers"
        return not is_only(part.text, "answer") or (bool(several) and several[0] in words("key"))
    named = _PLACE.sub("", plain(_ASIDE.sub("", part.text))).split()
    if all(one in words("key") for one in _OR.split(" ".join(named))):  # in two languages
        return True
    within = _within().search(" ".join(named)) if part.kind == "heading" else None
    if within is not None and len(named) <= _TITLE:
        behind = within.string[within.end() :].split()[:1]
        if not behind or behind[0] in _AND:
            return True  # "Quiz answer key", "Complete answer key & solutions"
    if part.kind != "heading" or not named:
        return False
    said = 1 if named[0] in words("key") else 2 if " ".join(named[:2]) in words("key") else 0
    return said > 0 and (len(named) <= _SHORT or named[said] in _TO)
