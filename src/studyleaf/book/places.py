"""A word of a rendered page → its line in the Markdown file, so that messages can name it."""

from __future__ import annotations

from collections.abc import Iterable


def find_line(text: str, needles: Iterable[str], after: int = 0) -> int:
    """Return the 1-based line of the first of `needles` that occurs in `text`, or 0.

    Each is looked for from line `after` on, then from the start: Python-Markdown keeps no lines, so
    this is as near as one can get. Without a hit it is `after`, the question around it, if known.
    """
    start = 0
    for _ in range(after - 1):
        start = text.find("\n", start) + 1
    for needle in needles:
        if not needle:
            continue
        at = text.find(needle, start)
        if at < 0:
            at = text.find(needle)
        if at >= 0:
            return text.count("\n", 0, at) + 1
    return after
