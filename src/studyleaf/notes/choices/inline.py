"""Choices that share a line: behind what asks, or several on each line below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from studyleaf.notes.lines.alphabets import CIRCLED, latin, romanised
from studyleaf.notes.lines.asking import has_blank
from studyleaf.notes.lines.labels import label
from studyleaf.notes.lines.marks import Option, is_truth
from studyleaf.notes.lines.ticks import unticked
from studyleaf.notes.view import View

_MARK = re.compile(
    rf"(?:^|(?<=[\s?:.,;【\[{{]))[*_]{{0,2}}(?:[(\[]?(?P<name>[A-Ha-h])[).:\]）、．：]|(?P<circled>[{CIRCLED}]))"
    r"[*_]{0,2}(?:\s+|(?<=[^\x00-\x7f])|(?=[^\x00-\x7f])|(?<=[\[【\s]\([a-h]\))(?=[A-Za-z]))(?=\S)"
)
# the same in a line that begins with a choice, where no blank need stand behind the point
_GLUED = re.compile(
    rf"(?:^|(?<=\s))[*_]{{0,2}}(?:[(\[]?(?P<name>[A-Ha-h])(?:[).:\]）、．：]|\s、)|(?P<circled>[{CIRCLED}]))"
    r"[*_]{0,2}\s*(?=\S)(?![a-z]\.)"
)
_ALONE = re.compile(rf"\s[(\[]?(?:(?P<name>[B-Hb-h])[).:\]）、．：]|(?P<circled>[{CIRCLED}]))$")
_SECOND = re.compile(rf"[Bb{CIRCLED}](?:(?<=[^Bb])|[).:\]）、．：])")  # there is none without it
# as in "(d) pho — **Ans: (b)**"
_KEY_BEHIND = re.compile(
    r"[\s,;|]*(?:[-–—→]+\s*)?[*_(\[（【]*(?P<said>[^\W\d_][^()\[\]*_]{0,40}?[.:：\-–—]\s*[*_]*\s*"
    r"[(\[（]?(?P<letter>[A-Ha-h])[)\]）]?)[*_)\]）】.\s]*$"
)
_SPACED = re.compile(r"(?:^|(?<=\s\s))(?P<name>[A-H])(?P<circled>)\s+(?=\S)")
_CLOSING = {"【": "】", "[": "]", "{": "}"}
_LONGEST = 200
_STEM = 4  # characters
_FEWEST = 3
_WRAPPED = 5  # lines
_ROW = 2  # choices on a line
_MOST = 8  # lines that a row of choices goes on in
_TAIL = 60  # characters in which a key behind the last choice stands


class Row(NamedTuple):
    """Choices of which several share a line: the parts that they stand in, and where they end."""

    options: tuple[Option, ...]
    at: tuple[int, ...]
    end: int


def inline_options(text: str) -> tuple[str, tuple[Option, ...]] | None:
    """Divide a line into what asks and the choices behind it."""
    if _SECOND.search(text) is None:
        return None
    marks = list(_MARK.finditer(text))
    for n, first in enumerate(marks):
        if _name(first) not in "Aa" or first.start() < _STEM:
            continue
        run = [first]
        for mark in marks[n + 1 :]:
            if _name(mark) == chr(ord(_name(first)) + len(run)):
                run.append(mark)
        if len(run) < _FEWEST:
            continue
        texts = _texts(text, run)
        stem = text[: first.start()].strip()
        close = _CLOSING.get(stem[-1:], "")
        if close and close in texts[-1]:  # "Gazpacho is 【(a) hot (b) cold】 in summer."
            texts[-1], _, behind = texts[-1].partition(close)
            stem = f"{stem}…{close}{behind}"
        if any(not one or len(one) > _LONGEST for one in texts):
            continue
        texts[-1], right = _without_key(texts[-1])
        options = tuple(_option(mark, one) for mark, one in zip(run, texts, strict=True))
        return stem, _keyed(options, right)
    return None


def wrapped_end(view: View, at: int) -> int:
    """Return where the paragraph of a numbered line ends, which may hold its choices, too: "1.
    Gazpacho is a) cold b) hot" and below it "c) red".
    """
    parts, start = view.parts, view.starts(at)
    if start is None or start.style != "number" or parts[at].kind != "line":
        return at + 1
    end = at + 1
    while end < min(len(parts), at + _WRAPPED) and parts[end].block == parts[at].block:
        if parts[end].kind != "line" or parts[end].mark or view.starts(end) is not None:
            return at + 1
        begun = _MARK.match(parts[end].text)
        if begun is not None and _name(begun) in "Aa":
            return at + 1  # a row of its own
        end += 1
    return end


def row(view: View, first: int) -> Row | None:
    """Read lines that begin with a choice and hold several: `(a) bisque  (b) borscht`."""
    parts = view.parts
    options: list[Option] = []
    places: list[int] = []
    begin = right = ""
    at = first
    while at < len(parts) and parts[at].block == parts[first].block:
        whole, end = _unwrapped(view, at)
        marks = list(_GLUED.finditer(whole)) if parts[at].kind in ("line", "code") else []
        if not marks or marks[0].start() or (at == first and _name(marks[0]) not in "Aa"):
            break
        begin = begin or _name(marks[0])
        run: list[re.Match[str]] = []
        for mark in marks:
            if _name(mark) == chr(ord(begin) + len(options) + len(run)):
                run.append(mark)
        if not run or run[0] is not marks[0] or (at == first and len(run) < 2):
            break
        texts = _texts(whole, run)
        if any(not one or len(one) > _LONGEST for one in texts):
            return None
        texts[-1], right = _without_key(texts[-1])
        options += [_option(mark, one) for mark, one in zip(run, texts, strict=True)]
        places += [at] * len(run)
        at = end
    if len(options) < _FEWEST and not is_truth(options) and not _is_below_gap(view, first, at):
        return None
    return Row(_keyed(options, right), tuple(places), at)


def _is_below_gap(view: View, first: int, end: int) -> bool:
    """Tell whether two choices are all of a paragraph's end, below a numbered line with a gap."""
    start = view.starts(first - 1) if first else None
    ends = end == len(view.parts) or view.parts[end].block != view.parts[first].block
    return ends and start is not None and start.style == "number" and has_blank(start.text)


