"""Groups of choices → drafts of questions: what asks, and what may hold key and reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from studyleaf.notes.entries import one_line_key
from studyleaf.notes.groups import Group, groups, loose_groups
from studyleaf.notes.groups_more import (
    bare_groups,
    fence_groups,
    inline_groups,
    judged_groups,
    table_groups,
)
from studyleaf.notes.inline import inline_options
from studyleaf.notes.keys import fold, read_key
from studyleaf.notes.labels import is_only, label
from studyleaf.notes.marks import asks, asks_somewhere
from studyleaf.notes.parts import Part
from studyleaf.notes.tails import Tail, own_end, without_prose
from studyleaf.notes.view import View

_KEY = re.compile(r"[\s*_(`:=-]*(?:[A-Ha-h](?![\w'’])|true\b|false\b)", re.IGNORECASE)
_SEVERAL = re.compile(r"\b\d{1,4}\s?[.):=-]+\s?[*_(]{0,3}[A-Ha-h]\b(?!['’])")
_SUB = re.compile(r"[*_]{0,3}[(\[](?P<name>[A-Ha-h])[)\]]")
_SHORT_ANSWER = re.compile(r"[*_]{0,3}A\d{0,3}[*_]{0,3}[:：](?=[\s*_])")
_FAR = 80  # how many parts a stem may have
_LONG = 400  # how many parts of an explanation are looked at for where it ends


@dataclass(slots=True)
class Draft:
    """A question with choices as it stands in the notes, before its key is read.

    All numbers are indexes of parts: the stem is `start:group.start`, the tail `group.end:end`.
    """

    group: Group
    start: int
    style: str
    """How it begins: `label`, `number`, `heading` (that asks), `title`, `plain`."""
    number: str = ""
    heading: int | None = None
    """The heading that it begins with, or that stands right above."""
    end: int = 0
    tail: list[int] = field(default_factory=list)


def drafts(view: View) -> list[Draft]:
    """Return the drafts of all questions with choices, in order."""
    strict = groups(view)
    likely = [group for group in loose_groups(view, strict) if _is_backed(view, group)]
    covered = {n for group in (*strict, *likely) for n in range(group.start, group.end)}
    more = [*table_groups(view), *fence_groups(view), *bare_groups(view, covered)]
    more += [g for g in inline_groups(view, covered) if not answers_each(view, g.end)]
    more += judged_groups(view, covered)
    more = [group for group in more if covered.isdisjoint(range(group.start, group.end))]
    found = sorted([*strict, *likely, *more], key=lambda group: group.start)
    result: list[Draft] = []
    floor = 0
    previous: Draft | None = None
    repeated = _titles(view, found)
    for group in found:
        around = view.fold_around(group.start)
        if around is not None and view.hides_answer(around):
            continue
        draft = _begin(view, group, floor, previous, repeated)
        if draft is not None and previous is not None and _explains(view, draft, previous):
            continue
        floor = group.end
        if draft is None:
            continue
        result.append(draft)
        previous = draft
    levels = list(_levels_above(view))
    view.bank = _is_bank(view, result)
    for n, draft in enumerate(result):
        limit = result[n + 1].start if n + 1 < len(result) else len(view.parts)
        end = tail_end(view, draft, limit, levels[draft.start])
        draft.end = own_end(view, Tail(draft.start, draft.group.end, end))
        around = view.fold_around(draft.start)
        if around is not None and around.summary == draft.start and around.open < draft.start:
            draft.start = around.open
            draft.end = around.end if draft.end == around.close else draft.end
    tails = [Tail(draft.start, draft.group.end, draft.end) for draft in result]
    for draft, end in zip(result, without_prose(view, tails), strict=True):
        draft.end = end
        draft.tail = list(range(draft.group.end, draft.end))
    return result


def answers_each(view: View, at: int) -> bool:
    """Tell whether the fold at part `at` answers "(a) …" and "(b) …": they asked, all of them."""
    fold = view.folds.get(at)
    if fold is None or not view.hides_answer(fold):
        return False
    begun = [_SUB.match(view.parts[n].text) for n in range(fold.body, fold.close)]
    return len({match["name"].lower() for match in begun if match is not None}) > 1


def _is_bank(view: View, found: Sequence[Draft]) -> bool:
    """Tell whether a file is a list of questions: several ask, or all have as many choices."""
    stems = [
        " ".join(part.text for part in view.parts[draft.start : draft.group.start + 1])
        for draft in found
    ]
    asking = sum(asks_somewhere(text) or text.rstrip().endswith(":") for text in stems)
    counts = Counter(len(draft.group.options) for draft in found)
    alike = max(counts.values(), default=0) >= 0.8 * len(found) and len(found) > 3
    return len(found) > 2 and (asking * 2 >= len(found) or alike)


def _explains(view: View, draft: Draft, previous: Draft) -> bool:
    """Tell whether a group only says why the choices of the question before it are right or not."""
    if _repeats(draft, previous):
        return True
    if draft.style != "plain" or draft.heading is not None:
        return False
    if draft.group.loose or draft.group.boxed:
        return False
    between = range(previous.group.end, draft.start + 1)
    labels = [view.label(at) for at in between]
    labelled = any(
        named is not None and named.kind in ("answer", "explanation") for named in labels
    )
    asking = " ".join(view.parts[at].text for at in range(draft.start, draft.group.start))
    return labelled and not asks_somewhere(asking)


def _repeats(draft: Draft, previous: Draft) -> bool:
    """Tell whether choices are those of the question before, each with a reason behind it."""
    said = [fold(option.text) for option in previous.group.options]
    own = [fold(option.text) for option in draft.group.options]
    longer = sum(
        any(text.startswith(one) and len(text) > len(one) + 8 for one in said if len(one) > 2)
        for text in own
    )
    return longer * 3 >= len(own) * 2


def _titles(view: View, found: Sequence[Group]) -> set[int]:
    """Return the headings that stand above one group each, where a file does so again and again."""
    own: dict[int, list[int]] = {}
    at = heading = -1
    for group in found:
        for n in range(at + 1, group.start):
            if view.parts[n].kind == "heading" and not _is_inner(view, n):
                heading = n
        at = group.start
        if heading >= 0:
            own.setdefault(heading, []).append(group.start)
    levels: dict[int, list[int]] = {}
    for heading, starts in own.items():
        levels.setdefault(view.parts[heading].level, []).append(len(starts))
    good = {
        level
        for level, counts in levels.items()
        if len(counts) >= 3 and counts.count(1) >= 0.8 * len(counts)
    }
    good -= {
        view.parts[h].level for h, s in own.items() if len(s) == 1 and _has_prose(view, h, s[0])
    }
    return {h for h, s in own.items() if len(s) == 1 and view.parts[h].level in good}


def _has_prose(view: View, heading: int, end: int) -> bool:
    """Tell whether a heading names a topic: its own prose stands between it and what asks."""
    start = view.starts(heading)
    if asks_somewhere(view.parts[heading].text) or (start is not None and not start.text):
        return False
    if start is not None and start.style == "label":
        return False
    inside = range(heading + 1, end)
    asking = [n for n in inside if asks_somewhere(view.parts[n].text) or view.starts(n) is not None]
    if not asking:
        return False
    block = view.parts[asking[-1]].block
    return any(
        view.parts[n].block != block and n < asking[-1] and _is_sentence(view, n) for n in inside
    )


def _is_sentence(view: View, at: int) -> bool:
    part = view.parts[at]
    if part.kind != "line" or part.mark or part.quoted or view.starts(at) is not None:
        return False
    if view.label(at) is not None or label(part.text, "meta") is not None:
        return False
    return part.text.rstrip("*_ ").endswith((".", "!", "…", "。")) and not asks_somewhere(part.text)


def _is_inner(view: View, at: int) -> bool:
    """Tell whether a heading labels a part of a question: "Answer", "Options", "Explanation"."""
    return view.label(at) is not None or is_only(view.parts[at].text, "options", "meta", "question")


def _begin(
    view: View, group: Group, floor: int, previous: Draft | None, repeated: set[int]
) -> Draft | None:
    """Find where the stem of a group begins. None if nothing asks."""
    numbers: list[int] = []
    heading: int | None = None
    at = group.start - 1
    stop = floor
    inner = view.parts[group.start]
    if group.options[0].inline and inline_options(inner.text) is not None:
        start = view.starts(group.start)
        style = start.style if start is not None else "plain"
        return Draft(group, group.start, style, start.number if start is not None else "")
    while at >= floor and group.start - at < _FAR:
        part = view.parts[at]
        start = view.starts(at)
        named = view.label(at)
        asking = _callout(view, at, group)
        if asking is not None:
            return Draft(group, asking, "plain")
        if part.kind == "close" or view.is_navigation(at) or _SHORT_ANSWER.match(part.text):
            stop = at + 1
            break
        if (
            part.kind == "rule"
            and at < group.start - 1
            and not _only_labels(view, at + 1, group.start)
        ):
            stop = at + 1
            break
        if named is not None and named.kind in ("answer", "explanation", "hint", "given"):
            is_options = (
                named.kind == "answer" and not named.rest and _only_labels(view, at, group.start)
            )
            if not is_options:
                stop = at + 1
                break
        elif start is not None and start.style == "label" and not _is_bare_kind(view, at):
            return Draft(group, at, "label", start.number, at if part.kind == "heading" else None)
        elif part.kind in ("heading", "summary"):
            if part.kind == "heading" and is_only(part.text, "prompt"):
                if not _is_prompt(view, at, floor):
                    return Draft(group, at, "title", "", at)
            elif not (part.kind == "heading" and is_only(part.text, "options", "question")):
                heading = at
                stop = at
                break
        elif part.kind == "open":
            stop = at + 1
            break
        elif start is not None and _within(part, inner):
            numbers.append(at)
        at -= 1
    else:
        stop = max(floor, at + 1)
    return _choose(view, group, stop, heading, numbers[::-1], previous, repeated)


def _callout(view: View, at: int, group: Group) -> int | None:
    """Return where the callout begins that ends at part `at` and asks: "> [!NOTE] …?"."""
    info = view.parts[at].info
    if view.parts[at].kind != "close" or not info.startswith(("[!", "!!!")):
        return None
    fold = view.fold_closed(at)
    if fold is None or view.hides_answer(fold) or not _only_labels(view, at + 1, group.start):
        return None
    inside = view.parts[fold.open : fold.close]
    return fold.open if any(asks_somewhere(part.text) for part in inside) else None


def _is_prompt(view: View, at: int, floor: int) -> bool:
    """Tell whether a heading such as "Code" follows another such, which begins the question."""
    for n in range(at - 1, max(floor, at - _FAR) - 1, -1):
        part = view.parts[n]
        if part.kind == "heading":
            return is_only(part.text, "prompt", "question") and part.level == view.parts[at].level
        if part.kind in ("close", "rule"):
            return False
    return False


def _is_bare_kind(view: View, at: int) -> bool:
    """Tell whether "Question" above a stem only says that a question follows, without a number."""
    part = view.parts[at]
    return part.kind == "heading" and is_only(part.text, "question") and _asks_above(view, at)


def _asks_above(view: View, at: int) -> bool:
    above = view.starts(at - 1) if at else None
    return at > 0 and view.parts[at - 1].kind == "heading" and above is not None


def _within(part: Part, inner: Part) -> bool:
    """Tell whether a choice's part is not deeper in quotes or lists than the stem can be."""
    return part.quoted <= inner.quoted and len(part.items) <= len(inner.items) + 1


