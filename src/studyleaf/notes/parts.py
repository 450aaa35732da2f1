"""Markdown text → its parts: lines of text, headings, tables and so on, one after the other.

Notes keep questions in lines ("A. …", "Answer: B") as much as in blocks, and the same line stands
in a paragraph here and in a list, a quote or a `<details>` there. So the tree of blocks is laid
flat: each line of text is a part that knows what it stood in, and what can't hold a question's
line, such as a fence, is a part of its own. Where tags of `<details>` share a line, they are parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from studyleaf.blocks import Block, split_lines, stream
from studyleaf.notes.boxes import boxes

PartKind = Literal[
    "heading",
    "line",
    "code",
    "fence",
    "table",
    "rule",
    "comment",
    "open",  # <details>
    "summary",  # all between <summary> and </summary>
    "close",  # </details>
]

_DEEPEST = 20  # admonitions in admonitions
_TAG = re.compile(r"(</?(?:details|summary)\b[^<>]{0,300}>)", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>\s*[*_]{0,2}(?:[(\[]?[A-Ha-h][.)\]]|\[[ xX]\])")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\1).){0,2000}?\1(?!`)")
_SETEXT_IS_RULE = re.compile(r"\n|^\W*(?:[A-Za-z][.):]\s|answer|ans\b|\*\*\[)", re.IGNORECASE)

_ADMONITION = re.compile(
    r"(?P<mark>\?\?\?\+?|!!!)\s?(?P<type>[A-Za-z][\w-]*)[^\"]{0,60}?(?:\"(?P<title>.*)\")?\s*$"
    r"|\[!(?P<callout>\w[\w -]{0,20})\](?P<fold>[-+]?)\s*(?P<rest>.*)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A line of text, or a block that holds no lines of a question.

    `text` is freed from list marks, quote marks and indentation; `source` is what stands in the
    file. `start` and `end` are lines, from 0, the end exclusive.
    """

    kind: PartKind
    start: int
    end: int
    text: str
    source: str
    block: int = 0
    """The first line of the block (a paragraph, a fence, …) that it is of."""
    level: int = 0
    """Of a heading."""
    mark: str = ""
    """The list mark of the item that begins here: `-`, `*`, `+`, `12.`, `12)`."""
    items: tuple[int, ...] = ()
    """The first lines of the list items that it is in, outermost first."""
    quoted: int = 0
    info: str = ""
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Of a table: the line and the cells of each row, the head first."""

    @property
    def number(self) -> str:
        """The number of the list item that begins here, or ""."""
        return self.mark[:-1] if self.mark[:1].isdigit() else ""


def parts(text: str, *, depth: int = 0) -> list[Part]:
    """Return the parts of `text` in its order. Blank lines are no parts.

    `depth` tells in how many admonitions the text stands.
    """
    lines = split_lines(text)
    found: list[Part] = []
    for block in stream(text):
        found.extend(_flatten(block, lines, (), 0, ""))
    found = list(boxes(list(_summaries(found))))
    return list(_admonitions(found, lines, depth)) if depth < _DEEPEST else found


def _flatten(
    block: Block, lines: Sequence[str], items: tuple[int, ...], quoted: int, mark: str
) -> Iterator[Part]:
    start, end = block.start, min(block.end, len(lines))
    if block.kind in ("list", "quote", "item"):
        yield from _container(block, lines, items, quoted, mark)
        return
    whole = "".join(lines[start:end])
    base = Part("line", start, end, "", whole, start, 0, mark, items, quoted)
    match block.kind:
        case "heading":
            yield from _heading(block, base, lines)
        case "fence":
            yield replace(base, kind="fence", text=block.content, info=block.info.strip())
        case "rule":
            yield replace(base, kind="rule", text=whole.strip())
        case "table":
            yield replace(base, kind="table", rows=tuple(_rows(block)))
        case "html" if block.tokens[0].content.lstrip().startswith("<!--"):
            yield replace(base, kind="comment", text=whole.strip())
        case "html" | "code" | "definition" | _:
            content = block.content
            if block.kind == "html":
                content = block.tokens[0].content
            elif block.kind == "definition":
                content = whole
            kind: PartKind = "code" if block.kind == "code" else "line"
            yield from _lines(base, content, lines, kind)


def _container(
    block: Block, lines: Sequence[str], items: tuple[int, ...], quoted: int, mark: str
) -> Iterator[Part]:
    children = block.children
    if block.kind == "item":
        items = (*items, block.start)
        mark = f"{block.tokens[0].info}{block.info}" if block.ordered else block.info
        if not children:
            source = lines[block.start]
            yield Part(
                "line", block.start, block.start + 1, "", source, block.start, 0, mark, items
            )
    elif block.kind == "quote":
        quoted += 1
    for n, child in enumerate(children):
        first = block.kind == "item" and n == 0
        inner = mark if first else ""
        if first and child.start != block.start:
            source = lines[block.start]
            yield Part(
                "line", block.start, block.start + 1, "", source, block.start, 0, mark, items
            )
            inner = ""
        yield from _flatten(child, lines, items, quoted, inner)


def _heading(block: Block, base: Part, lines: Sequence[str]) -> Iterator[Part]:
    # "Answer: B" above a rule without a blank line between is a setext heading to CommonMark
    if block.info in "-=" and _SETEXT_IS_RULE.search(block.content.strip()):
        yield from _lines(replace(base, end=base.end - 1), block.content, lines, "line")
        line = base.end - 1
        yield replace(base, kind="rule", start=line, end=line + 1, source=lines[line], block=line)
        return
    yield replace(base, kind="heading", level=block.level, text=block.content.strip())


def _lines(base: Part, content: str, lines: Sequence[str], kind: PartKind) -> Iterator[Part]:
    texts = content.split("\n")
    first = base.start
    while kind == "line" and first + 1 < base.end and not lines[first].strip():
        first += 1  # white space that is no blank line for Markdown, and no part of the content
    for n in range(first, base.end):
        at = n - first
        text = texts[at].strip() if at < len(texts) else ""
        if not text:
            continue
        mark = "" if at else base.mark
        part = Part(
            kind, n, n + 1, text, lines[n], base.start, base.level, mark, base.items, base.quoted
        )
        if "<" in text and _TAG.search(_without_code(text)):
            yield from _tags(part)
        elif "<br" in text and _BREAK.search(text):
            yield from _broken(part)
        else:
            yield part


def _without_code(text: str) -> str:
    """Return text with its inline code blanked out, as long as it was."""
    return _CODE.sub(lambda code: " " * len(code[0]), text) if "`" in text else text


def _broken(part: Part) -> Iterator[Part]:
    """Divide a line whose choices stand behind `<br>`."""
    indent = part.source[: len(part.source) - len(part.source.lstrip())]
    mark = part.mark
    for piece in re.split(r"<br\s*/?>", part.text):
        text = piece.strip()
        if text:
            yield replace(part, text=text, source=f"{indent}{text}\n", mark=mark)
            mark = ""


def _tags(part: Part) -> Iterator[Part]:
    indent = part.source[: len(part.source) - len(part.source.lstrip())]
    mark = part.mark
    for piece in _pieces(part.text):
        if not piece.strip():
            continue
        kind: PartKind = "line"
        info = ""
        tag = piece.lower()
        if _TAG.fullmatch(piece):
            kind = "close" if tag.startswith("</details") else "open"
            if "summary" in tag:
                kind, info = "summary", "end" if tag.startswith("</") else "begin"
        text = "" if kind != "line" else piece.strip()
        yield replace(
            part, kind=kind, text=text, source=f"{indent}{piece.strip()}\n", mark=mark, info=info
        )
        mark = ""


def _pieces(text: str) -> Iterator[str]:
    """Divide text at its tags, those in inline code left alone."""
    last = 0
    for tag in _TAG.finditer(_without_code(text)):
        yield text[last : tag.start()]
        yield tag[0]
        last = tag.end()
    yield text[last:]


def _summaries(found: Sequence[Part]) -> Iterator[Part]:
    """Join what stands between `<summary>` and `</summary>` into one part."""
    i = 0
    while i < len(found):
        part = found[i]
        i += 1
        if part.kind != "summary":
            yield part
            continue
        if part.info == "end":
            continue
        inner: list[Part] = []
        at = i
        while at < len(found) and found[at].kind in ("line", "code", "fence", "heading"):
            inner.append(found[at])
            at += 1
        closed = at < len(found) and found[at].kind == "summary" and found[at].info == "end"
        if not closed:  # the rest of its line is the summary
            inner = [p for p in inner if p.start == part.start]
            at = i + len(inner)
        else:
            at += 1
        i = at
        end = found[at - 1].end
        text = "\n".join(p.text if p.kind != "fence" else p.source for p in inner)
        yield replace(part, end=end, text=text.strip(), source=text, info="")


def _admonitions(found: Sequence[Part], lines: Sequence[str], depth: int) -> Iterator[Part]:
    """Read `??? type "title"` and `> [!type] title` like `<details>`, their bodies as Markdown."""
    i = 0
    while i < len(found):
        part = found[i]
        i += 1
        match = _ADMONITION.match(part.text) if part.text[:1] in "?![" else None
        if (
            match is None
            or part.kind != "line"
            or (match["callout"] and (not part.quoted or part.block != part.start))
        ):
            yield part
            continue
        info = f"{match['mark'] or '[!'}{(match['type'] or match['callout']).lower()}"
        begin = replace(part, kind="open", text="", source=lines[part.start], info=info)
        yield begin
        title = (match["title"] or match["rest"] or "").strip()
        yield replace(part, kind="summary", text=title, source=title, info=info)
        body: list[Part] = []
        if match["callout"]:
            while i < len(found) and found[i].quoted >= part.quoted:
                here = found[i]
                if here.quoted == part.quoted and (
                    _is_apart(lines, found[i - 1].end, here.start) or _is_callout(here)
                ):
                    break
                body.append(here)
                i += 1
            body = list(_admonitions(body, lines, depth))
        else:
            end = _body_end(lines, part.start)
            while i < len(found) and found[i].start < end:
                i += 1
            body = [
                _shifted(inner, part.start + 1, part.items)
                for inner in parts(_body(lines, part.start, end), depth=depth + 1)
            ]
        yield from body
        last = body[-1] if body else begin
        yield replace(
            last, kind="close", text="", source="", start=last.end - 1, mark="", info=info
        )


def _is_apart(lines: Sequence[str], first: int, end: int) -> bool:
    """Tell whether a line that is not quoted stands between."""
    return any(not line.lstrip().startswith(">") for line in lines[first:end])


def _is_callout(part: Part) -> bool:
    return part.block == part.start and part.text[:2] == "[!" and bool(_ADMONITION.match(part.text))


def _body_end(lines: Sequence[str], at: int) -> int:
    """Return the line behind the indented body of the admonition that begins at line `at`."""
    least = indentation(lines[at]) + 4
    end = at + 1
    for n in range(at + 1, len(lines)):
        if lines[n].strip():
            if indentation(lines[n]) < least:
                break
            end = n + 1
    return end


def _body(lines: Sequence[str], at: int, end: int) -> str:
    by = indentation(lines[at]) + 4
    return "".join(dedent(line, by) + "\n" for line in lines[at + 1 : end])


def _shifted(part: Part, by: int, items: tuple[int, ...]) -> Part:
    return replace(
        part,
        start=part.start + by,
        end=part.end + by,
        block=part.block + by,
        items=(*items, *(item + by for item in part.items)),
        rows=tuple((line + by, cells) for line, cells in part.rows),
    )


def _rows(block: Block) -> Iterator[tuple[int, tuple[str, ...]]]:
    cells: list[str] = []
    line = block.start
    for token in block.tokens:
        if token.type == "tr_open":
            cells = []
            line = token.map[0] + block.shift if token.map else line
        elif token.type == "inline":
            cells.append(token.content.strip())
        elif token.type == "tr_close":
            yield line, tuple(cells)


def indentation(line: str) -> int:
    """Return how many columns a line is indented."""
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


def dedent(line: str, by: int) -> str:
    """Return a line without its first columns, as far as they are blank."""
    if line[:1] == "\t":
        line = line.expandtabs(4)
    space = len(line) - len(line.lstrip(" "))
    return line[min(space, by) :].rstrip("\r\n")
