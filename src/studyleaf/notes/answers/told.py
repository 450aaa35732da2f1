"""What the keys of a file say of the questions with one number, in chapter after chapter."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from studyleaf.notes.answers.key import fold
from studyleaf.notes.lines.marks import Option

_MANY = 50  # of more different texts, only those next behind a question are read


@dataclass(slots=True)
class Told:
    """What keys say of one number: as many texts as there are chapters that count from 1."""

    _places: list[int] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _different: dict[str, str] = field(default_factory=dict)
    """Each text once, by itself."""
    _folded: dict[str, str] = field(default_factory=dict)

    def add(self, at: int, text: str) -> None:
        """Add what a key says at part `at`, behind all others."""
        self._places.append(at)
        self._texts.append(text)
        if text not in self._different:
            self._different[text] = text
            self._folded.setdefault(fold(text), text)

    def is_behind(self, at: int) -> bool:
        """Tell whether a key that stands behind part `at` says something."""
        return bool(self._places) and self._places[-1] > at

    def texts(self, at: int, options: Sequence[Option]) -> Collection[str]:
        """Return what may be said of the choices that begin at part `at`, each text once.

        A book has a key in each chapter. Reading all of them for each question would take time
        that grows with the square of its length.
        """
        if len(self._different) <= _MANY:
            return self._different
        first = bisect_left(self._places, at)
        folded = [fold(option.text) for option in options]
        same = [self._folded[text] for text in folded if text in self._folded]
        return dict.fromkeys([*self._texts[first : first + _MANY], *same])
