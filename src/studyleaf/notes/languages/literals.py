"""Literals of JavaScript, as components and modules hold them → values.

https://tc39.es/ecma262/#sec-primary-expression: strings, templates without expressions, numbers,
`true`, `false`, `null`, arrays and objects. Whatever else is written, it is not a literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_SPACE = re.compile(r"(?:\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/)){0,2000}+\*/)*+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?![\w.])")
_WORD = re.compile(r"(?:true|false|null|undefined)\b")
_KEY = re.compile(r"[A-Za-z_$][\w$-]*|\d+")
_STRING = {
    quote: re.compile(rf"{quote}((?:[^{quote}\\]|\\[\s\S]){{0,20000}}){quote}") for quote in "\"'`"
}
_ESCAPE = re.compile(r"\\(?:u\{?([0-9a-fA-F]{4,6})\}?|x([0-9a-fA-F]{2})|([\s\S]))")
_PLAIN = {"n": "\n", "t": "\t", "r": "", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_VALUES = {"true": True, "false": False, "null": None, "undefined": None}
_DEEPEST = 12
_LAST = 0x10FFFF  # of Unicode


class NotLiteralError(ValueError):
    """The text at this place is no literal."""


class Text(str):
    """A string, and where it stands in the source."""

    __slots__ = ("at", "end")
    at: int
    end: int


class Record(dict[str, Any]):
    """An object, and where it stands in the source."""

    __slots__ = ("at", "end")
    at: int
    end: int


def text_of(value: str, at: int, end: int) -> Text:
    """Make a string that knows its place."""
    made = Text(value)
    made.at, made.end = at, end
    return made


def texts(value: Any) -> Iterator[Text]:
    """Yield all strings in a value."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, list | Record):
        for one in value if isinstance(value, list) else value.values():
            yield from texts(one)


def skip(source: str, at: int) -> int:
    """Return the place behind blanks and comments."""
    match = _SPACE.match(source, at)
    return match.end() if match is not None else at


def literal(source: str, at: int, depth: int = 0) -> tuple[Any, int]:
    """Read the literal at `at`: its value, and the place behind it. Raises NotLiteralError."""
    at = skip(source, at)
    sign = source[at : at + 1]
    if sign in _STRING:
        match = _STRING[sign].match(source, at)
        if match is None or (sign == "`" and "${" in match[1]):
            raise NotLiteralError
        plain = _ESCAPE.sub(_escaped, match[1])
        if not plain.isascii():  # an emoji is escaped in two halves
            plain = plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text_of(plain, at, match.end()), match.end()
    if sign and sign in "[{":
        if depth >= _DEEPEST:
            raise NotLiteralError
        read = _array if sign == "[" else _object
        return read(source, at, depth + 1)
    number = _NUMBER.match(source, at)
    if number is not None:
        return float(number[0]) if "." in number[0] else int(number[0][:18]), number.end()
    word = _WORD.match(source, at)
    if word is None:
        raise NotLiteralError
    return _VALUES[word[0]], word.end()


def _array(source: str, at: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    at = skip(source, at + 1)
    while source[at : at + 1] != "]":
        value, at = literal(source, at, depth)
        found.append(value)
        at = _next(source, at, "]")
    return found, at + 1


def _object(source: str, at: int, depth: int) -> tuple[Record, int]:
    found = Record()
    found.at = at
    at = skip(source, at + 1)
    while source[at : at + 1] != "}":
        name = _KEY.match(source, at)
        key, at = (name[0], name.end()) if name is not None else literal(source, at, depth)
        at = skip(source, at)
        if not isinstance(key, str) or source[at : at + 1] != ":":
            raise NotLiteralError
        found[key], at = literal(source, at + 1, depth)
        at = _next(source, at, "}")
    found.end = at + 1
    return found, at + 1


def _next(source: str, at: int, close: str) -> int:
    """Return the place of the next item, or of what closes the list."""
    at = skip(source, at)
    if source[at : at + 1] == ",":
        return skip(source, at + 1)
    if source[at : at + 1] != close:
        raise NotLiteralError
    return at


def _escaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code is None:
        return _PLAIN.get(match[3], match[3])
    return chr(int(code, 16)) if int(code, 16) <= _LAST else ""
