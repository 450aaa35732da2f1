"""The record of what was imported: one line a piece, its hash and the page that it went to.

The file lies beside the notes and is committed with them. Its lines are sorted by hash, so two
branches that import different pieces seldom touch the same place, and `merge=union` in
.gitattributes settles the rest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from studyleaf.model import Problem

NAME = "imported.txt"

_HEAD = """\
# What `studyleaf split` has imported from the notes in this folder: one line a piece, its hash
# and the page it went to. A piece that is listed here is not imported again, even if the page
# was edited or the piece removed there. Delete a line to import its piece once more.
"""
_LINE = re.compile(r"([0-9a-f]{16}) (\S.*)")


def piece_hash(text: str, under: Iterable[str] = ()) -> str:
    """Return the hash of a piece: 16 hexadecimal digits of the SHA-256 of its words.

    `under` is what else it is told by, such as its page.
    """
    parts = [" ".join(part.split()) for part in (*under, text)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def read_record(text: str, path: str = NAME) -> tuple[dict[str, str], list[Problem]]:
    """Return the record as hash to page, and a problem for each line that is none of its."""
    record: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip().removeprefix("\ufeff")  # noqa: PLW2901
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            message = (
                "A line here is a hash of 16 digits, a space and a page. Restore or remove it."
            )
            problems.append(Problem(path, number, 1, "record", message))
        else:
            record[match[1]] = match[2]
    return record, problems


def write_record(record: Mapping[str, str]) -> str:
    """Return the text of a record."""
    return _HEAD + "".join(f"{piece} {page}\n" for piece, page in sorted(record.items()))
