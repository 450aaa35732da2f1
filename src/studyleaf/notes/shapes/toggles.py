"""D1: toggles of Notion, which it exports as bullets with a paragraph inside.

    - Which soup is served cold?
    ␣␣␣␣
        Gazpacho
    ␣␣␣␣

It indents the blank lines around what a toggle hides, which nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.items import build_item, divided
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.labels import label
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 3
_MOST = 0.6
_HIDES = re.compile(r"^- \S[^\n]*\n[ ]{4}\r?\n[ ]{4}\S", re.MULTILINE)


def toggles(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the bullets over what they hide, of which most ask, and those beside them that ask."""
    lines = _toggled(view.text)
    bullets = [at for at, part in enumerate(view.parts) if _is_bullet(part) and not taken[at]]
    hiding = [at for at in bullets if view.parts[at].start in lines]
    asking = sum(asks_somewhere(view.parts[at].text) for at in hiding)
    if len(hiding) < _FEWEST or asking < _MOST * len(hiding):
        return
    for n, at in enumerate(bullets):
        if not (view.parts[at].start in lines or asks_somewhere(view.parts[at].text)):
            continue
        if view.option(at) is not None or label(view.parts[at].text, "answer") is not None:
            continue
        item = divided(view, bullets[: n + 1], n, taken)
        if item is None or view.parts[item.body].items[:1] != view.parts[at].items:
            continue
        asked = build_item(view, item._replace(end=_end(view, at)))
        if asked is not None:
            yield at, _end(view, at), asked


def _toggled(text: str) -> frozenset[int]:
    """Return the lines of bullets with an indented blank line below."""
    if "\n    " not in text:
        return frozenset()
    return frozenset(text.count("\n", 0, match.start()) for match in _HIDES.finditer(text))


def _is_bullet(part: Part) -> bool:
    plain = part.kind == "line" and bool(part.mark) and not part.number and not part.quoted
    return plain and len(part.items) == 1


def _end(view: View, at: int) -> int:
    own = view.parts[at].items
    end = at + 1
    while end < len(view.parts) and view.parts[end].items[:1] == own:
        end += 1
    return end
