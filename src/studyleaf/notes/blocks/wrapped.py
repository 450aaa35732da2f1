"""A file of notes → its Markdown, freed from what was put around or into all of it.

Chat programs hand out a whole document as a fence ("```markdown"), and some editors put a backslash
before each sign of Markdown that is pasted into them. What comes from a page or a document has the
bullets of that, and a text may underline its titles with what would open a fence. Lines stay where
they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from studyleaf.blocks import split_lines
from studyleaf.notes.blocks.fronts import labelled_fronts

_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`]*?)\s*")
_SECTION = re.compile(r"\s*##+ [^\W\d_]")
_MAY_HAVE_RULES = ("", "markdown", "md", "mdx", "yaml", "yml", "text", "txt", "bash", "sh")
_DOCUMENT = ("markdown", "md", "mdx")
_MOST = 0.7  # of the lines that are not blank: so many stand in such fences, or are escaped
_LEAST = 8  # lines that a document has
_BULLET = re.compile(r"^(?P<indent>[ \t>]*)[•▪◦‣∙➤➢❖](?:[ \t\u00a0]+|(?=\w))(?=\S)")
_DASH = re.compile(r"^(?P<indent>[ \t>]*)(?P<dash>[—–·])[ \t\u00a0]+(?=\S)")
_SEVERAL = 3
_UNDERLINE = re.compile(r" {0,3}(?:~{4,}|`{4,})\s*")
_NEARLY = 2  # so many characters an underline may be longer or shorter, if it is not short
_SHORT, _SURELY = 6, 8
_PROMPT = re.compile(r"^>>> ", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*>(?!>> )", re.MULTILINE)
_NOTHING = "&#xNAN;"  # as GitBook writes before emphasis that begins a line
# what a chat program leaves of its references: "[cite_start]… [cite: 3, 4]"
_CITED = re.compile(r"\[cite_start\]|[ \t]?\[cite:[\d,\s]{1,60}\]")
_ICON = re.compile(
    r"^([ \t>]*#{1,6}\s+)\{%-?\s*icon\s+[\w-]+\s*-?%\}\s*", re.MULTILINE
)  # of Jekyll
_SIGNS = re.compile(r"\\([\\#*_+>|\[\](){}!`~<&=.:\"'-])")
_SIGN = r"(?:\d{{1,4}}{0}[.)]\s|{0}(?:#{{1,6}}\s|[-*+]\s|>\s|-{0}?-{0}?-|\*{0}?\*|_{0}?_))"
_ESCAPED, _MARKED = (re.compile(rf"\s*{_SIGN.format(escape)}") for escape in (r"\\", ""))


def unwrapped(text: str) -> str:
    """Return the Markdown that a file holds, with as many lines as `text`."""
    plain = _CITED.sub("", text) if "[cite" in text else text
    plain = _unfenced(_titled(_unindented(plain.replace(_NOTHING, ""))))
    plain = _closed(plain)
    plain = _ICON.sub(r"\1", plain) if "{%" in plain else plain
    return _bulleted(_unescaped(_prompted(labelled_fronts(plain))))


def _unindented(text: str) -> str:
    """Return text without the columns that stand before all of its lines: it is no code."""
    if text.lstrip("\r\n")[:1] not in (" ", "\t"):
        return text
    lines = split_lines(text)
    spaces = [line[: len(line) - len(line.lstrip())] for line in lines if line.strip()]
    common = min(spaces, key=len, default="")
    if not common or not all(space.startswith(common) for space in spaces):
        return text
    return "".join(line.removeprefix(common) if line.strip() else line for line in lines)


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
        info = lines[first].strip().strip("`").casefold()
        section = _section(lines, first, end) if info not in _MAY_HAVE_RULES else 0
        if section:
            lines[section - 1] = "```\n"
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


def _prompted(text: str) -> str:
    """Return text with the lines behind the prompt of Python, ">>> soup()", as code: they are no
    quotes, if nothing else in it is one.
    """
    if ">>> " not in text or _QUOTED.search(text):
        return text
    return _PROMPT.sub("    >>> ", text)


def _unescaped(text: str) -> str:
    """Return text without the backslashes before Markdown, if hardly any stands without one."""
    if "\\" not in text:
        return text
    lines = split_lines(text)
    escaped = sum(_ESCAPED.match(line) is not None for line in lines)
    marked = sum(_MARKED.match(line) is not None for line in lines)
    if escaped < _LEAST or escaped < _MOST * (escaped + marked):
        return text
    return "".join(_SIGNS.sub(r"\1", line) for line in lines)


def _dashed(lines: Sequence[str]) -> Sequence[str]:
    """Return lines with bullets for the dashes that begin several of them in a row: one alone names
    who has said what stands above it.
    """
    made = list(lines)
    run: list[int] = []
    for n, line in enumerate((*lines, "end")):
        if _DASH.match(line):
            run.append(n)
        elif line.strip():
            if len(run) >= _SEVERAL:
                for at in run:
                    made[at] = _DASH.sub(r"\g<indent>• ", made[at], count=1)
            run = []
    return made


def _bulleted(text: str) -> str:
    """Return text with the bullets of Markdown for those of pages: "• Ramen", outside of fences."""
    if not any(bullet in text for bullet in "•▪◦‣∙➤➢❖·—–"):
        return text
    made: list[str] = []
    mark = ""
    for line in _dashed(split_lines(text)):
        fence = _FENCE.fullmatch(line.lstrip(" \t>"))
        if fence is not None and (not mark or fence["mark"].startswith(mark)):
            mark = "" if mark else fence["mark"]
        made.append(line if mark else _BULLET.sub(r"\g<indent>- ", line, count=1))
    return "".join(made)
