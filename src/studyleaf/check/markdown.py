"""The Markdown of a page → what rules ask of it: links, images, anchors, raw HTML, missing lines.

Blocks and inline Markdown come from markdown-it-py. The containers that only Python-Markdown knows
(admonitions, details, tabs, definitions of footnotes) are opened first, so that what is indented in
them is read as Markdown and not taken for code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote

from markdown.extensions.toc import slugify, slugify_unicode
from markdown_it.token import Token

from studyleaf.blocks import Parsed, read, split_lines
from studyleaf.parser import Heading, front_matter, read_heading


class Link(NamedTuple):
    """An address in a page, as it stands there, with its place."""

    target: str
    line: int
    column: int
    image: bool = False
    alt: str = ""
    raw: bool = False
    """Whether it stands in HTML, where `Tag` has its other attributes."""


class Tag(NamedTuple):
    """A tag of raw HTML, or the attribute list of a Markdown element (then `name` is "")."""

    name: str
    attributes: tuple[tuple[str, str | None], ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What a page holds beside its questions. Lines and columns count from 1, in the file."""

    links: tuple[Link, ...]
    tags: tuple[Tag, ...]
    ids: tuple[tuple[str, int], ...]
    """The ids that are written in the page, each with its line."""
    slugs: frozenset[str]
    """The anchors that Python-Markdown makes of headings without an id."""
    open_ended: bool
    """Whether the page takes in text from elsewhere, so that its anchors can't be known."""
    glued: tuple[tuple[int, str], ...]
    """The lines where a list or a table follows a paragraph without the blank line that
    Python-Markdown needs, and what it is."""


_CONTAINER = re.compile(
    r"\A(?:( *)(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+\S|( *)\[\^[^\]\n]+\]:|( *):[ \t]{1,3}\S)"
)
_BOX = re.compile(r"\[[ xX]\] ")
_TELLING = re.compile(r"[\[<]")
"""What every link, image and tag begins with."""
_FENCE = re.compile(r"\A *(`{3,}|~{3,})")
_ATTRIBUTES = re.compile(r"\{:?[ ]*+([^{}\n]*)\}")
_SNIPPET = re.compile(r"^\s*-{1,}8<-{1,}", re.MULTILINE)


def scan(text: str) -> Scan:
    """Read a page, front matter included."""
    head = front_matter(text)
    offset = len(split_lines(head))
    lines = [line.rstrip("\r\n") for line in split_lines(text[len(head) :])]
    opened = open_containers(lines)
    # without containers, the parser of questions has read the same text a moment ago
    parsed = read(text[len(head) :] if opened == lines else "\n".join(opened))
    reader = _Reader(lines, offset, parsed)
    reader.read(opened)
    return Scan(
        links=tuple(reader.links),
        tags=tuple(reader.tags),
        ids=tuple(reader.ids),
        slugs=frozenset(reader.slugs),
        open_ended=bool(_SNIPPET.search(text)),
        glued=tuple(reader.glued),
    )


def open_containers(lines: Sequence[str]) -> list[str]:
    """Take the indentation off what stands in Python-Markdown's own containers.

    Line for line; the line that opens a container becomes blank, or for a footnote its text.
    """
    out: list[str] = []
    depths: list[int] = []  # the indentation that the text of each open container has
    fence = ""
    for line in lines:
        space = len(line) - len(line.lstrip(" "))
        if line.strip():
            while depths and space < depths[-1]:
                depths.pop()
                fence = ""
        own = line[min(space, depths[-1] if depths else 0) :]
        mark = _FENCE.match(own)
        if fence:
            if mark and mark[1].startswith(fence) and not own.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            found = _CONTAINER.match(own)
            if found and not own.startswith("    "):
                depths.append((depths[-1] if depths else 0) + own.index(own.lstrip()) + 4)
                # the title of a tab is no text of the page; that of a footnote is
                own = own[found.end() :] if found[2] is not None else ""
        out.append(own)
    return out


