"""D4: sentences with blanks: "C: Gazpacho is [cold]" of hashcards, "{{c1::Gazpacho}} is cold" of
Anki, "{{cloze Gazpacho}} is cold" of Logseq, and "==Gazpacho== is cold" in a file with the tag of a
plugin of Obsidian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.decks import is_tagged
from studyleaf.notes.lines.labels import label
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_LABEL = "C:"
_BLANK = re.compile(r"(?<![\]!\\])\[(?!\^|[ xX]\])([^\[\]]{1,200})\](?![(\[:])")
_SEVERAL, _CERTAIN = 2, 3
_CODE = re.compile(r"`[^`]*`")
_ANKI = re.compile(
    r"\{\{c\d{1,2}::(?P<a>(?:[^{}:]|:(?!:)|\{(?:[^{}]|\{[^{}]{0,80}\}){0,200}\}){1,400})"
    r"(?:::(?P<hint>[^{}]{0,200}))?\}\}"
)
# https://docs.logseq.com/#/page/flashcards
_LOGSEQ = re.compile(r"\{\{cloze\s+(?P<a>[^{}\\]{1,400}?)\s*(?:\\{1,2}(?P<hint>[^{}]{0,200}))?\}\}")
_HIGHLIGHT = re.compile(r"==(?P<a>[^=\n]{1,200})==(?P<hint>)")


def anki_clozes(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the clozes of Anki and Logseq: two may be examples of how they are written."""
    if "{{c" in view.text:
        yield from _inside(view, taken, _ANKI, _CERTAIN)
        yield from _inside(view, taken, _LOGSEQ, _CERTAIN)


def clozes(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield clozes as first part, end, question, where there are several, or cards around."""
    if is_tagged(view):
        yield from _inside(view, taken, _HIGHLIGHT, _SEVERAL)
    found = [
        at
        for at, part in enumerate(view.parts)
        if part.kind == "line" and not taken[at] and part.text.startswith(_LABEL)
    ]
    made = [card for at in found if (card := _cloze(view, at, taken)) is not None]
    if len(made) >= _SEVERAL or (made and _has_cards(view)):
        yield from made


def _inside(
    view: View, taken: Sequence[bool], blank: re.Pattern[str], fewest: int
) -> Iterator[tuple[int, int, Asked]]:
    """Yield the lines with such blanks, where there are several."""
    found = [
        at
        for at, part in enumerate(view.parts)
        if part.kind == "line" and not taken[at] and blank.search(_CODE.sub("", part.text))
    ]
    for at in found if len(found) >= fewest else ():
        part = view.parts[at]
        hidden = [match["a"].strip() for match in blank.finditer(part.text)]
        asking = blank.sub("___", part.text)
        hints = [match["hint"] for match in blank.finditer(part.text) if match["hint"]]
        if any(char.isalnum() for char in asking.replace("_", "")):
            asked = Asked(part.start, part.end, "D4", asking, answer="; ".join(hidden))
            yield at, at + 1, replace(asked, hints=tuple(hints))


def _has_cards(view: View) -> bool:
    """Tell whether a file has cards with the labels "Q:" and "A:"."""
    labels = [label(part.text, "question") for part in view.parts if part.text.startswith("Q:")]
    return any(labels) and any(part.text.startswith("A:") for part in view.parts)


def _cloze(view: View, first: int, taken: Sequence[bool]) -> tuple[int, int, Asked] | None:
    parts = view.parts
    end = first + 1
    while end < len(parts) and parts[end].block == parts[first].block and not taken[end]:
        if parts[end].text.startswith(("Q:", _LABEL)):
            break
        end += 1
    text = "\n".join(part.text for part in parts[first:end]).removeprefix(_LABEL).strip()
    hidden = [match[1].strip() for match in _BLANK.finditer(text)]
    if not hidden or not any(char.isalnum() for char in _BLANK.sub("", text)):
        return None
    asked = Asked(
        parts[first].start,
        parts[end - 1].end,
        "D4",
        _BLANK.sub("___", text),
        answer="; ".join(hidden),
    )
    return first, end, asked
