"""The parts of notes, with what readers ask of them again and again, remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from studyleaf.notes.answers.codes import begins_with_code, codes
from studyleaf.notes.answers.entries import one_line_key
from studyleaf.notes.answers.told import Told
from studyleaf.notes.answers.told_right import told_right
from studyleaf.notes.initials import initial, pair
from studyleaf.notes.labels import Label, LabelKind, is_only, label, plain, words
from studyleaf.notes.marks import Option, Start, balanced, loose, option, starts
from studyleaf.notes.parts import Part

_FAQ = re.compile(rf"\b(?:{'|'.join(map(re.escape, words('faq')))})(?!\w)")
_NEITHER = {"question", "open questions"}


def _any_of(said: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern of words; those of languages that write no spaces stand anywhere."""
    glued = sorted(re.escape(word) for word in said if word[0] > "\u2e80")
    apart = sorted(re.escape(word) for word in said if word[0] <= "\u2e80")
    return re.compile("|".join([*glued, rf"(?<!\w)(?:{'|'.join(apart)})(?!\w)"]))


_STUDY = _any_of((words("section") | words("study")) - _NEITHER)
_UNSETTLED = re.compile(
    r"\b(?:open|common|unresolved|outstanding|remaining) questions?\b"
    r"|(?:核心|主要|关键|關鍵)[問问][題题]|[問问][題题](?:分析|描述|排查|定位|[修解][复復决決]|背景)"
)
_QUESTIONS = _any_of(words("section") - _NEITHER)
_COMMENT = re.compile(r"^<!--\s*|\s*-->$")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Fold:
    """What stands in `<details>`, as indexes of parts: `open`, its summary, its body, `end`."""

    open: int
    summary: int
    """The index of its summary; that of `open` where it has none."""
    body: int
    close: int
    """The index of `</details>`, or of the part behind the body where it is missing."""
    end: int
    """The index of the part behind it all."""


_NO_HEADING = 7  # the level of what is no heading
_TITLE = 8  # words

_UNREAD: Any = object()


