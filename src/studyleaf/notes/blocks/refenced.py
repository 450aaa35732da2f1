"""A file of notes → the same with the fences that whoever wrote it meant.

Chat programs hand out a whole document as a fence ("```markdown"), and some titles are underlined
with what would open a fence. What shows Markdown has fences itself, and an end that was forgotten
hides the sections behind it. Lines stay where they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from studyleaf.blocks import split_lines

_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`]*?)\s*")
_SECTION = re.compile(r"\s*##+ [^\W\d_]")
_MAY_HAVE_RULES = re.compile(
    r"\W*(?:$|(?:markdown|mdx?|marp|slides?|rst|org|ya?ml|text|txt|plain|bash|sh|shell|console|diff)\b)"
)
_DOCUMENT = ("markdown", "md", "mdx")
_LEAST = 8  # lines that a document has
_UNDERLINE = re.compile(r" {0,3}(?:~{4,}|`{4,})\s*")
_NEARLY = 2  # so many characters an underline may be longer or shorter, if it is not short
_SHORT, _SURELY = 6, 8
_MOST = 0.7  # of the lines that are not blank: so many stand in fences of documents


def refenced(text: str) -> str:
    """Return text without fences around most of it, and with those closed that hide sections."""
    return _closed(_unfenced(_titled(text)))


def _titled(text: str) -> str:
    """Return text with dashes for what underlines its titles: a line of tildes or backticks as long
    as the line right above it, which stands alone, opens no fence; nor does a longer one there.
    """
    if "~~~~" not in text and "````" not in text:
        return text
    made = split_lines(text)
    mark = ""
    for n, line in enumerate(made):
        if not mark and n and _UNDERLINE.fullmatch(line) and _is_underlined(made, n - 1, line):
            made[n] = line.replace(line.strip()[0], "-")
            continue
        fence = _FENCE.fullmatch(line.lstrip(" \t>")) if line.lstrip(" \t>")[:1] in "`~" else None
        if fence is not None and (
            not mark or (fence["mark"].startswith(mark) and not fence["info"])
        ):
            mark = "" if mark else fence["mark"]
    return "".join(made)


def _is_underlined(lines: Sequence[str], at: int, line: str) -> bool:
    title, long = lines[at].strip(), len(line.strip())
    above = lines[at - 1] if at else ""
    if not title or any(char.isalnum() for char in above):
        return False
    wide = sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in title)
    near = long >= _SURELY or (long >= _SHORT and abs(long - wide) <= _NEARLY)
    return near or long == wide


def _unfenced(text: str) -> str:
    """Return text without the fences that hold most of it as Markdown."""
    if not any(f"{mark}{info}" in text for mark in ("`", "~", " ") for info in ("markdown", "md")):
        return text
    lines = split_lines(text)
    filled = [bool(line.strip()) for line in lines]
    found = [
        (first, end) for first, end in _documents(lines) if sum(filled[first + 1 : end]) >= _LEAST
    ]
    if not found or sum(sum(filled[a + 1 : b]) for a, b in found) < _MOST * sum(filled):
        return _nested(lines, text)
    marks = {line for span in found for line in span}
    return "".join("\n" if n in marks else line for n, line in enumerate(lines))


def _nested(lines: list[str], text: str) -> str:
    """Return text with longer marks around what shows Markdown that has fences itself, as whoever
    wrote it meant: to Markdown, the first of these would close it.
    """
    found = [(first, end) for first, end in _documents(lines) if end < len(lines)]
    for first, end in found:
        inside = (_FENCE.fullmatch(line) for line in lines[first + 1 : end])
        if any(match is not None and match["info"] for match in inside):
            for n in (first, end):
                lines[n] = f"{lines[n][0]}{lines[n]}"
    return "".join(lines) if found else text


def _documents(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where fences of Markdown begin and end; the fences inside them have a language."""
    mark = ""
    first = depth = 0
    for n, line in enumerate(lines):
        match = _FENCE.fullmatch(line) if line[:3] in ("```", "~~~") else None
        if match is None:
            continue
        if not mark:
            if match["info"].casefold() in _DOCUMENT:
                mark, first, depth = match["mark"], n, 0
        elif not match["mark"].startswith(mark):
            continue
        elif match["info"]:
            depth += 1
        elif depth:
            depth -= 1
        else:
            yield first, n
            mark = ""
    if mark:
        yield first, len(lines)


def _closed(text: str) -> str:
    """Return text with the fences closed that hide whole sections, as where their end was set too
    late, or forgotten: code has no rule with the title of a section below it.
    """
    if "```" not in text or "\n---" not in text:
        return text
    lines = split_lines(text)
    for first, end in _fences(lines):
        opened = _FENCE.fullmatch(lines[first])
        info = opened["info"].casefold() if opened is not None else ""
        section = 0 if _MAY_HAVE_RULES.match(info) else _section(lines, first, end)
        if section and opened is not None:
            lines[section - 1] = f"{opened['mark']}\n"
            if end < len(lines):
                lines[end] = "\n"
    return "".join(lines)


def _fences(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return where fences begin and end, as Markdown reads them; the last may end nowhere."""
    found: list[tuple[int, int]] = []
    mark, first = "", 0
    for n, line in enumerate(lines):
        fence = _FENCE.fullmatch(line) if line[:3] == "```" else None
        if fence is not None and not mark:
            mark, first = fence["mark"], n
        elif fence is not None and fence["mark"].startswith(mark) and not fence["info"]:
            found.append((first, n))
            mark = ""
    return [*found, (first, len(lines))] if mark else found


def _section(lines: Sequence[str], first: int, end: int) -> int:
    """Return the rule with a title below it between two lines, 0 without one."""
    for n in range(first + 2, end - 2):
        parted = lines[n].strip() == "---" and not lines[n - 1].strip()
        if parted and _SECTION.match("".join(lines[n + 1 : n + 3])):
            return n
    return 0
