"""OpenTriviaQA's lines → questions: `#Q` asks, `^` answers, `A`, `B` and so on are the choices.

https://github.com/uberspot/OpenTriviaQA
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.model import Choice
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_ASKS = re.compile(r"#Q\s+(?P<text>\S.*)")
_ANSWER = re.compile(r"\^\s*\S")
_CHOICE = re.compile(r"(?P<letter>[A-H])\s+(?P<text>\S.*)")
_LONGEST = 60  # lines


def trivia(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the questions that begin with `#Q`, each a block of lines."""
    found = view.parts
    for at, part in enumerate(found):
        if part.kind == "line" and not taken[at] and _ASKS.match(part.text):
            end = _block_end(found, at)
            asked = _question(found[at:end])
            if asked is not None:
                yield at, end, asked


def _block_end(found: Sequence[Part], at: int) -> int:
    end = at + 1
    while end < min(len(found), at + _LONGEST) and found[end].start == found[end - 1].end:
        if found[end].kind != "line" or _ASKS.match(found[end].text):
            break
        end += 1
    return end


def _question(block: Sequence[Part]) -> Asked | None:
    match = _ASKS.match(block[0].text)
    at = next((n for n, part in enumerate(block) if _ANSWER.match(part.text)), None)
    if match is None or at is None:
        return None
    answer = block[at].text.lstrip("^ ")
    choices: list[str] = []
    for part in block[at + 1 :]:
        lettered = _CHOICE.match(part.text)
        if lettered is not None and lettered["letter"] == chr(65 + len(choices)):
            choices.append(lettered["text"].strip())
        elif choices:
            choices[-1] = f"{choices[-1]}\n{part.text}"
        else:
            answer = f"{answer}\n{part.text}"
    right = [text == answer for text in choices]
    return Asked(
        block[0].start,
        block[-1].end,
        "OpenTriviaQA",
        "\n".join([match["text"], *(part.text for part in block[1:at])]).strip(),
        choices=tuple(Choice(*one) for one in zip(choices, right, strict=True)),
        answer="" if choices else answer,
    )
