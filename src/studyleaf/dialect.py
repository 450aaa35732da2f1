"""Markdown as CommonMark reads it → the same text, spaced so that Python-Markdown reads it alike.

Authors write for GitHub. Python-Markdown wants a blank line before a list, four spaces for what is
nested, a dot after a list's number, and takes `##Heading` for a heading
(https://python-markdown.github.io/#differences). Only white space changes, and the mark of lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from studyleaf.blocks import Block, trimmed, unwrapped

_INDENT = "    "
_FALSE_HEADING = re.compile(r"^(?=#)", re.MULTILINE)
_ITEM_MARK = re.compile(r" {0,3}(?:[-+*]|(?P<number>\d{1,9})[.)])(?= |$)")

# Two lists in a row, with other marks, or two quotes, are one for Python-Markdown unless something
# stands between them.
_APART = "<!-- -->"

OnItem = Callable[[int], str]
"""Given the index of an item, returns what to put before its text."""


def align(
    siblings: Sequence[Block], lines: Sequence[str], *, on_item: OnItem | None = None
) -> list[str]:
    """Return the text of sibling blocks as lines without ends, with blank lines between the blocks.

    `lines` are those of the text that holds the blocks, freed from outer containers. `on_item` is
    asked for each item of the lists among `siblings`, not for those of lists inside them.
    """
    out: list[str] = []
    before: Block | None = None
    for block in siblings:
        if before is not None and before.kind == block.kind and block.kind in ("list", "quote"):
            out += ["", _APART]
        glued = before is not None and before.kind == "definition" and before.end == block.start
        if out and out[-1] and not glued:  # a footnote's text goes on in the lines below its first
            out.append("")
        before = block
        out.extend(_block(trimmed(block, lines), lines, on_item))
    return out


def _block(block: Block, lines: Sequence[str], on_item: OnItem | None) -> Iterator[str]:
    own = [line.rstrip("\r\n") for line in lines[block.start : block.end]]
    match block.kind:
        case "heading":
            yield from _heading(block)
        case "list":
            yield from _list(block, lines, on_item)
        case "quote":
            inner = unwrapped(block, lines)
            for line in align([child.moved(-block.start) for child in block.children], inner):
                yield f"> {line}".rstrip()
        case "paragraph":
            # `##text` is no heading, unless Python-Markdown finds it at the start of a line
            yield from _FALSE_HEADING.sub(" ", "\n".join(_outdent(own))).split("\n")
        case "fence":
            yield from _outdent(own)
            mark = block.tokens[0].markup
            if len(own) < 2 or own[-1].lstrip(" >").rstrip(" ").strip(mark[0]):
                yield mark  # never closed: CommonMark ends it with what it is in
        case "table" | "rule" | "definition":
            yield from _outdent(own)
        case _:
            yield from own


def _heading(block: Block) -> Iterator[str]:
    text = " ".join(block.content.split("\n"))
    closing = " #" if text.endswith("#") else ""  # else the last one is taken for a closing mark
    yield f"{'#' * block.level} {text}{closing}".rstrip()


def _list(block: Block, lines: Sequence[str], on_item: OnItem | None) -> Iterator[str]:
    items = [trimmed(item, lines) for item in block.children]
    loose = not _is_tight(items, lines)
    for i, item in enumerate(items):
        if i and loose:
            yield ""
        mark = _ITEM_MARK.match(lines[item.start].expandtabs(4))
        number = mark["number"] if mark else None
        bullet = f"{number}. " if number else "- "
        body, begins_with_text = _item(item, lines, loose=loose)
        if not begins_with_text:
            bullet = bullet.ljust(4)  # so that both count the same four spaces for what is inside
        before = on_item(i) if on_item else ""
        first = body[0] if body else ""
        yield f"{bullet}{before}{first}".rstrip() if first or before else bullet
        for line in body[1:]:
            yield f"{_INDENT}{line}" if line else ""


def indented(text: str, by: str = _INDENT) -> str:
    """Return the lines of a paragraph, those after the first indented, none like a heading."""
    return f"\n{by}".join(_FALSE_HEADING.sub(" ", text).split("\n"))


def _item(item: Block, lines: Sequence[str], *, loose: bool) -> tuple[list[str], bool]:
    """Return the lines of an item without its mark, and whether four spaces suit them."""
    if item.plain is not None:
        text, quoted = item.plain
        body = indented(text, "").split("\n")
        if quoted:
            body += ["", *f"> {indented(quoted, '> ')}".split("\n")]
        return body, True
    inner = unwrapped(item, lines)
    children = [child.moved(-item.start) for child in item.children]
    body = align(children, inner) if loose else _tight(children, inner)
    kinds = [child.kind for child in children]
    return body, "code" not in kinds and (not kinds or kinds[0] == "paragraph")


def _is_tight(items: Sequence[Block], lines: Sequence[str]) -> bool:
    """Tell whether a list needs no blank line, in it or in the lists inside it.

    One blank line, however deep, makes Python-Markdown want one between all items around it.
    """
    for item in items:
        if item is not items[-1] and not lines[item.end].strip():
            return False
        if item.plain is not None:
            if item.plain[1]:
                return False
            continue
        paragraph, *nested = item.children or (None,)
        if paragraph is None:
            continue
        if paragraph.kind != "paragraph" or [block.kind for block in nested] not in ([], ["list"]):
            return False
        inner = unwrapped(item, lines)
        for block in nested:
            moved = block.moved(-item.start)
            deeper = [trimmed(child, inner) for child in moved.children]
            if not inner[moved.start - 1].strip() or not _is_tight(deeper, inner):
                return False
    return True


def _tight(children: Sequence[Block], lines: Sequence[str]) -> list[str]:
    return [line for child in children for line in _block(trimmed(child, lines), lines, None)]


def _outdent(lines: Sequence[str]) -> list[str]:
    """Take the indentation of the first line off all, as far as they have it."""
    if not lines:
        return []  # of a paragraph of white space, which is none to Markdown
    space = len(lines[0]) - len(lines[0].lstrip(" "))
    if not space:
        return list(lines)
    return [line[min(space, len(line) - len(line.lstrip(" "))) :] for line in lines]
