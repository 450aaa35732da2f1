"""D1: numbered tasks of a bank of questions, each over the code that does it.

    ## Task 3

    Scale the deployment `soup` to three pods.

    ```
    kubectl scale deployment soup --replicas=3
    ```

Tasks without solutions show code, too: what is to be mended. So several must be so or have a
solution of another kind, no line may lead to the code, and it must be no file that is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.item import CODE, SHOWN, Item
from studyleaf.notes.answers.items import build_item
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.bidding import leads_to_list
from studyleaf.notes.lines.labels import label
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 3
_MOST = 0.6
_FAR = 60  # parts of a task


def tasks(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield tasks as first part, end, question."""
    firsts = [
        at for at, part in enumerate(view.parts) if part.kind == "heading" and _is_task(view, at)
    ]
    level = Counter(view.parts[at].level for at in firsts).most_common(1)
    firsts = [at for at in firsts if view.parts[at].level == level[0][0]]
    items = [
        item for at in firsts if not taken[at] and (item := _item(view, at, taken)) is not None
    ]
    answered = len(items) + sum(taken[at] for at in firsts)
    if answered < max(_FEWEST, _MOST * len(firsts)):
        return
    for item in items:
        asked = build_item(view, item)
        if asked is not None:
            yield item.first, item.end, asked


def _is_task(view: View, at: int) -> bool:
    start = view.starts(at)
    if start is None or start.style != "label" or not start.number:
        return False
    asked = view.names_questions(at) or label(view.parts[at].text, "question") is not None
    return asked and not view.in_faq(at)


def _is_labelled(view: View, at: int) -> bool:
    """Tell whether a line has a label other than that of what its code writes."""
    return view.label(at) is not None and label(view.parts[at].text, "output") is None


def _item(view: View, first: int, taken: Sequence[bool]) -> Item | None:
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
    if end < len(parts) and parts[end].kind == "open":
        return None  # what the code does is folded away
    start = view.starts(first)
    last = parts[body - 1]
    behind = [part for part in parts[body + 1 : end] if part.kind == "line"]
    if leads_to_list(last.text) or any(asks_somewhere(part.text) for part in behind):
        return None
    if body == first + 1 and (start is None or not start.text):
        return None
    shown = parts[body].info.casefold().split(" ")[0].strip("{}.") in SHOWN
    if shown or any(_is_labelled(view, n) for n in range(body, end)):
        return None
    return Item(first, body, end, asking=True, form="code", listed=0)
