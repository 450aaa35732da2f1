"""What a piece of notes leaves open → what closes it, so that it hides nothing on its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from studyleaf.blocks import Block, open_fence

_TAG = re.compile(r"<(/?)(details|pre)\b[^<>]{0,300}>", re.IGNORECASE)


def closing(found: Iterable[Block], lines: Sequence[str]) -> str:
    """Return the lines that close what blocks leave open: a fence, a comment, `<details>`.

    Other tags are left: their ends can stand in another piece, and an end alone breaks a page.
    """
    opened: list[str] = []
    ends: list[str] = []
    for block in found:
        own = lines[block.start : block.end]
        if block.kind == "fence":
            ends += [mark] if (mark := open_fence(own)) else []
        elif block.kind == "html":
            text = "".join(own)
            if text.lstrip().startswith("<!--") and "-->" not in text:
                ends.append("-->")
            for tag in _TAG.finditer(text):
                name = tag[2].lower()
                if not tag[1]:
                    opened.append(name)
                elif name in opened:
                    opened.remove(name)
    ends += [f"</{name}>" for name in reversed(opened)]
    return "".join(f"\n{end}\n" for end in ends)
