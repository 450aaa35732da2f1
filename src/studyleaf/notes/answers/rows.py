"""A line of a key → its entries, one behind another, if it is nothing else."""

from __future__ import annotations

import re


def row_of(entry: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return the entries that fill a text: "1-b, 2-c."; none if anything else stands in it."""
    found: list[re.Match[str]] = []
    at, end = 0, len(text.rstrip(" .;,|\t"))
    while at < end:
        match = entry.match(text, at)
        if match is None:
            return []
        found.append(match)
        at = match.end()
    return found
