"""A key on one line, "Answers: 1-B, 2. A": its entries."""

from __future__ import annotations

import re

from studyleaf.notes.labels import label

_LONGEST = 2000
_ENTRY = re.compile(
    r"(?:^|(?<=[\s,;|(]))[*_]*q?(\d{1,4})\s?(?:[.):=]+|[-–—]+>?|→)\s*(?=\S)", re.IGNORECASE
)
_KEY = re.compile(
    r"[*_(]*(?:[A-H](?:\s?[,&/]\s?[A-H])*|[A-H]{2,5}|true|false)[*_).,;|\s]*", re.IGNORECASE
)


def one_line_key(text: str) -> list[tuple[str, str]]:
    """Return the numbers and the answers of a key that stands on one line, behind its label."""
    if len(text) > _LONGEST or not any(char.isdigit() for char in text):
        return []
    named = label(text.lstrip("([*_ "), "key", "answer")
    return entries(named.rest) if named is not None and not named.number else []


def one_line_answers(text: str) -> list[tuple[str, str]]:
    """Return the numbers and the answers of a line that answers open questions, from 1 on."""
    if len(text) > _LONGEST or "1" not in text or "2" not in text:
        return []
    named = label(text.lstrip("([*_ "), "key", "answer")
    found = _numbered(named.rest) if named is not None and not named.number else []
    counted = [number for number, _ in found] == [str(n + 1) for n in range(len(found))]
    return found if counted and len(found) > 1 else []


def entries(text: str) -> list[tuple[str, str]]:
    """Return the numbers and the answers in text, of which at least half must be letters."""
    found = _numbered(text)
    letters = sum(is_letter(answer) for _, answer in found)
    return found if letters and letters * 2 >= len(found) else []


def _numbered(text: str) -> list[tuple[str, str]]:
    marks = list(_ENTRY.finditer(text))
    kept: list[re.Match[str]] = []
    for mark in marks:
        if not kept or int(mark[1]) > int(kept[-1][1]):
            kept.append(mark)
    if not kept or kept[0].start() > 2:
        return []
    ends = [*(mark.start() for mark in kept[1:]), len(text)]
    return [
        (mark[1], text[mark.end() : end].strip(" ,;|*_()\t"))
        for mark, end in zip(kept, ends, strict=True)
    ]


def is_letter(answer: str) -> bool:
    """Tell whether an answer is nothing but the letters of choices."""
    return bool(_KEY.fullmatch(answer))
