"""Answers that stand in sight or folded away → drafts of open questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyleaf.notes.answers.askers import FAR, LINK, begin_above, callout_above
from studyleaf.notes.answers.key_lines import entries_at, entry_at
from studyleaf.notes.answers.short import answers_above, short_a
from studyleaf.notes.answers.solved import answers as tells
from studyleaf.notes.blocks.folds import Fold
from studyleaf.notes.lines.asking import asks, asks_somewhere, without_worth
from studyleaf.notes.lines.bidding import bids, bids_somewhere
from studyleaf.notes.lines.labels import Label, is_only, label
from studyleaf.notes.lines.statements import begins_to_judge
from studyleaf.notes.parts import Part
from studyleaf.notes.tails import Tail, own_end
from studyleaf.notes.view import View

# what troubles have as well as exercises
_SOLUTIONS = (
    *("solu", "lösung", "oplossing", "lösning", "løsning", "ratkaisu", "rozwiąz", "řešení"),
    *("riešenie", "rješenje", "решени", "розв", "рішен", "çözüm", "megoldás", "giải pháp", "λύση"),
    *("解决", "解決", "해결"),
)
_SEVERAL = 3
# "**Short Answer (8-10):** Write briefly", the title of a part
_OF_MANY = re.compile(r"[*_\s]{0,3}[^\W\d_][^():]{0,40}\(\d{1,3}\s?[-–]\s?\d{1,3}\)")


@dataclass(slots=True)
class Reply:
    """An open question as indexes of parts: the stem is `start:at`, the answer `body:end`."""

    start: int
    at: int
    body: int
    end: int
    style: str
    """How it begins: `label`, `number`, `heading`, `plain`."""
    label: Label | None = None
    """The label of the answer, where it has one."""
    fold: Fold | None = None


def replies(view: View, taken: Sequence[bool]) -> list[Reply]:
    """Return open questions whose answer is labelled or folded away."""
    left: list[int] = []
    found = list(_replies(view, taken, left))
    solved = sum(one.label is not None and one.label.word.startswith(_SOLUTIONS) for one in found)
    if left and solved >= max(_SEVERAL, len(left)):  # between exercises, what asks nothing is one
        return list(_replies(view, taken, [], remedies=False))
    return found


def _replies(
    view: View, taken: Sequence[bool], left: list[int], *, remedies: bool = True
) -> Iterator[Reply]:
    """Yield such questions; with `remedies`, leave what has a solution as a trouble has, and keep
    in `left` where it stands.
    """
    floor = 0
    at = 0
    pending: Reply | None = None
    while at < len(view.parts):
        if taken[at]:
            if pending is not None:
                yield _bounded(view, pending, at, taken)
                pending = None
            at += 1
            floor = at
            continue
        found = _answer_at(view, at)
        if found is None:
            at += 1
            continue
        label_, fold, body = found
        begin = begin_above(view, at, floor, taken, folded=fold is not None)
        begin = begin or callout_above(view, at, floor)
        if label_ is not None and label_.number:
            begin = _of_number(view, at, floor, label_.number) or begin
        if begin is not None and fold is not None and _is_vague(view, fold):
            begin = begin if _surely_asks(view, begin, at) else None
        if begin is not None and (
            _is_of_several(view, begin[0], at) or _is_next_item(view, begin[0], at)
        ):
            begin = None
        if begin is not None and pending is not None and _is_all_of(pending, begin[0]):
            begin = None
        if begin is not None and label_ is not None and _remedies(view, begin, at, label_):
            begin = None if remedies else begin
            left.append(at)
        if begin is None:
            at = fold.end if fold is not None and view.hides_answer(fold) else at + 1
            continue
        if pending is not None:
            yield _bounded(view, pending, begin[0], taken)
        pending = Reply(begin[0], at, body, 0, begin[1], label_, fold)
        at = fold.end if fold is not None else at + 1
        floor = at
    if pending is not None:
        yield _bounded(view, pending, len(view.parts), taken)


def _is_all_of(pending: Reply, begin: int) -> bool:
    """Tell whether all that a labelled answer has below its label begins at part `begin`:
    "**Answer:**", "**Cause:** …", "**Solution:** …".
    """
    alone = pending.label is not None and not pending.label.rest
    return alone and pending.fold is None and begin == pending.at + 1


def _of_number(view: View, at: int, floor: int, number: str) -> tuple[int, str] | None:
    """Return where the question begins whose number an answer repeats, a rule between or not."""
    for n in range(at - 1, max(floor, at - FAR) - 1, -1):
        start = view.starts(n)
        if start is not None and start.style == "label":
            return (n, "label") if start.number == number else None
        if view.parts[n].kind in ("open", "close") or view.label(n) is not None:
            return None
    return None


def _is_next_item(view: View, first: int, at: int) -> bool:
    """Tell whether "4. Answer: …" follows "3. Points: …", which asks nothing: a list of fields."""
    own, above = view.parts[at], view.parts[first]
    if not own.number or not above.number or own.items[:-1] != above.items[:-1]:
        return False
    return own.number == str(int(above.number) + 1) and not asks_somewhere(above.text)


def _is_of_several(view: View, first: int, at: int) -> bool:
    """Tell whether the heading "Answers" stands above a list, and the question is an item of one:
    it is the title of a key that is read elsewhere, or that nobody can read.
    """
    own, below = view.parts[at], view.parts[at + 1] if at + 1 < len(view.parts) else None
    if own.items or below is None or not is_only(own.text, "key"):
        return False
    if own.kind == "heading" and view.parts[first].mark and below.mark:
        return True
    start = view.starts(first)
    return start is not None and start.number.isdigit() and _counts_to(view, at, int(start.number))


def _counts_to(view: View, title: int, count: int) -> bool:
    """Tell whether what stands below "Answers" has the numbers from 1 to that of the question
    above it, or beyond: it answers those before it as well.
    """
    expected = 1
    for at in range(title + 1, min(len(view.parts), title + FAR)):
        entry = entry_at(view, at) if view.parts[at].kind != "table" else None
        rows = entries_at(view, at) if view.parts[at].kind == "table" else []
        for number in [row.number for row in rows] or ([entry.number] if entry else []):
            if number != str(expected):
                return False
            expected += 1
        if expected > count:
            return count >= _SEVERAL
    return False


def _remedies(view: View, begin: tuple[int, str], at: int, told: Label) -> bool:
    """Tell whether "Solution: …" says what to do about a trouble that stands above, which asks
    nothing: "1. The soup is salty", "Problem: the stove is cold".
    """
    first, style = begin
    named = label(view.parts[first].text, "question") if style == "label" else None
    if not told.word.startswith(_SOLUTIONS) or told.number:
        return False
    if style == "label" and (named is None or named.word != "problem"):
        return False
    texts = [view.parts[n].text for n in range(first, at)]
    # "When the lid is off, the soup is cold" begins like a question, and is a trouble
    bid = bids_somewhere if named is not None else bids
    if any(asks_somewhere(text) or bid(text) or begins_to_judge(text) for text in texts):
        return False
    if without_worth(texts[0]) != texts[0]:
        return False  # "Part 2.1 [4 points]"
    own, above = view.starts(first), view.starts(first - 1) if first else None
    exercise = above is not None and bool(above.number)  # "### Exercise 1", "**Problem:** …"
    bidding = own is not None and bid(own.text)
    return not (exercise or bidding or view.names_questions(first))


def _surely_asks(view: View, begin: tuple[int, str], at: int) -> bool:
    """Tell whether what stands above a fold without a summary is a question all the same."""
    first, style = begin
    own = view.starts(first)
    if style == "label":
        return True
    if view.is_study(at) and bids(own.text if own is not None else view.parts[first].text):
        return True
    fold = view.folds.get(at)
    unfolds = fold is not None and is_only(view.summary(fold), "unfold")
    if unfolds and style != "number" and not view.is_study(at):
        return False  # "Click to expand", of which a README has many
    return asks_somewhere(" ".join(view.parts[n].text for n in range(first, at)))


def _answer_at(view: View, at: int) -> tuple[Label | None, Fold | None, int] | None:
    fold = view.folds.get(at)
    if fold is not None:
        hides = view.hides_answer(fold) and fold.close > fold.body
        if hides and not view.summary(fold).strip() and _only_leads_on(view, fold):
            hides = False
        named = label(view.summary(fold), "hint") if hides else None
        return (None, fold, fold.body) if hides and named is None else None
    named = view.label(at)
    part = view.parts[at]
    if tells(named):
        return (named, None, at) if _OF_MANY.match(part.text) is None else None
    rest = short_a(view, at) if part.kind in ("line", "heading") else None
    if rest is not None and answers_above(view, at):
        return Label("answer", "a", "", rest), None, at
    return None


def _is_vague(view: View, fold: Fold) -> bool:
    """Tell whether a summary doesn't say that an answer follows: it is empty, or "Explanation"."""
    said = view.summary(fold).strip()
    if not said or is_only(said, "unfold"):
        return True
    return label(said, "explanation") is not None and label(said, "answer") is None


