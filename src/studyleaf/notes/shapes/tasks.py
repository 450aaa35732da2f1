"""D1: numbered tasks of a bank of questions, each over the code that does it.

    ## Task 3

    Scale the deployment `soup` to three pods.

    ```
    kubectl scale deployment soup --replicas=3
    ```

Tasks without solutions show code, too: what is to be mended. So several must be so or have a
solution of another kind, no line may lead to the code, and it must be no file that is shown.

Where most headings of a level are tasks with a solution folded away, one that begins as they do,
with code right below it, is a task, too: its fold was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.item import CODE, SHOWN, Item
from studyleaf.notes.answers.items import build_item
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import leads_to_list
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 3
_MOST = 0.6
_FAR = 60  # parts of a task


def tasks(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield tasks as first part, end, question."""
    levels = _levels(view, taken)
    firsts = [
        at
        for at, part in enumerate(view.parts)
        if part.kind == "heading" and (part.level in levels or _is_task(view, at))
    ]
    items = [
        item
        for at in firsts
        if not taken[at]
        and (item := _item(view, at, taken, bidden=view.parts[at].level in levels)) is not None
    ]
    answered = len(items) + sum(taken[at] for at in firsts)
    if answered < max(_FEWEST, _MOST * len(firsts)):
        return
    for item in items:
        asked = build_item(view, item)
        if asked is not None:
            yield item.first, item.end, asked


def _levels(view: View, taken: Sequence[bool]) -> set[int]:
    """Return the levels of headings that are tasks: most are read already, and the others begin
    with the same words.
    """
    known: dict[int, list[int]] = {}
    for at, part in enumerate(view.parts):
        if part.kind == "heading":
            known.setdefault(part.level, []).append(at)
    found: set[int] = set()
    for level, firsts in known.items():
        read = sum(taken[at] for at in firsts)
        begun, others = (
            {_word(view, at) for at in firsts if taken[at] == is_} for is_ in (True, False)
        )
        if read >= max(_FEWEST, _MOST * len(firsts)) and others <= begun:
            found.add(level)
    return found


def _word(view: View, at: int) -> str:
    """Return the first word of a part, without case."""
    return view.parts[at].text.strip("*_ ").partition(" ")[0].casefold()


def _is_task(view: View, at: int) -> bool:
    start = view.starts(at)
    if start is None or start.style != "label" or not start.number:
        return False
    return view.names_questions(at) and not view.in_faq(at)


def _item(view: View, first: int, taken: Sequence[bool], *, bidden: bool) -> Item | None:
    """Divide a task into what is to be done, which is all text, and the code with all below it."""
    parts = view.parts
    own = parts[first]
    end = first + 1
    while end < len(parts) and end - first < _FAR and not taken[end]:
        part = parts[end]
        if part.kind in ("rule", "open", "close") or (
            part.kind == "heading" and (part.level <= own.level or view.starts(end) is not None)
        ):
            break
        end += 1
    body = first + 1
    while body < end and parts[body].kind == "line":
        if view.label(body) is not None or view.option(body) is not None:
            return None
        body += 1
    if body >= end or parts[body].kind not in CODE or parts[body].items:
        return None
    start = view.starts(first)
    last = parts[body - 1]
    behind = [part for part in parts[body + 1 : end] if part.kind == "line"]
    if leads_to_list(last.text) or any(asks_somewhere(part.text) for part in behind):
        return None
    if body == first + 1 and (start is None or not start.text) and not bidden:
        return None
    shown = parts[body].info.casefold().split(" ")[0].strip("{}.") in SHOWN
    if shown or any(view.label(n) is not None for n in range(body, end)):
        return None
    return Item(first, body, end, asking=True, form="code", listed=0)
