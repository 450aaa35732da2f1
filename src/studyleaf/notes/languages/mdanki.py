"""Decks for mdanki → questions: a heading for the front of each card, "%" before a long back.

    ## Which soup is served cold?

    %

    Gazpacho

    [#soups]()

https://github.com/ashlinchak/mdanki
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 3
_TAGS = re.compile(r"(?:\[#[^\[\]]{1,60}\]\([^()]*\)\s*)+")


def mdanki(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the cards of a file that divides several of them with such a sign."""
    if "\n%" not in view.text:
        return
    parts = view.parts
    heads = [at for at, part in enumerate(parts) if part.kind == "heading"]
    levels: Counter[int] = Counter()
    for n, at in enumerate(heads):
        end = heads[n + 1] if n + 1 < len(heads) else len(parts)
        levels[parts[at].level] += any(_divides(view, inside) for inside in range(at, end))
    level, count = levels.most_common(1)[0] if levels else (0, 0)
    if count < _FEWEST:
        return
    for n, at in enumerate(heads):
        end = heads[n + 1] if n + 1 < len(heads) else len(parts)
        asked = _card(view, at, end) if parts[at].level == level else None
        if asked is not None and not any(taken[at:end]):
            yield at, end, asked


def _divides(view: View, at: int) -> bool:
    return view.parts[at].kind == "line" and view.parts[at].text == "%"


def _card(view: View, at: int, end: int) -> Asked | None:
    parts = view.parts
    sign = next((n for n in range(at, end) if _divides(view, n)), at)
    tags = [n for n in range(sign + 1, end) if _TAGS.fullmatch(parts[n].text)]
    answer = markdown([parts[n] for n in range(sign + 1, end) if n not in tags])
    if not answer.strip():
        return None
    names = {sign: "separator of a flashcard"} if sign > at else {}
    names |= dict.fromkeys(tags, "tags of a card")
    return Asked(
        parts[at].start,
        parts[end - 1].end,
        "D4",
        parts[at].text,
        stem=markdown(parts[at + 1 : sign]).strip(),
        answer=answer.strip(),
        structure=tuple((parts[n].start, name) for n, name in names.items()),
    )
