"""Highlighted HTML of code → lines of strings and [style, string], with few styles."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from studyleaf.book.nodes import Node, node

# The classes of Pygments by their first letters: https://pygments.org/docs/tokens/
STYLES = (
    ("keyword", ("k", "ow", "nt")),
    ("comment", ("c",)),
    ("string", ("s", "dl", "l")),
    ("number", ("m", "il", "kc")),
    ("name", ("nf", "nc", "nd", "nb", "fm", "ne", "no", "bp")),
    ("attribute", ("na", "nv", "vc", "vg", "vi", "py")),
    ("deleted", ("gd", "gr")),
    ("inserted", ("gi",)),
    ("heading", ("gh", "gu")),
    ("output", ("go", "gp")),
    ("strong", ("gs",)),
    ("em", ("ge",)),
)

LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
"""Where the compiler ends a line, too: it counts them."""

_STYLE = {name: style for style, names in STYLES for name in names}
_UNSTYLED = {"w", "p", "o", "n", "nn", "nx", "err", "hll", "linenos", "x", "ld", "esc"}


def style_of(names: str) -> str:
    """Return the style of a span's classes, or "" for none."""
    for name in names.split():
        if name in _UNSTYLED:
            return ""
        if name in _STYLE:
            return _STYLE[name]
        if (name[:1] in "kcsm" and len(name) <= 3 and name[:1] in _STYLE) or name[:1] == "m":
            return _STYLE.get(name[:1], "number")
    return ""


def read_code(pre: HtmlElement, title: str | None = None) -> Node:
    """Return the node of a `<pre>`."""
    lines = _Lines()
    lines.walk(pre, "", mark=False)
    return lines.node(title)


class _Lines:
    """Collects the lines of code, and which of them are marked."""

    def __init__(self) -> None:
        self.lines: list[list[Node]] = [[]]
        self.marked: set[int] = set()

    def walk(self, element: HtmlElement, style: str, *, mark: bool) -> None:
        """Add what an element holds."""
        self.add(element.text, style, mark=mark)
        for child in element:
            if isinstance(child.tag, str):
                names = child.get("class") or ""
                if child.tag == "br":
                    self.add("\n", "", mark=False)
                elif "linenos" not in names and "headerlink" not in names:
                    self.walk(child, style_of(names) or style, mark=mark or names == "hll")
            self.add(child.tail, style, mark=mark)

    def add(self, text: str | None, style: str, *, mark: bool) -> None:
        """Add text, which may have several lines."""
        for i, part in enumerate(LINE_END.split(text or "")):
            if i:
                self.lines.append([])
            if part:
                self._token(part, style)
                if mark:
                    self.marked.add(len(self.lines))

    def _token(self, text: str, style: str) -> None:
        line = self.lines[-1]
        last = line[-1] if line else None
        if style and isinstance(last, list) and last[0] == style:
            last[1] += text
        elif style:
            line.append([style, text])
        elif isinstance(last, str):
            line[-1] = last + text
        else:
            line.append(text)

    def node(self, title: str | None) -> Node:
        """Return the lines, without empty ones at the start and the end."""
        lines, before = self.lines, 0
        while len(lines) > 1 and not lines[-1]:
            lines.pop()
        while len(lines) > 1 and not lines[0]:
            lines.pop(0)
            before += 1
        marked = sorted(number - before for number in self.marked)
        return node("pre", lines=lines, title=title or None, hl=marked or None)
