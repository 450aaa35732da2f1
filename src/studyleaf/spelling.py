"""A word that nobody knows → the known one that was probably meant, for "Did you mean …?".

Only mistakes come here, and loading rapidfuzz takes a tenth of the time of a small build, so it is
loaded when it is needed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

_PATH, _NAME = 80.0, 75.0  # of the letters of a path and of its last part, in percent


def nearest(word: str, known: Iterable[str], *, likeness: float = 60) -> str | None:
    """Return the word of `known` that is most like `word`, or None if none is like enough.

    `likeness` is in percent; 100 is the same word.
    """
    from rapidfuzz import process  # noqa: PLC0415

    near = process.extractOne(word, sorted(known), score_cutoff=likeness)
    return near[0] if near else None


def nearest_path(path: str, known: Iterable[str]) -> str | None:
    """Return the path that was probably meant, if one is like it in folder and name."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    name = posixpath.basename(path)
    alike = [one for one in known if fuzz.ratio(posixpath.basename(one), name) >= _NAME]
    return nearest(path, alike, likeness=_PATH)
