"""Records with the fields of a question, as components and programs keep them → questions.

    {question: "Which soup is served cold?", options: ["Ramen", "Gazpacho"], answer: 1}

The answer is a choice, its letter, its id or its number; numbers begin with 0, as in a program,
unless one of the file is as large as the count of its choices. A choice may be a record itself,
which says whether it is right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from studyleaf.model import Choice
from studyleaf.notes.languages.literals import Record, Text
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.labels import LabelKind, words
from studyleaf.notes.pieces import Asked

_LETTER = re.compile(r"[A-Ha-h]")
_LETTERED = re.compile(r"[(\[]?(?P<letter>[A-Ha-h])[.)\]:]\s+(?P<text>\S[\s\S]*)")
_SIGNS = re.compile(r"[^a-z0-9]+")
_MOST = 26
_NAMES: dict[LabelKind, tuple[str, ...]] = {
    "question": ("question", "questiontext", "prompt", "stem", "text", "title", "q"),
    "options": ("options", "choices", "answers", "answeroptions", "alternatives", "opts", "o"),
    "right": (
        *("answer", "correct", "correctanswer", "correctanswers", "correctindex", "correctoption"),
        *("answerindex", "correctanswerindex", "correctoptionindex", "solution", "correctindices"),
        *("right", "rightanswer", "correctchoice", "correctid", "ans", "a"),
    ),
    "explanation": (
        "explanation",
        "explanations",
        "feedback",
        "reason",
        "rationale",
        "why",
        "explain",
        "exp",
        "expl",
    ),
    "hint": ("hint", "hints", "h"),
}
_ASKING = ("question", "questiontext", "prompt", "stem", "q")  # what else can ask is a title, too
_IDS = ("id", "key", "letter", "value", "label")
_TEXTS = ("text", "label", "option", "answer", "answertext", "content", "title", "value", "choice")
_IS_RIGHT = ("correct", "iscorrect", "right", "isright", "isanswer")


class _Option(NamedTuple):
    text: str
    right: bool = False
    names: tuple[str, ...] = ()
    reason: str = ""


def field(record: Mapping[str, Any], names: Sequence[str]) -> Any:
    """Return the first of these fields that a record has; their case and signs don't matter."""
    own = {_SIGNS.sub("", key.casefold()): value for key, value in record.items()}
    return next((own[name] for name in names if own.get(name) not in (None, "", [])), None)


def is_question(record: object, *, quiz: bool) -> bool:
    """Tell whether a record asks, and has choices; or, in what is named as a `quiz`, an answer."""
    asks = _of(record, "question") if isinstance(record, Mapping) else None
    if not isinstance(record, Mapping) or not isinstance(asks, str):
        return False
    named = isinstance(field(record, _ASKING), str)
    if len(_options(record)) > 1:
        return named or asks_somewhere(asks)
    return named and quiz and isinstance(_of(record, "right"), str)


