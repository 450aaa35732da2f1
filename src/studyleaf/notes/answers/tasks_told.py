"""A labelled answer → whether it is one of several below paragraphs that ask nothing."""

from __future__ import annotations

import re

from studyleaf.notes.lines.labels import bare, plain
from studyleaf.notes.lines.statements import verdict
from studyleaf.notes.view import View

_SEVERAL = 3
_LINES = 6  # that such a paragraph has at most
_WORDS = 3
_FIELD = re.compile(r"[\w ]{1,30}:\s+\S")


def is_one_of_tasks(view: View, first: int, at: int) -> bool:
    """Tell whether a labelled answer is one of several, each right below a paragraph that asks
    nothing, "Salt the soup.", and is all that stands above it.
    """
    if view.labelled_tasks is None:
        found = [n for n in range(1, len(view.parts)) if _is_below_task(view, n)]
        view.labelled_tasks = frozenset(found if len(found) >= _SEVERAL else ())
    return (
        at in view.labelled_tasks and view.parts[first].block == view.parts[_told(view, at)].block
    )


def _told(view: View, at: int) -> int:
    """Return the last part above an answer that is no code or table, which only show what to do."""
    n = at - 1
    while n and view.parts[n].kind in ("fence", "code", "table"):
        n -= 1
    return n


def _is_below_task(view: View, at: int) -> bool:
    named = view.label(at)
    if named is None or named.kind != "answer":
        return False
    last = _told(view, at)
    above = view.parts[last]
    if above.kind != "line" or above.quoted:
        return False
    judged = bool(verdict(named.rest))  # "Answer: False" right below a statement
    named_so = view.names_questions(at)
    glued = above.block == view.parts[at].block and named_so and bool(named.rest)
    if not judged and not glued and not (named_so and above.block != view.parts[at].block):
        return False
    first = last
    while first and view.parts[first - 1].block == above.block and last - first < _LINES:
        if _answers(view, first - 1):
            break
        first -= 1
    text = view.parts[first].text
    if not bare(text)[:1].isalpha() or len(plain(text).split()) < _WORDS or _FIELD.match(text):
        return False
    leads = above.text.rstrip("*_ ").endswith((":", "：")) and not glued  # "Ramen is served:"
    if leads or view.label(first) is not None:
        return False
    before = view.parts[first - 1] if first else None
    return (
        before is None
        or before.kind in ("heading", "rule")
        or _answers(view, first - 1)
        or (first > 1 and _answers(view, first - 2, alone=True))  # "**Answer**", and it below
    )


def _answers(view: View, at: int, *, alone: bool = False) -> bool:
    named = view.label(at)
    return named is not None and named.kind == "answer" and not (alone and named.rest)
