"""Markdown text → its blocks, each with the lines it stands on.

The blocks are those of CommonMark with tables, found by markdown-it-py with inline parsing switched
off: https://spec.commonmark.org/0.31.2/#blocks-and-inlines and
https://markdown-it-py.readthedocs.io/. Line numbers are 0-based here, ends are exclusive.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from markdown_it.token import Token

from studyleaf.tokens import tokeniser

BlockKind = Literal[
    "heading",
    "paragraph",
    "list",
    "item",
    "quote",
    "fence",
    "code",
    "html",
    "table",
    "rule",
    "definition",
]

_KINDS: dict[str, BlockKind] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "fence": "fence",
    "code_block": "code",
    "html_block": "html",
    "table_open": "table",
    "hr": "rule",
    "definition": "definition",  # a link reference definition, which renders as nothing
}

_CHUNK = 200_000

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_MARKER = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?= |$)")
_QUOTE_MARK = re.compile(r" {0,3}> ?")


_MD = tokeniser()


class Block(NamedTuple):
    """A block and the lines `start:end` that it fills, blank lines at its end left out.

    `content` is the inline Markdown of a heading or a paragraph and the text of a fence, of code or
    of HTML. `info` is the info string of a fence, or the mark of a list, an item, or a heading
    (`#`, `=` or `-`). `level` is that of a heading, else 0.
    """

    kind: BlockKind
    start: int
    end: int
    content: str
    level: int
    info: str
    tokens: Sequence[Token]
    shift: int = 0
    """What was added to the line numbers of `tokens`."""

    @property
    def children(self) -> tuple[Block, ...]:
        """The blocks inside a list, an item or a quote."""
        if self.kind not in ("list", "item", "quote"):
            return ()
        return tuple(_blocks(self.tokens[1:-1], self.shift))

    @property
    def plain(self) -> tuple[str, str] | None:
        """The paragraph that an item is, and the one quoted after it or ""; None for any other.

        Most choices are like that, and reading them so costs a third of the general way.
        """
        tokens = self.tokens
        count = len(tokens)
        if count not in (5, 10) or tokens[1].type != "paragraph_open":
            return None
        if count == 5:  # item, paragraph, its text, and both closed
            return tokens[2].content, ""
        if tokens[4].type != "blockquote_open" or tokens[5].type != "paragraph_open":
            return None
        return tokens[2].content, tokens[6].content

    def moved(self, by: int) -> Block:
        """Return the block with its lines, and those of its children, counted from elsewhere."""
        return self._replace(start=self.start + by, end=self.end + by, shift=self.shift + by)

    def at_level(self, level: int) -> Block:
        """Return a heading as one of another level."""
        return self._replace(level=level)

    @property
    def ordered(self) -> bool:
        """Whether this is a numbered list, or an item of one."""
        return self.info in (".", ")")


def split_lines(text: str) -> list[str]:
    """Split at the line ends that Markdown knows (LF, CRLF, CR) and keep them.

    `str.splitlines` would also split at form feeds and Unicode's line separators.
    """
    return list(io.StringIO(text, newline=""))


def blocks(text: str) -> tuple[Block, ...]:
    """Return the top-level blocks of `text`; those inside come from `Block.children`.

    Lines between blocks are blank, or lie deeper than any sensible nesting: no caller may assume
    that blocks cover everything.
    """
    return _cached(text.rstrip("\r\n"))


def stream(text: str) -> Iterator[Block]:
    """Yield the blocks of `text` as `blocks` does, but let go of those that went by.

    The tokens of a file weigh thirty times as much as the file, so a large one is read a stretch at
    a time. All blocks of a stretch but its last are whole, wherever it ends; what comes next begins
    with the last. Long lists and quotes come in several blocks.
    """
    if len(text) <= _CHUNK:
        yield from blocks(text)
        return
    lines = split_lines(text)
    start, wanted = 0, _CHUNK
    while start < len(lines):
        end, size = start, 0
        while end < len(lines) and size < wanted:
            size += len(lines[end])
            end += 1
        found = [block.moved(start) for block in _blocks(_MD.parse("".join(lines[start:end])))]
        if end == len(lines):
            yield from found
            return
        begun = _without_last(found[0]) if len(found) == 1 else None
        if begun is not None:
            yield begun[0]
            start, wanted = begun[1], _CHUNK
        elif len(found) > 1:
            yield from found[:-1]
            start, wanted = found[-1].start, _CHUNK
        else:  # doubled, so that a fence that is never closed costs no more than twice the time
            wanted *= 2


def _without_last(block: Block) -> tuple[Block, int] | None:
    """Return a list or a quote without the last block in it, and the line where that begins."""
    if block.kind not in ("list", "quote"):
        return None
    level = block.tokens[0].level + 1
    for at in range(len(block.tokens) - 1, 1, -1):
        token = block.tokens[at]
        if token.level == level and token.nesting >= 0 and token.map is not None:
            start = token.map[0] + block.shift
            tokens = [*block.tokens[:at], block.tokens[-1]]
            return (block._replace(end=start, tokens=tokens), start) if at > 1 else None
    return None


# A build looks at the text of a page several times in a row: its problems, its HTML, its count.
@lru_cache(maxsize=2)
def _cached(text: str) -> tuple[Block, ...]:
    return tuple(_blocks(read(text).tokens))


class Parsed(NamedTuple):
    """The tokens of a text, those of inline Markdown left out, and its link definitions."""

    tokens: Sequence[Token]
    definitions: dict[str, Any]

    def inline(self, content: str) -> list[Token]:
        """Return the tokens of inline Markdown that stands in the text."""
        # without the core rule `text_join`, so that `\\<` and `&lt;` are told from `<`
        found: list[Token] = []
        _MD.inline.parse(content, _MD, self.definitions, found)
        return found


def read(text: str) -> Parsed:
    """Return the tokens of `text`, for what blocks do not tell."""
    return _read(text.rstrip("\r\n"))


@lru_cache(maxsize=2)
def _read(text: str) -> Parsed:
    definitions: dict[str, Any] = {}
    return Parsed(_MD.parse(text, definitions), definitions)


def _blocks(tokens: Sequence[Token], shift: int = 0) -> Iterator[Block]:
    i = 0
    count = len(tokens)
    while i < count:
        token = tokens[i]
        first = i
        if token.nesting == 1:
            level = token.level
            i += 1
            while tokens[i].level != level:
                i += 1
        i += 1
        kind = _KINDS.get(token.type)
        if kind is None or token.map is None:
            continue
        start, end = token.map
        content, info, heading = token.content, token.info, 0
        if kind == "heading":
            content, info, heading = tokens[first + 1].content, token.markup[0], int(token.tag[1])
        elif kind == "paragraph":
            content = tokens[first + 1].content
        elif kind in ("list", "item"):
            info = token.markup
        start, end = start + shift, max(start + 1, end) + shift
        yield Block(kind, start, end, content, heading, info, tokens[first:i], shift)


def trimmed(block: Block, lines: Sequence[str]) -> Block:
    """Return `block` without the blank lines that a list or a quote can claim at its end."""
    end = min(block.end, len(lines))  # a child can claim blank lines that its parent gave up
    while end > block.start + 1 and not lines[end - 1].strip():
        end -= 1
    if end == block.end:
        return block
    return block._replace(end=end)


def unwrapped(block: Block, lines: Sequence[str]) -> list[str]:
    """Return the lines of an item or a quote without its mark and indentation, ends kept.

    `lines` are those of the text that holds the block, already freed from outer containers; line i
    of the result is line `block.start + i` of it. A lazy line stays as it is.
    """
    own = lines[block.start : block.end]
    if block.kind == "quote":
        return [_QUOTE_MARK.sub("", line, count=1) for line in own]
    first = own[0].expandtabs(4) if "\t" in own[0] else own[0]
    mark = _MARKER.match(first)
    if mark is None:  # inside a container that was not unwrapped: nothing to take off
        return list(own)
    rest = first[mark.end() :]
    space = len(rest) - len(rest.lstrip(" "))
    width = mark.end() + (space if 1 <= space <= 4 and rest.strip() else 1)
    return [first[width:] or "\n", *(_dedent(line, width) for line in own[1:])]


def _dedent(line: str, width: int) -> str:
    if "\t" in line[:width]:
        line = line.expandtabs(4)
    space = len(line) - len(line.lstrip(" "))
    return line[min(space, width) :]


def open_fence(lines: Sequence[str]) -> str:
    """Return the mark of a fence that is never closed, or ""."""
    begin = _FENCE.match(lines[0])
    if begin is None:
        return ""
    end = _FENCE.fullmatch(lines[-1].rstrip()) if len(lines) > 1 else None
    closed = end is not None and end[1].startswith(begin[1])
    return "" if closed else begin[1]
