"""D1: the parts of a numbered question in bold, each over its answer, as solved exams have them.

    ### Question 1 [20 marks]
    A soup of tomatoes, which is never heated.

    **a) Name the soup.**

    Gazpacho.

    **b) Explain why it keeps for a day only.**

    Nothing in it is cooked.

What stands above the first part is for all of them, and is kept with that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.answers.item import Item
from studyleaf.notes.answers.items import build_item
from studyleaf.notes.choices.asker import paragraph_end
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import begins_to_bid, bids
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_LETTER = re.compile(r"\*\*\(?(?P<letter>[a-h])[.)]\s")
_PART = re.compile(r"\(?(?P<letter>[a-h])\)\s+(?=\S)")
_FEWEST = 3
_PAIR = 2


def lettered(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the parts of questions as first part, end, question."""
    found = [run for run in _runs(view, taken) if len(run) >= _PAIR]
    texts = [view.parts[at].text for run in found for at in run[:-1]]
    asking = sum(asks_somewhere(text) or bids(text) for text in texts)
    if len(texts) < _FEWEST or asking * 2 < len(texts):
        return
    for run in found:
        heading = next(n for n in range(run[0], -1, -1) if view.parts[n].kind == "heading")
        for n, at in enumerate(run[:-1]):
            first = at if n else heading
            asked = _make(view, heading, at, first, run[n + 1])
            if asked is not None:
                yield first, run[n + 1], asked


def quoted_parts(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield "(a) Name the soup." and the parts that follow it, each over a quote that answers."""
    runs: list[list[tuple[int, int]]] = []
    for at, part in enumerate(view.parts):
        match = _PART.match(part.text) if part.kind == "line" and not taken[at] else None
        if match is None or part.quoted or part.mark or part.start != part.block:
            continue
        end = body = paragraph_end(view.parts, at)
        while end < len(view.parts) and view.parts[end].quoted and not taken[end]:
            end += 1
        if end == body:
            continue
        due = "a" if not runs else chr(ord("a") + len(runs[-1]))
        if match["letter"] == "a":
            runs.append([(at, end)])
        elif runs and match["letter"] == due:
            runs[-1].append((at, end))
    parts = [one for run in runs if len(run) >= _PAIR for one in run]
    texts = [_PART.sub("", view.parts[at].text, count=1) for at, _ in parts]
    asking = sum(asks_somewhere(text) or bids(text) or begins_to_bid(text) for text in texts)
    if len(parts) < _FEWEST or asking * 2 < len(parts):
        return
    for (at, end), text in zip(parts, texts, strict=True):
        body = next(n for n in range(at, end) if view.parts[n].quoted)
        asked = build_item(view, Item(at, body, end, asking=True, form="quote", listed=0))
        if asked is not None:
            prompt = "\n".join([text, *(part.text for part in view.parts[at + 1 : body])])
            yield at, end, replace(asked, prompt=prompt, scenario=(), stem="")


def _make(view: View, heading: int, at: int, first: int, end: int) -> Asked | None:
    """Make the question of the part in bold at part `at`."""
    begin = at if first != heading else heading + 1
    asked = build_item(view, Item(begin, at + 1, end, asking=True, form="text", listed=0))
    match, number = _LETTER.match(view.parts[at].text), view.starts(heading)
    if asked is None or match is None or number is None:
        return None
    asked = replace(
        asked,
        prompt=_LETTER.sub("", f"**{asked.prompt}", count=1).removeprefix("**"),
        number=f"{number.number}{match['letter']}",
    )
    if begin == at:
        return asked
    line = view.parts[heading].start
    return replace(asked, start=line, structure=((line, "title of a question"), *asked.structure))


def _runs(view: View, taken: Sequence[bool]) -> Iterator[list[int]]:
    """Yield the parts below a heading that begin with a), b), c), and where the last one ends."""
    run: list[int] = []
    inside = False
    for at, part in enumerate(view.parts):
        if part.kind in ("heading", "rule") or taken[at]:
            if run:
                yield [*run, at]
            start = view.starts(at) if part.kind == "heading" else None
            inside = start is not None and start.style == "label" and bool(start.number)
            inside = inside and not taken[at] and view.is_study(at)
            run = []
        match = _LETTER.match(part.text) if inside and part.kind == "line" else None
        if match is None or WHOLE_BOLD.fullmatch(part.text) is None or part.items:
            continue
        if ord(match["letter"]) - ord("a") == len(run):
            run.append(at)
    if run:
        yield [*run, len(view.parts)]
