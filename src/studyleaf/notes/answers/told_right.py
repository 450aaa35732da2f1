"""A choice whose label says that it is right: `- **Correct Answer:** Gazpacho` among bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.lines.asking import asks
from studyleaf.notes.lines.labels import label, plain, words
from studyleaf.notes.lines.marks import Option, loose, option
from studyleaf.notes.lines.starts import starts
from studyleaf.notes.parts import Part

_LETTERS = "abcdefgh"
_FIELD = re.compile(
    r"\*\*[^*:：]{2,60}[:：]\*\*\s|\*\*[^*:：]{2,60}\*\*[:：]\s"
)  # "**Why I erred:** …"
_POINTS = re.compile(
    r"[\s*_(\[]*\d{1,3}(?:[.,/]\d{1,3})?\s?(?:points?|pts?|marks?)\W*", re.IGNORECASE
)
_SHORT = 10  # characters of choices, beside which one letter can be a choice, too
_AROUND = 8  # parts


def told_right(parts: Sequence[Part], at: int) -> Option | None:
    """Read a bullet with the label as a choice, unless it repeats another one, as a key does."""
    part = parts[at]
    if part.kind != "line" or not part.mark or part.number or ":" not in part.text:
        return None
    named = label(part.text, "answer")
    if named is None or not _says_right(named.word):
        return None
    text = plain(named.rest)
    others = list(_siblings(parts, at))
    if text in _LETTERS and any(len(other.text) > _SHORT for other in others):
        return None
    if not others or any(_is_no_choice(other) or plain(other.text) == text for other in others):
        return None
    found = loose(part)
    return found._replace(text=named.rest, right=True) if found is not None else None


def _says_right(word: str) -> bool:
    """Tell whether a label is "Correct answer": "Answer" alone can stand below what asks."""
    first, _, rest = word.partition(" ")
    return bool(rest) and any(first.startswith(right) for right in words("right"))


def _siblings(parts: Sequence[Part], at: int) -> Iterator[Part]:
    """Yield the bullets of the same list right above and below."""
    own = parts[at]
    for step in (-1, 1):
        for n in range(at + step, at + step * _AROUND, step):
            if not 0 <= n < len(parts) or len(parts[n].items) < len(own.items):
                break
            if parts[n].items[:-1] != own.items[:-1] or parts[n].mark[-1:] != own.mark[-1:]:
                break
            yield parts[n]


def _is_no_choice(part: Part) -> bool:
    named = label(part.text, "answer", "given", "explanation", "hint", "options", "question")
    start = starts(part)
    begins = start is not None and (start.style == "label" or bool(start.text))
    if named is not None or option(part) is not None or asks(part.text) or begins:
        return True
    return _FIELD.match(part.text) is not None or _POINTS.fullmatch(part.text) is not None
