"""A run of list items → whether a key says that they are the choices of a question."""

from __future__ import annotations

from studyleaf.notes.groups import Group
from studyleaf.notes.keys import read_key
from studyleaf.notes.labels import is_only, label
from studyleaf.notes.marks import asks, asks_somewhere
from studyleaf.notes.view import View


def is_backed(view: View, group: Group) -> bool:
    """Tell whether a key says that a run of list items is a question's choices."""
    marked = [option.right for option in group.options]
    ticked, bold = sum(mark is True for mark in marked), sum(o.bold for o in group.options)
    above = view.parts[group.start - 1]
    if above.kind == "rule" and group.start > 1:
        above = view.parts[group.start - 2]
    if is_only(above.text, "options"):
        return _key_follows(view, group)
    start = view.starts(group.start - 1)
    asking = asks(above.text) or (
        start is not None and (start.style == "label" or above.kind == "heading")
    )
    if 0 < ticked < len(marked) and (asking or above.text.rstrip().endswith((":", "："))):
        return asks(above.text) or start is not None or ticked == 1
    if asking and 0 < bold < len(marked) and _bold_whole(group):
        return True
    if not (
        asking
        or asks_somewhere(above.text)
        or start is not None
        or above.kind in ("heading", "fence")
    ):
        return False
    return _key_follows(view, group)


def _bold_whole(group: Group) -> bool:
    return sum(option.bold for option in group.options) <= max(1, len(group.options) // 2 + 1)


def _key_follows(view: View, group: Group) -> bool:
    """Tell whether the parts behind a group name some of its items as the answer."""
    for at in range(group.end, min(group.end + 4, len(view.parts))):
        part = view.parts[at]
        fold = view.folds.get(at)
        if fold is not None:
            if not view.hides_answer(fold):
                return False
            texts = [view.parts[n].text for n in range(fold.body, min(fold.close, fold.body + 6))]
            return any(_says(text, group) for text in texts)
        named = view.label(at)
        if named is not None and named.kind == "answer":
            if named.rest:
                return _says(named.rest, group)
            return any(_says(p.text, group) for p in view.parts[at + 1 : at + 3])
        if part.kind not in ("rule", "comment") and (named is None or named.kind != "hint"):
            return False
    return False


def _says(text: str, group: Group) -> bool:
    named = label(text, "answer")
    key = read_key(named.rest if named else text, group.options, certain=bool(named))
    return key is not None and bool(key.right or key.unknown)
