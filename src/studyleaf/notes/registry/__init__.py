"""The shapes of questions in notes that can be read, in the order in which they are tried."""

from __future__ import annotations

from studyleaf.notes.registry.choices import CHOICES
from studyleaf.notes.registry.languages import LANGUAGES
from studyleaf.notes.registry.open import OPEN
from studyleaf.notes.registry.reader import Reader

__all__ = ["READERS", "Reader"]

READERS: tuple[Reader, ...] = (*LANGUAGES, *CHOICES, *OPEN)
