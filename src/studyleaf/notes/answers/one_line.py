"""A line that asks and answers → both."""

from __future__ import annotations

import re
from dataclasses import replace

from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.labels import label
from studyleaf.notes.lines.starts import starts
from studyleaf.notes.parts import Part

_ONE_LINE = re.compile(
    r"(?:(?P<id>[\w.#-]{1,12}):\s+)?[*_]{0,2}Q\d{0,4}[:.)][*_]{0,2}\s+(?P<q>.+?)[\s|/]+[*_]{0,2}A\d{0,4}[:.)][*_]{0,2}\s+(?P<a>\S.*)",
    re.DOTALL,
)
# the label in bold, with the question: the answer is what stands behind it
_OUTSIDE = re.compile(r"\*\*(?P<q>[^*]{8,2000}[?？])\*\*\s+[-–—]?\s*(?P<a>[^\s*(].*)", re.DOTALL)
_BEHIND = re.compile(
    r"(?P<q>.{8,2000}?[?？][*_]{0,3})\s+[-–—|]?\s*(?P<rest>[*_(]{0,3}[^\W\d_].*)", re.DOTALL
)
# "1. What thickens a roux? A: Flour", and no "B:" behind, which would make choices of them
_NUMBERED_A = re.compile(
    r"(?P<q>.{8,2000}?[?？][*_]{0,3})\s+[*_]{0,2}A:[*_]{0,2}\s+(?P<a>(?!.*\sB[:.)])\S.*)", re.DOTALL
)
_SENTENCE = re.compile(r"[.!。…_:][*_]{0,3}\s+(?=[*_(\[]{0,3}[^\W\d_])")
_SENTENCES, _SHORT = 8, 6
_ASIDE = re.compile(r"[*_]{0,3}\((?P<text>[^()]+)\)[*_.]{0,4}")
_TOLD_A = re.compile(
    r"(?P<q>.{8,2000}?[.:…][*_]{0,3})\s+[*_]{0,2}A:[*_]{0,2}\s+(?P<a>(?!.*\sB[:.)])\S.*)", re.DOTALL
)


def unbold(text: str) -> str:
    """Return an answer without emphasis around the whole."""
    return text if "\n\n" in text or text.startswith("|") else balanced(text)


def one_line(part: Part, *, told: bool = False, aside: bool = False) -> tuple[str, str] | None:
    """Read "Q: … A: …" on one line; `told` says that many numbered lines around answer so, even
    those that ask nothing, and `aside` that the answer may stand in brackets.
    """
    if part.kind != "line" or len(part.text) > 4000:
        return None
    match = _ONE_LINE.match(part.text)
    outside = _OUTSIDE.fullmatch(part.text) if match is None else None
    if outside is not None and label(outside["q"], "question") is not None:
        start = starts(replace(part, text=outside["q"]))
        return (balanced(start.text), outside["a"]) if start is not None else None
    behind = _BEHIND.match(part.text) if match is None and "?" in part.text else None
    rest = behind["rest"] if behind is not None else ""
    inner = _ASIDE.fullmatch(rest) if aside else None
    named = label(inner["text"] if inner is not None else rest, "answer") if rest else None
    if behind is not None and named is not None and named.rest and not named.number:
        start = starts(part)
        question = start.text[: len(start.text) - len(rest)] if start else behind["q"]
        return balanced(question.strip()), balanced(named.rest)
    return _pair(match) if match else _numbered(part, _TOLD_A if told else _NUMBERED_A)


def stated_line(part: Part) -> tuple[str, str] | None:
    """Read "1. Swifts sleep in flight. Answer: True", of an item that asks nothing."""
    if part.kind != "line" or not part.mark or len(part.text) > 4000:
        return None
    start = starts(part)
    text = start.text if start is not None and start.text else part.text
    for end in list(_SENTENCE.finditer(text))[:_SENTENCES]:
        named = label(text[end.end() :], "answer")
        if named is not None and named.rest and not named.number and end.start() > _SHORT:
            return balanced(text[: end.end()].strip()), balanced(named.rest)
    return None


def _numbered(part: Part, pattern: re.Pattern[str]) -> tuple[str, str] | None:
    """Read "1. … ? A: …": without a number the letter may be anything."""
    start = starts(part) if "A:" in part.text else None
    if start is None or not start.number.isdigit():
        return None
    match = pattern.match(start.text)
    return _pair(match) if match else None


def _pair(match: re.Match[str]) -> tuple[str, str]:
    return balanced(match["q"].strip()), balanced(match["a"])
