"""Markdown text → its parts: lines of text, headings, tables and so on, one after the other.

Notes keep questions in lines ("A. …", "Answer: B") as much as in blocks, and the same line stands
in a paragraph here and in a list, a quote or a `<details>` there. So the tree of blocks is laid
flat: each line of text is a part that knows what it stood in, and what can't hold a question's
line, such as a fence, is a part of its own. Where tags of `<details>` share a line, they are parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from studyleaf.blocks import Block, split_lines, stream
from studyleaf.notes.blocks.admonitions import admonitions
from studyleaf.notes.blocks.boxes import boxes
from studyleaf.notes.blocks.directives import directives
from studyleaf.notes.blocks.fenced import questions_out_of_fences
from studyleaf.notes.blocks.heading_choices import without_heading_choices
from studyleaf.notes.blocks.html import lists
from studyleaf.notes.blocks.icons import boxed_icons
from studyleaf.notes.blocks.indented import bulleted, holds_questions, is_counted
from studyleaf.notes.blocks.shortcodes import shortcodes
from studyleaf.notes.blocks.signed import signed_choices
from studyleaf.notes.blocks.statements import judged
from studyleaf.notes.blocks.tags import divided, solved, summaries
from studyleaf.notes.parts import Part, PartKind, indentation

_SEVERAL, _INDENTED = 2, 2  # items, and columns
_DEEPEST = 20  # admonitions in admonitions
# "[//]: # (Answer: B)", a comment that Markdown takes for the target of a link
_REMARK = re.compile(
    r"\[[^\[\]]{1,20}\]:\s*(?:#|<#?>)\s*[(\"'](?P<text>[^\n]{1,500})[)\"']", re.DOTALL
)
# "%% Answer: B %%", a comment of Obsidian; "{: .solution}" of kramdown, which says how the block
# above it looks; and a line that only breaks lines
_HIDDEN = re.compile(
    r"%%\s*(?P<text>[^%\n]{1,500}?)\s*%%|\{:[^{}\n]{1,200}\}|(?:<br\s*/?>\s*)+", re.IGNORECASE
)
# "(24) A. 拉面": the number of the blank that the choices are for
_BLANK_NUMBER = re.compile(r"^[(（]\s?\d{1,3}\s?[)）]\s*(?=A\s?[.．、][^\n])")
# "**2. Which soup is cold?**" right below a bullet that is not indented
_BEGUN = re.compile(r"\*\*\d{1,4}[.)]\s[^*]+\*\*\s*")
_ATTRIBUTES = re.compile(r"\s*\{(?:[#.][\w:-]+|\s){1,20}\}\s*$")  # "## Answers {#answers}"
# what is folded away ends here, and not at the next blank line, as it does to Markdown
_FOLD_ENDS = re.compile(
    r"^([ \t]*)(</details>)(?=[ \t]*\r?\n[ \t]*[^\s<])", re.MULTILINE | re.IGNORECASE
)
_END = "<!-- -->"  # a block of HTML ends with the line of a comment
_SETEXT_IS_RULE = re.compile(r"\n|^\W*(?:[A-Za-z][.):]\s|answer|ans\b|\*\*\[)", re.IGNORECASE)

_LITERAL = re.compile(r"\s*<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_HEADING = re.compile(r"(?P<signs>#{1,6})\s+(?P<text>\S.*?)(?:\s#+)?")
# as old programs took it for a heading
_UNSPACED = re.compile(r"^(?P<signs>#{2,6})(?P<text>[^\W_][^\n]*)$", re.MULTILINE)
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})")

# the end of a cell of a notebook in MyST, and the next slide below in reveal.js
_DIVIDERS = ("+++", "--")


def parts(text: str, *, depth: int = 0) -> list[Part]:
    """Return the parts of `text` in its order. Blank lines are no parts.

    `depth` tells in how many admonitions the text stands.
    """
    lines = split_lines(text)
    found: list[Part] = []
    ended = _FOLD_ENDS.sub(rf"\1{_END}\2", text) if "</" in text else text
    for block in stream(ended):
        found.extend(_flatten(block, lines, (), 0, ""))
    found = list(boxed_icons(lists(found)))
    found = list(boxes(list(shortcodes(list(solved(list(summaries(found))))))))
    found = list(bulleted(signed_choices(without_heading_choices(found))))
    if depth >= _DEEPEST:
        return found

    def read(body: str) -> list[Part]:
        return parts(body, depth=depth + 1)

    found = list(directives(list(admonitions(found, lines, read)), read))
    return list(questions_out_of_fences(found, read))


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
            content = block.content.replace(_END, "")
            yield replace(base, kind="fence", text=content, info=block.info.strip())
        case "rule":
            yield replace(base, kind="rule", text=whole.strip())
        case "table":
            yield replace(base, kind="table", rows=tuple(_rows(block)))
        case "html" if block.tokens[0].content.replace(_END, "").lstrip().startswith("<!--"):
            yield replace(base, kind="comment", text=whole.strip())
        case "html" | "code" | "definition" | _:
            content = block.content.replace(_END, "")
            if block.kind == "html":
                content = block.tokens[0].content.replace(_END, "")
            elif block.kind == "definition":
                content = whole
            is_code = block.kind == "code" and not (holds_questions(content) or is_counted(content))
            kind: PartKind = "code" if is_code else "line"
            found = _lines(base, content, lines, kind)
            if _holds_headings(block, content):
                found = _with_headings(found)
            yield from _paragraphs(found) if block.kind == "code" and not is_code else found


def _container(
    block: Block, lines: Sequence[str], items: tuple[int, ...], quoted: int, mark: str
) -> Iterator[Part]:
    children = block.children
    if block.kind == "item":
        if items[-1:] != (block.start,):  # "- 1) Ramen" is one item, whatever Markdown says
            items = (*items, block.start)
        own = f"{block.tokens[0].info}{block.info}" if block.ordered else block.info
        mark = mark if mark[:1].isdigit() else own
        if not children:
            source = lines[block.start]
            yield Part(
                "line", block.start, block.start + 1, "", source, block.start, 0, mark, items
            )
    elif block.kind == "quote":
        quoted += 1
    counted = _counted(children, lines) if block.kind == "list" else [((), "")] * len(children)
    for n, (child, (outer, number)) in enumerate(zip(children, counted, strict=True)):
        first = block.kind == "item" and n == 0
        inner = mark if first or (block.kind == "quote" and n == 0) else number
        if block.kind == "list" and n == 0 and mark[:1].isdigit() and not child.ordered:
            inner = mark
        if first and child.start != block.start:
            source = lines[block.start]
            yield Part(
                "line", block.start, block.start + 1, "", source, block.start, 0, mark, items
            )
            inner = ""
        yield from _flatten(child, lines, (*items, *outer), quoted, inner)


def _counted(items: Sequence[Block], lines: Sequence[str]) -> list[tuple[tuple[int, ...], str]]:
    """Return the marks that Markdown shows for the items of a list, if all are written "1."; and
    the item that each is meant to stand in, where two columns are too few for Markdown.
    """
    nothing: list[tuple[tuple[int, ...], str]] = [((), "")] * len(items)
    if len(items) < _SEVERAL or not items[0].ordered:
        return nothing
    base = indentation(lines[items[0].start]) + _INDENTED
    inside = [indentation(lines[item.start]) >= base for item in items]
    written = [
        {item.tokens[0].info for item, of in zip(items, inside, strict=True) if of is one}
        for one in (False, True)
    ]
    if not written[1] <= {"1"} or (written[0] != {"1"} and not written[1]):
        return nothing
    found: list[tuple[tuple[int, ...], str]] = []
    outer = inner = 0
    over: tuple[int, ...] = ()
    for item, is_inside in zip(items, inside, strict=True):
        if is_inside:
            inner += 1
            found.append((over, f"{inner}{item.info}"))
        else:
            outer, inner, over = outer + 1, 0, (item.start,)
            found.append(((), f"{outer}{item.info}" if written[0] == {"1"} else ""))
    return found


def _heading(block: Block, base: Part, lines: Sequence[str]) -> Iterator[Part]:
    # "Answer: B" above a rule without a blank line between is a setext heading to CommonMark
    if block.info in "-=" and _SETEXT_IS_RULE.search(block.content.strip()):
        yield from _lines(replace(base, end=base.end - 1), block.content, lines, "line")
        line = base.end - 1
        yield replace(base, kind="rule", start=line, end=line + 1, source=lines[line], block=line)
        return
    text = _ATTRIBUTES.sub("", block.content).strip()
    if not text:  # "##" alone, as who divides a page with it writes
        yield replace(base, kind="rule", text=base.source.strip())
        return
    yield replace(base, kind="heading", level=block.level, text=text)


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
        text = _BLANK_NUMBER.sub("", text, count=1) if text[0] in "(（" else text
        if at and base.items and _BEGUN.fullmatch(lines[n]) is not None:
            base = replace(base, start=n, items=(), mark="")  # no more of the item above it
        part = Part(
            kind, n, n + 1, text, lines[n], base.start, base.level, mark, base.items, base.quoted
        )
        if text in _DIVIDERS:
            yield replace(part, kind="rule")
        elif (hidden := _HIDDEN.fullmatch(text)) is not None:
            yield replace(part, kind="comment", text=f"<!-- {hidden['text'] or ''} -->")
        elif text[:1] == "[" and (remark := _REMARK.fullmatch(text)) is not None:
            yield replace(part, kind="comment", text=f"<!-- {remark['text'].strip()} -->")
        else:
            yield from divided(part) if "<" in text else judged(part)


def _holds_headings(block: Block, content: str) -> bool:
    """Tell whether a block of HTML or a paragraph holds headings that Markdown does not see."""
    if block.kind == "html":
        return "\n#" in content and _LITERAL.match(content) is None
    written = "##" in content and block.kind not in ("code", "definition")
    return written and _UNSPACED.search(content) is not None


def _with_headings(found: Iterable[Part]) -> Iterator[Part]:
    """Yield the lines of a block with the headings and rules in it, which no blank line parts from
    a tag above, "</details>" and right below it "## Question 2", or that are written "##Answers".
    """
    begun = -1
    for part in found:
        match = _HEADING.fullmatch(part.text) if part.kind == "line" else None
        match = match or (_UNSPACED.fullmatch(part.text) if part.kind == "line" else None)
        if match is not None:
            begun = part.end
            level = len(match["signs"])
            yield replace(part, kind="heading", level=level, text=match["text"], block=part.start)
        elif part.kind == "line" and _RULE.fullmatch(part.text):
            begun = part.end
            yield replace(part, kind="rule", block=part.start)
        else:
            yield replace(part, block=begun) if begun >= 0 else part


def _paragraphs(found: Iterable[Part]) -> Iterator[Part]:
    """Yield the lines of a block that is code to Markdown alone, as blank lines part them."""
    begun = end = -1
    for part in found:
        begun = begun if part.start == end else part.start
        end = part.end
        yield replace(part, block=begun)


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
