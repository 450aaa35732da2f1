"""What a piece of notes refers to, so that it goes along: images, files, definitions, footnotes."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from studyleaf.blocks import Block, split_lines

DefinitionKind = Literal["link", "footnote", "abbreviation"]

_STARTS: tuple[tuple[DefinitionKind, re.Pattern[str]], ...] = (
    ("footnote", re.compile(r" {0,3}\[\^([^\]\s]+)\]:")),
    ("abbreviation", re.compile(r" {0,3}\*\[([^\]]+)\]:")),
    ("link", re.compile(r" {0,3}\[([^\]^][^\]]*)\]:\s*\S")),
)
_REFERENCE = re.compile(r"\[(\^?)([^\[\]]+)\](?!:)")
_ANY_REFERENCE = re.compile(r"\[(\^?)([^\[\]]+)\]")
_WRITTEN = re.compile(
    r"""(?P<open>\]\(\s*|\]:\s*|\bsrc=["'])(?:<(?P<to_in_brackets>[^<>\n]+)>|(?P<to>[^\s<>)"']+))"""
)
_HTML_SOURCE = re.compile(
    r"""<(?:img|source|video|audio)\b[^>]*?\bsrc=["']([^"']+)["']""", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#|\?", re.IGNORECASE)

_INLINE = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True)
class Definition:
    """Text that is shown only where something refers to it, on lines `start:end` from 0."""

    kind: DefinitionKind
    label: str
    text: str
    start: int
    end: int


def definitions(blocks: Iterable[Block], lines: Sequence[str]) -> list[Definition]:
    """Return the definitions among top-level blocks, in order."""
    found: list[Definition] = []
    for block in blocks:
        last = found[-1] if found else None
        if block.kind == "code" and last and last.kind == "footnote" and _next(last, block, lines):
            # the indented lines that go on with a footnote
            text = "".join(lines[last.start : block.end]).rstrip()
            found[-1] = replace(last, text=text, end=block.end)
        elif block.kind in ("definition", "paragraph"):
            found.extend(_definitions(block, lines))
    return found


def _next(last: Definition, block: Block, lines: Sequence[str]) -> bool:
    return not "".join(lines[last.end : block.start]).strip()


def _definitions(block: Block, lines: Sequence[str]) -> Iterator[Definition]:
    starts = [
        (number, kind, match[1])
        for number in range(block.start, block.end)
        for kind, match in [_start(lines[number])]
        if match is not None
    ]
    if not starts or starts[0][0] != block.start:
        return
    ends = [*(start for start, _, _ in starts[1:]), block.end]
    for (start, kind, label), end in zip(starts, ends, strict=True):
        yield Definition(kind, label, "".join(lines[start:end]).rstrip(), start, end)


def _start(line: str) -> tuple[DefinitionKind, re.Match[str] | None]:
    for kind, pattern in _STARTS:
        match = pattern.match(line)
        if match is not None:
            return kind, match
    return "link", None


class Definitions:
    """The definitions of a file, ready to be looked up by what refers to them."""

    def __init__(self, found: Sequence[Definition]) -> None:
        self.all = tuple(found)
        self._links: dict[str, Definition] = {}
        self._footnotes: dict[str, Definition] = {}
        # abbreviations under one of their words: that which the fewest of them have
        self._abbreviations: dict[str, list[tuple[re.Pattern[str], Definition]]] = {}
        short = [definition for definition in found if definition.kind == "abbreviation"]
        often = Counter(word for one in short for word in set(_WORD.findall(one.label)))
        for definition in short:
            words = sorted(_WORD.findall(definition.label), key=lambda word: often[word])
            pattern = re.compile(rf"(?<!\w){re.escape(definition.label)}(?!\w)")
            same = self._abbreviations.setdefault(words[0] if words else "", [])
            same.append((pattern, definition))
        for definition in found:
            if definition.kind != "abbreviation":
                known = self._links if definition.kind == "link" else self._footnotes
                known.setdefault(label(definition.label), definition)

    def needed(self, text: str, known: Collection[int] = ()) -> list[Definition]:
        """Return the definitions that `text` refers to, also through others, in their order.

        What those refer to that begin on the lines `known` was asked for before, and is left out.
        """
        if not self.all:
            return []
        found: set[Definition] = set()
        queue = [text]
        while queue:
            new = set(self._used(queue.pop())) - found
            found |= new
            queue += [definition.text for definition in new if definition.start not in known]
        return sorted(found, key=lambda definition: definition.start)

    def taken(self) -> dict[tuple[DefinitionKind, str], str]:
        """Return the text of each definition under its kind and label."""
        return {(one.kind, label(one.label)): one.text for one in self.all}

    def _used(self, text: str) -> Iterator[Definition]:
        for match in _REFERENCE.finditer(text):
            known = self._footnotes if match[1] else self._links
            definition = known.get(label(match[2]))
            if definition is not None:
                yield definition
        if not self._abbreviations:
            return
        for word in {"", *_WORD.findall(text)} & self._abbreviations.keys():
            for pattern, definition in self._abbreviations[word]:
                if pattern.search(text):
                    yield definition


