"""Text and elements in a line → inline nodes, white space collapsed as browsers do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from studyleaf.book.nodes import Node, node

if TYPE_CHECKING:
    from studyleaf.book.reading import Reading

_FORMULA = re.compile(r"\A\\[(\[](.*)\\[)\]]\Z", re.DOTALL)
"""What pymdownx.arithmatex makes of a formula."""
_SPACE = re.compile(r"[ \t\r\n\f]+")

MARKS = {
    "em": "em", "i": "em", "cite": "em", "var": "em", "dfn": "em", "address": "em",
    "strong": "strong", "b": "strong", "sub": "sub", "sup": "sup", "del": "del", "s": "del",
    "strike": "del", "ins": "ins", "u": "ins", "mark": "mark", "small": "small", "kbd": "key",
}  # fmt: skip
"""HTML element → the node that sets its text off."""

CODE = {"code", "samp", "tt"}

_BREAKS_AFTER = re.compile(
    r"(?<=[/\\:._=?&#@,;|+-])(?=[^\s/\\:._=?&#@,;|+-])|(?<=[a-z0-9])(?=[A-Z])"
)
_SPACES = re.compile(r"(\s+)")
_LONG_WORD = re.compile(r"\S{14,}")


class Run:
    """Collects what stands in a line."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.nodes: list[Node] = []
        self._space = True  # whether the text so far ends with a space, or is empty

    def text(self, text: str | None) -> None:
        """Add text."""
        if not text:
            return
        words = _SPACE.sub(" ", text)
        if self._space:
            words = words.removeprefix(" ")
        if not words:
            return
        self._space = words.endswith(" ")
        if self.nodes and isinstance(self.nodes[-1], str):
            self.nodes[-1] += words
        else:
            self.nodes.append(words)

    def add(self, made: Node) -> None:
        """Add a node."""
        self.nodes.append(made)
        self._space = False

    def children(self, element: HtmlElement) -> None:
        """Add what an element holds."""
        self.text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child)
            self.text(child.tail)

    def element(self, element: HtmlElement) -> None:
        """Add an element that stands in a line; a block in a line gives its words."""
        tag = str(element.tag)
        reading = self.reading
        label = reading.shared.links.wanted(reading.page.url, element.get("id"))
        if label is not None:
            self.nodes.append(node("at", l=label))
        if tag == "span" and element.get("class") == "MathJax_Preview":
            return
        if tag == "span" and element.get("class") == "arithmatex" and not len(element):
            self.add(code_node(formula_of(reading, element)))
        elif tag in MARKS:
            self._marked(MARKS[tag], element)
        elif tag in CODE:
            self.add(code_node(element.text_content()))
        elif tag in _SPECIAL:
            _SPECIAL[tag](self, element)
        elif tag in reading.shared.by_tag and tag != "p":
            for made in reading.shared.by_tag[tag](reading, element):
                self._flattened(made)
        else:
            self.children(element)

    def _break(self, element: HtmlElement) -> None:
        del element
        self.nodes.append(node("br"))
        self._space = True

    def _image(self, element: HtmlElement) -> None:
        shown = self.reading.shared.pictures.show(self.reading, element)
        if isinstance(shown, str):
            self.add(node("gap", s=shown))
        elif shown is not None:
            self.add(node("img", f=shown[0], a=shown[1], w=_width(element.get("width") or "")))

    def _drawing(self, element: HtmlElement) -> None:
        shown = self.reading.shared.pictures.show_svg(self.reading, element)
        if isinstance(shown, str):
            self.add(node("gap", s=shown))
        else:
            self.add(node("icon", f=shown[0], a=shown[1]))

    def _quoted(self, element: HtmlElement) -> None:
        self.text("“")
        self.children(element)
        self.text("”")

    def _marked(self, kind: str, element: HtmlElement) -> None:
        inner = Run(self.reading)
        inner._space = self._space
        inner.children(element)
        if len(inner.nodes) == 1 and _is_note(inner.nodes[0]):  # raised by itself
            self.add(inner.nodes[0])
        elif inner.nodes:
            self.nodes.append(node(kind, c=list(map(_in_line, inner.nodes))))
            self._space = inner._space

    def _link(self, element: HtmlElement) -> None:
        names = (element.get("class") or "").split()
        if "headerlink" in names or "footnote-backref" in names:
            return
        href = element.get("href")
        if "footnote-ref" in names and href and href.startswith("#"):
            self.add(node("fnref", k=href[1:]))
            return
        inner = Run(self.reading)
        inner._space = self._space
        inner.children(element)
        if not inner.nodes:
            return
        self._space = inner._space
        content = list(map(_in_line, inner.nodes))
        for made in self.reading.shared.links.link(self.reading, href, content):
            if isinstance(made, str) and self.nodes and isinstance(self.nodes[-1], str):
                self.nodes[-1] += made
            else:
                self.nodes.append(made)

    def _abbreviation(self, element: HtmlElement) -> None:
        """Add an abbreviation; where a page first uses it, a footnote says what it stands for."""
        self.children(element)
        title, short = element.get("title"), element.text_content()
        if title and short not in self.reading.explained:
            self.reading.explained.add(short)
            key = f"abbr:{short}"
            self.reading.footnotes[key] = [node("p", c=[f"{short}: {title}"])]
            self.add(node("fnref", k=key))

    def _flattened(self, made: Node) -> None:
        """Add a block that stands in a line as what it says."""
        if isinstance(made, str):
            self.text(made)
        elif made["t"] == "gap":
            self.add(made)
        elif made["t"] == "pre":
            for line in made["lines"]:
                self.add(code_node("".join(p if isinstance(p, str) else p[1] for p in line)))
        else:
            for item in made.get("c") or [n for i in made.get("i", ()) for n in _flat(i)]:
                self._flattened(item)

    def finished(self) -> list[Node]:
        """Return the nodes without space at the end, and begin anew."""
        nodes, self.nodes, self._space = self.nodes, [], True
        if nodes and isinstance(nodes[-1], str):
            nodes[-1] = nodes[-1].rstrip(" \u00a0")  # Python-Markdown puts one before a way back
            if not nodes[-1]:
                nodes.pop()
        return nodes

    def inline(self) -> list[Node]:
        """Return the nodes for a line, and begin anew."""
        return list(map(_in_line, self.finished()))

    def paragraphs(self) -> list[Node]:
        """Return the nodes as a paragraph, or nothing if there are none, and begin anew.

        Pictures and placeholders that are alone in their paragraph become blocks.
        """
        nodes = self.finished()
        shown = [made for made in nodes if not _is_blank(made)]
        if all(isinstance(made, dict) and made["t"] in ("img", "gap") for made in shown):
            return shown
        return [node("p", c=list(map(_in_line, nodes)))]


