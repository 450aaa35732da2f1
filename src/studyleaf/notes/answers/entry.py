"""A key for many questions: what it says of each, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Entry:
    """What a key says of one question: parts `first:end`, of which the first says which."""

    number: str
    text: str
    first: int
    end: int
    tail: list[int] = field(default_factory=list)
    line: int = 0
    whole: bool = True
    """Whether it has its lines for itself."""
    again: int = 0
    """The part behind those with the question, said again."""
    letters: int = 0
    """The part behind the lines below the first that name choices."""


@dataclass(slots=True)
class Section:
    """A key: the parts `first:end`, and its entries in runs, one for each time numbers restart."""

    first: int
    end: int
    runs: list[list[Entry]]
    names: list[str]
    """The heading above each run."""
    lettered: bool = True
    """Whether letters show that it is a key; otherwise it is one only if it answers something."""
    bare: bool = False
    """Whether no title says that it is a key, so that it has to answer something, too."""

    @property
    def numbers(self) -> set[str]:
        """The numbers of the questions that it answers."""
        return {entry.number for run in self.runs for entry in run}
