"""CommonMark's tokeniser, with a short cut for the lines that fill a page of questions.

markdown-it-py asks each of its eleven rules about each line. Headings, paragraphs of one line and
lists are told by how they begin, so a rule before all others takes them, and rules for which a
character decides are asked only where it stands: the tokens are the same, in half the time. https://markdown-it-py.readthedocs.io/en/latest/plugins.html
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, blockquote, fence, heading, hr, list_block
from markdown_it.token import Token

# Lists in quotes in lists: a level of list takes two. The library's default of 20 swallows the rest
# of the file at the tenth nested list; far deeper than this, Python's own recursion limit is near.
_MAX_NESTING = 140

# A paragraph that begins like this and is followed by a blank line is nothing else.
_WORDS = re.compile(r"(?:\*\*)?[^\W\d_]")

# A bullet with text, which no rule but that of lists takes and which ends a paragraph above it. The
# text is no mark again: that would be a line of "- - -".
_ITEM = re.compile(r"[-+*][ \t]+[^-+*\s]")
_RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}\Z")
_ITEM_INDENT = 3  # deeper than so, an item is none of the list
_BULLETS, _TABLES = frozenset("-+*"), frozenset("|-:")
_FENCES, _RULES = frozenset("`~"), frozenset("-*_")

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
        ruler = md.block.ruler
        ruler.before("table", "short_cut", _short_cut)
        ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
        ruler.at("fence", _fence, ends)
        ruler.at("blockquote", _quote, ends)
        ruler.at("hr", _rule, ends)
    return md


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return _first(state, start) in _FENCES and fence(state, start, end, silent)


def _quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return _first(state, start) == ">" and blockquote(state, start, end, silent)


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a line such as `---`; the library looks at each character of `- - - text` in Python."""
    if _first(state, start) not in _RULES or state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    if _RULE.match(state.src, at, state.eMarks[start]) is None:
        return False
    return hr(state, start, end, silent)


def _first(state: StateBlock, line: int) -> str:
    """Return the first character of a line, or ""."""
    at = state.bMarks[line] + state.tShift[line]
    return state.src[at : at + 1]


def _short_cut(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Rule of markdown-it-py: take the block at line `start` if it is one of the common ones."""
    if state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    first = state.src[at]
    if first == "#":
        return heading(state, start, end, silent)
    if first in _BULLETS:
        outer = first == "-" and at == state.bMarks[start] and state.level == 0
        return (outer and _choices(state, start)) or (
            _ITEM.match(state.src, at) is not None
            and not _may_divide(state, start + 1)
            and list_block(state, start, end, silent)
        )
    return _words(state, start, at)


def _words(state: StateBlock, start: int, at: int) -> bool:
    """Take a line that begins with a word at `at`, and is a paragraph of its own."""
    if not _WORDS.match(state.src, at):
        return False
    text = state.src[at : state.eMarks[start]].rstrip(" \t")
    if text[-1].isspace() or not _is_end(state, start + 1):
        return False
    _paragraph(state, start, text)
    state.line = start + 1
    return True


def _may_divide(state: StateBlock, line: int) -> bool:
    """Tell whether a line may be the second of a table: `--- | ---`."""
    at = state.bMarks[line] + state.tShift[line]
    return state.src[at : at + 1] in _TABLES and not _ITEM.match(state.src, at)


def _is_end(state: StateBlock, line: int) -> bool:
    """Tell whether a paragraph ends above a line: a blank one, or an item of the list it is in."""
    if line >= state.lineMax or state.isEmpty(line):
        return True
    indent = state.sCount[line]
    if not 0 <= indent < state.blkIndent or indent - state.listIndent > _ITEM_INDENT:
        return False
    return _ITEM.match(state.src, state.bMarks[line] + state.tShift[line]) is not None


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