def _only_leads_on(view: View, fold: Fold) -> bool:
    """Tell whether a fold without a summary holds nothing but links: "Further reading"."""
    return all(LINK.fullmatch(view.parts[n].text) for n in range(fold.body, fold.close))


def _bounded(view: View, reply: Reply, limit: int, taken: Sequence[bool]) -> Reply:
    """Find where the answer ends: at the next question, heading, or rule."""
    parts = view.parts
    own = parts[reply.start]
    level = own.level if own.kind == "heading" else 0
    around = view.fold_around(reply.at)
    if around is not None and around.open <= reply.start:
        limit = min(limit, around.end)  # what stands in a callout ends with it
    at = reply.fold.end if reply.fold is not None else reply.at + 1
    after_fold = reply.fold is not None
    titled = _is_titled(view, reply, at)
    floor = min(level, parts[at].level) if titled else 0
    while at < limit and not taken[at]:
        part = parts[at]
        start = view.starts(at)
        fold = view.folds.get(at)
        if fold is not None:
            if not view.hides_answer(fold) and (after_fold or asks(view.summary(fold))):
                break
            at = min(fold.end, limit)
            continue
        named = view.label(at)
        inner = (level and part.level > level) or (titled and start is None and part.level >= floor)
        if part.kind == "heading" and named is None and not inner:
            told = parts[reply.at]
            if told.kind != "heading" or part.level < told.level or start is not None:
                break
            if at > reply.at + 1 and limit == len(parts):
                break  # "Step 2" is of the answer where another answer follows
        if part.kind == "rule" or view.is_navigation(at):
            break
        if start is not None and start.style == "label":
            break
        if after_fold and named is None and part.kind != "heading":
            break
        if reply.style == "number" and start is not None and _next_number(view, reply, at):
            break
        if named is not None and named.kind == "answer" and reply.label is not None and named.rest:
            break
        listed = bool(own.items) and parts[reply.at].items[: len(own.items)] == own.items
        outside = (reply.style == "plain" or listed) and not part.items
        if outside and reply.fold is None and asks(without_worth(part.text)):
            break
        if part.mark and parts[reply.at].mark and asks(part.text) and _is_beside(part, reply, view):
            break
        at += 1
    first = reply.fold.end if reply.fold is not None else reply.at + 1
    at = own_end(view, Tail(reply.start, first, at, first)) if at > first else at
    reply.end = max(at, reply.body + 1, reply.at + 1)
    return reply


def _is_titled(view: View, reply: Reply, at: int) -> bool:
    """Tell whether "### Answer" has "## A raft" right below it, at part `at`: the answer has titles
    of its own.
    """
    parts, start = view.parts, view.starts(reply.start)
    counted = start is not None and parts[reply.start].kind == "heading"
    if reply.fold is not None or not (reply.style == "label" or counted):
        return False
    heads = at < len(parts) and parts[at].kind == "heading"
    return heads and parts[reply.at].kind == "heading"


def _is_beside(part: Part, reply: Reply, view: View) -> bool:
    """Tell whether a list item stands no deeper than the one that answers."""
    return len(part.items) <= len(view.parts[reply.at].items)


def _next_number(view: View, reply: Reply, at: int) -> bool:
    first, here = view.starts(reply.start), view.starts(at)
    if first is None or here is None or not first.number.isdigit() or not here.number.isdigit():
        return False
    return int(here.number) == int(first.number) + 1
