"""Groups of choices → the same, those known for choices whose marks stand as in a quiz.

A tick, bold, or a box below "### A soup that is cold" may show what is done, or what matters. But
where in nearly all lists below a heading or a number of a section just one item is marked, and not
always the same one, each list is a question, though its stem may not ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from studyleaf.notes.choices.asker import bids_only, shows
from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.asking import asks_somewhere, has_blank, selects
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.view import View

_FEWEST, _CERTAIN, _MANY, _LONG = 3, 4, 5, 8
_SENTENCE = 5  # words
_PLACES = 3
_CHOICES = 3
_NEAR = 3  # parts
_NEARLY_ALL, _ALMOST = 0.75, 0.9


def marked_alike(view: View, found: Sequence[Group]) -> list[Group]:
    """Return groups of choices, those `alike` whose marks show that they are of a quiz."""
    titles = {n: at for n, group in enumerate(found) if (at := _title(view, group)) is not None}
    sections: dict[tuple[int, bool], list[int]] = {}
    for n, section in _sections(view, found, titles).items():
        sections.setdefault((section, _is_plain(view, titles[n])), []).append(n)
    sure = {n for likely in sections.values() for n in _of_quiz(view, found, likely, titles)}
    return [replace(group, alike=True) if n in sure else group for n, group in enumerate(found)]


def _of_quiz(
    view: View, found: Sequence[Group], likely: Sequence[int], titles: Mapping[int, int]
) -> list[int]:
    """Return those of the groups `likely`, all of a section, that are marked as in a quiz, each
    below one of the `titles`.
    """
    marks = {n: _marks(found[n]) for n in likely}
    one = [n for n in likely if len(marks[n]) == 1 and len(found[n].options) >= _CHOICES]
    if len(one) < _FEWEST or len(one) < _NEARLY_ALL * len(likely):
        return []
    if len({marks[n][0] for n in one}) == 1:
        return []  # always the first: what is done, or what matters most
    lengths = Counter(len(found[n].options) for n in one)
    even = max(lengths.values()) >= _NEARLY_ALL * len(one)
    stems = [view.parts[titles[n]].text for n in one]
    first = found[one[0]].start
    quiz = view.names_quiz(first)
    if _is_plain(view, titles[one[0]]):
        places = {marks[n][0] for n in one}
        many = len(one) >= (_MANY if even else _LONG) and len(places) >= _PLACES
        sure = many and len(one) >= _ALMOST * len(likely)
        open_ = view.is_study(first) or len(one) >= _LONG  # "For chat:" of a few tools compared
        sure = sure and any(map(_asks if open_ else _asks_itself, stems))
    elif sum(map(_is_stem, stems)) * 2 < len(one):  # "Backend", "Monday", "1.4.0"
        sure = quiz and even and len(one) >= _MANY
    elif quiz:
        sure = True
    elif view.names_questions(first):
        sure = any(map(_asks, stems)) or (even and len(one) >= _CERTAIN)
    else:
        sure = even and len(one) >= _CERTAIN and any(map(_asks, stems))
    return [n for n in likely if marks[n]] if sure else []


def _is_stem(text: str) -> bool:
    """Tell whether a title can ask: it is no name of a thing or of a day."""
    return _asks(text) or begins_to_bid(text) or len(text.split()) >= _SENTENCE


def _asks(text: str) -> bool:
    """Tell whether a title asks, has a blank, or leads on."""
    opened = text.rstrip("*_ ").endswith((":", "：", "...", "…"))
    return opened or _asks_itself(text)


def _asks_itself(text: str) -> bool:
    return asks_somewhere(text) or has_blank(text) or selects(text)


def _is_plain(view: View, at: int) -> bool:
    """Tell whether a title is a paragraph, with neither a number nor bold."""
    part = view.parts[at]
    bold = part.kind == "line" and WHOLE_BOLD.fullmatch(part.text) is not None
    return part.kind == "line" and not bold and view.starts(at) is None


def _sections(view: View, found: Sequence[Group], titles: Mapping[int, int]) -> dict[int, int]:
    """Return for each group below a title the heading of the section that this title is in."""
    result: dict[int, int] = {}
    open_: list[int] = []  # the headings around, the outermost first
    at = 0
    for n, group in enumerate(found):
        for heading in range(at, group.start):
            if view.parts[heading].kind == "heading":
                level = view.parts[heading].level
                open_ = [one for one in open_ if view.parts[one].level < level] + [heading]
        at = max(at, group.start)
        if n in titles:
            over = [one for one in open_ if one != titles[n]]
            result[n] = over[-1] if over else -1
    return result


def _title(view: View, group: Group) -> int | None:
    """Return the heading, the number or the paragraph that stands right above a group, or above
    code, a picture or "Choose two." between.
    """
    found: int | None = None
    at = group.start
    for _ in range(_NEAR):
        at = view.above(at)
        part = view.parts[at]
        plain = part.kind == "line" and not part.mark
        if plain or part.kind == "heading" or view.starts(at) is not None:
            found = at
        if not (shows(part) or is_only(part.text, "options") or bids_only(view, at)):
            break
    return found


def _marks(group: Group) -> list[int]:
    """Return the choices that are marked, by a tick or a box if any is, otherwise in bold."""
    right = [n for n, option in enumerate(group.options) if option.right]
    bold = [n for n, option in enumerate(group.options) if option.bold]
    found = right or bold
    return found if len(found) < len(group.options) else []
