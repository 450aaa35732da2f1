"""A draft → where its key and explanation end, if nothing else begins before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyleaf.notes.answers.bare_keys import bare_key
from studyleaf.notes.answers.entries import answer_in, letters_in_order, one_line_key
from studyleaf.notes.answers.key_below import entry_below
from studyleaf.notes.answers.key_lines import is_row_of_letters
from studyleaf.notes.answers.key_tables import is_key_table
from studyleaf.notes.answers.key_titles import heads_letters, names_key, names_whole_key
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.titles import is_inner
from studyleaf.notes.lines.asking import asks, asks_somewhere
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.parts import Part
from studyleaf.notes.sections import counts_section
from studyleaf.notes.view import View

_KEY = re.compile(r"[\s*_(`:=-]*(?:[A-Ha-h](?![\w'’]|[.(]\w)|true\b|false\b)", re.IGNORECASE)
_PAIR = re.compile(r"[*_]{0,3}(?P<number>\d{1,3})\s?[-–.:)]?\s?\(?[A-Ha-h]\)?[*_.]{0,3}")
_SEVERAL = re.compile(r"\b\d{1,4}\s?[.):=-]+\s?[*_(]{0,3}[A-Ha-h]\b(?!['’])")
_SEVERAL_TOLD = 3
_SLIDE_ENDS = re.compile(r"</?section\b")
_GAP = 3  # numbers that can be missing before the next question
_LONG = 400  # how many parts of an explanation are looked at for where it ends


def tail_end(view: View, draft: Draft, limit: int, above: int, number: str) -> int:
    """Return the index of the part behind the key and the explanation of a draft.

    `above` is the level of the heading that the draft stands under, 0 without one; `number` is
    that of the draft, or its place among all where they have none.
    """
    parts = view.parts
    level = parts[draft.start].level if parts[draft.start].kind == "heading" else 0
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
            if _is_key_section(view, fold.summary, fold.close, number):
                break
            if not view.hides_answer(fold) and view.summary(fold).rstrip().endswith(("?", "？")):
                break
            keyed = keyed or view.hides_answer(fold)
            at = fold.end
            continue
        named = view.label(at)
        if _SLIDE_ENDS.match(part.text) or _begins_key(view, at, limit, number):
            break
        divides = (level > 0 and at in view.recurring) or (
            not keyed and _leads_to_answer(view, at, limit)
        )
        if part.kind == "heading" and not divides:
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
            if not (
                (not keyed and _answer_next(view, at + 1, limit))
                or _goes_on_inside(view, at + 1, level, limit)
            ):
                break
        elif view.is_navigation(at):
            at += 1
            break
        elif _begins_other(view, draft, at):
            break
        if named is not None and named.kind == "answer":
            if _is_key_section(view, at, limit, number):
                break
            keyed = True
        explained = explained or (named is not None and named.kind == "explanation")
        at += 1
    while at > draft.group.end and view.is_idle(at - 1):
        at -= 1
    return at


def _begins_key(view: View, at: int, limit: int, number: str) -> bool:
    """Tell whether the key of many questions begins at part `at`."""
    part = view.parts[at]
    if part.kind in ("line", "fence", "comment", "table") and names_whole_key(part):
        return True
    if heads_letters(view.parts, at):
        return True
    titled = is_only(part.text, "key") or (_is_bold(part) and names_key(part))
    return titled and _is_key_section(view, at, limit, number)


def _is_bold(part: Part) -> bool:
    """Tell whether a line is all in bold: "**Answers to part 1**"."""
    return part.kind == "line" and WHOLE_BOLD.fullmatch(part.text) is not None


def levels_above(view: View) -> Iterator[int]:
    """Yield for each part the level of the heading that it stands under, 0 without one."""
    level = 0
    for at, part in enumerate(view.parts):
        yield level
        if part.kind == "heading" and not is_inner(view, at):
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


def _goes_on_inside(view: View, at: int, level: int, limit: int) -> bool:
    """Tell whether a rule stands above a section within the section of the question."""
    while at < limit and view.parts[at].kind == "rule":
        at += 1
    if at >= limit or view.parts[at].kind != "heading":
        return False
    return 0 < level < view.parts[at].level and view.starts(at) is None


def _answer_next(view: View, at: int, limit: int) -> bool:
    while at < limit and view.parts[at].kind == "rule":
        at += 1
    if at >= limit:
        return False
    fold = view.folds.get(at)
    if fold is not None:
        return view.hides_answer(fold)
    if _leads_to_answer(view, at, limit):
        return True
    named = view.label(at)
    return named is not None and named.kind in ("answer", "given", "explanation")


def _leads_to_answer(view: View, at: int, limit: int) -> bool:
    """Tell whether a heading stands right above the answer, and only says whom it is for: "### Note
    for teachers".
    """
    part = view.parts[at]
    if part.kind != "heading" or at + 1 >= limit or view.starts(at) is not None:
        return False
    below = view.label(at + 1)
    if below is None or below.kind != "answer" or below.number or view.parts[at + 1].mark:
        return False
    return bool(below.rest) and not asks_somewhere(part.text)


def _is_key_section(view: View, at: int, limit: int, number: str) -> bool:
    """Tell whether the parts after a heading "Answers" are keys of many questions.

    `number` is that of the last of these questions: a list from 1 to there answers all of them.
    """
    if one_line_key(view.parts[at].text):
        return True
    named = view.label(at)
    if named is not None and (named.rest or named.number):
        return False
    if at + 1 < limit and (bare_key(view, at + 1) or letters_in_order(view.parts[at + 1].text)):
        return True
    seen: set[str] = set()
    counted = 0
    plural = is_only(view.parts[at].text, "key") and number.isdigit()
    plural = plural and int(number) >= _SEVERAL_TOLD
    for n in range(at + 1, min(at + 14, limit)):
        part = view.parts[n]
        if part.kind == "table" and is_key_table(part):
            return True
        if part.kind == "table" and len(part.rows) > 3:
            return view.parts[at].kind == "heading" and len(part.rows[0][1]) < 5
        if len(_SEVERAL.findall(part.text[:400])) > 1 or is_row_of_letters(part):
            return True
        start = view.starts(n)
        answer = view.label(n)
        below = entry_below(view, n)
        own = start.number if start is not None else part.number
        if own == str(counted + 1):
            counted += 1
            if plural and own == number:
                return True
        pair = _PAIR.fullmatch(part.text) if part.kind == "line" else None
        if start is not None and start.number and _KEY.match(answer_in(start.text)):
            seen.add(start.number)
        elif pair is not None:
            seen.add(pair["number"])
        elif answer is not None and answer.number:
            seen.add(answer.number)
        elif below is not None:
            seen.add(below.number)
    return len(seen) >= 2


def _is_next_bullet(view: View, own: Part, at: int) -> bool:
    """Tell whether the list whose bullet `own` asks goes on with one that asks over something."""
    part = view.parts[at]
    if not (own.mark and not own.number and part.mark == own.mark and not part.number):
        return False
    over = at + 1 < len(view.parts) and view.parts[at + 1].items[: len(part.items)] == part.items
    return over and len(part.items) == len(own.items) and asks(part.text)


def _begins_other(view: View, draft: Draft, at: int) -> bool:
    """Tell whether another question, or a key for many, begins at part `at`."""
    part = view.parts[at]
    if bare_key(view, at) or (part.kind == "line" and counts_section(part.text)):
        return True
    start = view.starts(at)
    own = view.parts[draft.start]
    if _is_next_bullet(view, own, at):
        return True
    if start is None or part.quoted:
        return False
    if start.style == "label":
        return True
    if draft.style != "number" or not draft.number.isdigit() or own.kind == "heading":
        return False
    same = len(part.items) <= len(own.items) and bool(part.number) == bool(own.number)
    ahead = int(start.number) - int(draft.number) if start.number.isdigit() else 0
    return same and 0 < ahead <= _GAP