def _only_labels(view: View, first: int, end: int) -> bool:
    for n in range(first, end):
        part = view.parts[n]
        if part.kind == "rule" or is_only(part.text, "options", "answer"):
            continue
        named = view.label(n)
        if named is None or named.rest:
            return False
    return True


def _choose(
    view: View,
    group: Group,
    stop: int,
    heading: int | None,
    numbers: list[int],
    previous: Draft | None,
    repeated: set[int],
) -> Draft | None:
    parts = view.parts
    first = stop if heading is None else heading + 1
    while first < group.start and parts[first].kind in ("rule", "comment"):
        first += 1
    inside = [n for n in range(first, group.start) if not _is_label_only(view, n)]
    above = None
    if heading is not None:
        start = view.starts(heading)
        text = parts[heading].text
        numbered = start is not None
        asking = asks_somewhere(text)
        nested = parts[heading].kind == "summary"
        number = start.number if start else ""
        if asking or nested:
            above = Draft(group, heading, "heading", number, heading)
        elif numbered and (not numbers or heading in repeated):
            above = Draft(group, heading, "number", number, heading)
        elif heading in repeated and not is_only(text, "section", "key"):
            if not inside or not _asks_below(view, first, group.start):
                above = Draft(group, heading, "title", number, heading)
            elif not numbers:
                return Draft(group, inside[0], "plain")  # the heading may name a topic
        if above is not None and (asking or not numbers or heading in repeated):
            if not (asking and numbers and _statement_list(view, numbers, group) is None):
                return above
            if len(numbers) == 1 and not asks_somewhere(parts[numbers[0]].text):
                return above
    if numbers:
        at = _number_start(view, group, numbers, previous)
        if at is not None:
            start = view.starts(at)
            return Draft(group, at, "number", start.number if start else "")
    if above is not None:
        return above
    if not inside:
        if heading is None or is_only(parts[heading].text, "section", "key", "answer", "options"):
            return None
        start = view.starts(heading)
        return Draft(group, heading, "title", start.number if start else "", heading)
    at = _nearest(view, inside, parts[group.start])
    if at > first and numbers:
        listed = _statement_list(view, numbers, group)
        if listed is not None:
            at = min(at, max(first, listed - 1))
    return Draft(group, at, "plain", "", heading)


