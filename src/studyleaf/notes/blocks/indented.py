"""An indented block, or a plain fence → whether it holds questions, and is code only to Markdown.

Who indents a whole list of questions by four columns, or pastes one, makes it a block of code; and
some put the questions of a chapter into a fence, to keep their lines.
"""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"[?？]\s*(?:[(\[][^()\[\]]{1,40}[)\]]\s*)?$|\s*(?:question|q)\s?\d{1,4}\b", re.IGNORECASE
)
_LETTER = re.compile(r"\s*[*_(\[]{0,3}(?P<name>[A-Da-d])(?:[*_.)\]:]+\s*|\t\s*|\s{2,})\S")
_NUMBER = re.compile(r"\s*(?P<number>\d{1,2})[.)]\s+[^\W\d]")
_FEWEST = 3  # one or two may be an example
_MOST = 0.8


def is_counted(text: str) -> bool:
    """Tell whether a block is nothing but lines that are counted: choices behind a tab."""
    numbers = [_NUMBER.match(line) for line in text.split("\n") if line.strip()]
    return len(numbers) > 1 and all(
        match is not None and int(match["number"]) == n for n, match in enumerate(numbers, 1)
    )


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
