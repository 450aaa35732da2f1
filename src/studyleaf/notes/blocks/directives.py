"""Fences that are directives of MyST (```{solution}, ```{dropdown} Answer) → the parts inside them.

Jupyter Book and Sphinx have them. One that holds an answer, or folds, is read like `<details>`;
the text of an exercise stands as if there was no fence. All others stay fences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from studyleaf.blocks import split_lines
from studyleaf.notes.lines.labels import is_only, label, plain, words
from studyleaf.notes.parts import Part, shifted

_INFO = re.compile(r"\{(?P<name>[a-z][\w-]{1,30})\}\s*(?P<title>.{0,120})", re.DOTALL)
_OPTION = re.compile(r"\s*:[a-z-]+:(?:\s|$)|\s*---\s*$")
_TITLE = 6  # words
_NUMBER = re.compile(r"\s\d{1,3}$")
_ASKS = ("exercise", "exercise-start", "question", "problem")
_FOLDS = ("solution", "solution-start", "answer", "toggle", "dropdown", "admonition")


def directives(found: Sequence[Part], read: Callable[[str], list[Part]]) -> Iterator[Part]:
    """Read directives that ask or answer; `read` returns the parts of what one holds."""
    for part in found:
        match = _INFO.fullmatch(part.info) if part.kind == "fence" and part.info else None
        title = match["title"].strip() if match is not None else ""
        asks = match is not None and (
            match["name"] in _ASKS or _names_question(match["name"], title)
        )
        if match is None or not (asks or _hides(match["name"], title)):
            yield part
            continue
        lines = split_lines(part.text)
        first = 0
        while first < len(lines) and (_OPTION.match(lines[first]) or not lines[first].strip()):
            first += 1
        body = "".join(f"{line.rstrip()}\n" for line in lines[first:])
        inner = [shifted(one, part, part.start + 1 + first) for one in read(body)]
        begin = part.start + 1 + first  # behind its options
        edge = replace(part, kind="rule", text="", end=begin, mark="", rows=(), info="")
        if asks:
            named = match["name"] not in _ASKS
            yield replace(edge, kind="line", text=title, source=title) if named else edge
            yield from inner
            continue
        name = match["name"].removesuffix("-start")
        summary = title if _names_answer(title) else name
        yield replace(edge, kind="open")
        yield replace(edge, kind="summary", text=summary, source=summary)
        yield from inner
        yield replace(edge, kind="close", start=part.end - 1, end=part.end, source="")


def _names_answer(title: str) -> bool:
    if is_only(title, "answer", "explanation", "hint") or label(title, "answer") is not None:
        return True
    named = plain(title).split()  # "Answers to the self-test"
    return 0 < len(named) <= _TITLE and named[0] in words("key") - {"key"}


def _names_question(name: str, title: str) -> bool:
    return name == "admonition" and is_only(_NUMBER.sub("", title), "question")


def _hides(name: str, title: str) -> bool:
    if name not in _FOLDS:
        return False
    return name not in ("admonition", "dropdown") or _names_answer(title)
