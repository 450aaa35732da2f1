"""Lines among and behind choices with letters → those that are choices, too, and have none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.notes.lines.asking import asks
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.lines.ticks import unticked
from studyleaf.notes.view import View

_POINTLESS = re.compile(r"(?P<name>[B-H])[,;]?[ \t]+(?P<text>\S.*)", re.DOTALL)
# "All of the above", "B and C"
_ABOVE = re.compile(
    r"^.{0,40}\b(?:above|below|ci-dessus|anteriores|anterior|genannten|precedenti|acima"
    r"|bovenstaande|ovan|вышеперечисленн\w+|перечисленн\w+|yukarıdaki\w*|powyższ\w+)\b.{0,20}$"
    r"|^(?:both )?\(?[A-H]\)?(?:\s?,\s?\(?[A-H]\)?){0,3}\s(?:and|et|y|e|und|och|en|и|&)\s"
    r"\(?[A-H]\)?[\s.]*$",
    re.IGNORECASE,
)
_FEW_MORE = 3


def without_letters(view: View, last: int, options: Sequence[Option]) -> dict[int, Option]:
    """Read bullets behind the last letter that are choices, too: the tick stands at one of them,
    or they choose among the others: "All of the above".
    """
    own = view.parts[last]
    found: dict[int, Option] = {}
    for at in range(last + 1, len(view.parts)):
        part = view.parts[at]
        if part.kind != "line" or len(part.items) != len(own.items) or not own.mark:
            break
        if not part.mark:
            continue  # what the bullet above it goes on with
        plain = view.loose(at)
        if (
            len(found) > _FEW_MORE
            or part.mark != own.mark
            or part.items[:-1] != own.items[:-1]
            or plain is None
        ):
            break
        if view.label(at) is not None or view.option(at) is not None or asks(plain.text):
            break
        found[at] = plain
    ticks = sum(option.right is True for option in found.values())
    ticked = ticks == 1 and not any(option.right for option in options)
    if len(found) <= _FEW_MORE and (ticked or all(_ABOVE.search(o.text) for o in found.values())):
        return found
    return {}


def without_point(view: View, at: int, before: Option) -> Option | None:
    """Read "B Borscht", where a point was forgotten, between "A. Bisque" and "C. Chowder"."""
    part = view.parts[at]
    match = _POINTLESS.fullmatch(part.text) if part.kind == "line" and not before.lower else None
    if match is None or ord(match["name"]) != ord(before.name) + 1:
        return None
    behind = view.option(at + 1) if at + 1 < len(view.parts) else None
    if behind is None or behind.boxed or ord(behind.name) != ord(before.name) + 2:
        return None
    text, right = unticked(match["text"])
    return before._replace(name=match["name"], text=text, right=right, bold=False, reason="")
