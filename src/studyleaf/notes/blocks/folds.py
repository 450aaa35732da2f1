"""Parts of notes → what is folded away among them, and whether it hides an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyleaf.notes.lines.labels import is_only, label, plain, words
from studyleaf.notes.parts import Part

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Fold:
    """What stands in `<details>`, as indexes of parts: `open`, its summary, its body, `end`."""

    open: int
    summary: int
    """The index of its summary; that of `open` where it has none."""
    body: int
    close: int
    """The index of `</details>`, or of the part behind the body where it is missing."""
    end: int
    """The index of the part behind it all."""


def folds(parts: list[Part]) -> Iterator[Fold]:
    """Yield all that is folded away, in the order in which it begins."""
    stack: list[int] = []
    found: list[Fold] = []
    for at, part in enumerate(parts):
        if part.kind == "open":
            stack.append(at)
        elif part.kind == "close" and stack:
            found.append(_fold(parts, stack.pop(), at, at + 1))
        elif part.kind == "heading" and stack and not part.items and not _closes_later(parts, at):
            # never closed: a heading of the file ends it
            while stack:
                found.append(_fold(parts, stack.pop(), at, at))
    while stack:
        at = stack.pop()
        end = next((n for n in range(at + 1, len(parts)) if parts[n].kind == "open"), len(parts))
        found.append(_fold(parts, at, end, end))
    return iter(sorted(found, key=lambda fold: fold.open))


def _closes_later(parts: list[Part], at: int) -> bool:
    for part in parts[at : at + 400]:
        if part.kind in ("open", "close"):
            return part.kind == "close"
    return False


def _fold(parts: list[Part], first: int, close: int, end: int) -> Fold:
    summary = first
    for at in range(first + 1, min(close, first + 4)):
        if parts[at].kind == "summary":
            summary = at
            break
    return Fold(first, summary, summary + 1, close, end)


def around(parts: list[Part], folds: dict[int, Fold]) -> Iterator[Fold | None]:
    """Yield for each part the innermost of the folds that it is in."""
    inside: list[Fold] = []
    for at in range(len(parts)):
        while inside and at >= inside[-1].close:
            inside.pop()
        yield inside[-1] if inside else None
        if at in folds:
            inside.append(folds[at])


def hides_answer(info: str, text: str) -> bool:
    """Tell whether the answer is inside: `info` names the kind of an admonition, `text` is the
    summary.
    """
    if info and not text:
        return info.lstrip("?+![:") in ("success", "answer", "check", "done", "solution")
    if is_only(text, "answer", "reveal", "explanation", "key") or not plain(text):
        return not info.startswith("!!!") or is_only(text, "answer", "key")
    if is_only(text, "unfold"):
        return not info  # whatever stands above asks, or not
    own = label(text, "task", "question")
    if (
        own is not None
        and own.number
        and is_only(own.rest.lstrip("的の"), "answer", "explanation", "key")
    ):
        return True  # "Exercise 3: solution"
    folded = plain(text)
    named = [word.casefold() for word in _WORD.findall(folded)]
    if len(named) > 12:
        return False
    if label(text, "answer") is not None:
        return True
    return any(word in words("answer") and len(word) > 1 for word in named) and (
        len(named) <= 8 and not text.rstrip().endswith("?")
    )
