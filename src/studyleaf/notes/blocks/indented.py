"""An indented block, or a plain fence → whether it holds questions, and is code only to Markdown.

Who indents a whole list of questions by four columns, or pastes one, makes it a block of code; and
some put the questions of a chapter into a fence, to keep their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.lines.asking import asks
from studyleaf.notes.lines.labels import label
from studyleaf.notes.parts import Part

_ASKS = re.compile(
    r"[?？]\s*(?:[(\[][^()\[\]]{1,40}[)\]]\s*)?$|\s*(?:question|q)\s?\d{1,4}\b", re.IGNORECASE
)
_LETTER = re.compile(r"\s*[*_(\[]{0,3}(?P<name>[A-Da-d])(?:[*_.)\]:]+\s*|\t\s*|\s{2,})\S")
_NUMBER = re.compile(r"\s*(?P<number>\d{1,2})[.)]\s+[^\W\d]")
_ATTRIBUTE = re.compile(r"\{:?\s*(?:data-)?(?:correct|answer)\b")
_BULLET = re.compile(r"[-*+]\s+\S")
_PAIR = 2
_FEWEST = 3  # one or two may be an example
_MOST = 0.8


def is_counted(text: str) -> bool:
    """Tell whether a block is nothing but lines that are counted: choices behind a tab."""
    numbers = [_NUMBER.match(line) for line in text.split("\n") if line.strip()]
    return len(numbers) > 1 and all(
        match is not None and int(match["number"]) == n for n, match in enumerate(numbers, 1)
    )


def bulleted(found: Sequence[Part]) -> Iterator[Part]:
    """Yield parts, and as items of lists the blocks of code that are nothing but bullets between a
    question and its key: they were indented one step too far.
    """
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and found[end].kind == "code" and _BULLET.match(found[end].text):
            end += 1
        told = end < len(found) and _is_key(found[end].text)
        if end - at < _PAIR or not told or not at or not asks(found[at - 1].text):
            yield found[at]
            at += 1
            continue
        for part in found[at:end]:
            text, items = part.text[2:].lstrip(), (*part.items, part.start)
            yield replace(part, kind="line", text=text, mark="-", items=items, block=part.start)
        at = end


def _is_key(text: str) -> bool:
    """Tell whether a line says which choice is right: "Answer: B", `{ data-correct="b" }`."""
    return _ATTRIBUTE.match(text) is not None or label(text, "answer") is not None


def holds_questions(text: str) -> bool:
    """Tell whether a block asks again and again, with choices from A on right below, or counts what
    it asks, with the answers further in.
    """
    return questions_in(text) >= _FEWEST or _are_answered(text)


def _are_answered(text: str) -> bool:
    """Tell whether a block is nothing but counted lines, of which nearly all ask, and below each
    what is further in.
    """
    count = asking = 0
    answered = True
    depth = -1
    for line in text.split("\n"):
        if not line.strip():
            continue
        inside = len(line) - len(line.lstrip())
        match = _NUMBER.match(line) if inside <= depth or not count else None
        if match is not None:
            if not answered or int(match["number"]) != count + 1:
                return False
            count, answered, depth = count + 1, False, inside
            asking += bool(_ASKS.search(line))
        elif inside <= depth or not count:
            return False
        else:
            answered = True
    return answered and count >= _FEWEST and asking >= _MOST * count


def questions_in(text: str) -> int:
    """Count what asks in a block, with choices from A on right below."""
    found, asking, due, depth = 0, False, "A", 0
    for line in text.split("\n"):
        match = _LETTER.match(line)
        inside = len(line) - len(line.lstrip())
        if match is None and due != "A" and inside > depth:
            continue  # a choice goes on
        if match is not None and match["name"].upper() == due and (asking or due != "A"):
            due, depth = chr(ord(due) + 1), inside
            found += due == "C"
            asking = False
        elif line.strip():
            asking, due = bool(_ASKS.search(line)), "A"
    return found