def counts_from_one(records: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether the answers of records are numbers of which the first is 1."""
    pairs = [
        (number, len(_options(record)))
        for record in records
        for number in map(_number, _listed(_of(record, "right")))
        if number is not None
    ]
    return all(n for n, _ in pairs) and any(n == count for n, count in pairs)


def _number(told: Any) -> int | None:
    if isinstance(told, str):
        return int(told) if re.fullmatch(r"\s*\d\d?\s*", told) else None
    return told if isinstance(told, int) and not isinstance(told, bool) else None


def asked_of(
    record: Mapping[str, Any], start: int, end: int, shape: str, *, from_one: bool
) -> Asked:
    """Make a question of a record that is one; it uses the lines from `start` to `end`."""
    options = _options(record)
    told = _listed(_of(record, "right"))
    right = {n for n, option in enumerate(options) if option.right}
    right |= {n for one in told for n in _named(one, options, from_one=from_one)}
    reply = next((one for one in told if isinstance(one, str)), "") if not options else ""
    hint = [one for one in _listed(_of(record, "hint")) if isinstance(one, str)]
    said, reasons = _explained(_of(record, "explanation"), options)
    number = field(record, ("number", "id"))
    return Asked(
        start,
        end,
        shape,
        str(_of(record, "question")).strip(),
        choices=tuple(Choice(o.text, n in right, reasons[n]) for n, o in enumerate(options)),
        answer=reply.strip(),
        explanation=said,
        hints=tuple(hint),
        number=str(number) if re.fullmatch(r"\d{1,4}", str(number)) else None,
    )


def _explained(said: Any, options: Sequence[_Option]) -> tuple[str, list[str]]:
    """Return what explains all, and what explains each choice: a list of as many sentences, or
    such a list in a record, {all: "It is cold.", each: ["No: it is hot.", "Yes."]}.
    """
    given = list(said.values()) if isinstance(said, Mapping) else [said]
    lists = [one for one in given if _are_reasons(one, options)]
    own = [option.reason for option in options]
    if len(lists) == 1 and not any(own):
        own = [one.strip() for one in lists[0]]
        given = [one for one in given if one is not lists[0]]
    if isinstance(said, Mapping) and len(lists) != 1:
        return "", own
    return "\n\n".join(one.strip() for one in given if isinstance(one, str)), own


def _are_reasons(given: Any, options: Sequence[_Option]) -> bool:
    if not isinstance(given, list) or len(given) != len(options):
        return False
    return all(isinstance(one, str) for one in given)


def _of(record: Mapping[str, Any], kind: LabelKind) -> Any:
    found = field(record, _NAMES[kind])
    if found is None:
        found = field(record, [_SIGNS.sub("", word) for word in sorted(words(kind))])
    return found


def _options(record: Mapping[str, Any]) -> list[_Option]:
    given = _of(record, "options")
    if isinstance(given, Mapping):  # {a: "Ramen", b: "Gazpacho"}
        given = [{"id": key, "text": value} for key, value in given.items()]
    made = [_option(one) for one in _listed(given)][:_MOST]
    texts = [one for one in made if one is not None and one.text]
    lettered = [_LETTERED.fullmatch(one.text) for one in texts]
    names = [match["letter"].upper() for match in lettered if match is not None]
    if names and names == [chr(65 + n) for n in range(len(texts))]:
        texts = [
            one._replace(text=match["text"])
            for one, match in zip(texts, lettered, strict=True)
            if match is not None
        ]
    return texts


def _option(given: Any) -> _Option | None:
    if isinstance(given, Mapping):
        text = field(given, _TEXTS)
        right = field(given, _IS_RIGHT) is True
        reason = field(given, _NAMES["explanation"])
        names = tuple(str(given[name]).strip().casefold() for name in _IDS if name in given)
        if not isinstance(text, str):
            return None
        said = reason.strip() if isinstance(reason, str) else ""
        return _Option(text.strip(), right, names, said)
    if isinstance(given, str):
        return _Option(given.strip())
    plain = isinstance(given, int | float)
    return _Option(str(given).lower() if isinstance(given, bool) else str(given)) if plain else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(one: Any, options: Sequence[_Option], *, from_one: bool) -> list[int]:
    """Return the choices that an answer names."""
    if isinstance(one, bool):
        return [n for n, option in enumerate(options) if option.text == str(one).lower()]
    if isinstance(one, int):
        at = one - from_one
        return [at] if 0 <= at < len(options) else []
    if not isinstance(one, str):
        return []
    wanted = one.strip()
    folded = wanted.casefold()
    same = [n for n, option in enumerate(options) if option.text.casefold() == folded]
    same = same or [n for n, option in enumerate(options) if folded in option.names]
    if same:
        return same
    match = _LETTERED.fullmatch(wanted)
    letter = match["letter"] if match is not None else wanted
    if _LETTER.fullmatch(letter):
        at = ord(letter.upper()) - 65
        return [at] if at < len(options) else []
    return _named(int(wanted), options, from_one=from_one) if re.fullmatch(r"\d\d?", wanted) else []


def place(record: Record) -> int:
    """Return where a record asks."""
    asks = _of(record, "question")
    return asks.at if isinstance(asks, Text) else record.at
