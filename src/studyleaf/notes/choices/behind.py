"""What stands behind a group → whether it names some of its items as the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.notes.answers.entries import one_line_answers
from studyleaf.notes.answers.key_lines import row_name
from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.answers.near_folded import holds_key, in_fold
from studyleaf.notes.answers.places import fenced
from studyleaf.notes.answers.sentences import said_in_sentence
from studyleaf.notes.answers.unlabelled import judged, unlabelled
from studyleaf.notes.blocks.folds import Fold
from studyleaf.notes.choices.asker import asker, is_below_number, paragraph_start
from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.labels import Label, is_only, label, plain
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

_WHY = re.compile(r"[A-H] (?:because|since|as|for) ")  # "Answer: B because it is cold"
_NOTES = re.compile(r"[*_]{0,3}(?:speaker )?notes?:[*_]{0,3}", re.IGNORECASE)
_NEAR = 4  # parts behind a list
_FAR = 60  # parts of the sections of a question


def key_follows(view: View, group: Group) -> bool:
    """Tell whether the parts behind a group name some of its items as the answer."""
    above = asker(view, group.start)
    start = view.starts(above)
    asking = asks_somewhere(view.parts[above].text) or is_below_number(view, above)
    asking = asking or (start is not None and bool(start.text or start.number))
    first = view.starts(paragraph_start(view, above))
    asking = asking or (first is not None and first.style == "label" and bool(first.text))
    if asking and says_alone(view, group):
        return True
    if group.end in view.recurring:
        return _is_told_in_sections(view, group)
    at, limit = group.end, min(group.end + _NEAR, len(view.parts))
    while at < limit:
        part = view.parts[at]
        fold = view.folds.get(at)
        if fold is not None:
            if view.hides_answer(fold) or _is_labelled(view, fold.body):
                texts = [view.parts[n].text for n in range(fold.body, min(fold.close, at + 8))]
                said = any(_says(text, group) for text in texts)
                return said or (asking and _is_told_in(view, fold, group))
            if not is_only(view.summary(fold), "hint"):
                return asking and holds_key(view, fold, group.options)
            at, limit = fold.end, min(fold.end + _NEAR, len(view.parts))
            continue
        named = view.label(at)
        if named is not None and named.kind == "answer":
            if named.rest:
                each = len(one_line_answers(part.text)) == len(group.options)
                said = _says(named.rest, group, certain=_WHY.match(named.rest) is not None)
                return not each and said  # "1-layers, 2-brain"
            below = view.parts[at + 1 : at + 3]
            if below and row_name(below[0]):
                return False  # "**Part A:** 1(c), 2(b)", of many
            return any(_says(p.text, group) for p in below)
        if part.quoted > view.parts[group.start].quoted:
            said = said_in_sentence(part.text, group.options) is not None
            return said or quotes_choice(part.text, group.options)
        if part.kind == "fence":
            return asking and fenced(view, at, group.options) is not None
        if part.kind not in ("rule", "comment") and not _leads_to_key(part, named):
            break
        at += 1
    return asking and judged(view, group.options, _right_behind(view, group)) is not None


def _is_told_in_sections(view: View, group: Group) -> bool:
    """Tell whether a line in the sections of a question, behind its choices, names one."""
    level = view.parts[group.end].level
    for at in range(group.end, min(group.end + _FAR, len(view.parts))):
        part, named = view.parts[at], view.label(at)
        if part.kind == "heading" and part.level <= level and at not in view.recurring:
            return False
        if named is not None and named.kind == "answer" and named.rest:
            return _says(named.rest, group)
    return False


def _is_told_in(view: View, fold: Fold, group: Group) -> bool:
    """Tell whether what a fold says of the answer is the key of a group."""
    place = in_fold(view, fold.summary, fold.body, fold.close, group.options, "fold")
    return place is not None and bool(place.key.right)


def _leads_to_key(part: Part, named: Label | None) -> bool:
    """Tell whether a line can stand between choices and their key: a hint, "Your answer:", or
    "Note:" over what a speaker says.
    """
    if part.kind == "line" and _NOTES.fullmatch(part.text):
        return True
    return named is not None and named.kind in ("hint", "given")


def _is_labelled(view: View, at: int) -> bool:
    named = view.label(at) if at < len(view.parts) else None
    return named is not None and named.kind == "answer" and bool(named.rest)


def _right_behind(view: View, group: Group) -> list[int]:
    """Return the few parts behind a list in which its explanation may stand."""
    found: list[int] = []
    for at in range(group.end, min(group.end + _NEAR, len(view.parts))):
        part = view.parts[at]
        if part.kind not in ("line", "comment") or part.mark or view.starts(at) is not None:
            break
        found.append(at)
    return found


def says_alone(view: View, group: Group) -> bool:
    """Tell whether the line right behind a list is nothing but a key."""
    place = unlabelled(view, group, min(group.end + _NEAR, len(view.parts)))
    return place is not None and bool(place.key.right)


def quotes_choice(text: str, options: Sequence[Option]) -> bool:
    """Tell whether a quoted line below a list repeats one of its items: "> Gazpacho"."""
    said = plain(text.rstrip(","))
    return bool(said) and sum(plain(option.text) == said for option in options) == 1


def _says(text: str, group: Group, *, certain: bool = False) -> bool:
    named = label(text, "answer")
    key = read_key(named.rest if named else text, group.options, certain=certain or bool(named))
    if key is None and named is None:
        return said_in_sentence(text, group.options) is not None
    return key is not None and bool(key.right or key.unknown)