_SPECIAL: dict[str, Callable[[Run, HtmlElement], None]] = {
    "a": Run._link,  # noqa: SLF001
    "abbr": Run._abbreviation,  # noqa: SLF001
    "br": Run._break,  # noqa: SLF001
    "img": Run._image,  # noqa: SLF001
    "q": Run._quoted,  # noqa: SLF001
    "svg": Run._drawing,  # noqa: SLF001
}


def _is_blank(made: Node) -> bool:
    return made["t"] == "br" if isinstance(made, dict) else not made.strip()


def _in_line(made: Node) -> Node:
    """Return a picture that stands among words as what the template sets in a line."""
    if isinstance(made, dict) and made["t"] == "img":
        return {**made, "t": "pic"}
    return made


def _width(value: str) -> list[int | str] | None:
    """Return a width as number and unit, where it is one: `50%`, `300`, `300px`."""
    number = value.removesuffix("px").removesuffix("%")
    if not number.isdecimal() or not 0 < int(number) < 10_000:
        return None
    return [int(number), "%" if value.endswith("%") else "px"]


def _is_note(made: Node) -> bool:
    return isinstance(made, dict) and made["t"] == "fnref"


def _flat(item: Node) -> list[Node]:
    if isinstance(item, list):
        return item
    return [*item.get("term", item.get("title", [])), *item["c"]]


def formula_of(reading: Reading, element: HtmlElement) -> str:
    """Return the source of a formula, without the signs around it, and say that it is not set."""
    for preview in element.find_class("MathJax_Preview"):  # the same again
        preview.drop_tree()
    text = element.text_content().strip()
    source = _FORMULA.sub(r"\1", text).strip("\n")
    message = "A formula can't be typeset, so the book shows its source; use a picture."
    reading.problem("book-math", message, f"${source}$", source.split("\n")[0], text)
    return source


def code_node(text: str) -> Node:
    """Return code in a line. A long word gets places where a line may break, which add no sign."""
    text = text.replace("\n", " ")
    if not _LONG_WORD.search(text):
        return node("code", s=text)
    pieces = [piece for part in _BREAKS_AFTER.split(text) for piece in _hewn(part)]
    return node("code", s=text, b=pieces if len(pieces) > 1 else None)


def _hewn(text: str, most: int = 24) -> list[str]:
    """Cut what has no place to break, such as a hash, into pieces that fit a narrow column."""
    pieces = [""]
    for part in _SPACES.split(text):
        if len(part) <= most or part.isspace():
            pieces[-1] += part
        else:
            pieces += [part[i : i + most] for i in range(0, len(part), most)]
    return [piece for piece in pieces if piece]
