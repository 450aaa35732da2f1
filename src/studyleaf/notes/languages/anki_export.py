"""Notes as Anki exports them in plain text → questions: a line each, with tabs between its fields.

    #separator:tab
    #html:true
    Which soup is served cold?	Gazpacho	soups
    {{c1::Ramen}} has noodles.		soups

https://docs.ankiweb.net/exporting.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from studyleaf.blocks import split_lines
from studyleaf.model import Choice
from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_HEAD = re.compile(r"#(?P<name>[a-z]+(?: [a-z]+)?):(?P<value>\S.*)", re.IGNORECASE)
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_CLOZE = re.compile(r"\{\{c\d{1,2}::(?P<text>.{1,200}?)(?:::[^{}]*)?\}\}")
_LETTERED = re.compile(r"\(?([A-Ha-h])[.)]\s*(\S.*)")
_PAIR = 2


def anki_export(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield a question for each line below "#separator:tab" that has two sides, or a cloze."""
    if "#separator:" not in view.text:
        return
    lines = split_lines(view.text)
    inside = False
    for line, own in groupby(range(len(view.parts)), key=lambda at: view.parts[at].start):
        parts = list(own)
        part = view.parts[parts[0]]
        head = _HEAD.fullmatch(part.text) if part.kind == "line" else None
        if head is not None and head["name"].casefold() == "separator":
            inside = head["value"].strip().casefold() in ("tab", "\\t")
        elif part.kind == "rule":
            inside = False
        elif inside and part.kind == "line" and head is None and not any(taken[n] for n in parts):
            asked = _asked(line, lines[line].strip("\r\n").split("\t"))
            if asked is not None:
                yield parts[0], parts[-1] + 1, asked


def _asked(line: int, fields: Sequence[str]) -> Asked | None:
    """Make the question of a line: its front, its back, and what else Anki keeps."""
    front, back, *more = (field.strip() for field in (*fields, ""))
    said = "\n\n".join(_broken(text) for text in more if text)
    if _CLOZE.search(front) is not None:
        hidden = "; ".join(match["text"] for match in _CLOZE.finditer(front))
        said = "\n\n".join(text for text in (_broken(back), said) if text)
        asking = _broken(_CLOZE.sub("___", front))
        return Asked(line, line + 1, "D4", asking, answer=hidden, explanation=said)
    if not front or not back:
        return None
    texts = _BREAK.split(front)
    options = _options(texts[1:])
    key = read_key(_BREAK.split(back)[0], options) if options else None
    if key is None or not key.right:
        return Asked(line, line + 1, "D4", _broken(front), answer=_broken(back), explanation=said)
    choices = tuple(Choice(one.text, n in key.right) for n, one in enumerate(options))
    why = [_broken(text) for text in (*_BREAK.split(back)[1:], said) if text]
    return Asked(line, line + 1, "D4", texts[0], choices=choices, explanation="\n\n".join(why))


def _options(texts: Sequence[str]) -> list[Option]:
    """Return the choices that the lines of a front are, from A on, or none."""
    found = [_LETTERED.fullmatch(text) for text in texts]
    named = [match for match in found if match is not None]
    in_order = [match[1].upper() for match in named] == [chr(65 + n) for n in range(len(texts))]
    if not in_order or len(named) < _PAIR:
        return []
    return [Option("letter", match[1].upper(), match[2], None) for match in named]


def _broken(text: str) -> str:
    return _BREAK.sub("\\\n", text)
