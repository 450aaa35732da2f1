"""What a program writes → the answer to what its code was shown for: "**Output:** `3`" below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.labels import label
from studyleaf.notes.lines.starts import starts

if TYPE_CHECKING:
    from studyleaf.notes.view import View

_FAR = 6  # parts between a question and what its code writes
_FEWEST = 3


def outputs(view: View) -> frozenset[int]:
    """Return the lines that begin with "Output:" right below code that a question shows. A text
    shows code and what it writes as well: several must be so, most of those of the file.
    """
    named = [at for at in range(1, len(view.parts)) if _is_output(view, at)]
    asked = [at for at in named if _is_asked(view, at)]
    if len(asked) < _FEWEST or len(asked) * 2 < len(named):
        return frozenset()
    return frozenset(asked)


def _is_output(view: View, at: int) -> bool:
    part = view.parts[at]
    if part.kind not in ("line", "heading") or view.parts[at - 1].kind not in ("fence", "code"):
        return False
    return label(part.text, "output") is not None


def _is_asked(view: View, at: int) -> bool:
    """Tell whether a question stands above: it asks, or has the label of one."""
    for n in range(at - 2, max(-1, at - _FAR), -1):
        part = view.parts[n]
        start = starts(part)
        if asks_somewhere(part.text):
            return True
        if start is not None and start.style == "label":
            bidden = any(begins_to_bid(one.text) for one in view.parts[n + 1 : at])
            return label(part.text, "question") is not None and not bidden
        if part.kind == "heading":
            return False
    return False
