"""`??? type "title"` and `> [!type] title` among parts → parts like those of `<details>`.

So are tabs (`=== "Answer"`) where one of them is named so: the others are what is answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.parts import Part, dedent, indentation, shifted

_ADMONITION = re.compile(
    r"(?P<mark>\?\?\?\+?|!!!)\s?(?P<type>[A-Za-z][\w-]*)[^\"]{0,60}?(?:\"(?P<title>.*)\")?\s*$"
    r"|(?P<tab>===[!+]{0,2})\s+\"(?P<name>[^\"]+)\"\s*$"
    r"|\[!(?P<callout>\w[\w -]{0,20})\](?P<fold>[-+]?)\s*(?P<rest>.*)$",
    re.DOTALL,
)


def admonitions(
    found: Sequence[Part], lines: Sequence[str], read: Callable[[str], list[Part]]
) -> Iterator[Part]:
    """Read `??? type "title"` and `> [!type] title` like `<details>`, their bodies as Markdown.

    `read` returns the parts of a body that stands indented.
    """
    i = 0
    tabbed = any(part.text[:3] == "===" and _hides(_ADMONITION.match(part.text)) for part in found)
    while i < len(found):
        part = found[i]
        i += 1
        match = _ADMONITION.match(part.text) if part.text[:1] in "?![=" else None
        if (
            match is None
            or part.kind != "line"
            or (match["callout"] and (not part.quoted or part.block != part.start))
            or (match["tab"] and not tabbed)
        ):
            yield part
            continue
        if match["tab"] and not _hides(match):
            end = _body_end(lines, part.start)
            while i < len(found) and found[i].start < end:
                i += 1
            yield replace(part, text=match["name"], block=part.start)
            yield from (
                shifted(inner, part, part.start + 1)
                for inner in read(_body(lines, part.start, end))
            )
            continue
        kind = match["type"] or match["callout"] or ""
        info = f"{match['mark'] or match['tab'] or '[!'}{kind.lower()}"
        begin = replace(part, kind="open", text="", source=lines[part.start], info=info)
        yield begin
        title = (match["title"] or match["name"] or match["rest"] or "").strip()
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
            body = list(admonitions(body, lines, read))
        else:
            end = _body_end(lines, part.start)
            while i < len(found) and found[i].start < end:
                i += 1
            body = [
                shifted(inner, part, part.start + 1)
                for inner in read(_body(lines, part.start, end))
            ]
        yield from body
        last = body[-1] if body else begin
        yield replace(
            last, kind="close", text="", source="", start=last.end - 1, mark="", info=info
        )


def _hides(match: re.Match[str] | None) -> bool:
    """Tell whether a tab has the name of an answer."""
    return match is not None and is_only(match["name"] or "", "answer", "explanation", "key")


def _is_apart(lines: Sequence[str], first: int, end: int) -> bool:
    """Tell whether a line that is not quoted stands between."""
    return any(not line.lstrip().startswith(">") for line in lines[first:end])


def _is_callout(part: Part) -> bool:
    return part.block == part.start and part.text[:2] == "[!" and bool(_ADMONITION.match(part.text))


def _indent(lines: Sequence[str], at: int) -> int:
    """Return by how much the body of an admonition is indented: 4, but people write 2, too."""
    below = next((line for line in lines[at + 1 : at + 3] if line.strip()), "")
    by = indentation(below) - indentation(lines[at])
    return by if by in (2, 3) else 4


def _body_end(lines: Sequence[str], at: int) -> int:
    """Return the line behind the indented body of the admonition that begins at line `at`."""
    least = indentation(lines[at]) + _indent(lines, at)
    end = at + 1
    for n in range(at + 1, len(lines)):
        if lines[n].strip():
            if indentation(lines[n]) < least:
                break
            end = n + 1
    return end


def _body(lines: Sequence[str], at: int, end: int) -> str:
    by = indentation(lines[at]) + _indent(lines, at)
    return "".join(dedent(line, by) + "\n" for line in lines[at + 1 : end])
