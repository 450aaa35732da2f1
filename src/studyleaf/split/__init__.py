"""Notes + a guide → the plan of what goes where: `split`.

Nothing is lost: every non-blank line of the notes is accounted for as moved, as part of a question,
as structure, or as unplaced with a reason. Nothing comes back: the record tells what was imported.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Sequence

from studyleaf.split.plan import UNSORTED, Into, Plan, Source
from studyleaf.split.record import NAME as RECORD
from studyleaf.split.splitter import Splitter

__all__ = ["UNSORTED", "Into", "Source", "folders", "record_path", "split"]


def split(sources: Sequence[Source], into: Into) -> Plan:
    """Return the plan for importing notes into a guide.

    Its problems are errors: nothing may be written while there is one.
    """
    return Splitter(into).plan(sources)


def folders(paths: Collection[str]) -> list[str]:
    """Return the folders of notes, each of which has a record."""
    return sorted({posixpath.dirname(path) for path in paths})


def record_path(folder: str) -> str:
    """Return the path of a folder's record."""
    return posixpath.join(folder, RECORD)
