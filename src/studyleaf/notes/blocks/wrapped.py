"""A file of notes → its Markdown, freed from what was put around or into all of it.

Some editors put a backslash before each sign of Markdown that is pasted into them, and what comes
from a page or a document has the bullets of that. Lines stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.blocks import split_lines
from studyleaf.notes.blocks.fronts import labelled_fronts
from studyleaf.notes.blocks.refenced import refenced

_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})[ \t]*[^`]*?\s*")
_LEAST, _MOST = 8, 0.7  # lines that are escaped, and their share
_BULLET = re.compile(r"^(?P<indent>[ \t>]*)[•▪◦‣∙➤➢❖](?:[ \t\u00a0]+|(?=\w))(?=\S)")
_DASH = re.compile(r"^(?P<indent>[ \t>]*)(?P<dash>[—–·])[ \t\u00a0]+(?=\S)")
_SEVERAL = 3
_PROMPT = re.compile(r"^>>> ", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*>(?!>> )", re.MULTILINE)
_NOTHING = "&#xNAN;"  # as GitBook writes before emphasis that begins a line
# what a chat program leaves of its references: "[cite_start]… [cite: 3, 4]"
_CITED = re.compile(r"\[cite_start\]|[ \t]?\[cite:[\d,\s]{1,60}\]")
_ICON = re.compile(
    r"^([ \t>]*#{1,6}\s+)\{%-?\s*icon\s+[\w-]+\s*-?%\}\s*", re.MULTILINE
)  # of Jekyll
_SPACED = re.compile(r"^([ \t>]*\d{1,3}) \.(?= \S)", re.MULTILINE)  # "1 . A broth", recognised
_HYPHEN = re.compile(r"^([ \t>]*(?:[-*+] )?[a-hA-H])-\)(?= \S)", re.MULTILINE)  # "a-) a broth"
_SIGNS = re.compile(r"\\([\\#*_+>|\[\](){}!`~<&=.:\"'-])")
_SIGN = r"(?:\d{{1,4}}{0}[.)]\s|{0}(?:#{{1,6}}\s|[-*+]\s|>\s|-{0}?-{0}?-|\*{0}?\*|_{0}?_))"
_ESCAPED, _MARKED = (re.compile(rf"\s*{_SIGN.format(escape)}") for escape in (r"\\", ""))


def unwrapped(text: str) -> str:
    """Return the Markdown that a file holds, with as many lines as `text`."""
    plain = _CITED.sub("", text) if "[cite" in text else text
    plain = refenced(_unindented(plain.replace(_NOTHING, "")))
    plain = _SPACED.sub(r"\1.", plain) if " . " in plain else plain
    plain = _HYPHEN.sub(r"\1)", plain) if "-) " in plain else plain
    plain = _ICON.sub(r"\1", plain) if "{%" in plain else plain
    return _bulleted(_unescaped(_prompted(labelled_fronts(plain))))


def _unindented(text: str) -> str:
    """Return text without the columns that stand before all of its lines: it is no code."""
    if text.lstrip("\r\n")[:1] not in (" ", "\t"):
        return text
    lines = split_lines(text)
    spaces = [line[: len(line) - len(line.lstrip())] for line in lines if line.strip()]
    common = min(spaces, key=len, default="")
    if not common or not all(space.startswith(common) for space in spaces):
        return text
    return "".join(line.removeprefix(common) if line.strip() else line for line in lines)


def _prompted(text: str) -> str:
    """Return text with the lines behind the prompt of Python, ">>> soup()", as code: they are no
    quotes, if nothing else in it is one.
    """
    if ">>> " not in text or _QUOTED.search(text):
        return text
    return _PROMPT.sub("    >>> ", text)


def _unescaped(text: str) -> str:
    """Return text without the backslashes before Markdown, if hardly any stands without one."""
    if "\\" not in text:
        return text
    lines = split_lines(text)
    escaped = sum(_ESCAPED.match(line) is not None for line in lines)
    marked = sum(_MARKED.match(line) is not None for line in lines)
    if escaped < _LEAST or escaped < _MOST * (escaped + marked):
        return text
    return "".join(_SIGNS.sub(r"\1", line) for line in lines)


def _dashed(lines: Sequence[str]) -> Sequence[str]:
    """Return lines with bullets for the dashes that begin several of them in a row: one alone names
    who has said what stands above it.
    """
    made = list(lines)
    run: list[int] = []
    for n, line in enumerate((*lines, "end")):
        if _DASH.match(line):
            run.append(n)
        elif line.strip():
            if len(run) >= _SEVERAL:
                for at in run:
                    made[at] = _DASH.sub(r"\g<indent>• ", made[at], count=1)
            run = []
    return made


def _bulleted(text: str) -> str:
    """Return text with the bullets of Markdown for those of pages: "• Ramen", outside of fences."""
    if not any(bullet in text for bullet in "•▪◦‣∙➤➢❖·—–"):
        return text
    made: list[str] = []
    mark = ""
    for line in _dashed(split_lines(text)):
        fence = _FENCE.fullmatch(line.lstrip(" \t>"))
        if fence is not None and (not mark or fence["mark"].startswith(mark)):
            mark = "" if mark else fence["mark"]
        made.append(line if mark else _BULLET.sub(r"\g<indent>- ", line, count=1))
    return "".join(made)
