"""D4: sentences with blanks, as hashcards has them between its cards: "C: Gazpacho is [cold]"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.labels import label
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_LABEL = "C:"
_BLANK = re.compile(r"(?<![\]!\\])\[(?!\^|[ xX]\])([^\[\]]{1,200})\](?![(\[:])")
_SEVERAL = 2


def clozes(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield clozes as first part, end, question, where there are several, or cards around."""
    found = [
        at
        for at, part in enumerate(view.parts)
        if part.kind == "line" and not taken[at] and part.text.startswith(_LABEL)
    ]
    made = [card for at in found if (card := _cloze(view, at, taken)) is not None]
    if len(made) >= _SEVERAL or (made and _has_cards(view)):
        yield from made


def _has_cards(view: View) -> bool:
    """Tell whether a file has cards with the labels "Q:" and "A:"."""
    labels = [label(part.text, "question") for part in view.parts if part.text.startswith("Q:")]
    return any(labels) and any(part.text.startswith("A:") for part in view.parts)


def _cloze(view: View, first: int, taken: Sequence[bool]) -> tuple[int, int, Asked] | None:
    parts = view.parts
    end = first + 1
    while end < len(parts) and parts[end].block == parts[first].block and not taken[end]:
        if parts[end].text.startswith(("Q:", _LABEL)):
            break
        end += 1
    text = "\n".join(part.text for part in parts[first:end]).removeprefix(_LABEL).strip()
    hidden = [match[1].strip() for match in _BLANK.finditer(text)]
    if not hidden:
        return None
    asked = Asked(
        parts[first].start,
        parts[end - 1].end,
        "D4",
        _BLANK.sub("___", text),
        answer="; ".join(hidden),
    )
    return first, end, asked
