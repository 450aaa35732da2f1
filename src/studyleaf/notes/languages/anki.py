"""Cards between START and END, as notes for Anki have them → questions.

    START
    Basic
    Which soup is served cold?
    Back: Gazpacho
    END

https://github.com/ObsidianToAnki/Obsidian_to_Anki/wiki
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from studyleaf.blocks import split_lines
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_BACK = re.compile(r"\s*(?:back|answer)\s*:[ \t]*", re.IGNORECASE)
_FRONT = re.compile(r"\s*(?:front|question)\s*:[ \t]*", re.IGNORECASE)
_META = re.compile(r"\s*(?:tags\s*:|<!--\s*id\b|id\s*:\s*\d)", re.IGNORECASE)
_HIDDEN = re.compile(r"(?<![\w}$\\^_{])\{(?:\d{1,2}:)?(?P<a>[^{}]{1,200})\}(?!\})")
_NUMBERED = re.compile(r"\{\{c\d{1,2}::(?P<a>[^{}]{1,200}?)(?:::[^{}]*)?\}\}")
_MARKS = {"START": "END", "%%ANKI": "END%%"}  # the second ones hide a card from its readers
_KIND = re.compile(r"[\w ()-]{1,40}")


def anki(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the cards among the lines of a file, and in its fences `anki`."""
    if not any(begin in view.text for begin in _MARKS):
        return
    lines = split_lines(view.text)
    at = 0
    while at < len(view.parts):
        part = view.parts[at]
        if part.kind == "fence" and part.info.split(" ")[0] == "anki" and not taken[at]:
            yield from _fence(part, at)
        elif part.kind == "line" and part.text in _MARKS and not taken[at]:
            end = _closing(view.parts, at)
            asked = _card(lines, part.start, view.parts[end].end) if end else None
            if asked is not None:
                yield at, end + 1, asked
                at = end
        at += 1


def _closing(parts: Sequence[Part], at: int) -> int:
    """Return the part "END" of the card that begins at part `at`, 0 without one."""
    begin, close = parts[at].text, _MARKS[parts[at].text]
    for n in range(at + 1, min(at + 400, len(parts))):
        text = parts[n].text.rstrip()
        if parts[n].kind == "line" and text == begin:
            return 0
        if parts[n].kind in ("line", "code") and text == close:
            return n
    return 0


def _fence(part: Part, at: int) -> Iterator[tuple[int, int, Asked]]:
    lines = ["", *split_lines(part.text)]
    starts = [n for n, line in enumerate(lines) if line.strip() == "START"]
    ends = [n for n, line in enumerate(lines) if line.strip() == "END"]
    for n in starts:
        end = bisect_left(ends, n)
        asked = _card(lines, n, ends[end] + 1, part.start) if end < len(ends) else None
        if asked is not None:
            yield at, at, asked


def _card(lines: Sequence[str], first: int, end: int, shift: int = 0) -> Asked | None:
    """Make a question of the lines `first:end`, from START through END."""
    if end - first < 4 or not _KIND.fullmatch(lines[first + 1].strip()):
        return None
    body = list(range(first + 2, end - 1))
    back = next((n for n in body if _BACK.match(lines[n])), None)
    if back is None:
        return _cloze(lines, first, end, shift)
    meta = [n for n in body if n > back and _META.match(lines[n])]
    last = meta[0] if meta else end - 1
    front = [lines[n] for n in range(first + 2, back)]
    asking = "".join([_FRONT.sub("", front[0], count=1), *front[1:]]).strip() if front else ""
    answer = "".join([_BACK.sub("", lines[back], count=1), *lines[back + 1 : last]]).strip()
    if not asking or not answer:
        return None
    prompt, _, stem = asking.partition("\n\n")
    names = {first: "card", first + 1: "kind of a card", end - 1: "card"}
    names |= dict.fromkeys(range(last, end - 1), "tags of a card")
    return Asked(
        first + shift,
        end + shift,
        "Anki",
        prompt,
        stem=stem.strip(),
        answer=answer,
        stem_line=first + 2 + shift,
        structure=tuple(sorted((n + shift, name) for n, name in names.items())),
    )


def _cloze(lines: Sequence[str], first: int, end: int, shift: int) -> Asked | None:
    """Make a question of a card of the kind "Cloze", "A broth is made of {bones}."."""
    meta = next((n for n in range(first + 2, end - 1) if _META.match(lines[n])), end - 1)
    text = "".join(lines[first + 2 : meta]).strip()
    blank = _NUMBERED if _NUMBERED.search(text) is not None else _HIDDEN
    hidden = [match["a"].strip() for match in blank.finditer(text)]
    if "cloze" not in lines[first + 1].casefold() or not hidden:
        return None
    names = dict.fromkeys((first, first + 1, *range(meta, end)), "card")
    return Asked(
        first + shift,
        end + shift,
        "Anki",
        blank.sub("___", text),
        answer="; ".join(hidden),
        stem_line=first + 2 + shift,
        structure=tuple(sorted((n + shift, name) for n, name in names.items())),
    )
