"""A line of notes → the label that it begins with ("Answer:", "Respuesta:"), by labels.json."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple, get_args

from studyleaf.notes.lines.alphabets import CIRCLED

LabelKind = Literal[
    "question",
    "answer",
    "explanation",
    "reveal",
    "meta",
    "options",
    "hint",
    "given",
    "right",
    "wrong",
    "outcome",
    "marked right",
    "marked wrong",
    "key",
    "prompt",
    "section",
    "study",
    "task",
    "truth",
    "navigation",
    "faq",
    "todo",
    "select",
    "unfold",
    "bid",
    "ask",
    "worked",
    "points",
    "form",
    "output",
]

_LONGEST = 240  # a line of which more than this must be read is no label alone
_KEPT = 2000  # a longer line is read again each time, so that few are kept in memory
_NUMBERED = ("question", "task", "answer", "explanation", "hint")
_PICTURES = ("So", "Sk", "Cf", "Mn", "Sm", "Cn", "Co")
_DRAWN_LETTERS = frozenset(CIRCLED)
_POINTS = frozenset(":-_")
_NONE: frozenset[LabelKind] = frozenset()
_ANSWER: frozenset[LabelKind] = frozenset({"answer"})
_EDGES = " :：.。-–—!?…()|⬆"

_SEPARATOR = re.compile(
    r"[*_`\s]*(?:\[[:：]\]\([^()\s]{0,300}\)|[:：．=](?:[-–—>]+(?=\s))?|\s*(?:-{0,2}>{1,2}|→|➡|➔|➜|⇒)\ufe0f?(?=[\s*_])|—(?=\w)|\s[-–—]+(?=\s)|[-–—]+(?=\s)|[.。)](?=[\s*_]|$))[*_]{0,3}\s*"
)
_NUMBER_BEHIND = re.compile(
    r"\s{0,2}(?:(?:no|nr|n[uú]m(?:ber|ero)?|num[eé]ro|nomor)\.?\s?|ke-?\s?(?=\d)|#\s?:?\s?|n[º°]\s?|№\s?|\.\s?(?=\d)|[-_](?=\d)|[*_]{0,3}:[*_]{0,3}\s?(?=\d+\W{0,4}$))?\s{0,2}[(\[]?(?:\d{1,3}\.(?=\d))?(\d{1,4})[)\]]?(?=\W|_|$|topic)",
    re.IGNORECASE,
)
_BEFORE_LETTERS = re.compile(
    r"[*_`]*\s+[*_`]*(?=\(?[A-Z]\)?(?:[\s.,)*_&]*$|\s*(?:,|and|&)\s*\(?[A-Z]\b|[.):\]]\s|\s[-–—(]))"
    r"|[*_`]*\s*(?=\([A-Za-z]\)|\[[A-Z]\]|[①-⑧])"
)
# "The answer is 1 and 5.": no numbers of questions
_BEFORE_NUMBERS = re.compile(
    r"\s*(?=[*_`(]*\d{1,2}(?:(?:\s*(?:,|and|&)\s*\d{1,2})+(?![\w.]*\w)|(?=[*_`)]*[.,;]\s+\S)))"
)
_ASIDE = re.compile(
    r"[*_`]*\s?(?:\([^()]{1,40}\)|（[^（）]{1,40}）)(?=\s*[*_`]*\s*[:：]|\.[*_]{1,3}\s)"
)
_BREAK = re.compile(r"</?br\s?/?>", re.IGNORECASE)  # "Answer: </br>", and it stands below
# "答案BC"
_GLUED = re.compile(r"([\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{1,8})(?=[A-H]{1,6}[.。]?\s*$)")
_SHORT_REST = 80
_EMPHASIS_ENDS = re.compile(r"(?:\*\*|__)\s*(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")
_WORD_BEHIND_NUMBER = re.compile(
    r"[(\[]?(?:q|no)?[#.]?\s?\d{1,4}[.):\]]*\s{0,3}(?:[-–—]\s)?([^\W\d_]+)",
    re.IGNORECASE,
)
_TAGS = re.compile(r"^(?:<[^<>]{1,60}>\s*)+")
# "[Answers]{.underline}", as Pandoc writes from a document, has attributes
_MARKUP = re.compile(r"<[^<>]{0,60}>|\[|\]\([^)]{0,200}\)|\]\{[.#][^{}]{0,80}\}|[*_`#>]|\]")
_ONE_KEY = re.compile(r"[*_(\[]*(?:[A-Ha-h](?:\s?[,&]\s?[A-Ha-h])*|\d{1,2})[*_)\].]*")
_NAMED_PICTURE = re.compile(r":[a-z][a-z0-9_+-]{1,40}:(?!:)")  # ":question:", ":bulb:"
_BRACKETED = re.compile(
    r"[(\[](?P<word>(?:ans|sol|resp|r[ée]p|antw|lös|q)[\w .#-]{0,24})[)\]](?!\()[*_]*\s?:?[*_]*\s*",
    re.IGNORECASE,
)
_CODED = re.compile(r"^((?:[^\W\d_]{2,20}\s)?)`([^\W\d_]{2,20})`(?=\s?:)")  # "Correct `answer`: B"
_NOTHING = " \t*_`:：.!…#|?\u00a0"
_SPOILERS = ("||", "! ")  # "||Answer: B||", and ">! Answer: B" within its quote
_CALLS = re.compile(
    r"\s=\s[A-Za-z_]\w*(?:\.[a-z_]\w*|[(\[][\w'\")\]])"
)  # "answer = input()" of a program
_DIGITS = re.compile(r"\d+")
_COUNTED = re.compile(r"^第\s?(\d{1,4})\s?[题題问問]([:：、.]|\W{0,2}$|)")  # "第 1 题"


class Label(NamedTuple):
    """A line that begins with a label: what is labelled, the number with it, and the rest."""

    kind: LabelKind
    word: str
    number: str
    rest: str


@cache
def words(kind: LabelKind) -> frozenset[str]:
    """Return the words of all languages for one kind of label, without case."""
    table = json.loads(files("studyleaf.notes.lines").joinpath("labels.json").read_text("utf-8"))
    said = {word.casefold() for language in table.values() for word in language.get(kind, ())}
    return frozenset({*said, *(word.replace("ı", "i") for word in said)})  # "ANAHTARI" has no dot


def one_of(said: Iterable[str]) -> str:
    """Return the regular expression of any of these words, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(said, key=len, reverse=True))


