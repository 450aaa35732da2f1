"""Fences such as "```quiz" that hold the fields of a question as YAML → questions.

    ```quiz
    question: Which soup is served cold?
    options: [Ramen, Gazpacho]
    answer: b
    ```

One fence holds a question, or a list of them, alone or as its field `questions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from studyleaf.notes.languages.records import asked_of, counts_from_one, is_question
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_NAMES = ("quiz", "quizzes", "question", "questions", "mcq", "flashcard", "flashcards")
_LONGEST = 20_000  # characters
_FIELD = re.compile(r"\s*[\w-]+\s*:(?:\s|$)")
_ASKS = re.compile(r"\s*(?:-\s+)?(?:question(?:_?text)?|prompt|stem|q)\s*:", re.IGNORECASE)
_TRUTHS = {"true": True, "false": False}


def yaml_fences(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    fences = [at for at, part in enumerate(view.parts) if not taken[at] and _is_named(part)]
    held = {at: found for at in fences if (found := _records(view.parts[at].text))}
    from_one = counts_from_one([record for found in held.values() for record in found])
    for at, records in held.items():
        asked = list(_asked(view.parts[at], records, from_one=from_one))
        for n, one in enumerate(asked):
            yield at, at + (n + 1 == len(asked)), one


def _is_named(part: Part) -> bool:
    return part.kind == "fence" and part.info.casefold().strip("{}. ") in _NAMES


def _records(text: str) -> list[Mapping[str, Any]]:
    """Return the questions of a text in YAML; none where it is something else, or holds more."""
    if len(text) > _LONGEST or not any(map(_FIELD.match, text.split("\n"))):
        return []
    from ruamel.yaml import YAML  # noqa: PLC0415  few notes have such fences
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        whole = YAML(typ="base", pure=True).load(text)  # all texts stay as they are written
    except YAMLError:
        return []
    if isinstance(whole, dict) and isinstance(whole.get("questions"), list):
        whole = whole["questions"]
    found = whole if isinstance(whole, list) else [whole]
    records = [_judged(one) for one in found if isinstance(one, dict)]
    asking = len(records) == len(found) and all(is_question(one, quiz=True) for one in records)
    return records if asking else []


def _judged(value: Any) -> Any:
    """Return records in which choices are right or not, in place of "true" and "false"."""
    if isinstance(value, list):
        return [_judged(one) if isinstance(one, dict) else one for one in value]
    return {
        key: _TRUTHS.get(one, one) if isinstance(one, str) else _judged(one)
        for key, one in value.items()
    }


def _asked(part: Part, records: Sequence[Mapping[str, Any]], *, from_one: bool) -> Iterator[Asked]:
    """Yield the questions of a fence; each has the lines down to the next that asks."""
    first = part.start + 1
    lines = [first + n for n, line in enumerate(part.text.split("\n")) if _ASKS.match(line)]
    if len(lines) != len(records):
        return
    starts = [part.start, *lines[1:]]
    for record, line, start, end in zip(
        records, lines, starts, [*starts[1:], part.end], strict=True
    ):
        asked = asked_of(record, start, end, "YAML", from_one=from_one)
        said = (*asked.hints, asked.answer, asked.explanation, *(c.text for c in asked.choices))
        rest = [
            one.strip()
            for one in record.values()
            if isinstance(one, str)
            and " " in one.strip()
            and one.strip() not in (*said, asked.prompt)
        ]
        explained = "\n\n".join(filter(None, [asked.explanation, *rest]))
        yield replace(asked, explanation=explained, stem_line=line)
