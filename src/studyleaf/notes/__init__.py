"""Raw notes → pieces: questions, prose, headings, structure, and what can't be placed.

`READERS` lists the shapes of questions in the order in which they are tried. A reader of choices
gets a draft, a stem and choices, and finds the key; a reader of open questions looks for them in
what is left.
"""

from __future__ import annotations

from studyleaf.notes.reading import read
from studyleaf.notes.registry import READERS, Reader

__all__ = ["READERS", "Reader", "read"]
