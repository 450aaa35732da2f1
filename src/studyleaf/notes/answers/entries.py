"""A key on one line, "Answers: 1-B, 2. A": its entries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.notes.answers.codes import coded_entries
from studyleaf.notes.answers.rows import row_of
from studyleaf.notes.lines.labels import label

_LONGEST = 2000
_ENTRY = re.compile(
    r"(?:^|(?<=[\s,;|(]))[*_]*q?(\d{1,4})\s?(?:[.):=]+|[-–—]+>?|→)\s*(?=\S)", re.IGNORECASE
)
_COMPACT = re.compile(r"[\s,;|]*[*_]*(\d{1,3})\s?[-.:)]?\s?\(?([A-Ha-h]{1,5})\)?[*_]*(?![\w'’])")
_RANGE = re.compile(
    r"\s{0,4}(\d{1,3})\s?[-–—~～至到]\s?(\d{1,3})[\s:：、.)题]{0,3}([A-H][A-H\s,、]{0,300})"
)
_REMARK = re.compile(r"\s\((?!\d)[^()]{4,}\)\W*$")
_IN_ORDER = re.compile(r"[A-H](?:\s?[,;、]\s?[A-H]|\s[A-H]){3,}[.\s]*")
_GLUED = re.compile(r"[A-H]{5,}")
_CERTAIN = 5  # letters in no order: so many are no answer to one question
_SENTENCE = re.compile(
    r"[*_]{0,3}(?:the\s)?(?:(?:correct|right)\s)?(?:answer|option|choice)\sis\s?:?\s?",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"[*_(]*(?:[A-H](?:(?:\s?[,&/]\s?|\s)[A-H])*|[A-H]{2,5}|[TV]|true|false)[*_).,;|\s]*",
    re.IGNORECASE,
)


def one_line_key(text: str) -> list[tuple[str, str]]:
    """Return the numbers and the answers of a key that stands on one line, behind its label."""
    if len(text) > _LONGEST:
        return []
    named = label(text.lstrip("([*_ "), "key", "answer")
    if named is None or named.number:
        return []
    told = without_remark(named.rest)
    rest = told.rstrip("*_)] ")
    if not any(char.isdigit() for char in rest):
        return letters_in_order(rest)
    found = entries(told) or key_ranges(rest) or _compact(rest)
    coded = coded_entries(rest) if not found else []
    return found or (coded if len(coded) > 1 else [])


def without_remark(text: str) -> str:
    """Return a line of a key without what stands in brackets at its end: "1a, 2b (mind both!)"."""
    return _REMARK.sub("", text)


def one_line_answers(text: str) -> list[tuple[str, str]]:
    """Return the numbers and the answers of a line that answers open questions, from 1 on."""
    if len(text) > _LONGEST or "1" not in text or "2" not in text:
        return []
    named = label(text.lstrip("([*_ "), "key", "answer")
    found = _counted(named.rest) if named is not None and not named.number else []
    return found if len(found) > 1 else []


def answer_in(text: str) -> str:
    """Return an entry of a key without what leads to its answer: "The correct answer is B"."""
    named = label(text, "answer")
    if named is not None and named.rest and not named.number:
        return named.rest
    match = _SENTENCE.match(text)
    return text[match.end() :] if match is not None and text[match.end() :] else text


def key_ranges(text: str) -> list[tuple[str, str]]:
    """Return the numbers and the answers in "1-5 BACDA 6-8 AB C AD"."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        match = _RANGE.match(text, at)
        if match is None:
            return []
        first, last = int(match[1]), int(match[2])
        groups = re.findall(r"[A-H]+", match[3])
        told = list("".join(groups)) if len(groups) != last - first + 1 else groups
        if len(told) != last - first + 1:
            return []
        found += [(str(first + n), letters) for n, letters in enumerate(told)]
        at = match.end()
    return found


def _compact(text: str) -> list[tuple[str, str]]:
    """Return the numbers and the answers in "1B, 2A" or "1(b) 2(a)"."""
    found = [(match[1], match[2].upper()) for match in row_of(_COMPACT, text)]
    numbers = [int(number) for number, _ in found]
    return found if len(found) > 1 and numbers == sorted(set(numbers)) else []


def letters_in_order(text: str) -> list[tuple[str, str]]:
    """Return the letters of "B, A, C, A", which answer as many questions: one has none twice."""
    if not _IN_ORDER.fullmatch(text) and not _GLUED.fullmatch(text):
        return []
    letters = re.findall("[A-H]", text)
    mixed = len(letters) >= _CERTAIN and letters != sorted(letters)
    if len(set(letters)) == len(letters) and not mixed:
        return []
    return [(str(n + 1), letter) for n, letter in enumerate(letters)]


def entries(text: str) -> list[tuple[str, str]]:
    """Return the numbers and the answers in text, of which at least half must be letters."""
    found = _numbered(text)
    letters = sum(is_letter(answer) for _, answer in found)
    return found if letters and letters * 2 >= len(found) else []


def _numbered(text: str) -> list[tuple[str, str]]:
    kept: list[re.Match[str]] = []
    for mark in _ENTRY.finditer(text):
        if not kept or int(mark[1]) > int(kept[-1][1]):
            kept.append(mark)
    return _between(text, kept)


def _counted(text: str) -> list[tuple[str, str]]:
    """Return the answers behind "1.", "2.", "3.": "2. x = 6. 3. y" has no sixth."""
    kept: list[re.Match[str]] = []
    for mark in _ENTRY.finditer(text):
        if int(mark[1]) == len(kept) + 1:
            kept.append(mark)
    return _between(text, kept)


def _between(text: str, kept: Sequence[re.Match[str]]) -> list[tuple[str, str]]:
    """Return the numbers of marks, and what stands behind each."""
    if not kept or kept[0].start() > 2:
        return []
    ends = [*(mark.start() for mark in kept[1:]), len(text)]
    return [
        (mark[1], _stripped(text[mark.end() : end])) for mark, end in zip(kept, ends, strict=True)
    ]


def _stripped(answer: str) -> str:
    """Return an answer without what parts it from others, and without half a pair of brackets."""
    answer = answer.strip(" ,;|*_\t")
    open_, closed = answer.count("("), answer.count(")")
    if open_ > closed and answer.endswith("("):
        return answer[:-1].rstrip(" ,;|*_\t")
    return answer[:-1] if closed > open_ and answer.endswith(")") else answer


def is_letter(answer: str) -> bool:
    """Tell whether an answer is nothing but the letters of choices."""
    return bool(_KEY.fullmatch(answer))