def _asks_below(view: View, first: int, end: int) -> bool:
    return any(asks_somewhere(part.text) for part in view.parts[first:end] if part.kind == "line")


def _is_label_only(view: View, at: int) -> bool:
    named = view.label(at)
    return named is not None and named.kind in ("options", "answer") and not named.rest


def _statement_list(view: View, numbers: list[int], group: Group) -> int | None:
    """Return where statements in the stem begin: "1. … 2. … Which of them are right?"."""
    names = [_number(view, n) for n in numbers]
    if len(names) >= 2 and names[0] == "1" and names == [str(n + 1) for n in range(len(names))]:
        behind = numbers[-1] + 1
        return numbers[0] if behind < group.start else None
    return None


def _number_start(
    view: View, group: Group, numbers: list[int], previous: Draft | None
) -> int | None:
    inner = view.parts[group.start]
    for at in reversed(numbers):
        part = view.parts[at]
        if (
            part.items
            and part.number
            and part.items == inner.items[: len(part.items)]
            and inner.items != part.items
        ):
            return at
    wanted = (
        str(int(previous.number) + 1) if previous is not None and previous.number.isdigit() else ""
    )
    following = [n for n in numbers if wanted and _number(view, n) == wanted]
    later = [n for n in numbers if wanted and _later(view, n, wanted)]
    if following:
        return later[-1] if later else following[0]
    if (
        _statement_list(view, numbers, group) is not None
        and previous is not None
        and previous.style != "number"
    ):
        return None
    asking = [n for n in numbers if asks_somewhere(view.parts[n].text)]
    return (asking or numbers)[-1]


