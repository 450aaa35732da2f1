"""Groups of choices → drafts of questions: what asks, and what may hold key and reasons."""

from __future__ import annotations

import re
from dataclasses import replace

from studyleaf.notes.answers.key import fold
from studyleaf.notes.answers.key_lines import is_row
from studyleaf.notes.answers.places import Place, fenced, labelled, whole_key
from studyleaf.notes.answers.unlabelled import unlabelled
from studyleaf.notes.choices.backing import backed
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.ends import levels_above, tail_end
from studyleaf.notes.choices.group import Group
from studyleaf.notes.choices.groups import groups
from studyleaf.notes.choices.groups_fenced import fence_groups, marked_fences
from studyleaf.notes.choices.groups_listed import listed_groups
from studyleaf.notes.choices.groups_loose import loose_groups
from studyleaf.notes.choices.groups_more import (
    apart_groups,
    bare_groups,
    inline_groups,
    judged_groups,
    table_groups,
)
from studyleaf.notes.choices.groups_pasted import pasted_groups
from studyleaf.notes.choices.groups_plain import plain_groups
from studyleaf.notes.choices.groups_ticked import ticked_groups
from studyleaf.notes.choices.groups_truth import truth_groups
from studyleaf.notes.choices.groups_weak import weak_groups
from studyleaf.notes.choices.habits import habits_of
from studyleaf.notes.choices.marked_alike import marked_alike
from studyleaf.notes.choices.odd import told_by_signs
from studyleaf.notes.choices.stems import begin, told_above
from studyleaf.notes.choices.titles import titles
from studyleaf.notes.choices.verdicts import told_by_verdicts
from studyleaf.notes.lines.asking import asks_somewhere, selects, without_worth
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.labels import words
from studyleaf.notes.tails import Tail, own_end, without_prose
from studyleaf.notes.view import View

_PART_OF_ANSWER = re.compile(r"[*_]{0,3}[(\[]?(?P<name>[A-Ha-h])[)\].]")
_ENTRY = re.compile(r"[*_]{0,3}[A-H](?:[,;&\s]{0,3}[A-H]){0,7}[*_.]{0,4}")
_LONG = 8  # words
_KEY = 2  # parts behind choices in which their key stands without a label
_WORD = re.compile(r"[\s*_]*([^\W\d_]+)")
_SOLUTION = 60  # parts of a solution
_SUB = re.compile(r"[*_]{0,3}[(\[](?P<name>[A-Ha-h])[)\]]")


def drafts(view: View) -> list[Draft]:
    """Return the drafts of all questions with choices, in order."""
    found = _groups(view)
    result: list[Draft] = []
    floor = solved = 0
    previous: Draft | None = None
    repeated = titles(view, found)
    for group in found:
        solved = max(solved, _solved_in_parts(view, group))
        if group.start < solved or _is_of_answer(view, group, floor):
            continue
        if not group.boxed and _are_answered(view, group):
            continue
        if sum(is_row(view.parts[first]) for first, _ in group.spans) > 1:
            continue  # "**A** 1b, 2c" and "**B** 3a, 4b", of a key
        around = view.fold_around(group.start)
        if around is not None and view.hides_answer(around):
            continue
        draft = begin(view, group, floor, previous, repeated)
        if previous is not None and (draft is None or _explains(view, draft, previous)):
            previous.group = _judged_again(view, previous.group, group)
            if draft is not None:
                continue
        told = told_above(view, group, floor)
        floor = group.end
        if draft is None or _are_tasks(view, draft) or _is_entry(view, draft):
            continue
        draft.told = told
        said = unlabelled(view, group, min(floor + _KEY, len(view.parts)))
        said = said or _labelled(view, group)
        floor = max(said.used, default=floor - 1) + 1 if said is not None else floor
        result.append(draft)
        previous = draft
    levels = list(levels_above(view))
    view.habits = habits_of(view, result)
    for n, draft in enumerate(result):
        limit = result[n + 1].start if n + 1 < len(result) else len(view.parts)
        number = draft.number or str(n + 1)
        end = tail_end(view, draft, limit, levels[draft.start], number)
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


