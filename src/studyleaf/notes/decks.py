"""What says that the lines of a file are flashcards: a tag, its name, or a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.notes.lines.bidding import bids
from studyleaf.notes.lines.labels import plain
from studyleaf.notes.sections import CARD_TITLE, is_card_file, studied
from studyleaf.notes.view import View

# of a plugin of Obsidian, which notes below each card when it is shown next
_TAGGED = re.compile(
    r"(?<![^\s,;(\[])#flashcards(?![`\"'”’])|<!--SR:![\d,-]|(?<!\S)#AOSR/\w|\A---\s*\n(?:.*\n){0,20}?tags:[^\n]*(?:\n\s*-[^\n]*){0,8}\bflashcards?\b",
    re.IGNORECASE,
)
_SIGNS = ("flashcard", "<!--sr:", "#aosr/")  # one of them is in each tag

# sections of what tells of a program for flashcards
_PROGRAM = re.compile(
    r"\b(?:features?|install(?:ation)?|usage|tech(?:nolog(?:y|ies)|[ -]stack)|licen[sc]e"
    r"|contributing|getting started|funcionalidades|tecnolog[ií]as|instala\w+|licen[cç]i?a"
    r"|fonctionnalit[ée]s|funktionen|lizenz|caratteristiche|tecnologie)\b"
)
_SEVERAL = 2
_OWN = re.compile(r"\b(?:i|my|we|our|using|about)\b", re.IGNORECASE)


def is_tagged(view: View) -> bool:
    """Tell whether a file has the tag of a plugin for flashcards."""
    text = view.text.lower()
    return any(sign in text for sign in _SIGNS) and bool(_TAGGED.search(view.text))


def decks(view: View) -> Sequence[bool]:
    """Return for each part whether a heading above says that flashcards follow; without any such
    heading, whether the name of the file or its tag says so.
    """
    if _tells_of_program(view):
        return [False] * len(view.parts)
    below = list(studied(view.parts, CARD_TITLE)) if _may_be_titled(view) else []
    below = below or [False] * len(view.parts)
    whole = not any(below) and (is_card_file(view.path) or is_tagged(view))
    return [True] * len(below) if whole else below


def _tells_of_program(view: View) -> bool:
    """Tell whether headings are those of a README, which can be of a program for flashcards."""
    titles = (plain(part.text) for part in view.parts if part.kind == "heading")
    return sum(_PROGRAM.search(title) is not None for title in titles) >= _SEVERAL


def _may_be_titled(view: View) -> bool:
    """Tell whether a heading names flashcards, and not how somebody uses them."""
    titles = [part.text for part in view.parts if part.kind == "heading"]
    return any(CARD_TITLE.search(plain(text)) and not _tells(text) for text in titles)


def _tells(text: str) -> bool:
    return bids(text) or _OWN.search(text) is not None
