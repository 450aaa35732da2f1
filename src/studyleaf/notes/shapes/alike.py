"""D1: questions that ask nothing, each over an answer with the same kind of mark.

    Q: The soup that is served cold.
    > Gazpacho

A label "Q:", or a bank of questions whose headings, numbers or lines in bold mostly bid to answer,
says that something is asked; a quote or an arrow below nearly each of them, that it is answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studyleaf.notes.answers.answering import waits
from studyleaf.notes.answers.item import Item
from studyleaf.notes.answers.items import build_item
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import bids
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.lines.statements import begins_to_judge, verdict
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 3
_NEARLY_ALL = 0.9
_HALF = 0.5
_MOST = 0.75
_FAR = 8  # parts of what asks
_MARKED = re.compile(r"(?:[-=]{1,3}>|[→⇒➜➔➡👉💡✅]\ufe0f?)\s*\S")

_Form = tuple[str, int, int]


class _Found(NamedTuple):
    form: _Form
    item: Item | None
    """What is asked and answered, or None where another reader took it or nothing answers."""
    taken: bool


def alike(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    groups: dict[_Form, list[_Found]] = {}
    for at in range(len(view.parts)):
        form = _form(view, at)
        if form is not None:
            item = None if taken[at] else _item(view, at, taken)
            groups.setdefault(form, []).append(_Found(form, item, taken[at]))
    for form, found in groups.items():
        items = [one.item for one in found if one.item is not None]
        others = sum(one.taken for one in found)
        if len(items) + others < max(_FEWEST, _NEARLY_ALL * len(found)):
            continue
        asking = sum(_asks(view, item) for item in items)
        marked = sum(asks_somewhere(view.parts[item.first].text) for item in items)
        for item in items:
            certain = form[0] == "label" or asking >= _HALF * len(items)
            named = form[0] == "label" or view.names_questions(item.first)
            named = named or (view.is_study(item.first) and marked >= _MOST * len(items))
            if certain and named:
                asked = build_item(view, item)
                if asked is not None:
                    yield item.first, item.end, asked


def _form(view: View, at: int) -> _Form | None:
    """Return the form of what part `at` begins: a label, a number, a heading, a line in bold."""
    part, start = view.parts[at], view.starts(at)
    if part.kind not in ("line", "heading") or part.quoted or view.label(at) is not None:
        return None
    if part.kind == "line" and part.start != part.block and not part.mark:
        return None
    if start is not None and start.style == "label":
        named = label(part.text, "question") is not None and bool(start.text or start.number)
        return ("label", part.level, len(part.items)) if named else None
    if part.kind == "heading":
        return ("heading", part.level, 0)
    if start is not None and start.style == "number" and start.text:
        return ("number", 0, len(part.items))
    if not part.items and WHOLE_BOLD.fullmatch(part.text) is not None:
        return ("bold", 0, 0)
    return None


def _item(view: View, first: int, taken: Sequence[bool]) -> Item | None:
    """Divide what asks, of one paragraph or that below a label alone, from the marked answer."""
    parts, own, start = view.parts, view.parts[first], view.starts(first)
    body = first + 1
    block = own.block
    if start is not None and not start.text and body < len(parts):
        block = parts[body].block
    while body < min(first + _FAR, len(parts)) and not _is_marked(view, first, body):
        part = parts[body]
        if part.kind != "line" or part.mark or part.quoted or part.block not in (own.block, block):
            return None
        body += 1
    if body >= min(first + _FAR, len(parts)) or not _is_marked(view, first, body):
        return None
    end = body + 1
    while end < len(parts) and not taken[end] and parts[end].block == parts[body].block:
        if parts[end].mark and not parts[end].quoted:
            break
        end += 1
    while parts[body].quoted and end < len(parts) and parts[end].quoted > own.quoted:
        end += 1
    if body > first + 1 and is_only(parts[body - 1].text, "truth"):
        body -= 1  # "**False**", and the quote tells why
    named = any(view.label(n) is not None for n in range(first, end))
    if named or any(taken[first:end]) or any(view.option(n) for n in range(body, end)):
        return None
    item = Item(first, body, end, asking=True, form="marked", listed=0)
    return None if waits(view, item) else item


def _is_marked(view: View, first: int, at: int) -> bool:
    part = view.parts[at]
    if part.kind != "line":
        return False
    if part.quoted > view.parts[first].quoted:
        return True
    return not part.mark and _MARKED.match(part.text) is not None


def _asks(view: View, item: Item) -> bool:
    start = view.starts(item.first)
    text = start.text if start is not None and start.text else view.parts[item.body - 1].text
    judged = verdict(view.parts[item.body].text.lstrip("-=>→⇒➜➔➡👉💡✅ "))
    return bool(judged) or bids(text) or asks_somewhere(text) or begins_to_judge(text)
