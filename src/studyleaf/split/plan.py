"""What `split` is given and what it would do, as data: notes, pages, lines, files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from studyleaf.model import Catalogue, Problem
from studyleaf.parser import SECTIONS

UNSORTED = "unsorted.md"
"""The page of pieces whose topic can't be told."""

LineKind = Literal["moved", "question", "structure", "unplaced"]
State = Literal["new", "imported", "present"]
"""Whether a piece is added now, was imported before, or is in the guide although not recorded."""


Digest = Callable[[str], str | None]
"""Given the path of a file, returns something that differs for other contents; None for no file."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of notes, with its path as it was named."""

    path: str
    text: str
    shape: str | None = None


@dataclass(frozen=True, slots=True)
class Into:
    """What a split needs to know of the guide that it imports into."""

    pages: Mapping[str, str]
    """The text of each page, under its path in the folder of pages."""
    catalogue: Catalogue
    config: str
    """The text of mkdocs.yml."""
    records: Mapping[str, Mapping[str, str]]
    """What was imported before: for each folder of notes, hash to page."""
    note_file: Digest
    """Looks at files that notes refer to."""
    page_file: Digest
    """Looks at files in the folder of pages."""
    sections: Sequence[str] = SECTIONS


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of notes and the page that it belongs to. `line` is its first, from 1."""

    path: str
    line: int
    is_question: bool
    page: str
    state: State
    title: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the lines of one file: for each non-blank line, from 1, its kind and why."""

    path: str
    lines: dict[int, tuple[LineKind, str]]
    expected: int
    """How many lines of the file are not blank."""

    @property
    def counts(self) -> Counter[LineKind]:
        """How many lines there are of each kind."""
        return Counter(kind for kind, _ in self.lines.values())

    @property
    def balanced(self) -> bool:
        """Whether every non-blank line has exactly one kind."""
        return len(self.lines) == self.expected


@dataclass(slots=True)
class Plan:
    """All that would change. Paths of pages are relative to the folder of pages."""

    pages: dict[str, str] = field(default_factory=dict)
    config: str | None = None
    records: dict[str, str] = field(default_factory=dict)
    """The record of each folder of notes, whole."""
    copies: dict[str, str] = field(default_factory=dict)
    """Files to copy: where they go, relative to the folder of pages, and where they are."""
    placed: list[Placed] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """What keeps the plan from being carried out."""
    warnings: list[Problem] = field(default_factory=list)
    """What is wrong inside the notes, such as a key that names no choice; it is imported so."""

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.pages or self.records or self.copies) and self.config is None