Labels = dict[tuple[DefinitionKind, str], str]
"""The text of definitions, or their new labels, under their kind and label."""


def fresh(definition: Definition, taken: Labels) -> tuple[DefinitionKind, str] | None:
    """Return the key under which a page with the labels `taken` can hold the definition.

    That is its own label, or a new one where the page has another text for that; None where the
    page has it already.
    """
    number, name = 1, label(definition.label)
    while True:
        key = (definition.kind, name)
        text = taken.get(key)
        if text is None:
            return key
        if (number == 1 and text == definition.text) or definition.kind == "abbreviation":
            return None
        number += 1
        name = f"{label(definition.label)}-{number}"


def relabel(text: str, labels: Labels) -> str:
    """Return `text` referring to definitions by new labels."""

    def change(match: re.Match[str]) -> str:
        mark, name = match[1], match[2]
        new = labels.get(("footnote" if mark else "link", label(name)))
        if new is None:
            return match[0]
        if mark:
            return f"[^{new}]"
        after = text[match.end() : match.end() + 1]
        before = text[: match.start()]
        if before.endswith("]") or text.startswith(":", match.end()):
            return f"[{new}]"  # the second half of `[shown][label]`, or the definition itself
        return match[0] if after in ("[", "(") else f"[{name}][{new}]"

    return _ANY_REFERENCE.sub(change, text) if labels else text


def label(text: str) -> str:
    """Return a label as labels are compared: without case, spaces as one."""
    return " ".join(text.split()).casefold()


def destinations(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the local files that `text` links or shows: the address as written, and is it shown?"""
    for token in _walk(_INLINE.parse(text)):
        if token.type == "image":
            yield str(token.attrGet("src") or ""), True
        elif token.type == "link_open":
            yield str(token.attrGet("href") or ""), False
        elif token.type in ("html_inline", "html_block"):
            for match in _HTML_SOURCE.finditer(token.content):
                yield match[1], True


def _walk(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or ())


def local(address: str) -> str | None:
    """Return the path of a file beside the notes, without fragment; None for any other address."""
    if not address or _ELSEWHERE.match(address):
        return None
    return unquote(re.split(r"[?#]", address, maxsplit=1)[0]) or None


def readdress(text: str, change: Callable[[str, bool], str | None]) -> str:
    """Return `text` with the addresses of local files changed.

    `change` is given an address and whether it is shown as an image, and returns the new one, or
    None to keep it. Only whole addresses in links, images and definitions change, never prose.
    """
    changed: dict[str, str] = {}
    for address, shown in destinations(text):
        if local(address) is not None and unquote(address) not in changed:
            changed[unquote(address)] = change(address, shown) or address
    return _WRITTEN.sub(partial(_replaced, changed), text) if changed else text


def _replaced(changed: Mapping[str, str], match: re.Match[str]) -> str:
    # As the library gives it an address is escaped; as people write it, it may be, or in part.
    new = changed.get(unquote(match["to"] or match["to_in_brackets"]))
    return match[0] if new is None else match["open"] + new


def joined(folder: str, address: str) -> str:
    """Return the path of a file that notes in `folder` refer to as `address`."""
    return posixpath.normpath(posixpath.join(folder, address))


def line_of(text: str, address: str) -> int:
    """Return how many lines of `text` precede the first that names `address`."""
    for number, line in enumerate(split_lines(text)):
        if address in line or unquote(address) in line:
            return number
    return 0
