"""Components of MDX and Vue whose properties hold questions, and modules that export them.

    <Quiz question="Which soup is served cold?" options={["Ramen", "Gazpacho"]} answer={1} />

https://facebook.github.io/jsx/ and https://vuejs.org/guide/components/props
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any, NamedTuple

from studyleaf.blocks import split_lines
from studyleaf.notes.languages.literals import (
    NotLiteralError,
    Record,
    Text,
    literal,
    skip,
    text_of,
    texts,
)
from studyleaf.notes.languages.records import asked_of, counts_from_one, is_question, place
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

SHAPE = "JSX"
_TAG = re.compile(r"<(?P<name>[A-Za-z][\w.-]*)(?=\s|$)")
_EXPORT = re.compile(
    r"(?:export\s+)?(?:const|let|var)\s+\w+(?:\s*:\s*[\w\[\]<>]+)?\s*=\s*(?=[\[{])"
)
_NAME = re.compile(r"[:@\w.-]+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_BRACES = re.compile(r"\{\.{3}\w+\}")
_CLOSE = re.compile(r"\s*/?>(?:\s*</[\w.-]+>)?")
_FAQ = re.compile("faq", re.IGNORECASE)
_QUIZ = re.compile(
    r"quiz|question|flash|card|mcq|exam|trivia|test|check|practice|problem", re.IGNORECASE
)
_FIRST = frozenset("<eclv")


class _Source:
    """The text of a file, and where its lines begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *accumulate(map(len, split_lines(text)))]

    def line(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def lines(self, text: Text) -> range:
        return range(self.line(text.at), self.line(text.end - 1) + 1)


class _Found(NamedTuple):
    """The parts `first:end`, the questions in them, and the line behind each."""

    source: _Source
    first: int
    end: int
    records: Sequence[Record]
    ends: Sequence[int]


def components(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the questions of components and of exported lists."""
    begins = [
        (at, match)
        for at, part in enumerate(view.parts)
        if part.kind == "line" and not taken[at] and part.text[:1] in _FIRST
        if (match := _TAG.match(part.text) or _EXPORT.match(part.text)) is not None
    ]
    found = list(_found(view, begins)) if begins else []
    from_one = counts_from_one([record for one in found for record in one.records])
    for one in found:
        start = view.parts[one.first].start
        for record, end in zip(one.records, one.ends, strict=True):
            asked = asked_of(record, start, end, SHAPE, from_one=from_one)
            asks = one.source.line(place(record))
            says = {line for text in texts(record) for line in one.source.lines(text)}
            holds = tuple((n, "component") for n in range(start, end) if n not in says)
            is_last = end == one.ends[-1]
            told = _with_rest(record, asked)
            asked = replace(asked, explanation=told, stem_line=asks, structure=holds)
            yield one.first, one.end if is_last else one.first, asked
            start = end


def _found(view: View, begins: Sequence[tuple[int, re.Match[str]]]) -> Iterator[_Found]:
    source = _Source(view.text)
    done = 0
    for at, match in begins:
        line = view.parts[at].start
        begin = source.text.find(match[0], source.starts[line])
        if at < done or begin < 0 or source.line(begin) != line:
            continue
        if view.in_faq(at):
            continue
        try:
            records, end = _records(source.text, begin, match)
        except NotLiteralError:
            continue
        last = source.line(end - 1)
        if source.text[end : source.starts[last + 1]].strip():
            continue  # text behind it
        done = at
        while done < len(view.parts) and view.parts[done].start <= last:
            done += 1
        ends = [*(source.line(record.end - 1) + 1 for record in records[:-1]), last + 1]
        if records and sorted(set(ends)) == ends:
            yield _Found(source, at, done, records, ends)


def _records(source: str, at: int, begins: re.Match[str]) -> tuple[list[Record], int]:
    """Return the questions of what begins at `at`, and the place behind; none where it holds other
    sentences, too, which would have no place.
    """
    first = at + begins.end() - begins.start()
    name = begins[0]
    whole: Any
    if begins.re is _EXPORT:
        whole, end = literal(source, first)
        end = skip(source, end)
        end += source[end : end + 1] == ";"
        values = whole if isinstance(whole, list) else [whole]
    else:
        whole, end = _properties(source, first)
        whole.at, whole.end = at, end
        if is_question(whole, quiz=_QUIZ.search(name) is not None):
            return [whole], end
        name = " ".join([name, *whole])
        values = [one for value in whole.values() if isinstance(value, list) for one in value]
        values += [value for value in whole.values() if isinstance(value, Record)]
    quiz = _QUIZ.search(name) is not None and _FAQ.search(name) is None
    records = [v for v in values if isinstance(v, Record) and is_question(v, quiz=quiz)]
    inside = {text.at for record in records for text in texts(record)}
    others = [text for text in texts(whole) if " " in text.strip() and text.at not in inside]
    return ([] if others else records), end


def _with_rest(record: Record, asked: Asked) -> str:
    """Return the explanation, with the sentences of a record that nothing else holds."""
    said = [asked.prompt, asked.answer, asked.explanation, *asked.hints]
    said += [text for choice in asked.choices for text in (choice.text, choice.reason)]
    rest = [
        text.strip()
        for text in texts(record)
        if " " in text.strip() and not any(one and text.strip().endswith(one) for one in said)
    ]
    return "\n\n".join([*filter(None, [asked.explanation]), *rest])


def _properties(source: str, at: int) -> tuple[Record, int]:
    """Read the properties of a tag, and what closes it."""
    found = Record()
    while True:
        at = skip(source, at)
        close = _CLOSE.match(source, at)
        if close is not None:
            return found, close.end()
        name = _NAME.match(source, at)
        if name is None:
            spread = _BRACES.match(source, at)
            if spread is None:
                raise NotLiteralError
            at = spread.end()
            continue
        at = name.end()
        value: Any = True
        if source[at : at + 1] == "=":
            value, at = _value(source, at + 1, bound=name[0].startswith((":", "v-bind:", "data-")))
        found[re.sub(r"^(?:v-bind)?:|^data-", "", name[0])] = value


def _value(source: str, at: int, *, bound: bool) -> tuple[Any, int]:
    if source[at : at + 1] == "{":
        value, at = literal(source, at + 1)
        at = skip(source, at)
        if source[at : at + 1] != "}":
            raise NotLiteralError
        return value, at + 1
    match = _QUOTED.match(source, at)
    if match is None:
        raise NotLiteralError
    plain = text_of(match[0][1:-1], at, match.end())
    if bound:
        try:
            return literal(source, at + 1)[0], match.end()
        except NotLiteralError:
            pass
    return plain, match.end()
