"""Headings and the name of a file → what they say of the parts below: FAQ, study, questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from studyleaf.notes.lines.asking import EXAM_PART
from studyleaf.notes.lines.labels import is_only, plain, words
from studyleaf.notes.lines.sides import CARDS
from studyleaf.notes.lines.statements import asks_to_judge
from studyleaf.notes.parts import Part

_FAQ = re.compile(rf"\b(?:{'|'.join(map(re.escape, words('faq')))})(?!\w)")
_NEITHER = {"question", "open questions"}


def _any_of(said: frozenset[str], *more: str) -> re.Pattern[str]:
    """Return a pattern of words; those of languages that write no spaces stand anywhere."""
    glued = sorted(re.escape(word) for word in said if word[0] > "\u2e80")
    apart = sorted(re.escape(word).replace(r"\-", r"[\s-]") for word in said if word[0] <= "\u2e80")
    return re.compile("|".join([*glued, rf"(?<!\w)(?:{'|'.join([*apart, *more])})(?!\w)"]))


_HOMEWORK = r"hw[ -]?\d{1,2}"  # "HW 1", where "HW" alone is hardware
STUDY = _any_of((words("section") | words("study")) - _NEITHER, _HOMEWORK)
PRACTICE = _any_of(words("study"))  # "Questions" can be a user's
_UNSETTLED = re.compile(
    r"\b(?:open|common|unresolved|outstanding|remaining|basic|fundamental|guiding|essential|driving"
    r"|research) questions?\b"
    r"|(?:核心|主要|关键|關鍵)[問问][題题]|[問问][題题](?:分析|描述|排查|定位|[修解][复復决決]|背景)"
)
# over what one does to get such questions: "Quick start: a practice exam"
_GUIDES = re.compile(r"\b(?:quick ?start|getting started|how to use|usage|workflow)\b")
QUESTIONS = _any_of(words("section") - _NEITHER, _HOMEWORK)
QUIZ = re.compile(r"\b(?:quiz(?:zes)?|trivia)\b(?! ideas)")
_CARDS = _any_of(CARDS)
CARD_TITLE = re.compile(
    rf"(?:{_any_of(CARDS - {'anki'}).pattern}|\banki\b\)? cards)(?:$|\s[-–—]\s)"
)
# headings over boxes that somebody ticks off
CHECKLIST = re.compile(
    r"\b(?:check ?lists?|to-?dos?|^to do(?: list)?$|types? of changes?|definition of done"
    r"|pull request|sign[ -]?off|survey|umfrage|encuesta|sondage"
    r"|checkliste|lista de verifica\w+|liste de contrôle)\b"
)
MATCHING = re.compile(
    r"\b(?:match(?:ing)?(?: the)?|zuordnung(?:en|saufgaben?)?|zuordnen|relacionar|relacione"
    r"|emparejar|associer|associez|abbinamento|koppla|matcha)\b|连线|連線|配对|配對"
)
# what stands between the words of a name: "mock-exam", "quiz2", "practiceTest"
_PARTED = re.compile(r"[\W_]+|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-z])(?=[A-Z])")
# a section in bold with its number, in Roman numbers or behind "Part"
_COUNTED = re.compile(
    rf"(?P<bold>\*\*|__)(?:(?i:{EXAM_PART})|[IVX]{{1,4}})"
    r"\s?[.):–—-]{1,2}\s*[^\s*_?][^*_?]{2,100}(?P=bold)(?:\s*\([^()]{1,80}\))?"
)
_PAIR = 2
_LEAD_LONGEST = 20  # words
_LEAD = re.compile(
    r"[\W_]*(?:(?:this (?:file|page|document|is|contains|holds)|here (?:are|is)|these are|some|my"
    r"|a|the|contains|(?:list|set|collection|bank|series) of|\d+)\s+){0,5}"
    r"(?:(?-i:[A-Z0-9])[\w+-]*\s+){0,4}"  # the name of an exam
    r"(?:practice|review|interview|exam|quiz|sample|mock|test|study|revision|multiple[- ]choice)"
    r" questions?(?: (?:and|&|with) answers?)?"
    r"(?:\W*$|:|,|\s(?:for|on|about|from|of|to prepare|that)\b)"
    r"(?!.*\b(?:tool|app|bot|command|terminal|generat\w+|cli|browser)\b)",
    re.IGNORECASE,
)
_NO_HEADING = 7  # the level of what is no heading
_TITLE = 8  # words
_LINE = 80  # characters
_VERDICTS = 5  # words: "1. True or false?"


@lru_cache(maxsize=16)  # readers ask for each part
def is_study_file(path: str) -> bool:
    """Tell whether the name of a file says that it holds questions: "quiz.md", "flashcards.md"."""
    return _is_named(STUDY, path)


@lru_cache(maxsize=16)
def is_practice_file(path: str) -> bool:
    """Tell whether the name of a file says that it is for practice, not only "questions.md"."""
    return _is_named(PRACTICE, path)


@lru_cache(maxsize=16)
def is_card_file(path: str) -> bool:
    """Tell whether the name of a file says that it holds flashcards."""
    return _is_named(_CARDS, path)


@lru_cache(maxsize=16)
def is_question_file(path: str) -> bool:
    """Tell whether the name of a file speaks of questions or of exercises."""
    return _is_named(QUESTIONS, path)


@lru_cache(maxsize=16)
def is_quiz_file(path: str) -> bool:
    """Tell whether the name of a file says that it is a quiz."""
    return _is_named(QUIZ, path)


def _is_named(pattern: re.Pattern[str], path: str) -> bool:
    name = path.rpartition("/")[2].rpartition(".")[0]
    return bool(pattern.search(_PARTED.sub(" ", name).casefold()))


def under_faq(parts: list[Part], path: str) -> Iterator[bool]:
    """Yield for each part whether it stands under a heading such as "FAQ", or in such a file."""
    name = re.sub(r"[\W_]+", " ", path.rpartition("/")[2].casefold())
    asked = _FAQ.search(name) is not None and PRACTICE.search(name) is None
    whole = (
        asked
        or bool(re.search(r"\bfaqs?\b", name))
        or (bool(parts) and parts[0].kind == "line" and _is_faq_title(parts[0]))
    )
    whole = whole or _is_faq_below_title(parts)
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


def names_section(part: Part) -> bool:
    """Tell whether a line alone names a section of questions: "Part B: Exercises", "二、判断题", or
    in bold and with its number "**II. Short answers (5 points each)**".
    """
    if part.kind != "line" or part.mark or part.quoted:
        return False
    if counts_section(part.text):
        return True
    if len(part.text.split()) > _TITLE:
        return False
    return len(part.text) < _LINE and bool(QUESTIONS.search(plain(part.text)))


def counts_section(text: str) -> bool:
    """Tell whether text is a section in bold, with its number: "**IV. Problems (30 points)**"."""
    return _COUNTED.fullmatch(text) is not None


def _is_faq_title(part: Part) -> bool:
    """Tell whether the first line of a text file is its title, and says what it is."""
    return len(part.text.split()) <= _TITLE and bool(_FAQ.search(plain(part.text)))


def _is_faq_below_title(parts: list[Part]) -> bool:
    """Tell whether the first heading names a FAQ, and all others of its level are of it, too: none
    says that something is for practice.
    """
    titles = [plain(part.text) for part in parts if part.kind == "heading"]
    return bool(titles) and bool(_FAQ.search(titles[0])) and not any(map(PRACTICE.search, titles))


def studied(
    parts: list[Part], pattern: re.Pattern[str], *, asking: bool = True, title: str = ""
) -> Iterator[bool]:
    """Yield for each part whether a heading above it, of its section or an outer one, or the title
    of the file, says so; without `asking`, one that is no question.
    """
    titled = not _GUIDES.search(title) and bool(pattern.search(_UNSETTLED.sub("", title)))
    # headings: their levels, and whether they or one above them say so
    above: list[tuple[int, bool]] = [(0, titled)]
    led = pattern in (STUDY, QUESTIONS) and asking and _is_led(parts)
    for n, part in enumerate(parts):
        if part.kind == "heading":
            while above[-1][0] >= part.level:
                above.pop()
        says = above[-1][1]
        yield says
        if part.kind == "heading":
            text = _UNSETTLED.sub("", plain(part.text))
            counts = asking or not part.text.rstrip("*_ ").endswith(("?", "？"))
            counts = counts and _GUIDES.search(text) is None
            own = bool(pattern.search(text)) or (asking and _judges(text)) or (led and n == 0)
            above.append((part.level, says or (counts and own)))


def _is_led(parts: Sequence[Part]) -> bool:
    """Tell whether the line below the title of a file says what it holds: "Practice questions for
    the exam.".
    """
    if len(parts) <= _PAIR or parts[0].kind != "heading" or parts[1].kind != "line":
        return False
    text = parts[1].text
    short = parts[2].block != parts[1].block and len(text.split()) <= _LEAD_LONGEST
    return short and _LEAD.match(text) is not None


def _judges(text: str) -> bool:
    """Tell whether a heading says nothing but "True or false"."""
    return len(text.split()) <= _VERDICTS and asks_to_judge(text)
