"""D1: numbered questions, and below each what answers it, without any label.

One such question alone could be a step or a title. So they are read only as a run: numbers go up,
most ask, and nearly all have something below. Without study in the name of the file or of a
section above, a run must be longer, and everything that is read must ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.answering import waits
from studyleaf.notes.answers.item import CODE, Item, own_text
from studyleaf.notes.answers.items import build_item, is_of_task
from studyleaf.notes.answers.runs import CERTAIN, MOST, NEARLY_ALL, items_of, questions_of
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import bids_somewhere
from studyleaf.notes.lines.starts import Start
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_PAIR = 2
_FEWEST = 3
_MANY = 7  # headings
_Key = tuple[str, int, int]  # the kind of a run, the level of its headings, how deep its items are

_PART = re.compile(r"\*\*\(([b-h])\)\s")
_SUB = re.compile(r"[*_(]{0,3}([A-Ha-h])[.)]\s")


def numbered(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    kept: dict[_Key, list[list[Item]]] = {}
    short: list[tuple[_Key, list[Item]]] = []
    counts: Counter[_Key] = Counter()
    for key, run in _runs(view):
        if len(run) < _PAIR:
            continue
        found = items_of(view, run, taken)
        good = questions_of(view, found, sum(taken[at] for at in run))
        good = good or _tasks(view, found, CERTAIN) or _first_ones(view, run, found, taken)
        if good:
            kept.setdefault(key, []).append(good)
            known = {item.first for item in good}
            waiting = [one for one in found if one and one.asking and one.first not in known]
            counts[key] += len(good) + len(waiting) + sum(taken[at] for at in run)
        elif few := _tasks(view, found, _FEWEST):
            short.append((key, few))
    for key, few in short:  # as those of another section
        if counts[key] >= CERTAIN:
            kept[key].append(few)
    for key, runs in kept.items():
        for items in runs:
            if _is_enough(view, items[0].first, counts[key]) or _all_ask(view, items):
                for item in items:
                    asked = build_item(view, item)
                    if asked is not None:
                        yield item.first, item.end, asked


def _first_ones(
    view: View, run: Sequence[int], items: Sequence[Item | None], taken: Sequence[bool]
) -> list[Item]:
    """Return the questions of a run that goes on with what asks nothing, such as steps."""
    asking = [n for n, item in enumerate(items) if item is not None and item.asking]
    end = asking[-1] + 1 if asking else 0
    if end == len(run) or end < CERTAIN:
        return []
    return questions_of(view, items[:end], sum(taken[at] for at in run[:end]))


def _is_enough(view: View, first: int, count: int) -> bool:
    """Tell whether so many speak for each other. Headings of an article have numbers, too."""
    if count >= CERTAIN:
        return view.parts[first].kind != "heading" or view.is_study(first)
    study = view.names_questions if view.parts[first].kind == "heading" else view.is_study
    return count >= _FEWEST and study(first)


def _all_ask(view: View, items: Sequence[Item]) -> bool:
    """Tell whether headings of a run ask or bid, nearly all of them, and are many: no article has
    such titles.
    """
    if len(items) < _MANY or view.parts[items[0].first].kind != "heading":
        return False
    texts = [own_text(view, item) for item in items]
    asking = sum(map(asks_somewhere, texts))
    bidding = sum(bids_somewhere(text) and not asks_somewhere(text) for text in texts)
    return asking * 2 >= len(items) and asking + bidding >= NEARLY_ALL * len(items)


def _runs(view: View) -> Iterator[tuple[_Key, list[int]]]:
    """Yield the parts with numbers that go up, of headings of one level or items equally deep."""
    open_: dict[_Key, list[int]] = {}
    latest: _Key | None = None
    for at, part in enumerate(view.parts):
        start = view.starts(at)
        if start is None and latest in open_ and _is_next_part(view, open_[latest][-1], at):
            open_[latest].append(at)
            continue
        if start is None or start.style != "number" or not start.number.isdigit():
            continue
        if not start.text or part.quoted > view.names_questions(at):  # a mail can be quoted, too
            continue
        if part.kind == "summary" or (part.kind == "line" and part.start != part.block):
            if part.kind == "line" and latest in open_ and _is_due(view, open_[latest][-1], start):
                open_[latest].append(at)
            continue
        if view.fold_around(at) is not None or view.in_faq(at):
            continue
        bullet = bool(part.mark) and part.source.lstrip()[:1] in "-*+"  # "- 1. Chill it"
        kind = "bullet" if bullet else "quote" if part.quoted else part.kind
        key: _Key = (kind, part.level, len(part.items) if part.mark else -1)
        key = _gone_on(view, open_, key, int(start.number))
        run = open_.setdefault(key, [])
        counted = next((n for n in reversed(run) if view.starts(n) is not None), None)
        before = view.starts(counted) if counted is not None else None
        lazy = before is not None and start.number == before.number == "1"  # "1." for each
        lazy = lazy or (before is not None and _goes_on(before, start))
        if before is not None and int(start.number) <= int(before.number) and not lazy:
            yield key, run
            run = open_[key] = []
        run.append(at)
        latest = key
    yield from open_.items()


def _is_due(view: View, above: int, start: Start) -> bool:
    """Tell whether a line within a paragraph asks and has the number that is due: what was pasted
    has no blank line above it.
    """
    before = view.starts(above)
    due = before is not None and before.number.isdigit() and int(before.number) + 1
    return due == int(start.number) and (asks_somewhere(start.text) or bids_somewhere(start.text))


def _is_next_part(view: View, above: int, at: int) -> bool:
    """Tell whether "**(b) …**" goes on with "**7. (a) …**", also right below a list."""
    own = _PART.match(view.parts[at].text) if view.parts[at].kind == "line" else None
    if own is None or view.parts[at].source[:1].isspace():
        return False
    start = view.starts(above)
    before = _SUB.match(start.text if start is not None else view.parts[above].text)
    return before is not None and ord(own[1]) == ord(before[1].lower()) + 1


def _goes_on(before: Start, start: Start) -> bool:
    """Tell whether "2. b. …" follows "2. a. …"."""
    one, other = _SUB.match(before.text), _SUB.match(start.text)
    same = before.number == start.number and one is not None and other is not None
    return bool(same and one and other and ord(other[1].lower()) == ord(one[1].lower()) + 1)


def _gone_on(view: View, open_: dict[_Key, list[int]], key: _Key, number: int) -> _Key:
    """Return the run of headings of another level that a number goes on with, or `key`."""
    if key[0] != "heading" or number <= _FEWEST:
        return key
    for other, run in open_.items():
        before = view.starts(run[-1]) if len(run) >= _FEWEST and other[0] == "heading" else None
        if before is not None and int(before.number) == number - 1:
            return other
    return key


def _tasks(view: View, items: Sequence[Item | None], fewest: int) -> list[Item]:
    """Return the items of a run that are tasks, each with the commands that do it."""
    found: list[Item] = []
    quoted = 0
    for item in items:
        if item is None or not view.names_questions(item.first) or is_of_task(view, item.first):
            continue
        body = item.body
        while body < item.end and view.parts[body].kind == "line":
            body += 1
        if body < item.end and view.parts[body].kind in CODE and not waits(view, item):
            found.append(item._replace(body=body, form="code"))
        elif body == item.end and item.form == "quote" and not waits(view, item):
            found.append(item)  # "> Run `stir`, and taste."
            quoted += 1
    return found if len(found) - quoted >= max(fewest, MOST * len(items)) else []