@dataclass(slots=True)
class View:
    """A file of notes as readers see it."""

    parts: list[Part]
    path: str = ""
    text: str = ""
    bank: bool = False
    """Whether the file has several groups of choices, and most have something above that asks."""
    has_key: bool = False
    """Whether there is a key for many questions in the file."""
    told_far: dict[str, Told] = field(default_factory=dict)
    """What keys for many questions say of each number."""
    inline: int = 0
    """How many questions seem to have their choices on their own line."""
    tells: bool = False
    """Whether most questions of the file have their key in the stem, in brackets."""
    taken: tuple[bool, ...] = ()
    """The parts that are in a question of a quiz language."""
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
    _closed: dict[int, Fold] | None = None
    _code: dict[int, int] | None = None
    _faq: list[bool] | None = None
    _study: list[bool] | None = None
    _named: list[bool] | None = None
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
            read = not own and (self.parts[at].kind != "code" or self._is_of_choices(at))
            found = self._options[at] = option(self.parts[at]) if read else None
        return found

    def loose(self, at: int) -> Option | None:
        """Return what part `at` shows as a choice without a letter."""
        found: Option | None = self._loose[at]
        if found is _UNREAD:
            found = self._loose[at] = told_right(self.parts, at) or loose(self.parts[at])
        return found

    def _is_of_choices(self, at: int) -> bool:
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
            if (found is None or found.style != "label") and self.codes and part.kind == "line":
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
        """The letters that label questions and answers, such as "P" and "R", if any do."""
        if self._initials is None:
            self._initials = (pair(self.parts),)
        return self._initials[0]

    def label(self, at: int) -> Label | None:
        """Return the label of an answer, an explanation, … with which part `at` begins."""
        found: Label | None = self._labels[at]
        if found is _UNREAD:
            part = self.parts[at]
            readable = part.kind in ("line", "heading") or (
                part.kind == "code" and self._is_of_choices(at)
            )
            taken = self.taken and self.taken[at]
            kinds: tuple[LabelKind, ...] = ("given", "answer", "explanation", "hint", "options")
            found = label(part.text, *kinds) if readable and not taken else None
            if found is not None and found.kind == "answer" and told_right(self.parts, at):
                found = None
            if part.kind == "comment" and not taken:
                inside = _COMMENT.sub("", part.text)
                found = label(inside, "answer") if not one_line_key(inside) else None
                found = found if found is not None and found.rest else None
            if found is None and readable and self._is_title_of_one(at):
                found = Label("answer", "answer key", "", "")
            self._labels[at] = found
        return found

    def _is_title_of_one(self, at: int) -> bool:
        """Tell whether the heading "Answer key" stands above the answer of one question only."""
        part = self.parts[at]
        if part.kind != "heading" or at + 1 >= len(self.parts) or not is_only(part.text, "key"):
            return False
        below = label(self.parts[at + 1].text, "answer")
        return below is not None and bool(below.rest) and not below.number

    @property
    def folds(self) -> dict[int, Fold]:
        """All that is folded away, by the index of its first part."""
        if self._folds is None:
            self._folds = {fold.open: fold for fold in _folds(self.parts)}
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
        info = self.parts[fold.open].info
        text = self.summary(fold)
        if info and not text:
            return info.lstrip("?+![:") in ("success", "answer", "check", "done", "solution")
        if is_only(text, "answer", "reveal", "explanation", "key") or not plain(text):
            return not info.startswith("!!!") or is_only(text, "answer", "key")
        own = label(text, "task", "question")
        if own is not None and own.number and is_only(own.rest, "answer", "explanation", "key"):
            return True  # "Exercise 3: solution"
        folded = plain(text)
        named = [word.casefold() for word in _WORD.findall(folded)]
        if len(named) > 12:
            return False
        if label(text, "answer") is not None:
            return True
        return any(word in words("answer") and len(word) > 1 for word in named) and (
            len(named) <= 8 and not text.rstrip().endswith("?")
        )

    def fold_closed(self, at: int) -> Fold | None:
        """Return the fold that part `at` closes."""
        if self._closed is None:
            self._closed = {fold.close: fold for fold in self.folds.values()}
        return self._closed.get(at)

    def fold_around(self, at: int) -> Fold | None:
        """Return the innermost fold that part `at` is in."""
        if self._around is None:
            self._around = list(_around(self.parts, self.folds))
        return self._around[at]

    def in_faq(self, at: int) -> bool:
        """Tell whether part `at` stands under a heading such as "FAQ": its questions are prose."""
        if self._faq is None:
            self._faq = list(_under_faq(self.parts, self.path))
        return self._faq[at]

    def is_study(self, at: int) -> bool:
        """Tell whether a heading above part `at`, or the file's name, says that it holds questions:
        "Quiz", "Review questions", "Flashcards".
        """
        return self.is_study_section(at) or self._is_study_file()

    def is_study_section(self, at: int) -> bool:
        """Tell whether a heading above part `at` says that questions follow."""
        if self._study is None:
            self._study = list(_studied(self.parts, _STUDY))
        return self._study[at]

    def _is_study_file(self) -> bool:
        return _says_so(_STUDY, self.path)

    def names_questions(self, at: int) -> bool:
        """Tell whether a heading above part `at`, or the file's name, speaks of questions or of
        exercises, and not only of study.
        """
        return self.in_questions(at) or _says_so(_QUESTIONS, self.path)

    def in_questions(self, at: int) -> bool:
        """Tell whether a heading above part `at` speaks of questions or of exercises."""
        if self._named is None:
            self._named = list(_studied(self.parts, _QUESTIONS))
        return self._named[at]

    def share(self, at: int) -> float:
        """Return how much of the file part `at` is, of its lines."""
        if self._lines is None:
            self._lines = sum(part.end - part.start for part in self.parts)
        return (self.parts[at].end - self.parts[at].start) / max(1, self._lines)

    def is_idle(self, at: int) -> bool:
        """Tell whether part `at` says nothing: a rule, or a comment that is no answer."""
        kind = self.parts[at].kind
        return kind == "rule" or (kind == "comment" and self.label(at) is None)

    def is_navigation(self, at: int) -> bool:
        """Tell whether part `at` only leads elsewhere in the file: "Back to top"."""
        part = self.parts[at]
        return (
            part.kind in ("line", "heading")
            and len(part.text) < 200
            and is_only(part.text, "navigation")
            and (part.kind == "line" and ("](" in part.text or "href" in part.text))
        )


