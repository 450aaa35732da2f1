"""Tags of site generators that fold (`{{< details "Answer" >}}`, `{% details Answer %}`) → parts.

Hugo, Hextra, Docsy, Jekyll and Zola have them. They are read like `<details>`, if they are closed;
so are tabs of GitBook (`{% tab title="Answer" %}`) with the name of an answer. Those around them
only show what is answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.parts import Part

_TAB = re.compile(r"\{%\s*(?P<end>end)?(?P<name>tabs?)\b\s*(?P<rest>[^{}]{0,300}?)\s*%\}")
_NAMES = (
    "details|expand|expandable|spoiler|collapse|collapsible|accordion|toggle|fold|answer|solution"
    "|reveal|unhide|hidden|hide"
)
_LINE = re.compile(
    rf"\{{(?:\{{[<%]|%)-?\s*(?P<end>/|end)?\s*(?P<name>{_NAMES})\b\s*(?P<rest>[^{{}}]{{0,300}}?)\s*-?"
    r"(?:[>%]\}|%)\}",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:^|\s)(?:(?:title|summary|label|(?:button[_-]?)?text|header|name)\s*=\s*)?[\"'“](?P<text>[^\"'”]{1,200})[\"'”]"
)
_ATTRIBUTE = re.compile(r"\b[\w-]+\s*=\s*(?:[\"'][^\"']*[\"']|\S+)")
_INFO = "{%"


def shortcodes(found: Sequence[Part]) -> Iterator[Part]:
    """Read the lines of tags that fold as `<details>`, its summary and its end."""
    pairs = _pairs(found)
    tabs = _tabs(found)
    for at, part in enumerate(found):
        match = pairs.get(at)
        if at in tabs:
            yield replace(part, kind="comment", text="")
            continue
        if match is None:
            yield part
            continue
        line = replace(part, mark="", text="", block=part.start)
        if match["end"]:
            yield replace(line, kind="close")
            continue
        yield replace(line, kind="open")
        title = _title(match["rest"]) or match["name"]
        yield replace(line, kind="summary", text=title, source=title)


def _tabs(found: Sequence[Part]) -> frozenset[int]:
    """Return the lines of tabs that hold no answer, in a file in which others do."""
    told = {at: match for at, part in enumerate(found) if (match := _tab(part)) is not None}
    if not any(_hides(match) for match in told.values()):
        return frozenset()  # nor "Problem" beside "Solution", of a manual
    hidden = frozenset(_pairs(found))
    return frozenset(told) - hidden


def _tab(part: Part) -> re.Match[str] | None:
    marked = part.kind == "line" and part.text.startswith(_INFO)
    return _TAB.fullmatch(part.text) if marked else None


def _hides(match: re.Match[str]) -> bool:
    """Tell whether a tab has the name of an answer."""
    title = _title(match["rest"])
    solves = title.casefold().startswith("solution")
    return match["name"] == "tab" and is_only(title, "answer", "key") and not solves


def _pairs(found: Sequence[Part]) -> dict[int, re.Match[str]]:
    """Return the lines of all tags that are closed, and those that close them."""
    opened: list[tuple[int, re.Match[str]]] = []
    pairs: dict[int, re.Match[str]] = {}
    for at, part in enumerate(found):
        marked = part.kind == "line" and part.text.startswith((_INFO, "{{"))
        match = _LINE.fullmatch(part.text) if marked else None
        if match is None:
            match = _tab(part)
            if match is not None and match["name"] == "tab" and not match["end"]:
                match = match if _hides(match) else None
        if match is None or match["name"] == "tabs":
            continue
        if not match["end"]:
            opened.append((at, match))
        elif opened and opened[-1][1]["name"].lower() == match["name"].lower():
            first, begin = opened.pop()
            pairs[first], pairs[at] = begin, match
    return pairs


def _title(rest: str) -> str:
    match = _TITLE.search(rest)
    return match["text"].strip() if match is not None else _ATTRIBUTE.sub("", rest).strip()
