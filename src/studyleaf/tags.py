"""HTML → the tags that it leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser

from studyleaf.blocks import Block

# https://html.spec.whatwg.org/multipage/syntax.html#void-elements
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def closing_tags(blocks: Iterable[Block]) -> str:
    """Return the tags that close what the HTML among `blocks` leaves open, innermost first.

    For CommonMark a block of HTML ends at a blank line; for Python-Markdown a tag that is never
    closed holds the rest of the page, questions included.
    """
    tags: _Tags | None = None
    for block in blocks:
        if block.kind == "html":
            tags = tags or _Tags()
            tags.feed(block.content)
    return "".join(f"</{tag}>" for tag in reversed(tags.open)) if tags is not None else ""