def _later(view: View, at: int, wanted: str) -> bool:
    """Tell whether a numbered line asks and its number is past the one that is due."""
    number = _number(view, at)
    asking = asks_somewhere(view.parts[at].text)
    return asking and number.isdigit() and int(number) > int(wanted)


def _number(view: View, at: int) -> str:
    start = view.starts(at)
    return start.number if start is not None else ""


def _nearest(view: View, inside: list[int], inner: Part) -> int:
    """Return the first part of the paragraph that stands right before the choices.

    Where that is code or a list, or goes on a sentence, the paragraph before it belongs to it.
    """
    parts = view.parts
    at = inside[-1]
    while True:
        block = parts[at].block
        while (
            at > inside[0] and parts[at - 1].block == block and parts[at - 1].kind == parts[at].kind
        ):
            if view.option(at - 1) is not None:
                break
            at -= 1
        part = parts[at]
        holds = inner.items[: len(part.items)] == part.items and inner.items != part.items
        if part.mark and holds:
            return at
        goes_on = (
            bool(part.mark or part.quoted) or part.kind != "line" or part.text.startswith("![")
        )
        goes_on = goes_on or part.text[:1].islower() or bool(part.items and not part.mark)
        goes_on = goes_on or (_is_bold(part) and at > inside[0] and _is_bold(parts[at - 1]))
        if not goes_on or at == inside[0] or at - 1 not in inside:
            return at
        at -= 1


