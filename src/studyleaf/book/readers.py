"""The list of readers, by class and by tag; and a page → its title and blocks, by them."""

from __future__ import annotations

from lxml.html import HtmlElement

from studyleaf.book import elements
from studyleaf.book.nodes import Node, has_words, node
from studyleaf.book.question import read_inner_heading, read_question
from studyleaf.book.reading import HEADINGS, Reader, Reading
from studyleaf.book.table import read_table

BY_CLASS: dict[str, Reader] = {
    "sl-question": read_question,
    "admonition": elements.admonition,
    "tabbed-set": elements.tabs,
    "highlight": elements.highlight,
    "highlighttable": elements.highlight,
    "mermaid": elements.drawing,
    "arithmatex": elements.formula,
    "MathJax_Preview": elements.nothing,
}
"""What a class makes of an element, before its tag is looked at."""

SILENT = ("style", "template", "link", "meta", "title", "head", "noscript", "datalist")
"""What shows no words."""

WIDGETS = (
    "iframe", "video", "audio", "object", "embed", "canvas", "math", "form", "input", "select",
    "textarea", "button", "progress", "meter", "map", "applet", "portal", "frame",
)  # fmt: skip
"""What needs a browser."""

BY_TAG: dict[str, Reader] = {
    **dict.fromkeys(HEADINGS, elements.heading),
    **dict.fromkeys(SILENT, elements.nothing),
    **dict.fromkeys(WIDGETS, elements.widget),
    "script": elements.script,
    "p": elements.paragraph,
    "ul": elements.any_list,
    "ol": elements.any_list,
    "menu": elements.any_list,
    "dl": elements.definitions,
    "blockquote": elements.quote,
    "hr": elements.rule,
    "pre": elements.preformatted,
    "details": elements.admonition,
    "figure": elements.figure,
    "table": read_table,
}
"""How an element is read that is a block by itself."""


def read_page(reading: Reading, root: HtmlElement) -> tuple[list[Node] | None, list[Node]]:
    """Return the title of a page, None if it begins without one, and its blocks."""
    for element in root.xpath('.//div[@role="heading"]'):
        element.tag = _INNER_HEADING
    for box in root.xpath('.//div[contains(concat(" ", @class, " "), " footnote ")]'):
        _keep_footnotes(reading, box)
    first = next((child for child in root if isinstance(child.tag, str)), None)
    if first is None or first.tag != "h1" or (root.text or "").strip():
        return None, reading.blocks(root)
    label = reading.shared.links.wanted(reading.page.url, first.get("id"))
    place = [node("at", l=label)] if label else []
    title = reading.inline(first)
    if not has_words(title):  # a picture, which stands below the title that the site gives
        return None, [*place, node("p", c=title), *reading.blocks(root, first)]
    return title, [*place, *reading.blocks(root, first)]


def _keep_footnotes(reading: Reading, box: HtmlElement) -> None:
    """Keep the footnotes for the places that refer to them."""
    items = list(box.xpath("./ol/li[@id]"))
    for item in items:
        for back in item.xpath('.//a[contains(@class, "footnote-backref")]'):
            back.drop_tree()
    box.drop_tree()
    for item in items:
        reading.footnotes[item.get("id")] = reading.blocks(item)


_INNER_HEADING = "sl-heading"
BY_TAG[_INNER_HEADING] = read_inner_heading
