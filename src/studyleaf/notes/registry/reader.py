"""A shape of question in notes, and the functions that read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from studyleaf.notes.choices.asked import Doubt, Keyed
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

ChoiceReader = Callable[[View, Draft], Keyed | Doubt | None]
"""Finds the key of a draft: yes, no, or "it looks like one, but …"."""
OpenReader = Callable[[View, Sequence[bool]], Iterator[tuple[int, int, Asked]]]
"""Finds questions among the parts that are not taken: first part, end, question."""
FileReader = Callable[[str], list[Asked] | None]
"""Reads a file that is no Markdown, or returns None."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A shape: its name in the documentation, what it is, an example, and what reads it."""

    name: str
    title: str
    example: str = ""
    choices: ChoiceReader | None = None
    open: OpenReader | None = None
    language: OpenReader | None = None
    """As `open`, but before any other reader looks at the lines."""
    file: FileReader | None = None
    also: tuple[str, ...] = ()
    """Other shapes that the same function reads."""

    @property
    def names(self) -> tuple[str, ...]:
        """All shapes that it reads."""
        return (self.name, *self.also)
