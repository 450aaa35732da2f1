"""The parts of notes → "True" and "False" as choices, where they share a line or are unmarked.

A line that is nothing but the two, "True / False", stands below a statement that is to be judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyleaf.notes.blocks.statements import has_boxes
from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.labels import is_only, plain
from studyleaf.notes.lines.marks import Option, option_of
from studyleaf.notes.view import View

_BETWEEN = re.compile(
    r"\s?(?:[/|,;\t]|\s{2}|&nbsp;)(?:[\s/|,;]|&nbsp;)*+|\s+(?:or|oder|o|ou|eller|或|или)\s+"
)
_MARK = re.compile(
    r"(?:[-*+]\s+)?(?:\(?[ABab12][).]\s*)?(?P<box>\\?\[[ xX]?\\?\]|\([ xX]?\)|[☐☑☒○●])?\s*"
)
_LONGEST = 80
_SEVERAL = 3
_LETTERS = ("V", "F", "T", "R", "W")  # behind boxes


def truth_groups(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield the two choices of such lines."""
    read = [(at, _pair(view, at)) for at in range(1, len(view.parts)) if at not in taken]
    found = [(at, pair) for at, pair in read if pair is not None]
    # "✅ True | ❌ False" below each statement is a picture and no key
    alike = len({view.parts[at].text for at, _ in found}) == 1 and len(found) > 1
    for at, pair in found:
        options = tuple(one._replace(right=None, bold=False) for one in pair) if alike else pair
        sure = len(found) >= _SEVERAL or view.is_study(at)
        yield Group(at, at + 1, options, ((at, at + 1), (at, at + 1)), alike=True, loose=not sure)


def _pair(view: View, at: int) -> tuple[Option, ...] | None:
    part = view.parts[at]
    named = view.label(at) if part.kind == "line" and len(part.text) <= _LONGEST else None
    if part.kind != "line" or len(part.text) > _LONGEST:
        return None
    if named is not None and (named.kind != "options" or not named.rest):
        return None
    said = named.rest if named is not None else part.text  # "Options: true / false"
    above = view.parts[at - 1]
    if part.number or part.text.rstrip("*_ ").endswith((":", "：")):
        return None  # "3. **True/False:**" names a kind of question
    if "?" in part.text or (part.mark and above.mark and above.items[:-1] == part.items[:-1]):
        return None  # it bids to judge what follows, or is one of several bullets
    halves = [half for half in _BETWEEN.split(said) if half.strip()]
    if len(halves) != 2:
        return None
    options: list[Option] = []
    boxed = has_boxes(part)
    for half in halves:
        begun = _MARK.match(half)
        text = half[begun.end() :] if begun is not None else half
        if text.startswith(":") or text.count("[") != text.count("]"):
            return None  # "[True, False]" of a program, ":returns: True or False"
        right = bool(re.search(r"[xX☑☒●]", begun["box"])) if begun and begun["box"] else None
        one = option_of("plain", "", text, right or None, item=False)
        if not is_only(one.text, "truth") and not (boxed and one.text in _LETTERS):
            return None
        options.append(one)
    return tuple(options) if plain(options[0].text) != plain(options[1].text) else None
