"""Parts → the Markdown that they stood as."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.blocks import split_lines
from studyleaf.notes.parts import Part, dedent, indentation


def markdown(found: Sequence[Part], *, first: str | None = None) -> str:
    """Return the Markdown of parts that follow one another, freed from what they stood in.

    `first` stands for the text of the first part, without its list mark.
    """
    lines: list[str] = []
    last = found[0].start if found else 0
    quoted = min((part.quoted for part in found), default=0)
    indent: int | None = None
    for n, part in enumerate(found):
        if part.start > last and lines:
            lines.append("")
        last = part.end
        if n == 0 and first is not None:
            lines.append(first)
            continue
        if part.kind == "summary":
            lines.append(part.text)
            continue
        own = split_lines(part.source)
        for _ in range(quoted):
            own = [re.sub(r"^\s*(?:[-*+]\s+|\d{1,9}[.)]\s+)?> ?", "", line) for line in own]
        if indent is None or part.kind in ("fence", "code"):
            space = indentation(own[0]) if own else 0
            indent = space if indent is None else min(indent, space)
        lines.extend(dedent(line, indent) for line in own)
    return "\n".join(lines).strip("\n").rstrip()
