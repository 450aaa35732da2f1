"""A word of a rendered page → its line in the Markdown file, so that messages can name it.

Python-Markdown keeps no lines. But a page is read in the order in which it was written, so what is
looked for stands below the last heading or question, and below where it was found before.
"""

from __future__ import annotations


class Places:
    """The text of a page, and how far it has been read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = 0
        self._start = 0
        self._last: dict[str, int] = {}

    def reach(self, line: int) -> None:
        """Go on from a 1-based line that is known, such as that of a question."""
        if line < self._line:
            return
        for _ in range(max(self._line, 1), line):
            self._start = self._text.find("\n", self._start) + 1 or len(self._text)
        self._line = line

    def reach_heading(self, words: str) -> None:
        """Go on from a heading, if it stands in the text as it is shown."""
        at = self._text.find(f"# {words}", self._start) if words else -1
        if at >= 0:
            self._line = self._text.count("\n", 0, at) + 1
            self._start = self._text.rfind("\n", 0, at) + 1

    def find(self, *needles: str) -> int:
        """Return the 1-based line of the first of `needles` that the text holds.

        Each is looked for where the page is read now, then from the start. Without a hit it is the
        line of the question or heading around it, or 0.
        """
        for needle in filter(None, needles):
            at = self._text.find(needle, max(self._start, self._last.get(needle, -1) + 1))
            if at < 0 and needle in self._text:
                at = self._last.get(needle, self._text.find(needle))
            if at >= 0:
                self._last.update(dict.fromkeys(needles, at))  # one thing, by all its names
                return self._text.count("\n", 0, at) + 1
        return self._line
