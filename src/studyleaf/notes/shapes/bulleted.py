"""D1: bullets and lines in bold that ask, below a heading such as "Review questions"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from studyleaf.notes.answers.answering import answers, waits
from studyleaf.notes.answers.item import CHOICES, CODE, Item
from studyleaf.notes.answers.items import build_item
from studyleaf.notes.answers.runs import (
    CERTAIN,
    MOST,
    NEARLY_ALL,
    is_glued,
    items_of,
    questions_of,
)
from studyleaf.notes.lines.asking import asks_somewhere, without_worth
from studyleaf.notes.lines.bidding import asks_unmarked, bids_somewhere
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.labels import plain
from studyleaf.notes.lines.statements import verdict
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 3
_MANY = 8
_OUTSIDE = 0.1  # of the parts of a file that is one list
_WRAPPED = 6  # lines
_FAR = 400  # parts above which a heading is looked for


def bulleted(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield bullets and lines in bold that ask, below a heading such as "Review questions"."""
    kept: list[tuple[int, bool, list[Item]]] = []
    listed = _is_one_list(view)
    for run in _plain_runs(view, listed=listed):
        found = items_of(view, run, taken)
        others = sum(taken[at] for at in run)
        good = max(_all_glued(view, found), questions_of(view, found, others), key=len)
        if listed and good:  # between so many, what asks nothing does, too
            good = [item._replace(asking=True) for item in found if item is not None]
        known = {item.first for item in good}
        if len(known) > 1:
            good += [
                one for one in found if one and one.first not in known and _is_asked_back(view, one)
            ]
        named = view.names_questions(run[0]) and not _is_of_any_kind(view, run[0])
        vague = not (named or listed)
        share = NEARLY_ALL if vague else MOST
        if len(good) + others >= share * len(run):
            kept.append((len(run), vague, good))
    items = max(_enough(kept), _scattered(view, taken), key=len)
    for item in items:
        asked = build_item(view, item) if item.asking else None
        if asked is not None:
            yield item.first, item.end, asked


def _enough(kept: Sequence[tuple[int, bool, list[Item]]]) -> list[Item]:
    """Return the items of the runs that are long enough, or that the others speak for."""
    found: list[Item] = []
    sure = sum(count for count, vague, _ in kept if not vague)  # a section can be short
    for count, vague, good in kept:
        if vague:
            least = CERTAIN if sure < 2 * CERTAIN else _FEWEST
        else:
            least = _FEWEST if sure < CERTAIN else 1
        found += sorted(good) if count >= least else []
    return found


def _scattered(view: View, taken: Sequence[bool]) -> list[Item]:
    """Return the bullets that ask, each over others further in, of notes for an exam: many, and
    half of the bullets there that stand over others.
    """
    outer = [
        at
        for at, part in enumerate(view.parts)
        if part.mark and not part.number and len(part.items) == 1 and not part.quoted
        if view.is_study(at)
    ]
    if len(outer) < _MANY:
        return []
    found = items_of(view, outer, taken)
    found = [item if item is not None and item.form == "list" else None for item in found]
    over = [item for item in found if item is not None]
    asked = [one for one in over if one.asking and answers(view, one)]
    counts = Counter(one.listed for one in asked if one.listed >= CHOICES)
    if max(counts.values(), default=0) * 2 > len(asked):
        return []  # choices, without a key
    return asked if len(asked) >= max(_MANY, len(over) / 2) else []


def _all_glued(view: View, found: Sequence[Item | None]) -> list[Item]:
    """Return all items of a list of questions of which each has its answer in the next line, and
    half ask: "Print the menu" does so, too. Elsewhere each answer must be code, and many be so.
    """
    known = [item for item in found if item is not None]
    items = [item for item in known if is_glued(view, item)]
    least = CERTAIN
    if not known or not view.in_questions(known[0].first):
        items = [item for item in known if _is_code(view, item)]
        least = 2 * CERTAIN
    if len(items) < max(least, NEARLY_ALL * len(found)):
        return []
    asks = sum(item.asking for item in items) * 2 >= len(items)
    return [item._replace(asking=True) for item in items] if asks else []


