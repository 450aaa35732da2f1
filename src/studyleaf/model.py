"""What everything else talks about: questions, pages, the catalogue, problems. Plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["open", "single", "multiple", "unanswered"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place, in one sentence that says what to do.

    `line` and `column` are 1-based and count in the file on disk; 0 means the whole file.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return `path:line:column: code: message`, the form that editors make clickable."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.code}: {self.message}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a question. `text` and `reason` are Markdown without list and quote marks."""

    text: str
    right: bool
    reason: str = ""
    boxed: bool = True
    """False when the item has no `[ ]` or `[x]`, although others in its list do."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it stands in a page.

    `source` is its Markdown, verbatim, from its first heading through the blank lines after it; all
    other fields are read from it, and only the parser makes them. Lines are 1-based.
    """

    source: str
    prompt: str
    level: int
    id: str | None = None
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    scenario: tuple[str, ...] = ()
    """Headings before the prompt that ask together with it, first to last."""
    stem: str = ""
    """What stands between the prompt and the answer or the choices."""
    choices: tuple[Choice, ...] = ()
    answer: str = ""
    """The bold text that answers an open question; empty where there are choices."""
    explanation: str = ""
    line: int = field(default=1, compare=False)
    """The first line: that of the first scenario heading, else that of the prompt."""
    prompt_line: int = field(default=1, compare=False)
    answer_line: int | None = field(default=None, compare=False)
    """The line of the bold answer or of the first choice."""

    @property
    def right(self) -> tuple[int, ...]:
        """The indexes of the right choices, from 0."""
        return tuple(i for i, choice in enumerate(self.choices) if choice.right)

    @property
    def kind(self) -> Kind:
        """How the question is answered."""
        if self.choices:
            right = len(self.right)
            return "unanswered" if not right else "single" if right == 1 else "multiple"
        return "open" if self.answer else "unanswered"

    def get(self, name: str) -> str | None:
        """Return the value of the attribute `name` on the heading, or None."""
        return next((value for key, value in self.attributes if key == name), None)

    @property
    def was(self) -> tuple[str, ...]:
        """Earlier ids of this question, under which readers may have saved progress."""
        return tuple((self.get("was") or "").split())


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that is no question, verbatim. `line` is its first, 1-based."""

    source: str
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: prose and questions in the order of the source; joined, they are the page."""

    body: tuple[Prose | Question, ...]
    path: str = ""
    """Relative to the folder of pages, with forward slashes."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the page in its order."""
        return tuple(part for part in self.body if isinstance(part, Question))


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject with a page of its own. `also` holds other names that people write for it."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    category: str = ""
    line: int = field(default=0, compare=False)

    @property
    def path(self) -> str:
        """Where its page stands, relative to the folder of pages."""
        return f"{self.category}/{self.id}.md" if self.category else f"{self.id}.md"


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf of topics: a folder of pages, a section of the navigation, a part of the book."""

    id: str
    name: str
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of the exam with its weight in percent."""

    id: str
    name: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`topics.yml` as data."""

    categories: tuple[Category, ...] = ()
    domains: tuple[Domain, ...] = ()

    @property
    def topics(self) -> tuple[Topic, ...]:
        """All topics in the order of the catalogue."""
        return tuple(topic for category in self.categories for topic in category.topics)


@dataclass(frozen=True, slots=True)
class Guide:
    """All pages of a guide, in the order of its navigation, and its catalogue."""

    pages: tuple[Page, ...]
    catalogue: Catalogue = Catalogue()

    @property
    def questions(self) -> tuple[tuple[Page, Question], ...]:
        """Every question with its page."""
        return tuple((page, question) for page in self.pages for question in page.questions)
