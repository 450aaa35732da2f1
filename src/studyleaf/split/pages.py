"""The text of a page + prose and questions → the page with them in their places."""

from __future__ import annotations

from collections.abc import Sequence

from studyleaf.blocks import blocks, split_lines
from studyleaf.parser import front_matter, read_heading

UNSORTED_PAGE = """\
---
search:
  exclude: true
---

# Unsorted

What `studyleaf split` found no topic for. Move each piece to the page it belongs to; this page is \
not published.
"""


def new_page(title: str) -> str:
    """Return the text of a page that holds nothing yet."""
    return f"# {title}\n"


def extend(page: str, prose: str, questions: str, sections: Sequence[str]) -> str:
    """Return the page with prose at the end of its notes and questions at the end of theirs.

    A section of questions is made where there is none. What is on the page already stays as it is,
    byte for byte; line ends are those of the page.
    """
    crlf = "\r\n" in page
    head = front_matter(page)
    lines = split_lines(page[len(head) :])
    start, end = _section(page[len(head) :], sections)
    if questions:
        if start is None:
            questions = f"## {sections[0]}\n\n{questions}"
            end = len(lines)
        lines[end:end] = _spaced(lines[:end], questions, lines[end:], crlf=crlf)
    if prose:
        at = len(lines) if start is None and not questions else start
        if at is None:
            at = end
        lines[at:at] = _spaced(lines[:at], prose, lines[at:], crlf=crlf)
    return head + "".join(lines)


def has_headings(page: str) -> bool:
    """Tell whether a page has headings below the one that names it."""
    return _first_inside(page[len(front_matter(page)) :]) is not None


def lead_in(page: str, prose: str) -> str:
    """Return the page with prose above its first heading but the one that names it."""
    head = front_matter(page)
    at = _first_inside(page[len(head) :])
    if not prose or at is None:
        return page
    lines = split_lines(page[len(head) :])
    lines[at:at] = _spaced(lines[:at], prose, lines[at:], crlf="\r\n" in page)
    return head + "".join(lines)


def _first_inside(text: str) -> int | None:
    headings = [block for block in blocks(text) if block.kind == "heading"]
    return next((block.start for block in headings if block.level > headings[0].level), None)


def _section(text: str, sections: Sequence[str]) -> tuple[int | None, int]:
    """Return the lines on which the first section of questions begins and ends."""
    names = {name.casefold() for name in sections}
    start: int | None = None
    level = 0
    for block in blocks(text):
        if block.kind != "heading":
            continue
        if start is None:
            if read_heading(block.content).text.casefold() in names:
                start, level = block.start, block.level
        elif block.level <= level:
            return start, block.start
    return start, len(split_lines(text))


def _spaced(before: list[str], text: str, after: list[str], *, crlf: bool) -> list[str]:
    """Return the lines of `text` with a blank line before and, if something follows, after it."""
    ending = "\r\n" if crlf else "\n"
    lines = [line + ending for line in text.strip("\n").split("\n")]
    if before and not before[-1].endswith(("\n", "\r")):
        before_last = before[-1] + ending
        lines.insert(0, before_last[len(before[-1]) :])
    if before and before[-1].strip():
        lines.insert(0, ending)
    if after and after[0].strip():
        lines.append(ending)
    return lines