def _unwrapped(view: View, first: int) -> tuple[str, int]:
    """Return a line of choices with those that it goes on in, and where it ends: a line can break
    behind the letter of a choice, or inside of its text.
    """
    parts = view.parts
    text, at = parts[first].text, first + 1
    while (
        at < min(len(parts), first + _MOST)
        and parts[at].block == parts[first].block
        and parts[at].kind == parts[first].kind == "line"
        and not parts[at].mark
    ):
        known, more = list(_MARK.finditer(text)), list(_MARK.finditer(parts[at].text))
        if len(known) < _ROW or (more and not more[0].start()):
            break
        due = chr(ord(_name(known[-1])) + 1)
        alone = _ALONE.search(text)
        if (_name(alone) if alone else _name(more[0]) if more else "") != due:
            break
        text, at = f"{text} {parts[at].text}", at + 1
    return text, at


def spaced_options(text: str) -> tuple[Option, ...]:
    """Read choices whose letters have blanks around and no points: "A  bisque   B  borscht"."""
    text = romanised(text) if text[:1] == "ア" else text  # "ア　拉麺　　イ　ボルシチ"
    marks = list(_SPACED.finditer(text)) if text[:1] == "A" else []
    names = "".join(mark["name"] for mark in marks)
    if len(marks) < _FEWEST or not "ABCDEFGH".startswith(names):
        return ()
    texts = _texts(text, marks)
    if not all(texts):
        return ()
    return tuple(_option(mark, one) for mark, one in zip(marks, texts, strict=True))


def _without_key(text: str) -> tuple[str, str]:
    """Take off the last choice what says the key of all, and return both: "pho — Ans: (b)"."""
    match = (
        _KEY_BEHIND.search(text[-_TAIL:])
        if text[-_TAIL:].rstrip("*_)]）】. ")[-1:].isalpha()
        else None
    )
    named = label(match["said"], "answer") if match is not None else None
    if match is None or named is None or not named.rest:
        return text, ""
    return text[: max(0, len(text) - _TAIL) + match.start()], match["letter"].upper()


def _keyed(options: Sequence[Option], right: str) -> tuple[Option, ...]:
    """Return choices of which the one with the letter `right` is marked."""
    return tuple(one._replace(right=True) if one.name == right else one for one in options)


def _name(mark: re.Match[str]) -> str:
    return mark["name"] or latin(mark["circled"])


def _texts(text: str, run: list[re.Match[str]]) -> list[str]:
    ends = [*(mark.start() for mark in run[1:]), len(text)]
    return [text[mark.end() : end].strip(" ,;\t") for mark, end in zip(run, ends, strict=True)]


def _option(mark: re.Match[str], text: str) -> Option:
    clean, right = unticked(text)
    return Option("letter", _name(mark).upper(), clean, right, inline=True)