@cache
def _any_of(kinds: tuple[LabelKind, ...]) -> frozenset[str]:
    return frozenset[str]().union(*map(words, kinds))


@cache
def _kinds() -> Mapping[str, frozenset[LabelKind]]:
    """Return the kinds of label that begin with a word, of all words that begin one."""
    found: dict[str, set[LabelKind]] = {}
    for kind in get_args(LabelKind):
        for word in words(kind):
            found.setdefault(_folded(re.split(r"\W", word)[0]), set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def _pattern(kind: LabelKind) -> re.Pattern[str]:
    ordered = sorted(words(kind), key=len, reverse=True)
    return re.compile(
        r"(?P<number>(?:[(\[]?(?:q|no)?[#.]?\s?\d{1,4}[.):\]]*\s{0,3}(?:[-–—]\s)?)?)"
        r"(?P<word>" + "|".join(map(re.escape, ordered)) + r")(?:\(s\)|\(es\))?"
        r"(?![^\W\d_])",
        re.IGNORECASE,
    )


def bare(text: str) -> str:
    """Return text without the emphasis, quote marks, hashes and pictures that it begins with."""
    at = 0
    while at < len(text):
        named = _NAMED_PICTURE.match(text, at) if text[at] == ":" else None
        if named is not None:
            at = named.end()
        elif text.startswith(_SPOILERS, at):
            at += 2
        elif text[at] in "*_#>`~ \t\u00a0\ufeff=" or _is_picture(text[at]):
            at += 1
        else:
            break
    return text[at:]


def plain(text: str) -> str:
    """Return a short text without emphasis, pictures and closing marks, without case."""
    return _plain(text[:_LONGEST])


@lru_cache(maxsize=4096)  # each reader asks again what a line says
def _plain(text: str) -> str:
    kept = text
    if not text.isascii():
        kept = text.translate(_SPACES)
        kept = kept.replace("İ", "I")  # whose small letter is two characters
    if kept[:1] == ":":
        kept = _NAMED_PICTURE.sub(" ", kept)
    kept = _MARKUP.sub(" ", kept)
    return " ".join(kept.split()).strip(_EDGES).casefold()


def _is_picture(char: str) -> bool:
    if char <= "\u2000" or char in _DRAWN_LETTERS:
        return False
    return unicodedata.category(char) in _PICTURES


class _Pictures(dict[int, str | int]):
    """What stands for each picture, for `str.translate`; all other characters stay."""

    def __init__(self, instead: str) -> None:
        super().__init__()
        self.instead = instead

    def __missing__(self, code: int) -> str | int:
        self[code] = self.instead if _is_picture(chr(code)) else code
        return self[code]


_SPACES, _NOTHINGS = _Pictures(" "), _Pictures("")


def is_only(text: str, *kinds: LabelKind) -> bool:
    """Tell whether text is one of the words of `kinds` and nothing else."""
    return plain(text) in _any_of(kinds)


def label(text: str, *kinds: LabelKind) -> Label | None:
    """Read the label of one of `kinds` that `text` begins with, or None.

    A label ends with a separator or with the line. In "Answer B" and "Answer (B)" the letter does.
    """
    if len(text) > _KEPT:
        return _read(text, kinds, *_begins(text))
    start, begun = _begin(text)
    return None if begun.isdisjoint(kinds) else _label(text, kinds, start, begun)


def _begins(text: str) -> tuple[str, frozenset[LabelKind]]:
    """Return text without what stands before its first word, and the kinds of label that this word
    may begin, or the one behind a number.
    """
    start = bare(text)
    if start[:1] == "<":
        start = _TAGS.sub("", start)
    start = _unbracketed(start.replace("İ", "I"))
    if "`" in start[:_SHORT_REST]:
        start = _CODED.sub(r"\1\2", start, count=1)
    if start[:1] > "\u3040":
        start = _COUNTED.sub(_in_order, start, count=1)
        start = _GLUED.sub(r"\1:", start, count=1)
    first, behind = _WORD.match(start), _WORD_BEHIND_NUMBER.match(start)
    begun = _kinds().get(_folded(first[0]), _NONE) if first is not None else _NONE
    if behind is not None:
        begun |= _kinds().get(_folded(behind[1]), _NONE)
    if "key" in begun:  # "Answer key: B" is the key of one question
        begun |= _ANSWER
    return start, begun


def _in_order(match: re.Match[str]) -> str:
    """Return "题 1" for "第 1 题", with a blank before what goes on without a sign."""
    return f"题 {match[1]}{match[2] or ' '}"


def _folded(word: str) -> str:
    """Return a word without case, where "I" may be that of Turkish, as regular expressions do."""
    return word.casefold().replace("ı", "i")


def _unbracketed(text: str) -> str:
    """Return "[Answer] Gazpacho", "(Ans) Gazpacho" without the brackets of the label."""
    match = _BRACKETED.match(text) if text[:1] in "[(" else None
    return f"{match['word']}: {text[match.end() :]}" if match is not None else text


_begin = lru_cache(maxsize=4096)(_begins)


def _read(
    text: str, kinds: tuple[LabelKind, ...], start: str, begun: frozenset[LabelKind]
) -> Label | None:
    for kind in kinds:
        match = _pattern(kind).match(start) if kind in begun else None
        if match is None or _counts_years(match):
            continue
        opened = text.lstrip(" \t>#")[:2] in ("**", "__")
        after = start[match.end() :]
        if match["word"].endswith("/"):  # "R// Gazpacho", as Spanish speakers write
            after = ":" + after.removeprefix("=")
        copula = match["word"].lower().endswith((" is", " are"))
        told = _BEFORE_NUMBERS.match(after) if copula else None
        rest = _rest(after, kind, opened=opened) if told is None else ("", after[told.end() :])
        if rest is None and kind == "question" and match["number"][:1] in ("q", "Q"):
            rest = _rest(start[1:], kind, opened=opened)  # "Q5. Que …", where "Que" is no label
            if rest is not None:
                return Label(kind, "q", *rest)
        if rest is not None and not rest[1] and copula:
            rest = ("", rest[0])  # "The answer is 2."
        if rest is not None:
            number = "".join(_DIGITS.findall(match["number"])) or rest[0]
            return Label(kind, match["word"].casefold(), number, rest[1])
    if "answer" in kinds and "key" not in kinds:
        named = label(text, "key")
        if named is not None and _ONE_KEY.fullmatch(named.rest):
            return named._replace(kind="answer")
    return None


def _counts_years(match: re.Match[str]) -> bool:
    """Tell whether "70 ans" are years, in French, and no answer to question 70."""
    return match["word"].casefold() == "ans" and match["number"].strip().isdigit()


_label = lru_cache(maxsize=4096)(_read)  # the readers of all shapes ask the same of a line


@cache
def _of_question() -> re.Pattern[str]:
    named = "|".join(re.escape(word) for word in words("question") | words("task"))
    return re.compile(
        rf"\s+(?:to|for|of|zu|zur|zum|a|à|de|di|da|для|к)\s+(?:the\s|la\s)?(?:{named})\s?#?"
        r"(?P<number>\d{1,4})[*_]{0,3}(?:[.:)][*_]{0,3}(?=\s|$)|$)",
        re.IGNORECASE,
    )


def _without_pictures(text: str) -> str:
    """Return what text says besides pictures: "Answer 👇", and it stands below."""
    return text.translate(_NOTHINGS).strip(_NOTHING)


def _rest(after: str, kind: LabelKind, *, opened: bool) -> tuple[str, str] | None:
    """Return the number behind the label word and what follows, or None where it is no label."""
    number = ""
    match = _NUMBER_BEHIND.match(after) if kind in _NUMBERED else None
    if match is not None and not _POINTS.isdisjoint(match[0]) and kind not in ("question", "task"):
        match = None  # "Solution: 46.", "Answer-5"
    if match is not None:
        tail = after[match.end() :]
        separated = _SEPARATOR.match(tail)
        if separated or (
            kind in ("question", "task") and (not tail or tail[0] in " \t\u00a0*_)]|?Tt（【")
        ):
            number, after = match[1], tail
            if kind in ("question", "task") and not separated:
                return number, after.strip(" \t|)]")
        elif "#" in match[0] and not tail.strip("*_ "):
            number, after = match[1], tail
    of = _of_question().match(after) if kind in ("answer", "explanation") else None
    if of is not None:  # "Solution to Question 3"
        return of["number"], after[of.end() :].strip()
    aside = _ASIDE.match(after)
    if aside is not None:
        after = after[aside.end() :]
    said = _BREAK.sub("", after) if len(after) < _SHORT_REST else after
    if not said.strip(_NOTHING) or (len(said) < _SHORT_REST and not _without_pictures(said)):
        return number, ""
    separator = _SEPARATOR.match(after) if not _CALLS.match(after) else None
    if separator is None and kind in ("answer", "right"):
        separator = _BEFORE_LETTERS.match(after)
    if separator is None and opened:  # "**Answer** Gazpacho"
        separator = _EMPHASIS_ENDS.match(after)
    if separator is None and kind == "answer" and after.lstrip()[:2] in ("**", "__"):
        again = label(after, "answer")  # "Answer **Correct answer: B**"
        return (number, again.rest) if again is not None and again.rest else None
    return None if separator is None else (number, after[separator.end() :].strip())
