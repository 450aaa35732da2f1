"""Groups of choices → the same with the right ones known, where a sign of the author's says so.

A file may mark the right choice by what marks nothing elsewhere: italics, code, a star or an arrow
before it, a bullet of its own, "(x)" behind it, or a line through all others. One question shows
nothing. But where in nearly all questions that have no other key the same sign stands on a few of
the choices, and not always on the same ones, it is the key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.choices.asker import asker, paragraph_start
from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.view import View

_FEWEST = 3
_NEARLY_ALL = 0.75
_MORE_THAN_HALF = 0.55  # of a line behind a choice, which means nothing else
_LINE, _LONG = "… ----", 4
_WRAPPED = {
    "italics": re.compile(r"([*_])(?=[^\s*_])(?P<text>[^*_]+)(?<=\S)\1[.]?", re.DOTALL),
    "code": re.compile(r"`(?P<text>[^`]+)`", re.DOTALL),
    "struck": re.compile(r"(?:~~|<(?:s|del|strike)>)(?P<text>.+?)(?:~~|</\w+>)", re.DOTALL),
    "colour": re.compile(r"\$\\(?:text)?color\{.{1,20}?\}\{?(?:\\text)?\{?(?P<text>[^{}]+)\}*\$"),
    "tags": re.compile(r"<(?P<tag>\w+)\b[^<>]{0,120}>(?P<text>.+)</(?P=tag)>", re.DOTALL),
}
_SIGN = r"[^\w\s\"'()\[\]{}<>$`/\\.,;:?~%#|=-]"
_BEFORE = re.compile(
    rf"(?P<sign>{_SIGN}{{1,3}}|[-=]{{0,2}}>{{1,3}}|\[[xX]\]|\([xX]\)|\{{[xX]\}})\s*(?P<text>\S.*)",
    re.DOTALL,
)
_BEHIND = re.compile(
    rf"(?P<text>.*(?:[^\s*^+!]|\S(?=\s)))(?P<sign>\s+(?:{_SIGN}{{1,3}}|<+[-=]*|[(\[{{]\S{{1,6}}[)\]}}]|[oO][kK]|--+|==+)|[*^+!]{{1,3}})",
    re.DOTALL,
)
# "Gazpacho - key"
_WORD = re.compile(r"(?P<text>.*\S)\s+[-–—]{1,2}\s?(?P<sign>[A-Za-z]{2,8})", re.DOTALL)


def told_by_signs(view: View, found: Sequence[Group]) -> list[Group]:
    """Return groups of choices, the right ones marked if signs tell them."""
    open_ = [n for n, group in enumerate(found) if _is_open(view, group)]
    if len(open_) < _FEWEST:
        return list(found)
    places: dict[str, dict[int, dict[int, str]]] = {}
    for n in open_:
        deep, bullets = _quoted(view, found[n]), _bullets(view, found[n])
        for at, option in enumerate(found[n].options):
            if at in deep:
                places.setdefault("> …", {}).setdefault(n, {})[at] = option.text
            if bullets:
                places.setdefault(bullets[at], {}).setdefault(n, {})[at] = option.text
            for kind, text in _signs(option.text):
                places.setdefault(kind, {}).setdefault(n, {})[at] = text
    told = list(found)
    for kind, own in places.items():
        right = {n: _right(kind, len(found[n].options), own.get(n, {})) for n in open_}
        sure = [n for n in open_ if right[n]]
        share = _MORE_THAN_HALF if kind == _LINE else _NEARLY_ALL
        if len(sure) < max(_FEWEST, share * len(open_)):
            continue
        if len({tuple(right[n]) for n in sure}) == 1:
            continue  # "*None of these*", the last each time
        if all(right[n] == list(range(len(right[n]))) for n in sure):
            continue  # what speaks for something, and below it what speaks against it
        for n in sure:
            told[n] = _told(found[n], own[n], right[n])
        break
    return told


def _is_open(view: View, group: Group) -> bool:
    """Tell whether nothing else says which of the choices are right."""
    if any(option.right for option in group.options):
        return False
    if 0 < sum(option.bold for option in group.options) < len(group.options):
        return False
    above = asker(view, group.start)
    if (group.loose or group.boxed) and not _asks(view, above):
        return False
    named = view.label(group.end) if group.end < len(view.parts) else None
    return (named is None or named.kind != "answer") and group.end not in view.folds


def _asks(view: View, at: int) -> bool:
    """Tell whether the paragraph that part `at` ends is numbered or asks: "Which? Pick one:"."""
    return any(
        view.starts(n) is not None or asks_somewhere(view.parts[n].text)
        for n in range(paragraph_start(view, at), at + 1)
    )


def _quoted(view: View, group: Group) -> set[int]:
    """Return the choices that are quoted, "- > Gazpacho", among others that are not."""
    depths = [view.parts[first].quoted for first, _ in group.spans]
    return {n for n, depth in enumerate(depths) if depth > min(depths)}


def _bullets(view: View, group: Group) -> list[str]:
    """Return the bullets of choices if they have two kinds of them: "- Ramen", "+ Gazpacho"."""
    marks = [view.parts[first].mark for first, _ in group.spans]
    return marks if set(marks) in ({"-", "*"}, {"-", "+"}, {"*", "+"}) else []


def _signs(text: str) -> Iterator[tuple[str, str]]:
    for kind, pattern in _WRAPPED.items():
        match = pattern.fullmatch(text)
        if match is not None:
            yield kind, match["text"]
    before = _BEFORE.fullmatch(text)
    if before is not None:
        yield f"{before['sign'].casefold()} …", before["text"]
    word = _WORD.fullmatch(text)
    if word is not None:
        yield f"… - {word['sign'].casefold()}", word["text"]
    behind = _BEHIND.fullmatch(text)
    if behind is not None:
        sign = behind["sign"].strip().casefold()
        drawn = len(sign) >= _LONG and sign[0] in "-="
        yield _LINE if drawn else f"… {sign[:2] if sign[0] in '-=' else sign}", behind["text"]


def _right(kind: str, count: int, own: dict[int, str]) -> list[int]:
    """Return the right choices of `count`, of which those of `own` bear a sign."""
    at = [n for n in range(count) if (n in own) is not (kind == "struck")]
    most = count - 1 if kind == "+" else count // 2  # of the others, either may be the sign
    return at if 0 < len(at) <= most else []


def _told(group: Group, own: dict[int, str], right: Sequence[int]) -> Group:
    options: tuple[Option, ...] = tuple(
        option._replace(text=own.get(n, option.text), right=True if n in right else option.right)
        for n, option in enumerate(group.options)
    )
    return replace(group, options=options)
