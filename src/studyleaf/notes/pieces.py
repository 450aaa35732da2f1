"""What a file of notes is made of: pieces, each with its lines. Plain data.

Every line that is not blank belongs to exactly one piece. Lines are counted from 0, ends are
exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from studyleaf.model import Choice, Problem


@dataclass(frozen=True, slots=True)
class Asked:
    """A question found in notes, its Markdown without labels, letters and numbers."""

    start: int
    end: int
    """From the first line of its stem through the last line that it uses."""
    shape: str
    """The name of the shape that it was read in."""
    prompt: str
    scenario: tuple[str, ...] = ()
    """Headings and paragraphs before the prompt that ask together with it."""
    stem: str = ""
    """More Markdown between the prompt and the answer."""
    choices: tuple[Choice, ...] = ()
    answer: str = ""
    """The answer of an open question."""
    explanation: str = ""
    hints: tuple[str, ...] = ()
    number: str | None = None
    """The number that the notes give it."""
    lines: tuple[int, ...] = ()
    """All lines that it uses, where these are not those from `start` to `end`."""
    stem_line: int = -1
    """The first line of what asks, where that is not `start`."""
    structure: tuple[tuple[int, str], ...] = ()
    """Lines of it that only hold it together, with a name for each: "label", "details tag"."""

    @property
    def line(self) -> int:
        """The first line of what asks."""
        return self.start if self.stem_line < 0 else self.stem_line

    @property
    def used(self) -> tuple[int, ...]:
        """All lines that it uses."""
        return self.lines or tuple(range(self.start, self.end))

    @property
    def is_answered(self) -> bool:
        """Whether the notes give an answer."""
        return bool(self.answer) or any(choice.right for choice in self.choices)


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
    """What looks like a question that no reader understands, and why."""

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

    @property
    def questions(self) -> tuple[Asked, ...]:
        """The questions among the pieces."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Asked))
