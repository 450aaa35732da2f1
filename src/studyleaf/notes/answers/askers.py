"""An answer in sight or folded away → where what it answers begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from studyleaf.notes.answers.fields import FIELD, is_field
from studyleaf.notes.answers.tasks_told import is_one_of_tasks
from studyleaf.notes.lines.asking import asks_somewhere, without_worth
from studyleaf.notes.lines.bidding import begins_to_bid, bids, bids_somewhere
from studyleaf.notes.lines.labels import is_only, label, plain, words
from studyleaf.notes.lines.statements import begins_to_judge
from studyleaf.notes.view import View

FAR = 60
_PAIR = 2  # words
LINK = re.compile(r"\W*\[[^\]]*\]\([^()]*\)\W*|\W*https?://\S+")
_ASKING = ("question", "exercise", "quiz", "problem", "task")
_TITLE = re.compile(r"\b(?:quiz|questions|exam|test|exercises)$")  # "Soup quiz"
_LETTERED = {name: re.compile(rf"[*_]{{0,3}}\({name}\)[*_]{{0,3}}\s") for name in "ab"}


class _Above(NamedTuple):
    """What stands above an answer, as indexes of parts, None where there is no such part."""

    first: int
    """The first part between what ends the way up and the answer."""
    labelled: int | None = None
    heading: int | None = None
    number: int | None = None


def _above(view: View, at: int, floor: int, taken: Sequence[bool]) -> _Above:
    """Go up from an answer to a labelled question, a heading, or what ends the way."""
    number: int | None = None
    n = at - 1
    beside = 0  # parts of folds between
    while n >= floor and not taken[n] and at - n - beside < FAR:
        part = view.parts[n]
        aside = _fold_beside(view, n, floor) if part.kind == "close" else None
        if aside is not None:
            beside += n + 1 - aside
            n = aside - 1
            continue
        start = view.starts(n)
        named = view.label(n)
        if part.kind in ("close", "open") or (part.kind == "rule" and n < at - 1):
            break
        if named is not None and named.kind in ("answer", "explanation", "hint", "given"):
            if named.kind in ("answer", "explanation"):
                break
        elif start is not None and start.style == "label":
            return _Above(n, labelled=n)
        elif part.kind in ("heading", "summary") and not _is_source(view, n, at):
            return _Above(n + 1, heading=n, number=number)
        elif start is not None and number is None and _leads(view, n, at):
            number = n
        n -= 1
    return _Above(max(n + 1, floor), number=number)


def _is_source(view: View, at: int, answer: int) -> bool:
    """Tell whether a heading, as deep as that of the answer, only says where to read on, or is a
    link: "#### Reference: …".
    """
    own, told = view.parts[at], view.parts[answer]
    if own.kind != "heading" or told.kind != "heading" or own.level != told.level:
        return False
    return label(own.text, "meta") is not None or LINK.fullmatch(own.text) is not None


def begin_above(
    view: View, at: int, floor: int, taken: Sequence[bool], *, folded: bool
) -> tuple[int, str] | None:
    """Return where the question begins that the answer at part `at` answers, and how it begins:
    `label`, `number`, `heading`, `plain`.
    """
    parts = view.parts
    first, labelled, heading, number = _above(view, at, floor, taken)
    if labelled is not None:
        if is_field(view, labelled):
            return None
        return _lettered_below(view, labelled, at) or (_numbered_above(view, labelled), "label")
    if heading is not None:
        text = parts[heading].text
        only = is_only(text, "section", "key", "answer", "options", "meta", "faq")
        inside = _texts(view, heading + 1, at)
        if _asks_itself(view, heading, only=only, numbered=number is not None):
            return heading, "heading"
        if number is not None:
            each = _are_answered(view, number, at)
            return (heading, "heading") if each and not only else (number, "number")
        if _is_under_task(view, heading, at):
            return heading, "heading"
        does_ask = any(asks_somewhere(parts[i].text) for i in inside)
        first = heading + 1
        if folded and inside and _folds_more(view, at):
            only = True  # it stands above several
        if not only and (not inside or (folded and not does_ask)) and not _is_faq(text):
            return (heading, "heading") if folded or _may_ask(view, heading) else None
        if inside and not does_ask and parts[heading].text != without_worth(parts[heading].text):
            return heading, "heading"  # "Part 1.2 [6 points]"
        first = heading + 1
    if number is not None:
        return number, "number"
    inside = _texts(view, first, at)
    if not inside:
        return None
    item = _own_item(view, at)
    if item is not None and item >= first and not folded:
        return item, "plain"
    begin = _paragraph(view, inside)
    whole = " ".join(parts[i].text for i in inside if i >= begin and parts[i].kind != "fence")
    if asks_somewhere(whole) or begins_to_judge(whole) or bids_somewhere(whole):
        return begin, "plain"
    if heading is not None and is_only(parts[heading].text, "section") and bids(whole):
        return begin, "plain"  # "How many soups are cold", below "Questions"
    asking = [i for i in inside if parts[i].kind != "fence" and asks_somewhere(parts[i].text)]
    if asking:
        return _block_start(view, asking[-1], inside), "plain"
    if not folded and (_asks_each(view, begin, at) or is_one_of_tasks(view, begin, at)):
        return begin, "plain"
    task = label(parts[begin].text, "task") if folded else None
    if (folded and view.folds_answers and parts[begin].kind == "line") or (task and task.rest):
        return begin, "plain"  # one of several: "Explain X." and a fold "Answer"
    return None


def _lettered_below(view: View, heading: int, at: int) -> tuple[int, str] | None:
    """Return where "(a) …" begins right below "## Question 1", if "(b)" follows the answer: each is
    a question of its own.
    """
    own, below = view.parts[heading], view.parts[heading + 1]
    if own.kind != "heading" or below.kind != "line" or _LETTERED["a"].match(below.text) is None:
        return None
    for part in view.parts[at : at + FAR]:
        if part.kind == "heading":
            return None
        if part.kind == "line" and _LETTERED["b"].match(part.text) is not None:
            return heading + 1, "plain"
    return None


def callout_above(view: View, at: int, floor: int) -> tuple[int, str] | None:
    """Return where `!!! question` begins whose end stands right above `!!! answer`."""
    above = view.parts[at - 1] if at else None
    fold = view.fold_closed(at - 1) if above is not None and above.kind == "close" else None
    if fold is None or above is None or fold.open < floor:
        return None
    return (fold.open, "label") if above.info.lstrip("?+![") in _ASKING else None


def _numbered_above(view: View, at: int) -> int:
    """Return where "## Question 1: Roux" stands above "### Question" and fields about it, or `at`:
    it has the number.
    """
    start = view.starts(at)
    if view.parts[at].kind != "heading" or start is None or start.text or start.number:
        return at
    for n in range(at - 1, max(-1, at - FAR), -1):
        part = view.parts[n]
        if part.kind == "heading":
            own = view.starts(n)
            named = own is not None and own.style == "label" and bool(own.number)
            return n if named and part.level < view.parts[at].level else at
        if part.kind != "rule" and not FIELD.match(part.text):
            return at
    return at


def _are_answered(view: View, last: int, at: int) -> bool:
    """Tell whether the answer at part `at` has a number for each of the list that `last` ends: they
    are one question, as statements to judge are.
    """
    count = int(view.parts[last].number or 0)
    behind = [part.number for part in view.parts[at + 1 : at + FAR] if part.number][:count]
    return count > 1 and behind == [str(n + 1) for n in range(count)]


def _leads(view: View, first: int, at: int) -> bool:
    """Tell whether a numbered line can be what asks: it does, or nothing stands between it and the
    answer but what belongs to it.
    """
    parts = view.parts
    own = parts[first]
    if not own.items or asks_somewhere(own.text):
        return True
    if begins_to_bid(own.text) and parts[at - 1].block == own.block:
        return True
    return all(
        part.items[: len(own.items)] == own.items
        or part.block == own.block
        or part.kind in ("rule", "comment")
        for part in parts[first + 1 : at]
    )


def _asks_each(view: View, first: int, at: int) -> bool:
    """Tell whether each item below a heading such as "Self-check" has its answer in a quote."""
    part = view.parts[first]
    return bool(part.mark and view.parts[at].quoted and view.is_study_section(at))


def _own_item(view: View, at: int) -> int | None:
    """Return where the list item begins that holds what asks and, below it, a labelled answer:
    it asks even without a question mark.
    """
    part = view.parts[at]
    if not part.items or part.mark:
        return None
    for n in range(at - 1, max(-1, at - 8), -1):
        if view.parts[n].mark and view.parts[n].items == part.items:
            return n if len(view.parts[n].text.split()) > 2 and not is_field(view, n) else None
    return None


def _asks_itself(view: View, heading: int, *, only: bool, numbered: bool) -> bool:
    """Tell whether a heading asks, or is the title of what does; not if a number stands below."""
    if heading in view.solved and not numbered:
        return True
    asking = asks_somewhere(view.parts[heading].text)
    return not only and (asking or (view.starts(heading) is not None and not numbered))


def _folds_more(view: View, at: int) -> bool:
    """Tell whether behind a fold another answer is folded away, before the next heading."""
    for n in range(at + 1, len(view.parts)):
        if view.parts[n].kind == "heading" and view.fold_around(n) is None:
            return False
        fold = view.folds.get(n)
        if fold is not None and view.hides_answer(fold) and view.fold_around(n) is None:
            return True
    return False


def _may_ask(view: View, heading: int) -> bool:
    """Tell whether a heading that asks nothing can be what a visible answer is for."""
    text = view.parts[heading].text
    count = len(plain(text).split())
    studied = view.is_study(heading) and _TITLE.search(plain(text)) is None
    return (count > _PAIR and studied) or (count >= _PAIR and begins_to_bid(text))


def _is_under_task(view: View, heading: int, at: int) -> bool:
    """Tell whether a heading "Solution" stands under one such as "Set 2, problem 3"."""
    above, own = view.parts[heading], view.parts[at]
    if own.kind != "heading" or above.kind != "heading" or own.level <= above.level:
        return False
    named = plain(above.text).split()
    asks_for = any(word in words("question") or word in words("task") for word in named)
    return asks_for and any(word.strip("#.:()").isdigit() for word in named)


def _fold_beside(view: View, at: int, floor: int) -> int | None:
    """Return where a fold begins that stands between a question and its answer and is neither: a
    hint, what it takes ("Prerequisites"), or a note in a box.
    """
    fold = view.fold_closed(at)
    if fold is None or fold.open < floor or fold.summary == fold.open:
        return None
    said = view.summary(fold)
    if is_only(said, "hint"):
        return fold.open
    if is_only(said, "explanation") or view.parts[at].info.lstrip("?+![") in _ASKING:
        return None
    asking = view.starts(fold.summary) is not None or asks_somewhere(said) or begins_to_bid(said)
    return None if asking or view.hides_answer(fold) else fold.open


def _texts(view: View, first: int, at: int) -> list[int]:
    found: list[int] = []
    n = first
    while n < at:
        fold = view.folds.get(n)
        if fold is not None and fold.end <= at:
            n = fold.end
            continue
        if view.parts[n].kind not in ("rule", "comment", "open", "close"):
            found.append(n)
        n += 1
    return found


def _is_faq(text: str) -> bool:
    return any(word in words("faq") for word in plain(text).split())


def _paragraph(view: View, inside: list[int]) -> int:
    at = _block_start(view, inside[-1], inside)
    while at > inside[0] and view.parts[at].kind != "line" and at - 1 in inside:
        at = _block_start(view, at - 1, inside)
    return at


def _block_start(view: View, at: int, inside: list[int]) -> int:
    block = view.parts[at].block
    while at - 1 in inside and view.parts[at - 1].block == block:
        at -= 1
    return at
