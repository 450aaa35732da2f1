"""Boxes fenced by colons (":::solution … :::") → parts: what folds, what asks, what only divides.

Docusaurus, VuePress, Quarto, MyST and many a home-made site have them. A box named after answers,
or one that folds, is read like `<details>`; one named after questions or exercises asks. The lines
of all others stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from studyleaf.notes.lines.labels import LabelKind, is_only, label

if TYPE_CHECKING:
    from studyleaf.notes.parts import Part

MARK = ":::"
_LINE = re.compile(r":{3,}\s*(?P<rest>[^\s:].*)?$", re.DOTALL)
_NAME = re.compile(
    r"(?:\{(?P<attributes>[^{}]{0,200})\}|(?P<name>[^\W\d_][\w-]*))[\[\s]*(?P<title>[^\]]*)\]?$",
    re.DOTALL,
)
_CLASS = re.compile(r"\.([\w-]+)|^\s*([\w-]+)")
_TITLE = re.compile(r"title=[\"']([^\"']{1,100})[\"']")
_FOLDS = ("details", "dropdown", "spoiler", "collapse", "toggle")
_ANSWERS: tuple[LabelKind, ...] = ("answer", "explanation", "hint")
_OPTION = re.compile(r":[a-z-]+:(?:\s|$)")  # of MyST: ":class: dropdown"


def boxes(found: Sequence[Part]) -> Iterator[Part]:
    """Read boxes that hold answers, questions or cards."""
    if not any(part.text.startswith(MARK) for part in found):
        yield from found
        return
    opened: list[str] = []
    skip = -1
    for at, part in enumerate(found):
        if at == skip:
            continue
        match = _LINE.match(part.text) if part.kind == "line" else None
        if match is None:
            inside = opened and opened[-1] == "fold"
            if inside and part.kind == "line" and _OPTION.match(part.text):
                part = replace(part, kind="rule")  # noqa: PLW2901
            yield part
            continue
        line = replace(part, mark="", items=(), block=part.start)
        if match["rest"] is None:
            kind = opened.pop() if opened else ""
            if kind == "fold":
                yield replace(line, kind="close", text="", info=MARK)
            else:
                yield replace(line, kind="rule", info=MARK) if kind == "box" else part
            continue
        name, title = _named(match["rest"])
        below = found[at + 1] if at + 1 < len(found) else None
        if below is not None and below.kind == "heading" and not title and _names_answer(below):
            title, skip = below.text, at + 1
        if _hides(name, title):
            opened.append("fold")
            info = "" if name in _FOLDS else f"{MARK}{name}"
            yield replace(line, kind="open", text="", info=info)
            end = below.end if skip == at + 1 and below is not None else line.end
            yield replace(line, kind="summary", text=title or name, info=info, end=end)
        elif _asks(name, title):
            opened.append("box")
            asking = label(f"{name} {title}", "question", "task") if title else None
            yield replace(line, kind="rule", text=MARK, info=MARK)
            if asking is not None:
                yield replace(part, mark="", items=(), text=f"{name} {title}")
        else:
            opened.append("")
            yield part


def _named(rest: str) -> tuple[str, str]:
    """Return the name and the title of a box."""
    match = _NAME.match(rest.strip())
    if match is None:
        return "", ""
    if match["attributes"] is None:
        return match["name"].casefold(), match["title"].strip()
    names = [one or other for one, other in _CLASS.findall(match["attributes"])]
    title = _TITLE.search(match["attributes"])
    own = title[1] if title is not None else match["title"].strip()
    return _of_callout(next(iter(names), "").casefold()), own


def _of_callout(name: str) -> str:
    """Return what a callout of Quarto is for: "answer" of "callout-answer", but not its look."""
    own = name.removeprefix("callout-")
    return own if is_only(own, "answer", "explanation", "task", "question") else name


def _names_answer(part: Part) -> bool:
    return is_only(part.text, *_ANSWERS) or label(part.text, "answer") is not None


def _asks(name: str, title: str) -> bool:
    """Tell whether a box holds an exercise or a card. ":::quiz" is a language of its own."""
    if title:
        return is_only(name, "task", "question")
    return is_only(name, "task") and not is_only(name, "section", "study")


def _hides(name: str, title: str) -> bool:
    if name in _FOLDS:
        return bool(title)
    if title:
        return is_only(title, *_ANSWERS) or (is_only(name, "answer") and len(title) < 80)
    return is_only(name, *_ANSWERS)