def _are_answered(view: View, group: Group) -> bool:
    """Tell whether each of what has letters stands over a quote: the parts of a task, answered."""
    ends = [end for _, end in group.spans]
    quotes = sum(
        view.parts[end - 1].quoted > view.parts[first].quoted for first, end in group.spans[:-1]
    )
    last = ends[-1] < len(view.parts) and view.parts[ends[-1]].quoted
    last = last or view.parts[ends[-1] - 1].quoted
    return bool(last) and len(ends) > 1 and quotes == len(ends) - 1


def _is_entry(view: View, draft: Draft) -> bool:
    """Tell whether what stands above choices is the entry of a key, "Question 1: AC", so that they
    say again why each is right or wrong.
    """
    start = view.starts(draft.start) if draft.group.start == draft.start + 1 else None
    return start is not None and _ENTRY.fullmatch(start.text) is not None


def _are_tasks(view: View, draft: Draft) -> bool:
    """Tell whether what has letters bids, each of it in a long sentence, and nothing asks above:
    the parts of a question of an exam.
    """
    options = draft.group.options
    if any(option.boxed or option.right is not None for option in options):
        return False
    texts = [view.parts[first].text for first, _ in draft.group.spans]
    bidding = all(
        len(text.split()) >= _LONG
        and (begins_to_bid(option.text) or asks_somewhere(without_worth(option.text)))
        for text, option in zip(texts, options, strict=True)
    )
    above = " ".join(part.text for part in view.parts[draft.start : draft.group.start])
    return bidding and not asks_somewhere(without_worth(above))


def _labelled(view: View, group: Group) -> Place | None:
    """Return the key right behind choices that stands below its label, or in a fence: what asks
    next begins behind it.
    """
    at = group.end
    while at < len(view.parts) and view.is_idle(at):
        at += 1
    if at >= len(view.parts):
        return None
    end = min(at + 1 + _KEY, len(view.parts))
    named = view.label(at)
    if named is None or named.rest or at + 1 >= end:
        return fenced(view, at, group.options)
    below = whole_key(view.parts[at + 1].text, group.options)  # a stem can hold a choice, too
    return labelled(view, at, end, group.options) if below is not None else None


def _groups(view: View) -> list[Group]:
    """Return all groups of lines that may be choices, in order."""
    fenced = list(fence_groups(view))
    begun = {group.start for group in fenced}
    # "A. bisque  B. borscht", and in the fence below, "A  B > A": only these are the choices
    strict = [group for group in groups(view) if group.boxed or group.end not in begun]
    strict = [one for one in strict if not (_is_inline(one) and answers_each(view, one.end))]
    lettered = {n for group in strict for n in range(group.start, group.end)}
    strict = list(told_by_verdicts(view, [*strict, *weak_groups(view, lettered)]))
    strict = marked_alike(view, told_by_signs(view, strict))
    loose = list(told_by_verdicts(view, list(loose_groups(view, strict))))
    likely = list(backed(view, marked_alike(view, told_by_signs(view, loose))))
    covered = {n for group in (*strict, *likely) for n in range(group.start, group.end)}
    more = [*table_groups(view), *fenced, *bare_groups(view, covered)]
    more += inline_groups(view, covered)
    more = [group for group in more if not (_is_inline(group) and answers_each(view, group.end))]
    more += listed_groups(view, covered)
    more += judged_groups(view, covered)
    more += apart_groups(view, covered)
    more += marked_fences(view, covered)
    more += pasted_groups(view, covered)
    more += ticked_groups(view, covered)
    more = [group for group in more if covered.isdisjoint(range(group.start, group.end))]
    covered.update(n for group in more for n in range(group.start, group.end))
    more += truth_groups(view, covered)
    covered.update(n for group in more for n in range(group.start, group.end))
    more += plain_groups(view, covered)
    return sorted([*strict, *likely, *more], key=lambda group: group.start)


def _is_inline(group: Group) -> bool:
    return group.options[0].inline


def answers_each(view: View, at: int) -> bool:
    """Tell whether the fold at part `at` answers "(a) …" and "(b) …": they asked, all of them."""
    fold = view.folds.get(at)
    if fold is None or not view.hides_answer(fold):
        return False
    begun = [_SUB.match(view.parts[n].text) for n in range(fold.body, fold.close)]
    return len({match["name"].lower() for match in begun if match is not None}) > 1


