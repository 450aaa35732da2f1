"""A run of items → those that are questions with their answers.

One such item alone could be a step or a title: the others of its run speak for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from studyleaf.notes.answers.answering import answers
from studyleaf.notes.answers.item import CHOICES, CODE, Item, own_text
from studyleaf.notes.answers.items import divided
from studyleaf.notes.answers.quoted import told_in_quotes
from studyleaf.notes.choices.asker import paragraph_end
from studyleaf.notes.lines.bidding import asks_unmarked, begins_to_bid, bids, bids_somewhere
from studyleaf.notes.lines.statements import marks_statement, verdict
from studyleaf.notes.view import View

_PAIR = 2
CERTAIN = 5
"""So many show that it is a list of questions, where nothing else says so."""
_HALF = 0.5
_BRIEF = 80  # characters
_LABELLED = re.compile(r"[*_]{0,2}[\w ]{2,20}:[*_]{0,2}\s")  # "Owner: Ann"
MOST, NEARLY_ALL = 0.75, 0.9
"""Shares of a run."""
# what no choices are given for
_FREELY = re.compile(
    r"\W*(?:how(?! (?:many|much|often|long|old|far)\b)|why|what are|in what ways?"
    r"|warum|wieso|wie(?! viele?\b)|pourquoi|comment|por ?qu[eéê]|c[oó]mo|come"
    r"|perch[eé]|waarom|hoe(?!veel)|как|почему|зачем)\b"
    r"|为什么|如何|怎么|なぜ|どのように|왜|어떻게",
    re.IGNORECASE,
)
_BRANCH = re.compile(
    r"[*_]{0,2}(?:yes|no|ja|nein|s[ií]|oui|non|sim|não|да|нет|是|否|はい|いいえ)[*_:]{0,3}\s*"
    r"(?:→|⇒|➜|[-=]+>)",
    re.IGNORECASE,
)
_OPENING_QUOTES, _CLOSING_QUOTES = '"“„«', '"”“»'


def items_of(view: View, run: Sequence[int], taken: Sequence[bool]) -> list[Item | None]:
    """Return what each part of a run begins, divided into what asks and what answers; None where
    nothing answers.
    """
    found = [divided(view, run, n, taken) for n in range(len(run))]
    shows = sum(taken[at] and _shows_code(view, at) for at in run)
    if shows >= _PAIR:  # elsewhere in the run, code is what a question asks about
        found = [one if one is None or not _is_shown(view, one) else None for one in found]
    return told_in_quotes(view, _as_others(view, run, found, taken))


def _shows_code(view: View, first: int) -> bool:
    """Tell whether code stands right below the paragraph of part `first`."""
    at = paragraph_end(view.parts, first)
    return at < len(view.parts) and view.parts[at].kind in CODE


def _is_shown(view: View, item: Item) -> bool:
    """Tell whether nothing but code stands below what asks; below what bids, it is the answer."""
    below = view.parts[item.body : item.end]
    return not begins_to_bid(own_text(view, item)) and all(
        part.kind in (*CODE, "comment") for part in below
    )


def _as_others(
    view: View, run: Sequence[int], found: Sequence[Item | None], taken: Sequence[bool]
) -> list[Item | None]:
    """Divide behind the first line what asks without a mark, where most of a run has its answer in
    the next line of the same paragraph: "Difference between stock and broth".
    """
    parts = view.parts
    alike = sum(item is not None and is_glued(view, item) for item in found)
    clues = _are_clues(view, run, taken)
    made = [one._replace(asking=one.asking or clues) if one is not None else None for one in found]
    for n, first in enumerate(run if alike * 2 >= len(run) or clues else ()):
        end = first + 1
        while end < len(parts) and parts[end].block == parts[first].block and not taken[end]:
            end += 1
        start = view.starts(first)
        text = start.text if start is not None else parts[first].text
        if made[n] is None and not taken[first] and end > first + 1:
            asks = clues or bids(text)
            made[n] = Item(first, first + 1, end, asking=asks, form="text", listed=0)
    return made


def _are_clues(view: View, run: Sequence[int], taken: Sequence[bool]) -> bool:
    """Tell whether nearly each item of a quiz is a line, and below it a short one: what is meant by
    "It is red, and of beetroot."; or whether it asks without its mark.
    """
    if len(run) < CERTAIN or not view.names_questions(run[0]):
        return False
    quiz = view.names_quiz(run[0])
    told = 0
    for at in run:
        own, below = view.parts[at : at + 1], view.parts[at + 1 : at + 2]
        pair = bool(below) and not taken[at] and below[0].block == own[0].block
        brief = quiz and pair and len(below[0].text) <= min(_BRIEF, 2 * len(own[0].text))
        brief = brief and _LABELLED.match(below[0].text) is None
        told += brief or (pair and asks_unmarked(own[0].text))
    return told >= NEARLY_ALL * len(run)


def is_glued(view: View, item: Item) -> bool:
    """Tell whether the line right below the first one of an item answers."""
    same = view.parts[item.body].block == view.parts[item.first].block
    return item.body == item.first + 1 and (same or view.parts[item.body].kind in CODE)


def questions_of(view: View, items: Sequence[Item | None], others: int) -> list[Item]:
    """Return the items of a run that are questions: all, those that ask, or none.

    What other readers took already, `others`, speaks for the run.
    """
    found = [item for item in items if item is not None and answers(view, item)]
    if not found or (len(found) + others) < MOST * len(items):
        return []
    if sum(_branches(view, item) for item in found) * 2 > len(found):
        return []  # where to go on, if it is so
    counts = Counter(item.listed for item in found if item.listed >= CHOICES)
    if max(counts.values(), default=0) * 2 > len(found) and not _are_open(view, found):
        return []  # choices, without a key
    first = found[0].first
    if view.is_study(first) and _are_judged(view, found):
        found = [item._replace(asking=True) for item in found]
    if sum(_is_quotation(own_text(view, item)) for item in found) * 2 > len(found):
        return []  # kinds of questions, as an exam has them
    asking = [item for item in found if item.asking]
    if len(asking) * 2 >= len(found):  # between questions, "Explain stock." is one
        found = [
            item._replace(asking=True) if _is_asked_too(view, item) else item for item in found
        ]
        asking = [item for item in found if item.asking]
    form, same = Counter(item.form for item in found).most_common(1)[0]
    alike = same >= MOST * len(found)
    if alike and form in ("quote", "code"):
        found = [item for item in found if item.listed < CHOICES or item.form == form]
    known = {item.first for item in found}
    unanswered = sum(item is not None and item.asking and item.first not in known for item in items)
    share = (len(asking) + unanswered + others) / len(items)
    told = sum(item is not None for item in items) + others  # below the rest nothing stands
    if view.is_study(first) and share * len(items) >= MOST * told:
        return found
    if alike and share >= (_HALF if form == "quote" else MOST):
        return found
    if alike and form == "quote" and same >= max(CERTAIN, NEARLY_ALL * len(items)):
        return found if asking and view.names_questions(first) else []  # "Two kinds of stock"
    return asking if share >= NEARLY_ALL else []


def _branches(view: View, item: Item) -> bool:
    """Tell whether what stands below a question begins with "Yes → …" or "No → …"."""
    return _BRANCH.match(view.parts[item.body].text) is not None


def _are_open(view: View, items: Sequence[Item]) -> bool:
    """Tell whether lists below questions are no choices, though most of them are equally long: in
    a bank of questions, many ask how and why, or bid to explain.
    """
    lengths = {item.listed for item in items}
    if len(items) < CERTAIN or len(lengths) < _PAIR or not view.is_study(items[0].first):
        return False
    listed = [item for item in items if item.listed >= CHOICES]
    freely = sum(
        begins_to_bid(text) or _FREELY.match(text) is not None
        for text in (own_text(view, item) for item in listed)
    )
    return freely >= _HALF * len(listed)


def _are_judged(view: View, items: Sequence[Item]) -> bool:
    """Tell whether each item is a statement, with a verdict below, and not all are the same."""
    said = {_said(view, item) for item in items}
    return len(said) > 1 and "" not in said and said not in ({"f"}, {"t"})


def _is_asked_too(view: View, item: Item) -> bool:
    """Tell whether an item between questions is one: it bids, or it is judged as true or false."""
    return bids_somewhere(own_text(view, item)) or bool(verdict(view.parts[item.body].text))


def _said(view: View, item: Item) -> str:
    """Return the verdict below a statement, also a letter or a sign that stands alone."""
    text = view.parts[item.body].text
    return verdict(text) or (text.strip("*_ .").casefold() if marks_statement(text) else "")


def _is_quotation(text: str) -> bool:
    bare = text.strip("*_ ")
    return bare[:1] in _OPENING_QUOTES and bare[-1:] in _CLOSING_QUOTES
