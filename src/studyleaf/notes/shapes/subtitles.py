"""The parts of notes → what stands in bold over one part of a text after the other: no answers.

A manual says "**Parameters**" and "**Returns**" of each thing that it describes, now and then below
a line that asks.
"""

from __future__ import annotations

from collections import Counter

from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.labels import plain
from studyleaf.notes.view import View

_OFTEN = 3
_FEW = 3  # words


def subtitles(view: View) -> frozenset[str]:
    """Return the few words that stand alone in bold again and again, half of them below what asks
    nothing.
    """
    all_: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for at, part in enumerate(view.parts):
        alone = part.kind == "line" and not part.mark and part.start == part.block
        if not at or not alone or WHOLE_BOLD.fullmatch(part.text) is None:
            continue
        above = view.parts[at - 1]
        all_[plain(part.text)] += 1
        asked[plain(part.text)] += asks_somewhere(above.text) or view.starts(at - 1) is not None
    return frozenset(
        text
        for text, count in all_.items()
        if count >= _OFTEN and len(text.split()) <= _FEW and asked[text] * 2 <= count
    )
