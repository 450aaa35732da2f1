"""CommonMark's tokeniser, with a short cut for the lines that fill a page of questions.

markdown-it-py asks each of its eleven rules about each line. Headings, paragraphs of one line and
lists of plain choices are told by how they begin, so a rule before all others takes them: the
tokens are the same, in 60 % of the time. https://markdown-it-py.readthedocs.io/en/latest/plugins.html
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading
from markdown_it.token import Token

# Lists in quotes in lists: a level of list takes two. The library's default of 20 swallows the rest
# of the file at the tenth nested list; far deeper than this, Python's own recursion limit is near.
_MAX_NESTING = 140

# A paragraph that begins like this and is followed by a blank line is nothing else.
_WORDS = re.compile(r"(?:\*\*)?[^\W\d_]")

# `- [ ] text` in lines without a gap, each with at most one line of quote that begins with a word;
# then a blank line, and after it nothing that could belong to the list.
_CHOICE = (
    r"- (?P<text>\[[ xX]\] \S(?:[^\n]*\S)?)(?:\n|\Z)"
    r"(?: {2,5}> (?P<reason>[^\W\d_](?:[^\n]*\S)?)(?:\n|\Z))?"
)
_EACH_CHOICE = re.compile(_CHOICE)
_CHOICES = re.compile(rf"(?>{_CHOICE})++(?=(?:[ \t]*\n)+[^ \t\n-]|[ \t\n]*\Z)")


def tokeniser(*, short_cut: bool = True) -> MarkdownIt:
    """Return a parser of blocks with tables: inline Markdown stays as it is.

    `short_cut` makes no difference but speed.
    """
    md = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING, "inline_definitions": True})
    md.enable("table")
    md.core.ruler.enableOnly(["normalize", "block"])
    # Whatever an address does, it is one: `javascript:` must be seen, and not taken for text.
    md.validateLink = bool  # type: ignore[method-assign, assignment]
    if short_cut:
        md.block.ruler.before("table", "short_cut", _short_cut)
    return md


def _short_cut(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Rule of markdown-it-py: take the block at line `start` if it is one of the common ones."""
    if state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    first = state.src[at]
    if first == "#":
        return heading(state, start, end, silent)
    if first == "-":
        return at == state.bMarks[start] and state.level == 0 and _choices(state, start)
    if not _WORDS.match(state.src, at):
        return False
    text = state.src[at : state.eMarks[start]].rstrip(" \t")
    if text[-1].isspace() or (start + 1 < state.lineMax and not state.isEmpty(start + 1)):
        return False
    _paragraph(state, start, text)
    state.line = start + 1
    return True


def _choices(state: StateBlock, start: int) -> bool:
    whole = _CHOICES.match(state.src, state.bMarks[start])
    if whole is None:
        return False
    opened = state.push("bullet_list_open", "ul", 1)
    line = start
    for choice in _EACH_CHOICE.finditer(whole[0]):
        item = state.push("list_item_open", "li", 1)
        item.map = lines = [line, line + 1 + (choice["reason"] is not None)]
        _paragraph(state, line, choice["text"], hidden=True)
        if choice["reason"] is not None:
            quote = state.push("blockquote_open", "blockquote", 1)
            quote.map = [line + 1, line + 2]
            _paragraph(state, line + 1, choice["reason"])
            closed = state.push("blockquote_close", "blockquote", -1)
            quote.markup = closed.markup = ">"
        closed = state.push("list_item_close", "li", -1)
        item.markup = closed.markup = "-"
        line = lines[1]
    state.line = lines[1] = state.skipEmptyLines(line)  # blank lines below a list count as its own
    opened.map = [start, state.line]
    closed = state.push("bullet_list_close", "ul", -1)
    opened.markup = closed.markup = "-"
    return True


def _paragraph(state: StateBlock, line: int, content: str, *, hidden: bool = False) -> None:
    """Append a paragraph of one line; `hidden`, as those of a list without gaps are."""
    opened: Token = state.push("paragraph_open", "p", 1)
    text = state.push("inline", "", 0)
    closed = state.push("paragraph_close", "p", -1)
    opened.map, text.map = [line, line + 1], [line, line + 1]
    text.content, text.children = content, []
    opened.hidden = closed.hidden = hidden
