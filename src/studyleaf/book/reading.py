"""A rendered page on its way into the book: its children as blocks, its flaws with their lines.

How each element is read stands in `readers.py`, the list of readers that a Reading is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from studyleaf.book.links import Links
from studyleaf.book.manuscript import Source
from studyleaf.book.nodes import Node, node
from studyleaf.book.pictures import Pictures
from studyleaf.book.places import Places
from studyleaf.book.run import Run
from studyleaf.model import Problem

HEADINGS = {f"h{level}": level for level in range(1, 7)}

BLOCKS = {
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "header", "hgroup", "hr", "li", "main",
    "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul", *HEADINGS,
}  # fmt: skip
"""What does not stand in a line."""

_IN_LINE = {"span", "code", "a"}
"""What stands in a line, whatever its class is."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the readings of all pages of a book share."""

    words: Mapping[str, str]
    links: Links
    pictures: Pictures
    by_class: Mapping[str, Reader]
    by_tag: Mapping[str, Reader]


@dataclass(slots=True)
class Reading:
    """One page, while it is read."""

    page: Source
    shared: Shared
    number: str = ""
    """The chapter's number, which precedes the numbers of its questions."""
    answers: list[Node] = field(default_factory=list)
    footnotes: dict[str, list[Node]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: int = 0
    asked: set[str] = field(default_factory=set)
    """The labels of the questions so far."""
    noted: set[str] = field(default_factory=set)
    """Footnotes that stand at a reference."""
    explained: set[str] = field(default_factory=set)
    """Abbreviations that have had their footnote."""
    places: Places = field(init=False)
    _levels: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = Places(self.page.text)

    def word(self, key: str, **values: object) -> str:
        """Return words of the guide's language."""
        return self.shared.words[key].format(**values)

    def problem(self, code: str, message: str, *needles: str) -> None:
        """Note a flaw; the first of `needles` that the page's source holds gives its line."""
        self.problem_at(self.places.find(*needles), code, message)

    def problem_at(self, line: int, code: str, message: str) -> None:
        """Note a flaw in a line, 0 where it is not known."""
        self.problems.append(
            Problem(self.page.path, line, 1 if line else 0, code, message, "warning")
        )

    def depth(self, level: int) -> int:
        """Return how deep below the chapter a heading of an HTML level is, none left out."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return len(self._levels)

    def blocks(self, parent: HtmlElement, *skip: HtmlElement | None) -> list[Node]:
        """Return the children of an element as blocks; text between blocks becomes paragraphs."""
        blocks: list[Node] = []
        run = Run(self)
        run.text(parent.text)
        for child in parent:
            if isinstance(child.tag, str) and child not in skip:
                found = self.block(child)
                if found is None:
                    run.element(child)
                else:
                    blocks.extend(run.paragraphs())
                    blocks.extend(self._anchored(child, found))
            run.text(child.tail)
        blocks.extend(run.paragraphs())
        return blocks

    def item(self, parent: HtmlElement, *skip: HtmlElement | None) -> list[Node]:
        """Return the children of a choice or a cell, which begins without the space of a paragraph:
        as blocks, or what stands in a line if that is all.
        """
        blocks = self.blocks(parent, *skip)
        alone = len(blocks) == 1 and isinstance(blocks[0], dict) and blocks[0]["t"] == "p"
        return blocks[0]["c"] if alone else blocks

    def block(self, element: HtmlElement) -> list[Node] | None:
        """Return the nodes of an element that is a block, or None for one that stands in a line."""
        for name in classes(element):
            if name in self.shared.by_class and element.tag not in _IN_LINE:
                return self.shared.by_class[name](self, element)
        reader = self.shared.by_tag.get(str(element.tag))
        if reader is not None:
            return reader(self, element)
        if element.tag in BLOCKS or any(child.tag in BLOCKS for child in element):
            return self.blocks(element)
        return None

    def inline(self, element: HtmlElement) -> list[Node]:
        """Return what an element holds as inline nodes."""
        run = Run(self)
        run.children(element)
        return run.inline()

    def _anchored(self, element: HtmlElement, found: list[Node]) -> list[Node]:
        """Put a place to link to before blocks, unless the first of them is one."""
        label = self.shared.links.wanted(self.page.url, element.get("id"))
        if label is None or (found and found[0].get("l") == label):
            return found
        return [node("at", l=label), *found]


Reader = Callable[[Reading, HtmlElement], list[Node]]


def classes(element: HtmlElement) -> Sequence[str]:
    """Return the classes of an element, in order."""
    value = element.get("class")
    return value.split() if value else ()


def text_of(element: HtmlElement) -> str:
    """Return the text of an element, white space as in a line."""
    return " ".join(element.text_content().split())
