"""The parts of notes, with what readers ask of them again and again, remembered."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from studyleaf.notes.answers.codes import begins_with_code, codes
from studyleaf.notes.answers.labelling import label_of
from studyleaf.notes.answers.outputs import outputs
from studyleaf.notes.answers.solved import (
    solved_headings,
)
from studyleaf.notes.answers.told import Told
from studyleaf.notes.answers.told_right import told_right
from studyleaf.notes.blocks.folds import Fold, around, folds, hides_answer
from studyleaf.notes.blocks.fronts import front_title
from studyleaf.notes.blocks.recurring import recurring
from studyleaf.notes.habits import Habits
from studyleaf.notes.lines.asking import is_worth
from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.initials import initial, pair
from studyleaf.notes.lines.labels import Label, is_only, plain
from studyleaf.notes.lines.marks import Option, loose, option
from studyleaf.notes.lines.starts import Start, starts
from studyleaf.notes.parts import Part
from studyleaf.notes.sections import (
    CHECKLIST,
    MATCHING,
    QUESTIONS,
    QUIZ,
    STUDY,
    is_question_file,
    is_quiz_file,
    is_study_file,
    studied,
    under_faq,
)
from studyleaf.notes.worksheets import heads_worksheet

_UNREAD: Any = object()


@dataclass(slots=True)
class View:
    """A file of notes as readers see it."""

    parts: list[Part]
    path: str = ""
    text: str = ""
    forced: bool = False
    """Whether somebody said which shape its questions have, so that nothing else need show it."""
    habits: Habits = field(default_factory=Habits)
    """What the groups of choices of the file have in common, once they are known."""
    key_at: int = -1
    """Where the last key for many questions stands, if there is one: questions stand above it."""
    told_far: dict[str, Told] = field(default_factory=dict)
    """What keys for many questions say of each number."""
    keyed: set[int] = field(default_factory=set)
    """The parts that are entries of such keys, so that their letters are no choices."""
    taken: tuple[bool, ...] = ()
    """The parts that are in a question of a quiz language."""
    labelled_tasks: frozenset[int] | None = None
    """The labelled answers right below tasks that ask nothing, once they were looked for."""
    numbered: dict[str, list[int]] | None = None
    """The parts that begin with each number, once they were looked for."""
    key_titles: list[bool | None] = field(init=False)
    """Whether a part is the title of a key; None for the parts that were not looked at."""
    _options: list[Any] = field(init=False)
    _loose: list[Any] = field(init=False)
    _starts: list[Any] = field(init=False)
    _labels: list[Any] = field(init=False)
    _folds: dict[int, Fold] | None = None
    _lines: int | None = None
    _folds_answers: bool | None = None
    _codes: frozenset[str] | None = None
    _initials: tuple[tuple[str, str] | None] | None = None
    _outputs: frozenset[int] | None = None
    _solved: frozenset[int] | None = None
    _recurring: frozenset[int] | None = None
    _headings: Counter[str] | None = None
    _labelled: frozenset[str] | None = None
    _titles: frozenset[str] | None = None
    _closed: dict[int, Fold] | None = None
    _code: dict[int, int] | None = None
    _faq: list[bool] | None = None
    _title: str | None = None
    _under: dict[str, list[bool]] = field(default_factory=dict)
    _around: list[Fold | None] | None = None

    def __post_init__(self) -> None:
        """Make room for what is remembered: lists weigh a fifth of what dictionaries do."""
        count = len(self.parts)
        self.key_titles = [None] * count
        self._options = [_UNREAD] * count
        self._loose = [_UNREAD] * count
        self._starts = [_UNREAD] * count
        self._labels = [_UNREAD] * count

    def option(self, at: int) -> Option | None:
        """Return what part `at` shows as a choice with a letter or a box."""
        found: Option | None = self._options[at]
        if found is _UNREAD:
            own = self.taken and self.taken[at]
            read = not own and (self.parts[at].kind != "code" or self.is_of_choices(at))
            found = self._options[at] = option(self.parts[at]) if read else None
        return found

    def loose(self, at: int) -> Option | None:
        """Return what part `at` shows as a choice without a letter."""
        found: Option | None = self._loose[at]
        if found is _UNREAD:
            found = self._loose[at] = told_right(self.parts, at) or loose(self.parts[at])
        return found

    def is_of_choices(self, at: int) -> bool:
        """Tell whether an indented block holds choices alone: one with more is an example."""
        if self._code is None:
            self._code = {}
            for n, part in enumerate(self.parts):
                if part.kind == "code":
                    self._code.setdefault(part.block, n)
        first = self._code[self.parts[at].block]
        return first == at or self.option(first) is not None

    def starts(self, at: int) -> Start | None:
        """Return the label or the number of a question with which part `at` begins."""
        found: Start | None = self._starts[at]
        if found is _UNREAD:
            part = self.parts[at]
            found = None if self.taken and self.taken[at] else starts(part)
            if found is not None and found.style == "number" and self.label(at) is not None:
                found = None  # "3. Answer: B"
            if found is not None and part.kind == "heading" and heads_worksheet(self.parts, at):
                found = None
            may_code = part.kind in ("line", "heading") and bool(self.codes)
            if (found is None or found.style != "label") and may_code:
                coded = begins_with_code(part.text, self.codes)
                if coded is not None:
                    found = Start("label", coded[0], balanced(coded[1]))
            if (found is None or found.style != "label") and self.initials is not None:
                one = initial(part)
                if one is not None and one.letter == self.initials[0]:
                    found = Start("label", one.number, balanced(one.rest))
            self._starts[at] = found
        return found

    @property
    def codes(self) -> frozenset[str]:
        """The codes that a key gives for questions: "1A2", "3-1B4"."""
        if self._codes is None:
            self._codes = codes(self.parts)
        return self._codes

    @property
    def initials(self) -> tuple[str, str] | None:
        """The letters that label questions and answers, such as "P" and "R", if any do; the first
        is "" where only answers have one.
        """
        if self._initials is None:
            self._initials = (pair(self.parts),)
        return self._initials[0]

    def label(self, at: int) -> Label | None:
        """Return the label of an answer, an explanation, … with which part `at` begins."""
        found: Label | None = self._labels[at]
        if found is _UNREAD:
            found = self._labels[at] = label_of(self, at)
        return found

    @property
    def outputs(self) -> frozenset[int]:
        """The lines that say what the code of a question writes: they answer it."""
        if self._outputs is None:
            self._outputs = outputs(self)
        return self._outputs

    @property
    def solved(self) -> frozenset[int]:
        """The headings of which each is a question with one labelled answer."""
        if self._solved is None:
            self._solved = solved_headings(self)
        return self._solved

    @property
    def labelled(self) -> frozenset[str]:
        """The numbers that questions have with a label: "Question 2"."""
        if self._labelled is None:
            found = (self.starts(at) for at in range(len(self.parts)))
            own = (start.number for start in found if start and start.style == "label")
            self._labelled = frozenset(own)
        return self._labelled

    @property
    def headings(self) -> Counter[str]:
        """How often each heading stands in the file."""
        if self._headings is None:
            self._headings = Counter(one.text for one in self.parts if one.kind == "heading")
        return self._headings

    @property
    def titles(self) -> frozenset[str]:
        """What the headings say, without case and marks."""
        if self._titles is None:
            self._titles = frozenset(map(plain, self.headings))
        return self._titles

    @property
    def recurring(self) -> frozenset[int]:
        """The headings that recur below numbered ones, and divide a question."""
        if self._recurring is None:
            self._recurring = recurring(self.parts)
        return self._recurring

    @property
    def folds(self) -> dict[int, Fold]:
        """All that is folded away, by the index of its first part."""
        if self._folds is None:
            self._folds = {fold.open: fold for fold in folds(self.parts)}
        return self._folds

    @property
    def folds_answers(self) -> bool:
        """Whether the file folds several answers away, each labelled as such and nothing else."""
        if self._folds_answers is None:
            named = [fold for fold in self.folds.values() if is_only(self.summary(fold), "answer")]
            self._folds_answers = len(named) >= 3
        return self._folds_answers

    def summary(self, fold: Fold) -> str:
        """Return the text of a fold's summary."""
        return self.parts[fold.summary].text if fold.summary != fold.open else ""

    def hides_answer(self, fold: Fold) -> bool:
        """Tell whether the summary of a fold says that the answer is inside."""
        return hides_answer(self.parts[fold.open].info, self.summary(fold))

    def fold_closed(self, at: int) -> Fold | None:
        """Return the fold that part `at` closes."""
        if self._closed is None:
            self._closed = {fold.close: fold for fold in self.folds.values()}
        return self._closed.get(at)

    def fold_around(self, at: int) -> Fold | None:
        """Return the innermost fold that part `at` is in."""
        if self._around is None:
            self._around = list(around(self.parts, self.folds))
        return self._around[at]

    def in_faq(self, at: int) -> bool:
        """Tell whether part `at` stands under a heading such as "FAQ": its questions are prose."""
        if self._faq is None:
            self._faq = list(under_faq(self.parts, self.path))
        return self._faq[at]

    @property
    def title(self) -> str:
        """The title in the front matter, without case, or ""."""
        if self._title is None:
            self._title = plain(front_title(self.text))
        return self._title

    def is_study(self, at: int) -> bool:
        """Tell whether a heading above part `at`, or the file's name, says that it holds questions:
        "Quiz", "Review questions", "Flashcards".
        """
        return self.forced or self.is_study_section(at) or is_study_file(self.path)

    def is_study_section(self, at: int) -> bool:
        """Tell whether a heading above part `at` says that questions follow."""
        return self._is_under(STUDY, at)

    def names_questions(self, at: int) -> bool:
        """Tell whether a heading above part `at`, or the file's name, speaks of questions or of
        exercises, and not only of study.
        """
        return self.forced or self.in_questions(at) or is_question_file(self.path)

    def names_quiz(self, at: int) -> bool:
        """Tell whether a heading above part `at`, or the file's name, says that it is a quiz."""
        return self._is_under(QUIZ, at) or is_quiz_file(self.path)

    def in_questions(self, at: int) -> bool:
        """Tell whether a heading above part `at` speaks of questions or of exercises."""
        return self._is_under(QUESTIONS, at)

    def is_checklist(self, at: int) -> bool:
        """Tell whether a heading above part `at` says that boxes are ticked off below it."""
        return self._is_under(CHECKLIST, at, asking=False)

    def is_matching(self, at: int) -> bool:
        """Tell whether a heading above part `at` says that things are to be matched below it."""
        return self._is_under(MATCHING, at, asking=False)

    def _is_under(self, pattern: re.Pattern[str], at: int, *, asking: bool = True) -> bool:
        says = self._under.get(pattern.pattern)
        if says is None:
            says = list(studied(self.parts, pattern, asking=asking, title=self.title))
            self._under[pattern.pattern] = says
        return says[at]

    def share(self, at: int) -> float:
        """Return how much of the file part `at` is, of its lines."""
        if self._lines is None:
            self._lines = sum(part.end - part.start for part in self.parts)
        return (self.parts[at].end - self.parts[at].start) / max(1, self._lines)

    def is_idle(self, at: int) -> bool:
        """Tell whether part `at` says nothing: a rule, a comment that is no answer, or what a
        question is worth.
        """
        part = self.parts[at]
        if part.kind == "line":
            return is_worth(part.text)
        return part.kind == "rule" or (part.kind == "comment" and self.label(at) is None)

    def above(self, at: int) -> int:
        """Return the nearest part before part `at` that says something; the first, if none does."""
        at -= 1
        while at > 0 and self.is_idle(at):
            at -= 1
        return max(at, 0)

    def is_navigation(self, at: int) -> bool:
        """Tell whether part `at` only leads elsewhere in the file: "Back to top"."""
        part = self.parts[at]
        return (
            part.kind == "line"
            and len(part.text) < 200
            and ("](" in part.text or "href" in part.text)
            and is_only(part.text, "navigation")
        )
