"""What a file of notes is made of: pieces, each with its lines."""

from __future__ import annotations

from dataclasses import dataclass

from studyleaf.model import Choice, Problem


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `lines`, from 0, tells which it uses where they are not all from start to end."""

    start: int
    end: int
    shape: str
    prompt: str
    scenario: tuple[str, ...] = ()
    stem: str = ""
    choices: tuple[Choice, ...] = ()
    answer: str = ""
    explanation: str = ""
    hints: tuple[str, ...] = ()
    number: str | None = None
    lines: tuple[int, ...] = ()
    structure: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Prose, to be moved verbatim."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Topical:
    """A heading that may name a topic."""

    start: int
    end: int
    name: str
    level: int


@dataclass(frozen=True, slots=True)
class Structure:
    """Lines that only hold the notes together; `name` says what they are."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What looks like a question that no reader understands."""

    start: int
    end: int
    reason: str


Piece = Asked | Text | Topical | Structure | Unplaced


@dataclass(frozen=True, slots=True)
class Notes:
    """All pieces of a file, in its order."""

    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...] = ()
    title: str = ""
