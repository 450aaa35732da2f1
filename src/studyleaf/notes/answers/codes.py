"""The keys of a file → the codes that its questions have in place of numbers: "1A2", "3-1B4".

Nothing but a key tells such a code from the beginning of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from studyleaf.notes.answers.rows import row_of
from studyleaf.notes.lines.labels import label
from studyleaf.notes.parts import Part

_CODE = r"(?:\d{1,3}[-.])?\d{0,3}[A-Z]{1,3}-?\d{1,3}|\d{1,3}[-.]\d{1,3}(?:[-.]\d{1,3})?"
_PAIR = re.compile(
    rf"[\s,;|]*(?P<code>{_CODE})(?:\s?[:=)→]|\.(?=\s)|\s[-–—](?=\s)|\s)\s*[*_(]{{0,3}}"
    r"(?P<letters>[A-H](?:\s?[,&]\s?[A-H])*)[*_)]{0,3}(?![\w'’])"
)
_BEGIN = re.compile(
    rf"[*_#>\s]{{0,6}}Q?(?P<code>{_CODE})[*_]{{0,3}}[.):]?[*_]{{0,3}}\s+(?P<rest>\S.*)", re.DOTALL
)
# a letter that no word is, and the reason: "1.1 **B** because …", "1.2: C - …"
_REASONED = re.compile(
    rf"[*_>\s-]{{0,6}}Q?(?P<code>{_CODE})[*_]{{0,3}}(?:\s?[.):=→–—-]+)?[*_]{{0,3}}\s+"
    r"(?:\*\*[a-h]\*\*|[*_(\[]{1,3}[A-H](?:\s?[,&]\s?[A-H])*[*_)\].:]{1,6}|[A-H](?:\s?[,&]\s?[A-H])*(?:[.):]|\s[-–—]))"
    r"(?:\s|$)"
)
_DIGIT = re.compile(r"\d")
_LONGEST = 2000
_FEWEST, _MANY = 2, 3
_FAR = 24  # characters in which a code begins


def coded_entries(text: str) -> list[tuple[str, str]]:
    """Return the codes and the answers in "1A1: A  1A2: B", if it is nothing else."""
    return [(match["code"], match["letters"]) for match in row_of(_PAIR, text)]


def coded_key(text: str) -> list[tuple[str, str]]:
    """Return the entries of a key on one line with its label."""
    if len(text) > _LONGEST or _DIGIT.search(text) is None:
        return []
    named = label(text.lstrip("([*_ "), "key", "answer")
    found = coded_entries(named.rest) if named is not None and not named.number else []
    return found if len(found) >= _FEWEST else []


def codes(parts: Sequence[Part]) -> frozenset[str]:
    """Return the codes in all keys of a file."""
    found: set[str] = set()
    alone: set[str] = set()
    reasoned: set[str] = set()
    begun: Counter[str] = Counter()
    for part in parts:
        if part.kind not in ("line", "heading"):
            continue
        begin = _BEGIN.match(part.text) if _DIGIT.search(part.text[:_FAR]) is not None else None
        if begin is not None:
            begun[begin["code"]] += 1
        if part.kind == "heading":
            continue
        told = _REASONED.match(part.text) if begin is not None else None
        if told is not None:
            reasoned.add(told["code"])
        found.update(code for code, _ in coded_key(part.text))
        if len(part.text) < _LONGEST and part.text[:1].isalnum():
            alone.update(code for code, _ in coded_entries(part.text))
    if len(alone) >= _MANY:
        found |= alone
    reasoned = {code for code in reasoned if begun[code] > 1}  # a question has it, too
    return frozenset(found | reasoned if len(reasoned) >= _FEWEST else found)


def begins_with_code(text: str, known: frozenset[str]) -> tuple[str, str] | None:
    """Return the code that text begins with, and the rest, if the code is known."""
    match = _BEGIN.match(text)
    return (match["code"], match["rest"]) if match is not None and match["code"] in known else None
