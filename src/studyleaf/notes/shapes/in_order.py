"""E1: bullets that ask, section by section, and at the end those that answer, in the same order.

    ## Exercise 1: Stock             ## Answers

    - What is it of?                 **Exercise 1**
    - How long is it boiled?         - Bones.
                                     - For hours.

The name of the section stands above both, and there are as many bullets in each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studyleaf.notes.answers.key_titles import is_titled
from studyleaf.notes.answers.section_names import name_of
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.choices.asked import whole_lines
from studyleaf.notes.choices.wording import stem
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST, _MOST = 3, 0.75
_COUNTED = re.compile(r".*\d")

Spans = list[tuple[int, int]]


class _Section(NamedTuple):
    """A named section, and the bullets below it."""

    name: str
    bullets: Spans


def in_order(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions with the parts of their answers, which no other key is made of."""
    titles = [at for at in range(len(view.parts)) if not taken[at] and _is_key(view, at)]
    if not titles:
        return
    key = titles[-1]
    told = {one.name: one for one in _sections(view, key + 1, len(view.parts), taken)}
    asked = {one.name: one for one in _sections(view, 0, key, taken) if one.name in told}
    pairs = [
        pair
        for name, one in asked.items()
        if len(one.bullets) == len(told[name].bullets)
        for pair in zip(one.bullets, told[name].bullets, strict=True)
    ]
    asking = sum(asks_somewhere(view.parts[ask[0]].text) for ask, _ in pairs)
    if len(pairs) < _FEWEST or asking < _MOST * len(pairs):
        return
    for ask, reply in pairs:
        made = _make(view, ask, reply)
        if made is not None:
            yield *reply, made


def _is_key(view: View, at: int) -> bool:
    part = view.parts[at]
    return part.kind in ("heading", "summary") and is_titled(part)


def _sections(view: View, first: int, end: int, taken: Sequence[bool]) -> Iterator[_Section]:
    """Yield the sections that count: a heading or a line in bold with a number, and the last list
    of bullets below it, of which each is a paragraph.
    """
    named, bullets = -1, Spans()
    for at in range(first, end):
        part = view.parts[at]
        if _names(view, at):
            if named >= 0 and bullets:
                yield _Section(name_of(view.parts[named].text), bullets)
            named, bullets = at, Spans()
        elif part.mark in ("-", "*", "+") and part.kind == "line" and not taken[at]:
            follows = bool(bullets) and bullets[-1][1] == at
            bullets = [*bullets, (at, at + 1)] if follows else [(at, at + 1)]
        elif bullets and part.items and bullets[-1][1] == at:
            bullets[-1] = (bullets[-1][0], at + 1)
    if named >= 0 and bullets:
        yield _Section(name_of(view.parts[named].text), bullets)


def _names(view: View, at: int) -> bool:
    part = view.parts[at]
    bold = part.kind == "line" and not part.mark and WHOLE_BOLD.fullmatch(part.text) is not None
    return (part.kind == "heading" or bold) and _COUNTED.match(part.text) is not None


def _make(view: View, ask: tuple[int, int], reply: tuple[int, int]) -> Asked | None:
    """Make the question of a bullet, and of the one that answers it."""
    asking = stem(view, *ask)
    own, told = view.parts[slice(*ask)], view.parts[slice(*reply)]
    lines = {line for part in (*own, *told) for line in range(part.start, part.end)}
    if not asking.prompt:
        return None
    return Asked(
        own[0].start,
        own[-1].end,
        "E1",
        asking.prompt,
        tuple(asking.scenario),
        asking.stem,
        answer=markdown(told, first=told[0].text),
        lines=tuple(sorted(lines)),
        structure=whole_lines(view, *ask, asking.structure),
    )
