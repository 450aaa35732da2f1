"""Groups of choices → the headings that stand above one each, and so are titles of questions."""

from __future__ import annotations

from collections.abc import Sequence

from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.view import View


def titles(view: View, found: Sequence[Group]) -> set[int]:
    """Return the headings that stand above one group each, where a file does so again and again."""
    own: dict[int, list[int]] = {}
    at = heading = -1
    for group in found:
        for n in range(at + 1, group.start):
            if view.parts[n].kind == "heading" and not is_inner(view, n):
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
    if view.parts[heading].text.rstrip("*_ ").endswith((".", ":", "。", "：")):
        return False  # a sentence is no topic
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


def is_inner(view: View, at: int) -> bool:
    """Tell whether a heading labels a part of a question: "Answer", "Options", "Explanation"."""
    if view.label(at) is not None or at in view.recurring:
        return True
    return is_only(view.parts[at].text, "options", "meta", "question")
