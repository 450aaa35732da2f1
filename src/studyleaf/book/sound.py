"""The tree of a book → one that the compiler takes, whatever stands in the pages.

HTML allows what an accessible PDF does not: an id used twice, a heading that skips levels, a link
in the head of a table, which comes again on each page. Browsers make the best of it; so does this.
No word is lost by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from studyleaf.book.nodes import Node, node

_PLACES = {"at", "h", "q", "a"}
_LINES = {"del", "ins"}
"""Lines through or below a text: one may not stand in another."""
_ONCE = {"to", "url", "fn", "fnref", "at", "h", "q", "a"}
"""What may stand in a book once only, and so not in a head that is repeated."""


def make_sound(body: Sequence[Node]) -> None:
    """Mend, in place, what could not be typeset in chapters and parts."""
    mender = _Mender()
    chapters = list(_chapters(body))
    # Whatever else has the name of a chapter or a part gives way to it.
    mender.labels.update(item["l"] for item in chapters)
    for item in chapters:
        mender.level = 0
        mender.walk(item["title"])
        if item["t"] == "chapter":
            mender.walk(item["c"])
    mender.mend_links()


def _chapters(body: Iterable[Node]) -> Iterator[Node]:
    for item in body:
        yield item
        if item["t"] == "part":
            yield from _chapters(item["c"])


class _Mender:
    """Goes through the nodes in the order in which they are set."""

    def __init__(self) -> None:
        self.labels: set[str] = set()
        self.notes: set[str] = set()
        self.level = 0
        self._links: list[Node] = []
        self._heads = 0
        self._pairs: list[Node] = []
        self._renamed: dict[str, str] = {}

    def walk(self, item: Any, *, is_note: bool = False, has_line: bool = False) -> None:
        """Mend a node, or all in a list, and what it holds."""
        if isinstance(item, list):
            for inner in item:
                if not isinstance(inner, str):
                    self.walk(inner, is_note=is_note, has_line=has_line)
        elif isinstance(item, dict):
            before = item["scenario"] if item.get("t") == "q" else None
            if before:
                self.walk(before)
            self._mend(item, is_note, has_line)
            is_note = is_note or item.get("t") == "fn"
            has_line = has_line or item.get("t") in _LINES
            for value in item.values():
                if isinstance(value, list) and value is not before:
                    self.walk(value, is_note=is_note, has_line=has_line)
            if item.get("t") == "table" and _has(item["head"], _ONCE):
                self._heads += 1
                item["once"] = f"#head-{self._heads}"
                item["again"] = _bare(item["head"])

    def _mend(self, item: Node, is_note: bool, has_line: bool) -> None:
        kind = item.get("t")
        if kind in _PLACES:
            self.place(item, is_note)
        elif kind == "fn":
            self.note(item)
        elif kind in ("to", "fnref"):
            self._links.append(item)
        elif kind in _LINES and has_line:
            item["t"] = "div"

    def place(self, item: Node, is_note: bool) -> None:
        """Let a label name one place only; and a heading be one level below another at most."""
        if item["t"] == "h" and is_note:
            item["t"] = "minor"
            item.pop("l", None)
            return
        label = item.get("l")
        if item["t"] in ("q", "a"):  # these need theirs
            self._pairs.append(item)
            while item["l"] in self.labels:
                item["l"] += "?"
            self._renamed[label] = label = item["l"]
        elif label in self.labels:
            del item["l"]
            if item["t"] == "at":
                item.update(t="div", c=[])
        if label is not None:
            self.labels.add(label)
        if "d" in item:
            self.level = item["d"] = min(item["d"], self.level + 1)

    def note(self, item: Node) -> None:
        """Let a footnote stand at one place; at others are references."""
        if item["k"] in self.notes:
            item["t"] = "fnref"
            del item["c"]
        self.notes.add(item["k"])

    def mend_links(self) -> None:
        """Let questions and answers know each other's place; and links to places that the book has
        not lead to their page, or be none.
        """
        for item in self._pairs:
            for key in ("a", "q"):
                if key in item:
                    item[key] = self._renamed.get(item[key], item[key])
        for item in self._links:
            if item["t"] == "fnref":
                if item["k"] not in self.notes:
                    item.update(t="div", c=[])
            elif item["l"] not in self.labels:
                page = item["l"].partition("#")[0] + "#"
                if page in self.labels:
                    item["l"] = page
                else:
                    item["t"] = "div"


def _has(item: Any, kinds: set[str]) -> bool:
    if isinstance(item, list):
        return any(_has(inner, kinds) for inner in item)
    if not isinstance(item, dict):
        return False
    return item.get("t") in kinds or any(_has(value, kinds) for value in item.values())


def _bare(item: Any) -> Any:
    """Return cells without links, notes and places to link to."""
    if isinstance(item, list):
        return [_bare(inner) for inner in item]
    if not isinstance(item, dict):
        return item
    kind = item.get("t")
    if kind in ("to", "url"):
        return node("div", c=_bare(item["c"]))
    if kind == "h":
        return node("minor", c=_bare(item["c"]))
    if kind in _ONCE:
        return node("div", c=[])
    return {key: _bare(value) for key, value in item.items()}
