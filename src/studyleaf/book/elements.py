"""The ordinary elements of a page → block nodes, one function for each kind."""

from __future__ import annotations

from typing import Any

from lxml.html import HtmlElement

from studyleaf.book.code import LINE_END, read_code
from studyleaf.book.nodes import Node, has_words, node, plain
from studyleaf.book.reading import HEADINGS, Reading, classes, text_of
from studyleaf.book.run import Run, formula_of

_NO_KIND = {"admonition", "inline", "end"}
_LOOSE = {"p", "pre", "div", "table", "blockquote", "details", "figure"}


def nothing(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return nothing, for what shows no words."""
    del reading, element
    return []


def paragraph(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return a paragraph, or the pictures that fill it."""
    run = Run(reading)
    run.children(element)
    return run.paragraphs()


def heading(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return a heading, its level made to fit those around it; without words it is none."""
    run = Run(reading)
    run.children(element)
    if not has_words(run.nodes):
        return run.paragraphs()
    content = run.inline()
    reading.places.reach_heading(plain(content).strip())
    label = reading.shared.links.label(reading.page.url, element.get("id"))
    return [node("h", d=reading.depth(HEADINGS[str(element.tag)]), c=content, l=label)]


def any_list(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return a list: of points, of numbers, or of tasks."""
    items: list[list[Node]] = []
    done: list[bool | None] = []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        done.append(_take_box(child))
        items.append(reading.blocks(child))
    tight = not any(grand.tag in _LOOSE for child in element for grand in child)
    if any(box is not None for box in done):
        return [node("tasks", i=items, tight=tight, done=[bool(box) for box in done])]
    if element.tag != "ol":
        return [node("ul", i=items, tight=tight)]
    start = element.get("start") or ""
    style = element.get("type") or "1"
    return [
        node(
            "ol",
            i=items,
            tight=tight,
            start=min(int(start), 999_999) if start.isdecimal() else 1,
            style=style if style in "1aAiI" else "1",
        )
    ]


def _take_box(item: HtmlElement) -> bool | None:
    """Take the check box out of an item of a list; return whether it is ticked, None for no box."""
    if "task-list-item" not in classes(item):
        return None
    box = next((found for found in item.iter("input") if found.get("type") == "checkbox"), None)
    if box is None:
        return None
    holder = box.getparent()
    (holder if holder is not None and holder.tag == "label" else box).drop_tree()
    return box.get("checked") is not None


def definitions(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return terms with their definitions."""
    items: list[dict[str, Any]] = []
    for child in element.iter("dt", "dd"):
        if next(child.iterancestors("dl")) is not element:
            continue
        if child.tag == "dt":
            items.append({"term": reading.inline(child), "c": []})
            continue
        if not items:
            items.append({"term": [], "c": []})
        items[-1]["c"].extend(reading.blocks(child))
    return [node("dl", i=items)]


def quote(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return a quotation."""
    return [node("quote", c=reading.blocks(element))]


def rule(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return a break."""
    del reading, element
    return [node("hr")]


def preformatted(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return code."""
    del reading
    return [read_code(element)]


def highlight(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return code that Pygments has marked, without its line numbers."""
    tables = [cell for cell in element.iter("td") if "code" in classes(cell)]
    code = next((tables[0] if tables else element).iter("pre"), None)
    if code is None:
        return reading.blocks(element)
    names = [e for e in element.iter("span", "th") if "filename" in classes(e)]
    return [read_code(code, names[0].text_content() if names else None)]


def drawing(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return the source of a drawing that a script makes in the browser, and say so."""
    lines = LINE_END.split(element.text_content().strip("\n"))
    message = "A Mermaid drawing can't be typeset, so the book shows its source; use a picture."
    reading.problem("book-drawing", message, lines[0].strip(), "```mermaid")
    return [node("gap", s=reading.word("drawing")), node("pre", lines=[[li] for li in lines])]


def formula(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return the source of a formula in lines of its own, and say so."""
    return [node("pre", lines=[[line] for line in LINE_END.split(formula_of(reading, element))])]


def admonition(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return an admonition, or what the site folds, unfolded."""
    first = next((child for child in element if isinstance(child.tag, str)), None)
    if first is not None and first.tag != "summary" and "admonition-title" not in classes(first):
        first = None
    kind = next((name for name in classes(element) if name not in _NO_KIND), "note")
    title = reading.inline(first) if first is not None else []
    return [node("box", kind=kind, title=title, c=reading.blocks(element, first))]


def tabs(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return tabs one after another: labels together (alternate style), or before each content."""
    labels: list[HtmlElement] = []
    panes: list[HtmlElement] = []
    for child in element:
        if child.tag == "label":
            labels.append(child)
        elif "tabbed-labels" in classes(child):
            labels.extend(child.iterchildren("label"))
        elif "tabbed-content" in classes(child):
            blocks = [pane for pane in child if "tabbed-block" in classes(pane)]
            panes.extend(blocks or [child])
    items = [
        {"title": reading.inline(label), "c": reading.blocks(pane)}
        for label, pane in zip(labels, panes, strict=False)
    ]
    return [node("tabs", i=items)]


def figure(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return a picture with its caption, or whatever else a figure holds."""
    caption = next(element.iter("figcaption"), None)
    words = reading.inline(caption) if caption is not None else []
    if caption is not None:
        caption.drop_tree()
    blocks = reading.blocks(element)
    if words and len(blocks) == 1 and blocks[0]["t"] in ("img", "table"):
        blocks[0]["caption"] = words
    elif words:
        blocks.append(node("p", c=words))
    return blocks


def widget(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return words in the place of what needs a browser, with its address and its own words."""
    tag = str(element.tag)
    target = element.get("src") or element.get("data") or element.get("action") or ""
    if not target:
        target = next((e.get("src") or "" for e in element.iter("source")), "")
    message = f"<{tag}> can't be typeset: the book has words in its place."
    reading.problem("book-widget", message, target, f"<{tag}")
    where = reading.shared.links.absolute(reading.page.url, target) if target else ""
    key = "widget_at" if where else "widget"
    gap = node("gap", s=reading.word(key, what=f"<{tag}>", where=where))
    return [gap, *(reading.blocks(element) if text_of(element) else [])]


def script(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return words in the place of a script: what it would draw is not known."""
    if (element.get("type") or "").startswith("math/tex"):
        return formula(reading, element)
    reading.problem(
        "book-widget", "<script> can't be typeset: the book has words in its place.", "<script"
    )
    return [node("gap", s=reading.word("widget", what="<script>"))]
