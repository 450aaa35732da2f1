"""text2qti's plain text → questions: `*b)` is right, `[*]`, `= 5 +- 0`, `* short answer`.

https://github.com/gpoore/text2qti
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from studyleaf.blocks import split_lines
from studyleaf.model import Choice
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_NUMBER = re.compile(r"(\d+)\.\s+(.*)")
_CHOICE = re.compile(r"(\*?)([a-zA-Z])\)\s+(.*)")
_BOX = re.compile(r"\[(\*| ?)\]\s+(.*)")
_SHORT = re.compile(r"\*\s+(.*)")
_NUMERIC = re.compile(r"=\s+(.*)")
_FEEDBACK = re.compile(r"(?:\.\.\.|\+|-)\s+(.*)")
_CERTAIN = re.compile(r"^(?:\*[a-zA-Z]\)\s|\[\*\]\s|=\s+[-\[\d.]+[^=\n]*$)", re.MULTILINE)


def text2qti(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the questions of a file that is in this language, which only `*b)` or `[*]` shows."""
    if not _CERTAIN.search(view.text) or not re.search(r"^\d+\.\s", view.text, re.MULTILINE):
        return
    lines = split_lines(view.text)
    indexes = {part.start: at for at, part in reversed(list(enumerate(view.parts)))}
    fenced = {
        line
        for part in view.parts
        if part.kind in ("fence", "comment")
        for line in range(part.start, part.end)
    }
    if not any(_CERTAIN.match(line) for n, line in enumerate(lines) if n not in fenced):
        return  # what it looks like is shown in fences
    begins = [n for n, line in enumerate(lines) if _NUMBER.match(line) and n not in fenced]
    for first, limit in pairwise([*begins, len(lines)]):
        asked = _question(lines, first, limit)
        if asked is None:
            continue
        own = [indexes[n] for n in range(asked.start, asked.end) if n in indexes]
        if own and not any(taken[min(own) : max(own) + 1]):
            yield min(own), max(own) + 1, asked


def _question(lines: Sequence[str], first: int, limit: int) -> Asked | None:
    match = _NUMBER.match(lines[first])
    if match is None:
        return None
    stem = [match[2].strip()]
    said: list[str] = []
    choices: list[tuple[bool, list[str], list[str]]] = []
    answers: list[str] = []
    letters = ""
    end = first + 1
    for n in range(first + 1, limit):
        text = lines[n].strip()
        if text in ("END_GROUP", "GROUP") or text.startswith(("pick:", "points per", "Quiz ")):
            break
        if not text:
            continue
        end = n + 1
        marked = _CHOICE.match(text) or _BOX.match(text)
        if marked is not None:
            letters += marked[2].lower() if marked.re.groups > 2 else ""
            choices.append((marked[1] == "*", [marked[marked.re.groups].strip()], []))
        elif (short := _SHORT.match(text) or _NUMERIC.match(text)) is not None and not choices:
            answers.append(short[1].strip())
        elif (feedback := _FEEDBACK.match(text)) is not None:
            (choices[-1][2] if choices else said).append(feedback[1])
        elif choices:
            choices[-1][1].append(text)
        elif answers:
            break
        else:
            stem.append(lines[n].rstrip())
    right = [one for one, _, _ in choices]
    if (
        not stem[0]
        or not _count(letters)
        or (not answers and not (any(right) and len(choices) > 1))
    ):
        return None
    return Asked(
        first,
        end,
        "text2qti",
        stem[0],
        stem="\n".join(stem[1:]),
        choices=tuple(Choice("\n".join(t), r, "\n\n".join(s)) for r, t, s in choices),
        answer="" if choices else " / ".join(answers),
        explanation="\n\n".join(said),
        number=match[1],
    )


def _count(letters: str) -> bool:
    """Tell whether letters of choices follow each other from "a", as they must."""
    return "abcdefghijklmnopqrstuvwxyz".startswith(letters)