def _is_code(view: View, item: Item) -> bool:
    """Tell whether the answer of an item is code, in a fence or on a line."""
    last = view.parts[item.end - 1]
    text = last.text.strip()
    return last.kind in CODE or (text[:1] == text[-1:] == "`" and len(text) > len("``"))


def _is_asked_back(view: View, item: Item) -> bool:
    """Tell whether a question stands over one bullet, which asks as well."""
    alone = item.asking and item.listed == 1 and item.end == item.body + 1
    return alone and not waits(view, item)


def _is_of_any_kind(view: View, at: int) -> bool:
    """Tell whether the heading above says "Questions" and no more: a meeting has some, too."""
    for n in range(at - 1, max(-1, at - _FAR), -1):
        if view.parts[n].kind == "heading":
            return plain(view.parts[n].text) in ("questions", "question")
    return False


def _plain_runs(view: View, *, listed: bool) -> Iterator[list[int]]:
    """Yield the bullets of one list, or the lines in bold of one section, of which many ask; with
    `listed`, wherever they stand.
    """
    open_: dict[tuple[str, int], list[int]] = {}
    for at, part in enumerate(view.parts):
        if part.kind in ("heading", "rule"):
            yield from open_.values()
            open_ = {}
        if part.kind != "line" or part.quoted or view.in_faq(at):
            continue
        if not listed and not view.is_study(at):
            continue
        if part.mark and not part.number and view.label(at) is None:
            open_.setdefault(("bullet", len(part.items)), []).append(at)
        elif _is_bold_question(view, at):
            open_.setdefault(("bold", 0), []).append(at)
    yield from open_.values()


def _is_one_list(view: View) -> bool:
    """Tell whether a file is hardly anything but a long list, of which most items ask."""
    outside = sum(
        not part.items and part.kind not in ("heading", "rule", *CODE) for part in view.parts
    )
    if outside > _OUTSIDE * len(view.parts):
        return False
    outer = [n for n, part in enumerate(view.parts) if part.mark and len(part.items) == 1]
    if any(view.parts[at].number for at in outer):
        return False
    asking = sum(
        _asks(view, at, end) for at, end in pairwise([*outer, len(view.parts)] if outer else [])
    )
    return asking >= max(2 * CERTAIN, (NEARLY_ALL if outside else MOST) * len(outer))


def _asks(view: View, first: int, end: int) -> bool:
    """Tell whether a paragraph of an item asks or bids, or a verdict stands below it."""
    for part in view.parts[first:end]:
        if part.kind not in ("line", "code", *CODE) or (part.mark and part.items[1:]):
            return False
        if verdict(part.text.strip("`")) and part is not view.parts[first]:
            return True
        if part.kind == "line" and (asks_somewhere(part.text) or asks_unmarked(part.text)):
            return True
    return False


def _is_bold_question(view: View, at: int) -> bool:
    """Tell whether a line in bold asks, which can be broken into several."""
    part = view.parts[at]
    if not part.text.startswith("**") or part.items or part.start != part.block:
        return False
    for end in range(at, min(at + _WRAPPED, len(view.parts))):
        own = view.parts[end]
        if own.block != part.block or view.starts(end) is not None:
            return False
        if "**" in (own.text[2:] if own is part else own.text):
            if own.text.rstrip("\\ ").endswith(("?**", "？**")):  # with the sign of a break
                return True
            return view.is_study(at) and _bids(view, at, end + 1)
    return False


def _bids(view: View, first: int, end: int) -> bool:
    """Tell whether lines are all in bold, and ask before their end or bid to answer."""
    text = "\n".join(part.text for part in view.parts[first:end]).rstrip("\\ ")
    whole = WHOLE_BOLD.fullmatch(text)
    if whole is None:
        return False
    own = without_worth(whole[2])  # "(b) Computation (7 marks)" is a title
    return asks_somewhere(own) or asks_unmarked(own) or bids_somewhere(own)
