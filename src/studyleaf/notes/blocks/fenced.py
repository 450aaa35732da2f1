"""Plain fences that hold questions → the parts inside them.

What shows how a program wants its questions written holds a few, as an example. So a file must have
many of them in fences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.blocks.indented import holds_questions, questions_in
from studyleaf.notes.parts import Part, shifted

_PLAIN = ("", "text", "txt", "plaintext", "none")
_MANY = 8


def questions_out_of_fences(
    found: Sequence[Part], read: Callable[[str], list[Part]]
) -> Iterator[Part]:
    """Free questions from their fences; `read` returns the parts of what one holds."""
    many = sum(questions_in(part.text) for part in found if is_plain(part)) >= _MANY
    for part in found:
        if not (many and is_plain(part) and holds_questions(part.text)):
            yield part
            continue
        edge = replace(part, kind="rule", text="", mark="", info="")
        yield replace(edge, end=part.start + 1)
        yield from (shifted(one, part, part.start + 1) for one in read(part.text))
        if part.source.rstrip().endswith(("```", "~~~")):
            yield replace(edge, start=part.end - 1)


def is_plain(part: Part) -> bool:
    """Tell whether a part is a fence whose language says of no program that it is its."""
    return part.kind == "fence" and part.info.casefold() in _PLAIN
