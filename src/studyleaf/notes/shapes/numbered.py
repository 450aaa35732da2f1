"""D7: numbered questions, and below each what answers it, without any label.

One such question alone could be a step or a title. So they are read only as a run: numbers go up,
most ask, and nearly all have something below. Without study in the name of the file or of a
section above, a run must be longer, and everything that is read must ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studyleaf.notes.asked import explanation, whole_lines
from studyleaf.notes.labels import is_only
from studyleaf.notes.marks import asks, asks_somewhere
from studyleaf.notes.open import unbold
from studyleaf.notes.pieces import Asked
from studyleaf.notes.statements import asks_to_judge
from studyleaf.notes.view import View
from studyleaf.notes.wording import stem

_PAIR = 2
_FEWEST = 3
_CERTAIN = 5  # so many show that it is a list of questions, where nothing else says so
_HALF = 0.5
_MOST = 0.75
_NEARLY_ALL = 0.9
_LONGEST = 80  # parts that an answer outside the list may have
_CODE = ("fence", "code")
_CHOICES = 3  # so many bullets may be choices
# "Which of the following …": what stands below is what to choose from
_FOLLOWING = re.compile(
    r"\b(?:following|below|siguientes?|seguintes?|a seguir|suivante?s?|ci-dessous|folgende[nrs]?"
    r"|seguenti|següents?|följande|aşağıdaki\w*)\b|次の|다음|下列|以下|следующ",
    re.IGNORECASE,
)


class _Item(NamedTuple):
    """What asks is `first:body`, what answers `body:end`."""

    first: int
    body: int
    end: int
    asking: bool
    form: str
    """What answers first: `code`, `quote`, `list` or `text`."""
    listed: int
    """The number of items where it begins with a list."""


def numbered(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    kept: dict[tuple[str, int, int], list[list[_Item]]] = {}
    for key, run in _runs(view):
        if len(run) < _PAIR:
            continue
        found = [_item(view, run, n, taken) for n in range(len(run))]
        good = _good(view, found, sum(taken[at] for at in run)) or _tasks(view, found)
        if good:
            kept.setdefault(key, []).append(good)
    for runs in kept.values():
        count = sum(len(run) for run in runs)
        for items in runs:
            if _is_enough(view, items[0].first, count):
                for item in items:
                    asked = _make(view, item)
                    if asked is not None:
                        yield item.first, item.end, asked


def _is_enough(view: View, first: int, count: int) -> bool:
    """Tell whether so many speak for each other. Headings of an article have numbers, too."""
    if count >= _CERTAIN:
        return view.parts[first].kind != "heading" or view.is_study(first)
    study = view.names_questions if view.parts[first].kind == "heading" else view.is_study
    return count >= _FEWEST and study(first)


def _runs(view: View) -> Iterator[tuple[tuple[str, int, int], list[int]]]:
    """Yield the parts with numbers that go up, of headings of one level or items equally deep."""
    open_: dict[tuple[str, int, int], list[int]] = {}
    for at, part in enumerate(view.parts):
        start = view.starts(at)
        if start is None or start.style != "number" or not start.number.isdigit():
            continue
        if not start.text or part.quoted:
            continue
        if part.kind == "summary" or (part.kind == "line" and part.start != part.block):
            continue
        if view.fold_around(at) is not None or view.in_faq(at):
            continue
        key = (part.kind, part.level, len(part.items) if part.mark else -1)
        run = open_.setdefault(key, [])
        before = view.starts(run[-1]) if run else None
        if before is not None and int(start.number) <= int(before.number):
            yield key, run
            run = open_[key] = []
        run.append(at)
    yield from open_.items()


def _item(view: View, run: Sequence[int], n: int, taken: Sequence[bool]) -> _Item | None:
    """Divide what a number begins into what asks and what answers."""
    first = run[n]
    if taken[first]:
        return None
    last = n + 1 == len(run)
    limit = len(view.parts) if last else run[n + 1]
    end = _end(view, first, limit, taken, last=last)
    body = _stem_end(view, first, end)
    if body >= end:
        return None
    asking = _asks(view, first, body)
    return _Item(first, body, end, asking, _form(view, first, body), _listed(view, body, end))


def _form(view: View, first: int, body: int) -> str:
    own, part = view.parts[first], view.parts[body]
    if part.kind in _CODE:
        return "code"
    if part.quoted > own.quoted:
        return "quote"
    return "list" if part.mark else "text"


def _listed(view: View, body: int, end: int) -> int:
    """Count the items of the list that an answer begins with."""
    own = view.parts[body]
    if not own.mark:
        return 0
    depth = len(own.items)
    count = 0
    for part in view.parts[body:end]:
        if len(part.items) < depth or part.quoted != own.quoted:
            break
        count += bool(part.mark) and len(part.items) == depth
    return count


def _end(view: View, first: int, limit: int, taken: Sequence[bool], *, last: bool) -> int:
    own = view.parts[first]
    inside = first + 1
    while (
        own.mark
        and inside < limit
        and not taken[inside]
        and view.parts[inside].items[: len(own.items)] == own.items
    ):
        inside += 1
    at = max(inside, first + 1)
    if last and own.mark and _stem_end(view, first, at) < at:
        return at
    while at < limit and not taken[at] and at - first < _LONGEST:
        part = view.parts[at]
        if part.kind == "rule" or view.is_navigation(at):
            break
        if part.kind == "heading" and (own.kind != "heading" or part.level <= own.level):
            break
        if (
            last
            and own.kind != "heading"
            and at > inside
            and part.block != view.parts[at - 1].block
        ):
            break
        at += 1
    return at


def _is_new(view: View, at: int) -> bool:
    return view.parts[at].block != view.parts[at - 1].block


def _stem_end(view: View, first: int, end: int) -> int:
    """Return where the paragraph ends that asks; the one below a heading may ask with it."""
    own = view.parts[first]
    at = first + 1
    while at < end and view.parts[at].block == own.block and not view.parts[at].mark:
        at += 1
    if own.kind != "heading" or asks_somewhere(own.text) or at >= end:
        return at
    below = at
    while below < end and view.parts[below].block == view.parts[at].block:
        below += 1
    text = " ".join(part.text for part in view.parts[at:below] if part.kind == "line")
    return below if asks(text) and not view.parts[at].mark else at


def _asks(view: View, first: int, end: int) -> bool:
    text = _text(view, first, end)
    return asks_somewhere(text) or asks_to_judge(text)


def _text(view: View, first: int, end: int) -> str:
    return " ".join(part.text for part in view.parts[first:end])


def _good(view: View, items: Sequence[_Item | None], others: int) -> list[_Item]:
    """Return the items of a run that are questions: all, those that ask, or none.

    What other readers took already, `others`, speaks for the run.
    """
    found = [item for item in items if item is not None and _answers(view, item)]
    if not found or (len(found) + others) < _MOST * len(items):
        return []
    counts = Counter(item.listed for item in found if item.listed >= _CHOICES)
    if max(counts.values(), default=0) * 2 > len(found):
        return []  # choices, without a key
    first = found[0].first
    asking = [item for item in found if item.asking]
    form, same = Counter(item.form for item in found).most_common(1)[0]
    alike = same >= _MOST * len(found)
    if alike and form in ("quote", "code"):
        found = [item for item in found if item.listed < _CHOICES]
    share = (len(asking) + others) / len(items)
    if view.is_study(first) and share >= _MOST:
        return found
    if alike and share >= (_HALF if form == "quote" else _MOST):
        return found
    return asking if share >= _NEARLY_ALL else []


def _tasks(view: View, items: Sequence[_Item | None]) -> list[_Item]:
    """Return the items of a run that are tasks, each with the commands that do it."""
    found: list[_Item] = []
    for item in items:
        if item is None or not view.names_questions(item.first):
            continue
        body = item.body
        while body < item.end and view.parts[body].kind == "line":
            body += 1
        if body < item.end and view.parts[body].kind in _CODE:
            found.append(item._replace(body=body, form="code"))
    return found if len(found) >= max(_CERTAIN, _MOST * len(items)) else []


def _answers(view: View, item: _Item) -> bool:
    """Tell whether what stands below is an answer, and no list of questions or blanks to fill."""
    said = [view.parts[at] for at in range(item.body, item.end)]
    said = [part for part in said if part.kind not in ("comment", "rule")]
    if not said or is_only(view.parts[item.first].text, "section", "key", "meta", "todo"):
        return False
    kinds = Counter(asks_somewhere(part.text) for part in said if part.kind == "line")
    if any(view.option(at) is not None for at in range(item.body, item.end)):
        return False
    if item.listed >= _CHOICES and _FOLLOWING.search(_text(view, item.first, item.body)):
        return False
    return not kinds[True] or kinds[True] * 2 < sum(kinds.values())


def _only_item(view: View, item: _Item) -> str:
    """Return the text of an answer that is a list of one item, of one line."""
    part = view.parts[item.body]
    return part.text if part.mark and item.end == item.body + 1 else ""


def _make(view: View, item: _Item) -> Asked | None:
    asking = stem(view, item.first, item.body)
    answer, hints, structure = explanation(view, range(item.body, item.end), ())
    if not asking.prompt or not answer.strip():
        return None
    start = view.starts(item.first)
    return Asked(
        view.parts[item.first].start,
        view.parts[item.end - 1].end,
        "D7",
        asking.prompt,
        tuple(asking.scenario),
        asking.stem,
        answer=unbold(_only_item(view, item) or answer),
        hints=hints,
        number=(start.number or None) if start is not None else None,
        structure=whole_lines(view, item.first, item.end, [*asking.structure, *structure]),
    )
