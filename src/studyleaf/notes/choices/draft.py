"""A question with choices as it stands in the notes: which parts are what of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from studyleaf.notes.choices.group import Group


@dataclass(slots=True)
class Draft:
    """A question with choices as it stands in the notes, before its key is read.

    All numbers are indexes of parts: the stem is `start:group.start`, the tail `group.end:end`.
    """

    group: Group
    start: int
    style: str
    """How it begins: `label`, `number`, `heading` (that asks), `title`, `plain`."""
    number: str = ""
    heading: int | None = None
    """The heading that it begins with, or that stands right above."""
    told: int | None = None
    """The line between what asks and the choices that says the key."""
    end: int = 0
    tail: list[int] = field(default_factory=list)
