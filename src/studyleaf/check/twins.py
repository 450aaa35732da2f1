"""Many texts → the pairs that say nearly the same, without comparing each with each.

Two sets of words, sorted by rarity, that differ in at most d words have k words in common among the
first d + k of each: the prefix filter of Chaudhuri, Ganti and Kaushik, "A Primitive Operator for
Similarity Joins in Data Cleaning" (ICDE 2006). So texts are looked up by pairs of their rarest
words, and only those that share a pair are compared, by rapidfuzz.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

_LIKENESS = 90.0  # of the letters of the sorted words, in percent
_ANSWERS = 70.0  # of the choices, where the questions are alike
_SPELLING = 80.0  # of two words that are one, misspelt or inflected
_MISSPELT = 2  # words of a question may be
_WORDS_A_DIFFERENCE = 9  # a question of so many telling words may differ in one more

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
    room: int
    """In how many of its words a twin may differ, spelling included."""


def twins(texts: Sequence[Text]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of indexes, smaller first, of texts that are nearly alike.

    Each text is paired once, with the first before it that is like it. In the order of the second.
    """
    words = [_read(text.asked) for text in texts]
    frequency = Counter(word for one in words for word in one.telling)
    rarest_first = sorted(frequency, key=lambda word: (frequency[word], word))
    rarity = {word: rank for rank, word in enumerate(rarest_first)}
    index: dict[object, list[int]] = defaultdict(list)
    for i, one in enumerate(words):
        rarest = sorted(one.telling, key=rarity.__getitem__)[: one.room + 2]
        # texts of different kinds are never twins
        pairs = list(combinations(rarest, 2)) or [(one.ordered, "")]
        keys = [(one.kind, pair) for pair in pairs]
        candidates = {j for key in keys for j in index[key]}
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
        for key in keys:
            index[key].append(i)


def _differences(count: int) -> int:
    """Return in how many of `count` words a twin may differ, spelling included."""
    return max(0, min(count - 2, _MISSPELT + count // _WORDS_A_DIFFERENCE))


# A preview asks again with each edit, which changes a question or none.
@lru_cache(maxsize=20_000)
def _read(text: str) -> _Words:
    found = _WORD.findall(_CHOOSE.sub(" ", text).casefold())
    telling = [word for word in found if word not in _FILLERS and word not in _NEGATIONS]
    different = frozenset(telling or found)
    return _Words(
        different,
        " ".join(sorted(telling or found)),
        (
            tuple(sorted(word for word in found if any(char.isdigit() for char in word))),
            tuple(sorted(word for word in found if word in _NEGATIONS)),
        ),
        _differences(len(different)),
    )


def _alike(one: _Words, other: _Words) -> bool:
    common = len(one.telling & other.telling)
    if len(one.telling) - common > one.room or len(other.telling) - common > other.room:
        return False
    if not fuzz.ratio(one.ordered, other.ordered, score_cutoff=_LIKENESS):
        return False
    mine, yours = one.telling - other.telling, other.telling - one.telling
    different = 0
    for words, others in ((mine, yours), (yours, mine)):
        unlike = sum(
            not any(len(word) > 4 and fuzz.ratio(word, other) >= _SPELLING for other in others)
            for word in words
        )
        different = max(different, unlike)
    return different <= max(len(one.telling), len(other.telling)) // _WORDS_A_DIFFERENCE


def _same_answers(one: Text, other: Text) -> bool:
    """Compare what is right or to choose from; short answers can't make alike what asks alike."""
    if len(one.answers) < 2 and len(other.answers) < 2:
        return True
    mine = " ".join(sorted(_WORD.findall(" ".join(one.answers).casefold())))
    yours = " ".join(sorted(_WORD.findall(" ".join(other.answers).casefold())))
    return len(one.answers) != len(other.answers) or fuzz.ratio(mine, yours) >= _ANSWERS