def _solved_in_parts(view: View, group: Group) -> int:
    """Return where a solution ends that has a part for each of "(a) …" and "(b) …": they asked, all
    of them. So they do if each has such a part, and none is said to be right or wrong.
    """
    if group.boxed or any(option.right is not None for option in group.options):
        return 0
    at = group.end
    named = view.label(at) if at < len(view.parts) else None
    asking = any(asks_somewhere(option.text) for option in group.options)
    if asking and answers_each(view, at):
        return view.folds[at].end
    if named is None or named.kind != "answer":
        return 0
    begun = _parts_of_answer(named.rest)
    if (named.rest and not begun) or not (asking or group.options[0].lower):
        return 0
    end = at + 1
    said = {fold(view.parts[first].text) for first, _ in group.spans}
    while end < min(at + _SOLUTION, len(view.parts)):
        part = view.parts[end]
        if part.kind in ("heading", "rule") or view.starts(end) is not None:
            break
        if fold(part.text) in said:
            return 0  # a choice, said again
        begun += _parts_of_answer(part.text)
        end += 1
    names = [option.name for option in group.options]
    each = begun == names and not _asks_to_choose(view, group)
    return end if len(set(begun)) > 1 and (asking or each) else 0


def _is_of_answer(view: View, group: Group, floor: int) -> bool:
    """Tell whether bullets stand in an answer with a label, so that a tick among them is no key."""
    if not group.loose or asks_somewhere(view.parts[view.above(group.start)].text):
        return False
    for at in range(view.above(group.start), max(floor, group.start - _SOLUTION) - 1, -1):
        named, start = view.label(at), view.starts(at)
        if named is not None and named.kind == "answer":
            return not named.rest and at < view.above(group.start)
        if start is not None or named is not None or view.parts[at].kind in ("heading", "rule"):
            return False
    return False


def _parts_of_answer(text: str) -> list[str]:
    """Return the letter with which a part of an answer begins, unless it judges a choice."""
    match = _PART_OF_ANSWER.match(text)
    word = _WORD.match(text, match.end()) if match is not None else None
    judges = word is not None and word[1].casefold() in words("right") | words("wrong")
    return [match["name"].upper()] if match is not None and not judges else []


def _asks_to_choose(view: View, group: Group) -> bool:
    """Tell whether the paragraph above choices asks which of them is right."""
    above = view.parts[view.above(group.start)].text
    return asks_somewhere(above) or selects(above)


def _explains(view: View, draft: Draft, previous: Draft) -> bool:
    """Tell whether a group only says why the choices of the question before it are right or not."""
    if _repeats(draft, previous):
        return True
    if draft.style != "plain" or draft.heading is not None:
        return False
    if draft.group.loose or draft.group.boxed or _is_keyed(view, draft):
        return False
    between = range(previous.group.end, draft.start + 1)
    labels = [view.label(at) for at in between]
    labelled = any(
        named is not None and named.kind in ("answer", "explanation") for named in labels
    )
    asking = " ".join(view.parts[at].text for at in range(draft.start, draft.group.start))
    return labelled and not asks_somewhere(asking)


def _judged_again(view: View, group: Group, again: Group) -> Group:
    """Return choices as they are judged where they are explained: "- **a)** ❌ it is hot"."""
    between = range(group.end, again.start)
    if len(between) > _SOLUTION or any(
        view.starts(at) or asks_somewhere(view.parts[at].text) for at in between
    ):
        return group
    told = any(option.right for option in group.options)
    names = [option.name for option in again.options]
    right = [bool(option.right) for option in again.options]
    same = names == [option.name for option in group.options] and all(names)
    if told or not same or all(right) or not any(right):
        return group
    options = (
        option._replace(right=judged) for option, judged in zip(group.options, right, strict=True)
    )
    return replace(group, options=tuple(options))


def _is_keyed(view: View, draft: Draft) -> bool:
    """Tell whether a labelled answer stands right behind a group, as behind a question."""
    at = draft.group.end
    named = view.label(at) if at < len(view.parts) else None
    if named is not None and named.kind == "answer" and named.rest:
        return True
    return _labelled(view, draft.group) is not None


def _repeats(draft: Draft, previous: Draft) -> bool:
    """Tell whether choices are those of the question before, each with a reason behind it: one
    choice of many that all begin with its word is no reason.
    """
    said = [fold(option.text) for option in previous.group.options]
    own = [fold(option.text) for option in draft.group.options]
    longer = {
        one
        for text in own
        for one in said
        if len(one) > 2 and text.startswith(one) and len(text) > len(one) + 8
    }
    return len(longer) * 3 >= len(own) * 2
