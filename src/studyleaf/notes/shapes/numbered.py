"""D1: numbered questions, and below each what answers it, without any label.

One such question alone could be a step or a title. So they are read only as a run: numbers go up,
most ask, and nearly all have something below. Without study in the name of the file or of a
section above, a run must be longer, and everything that is read must ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.items import (
    CHOICES,
    CODE,
    Item,
    answers,
    build_item,
    divided,
    is_of_task,
    own_text,
    waits,
)
from studyleaf.notes.answers.quoted import told_in_quotes
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import begins_to_bid, bids
from studyleaf.notes.lines.labels import plain
from studyleaf.notes.lines.starts import Start
from studyleaf.notes.lines.statements import verdict
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_PAIR = 2
_FEWEST = 3
_CERTAIN = 5  # so many show that it is a list of questions, where nothing else says so
_MANY = 7  # headings
_WRAPPED = 6  # lines
_FAR = 400  # parts above which a heading is looked for
_HALF = 0.5
_MOST = 0.75
_NEARLY_ALL = 0.9
# what no choices are given for
_FREELY = re.compile(
    r"\W*(?:how(?! (?:many|much|often|long|old|far)\b)|why|what are|in what ways?"
    r"|warum|wieso|wie(?! viele?\b)|pourquoi|comment|por ?qu[eéê]|c[oó]mo|come"
    r"|perch[eé]|waarom|hoe(?!veel)|как|почему|зачем)\b"
    r"|为什么|如何|怎么|なぜ|どのように|왜|어떻게",
    re.IGNORECASE,
)
_Key = tuple[str, int, int]  # the kind of a run, the level of its headings, how deep its items are

_SUB = re.compile(r"[*_(]{0,3}([A-Ha-h])[.)]\s")
_OPENING_QUOTES, _CLOSING_QUOTES = '"“„«', '"”“»'


def numbered(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    kept: dict[_Key, list[list[Item]]] = {}
    short: list[tuple[_Key, list[Item]]] = []
    counts: Counter[_Key] = Counter()
    for key, run in _runs(view):
        if len(run) < _PAIR:
            continue
        found = [divided(view, run, n, taken) for n in range(len(run))]
        found = told_in_quotes(view, _as_others(view, run, found, taken))
        good = _good(view, found, sum(taken[at] for at in run)) or _tasks(view, found, _CERTAIN)
        if good:
            kept.setdefault(key, []).append(good)
            counts[key] += len(good) + sum(taken[at] for at in run)
        elif few := _tasks(view, found, _FEWEST):
            short.append((key, few))
    for key, few in short:  # as those of another section
        if counts[key] >= _CERTAIN:
            kept[key].append(few)
    for key, runs in kept.items():
        for items in runs:
            if _is_enough(view, items[0].first, counts[key]) or _all_ask(view, items):
                for item in items:
                    asked = build_item(view, item)
                    if asked is not None:
                        yield item.first, item.end, asked


def _as_others(
    view: View, run: Sequence[int], found: Sequence[Item | None], taken: Sequence[bool]
) -> list[Item | None]:
    """Divide behind the first line what asks without a mark, where most of a run has its answer in
    the next line of the same paragraph: "Difference between stock and broth".
    """
    parts = view.parts
    alike = sum(item is not None and _is_glued(view, item) for item in found)
    made = list(found)
    for n, first in enumerate(run if alike * 2 >= len(run) else ()):
        end = first + 1
        while end < len(parts) and parts[end].block == parts[first].block and not taken[end]:
            end += 1
        start = view.starts(first)
        text = start.text if start is not None else parts[first].text
        if made[n] is None and not taken[first] and end > first + 1:
            made[n] = Item(first, first + 1, end, asking=bids(text), form="text", listed=0)
    return made


def _is_glued(view: View, item: Item) -> bool:
    """Tell whether the line right below the first one of an item answers."""
    same = view.parts[item.body].block == view.parts[item.first].block
    return item.body == item.first + 1 and (same or view.parts[item.body].kind in CODE)


def _is_enough(view: View, first: int, count: int) -> bool:
    """Tell whether so many speak for each other. Headings of an article have numbers, too."""
    if count >= _CERTAIN:
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
    bidding = sum(begins_to_bid(text) and not asks_somewhere(text) for text in texts)
    return asking * 2 >= len(items) and asking + bidding >= _NEARLY_ALL * len(items)


def _runs(view: View) -> Iterator[tuple[_Key, list[int]]]:
    """Yield the parts with numbers that go up, of headings of one level or items equally deep."""
    open_: dict[_Key, list[int]] = {}
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
        key: _Key = (part.kind, part.level, len(part.items) if part.mark else -1)
        key = _gone_on(view, open_, key, int(start.number))
        run = open_.setdefault(key, [])
        before = view.starts(run[-1]) if run else None
        lazy = before is not None and start.number == before.number == "1"  # "1." for each
        lazy = lazy or (before is not None and _goes_on(before, start))
        if before is not None and int(start.number) <= int(before.number) and not lazy:
            yield key, run
            run = open_[key] = []
        run.append(at)
    yield from open_.items()


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


def _good(view: View, items: Sequence[Item | None], others: int) -> list[Item]:
    """Return the items of a run that are questions: all, those that ask, or none.

    What other readers took already, `others`, speaks for the run.
    """
    found = [item for item in items if item is not None and answers(view, item)]
    if not found or (len(found) + others) < _MOST * len(items):
        return []
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
        asking = [item for item in found if item.asking or begins_to_bid(own_text(view, item))]
    form, same = Counter(item.form for item in found).most_common(1)[0]
    alike = same >= _MOST * len(found)
    if alike and form in ("quote", "code"):
        found = [item for item in found if item.listed < CHOICES or item.form == form]
    known = {item.first for item in found}
    unanswered = sum(item is not None and item.asking and item.first not in known for item in items)
    share = (len(asking) + unanswered + others) / len(items)
    if view.is_study(first) and share >= _MOST:
        return found
    if alike and share >= (_HALF if form == "quote" else _MOST):
        return found
    if alike and form == "quote" and same >= max(_CERTAIN, _NEARLY_ALL * len(items)):
        return found if asking and view.names_questions(first) else []  # "Two kinds of stock"
    return asking if share >= _NEARLY_ALL else []


def _are_open(view: View, items: Sequence[Item]) -> bool:
    """Tell whether lists below questions are no choices, though most of them are equally long: in
    a bank of questions, many ask how and why, or bid to explain.
    """
    lengths = {item.listed for item in items}
    if len(items) < _CERTAIN or len(lengths) < _PAIR or not view.is_study(items[0].first):
        return False
    listed = [item for item in items if item.listed >= CHOICES]
    freely = sum(
        begins_to_bid(text) or _FREELY.match(text) is not None
        for text in (own_text(view, item) for item in listed)
    )
    return freely >= _HALF * len(listed)


def _are_judged(view: View, items: Sequence[Item]) -> bool:
    """Tell whether each item is a statement, with a verdict below, and not all are the same."""
    said = {verdict(view.parts[item.body].text) for item in items}
    return len(said) > 1 and "" not in said


def _is_quotation(text: str) -> bool:
    bare = text.strip("*_ ")
    return bare[:1] in _OPENING_QUOTES and bare[-1:] in _CLOSING_QUOTES


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
    return found if len(found) - quoted >= max(fewest, _MOST * len(items)) else []


def listed(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield bullets and lines in bold that ask, below a heading such as "Review questions"."""
    kept: list[tuple[int, bool, list[Item]]] = []
    for run in _plain_runs(view):
        found = [divided(view, run, n, taken) for n in range(len(run))]
        found = _as_others(view, run, found, taken)
        others = sum(taken[at] for at in run)
        good = _good(view, found, others) or _all_glued(view, found)
        known = {item.first for item in good}
        if len(known) > 1:
            good += [
                one for one in found if one and one.first not in known and _is_asked_back(view, one)
            ]
        vague = not view.in_questions(run[0]) or _is_of_any_kind(view, run[0])
        share = _NEARLY_ALL if vague else _MOST
        if len(good) + others >= share * len(run):
            kept.append((len(run), vague, good))
    sure = sum(count for count, vague, _ in kept if not vague)  # a section can be short
    for count, vague, good in kept:
        if vague:
            least = _CERTAIN if sure < 2 * _CERTAIN else _FEWEST
        else:
            least = _FEWEST if sure < _CERTAIN else 1
        if count < least:
            continue
        for item in sorted(good):
            asked = build_item(view, item) if item.asking else None
            if asked is not None:
                yield item.first, item.end, asked


