"""A document tree and pictures → the bytes of a PDF. The only place that runs the compiler.

The tree reaches the template as JSON and stays data there: no text becomes Typst source. The
compiler sees the folder that it is given, no system fonts and no network.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import typst

from studyleaf.model import Problem

MAIN, TEMPLATE, DATA = "main.typ", "studyleaf.typ", "book.json"

_DEFAULT = b'#import "studyleaf.typ": book\n#book(json("book.json"))\n'

_TEXT = re.compile(r'the text `"((?:[^"`]|"(?!`))+)"` could not|codepoint `"([^`]+)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLACE = re.compile(r"┌─ (\S+?):(\d+):(\d+)")

_REFUSED = "The template can't be compiled: "

_PROBE = b"""#set document(title: "probe")
#for s in json("book.json") { text(s) + parbreak() }
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """An empty folder, out of which the compiler can read nothing, and how to write into it.

    Pictures lie there: the compiler takes texts from memory, but nothing else.
    """

    folder: str
    put: Callable[[str, bytes], None]


class TypesetError(Exception):
    """The template can't be compiled; `problem` says where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)  # as given, so that it can come from another process
        self.problem = problem

    @property
    def reason(self) -> str:
        """What the compiler says, without where in its own code that is."""
        return self.problem.message.removeprefix(_REFUSED).partition(" (")[0].partition(". ")[0]


class UnfitText(Exception):  # noqa: N818  no error: the caller mends the text and goes on
    """The document holds `characters` that can't be in an accessible file."""

    def __init__(self, characters: frozenset[str]) -> None:
        super().__init__(characters)
        self.characters = characters


def default_template() -> str:
    """Return the template that comes with Studyleaf."""
    return files("studyleaf.book").joinpath("book.typ").read_text(encoding="utf-8")


def bad_pictures(desk: Desk, pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Put pictures on the desk, and return why some of them can't be set, by name."""
    for name, data in pictures.items():
        desk.put(name, data)
    return _bad(desk, list(pictures))


def _bad(desk: Desk, names: Sequence[str]) -> dict[str, str]:
    """Try pictures at once, and each half by itself if that fails."""
    if not names:
        return {}
    lines = "".join(f'#image("{name}", alt: "x", width: 10pt)\n' for name in names)
    source = f'#set document(title: "probe")\n{lines}'.encode()
    try:
        _compile(desk.folder, {MAIN: source}, standards=["ua-1"])
    except RuntimeError as error:  # where the source of an error is no text, no TypstError
        if len(names) == 1:
            message = getattr(error, "message", "it can't be decoded")
            return {names[0]: str(message).partition(" (at ")[0]}
        half = len(names) // 2
        return {**_bad(desk, names[:half]), **_bad(desk, names[half:])}
    return {}


def families(fonts: Sequence[str]) -> list[str]:
    """Return the names of the fonts in folders."""
    if not fonts:
        return []
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(fonts)
    )
    return sorted(found.families())


def missing_characters(
    desk: Desk, characters: Sequence[str], fonts: Sequence[str]
) -> frozenset[str]:
    """Return which characters no font has, or no accessible file may hold."""
    data = json.dumps(list(characters)).encode()
    try:
        _compile(desk.folder, {MAIN: _PROBE, DATA: data}, fonts, ["ua-1", "a-2a"])
    except typst.TypstError as error:
        return _unfit(error)
    return frozenset()


def _unfit(error: typst.TypstError) -> frozenset[str]:
    found: set[str] = set()
    for match in _TEXT.finditer(str(error.diagnostic)):
        found.update(_ESCAPE.sub(lambda m: chr(int(m[1], 16)), match[1] or match[2]))
    return frozenset(found)


def typeset(
    folder: str,
    tree: Mapping[str, Any],
    *,
    template: str | None = None,
    template_name: str = "book.typ",
    fonts: Sequence[str] = (),
    standards: Sequence[str] = ("ua-1",),
    date: dt.datetime,
) -> bytes:
    """Return the PDF.

    Raises UnfitText for characters that the text must not hold, TypesetError for a template with a
    mistake, with its line in `template_name`.
    """
    given: dict[str, bytes] = {
        MAIN: _DEFAULT if template is None else template.encode(),
        TEMPLATE: default_template().encode(),
        DATA: json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode(),
    }
    try:
        return _compile(folder, given, fonts, standards, date)
    except typst.TypstError as error:
        unfit = _unfit(error)
        if unfit:
            raise UnfitText(unfit) from None
        raise TypesetError(_problem(error, template_name)) from None


def _problem(error: typst.TypstError, template_name: str) -> Problem:
    """Return the place in the guide's template, or the message of the compiler if it has none."""
    places = _PLACE.findall(str(error.diagnostic))
    line, column = next(
        ((int(y), int(x) + 1) for name, y, x in places if name.endswith(MAIN)), (0, 0)
    )
    hints = " ".join(f"Hint: {hint}." for hint in error.hints)
    message = f"{_REFUSED}{error.message}. {hints}".strip()
    return Problem(template_name, line, column, "book-template", message)


def _compile(
    folder: str,
    given: Mapping[str, bytes],
    fonts: Sequence[str] = (),
    standards: Sequence[str] = (),
    date: dt.datetime | None = None,
) -> bytes:
    # The compiler takes files by name as well, which its type stubs leave out.
    compiler: Any = typst.compile
    made: bytes = compiler(
        dict(given),
        root=folder,
        font_paths=list(fonts),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=list(standards),
        timestamp=date,
    )
    return made
