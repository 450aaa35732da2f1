"""Items of which each ends with a quote → the same, the quote alone their answer.

3) What does this print?
```go
fmt.Print(0)
```
> 0
"""

from __future__ import annotations

from collections.abc import Sequence

from studyleaf.notes.answers.item import CODE, Item, count_items
from studyleaf.notes.lines.asking import asks
from studyleaf.notes.view import View

_FEWEST, _MOST = 3, 0.75


def told_in_quotes(view: View, items: Sequence[Item | None]) -> list[Item | None]:
    """Return items with the quotes that they end with as their answers, where most end so: what
    stands above, such as code, is what they ask about.
    """
    begins = [None if item is None else _last_quote(view, item) for item in items]
    if sum(begin is not None for begin in begins) < max(_FEWEST, _MOST * len(items)):
        return list(items)
    return [
        item
        if item is None or begin is None
        else item._replace(body=begin, form="quote", listed=count_items(view, begin, item.end))
        for item, begin in zip(items, begins, strict=True)
    ]


def _last_quote(view: View, item: Item) -> int | None:
    """Return where the quote begins that an item ends with: right below what asks, or its code."""
    own = view.parts[item.first].quoted
    begin = item.end
    while begin > item.body and view.parts[begin - 1].quoted > own:
        begin -= 1
    between = view.parts[item.body : begin]
    shown = all(part.kind in CODE for part in between) or asks(between[-1].text)
    return begin if begin < item.end and shown else None