def _all_glued(view: View, found: Sequence[Item | None]) -> list[Item]:
    """Return all items of a list of questions of which each has its answer in the next line, and
    half ask: "Print the menu" does so, too. Elsewhere each answer must be code, and many be so.
    """
    known = [item for item in found if item is not None]
    items = [item for item in known if _is_glued(view, item)]
    least = _CERTAIN
    if not known or not view.in_questions(known[0].first):
        items = [item for item in known if _is_code(view, item)]
        least = 2 * _CERTAIN
    if len(items) < max(least, _NEARLY_ALL * len(found)):
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


def _plain_runs(view: View) -> Iterator[list[int]]:
    """Yield the bullets of one list, or the lines in bold of one section, of which many ask."""
    open_: dict[tuple[str, int], list[int]] = {}
    for at, part in enumerate(view.parts):
        if part.kind in ("heading", "rule"):
            yield from open_.values()
            open_ = {}
        if part.kind != "line" or part.quoted or not view.is_study(at) or view.in_faq(at):
            continue
        if part.mark and not part.number and view.label(at) is None:
            open_.setdefault(("bullet", len(part.items)), []).append(at)
        elif _is_bold_question(view, at):
            open_.setdefault(("bold", 0), []).append(at)
    yield from open_.values()


def _is_bold_question(view: View, at: int) -> bool:
    """Tell whether a line in bold asks, which can be broken into several."""
    part = view.parts[at]
    if not part.text.startswith("**") or part.items or part.start != part.block:
        return False
    for own in view.parts[at : at + _WRAPPED]:
        if own.block != part.block or view.starts(at) is not None:
            return False
        if "**" in (own.text[2:] if own is part else own.text):
            return own.text.rstrip("\\ ").endswith(("?**", "？**"))  # with the sign of a break
    return False
