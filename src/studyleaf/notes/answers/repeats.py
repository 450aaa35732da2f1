"""The text of an answer → the choices whose text it repeats, whole, in part, or misspelt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from studyleaf.notes.answers.key import CONJUNCTION, Key, fold, names_of
from studyleaf.notes.lines.marks import Option

# how near a misspelt answer must be, in percent, and how much farther the next choice is
_NEAR = 80
_MARGIN = 15
_LISTED = re.compile(rf"\s*[,;&+]\s*(?:{CONJUNCTION}\s+)?|\s+{CONJUNCTION}\s+")
_LETTER_BEFORE = re.compile(r"[*_(]{0,3}(?P<letter>[A-Za-z])[.):][*_]{0,3}\s+(?P<text>\S.{0,40})")
_LETTER_BEHIND = re.compile(
    r"(?P<text>[^()\n]{1,300}?)\s*[(\[](?P<letter>[A-Ha-h])[)\]][*_]*(?P<rest>.*)", re.DOTALL
)
_ASIDE = re.compile(r"\s*(\([^()]{1,60}\))[*_.]*$")


def same_text(text: str, options: Sequence[Option]) -> Key | None:
    """Read the text of a choice and nothing else, or its number and its text: "(1) Gazpacho"."""
    wanted = fold(text)
    numbered = any(option.name.isdigit() for option in options)
    for n, option in enumerate(options):
        long = len(wanted) > 1 or (wanted.isdigit() and not numbered)
        if long and fold(option.text) == wanted:
            return Key(frozenset([n]), "", by_text=True)
        if option.name.isdigit() and fold(f"{option.name} {option.text}") == wanted:
            return Key(frozenset([n]), "")
    return None


def text_and_aside(text: str, options: Sequence[Option]) -> Key | None:
    """Read the text of a choice with a remark behind it: "AI (.ai)" for the choice "AI"."""
    aside = _ASIDE.search(text)
    key = same_text(text[: aside.start()], options) if aside is not None else None
    return key._replace(rest=aside[1]) if aside is not None and key is not None else None


def text_and_letter(text: str, options: Sequence[Option]) -> Key | None:
    """Read the text of a choice with its letter behind it: "Gazpacho (B)"."""
    match = _LETTER_BEHIND.match(text)
    if match is None:
        return None
    n = names_of(options).get(match["letter"].upper())
    if n is None or fold(match["text"]) != fold(options[n].text):
        return None
    return Key(frozenset([n]), match["rest"], by_text=True)


def letter_and_text(text: str, options: Sequence[Option]) -> Key | None:
    """Read a letter with the text of its choice behind it, which may be a letter, too: "b) x"."""
    match = _LETTER_BEFORE.fullmatch(text)
    n = names_of(options).get(match["letter"].upper()) if match is not None else None
    if match is None or n is None or fold(match["text"]) != fold(options[n].text):
        return None
    return Key(frozenset([n]), match["text"])


def repeated(text: str, options: Sequence[Option]) -> Key | None:
    """Match the texts of choices, several of which the answer can name."""
    first, *others = re.split(r"\n|<br\s*/?>", text)
    wanted = fold(first)
    folded = [fold(option.text) for option in options]
    if not wanted:
        return None
    named = _each(first, folded)
    if named:
        return Key(named, "\n".join(others).strip(), by_text=True)
    rest = wanted
    right = set()
    for n in sorted(range(len(folded)), key=lambda n: -len(folded[n])):
        if folded[n] and folded[n] in rest and (len(folded[n]) > 2 or rest.startswith(folded[n])):
            right.add(n)
            rest = rest.replace(folded[n], " ", 1)
    if right:
        left = re.sub(r"and|und|or|\W|y|e|et", "", rest)
        if not left:
            return Key(frozenset(right), "\n".join(others).strip(), by_text=True)
        starts = [n for n in right if wanted.startswith(folded[n]) and len(folded[n]) > 3]
        if starts:
            n = max(starts, key=lambda n: len(folded[n]))
            return Key(frozenset([n]), text, by_text=True)
        if len(right) == 1 and len(folded[min(right)]) > 12:
            return Key(frozenset(right), text, by_text=True)
    near = [n for n, one in enumerate(folded) if len(wanted) > 5 and one.startswith(wanted)]
    if len(near) == 1:
        return Key(frozenset(near), "\n".join(others).strip(), by_text=True)
    scores = sorted(((fuzz.ratio(wanted, one), n) for n, one in enumerate(folded)), reverse=True)
    second = scores[1][0] if len(scores) > 1 else 0.0
    if scores and scores[0][0] >= _NEAR and scores[0][0] - second >= _MARGIN and len(wanted) > 3:
        return Key(frozenset([scores[0][1]]), text, by_text=True)
    parts = [n for n, one in enumerate(folded) if len(wanted) > 5 and wanted in one]
    if len(parts) == 1:  # "functions" for "Azure Functions"
        return Key(frozenset(parts), "\n".join(others).strip(), by_text=True)
    return None


def _each(text: str, folded: Sequence[str]) -> frozenset[int]:
    """Return the choices that an answer lists, if all that it lists are choices."""
    pieces = [fold(piece) for piece in _LISTED.split(text)]
    if len(pieces) < 2 or not all(piece and piece in folded for piece in pieces):
        return frozenset()
    return frozenset(folded.index(piece) for piece in pieces)
