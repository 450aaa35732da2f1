"""Rendered pages → a book: a document tree in Python (`nodes.py`), its look in `book.typ`.

`make_book` is the way in. The room reads and writes no files: pictures come from a function of the
manuscript, and the PDF goes back as bytes.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from studyleaf.book import glyphs, packing, typeset
from studyleaf.book.assemble import Assembly, assemble
from studyleaf.book.manuscript import (
    Manuscript,
    Options,
    Progress,
    Section,
    Source,
    pages_of,
)
from studyleaf.book.places import Places
from studyleaf.book.rescue import rescue, words_of
from studyleaf.book.typeset import Desk, TypesetError
from studyleaf.model import Problem
from studyleaf.settings import BookSettings

__all__ = [
    "Book",
    "BookSettings",
    "Desk",
    "Manuscript",
    "Options",
    "Section",
    "Source",
    "TypesetError",
    "make_book",
    "pages_of",
    "volumes",
]

CONFIG = "mkdocs.yml"

Compile = Callable[..., bytes]

_TRIES = 4
_UNSEEN = {"t", "l", "q", "k", "f"}
_TELLING = 6
"""Words with as many letters hardly stand at another place by chance."""


class Book(NamedTuple):
    """A finished book and what could not be set in it."""

    pdf: bytes
    pages: int
    problems: list[Problem]


def _silent(stage: str, done: int, total: int) -> None:
    del stage, done, total


def make_book(
    manuscript: Manuscript,
    options: Options,
    desk: Desk,
    progress: Progress = _silent,
    compiler: Compile = typeset.typeset,
) -> Book:
    """Return the PDF of a guide, and every flaw with its page and line.

    `compiler` is called as `typeset.typeset` is, and may do the same in another process.

    Raises TypesetError for a template with a mistake; whatever is wrong in a page costs no more
    than words in its place.
    """
    made = assemble(manuscript, options, partial(typeset.bad_pictures, desk), progress)
    progress("typesetting", 0, 1)
    pdf = _typeset(made, manuscript, options, desk, compiler)
    progress("packing", 0, 1)
    packed, pages = packing.pack(pdf)
    return Book(packed, pages, made.problems)


def volumes(manuscript: Manuscript) -> list[tuple[str, Manuscript]]:
    """Return a manuscript for each section of the guide, with its name, and one for the pages
    beside the sections.
    """
    out: list[tuple[str, Manuscript]] = []
    loose = tuple(item for item in manuscript.contents if isinstance(item, Source))
    if loose:
        out.append((loose[0].title, replace(manuscript, contents=loose)))
    for item in manuscript.contents:
        if isinstance(item, Section) and any(True for _ in item.pages):
            title = f"{manuscript.title}: {item.title}"
            out.append((item.title, replace(manuscript, title=title, contents=item.contents)))
    return out


def _typeset(
    made: Assembly, manuscript: Manuscript, options: Options, desk: Desk, compiler: Compile
) -> bytes:
    """Set the tree; characters that no font has are replaced before, and once more if need be."""
    settings = options.settings
    standards = ["ua-1", *([settings.standard] if settings.standard else [])]
    how: dict[str, Any] = {
        "template": options.template,
        "template_name": settings.template or "book.typ",
        "fonts": options.fonts,
        "standards": standards,
        "date": options.date,
    }
    made.tree["fonts"] = typeset.families(options.fonts)
    missing: frozenset[str] = frozenset()
    found = glyphs.unusual(_characters(made.tree, shown=settings.links != "plain"))
    missing = typeset.missing_characters(desk, found, options.fonts)
    missing |= {char for char in found if glyphs.is_private(char)}
    for _ in range(_TRIES):
        if missing:
            told = _tell(manuscript, made.tree, missing)
            made.tree = {key: glyphs.replaced(value, missing) for key, value in made.tree.items()}
            made.problems.extend(told)
        try:
            return compiler(desk.folder, made.tree, **how)
        except typeset.UnfitText as unfit:
            missing = unfit.characters
        except TypesetError as error:
            if options.template is not None:
                raise
            missing = frozenset()
            in_place = partial(compiler, desk.folder)
            made.problems.extend(_rescued(made, manuscript, error, in_place, how))
    raise AssertionError("characters that were taken out are still there")  # pragma: no cover


def _rescued(
    made: Assembly,
    manuscript: Manuscript,
    error: TypesetError,
    compiler: Compile,
    how: dict[str, Any],
) -> list[Problem]:
    """Put words in the place of the blocks that the compiler refuses; raise `error` if it is not
    for them.
    """

    def attempt(tree: dict[str, Any]) -> bool:
        try:
            compiler(tree, **how)
        except TypesetError:
            return False
        return True

    blocks = rescue(made.tree, attempt)
    if not blocks:
        raise error
    pages = {page.url: page for page in pages_of(manuscript.contents)}
    problems: list[Problem] = []
    for label, block in blocks:
        url = label.partition("#")[0]
        page = pages.get(url) or pages[f"{url}index.html"]
        words = sorted(words_of(block), key=lambda text: len(text) < _TELLING)
        line = Places(page.text).find(*(text.strip() for text in words[:5]))
        message = f"This can't be typeset, so the book has its words alone: {error.reason}."
        problems.append(Problem(page.path, line, 1 if line else 0, "book-flaw", message, "warning"))
    return problems


def _characters(tree: object, *, shown: bool) -> set[str]:
    """Return what all strings of a tree consist of, addresses only if they are `shown`; that they
    hold some keys as well does no harm.
    """
    found: set[str] = set()
    unseen = _UNSEEN if shown else _UNSEEN | {"u"}
    rest = [tree]
    while rest:
        item = rest.pop()
        if isinstance(item, str):
            found.update(item)
        elif isinstance(item, dict):
            rest.extend(value for key, value in item.items() if key not in unseen)
        elif isinstance(item, list):
            rest.extend(item)
    return found


def _tell(manuscript: Manuscript, tree: dict[str, Any], missing: frozenset[str]) -> list[Problem]:
    """Return a problem for each page that holds such characters, at the first; and one for those
    of the settings and of the words that the book adds.
    """
    problems: list[Problem] = []
    rest = missing & _characters(_around(tree), shown=True)
    for page in pages_of(manuscript.contents):
        shown = html.unescape(page.html)
        here = [char for char in sorted(missing) if char in shown]
        if here:
            places = Places(page.text)
            line = min(filter(None, map(places.find, here)), default=0)
            problems.append(_no_font(page.path, line, here))
            rest -= set(here)
    return [*problems, *([_no_font(CONFIG, 0, sorted(rest))] if rest else [])]


def _around(tree: dict[str, Any]) -> list[Any]:
    """Return what of a tree stands in no page."""
    words = [word for name, word in tree["words"].items() if not name.startswith("month_")]
    parts = [part["title"] for part in tree["body"] if part["t"] == "part"]
    return [words, parts, *(value for name, value in tree.items() if name not in ("words", "body"))]


def _no_font(path: str, line: int, characters: list[str]) -> Problem:
    message = glyphs.describe(characters)
    return Problem(path, line, 1 if line else 0, "book-glyph", message, "warning")
