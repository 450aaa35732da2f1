"""The text of a page → Page: its questions, and between them its prose, verbatim.

How a question is written is described in the documentation ("How a question is written"). In short:
in a section headed "Practice questions" a heading asks, and the first bold paragraph or the first
task list after it answers. The parts of the result, joined, are the text: `render(parse(t)) == t`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from studyleaf.blocks import Block, blocks, split_lines, trimmed, unwrapped
from studyleaf.model import Choice, Page, Prose, Question

SECTIONS = ("Practice questions",)
"""The headings of sections that hold questions, unless a guide names others."""

QUESTION_CLASS = "question"
UNANSWERED_CLASS = "unanswered"

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_ATTRIBUTES = re.compile(r"(?:^|(?<![ \t])[ \t]+)\{:?[ ]*([^{}\n]{1,1000}?)[ ]*\}[ ]*$")
_ATTRIBUTE = re.compile(r"""[#.][^\s#.="'{}]+|[\w:.-]+=(?:"[^"]*"|'[^']*'|[^\s"'{}]*)""")
_BOX = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_EMPHASIS = "*_"

# `**bold**` at the start of a paragraph, by itself or inside `_…_`; what follows is the remark.
_BOLD = re.compile(
    r"(?P<em>[_*]?)(?P<mark>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=mark)(?P=em)(?![*_])(?P<rest>.*)",
    re.DOTALL,
)
_REMARK = re.compile(r"\s*(?:[-–—:]+(?=\s|$)|[–—:])\s*")  # noqa: RUF001  dashes are what it looks for
_ASKS = re.compile(r"[?？؟;]$|\((?:choose|select|pick)\b[^)]*\)\.?$", re.IGNORECASE)  # noqa: RUF001
_STATES = re.compile(r"[.!?:…。！？؟：]$")  # noqa: RUF001


class Heading(NamedTuple):
    """The text of a heading and the attributes after it, as in `Text {#id .class key=value}`."""

    text: str
    id: str | None = None
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


def parse(text: str, path: str = "", *, sections: Sequence[str] = SECTIONS) -> Page:
    """Parse the text of a page, front matter included.

    `sections` are the headings, compared without case, of sections that hold questions. Any text is
    a page; there are no errors. `path` is kept for messages.
    """
    if not may_hold_questions(text, sections):
        return Page((Prose(text),) if text else (), path)
    head = front_matter(text)
    offset = len(split_lines(head))
    lines = split_lines(text[len(head) :])
    body: list[Prose | Question] = []
    done = 0
    for found in find_questions(text[len(head) :], sections):
        before = head * (not body) + "".join(lines[done : found.start])
        if before:
            body.append(Prose(before, done + offset * bool(body) + 1))
        body.append(_question(found, lines, offset))
        done = found.end
    rest = head * (not body) + "".join(lines[done:])
    if rest:
        body.append(Prose(rest, done + offset * bool(body) + 1))
    return Page(tuple(body), path)


def render(page: Page) -> str:
    """Return the text of a page: the sources of its parts, joined."""
    return "".join(part.source for part in page.body)


def front_matter(text: str) -> str:
    """Return the YAML front matter that `text` begins with, fences included, or ""."""
    match = _FRONT_MATTER.match(text.removeprefix("\ufeff"))
    return text[: match.end() + text.startswith("\ufeff")] if match else ""


def may_hold_questions(text: str, sections: Sequence[str] = SECTIONS) -> bool:
    """Tell in a moment whether `text` needs to be parsed at all."""
    folded = text.casefold()
    return (
        any(name.casefold() in folded for name in sections)
        or f".{QUESTION_CLASS}" in folded
        or f".{UNANSWERED_CLASS}" in folded
    )


class Found(NamedTuple):
    """Where the parts of a question stand: blocks, and lines from 0 with ends exclusive."""

    start: int
    end: int
    scenario: tuple[Block, ...]
    heading: Block
    stem: tuple[Block, ...]
    answer: Block | None
    """The paragraph with the bold answer, or the list of choices."""
    after: tuple[Block, ...]


def find_questions(text: str, sections: Sequence[str] = SECTIONS) -> list[Found]:
    """Return the questions in `text` (without front matter) in its order."""
    names = {name.casefold() for name in sections}
    tree = blocks(text)
    line_count = len(split_lines(text))
    found: list[Found] = []
    section = 0  # the level of the questions section that we are in, or 0
    i = 0
    while i < len(tree):
        block = tree[i]
        i += 1
        if block.kind != "heading":
            continue
        heading = read_heading(block.content)
        if section and block.level <= section:
            section = 0
        if heading.text.casefold() in names:
            section = block.level
            continue
        marked = QUESTION_CLASS in heading.classes or UNANSWERED_CLASS in heading.classes
        if not marked and not section:
            continue
        question = _find(tree, i - 1, names)
        if question is None:
            continue
        i += len(question.scenario) + len(question.stem) + (question.answer is not None)
        i += len(question.after)
        end = tree[i].start if i < len(tree) else line_count
        found.append(question._replace(end=end))
    return found


@lru_cache(maxsize=1024)
def read_heading(content: str) -> Heading:
    """Take the attribute list off a heading: `Text {#id .class key="value"}`.

    The syntax is that of Python-Markdown's attr_list; braces that hold anything else are text.
    """
    match = _ATTRIBUTES.search(content)
    if match is None:
        return Heading(content.strip())
    rest = _ATTRIBUTE.sub("", match[1])
    parts = _ATTRIBUTE.findall(match[1])
    if rest.strip() or not parts:
        return Heading(content.strip())
    name: str | None = None
    classes: list[str] = []
    attributes: list[tuple[str, str]] = []
    for part in parts:
        if part[0] == "#":
            name = part[1:]
        elif part[0] == ".":
            classes.append(part[1:])
        else:
            key, _, value = part.partition("=")
            attributes.append((key, value.strip("\"'")))
    return Heading(content[: match.start()].strip(), name, tuple(classes), tuple(attributes))


def asks(text: str) -> bool:
    """Tell whether the text of a heading ends like a question: "…?", "… (Choose two.)"."""
    return bool(_ASKS.search(text.strip(_EMPHASIS + " \t")))


def bold_answer(paragraph: str) -> tuple[str, str] | None:
    """Return the bold text that answers and the remark behind it, or None.

    The bold text fills the paragraph, or a dash or a colon, in it or after it, sets off the rest.
    """
    match = _BOLD.match(paragraph.strip())
    if match is None:
        return None
    bold, rest = match["bold"], match["rest"]
    if match["mark"] in bold:  # two bold runs, as in "**a** or **b**": no run fills the paragraph
        return None
    if not rest.strip(" \t\n.!"):
        return bold, ""
    if bold.rstrip().endswith((":", "-", "–", "—")):  # noqa: RUF001
        return bold.rstrip().rstrip(":-–—").rstrip(), rest.strip()  # noqa: RUF001
    remark = _REMARK.match(rest)
    return (bold, rest[remark.end() :].strip()) if remark else None


def is_task_list(block: Block) -> bool:
    """Tell whether an item of the list begins with `[ ]` or `[x]`."""
    if block.kind != "list":
        return False
    # Read from the tokens, since every list before an answer comes here.
    tokens = block.tokens
    level = tokens[0].level + 1
    return any(
        token.level == level
        and token.type == "list_item_open"
        and tokens[at + 1].type == "paragraph_open"
        and _BOX.match(tokens[at + 2].content) is not None
        for at, token in enumerate(tokens)
    )


def is_right(item: Block) -> bool:
    """Tell whether an item of a task list is ticked."""
    box = _box(item)
    return box is not None and box[1] != " "


def _box(item: Block) -> re.Match[str] | None:
    tokens = item.tokens  # the item, its paragraph, the inline text of that
    if len(tokens) < 3 or tokens[1].type != "paragraph_open":
        return None
    return _BOX.match(tokens[2].content)


def _find(tree: Sequence[Block], first: int, names: set[str]) -> Found | None:
    at = first
    while _leads_on(tree, at, names):
        at += 1
    question = _find_at(tree, first, at)
    if question is None and at > first:  # the headings don't ask together: perhaps the first does
        question = _find_at(tree, first, first)
    return question


def _leads_on(tree: Sequence[Block], at: int, names: set[str]) -> bool:
    """Tell whether the heading is a sentence of a scenario that the next heading goes on with."""
    if at + 1 >= len(tree) or tree[at + 1].kind != "heading":
        return False
    here, following = read_heading(tree[at].content), read_heading(tree[at + 1].content)
    return (
        here.id is None
        and not here.classes
        and bool(_STATES.search(here.text.strip(_EMPHASIS + " \t")))
        and following.text.casefold() not in names
    )


def _find_at(tree: Sequence[Block], first: int, at: int) -> Found | None:
    heading = tree[at]
    body = at + 1
    answer = None
    while body < len(tree) and tree[body].kind != "heading":
        block = tree[body]
        if is_task_list(block) or (
            block.kind == "paragraph" and bold_answer(block.content) is not None
        ):
            answer = body
            break
        body += 1
    read = read_heading(heading.content)
    marked = QUESTION_CLASS in read.classes or UNANSWERED_CLASS in read.classes
    if answer is None and not marked and not asks(read.text):
        return None
    end = at + 1
    while end < len(tree) and not (
        tree[end].kind == "heading" and tree[end].level <= heading.level
    ):
        end += 1
    split = answer if answer is not None else end
    return Found(
        start=tree[first].start,
        end=0,
        scenario=tuple(tree[first:at]),
        heading=heading,
        stem=tuple(tree[at + 1 : split]),
        answer=tree[answer] if answer is not None else None,
        after=tuple(tree[split + 1 : end]),
    )


def _question(found: Found, lines: list[str], offset: int) -> Question:
    heading = read_heading(found.heading.content)
    choices: tuple[Choice, ...] = ()
    answer = ""
    explanation: list[str] = []
    block = found.answer
    if block is not None and block.kind == "list":
        choices = tuple(read_choice(item, lines, offset) for item in block.children)
    elif block is not None:
        bold = bold_answer(block.content)
        answer, remark = bold if bold is not None else (block.content, "")
        explanation = [remark] if remark else []
    if found.after:
        explanation.append("".join(lines[found.after[0].start : found.end]).strip("\r\n"))
    return Question(
        source="".join(lines[found.start : found.end]),
        prompt=heading.text,
        level=found.heading.level,
        id=heading.id,
        classes=heading.classes,
        attributes=heading.attributes,
        scenario=tuple(read_heading(block.content).text for block in found.scenario),
        stem="".join(
            lines[found.stem[0].start : trimmed(found.stem[-1], lines).end] if found.stem else []
        ).strip("\r\n"),
        choices=choices,
        answer=answer,
        explanation="\n\n".join(explanation).rstrip(),
        line=found.start + offset + 1,
        prompt_line=found.heading.start + offset + 1,
        answer_line=block.start + offset + 1 if block is not None else None,
    )


def read_choice(item: Block, lines: Sequence[str], offset: int = 0) -> Choice:
    """Read an item of a task list: its box, its text, and the quote that gives the reason.

    `lines` are those of the text that holds the list; `offset` is how many lines precede them in
    the file.
    """
    text, reason = item.plain or _read_parts(item, lines)
    box = _box(item)
    if box is not None:
        text = text.lstrip(" ")[box.end() :]
    return Choice(
        text=text.strip(),
        right=box is not None and box[1] != " ",
        reason=reason,
        boxed=box is not None,
        line=item.start + offset + 1,
    )


def _read_parts(item: Block, lines: Sequence[str]) -> tuple[str, str]:
    """Return the text of an item and what its quotes say."""
    own = unwrapped(item, lines)
    text: list[str] = []
    reason: list[str] = []
    for block in item.children:
        inner = trimmed(block.moved(-item.start), own)
        if block.kind == "quote":
            reason.append("".join(unwrapped(inner, own)).strip())
        else:
            text.append("".join(own[inner.start : inner.end]).strip("\r\n"))
    return "\n\n".join(text), "\n\n".join(reason)
