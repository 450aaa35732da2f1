"""The parts of notes → choices that are paragraphs, or lines of one, and no mark begins them.

Below what asks, short paragraphs of which one is in bold or ticked may be notes. So a file must
have several such, most of its short paragraphs below what asks must be so, and what is marked must
not always stand first, where an answer would. Paragraphs of which the answer below names one must
be several, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from studyleaf.notes.choices.behind import key_follows
from studyleaf.notes.choices.group import Group
from studyleaf.notes.choices.odd import told_by_signs
from studyleaf.notes.lines.asking import asks, asks_somewhere, selects
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.lines.marks import Option, option_of
from studyleaf.notes.view import View

_MOST, _FEWEST = 8, 2
_LONGEST = 200
_LINES = 3  # of a paragraph
_SEVERAL = 3
_SHARE, _HALF = 0.7, 0.5
_ELSEWHERE = 0.34  # so many have the right one elsewhere than in the first place
_LABEL = re.compile(r"(\*\*|__)[^*_]{1,80}(?:[:：]\1|\1\s?[:：])")
_ENDS = (".", "!", "。")


def plain_groups(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield such choices."""
    found: list[Group] = []
    at = 0
    while at < len(view.parts):
        group = _below(view, at, taken) if at not in taken and _may_ask(view, at) else None
        if group is None:
            at += 1
            continue
        found.append(group)
        at = group.end
    found = _signed(view, found)
    remarks = _remarks(found)
    marked = [
        group for group in found if _marked(group) and remarks.isdisjoint(_marked_texts(group))
    ]
    places = {tuple(_marked(group)) for group in marked}
    later = sum(0 not in _marked(group) for group in marked)
    yield from _labelled(view, taken)
    keyed = [group for group in found if not _marked(group) and key_follows(view, group)]
    asking = sum(_asks_above(view, group) for group in marked)
    alike = len(marked) >= max(_SEVERAL, _SHARE * len(found)) and asking * 2 >= len(marked)
    if alike and len(places) > 1 and later >= _ELSEWHERE * len(marked):
        yield from marked
    else:
        yield from (group for group in marked if _names_options(view, group.start - 1))
    if len(keyed) >= max(_SEVERAL, _SHARE * len(found)):
        yield from keyed


def _labelled(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield the lines below "Choose the correct answer:" where a file has several such, no key."""
    firsts = [at for at in range(len(view.parts)) if at not in taken and _bids(view, at)]
    found = [group for at in firsts if (group := _below(view, at, taken, whole=True))]
    found = [group for group in found if not _marked(group) and not key_follows(view, group)]
    yield from found if len(found) >= _SEVERAL else ()


def _bids(view: View, at: int) -> bool:
    return at > 0 and _names_options(view, at) and view.parts[at - 1].kind == "line"


def _names_options(view: View, at: int) -> bool:
    named = view.label(at) if at < len(view.parts) else None
    if at >= len(view.parts) or view.parts[at].kind != "line":
        return False
    bids = named is not None and named.kind == "options" and not named.rest
    return bids or (selects(view.parts[at].text) and view.loose(at) is None)


def _signed(view: View, found: Sequence[Group]) -> list[Group]:
    """Return groups, those below what asks with the marks of the author's own."""
    stems = [view.parts[group.start - 1].text for group in found]
    asking = [n for n, text in enumerate(stems) if asks_somewhere(text)]
    told = dict(zip(asking, told_by_signs(view, [found[n] for n in asking]), strict=True))
    return [told.get(n, group) for n, group in enumerate(found)]


def _marked(group: Group) -> list[int]:
    """Return the choices that are in bold or ticked, if these are not most of them."""
    found = [n for n, option in enumerate(group.options) if option.right or option.bold]
    return found if len(found) * 2 <= len(group.options) else []


def _marked_texts(group: Group) -> list[str]:
    return [group.options[n].text for n in _marked(group)]


def _remarks(found: Sequence[Group]) -> set[str]:
    """Return what stands in bold behind answers, again and again: "**Repeat this!**"."""
    said = Counter(text for group in found for text in _marked_texts(group))
    marked = [group for group in found if _marked(group)]
    behind = Counter(group.options[-1].text for group in marked if len(group.options) == _FEWEST)
    often = max(_SEVERAL, _HALF * len(marked))
    return {
        text
        for text, count in said.items()
        if count >= often and behind[text] * 2 > count and not is_only(text, "truth")
    }


def _asks_above(view: View, group: Group) -> bool:
    above = group.start - 1
    above -= _names_options(view, above)
    if view.is_study(above) or view.starts(above) is not None:
        return True
    return asks_somewhere(view.parts[above].text)


def _may_ask(view: View, at: int) -> bool:
    part = view.parts[at]
    if part.kind == "heading":
        return not is_only(part.text, "section", "key", "answer")
    start = view.starts(at)
    return part.kind == "line" and (asks(part.text) or (start is not None and bool(start.text)))


def _below(view: View, above: int, taken: set[int], *, whole: bool = False) -> Group | None:
    """Read the short paragraphs right below what asks, or the lines of one."""
    parts = view.parts
    if not whole and _names_options(view, above + 1):
        above += 1
    end = above + 1
    while end < len(parts) and end not in taken and _is_plain(view, end, above):
        end += 1
    blocks = [list(run) for _, run in groupby(range(above + 1, end), lambda n: parts[n].block)]
    if not blocks or end in taken:
        return None  # what goes on asking, right above the choices
    glued = parts[above].block == parts[above + 1].block
    if len(blocks[0]) >= _FEWEST and (len(blocks) == 1 or glued):
        blocks = [[n] for n in blocks[0]]
    options = [_option(view, block) for block in blocks]
    while len(options) > _FEWEST and not whole and _explains(options):
        options.pop()
    if not _FEWEST <= len(options) <= _MOST or any(len(block) > _LINES for block in blocks):
        return None
    blocks = blocks[: len(options)]
    spans = tuple((block[0], block[-1] + 1) for block in blocks)
    return Group(spans[0][0], spans[-1][1], tuple(options), spans, alike=True, loose=True)


def _is_plain(view: View, at: int, above: int) -> bool:
    part, own = view.parts[at], view.parts[above]
    if part.kind != "line" or part.mark or part.quoted != own.quoted:
        return False
    if _LABEL.match(part.text) or len(part.text) > _LONGEST or asks(part.text):
        return False
    if view.starts(at) is not None or view.label(at) is not None:
        return False
    return view.option(at) is None and not view.is_navigation(at) and part.text[:2] != "!["


def _option(view: View, block: Sequence[int]) -> Option:
    text = "\n".join(view.parts[n].text for n in block)
    return option_of("plain", "", text, None, item=False)


def _explains(options: Sequence[Option]) -> bool:
    """Tell whether the last of short paragraphs is a sentence that says why."""
    *others, last = options
    if last.right or last.bold or not last.text.endswith(_ENDS):
        return False
    return not any(option.text.endswith(_ENDS) for option in others)