@lru_cache(maxsize=16)  # readers ask for each part
def _says_so(pattern: re.Pattern[str], path: str) -> bool:
    """Tell whether a pattern is in the name of a file."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    return bool(pattern.search(re.sub(r"[\W_]+", " ", name).casefold()))


def _around(parts: list[Part], folds: dict[int, Fold]) -> Iterator[Fold | None]:
    inside: list[Fold] = []
    for at in range(len(parts)):
        while inside and at >= inside[-1].close:
            inside.pop()
        yield inside[-1] if inside else None
        if at in folds:
            inside.append(folds[at])


def _under_faq(parts: list[Part], path: str) -> Iterator[bool]:
    name = re.sub(r"[\W_]+", " ", path.rpartition("/")[2].casefold())
    whole = bool(re.search(r"\bfaqs?\b", name)) or (
        bool(parts) and parts[0].kind == "line" and _is_faq_title(parts[0])
    )
    level = 0
    for part in parts:
        if part.kind == "heading":
            if level and part.level <= level:
                level = 0
            if not level and _FAQ.search(plain(part.text)):
                level = part.level
        elif not level and part.text[:2] in ("**", "__") and is_only(part.text, "faq"):
            level = _NO_HEADING  # a line in bold, which the next heading ends
        yield whole or level > 0


def _is_faq_title(part: Part) -> bool:
    """Tell whether the first line of a text file is its title, and says what it is."""
    return len(part.text.split()) <= _TITLE and bool(_FAQ.search(plain(part.text)))


def _studied(parts: list[Part], says_so: re.Pattern[str]) -> Iterator[bool]:
    above: list[tuple[int, bool]] = []  # headings: their levels, and whether they say so
    for part in parts:
        if part.kind == "heading":
            while above and above[-1][0] >= part.level:
                above.pop()
        yield any(says for _, says in above)
        if part.kind == "heading":
            text = _UNSETTLED.sub("", plain(part.text))
            above.append((part.level, bool(says_so.search(text))))


def _folds(parts: list[Part]) -> Iterator[Fold]:
    stack: list[int] = []
    found: list[Fold] = []
    for at, part in enumerate(parts):
        if part.kind == "open":
            stack.append(at)
        elif part.kind == "close" and stack:
            found.append(_fold(parts, stack.pop(), at, at + 1))
        elif part.kind == "heading" and stack and not part.items and not _closes_later(parts, at):
            # never closed: a heading of the file ends it
            while stack:
                found.append(_fold(parts, stack.pop(), at, at))
    while stack:
        at = stack.pop()
        end = next((n for n in range(at + 1, len(parts)) if parts[n].kind == "open"), len(parts))
        found.append(_fold(parts, at, end, end))
    return iter(sorted(found, key=lambda fold: fold.open))


def _closes_later(parts: list[Part], at: int) -> bool:
    for part in parts[at : at + 400]:
        if part.kind in ("open", "close"):
            return part.kind == "close"
    return False


def _fold(parts: list[Part], first: int, close: int, end: int) -> Fold:
    summary = first
    for at in range(first + 1, min(close, first + 4)):
        if parts[at].kind == "summary":
            summary = at
            break
    return Fold(first, summary, summary + 1, close, end)