def _is_bold(part: Part) -> bool:
    return part.kind == "line" and part.text.startswith("**") and part.text.endswith("**")


def _is_backed(view: View, group: Group) -> bool:
    """Tell whether a key says that a run of list items is a question's choices."""
    marked = [option.right for option in group.options]
    ticked, bold = sum(mark is True for mark in marked), sum(o.bold for o in group.options)
    above = view.parts[group.start - 1]
    if above.kind == "rule" and group.start > 1:
        above = view.parts[group.start - 2]
    if is_only(above.text, "options"):
        return _key_follows(view, group)
    start = view.starts(group.start - 1)
    asking = asks(above.text) or (
        start is not None and (start.style == "label" or above.kind == "heading")
    )
    if 0 < ticked < len(marked) and (asking or above.text.rstrip().endswith((":", "："))):
        return asks(above.text) or start is not None or ticked == 1
    if asking and 0 < bold < len(marked) and _bold_whole(group):
        return True
    if not (
        asking
        or asks_somewhere(above.text)
        or start is not None
        or above.kind in ("heading", "fence")
    ):
        return False
    return _key_follows(view, group)


def _bold_whole(group: Group) -> bool:
    return sum(option.bold for option in group.options) <= max(1, len(group.options) // 2 + 1)


def _key_follows(view: View, group: Group) -> bool:
    """Tell whether the parts behind a group name some of its items as the answer."""
    for at in range(group.end, min(group.end + 4, len(view.parts))):
        part = view.parts[at]
        fold = view.folds.get(at)
        if fold is not None:
            if not view.hides_answer(fold):
                return False
            texts = [view.parts[n].text for n in range(fold.body, min(fold.close, fold.body + 6))]
            return any(_says(text, group) for text in texts)
        named = view.label(at)
        if named is not None and named.kind == "answer":
            if named.rest:
                return _says(named.rest, group)
            return any(_says(p.text, group) for p in view.parts[at + 1 : at + 3])
        if part.kind not in ("rule", "comment") and (named is None or named.kind != "hint"):
            return False
    return False


def _says(text: str, group: Group) -> bool:
    named = label(text, "answer")
    key = read_key(named.rest if named else text, group.options, certain=bool(named))
    return key is not None and bool(key.right or key.unknown)


def tail_end(view: View, draft: Draft, limit: int, above: int) -> int:
    """Return the index of the part behind the key and the explanation of a draft.

    `above` is the level of the heading that the draft stands under, 0 without one.
    """
    parts = view.parts
    own = parts[draft.start]
    level = own.level if own.kind == "heading" else 0
    keyed = any(option.right or option.bold for option in draft.group.options)
    around = view.fold_around(draft.group.start)
    outer = level or above
    explained = chain = False
    at = draft.group.end
    while at < limit:
        part = parts[at]
        fold = view.folds.get(at)
        if around is not None and at >= around.close:
            break
        if fold is not None and fold.end <= limit:
            if _is_key_section(view, fold.summary, fold.close):
                break
            if not view.hides_answer(fold) and view.summary(fold).rstrip().endswith(("?", "？")):
                break
            keyed = keyed or view.hides_answer(fold)
            at = fold.end
            continue
        named = view.label(at)
        if (is_only(part.text, "key") and _is_key_section(view, at, limit)) or (
            part.kind == "line" and one_line_key(part.text)
        ):
            break
        if part.kind == "heading":
            inner = named is not None or is_only(part.text, "options", "meta", "explanation")
            inner = inner or (level > 0 and part.level > level and view.starts(at) is None)
            inner = inner or (explained and not level and _rule_before(view, at, limit))
            if part.level <= outer:
                chain = (
                    inner
                    and part.level == outer
                    and (
                        chain
                        or ((level > 0 or not keyed) and _opens_answer(view, draft.group.end, at))
                    )
                )
                inner = chain
            if not inner:
                break
        elif part.kind == "rule":
            if keyed or not _answer_next(view, at + 1, limit):
                break
        elif view.is_navigation(at):
            at += 1
            break
        elif _begins_other(view, draft, at):
            break
        if named is not None and named.kind == "answer":
            if _is_key_section(view, at, limit):
                break
            keyed = True
        explained = explained or (named is not None and named.kind == "explanation")
        at += 1
    while at > draft.group.end and parts[at - 1].kind in ("rule", "comment"):
        at -= 1
    return at


def _levels_above(view: View) -> Iterator[int]:
    """Yield for each part the level of the heading that it stands under, 0 without one."""
    level = 0
    for at, part in enumerate(view.parts):
        yield level
        if part.kind == "heading" and not _is_inner(view, at):
            level = part.level


def _opens_answer(view: View, end: int, at: int) -> bool:
    """Tell whether a heading right behind the choices, which end at `end`, or behind a line that
    says the key, shows the answer or the explanation.
    """
    named = view.label(at)
    if named is None or named.kind not in ("answer", "explanation"):
        return False
    said = [view.label(n) for n in range(end, at) if view.parts[n].kind not in ("rule", "comment")]
    return all(above is not None and above.kind == "answer" for above in said)


def _rule_before(view: View, at: int, limit: int) -> bool:
    """Tell whether a rule, and no other question, ends the explanation that a heading divides."""
    for n in range(at, min(at + _LONG, limit)):
        if view.parts[n].kind == "rule":
            return True
        start = view.starts(n)
        if start is not None and start.style == "label":
            return False
    return False


def _answer_next(view: View, at: int, limit: int) -> bool:
    if at >= limit:
        return False
    fold = view.folds.get(at)
    if fold is not None:
        return view.hides_answer(fold)
    named = view.label(at)
    return named is not None and named.kind in ("answer", "given", "explanation")


def _is_key_section(view: View, at: int, limit: int) -> bool:
    """Tell whether the parts after a heading "Answers" are keys of many questions."""
    if one_line_key(view.parts[at].text):
        return True
    named = view.label(at)
    if named is not None and (named.rest or named.number):
        return False
    seen: set[str] = set()
    for n in range(at + 1, min(at + 14, limit)):
        part = view.parts[n]
        if part.kind == "table" and len(part.rows) > 3:
            return view.parts[at].kind == "heading" and len(part.rows[0][1]) < 5
        if len(_SEVERAL.findall(part.text[:400])) > 1:
            return True
        start = view.starts(n)
        answer = view.label(n)
        if start is not None and start.number and _KEY.match(start.text):
            seen.add(start.number)
        elif answer is not None and answer.number:
            seen.add(answer.number)
    return len(seen) >= 2


def _begins_other(view: View, draft: Draft, at: int) -> bool:
    """Tell whether another question begins at part `at`."""
    part = view.parts[at]
    start = view.starts(at)
    if start is None or part.quoted:
        return False
    own = view.parts[draft.start]
    if start.style == "label":
        return True
    if draft.style != "number" or not draft.number.isdigit() or own.kind == "heading":
        return False
    same = len(part.items) <= len(own.items) and bool(part.number) == bool(own.number)
    return same and start.number == str(int(draft.number) + 1)
