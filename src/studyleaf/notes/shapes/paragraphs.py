"""D1: paragraphs that ask, and what stands below each of them answers, without any label.

    What clears a broth?
    > A raft of egg white.

What answers is a quote, the next line, one bullet, code, or a line behind an arrow. One such
paragraph alone is prose, so they are read only as a run that fills its section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.answering import answers
from studyleaf.notes.answers.item import CODE, SHOWN, Item
from studyleaf.notes.answers.items import build_item, is_told_below
from studyleaf.notes.lines.asking import asks, asks_somewhere
from studyleaf.notes.lines.bidding import asks_unmarked, begins_to_bid, leads_to_list
from studyleaf.notes.lines.readers import are_of_page
from studyleaf.notes.lines.statements import begins_to_judge, verdict
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_CERTAIN = 5  # in the file
_MANY = 8  # that fill a section, and are nothing but two lines each
_MOST = 0.75
_SOME = 0.25  # of tasks, that begin with "Define" or the like
_NEARLY_ALL = 0.9
_IDLE = ("heading", "rule", "comment")
# what a line that answers begins with, or stands in
_MARKED = re.compile(
    r"(?:[-=]{1,3}>|[→⇒➜➔➡👉💡✅✔☑🔹📝🅰]\ufe0f?|\|\||>!|~~|`|\*(?!\*)|_(?!_)|:\s|R/)\s*\S",
    re.DOTALL,
)
# the code below is what is asked about
_OF_CODE = re.compile(
    r"\b(?:outputs?|prints?|printed|happens?|wrong|snippet|this|these|following|below|above)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"[{}<>;=|\\]|\w\(|\w\[|^\s*[#@./-]|:$")
_FORMS = ("quote", "marked")
"""Those that need no heading that speaks of questions."""


def paragraphs(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield paragraphs that ask as first part, end, question."""
    runs = [run for run, others in _runs(view, taken) if _fills(view, run, others)]
    if sum(len(run) for run in runs) < _CERTAIN:
        return
    for run in runs:
        for item in run:
            asked = build_item(view, item)
            if asked is not None:
                yield item.first, item.end, asked


def _fills(view: View, run: Sequence[Item], others: int) -> bool:
    """Tell whether the items of a section are what it is about, and most of them ask."""
    asking = sum(item.asking for item in run)
    if len(run) < max(1, _NEARLY_ALL * (len(run) + others)):
        return False
    named = view.names_questions(run[0].first)
    if (
        len(run) >= _MANY
        and asking >= _NEARLY_ALL * len(run)
        and all(item.form == "text" for item in run)
    ):
        glued = all(_is_glued(view, item) for item in run)
        if glued and not are_of_page([_text(view, item) for item in run]):
            return True
    if asking >= _MOST * len(run):
        return named or (len(run) > 1 and all(item.form in _FORMS for item in run))
    bidding = sum(_bids(_text(view, item)) for item in run)
    tasks = bidding >= _SOME * len(run) and all(_is_task(view, item) for item in run)
    return named and tasks and len(run) >= _CERTAIN


def _is_glued(view: View, item: Item) -> bool:
    """Tell whether what answers goes on with the paragraph that asks."""
    return view.parts[item.body].block == view.parts[item.first].block


def _is_task(view: View, item: Item) -> bool:
    """Tell whether code does what a paragraph says, and is not only shown: "Run this:"."""
    if item.form != "code":
        return False
    shown = view.parts[item.body].info.casefold().split(" ")[0].strip("{}.") in SHOWN
    text = _text(view, item)
    return not shown and text[:1].isalpha() and not leads_to_list(text)


def _text(view: View, item: Item) -> str:
    return " ".join(part.text for part in view.parts[item.first : item.body])


def _bids(text: str) -> bool:
    return asks_somewhere(text) or begins_to_bid(text) or begins_to_judge(text)


def _runs(view: View, taken: Sequence[bool]) -> Iterator[tuple[list[Item], int]]:
    """Yield the items of each section, and how many other blocks stand between them."""
    run: list[Item] = []
    others = behind = 0
    at = 0
    while at < len(view.parts):
        part = view.parts[at]
        if part.kind == "heading":
            yield run, others
            run, others, behind = [], 0, 0
        item = _item(view, at, taken)
        if item is not None and answers(view, item):
            others += behind if run else 0
            behind = 0
            run.append(item)
            at = item.end
            continue
        behind += part.kind not in _IDLE and part.start == part.block
        at += 1
    yield run, others


def _item(view: View, first: int, taken: Sequence[bool]) -> Item | None:
    """Divide a paragraph and what answers it."""
    parts = view.parts
    own = parts[first]
    if own.kind != "line" or own.mark or own.items or own.quoted or own.start != own.block:
        return None
    if taken[first] or view.in_faq(first) or view.starts(first) is not None:
        return None
    body = first + 1
    while body < len(parts) and parts[body].block == own.block and not parts[body].mark:
        if _is_marked(view, body):
            break
        body += 1
    body = next((n + 1 for n in range(first, body - 1) if is_told_below(view, n, body)), body)
    listed = body  # "Define `pour`", and in bullets what it is given
    while listed < len(parts) and parts[listed].items and parts[listed].kind == "line":
        listed += 1
    if listed < len(parts) and parts[listed].kind in CODE and not parts[listed].items:
        body = listed
    if body >= len(parts):
        return None
    form = _form(view, first, body)
    end = _end(view, first, body, form)
    if not form or end <= body or any(taken[first:end]):
        return None
    text = " ".join(part.text for part in parts[first:body])
    prose = form == "code" and _is_prose(view, body, end)
    judged = bool(verdict(parts[body].text)) and view.names_questions(first)
    asking = (
        _bids(text) or judged or (prose and view.names_questions(first) and asks_unmarked(text))
    )
    if form == "code" and not prose and asking and _OF_CODE.search(text):
        return None
    return Item(first, body, end, asking, form, int(form == "list"))


def _is_prose(view: View, first: int, end: int) -> bool:
    """Tell whether answers are indented, and so are code only to Markdown: they are text.

    What is asked about can be indented code, too; it has brackets, or signs that no text has.
    """
    found = view.parts[first:end]
    if any(part.kind != "code" for part in found):
        return False
    return not any(_CODE.search(part.text) for part in found)


def _is_marked(view: View, at: int) -> bool:
    """Tell whether a line of a paragraph answers the line above it."""
    above, own = view.parts[at - 1], view.parts[at]
    return asks(above.text) and bool(_MARKED.match(own.text)) and not asks(own.text)


def _form(view: View, first: int, body: int) -> str:
    own, below = view.parts[first], view.parts[body]
    if below.block == own.block and not below.mark and below.quoted == own.quoted:
        return "marked" if _MARKED.match(below.text) else "text"
    if below.kind in CODE:
        return "code"
    if below.quoted > own.quoted:
        return "quote"
    if below.mark:
        return "" if below.number else "list"
    return "marked" if below.kind == "line" and _MARKED.match(below.text) else ""


def _end(view: View, first: int, body: int, form: str) -> int:
    """Return where an answer ends; a list of several bullets is none."""
    parts = view.parts
    own, below = parts[first], parts[body]
    end = body + 1
    while end < len(parts):
        part = parts[end]
        if form == "list":
            if part.mark or not part.items:
                break
        elif form == "quote":
            if part.quoted <= own.quoted:
                break
        elif form == "code":
            if part.kind not in CODE:
                break
        elif part.block != below.block:
            break
        end += 1
    return body if form == "list" and end < len(parts) and parts[end].mark else end