class _Reader:
    """Walks the tokens of a page and collects what `Scan` holds."""

    def __init__(self, lines: Sequence[str], offset: int, parsed: Parsed) -> None:
        self.lines = lines
        self.offset = offset
        self.parsed = parsed
        self.links: list[Link] = []
        self.tags: list[Tag] = []
        self.ids: list[tuple[str, int]] = []
        self.slugs: set[str] = set()
        self.glued: list[tuple[int, str]] = []
        self.seen: dict[tuple[int, str], int] = {}
        """Behind which column of a line an address was found: the next like it stands later."""

    def read(self, opened: Sequence[str]) -> None:
        tokens = self.parsed.tokens
        for i, token in enumerate(tokens):
            if token.map is None:
                continue
            start = token.map[0]
            if token.type == "inline":
                if tokens[i - 1].type == "heading_open":
                    self._heading(read_heading(token.content))
                self._text(token, start)
            elif token.type == "html_block" or self._may_be_read_as_text(token):
                self._html(token.content, start + (token.type == "fence"))
            elif (
                token.type in ("bullet_list_open", "ordered_list_open", "table_open")
                and i
                and tokens[i - 1].type == "paragraph_close"
                and token.level == 0
                and start
                and opened[start - 1].strip()
            ):
                what = "table" if token.type == "table_open" else "list"
                self.glued.append((start + self.offset + 1, what))

    def _text(self, token: Token, line: int) -> None:
        """Read inline Markdown, but only where there is something to find: that is slow."""
        text = token.content
        box = _BOX.match(text)
        children: Sequence[Token] = ()
        if _TELLING.search(text, box.end() if box else 0) or ("{" in text and "`" in text):
            children = self.parsed.inline(text)
            self._inline(children, line)
        if "{" in text:
            self._attribute_lists(token, children)

    def _may_be_read_as_text(self, token: Token) -> bool:
        """Tell whether CommonMark finds code where Python-Markdown may not."""
        if token.type == "code_block":
            return token.level > 0
        if token.type != "fence" or token.map is None:
            return False
        last = self.lines[min(token.map[1], len(self.lines)) - 1]
        closed = token.map[1] - token.map[0] > 1 and token.markup in last
        return not closed

    def _heading(self, heading: Heading) -> None:
        if heading.id:
            return  # found with the other attribute lists
        children = self.parsed.inline(heading.text)
        plain = "".join(
            child.content
            for child in children
            if child.type in ("text", "text_special", "code_inline")
        )
        for make in (slugify, slugify_unicode):
            slug = make(plain, "-")
            if slug not in self.slugs:
                self.slugs.add(slug)
                continue
            number = 1
            while f"{slug}_{number}" in self.slugs:
                number += 1
            self.slugs.add(f"{slug}_{number}")

    def _inline(self, children: Sequence[Token], line: int) -> None:
        first = line
        html: list[str] = []  # all that isn't code or escaped: Python-Markdown takes more for HTML
        for child in children:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
                html.append("\n")
            elif child.type == "link_open":
                self._link(str(child.attrGet("href") or ""), line)
            elif child.type == "image":
                self._link(str(child.attrGet("src") or ""), line, image=True, alt=child.content)
            elif child.type in ("html_inline", "text"):
                html.append(child.content)
                line += child.content.count("\n")
        text = "".join(html)
        if "<" in text:
            self._html(text, first)

    def _link(self, href: str, line: int, *, image: bool = False, alt: str = "") -> None:
        target = unquote(href)
        line, column = self._place(line, [href, target])
        self.links.append(Link(target, line, column, image, alt))

    def _place(self, line: int, needles: Sequence[str]) -> tuple[int, int]:
        """Return where one of `needles` stands in or below `line`, 0-based, or its start."""
        for number in range(line, min(line + 4, len(self.lines))):
            for needle in needles:
                start = self.seen.get((number, needle), 0)
                at = self.lines[number].find(needle, start) if needle else -1
                if at >= 0:
                    self.seen[number, needle] = at + 1
                    return number + self.offset + 1, at + 1
        return line + self.offset + 1, 1

    def _attribute_lists(self, token: Token, children: Sequence[Token]) -> None:
        """Find `{#id onclick=…}` behind the text of headings, links and paragraphs."""
        start = token.map[0] if token.map else 0
        code = {child.content for child in children if child.type == "code_inline"}
        for match in _ATTRIBUTES.finditer(token.content):
            if any(match[0] in text for text in code):
                continue
            line = start + token.content.count("\n", 0, match.start())
            heading = read_heading(f"x {match[0]}")
            _, column = self._place(line, [match[0]])
            if heading.id:
                self.ids.append((heading.id, line + self.offset + 1))
            if heading.attributes:
                self.tags.append(Tag("", heading.attributes, line + self.offset + 1, column))

    def _html(self, html: str, line: int) -> None:
        for tag in read_tags(html):
            at = line + tag.line
            column = tag.column + 1
            if at < len(self.lines):
                found = self.lines[at].find(f"<{tag.name}") if tag.name else -1
                column = found + 1 if found >= 0 else column
            place = at + self.offset + 1
            self.tags.append(tag._replace(line=place, column=column))
            values = {key: value or "" for key, value in tag.attributes}
            for key in ("id", "name") if tag.name == "a" else ("id",):
                if values.get(key):
                    self.ids.append((values[key], place))
            if tag.name == "a" and values.get("href"):
                self.links.append(Link(values["href"].strip(), place, column, raw=True))
            elif tag.name == "img":
                address = values.get("src", "").strip()
                self.links.append(Link(address, place, column, image=True, raw=True))


def read_tags(html: str) -> Iterator[Tag]:
    """Yield the opening tags in raw HTML, with lines and columns from 0."""
    found: list[Tag] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            line, column = self.getpos()
            found.append(Tag(tag, tuple(attrs), line - 1, column))

    parser = Parser(convert_charrefs=True)
    parser.feed(html)
    if parser.rawdata:  # a tag that never closes: a browser would close it at the end
        parser.feed(">")
    yield from found
