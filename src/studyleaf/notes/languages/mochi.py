"""Cards between rules, as files for Mochi keep them → questions: an id, the front, the back.

    ---
    card_id: 00TVK0st
    ---
    Which soup is served cold?
    ---
    Gazpacho

Markdown takes the rule below a line for its underline, so lines are read here, and no blocks.
https://mochi.cards/docs/cards
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from studyleaf.blocks import split_lines
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_ID = re.compile(r"\s*card[_-]id\s*:\s*\S+\s*", re.IGNORECASE)
_SEVERAL = 2  # one shows how they are written


def mochi(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the cards of a file, of which there must be several."""
    if "card" not in view.text:
        return
    lines = [line.replace("\r\n", "\n") for line in split_lines(view.text)]
    rules = [n for n, line in enumerate(lines) if line.strip() == "---"]
    ids = [
        n for n, (a, b) in enumerate(pairwise(rules)) if b == a + 2 and _ID.fullmatch(lines[a + 1])
    ]
    starts = [part.start for part in view.parts]
    found: list[tuple[int, int, Asked]] = []
    for n in ids:
        last = rules[n + 3] if n + 3 < len(rules) else len(lines)
        if n + 2 >= len(rules):
            break
        asked = _card(lines, rules[n], rules[n + 1], rules[n + 2], last)
        first, end = bisect_left(starts, rules[n]), bisect_left(starts, last)
        around = view.parts[bisect_right(starts, rules[n]) - 1]
        shown = around.kind in ("fence", "code", "comment") and rules[n] < around.end
        if asked is not None and not shown and n + 2 not in ids and not any(taken[first:end]):
            found.append((first, end, asked))
    if len(found) >= _SEVERAL:
        yield from found


def _card(lines: Sequence[str], first: int, front: int, back: int, end: int) -> Asked | None:
    """Make a question of a card whose front and back follow the rules at these lines."""
    asking = "".join(lines[front + 1 : back]).strip()
    answer = "".join(lines[back + 1 : end]).strip()
    if not asking or not answer:
        return None
    prompt, _, stem = asking.partition("\n\n")
    line = next(n for n in range(front + 1, back) if lines[n].strip())
    return Asked(
        first,
        end,
        "D4",
        prompt,
        stem=stem.strip(),
        answer=answer,
        stem_line=line,
        structure=tuple((n, "card") for n in (first, first + 1, front, back)),
    )
