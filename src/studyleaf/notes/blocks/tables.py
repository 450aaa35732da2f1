"""A table with a column of questions and one of answers: which columns these are."""

from __future__ import annotations

import re

from studyleaf.notes.lines.asking import asks
from studyleaf.notes.lines.labels import plain, words
from studyleaf.notes.lines.sides import BACKS, FRONTS
from studyleaf.notes.parts import Part

_PAIR = 2
_SHORT = 3  # words in a head
_SEVERAL = 4  # rows, with that of the heads
_ASK = words("question") | words("section") | {"prompt", *FRONTS}
_REPLY = words("answer") | BACKS
# in a table of two columns, beside one that is plainly named
_STATEMENTS = frozenset(
    "statement statements claim affermazione affermazioni afirmación afirmaciones afirmação"
    " affirmation affirmations aussage aussagen bewering påstående утверждение".split()
)
_MAY_ASK = words("task") | _STATEMENTS | {"prompt"}
_MAY_REPLY = words("explanation") | {"response", "reply", "key points", "short explanation"}
# on flashcards
_TERMS = frozenset(
    (
        *("term", "word", "concept", "cue", "acronym", "prompt", "begriff", "término", "termo"),
        *("terme", "termine", "begrip", "pojęcie", "pojem", "termin", "термин", "понятие", "术语"),
        *("用語", "용어", "thuật ngữ", "terim"),
    )
)
_MEANINGS = frozenset(
    (
        *(
            "definition",
            "meaning",
            "response",
            "explanation",
            "expansion",
            "bedeutung",
            "definición",
        ),
        *(
            "definição",
            "définition",
            "definizione",
            "betekenis",
            "definitie",
            "definicja",
            "význam",
        ),
        *(
            "определение",
            "значение",
            "定义",
            "定義",
            "意味",
            "정의",
            "định nghĩa",
            "anlam",
            "tanım",
        ),
    )
)
_NUMBERS = ("#", "", "no", "nr", "n", "num", "number", "nº", "№", "q#", "id")
_VERDICT = (
    "true/false",
    "t/f",
    "true or false",
    "true / false",
    "verdict",
    "richtig/falsch",
    "v/f",
)
_SCHEME = ("mark scheme", "marking scheme", "model answers")
_ASIDE = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")


def columns(part: Part) -> tuple[int, int] | None:
    """Return the columns of questions and of answers, or None."""
    if part.kind != "table" or len(part.rows) < 2:
        return None
    head = [plain(cell) for cell in part.rows[0][1]]
    bare = _without_asides(part)
    return _named(head) or _named(bare) or _spoken_of(head) or _half_named(bare)


def _without_asides(part: Part) -> list[str]:
    """Return the heads without what brackets add: "Question (fold here)", "Front (English)"."""
    return [plain(_ASIDE.sub("", cell)) for cell in part.rows[0][1]]


def _named(head: list[str]) -> tuple[int, int] | None:
    asks = [n for n, cell in enumerate(head) if cell in _ASK]
    ask = next((n for n in asks if head[n] != "q"), asks[0] if asks else None)  # "Q#" counts
    named = [n for n, cell in enumerate(head) if cell in _REPLY]
    named += [n for n, cell in enumerate(head) if cell in _SCHEME]
    # "Key" is no answer, unless the choices have columns
    named += [n for n, cell in enumerate(head) if cell == "key" and {"a", "b"} <= {*head}]
    named += [] if "b" in head else [n for n, cell in enumerate(head) if cell == "a"]
    named += [n for n, cell in enumerate(head) if cell in words("given")]  # a template to learn
    return None if ask is None or not named else (ask, named[0])


def judges(part: Part) -> bool:
    """Tell whether a table has a column of statements and one that judges each: "T/F"."""
    head = [plain(cell) for cell in part.rows[0][1]]
    return not _STATEMENTS.isdisjoint(head) and any(cell in _VERDICT for cell in head)


def names_scheme(part: Part) -> bool:
    """Tell whether a column of a table says that it is for who marks an exam."""
    return any(plain(cell) in _SCHEME for cell in part.rows[0][1])


def _spoken_of(head: list[str]) -> tuple[int, int] | None:
    """Return the columns of a table of two whose heads hold the words: "Key answer"."""
    if len(head) != _PAIR or any(len(cell.split()) > _SHORT for cell in head):
        return None
    ask, reply = ({*cell.split()} for cell in head)
    asks = ask & (words("question") | words("section")) and not ask & words("answer")
    return (0, 1) if asks and reply & words("answer") else None


def _half_named(head: list[str]) -> tuple[int, int] | None:
    """Return the columns of a table of two, besides numbers, of which one is plainly named:
    "Task" and "Solution", "Question" and "Response", "Statement" and "True/False".
    """
    said = [n for n, cell in enumerate(head) if cell not in _NUMBERS]
    if len(said) != _PAIR:
        return None
    ask, reply = (head[n] for n in said)
    named = (ask in _MAY_ASK and reply in (_REPLY | {"response"})) or (
        ask in _ASK and reply in _MAY_REPLY
    )
    judged = ask in _MAY_ASK and reply in _VERDICT
    return (said[0], said[1]) if named or judged else None


def sides(part: Part) -> tuple[int, int] | None:
    """Return the columns of a table of two, besides one of numbers: terms and what they mean."""
    head = [plain(cell) for cell in part.rows[0][1]]
    said = [n for n, cell in enumerate(head) if cell not in _NUMBERS]
    named = len(said) == _PAIR and head[said[0]] in _TERMS and head[said[1]] in _MEANINGS
    return (said[0], said[1]) if named else None


def asking(part: Part) -> tuple[int, int] | None:
    """Return the columns of a table of two, besides one of numbers, whatever their heads: all that
    stands in the first asks, and nothing in the second.
    """
    head = [plain(cell) for cell in part.rows[0][1]] if part.rows else []
    said = [n for n, cell in enumerate(head) if cell not in _NUMBERS]
    rows = [cells for _, cells in part.rows[1:] if len(cells) == len(head)]
    if len(said) != _PAIR or len(rows) < _SHORT or len(rows) != len(part.rows) - 1:
        return None
    ask, reply = said
    told = all(asks(row[ask]) and row[reply] and not asks(row[reply]) for row in rows)
    return (ask, reply) if told else None


def is_plainly_named(part: Part) -> bool:
    """Tell whether the heads of a table are "Question" and "Answer" and nothing else, or those of
    several cards: "Front" and "Back".
    """
    heads = _without_asides(part)
    named = _named(heads)
    return named is not None and (heads[named[1]] not in BACKS or len(part.rows) > _SEVERAL)
