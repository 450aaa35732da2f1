"""Lines of notes that hold tags → parts for `<details>` and `<summary>`, and the text between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.parts import Part, PartKind

_TAG = re.compile(r"(</?(?:details|summary)\b[^<>]{0,300}>)", re.IGNORECASE)
_DIVISION = re.compile(r"<(?P<end>/?)div\b(?P<more>[^<>]{0,200})>", re.IGNORECASE)
_SOLUTION = re.compile(
    r"\bclass\s*=\s*[\"'](?:[\w-]+\s+)*(?:solution|answer|spoiler)s?(?:\s+[\w-]+)*[\"']",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"<br\s*/?>\s*[*_]{0,2}(?:[(\[]?[A-Ha-h][.)\]]|\[[ xX]\])"
    r"|<br\s*/?>\s*(?:\*\*|__|<b>|<strong>)?(?:A|Ans|Answer)\s?[:：]"
)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\1).){0,2000}?\1(?!`)")


def divided(part: Part) -> Iterator[Part]:
    """Divide a line at its tags of `<details>`, or where choices stand behind `<br>`."""
    if _TAG.search(_without_code(part.text)):
        yield from _tags(part)
    elif "<br" in part.text and _BREAK.search(part.text):
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


def solved(found: Sequence[Part]) -> Iterator[Part]:
    """Yield parts, `<div class="solution">` and its end as those of `<details>`."""
    opened: list[bool] = []  # whether each division that is open holds a solution
    for part in found:
        tag = _DIVISION.fullmatch(part.text) if part.text[:1] == "<" else None
        if tag is None or part.kind != "line":
            yield part
        elif not tag["end"]:
            opened.append(_SOLUTION.search(tag["more"]) is not None)
            if opened[-1]:
                yield replace(part, kind="open", text="")
                yield replace(part, kind="summary", text="Solution", source="Solution")
            else:
                yield part
        elif opened and opened.pop():
            yield replace(part, kind="close", text="")
        else:
            yield part


def _pieces(text: str) -> Iterator[str]:
    """Divide text at its tags, those in inline code left alone."""
    last = 0
    for tag in _TAG.finditer(_without_code(text)):
        yield text[last : tag.start()]
        yield tag[0]
        last = tag.end()
    yield text[last:]


def summaries(found: Sequence[Part]) -> Iterator[Part]:
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
