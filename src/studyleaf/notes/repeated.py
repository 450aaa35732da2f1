"""Answers that repeat their question: choices under "Quiz", the same question under "Answers"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from studyleaf.notes.answers.key import fold, without_choice
from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.pieces import Asked

# letters and digits that a question has, to be known again; where a letter is a syllable, fewer do
_SHORTEST, _SHORTEST_SYLLABLES = 8, 5


def joined(found: Sequence[Asked]) -> list[Asked]:
    """Give questions with choices, but no key, the answer that stands where they are repeated."""
    waiting = {fold(one.prompt): one for one in found if one.choices and not one.is_answered}
    if not waiting:
        return list(found)
    done: dict[int, Asked] = {}
    gone: set[int] = set()
    for one in found:
        first = waiting.get(fold(one.prompt)) if one.answer and not one.choices else None
        if first is None or first.start in done or one.start < first.start:
            continue
        said = fold(one.prompt)
        if len(said) < (_SHORTEST if said[:1] < "\u3040" else _SHORTEST_SYLLABLES):
            continue
        keyed = _keyed(first, one)
        if keyed is not None:
            done[first.start] = keyed
            gone.add(one.start)
    return [done.get(one.start, one) for one in found if one.start not in gone]


def translated(found: Sequence[Asked]) -> list[Asked]:
    """Give a question without a key that of the next one, if this says the same in another script:
    the number stands before the first of them, the key behind the second.
    """
    result = list(found)
    for n, (one, other) in enumerate(pairwise(found)):
        same = one.choices and len(one.choices) == len(other.choices)
        if not same or one.is_answered or not other.is_answered or not one.number or other.number:
            continue
        if _is_latin(one.prompt) is not _is_latin(other.prompt):
            both = zip(one.choices, other.choices, strict=True)
            result[n] = replace(
                one, choices=tuple(replace(own, right=its.right) for own, its in both)
            )
    return result


def _is_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(char < "\u0250" for char in letters) * 2 > len(letters)


def _keyed(asked: Asked, again: Asked) -> Asked | None:
    options = [
        Option("letter", chr(65 + n), choice.text, None) for n, choice in enumerate(asked.choices)
    ]
    key = read_key(again.answer, options)
    if key is None or not key.right or key.unknown:
        return None
    said = without_choice(key.rest, options, key.right)
    texts = (asked.explanation, said, again.explanation)
    return replace(
        asked,
        shape="E1",
        choices=tuple(replace(one, right=n in key.right) for n, one in enumerate(asked.choices)),
        explanation="\n\n".join(text for text in texts if text),
        hints=(*asked.hints, *again.hints),
        lines=tuple(sorted({*asked.used, *again.used})),
        structure=tuple(
            sorted({*asked.structure, *again.structure, (again.start, "repeated question")})
        ),
    )
