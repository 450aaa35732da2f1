"""Many texts → the pairs that say nearly the same, without comparing each with each.

Two sets of words that overlap by a share of t have a word in common among the first few of each,
when both are sorted by rarity: the prefix filter of Chaudhuri, Ganti and Kaushik, "A Primitive
Operator for Similarity Joins in Data Cleaning" (ICDE 2006). Only such pairs are compared, by
rapidfuzz.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

_OVERLAP = 0.6  # of the words of both, the share that twins have in common at least
_LIKENESS = 90.0  # of the letters of the sorted words, in percent
_ANSWERS = 70.0  # of the choices or the answer, where the questions are alike
_SPELLING = 80.0  # of two words that are one, misspelt or inflected
_WORDS_A_DIFFERENCE = 9  # a question of so many telling words may differ in one

_WORD = re.compile(r"[^\W_]+")
_CHOOSE = re.compile(r"\((?:choose|select|pick)[^)]*\)", re.IGNORECASE)
_NEGATIONS = frozenset(
    "not no never none neither nor cannot without except false incorrect".split()
)
_FILLERS = frozenset(
    "a an the is are be of to in on for by with and or it its this that these those there one "
    "single do does did can could will would should has have had which what when where who how "
    "why you your we our most more".split()
)


class Text(NamedTuple):
    """What a question asks, and its choices or its answer."""

    asked: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    telling: frozenset[str]
    ordered: str
    kind: tuple[tuple[str, ...], tuple[str, ...]]
    """Its numbers and its negations: texts that differ in them say different things."""


def twins(texts: Sequence[Text]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of indexes, smaller first, of texts that are nearly alike.

    Each text is paired once, with the first before it that is like it. In the order of the second.
    """
    words = [_read(text.asked) for text in texts]
    frequency = Counter(word for one in words for word in one.telling)
    rarest_first = sorted(frequency, key=lambda word: (frequency[word], word))
    rarity = {word: rank for rank, word in enumerate(rarest_first)}
    # texts of different kinds are never twins, so each kind has its own index
    index: dict[object, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, one in enumerate(words):
        if not one.telling:
            continue
        own = index[one.kind]
        size = len(one.telling)
        prefix = sorted(one.telling, key=rarity.__getitem__)
        prefix = prefix[: size - math.ceil(_OVERLAP * size) + 1]
        candidates = {j for word in prefix for j in own[word]}
        twin = next(
            (
                j
                for j in sorted(candidates)
                if _alike(words[j], one) and _same_answers(texts[j], texts[i])
            ),
            None,
        )
        if twin is not None:
            yield twin, i
        for word in prefix:
            own[word].append(i)


def _read(text: str) -> _Words:
    found = _WORD.findall(_CHOOSE.sub(" ", text).casefold())
    telling = [word for word in found if word not in _FILLERS and word not in _NEGATIONS]
    telling = telling or found
    return _Words(
        frozenset(telling),
        " ".join(sorted(telling)),
        (
            tuple(sorted(word for word in found if any(char.isdigit() for char in word))),
            tuple(sorted(word for word in found if word in _NEGATIONS)),
        ),
    )


def _alike(one: _Words, other: _Words) -> bool:
    larger = max(len(one.telling), len(other.telling))
    if min(len(one.telling), len(other.telling)) < _OVERLAP * larger:
        return False
    mine, yours = one.telling - other.telling, other.telling - one.telling
    if len(mine) > len(one.telling) * (1 - _OVERLAP) + 1:
        return False
    if not fuzz.ratio(one.ordered, other.ordered, score_cutoff=_LIKENESS):
        return False
    different = 0
    for words, others in ((mine, yours), (yours, mine)):
        unlike = sum(
            not any(len(word) > 4 and fuzz.ratio(word, other) >= _SPELLING for other in others)
            for word in words
        )
        different = max(different, unlike)
    return different <= larger // _WORDS_A_DIFFERENCE


def _same_answers(one: Text, other: Text) -> bool:
    """Compare what is right or to choose from; short answers can't make alike what asks alike."""
    if len(one.answers) < 2 and len(other.answers) < 2:
        return True
    mine = " ".join(sorted(_WORD.findall(" ".join(one.answers).casefold())))
    yours = " ".join(sorted(_WORD.findall(" ".join(other.answers).casefold())))
    return len(one.answers) != len(other.answers) or fuzz.ratio(mine, yours) >= _ANSWERS
