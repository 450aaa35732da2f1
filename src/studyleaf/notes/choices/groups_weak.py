"""The parts of notes → choices whose letters have no point: "**A** Ramen", "`B` Gazpacho", "C Pho".

One such line is a sentence. So there must be three, right below each other, whose letters go on
from A and are written in the same way. Roman numbers have a point, but statements in a stem are
numbered like that as well: they are choices only where the answer below names one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from studyleaf.notes.choices.backing import is_told_far
from studyleaf.notes.choices.behind import key_follows
from studyleaf.notes.choices.group import Group, group_of
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.lines.marks import Option, option_of
from studyleaf.notes.view import View

_LETTER = re.compile(
    r"(?P<open>\*\*|__|`|<b>|<strong>)?(?P<name>[A-H]|(?<=[`*_>])[a-h])(?(open)(?:\*\*|__|`|</\w+>))"
    r"(?:[ \t\u00a0]+|\s=\s)(?P<text>[^\s=].*)",
    re.DOTALL,
)
_ROMAN = re.compile(r"[(\[]?(?P<name>[iv]{1,3}|[IV]{1,3})[.)\]]+\s+(?P<text>\S.*)", re.DOTALL)
_ROMANS = ("I", "II", "III", "IV", "V", "VI")
_NAMED_ALONE = re.compile(r"[*_`(\[\s]*(?:i{1,3}|iv|vi?)(?=[.)\]:*_`]|\s*$)", re.IGNORECASE)
_NAMED = re.compile(r"[*_`(\[\s]*(?:i{1,3}|iv|vi?)\b", re.IGNORECASE)
_FEWEST = 3
_LINES = 3  # that a choice may have

Mark = tuple[int, str, str]
"""The place of a choice, how its letter is written, and its text."""


def weak_groups(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield the choices of such lines."""
    at = 0
    while at < len(view.parts):
        group = _run(view, at, taken, _lettered) or _run(view, at, taken, _roman)
        if group is None:
            at += 1
            continue
        yield group
        at = group.end


def _lettered(text: str) -> Mark | None:
    match = _LETTER.fullmatch(text)
    if match is None:
        return None
    style = f"{match['open'] or ''}{'a' if match['name'].islower() else 'A'}"
    return ord(match["name"].upper()) - ord("A"), style, match["text"]


def _roman(text: str) -> Mark | None:
    match = _ROMAN.fullmatch(text)
    if match is None or match["name"].upper() not in _ROMANS:
        return None
    return _ROMANS.index(match["name"].upper()), "roman", match["text"]


def _run(
    view: View, first: int, taken: set[int], read: Callable[[str], Mark | None]
) -> Group | None:
    own = view.parts[first]
    begin = read(own.text) if first not in taken and own.kind in ("line", "code") else None
    if begin is None or begin[0]:
        return None
    options: list[Option] = []
    firsts: list[int] = []
    at = first
    while at < len(view.parts) and at not in taken and view.parts[at].kind == own.kind:
        part = view.parts[at]
        mark = read(part.text) if len(part.items) == len(own.items) else None
        if mark is not None and mark[:2] == (len(options), begin[1]):
            name = _ROMANS[mark[0]] if mark[1] == "roman" else chr(ord("A") + mark[0])
            options.append(option_of("letter", name, mark[2], None, item=bool(part.mark)))
            firsts.append(at)
        elif at - firsts[-1] >= _LINES or _ends(view, firsts[-1], at):
            break
        at += 1
    truth = len(options) > 1 and all(_is_truth(option.text) for option in options)
    if len(options) < _FEWEST and not truth:
        return None
    group = group_of(view, options, firsts)
    return group if begin[1] != "roman" or _is_told(view, group) else None


def _ends(view: View, last: int, at: int) -> bool:
    """Tell whether a line is not of the choice that begins at part `last`."""
    if view.parts[at].block != view.parts[last].block or view.option(at) is not None:
        return True
    return view.label(at) is not None or view.starts(at) is not None


def _is_truth(text: str) -> bool:
    return is_only(text.rstrip("-= "), "truth")


def _is_told(view: View, group: Group) -> bool:
    """Tell whether some of the choices are marked, or a Roman number is the answer behind them."""
    marked = sum(bool(option.right or option.bold) for option in group.options)
    if 0 < marked < len(group.options) or is_told_far(view, group):
        return True
    if key_follows(view, group):
        return True
    fold = view.folds.get(group.end)
    if fold is not None and view.hides_answer(fold):
        return any(_is_named(view, at) for at in range(fold.summary, fold.close))
    return _is_named(view, group.end) or _is_named(view, group.end + 1)


def _is_named(view: View, at: int) -> bool:
    """Tell whether part `at` is a Roman number as an answer, labelled or below its label."""
    if at >= len(view.parts):
        return False
    named, part = view.label(at), view.parts[at]
    if named is not None and named.kind == "answer":
        return bool(_NAMED.match(named.rest))
    above = view.parts[at - 1]
    below = label(above.text, "answer") if above.kind in ("line", "heading", "summary") else None
    told = below is not None and not below.rest
    return told and _NAMED_ALONE.match(part.text) is not None
