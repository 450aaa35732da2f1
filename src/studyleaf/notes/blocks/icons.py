"""Icons of boxes before choices, `<i class='fas fa-check-square'></i> Gazpacho` → boxes of lists.

Their names are those of Font Awesome: https://fontawesome.com/icons/square-check
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.parts import Part

_ICON = re.compile(
    r"<i\s[^<>]{0,80}?\bfa-(?P<name>check-square|square-check|dot-circle|circle-dot|check-circle"
    r"|circle-check|square|circle)(?![\w-])[^<>]{0,80}>\s*</i>(?:&nbsp;|\s)*(?P<text>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_EMPTY = ("square", "circle")


def boxed_icons(found: Sequence[Part]) -> Iterator[Part]:
    """Yield parts, those that begin with the icon of a box as items with that box."""
    for part in found:
        match = _ICON.fullmatch(part.text) if part.text[:2] == "<i" else None
        if match is None or part.kind != "line":
            yield part
            continue
        box = "[ ]" if match["name"].lower() in _EMPTY else "[x]"
        text, items = f"{box} {match['text']}", (*part.items, part.start)
        yield replace(part, text=text, mark="-", items=items, block=part.start)
