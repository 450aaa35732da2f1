"""The parts of notes → choices that fill a fence, a line each.

Lines with letters are choices wherever they stand, and so are boxes, one of them ticked, below what
asks: each goes on to the next, as code does. Lines without either are most often what a terminal
shows. So they must stand below what asks, several fences of the file must have some of their lines
marked, most of those below what asks, and not always the first line: there a prompt stands, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyleaf.notes.blocks.fenced import is_plain
from studyleaf.notes.choices.asker import asker
from studyleaf.notes.choices.behind import key_follows
from studyleaf.notes.choices.group import Group
from studyleaf.notes.choices.odd import told_by_signs
from studyleaf.notes.lines.asking import asks
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.lines.ticks import unticked
from studyleaf.notes.view import View

_LONGEST = 3000
_LONGEST_LINE = 400
_MOST, _FEWEST = 8, 2
_SEVERAL = 3
_SHARE = 0.7
_FENCED = re.compile(r"(?P<name>[A-H]|[a-h](?=[.)]\s))[.)、:：．]?\s*(?P<text>\S.*)")
_BOX = re.compile(r"(?P<bullet>[-*+]\s+)?\[(?P<tick>[ xX])\](?:\s+(?P<text>.*))?")


def fence_groups(view: View) -> Iterator[Group]:
    """Yield the choices that fill a fence, a line each, with a point behind the letter or not."""
    for at, part in enumerate(view.parts):
        if part.kind != "fence" or len(part.text) > _LONGEST or not part.text.strip():
            continue
        lines = [line.strip() for line in part.text.split("\n") if line.strip()]
        matches = [_FENCED.match(line) for line in lines]
        names = "".join(match["name"].upper() for match in matches if match is not None)
        if 3 <= len(lines) == len(names) <= 8 and "ABCDEFGH".startswith(names):
            options = tuple(
                Option("letter", match["name"].upper(), *unticked(match["text"]), inline=True)
                for match in matches
                if match is not None
            )
            yield Group(at, at + 1, options, tuple((at, at + 1) for _ in options))
        elif _stands_below_asker(view, at, _BOX.match(lines[0])):
            boxes = _boxes(part.text)
            if len(boxes) >= _FEWEST and any(box.right for box in boxes):
                yield Group(at, at + 1, boxes, tuple((at, at + 1) for _ in boxes))


def _stands_below_asker(view: View, at: int, box: re.Match[str] | None) -> bool:
    """Tell whether a question stands above a fence that begins with a box. Where the boxes are a
    list, it may show how a list of tasks is written: the question must have a number, too.
    """
    if box is None:
        return False
    above = asker(view, at)
    return asks(view.parts[above].text) and (not box["bullet"] or view.starts(above) is not None)


def _boxes(text: str) -> tuple[Option, ...]:
    """Read the boxes of a fence, with the lines that follow each."""
    boxes: list[Option] = []
    for line in text.split("\n"):
        box = _BOX.match(line)
        if box is not None:
            boxes.append(Option("box", "", box["text"] or "", box["tick"] != " ", inline=True))
        elif boxes:
            boxes[-1] = boxes[-1]._replace(text=f"{boxes[-1].text}\n{line}")
    return tuple(box._replace(text=box.text.strip()) for box in boxes)


def marked_fences(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield the choices in fences of lines without letters, of which some are marked, or named by
    the answer below.
    """
    found = [group for at in range(len(view.parts)) if (group := _lines(view, at, taken))]
    found = told_by_signs(view, found)
    marked = [group for group in found if _is_marked(group)]
    keyed = [group for group in found if not _is_marked(group) and key_follows(view, group)]
    if len(marked) >= max(_SEVERAL, _SHARE * len(found)):
        first = sum(bool(group.options[0].right) for group in marked)
        if first * 2 <= len(marked):
            yield from marked
            yield from _marked_below_headings(view, taken)
    if len(keyed) >= max(_SEVERAL, _SHARE * len(found)):
        yield from keyed


def _marked_below_headings(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield the marked fences below headings that lack their question mark."""
    below = [_lines(view, at, taken, asked=False) for at in range(len(view.parts))]
    for group in told_by_signs(view, [group for group in below if group is not None]):
        if _is_marked(group) and not asks(view.parts[asker(view, group.start)].text):
            yield group


def _lines(view: View, at: int, taken: set[int], *, asked: bool = True) -> Group | None:
    part = view.parts[at]
    if part.kind != "fence" or at in taken or not at or len(part.text) > _LONGEST:
        return None
    above = asker(view, at)
    own = view.parts[above]
    if not is_plain(part) or not (asks(own.text) or (not asked and own.kind == "heading")):
        return None
    lines = [line.strip() for line in part.text.split("\n") if line.strip()]
    if not _FEWEST <= len(lines) <= _MOST or any(len(line) > _LONGEST_LINE for line in lines):
        return None
    options = tuple(Option("fence", "", *unticked(line), inline=True) for line in lines)
    return Group(at, at + 1, options, tuple((at, at + 1) for _ in options))


def _is_marked(group: Group) -> bool:
    right = sum(bool(option.right) for option in group.options)
    return 0 < right < len(group.options)
