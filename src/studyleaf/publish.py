"""A guide's folder and settings → finished books, whole, in part or in volumes."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from studyleaf.book import (
    Book,
    BookSettings,
    Compile,
    Desk,
    Manuscript,
    Options,
    Section,
    Source,
    TypesetError,
    make_book,
    pages_of,
    volumes,
)
from studyleaf.book.manuscript import Progress
from studyleaf.book.typeset import typeset
from studyleaf.catalogue import fold
from studyleaf.model import Problem
from studyleaf.render import manuscript_of, render_guide
from studyleaf.store import Site, StoreError, load_catalogue, read_text

_WORD = re.compile(r"\w+")
_FEW = 2
"""On so many processors, often two threads of one core, a second thread of the compiler gains 3 to
20 % of the time for 10 to 19 % more work. On more of them it uses all."""


class Publisher:
    """Renders a guide once, and makes books of it."""

    def __init__(self, site: Site, settings: BookSettings, progress: Progress) -> None:
        """Check the files that the settings name, and render the pages. Raises StoreError."""
        self.root = site.root
        self.options = options_of(site.root, settings, now())
        self.progress = progress
        self.manuscript, self.warnings = render_guide(site, progress)
        self.manuscript = _as_set(self.manuscript, settings)

    def one(self, topics: Sequence[str] = ()) -> Iterator[tuple[str, Book]]:
        """Yield the one book of the guide, or of some topics."""
        yield "book.pdf", self._make(self._chosen(topics))

    def volumes(self, topics: Sequence[str] = ()) -> Iterator[tuple[str, Book]]:
        """Yield a book for each section of the guide, with the name of its file."""
        for title, manuscript in volumes(self._chosen(topics)):
            # The compiler keeps what it has set: without a process for each volume, memory would
            # grow with all of them.
            name = "-".join(_WORD.findall(title.lower())) or "volume"
            yield f"{name}.pdf", self._make(manuscript, apart)

    def _make(self, manuscript: Manuscript, compiler: Compile = typeset) -> Book:
        try:
            with desk() as empty:
                made = make_book(manuscript, self.options, empty, self.progress, compiler)
        except TypesetError as error:
            raise StoreError(error.problem) from None
        problems, self.warnings = [*self.warnings, *made.problems], []
        return made._replace(problems=problems)

    def _chosen(self, topics: Sequence[str]) -> Manuscript:
        """Return the manuscript with the pages of some topics only. Raises StoreError."""
        names = [name.strip() for entry in topics for name in entry.split(",") if name.strip()]
        if not names:
            return self.manuscript
        known: dict[str, str] = {}
        for page in pages_of(self.manuscript.contents):
            stem = page.path.rpartition("/")[2].removesuffix(".md")
            for name in (page.title, stem, page.path):
                known.setdefault(fold(name), page.path)
        for topic in load_catalogue(self.root).topics:
            path = known.get(fold(topic.id))
            if path:
                known.update({fold(name): path for name in (topic.name, *topic.also)})
        unknown = [name for name in names if fold(name) not in known]
        if unknown:
            raise StoreError(
                *(
                    Problem("--topics", 0, 0, "book-topic", f"No page of the guide is “{name}”.")
                    for name in unknown
                )
            )
        paths = {known[fold(name)] for name in names}
        return replace(self.manuscript, contents=_only(self.manuscript.contents, paths))


def book_of_site(
    config: MkDocsConfig, files: Files, settings: BookSettings, pages: Iterable[Page]
) -> Book:
    """Return the book of a site whose build has rendered its pages. Raises StoreError.

    `pages` are in the order of the navigation, which is rebuilt from what stands above them.
    """
    items: list[StructureItem] = []
    for page in pages:
        *_, top = page, *page.ancestors
        is_in_nav = page.parent is not None or page.previous_page or page.next_page
        if is_in_nav and not any(top is item for item in items[-1:]):
            items.append(top)
    root = Path(config.config_file_path or ".").parent
    options = options_of(root, settings, now())
    manuscript = _as_set(manuscript_of(config, files, items), settings)
    try:
        with desk() as empty:
            return make_book(manuscript, options, empty)
    except TypesetError as error:
        raise StoreError(error.problem) from None


def _as_set(manuscript: Manuscript, settings: BookSettings) -> Manuscript:
    """Return the manuscript under the title of the settings and without what they leave out."""
    if settings.title:
        manuscript = replace(manuscript, title=settings.title)
    if settings.without:
        folder = settings.without.rstrip("/") + "/"
        pages = pages_of(manuscript.contents)
        kept = {page.path for page in pages if not page.url.startswith(folder)}
        manuscript = replace(manuscript, contents=_only(manuscript.contents, kept))
    return manuscript


@contextlib.contextmanager
def desk() -> Iterator[Desk]:
    """Lend an empty folder for the pictures of a book, and the compiler its threads."""
    if (os.cpu_count() or 1) <= _FEW:
        os.environ.setdefault("RAYON_NUM_THREADS", "1")  # read when the compiler first runs
    with tempfile.TemporaryDirectory(prefix="studyleaf-") as folder:

        def put(name: str, data: bytes) -> None:
            Path(folder, name).write_bytes(data)

        yield Desk(folder, put)


def now() -> dt.datetime:
    """Return the time that a reproducible build asks for in SOURCE_DATE_EPOCH, else the present."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def apart(*arguments: Any, **named: Any) -> bytes:
    """Typeset in a process of its own, which gives its memory back at the end."""
    # Only volumes need these, which take longer to load than a page to set.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(typeset, *arguments, **named).result()


def options_of(root: Path, settings: BookSettings, date: dt.datetime) -> Options:
    """Return the options of a book, with the guide's own template and fonts. Raises StoreError."""
    template = read_text(root / settings.template, settings.template) if settings.template else None
    fonts: tuple[str, ...] = ()
    if settings.fonts:
        folder = root / settings.fonts
        if not folder.is_dir():
            raise StoreError.of(settings.fonts, "book-fonts", "There is no such folder of fonts.")
        fonts = (str(folder),)
    return Options(settings, date, template, fonts)


def _only(contents: Sequence[Section | Source], paths: set[str]) -> tuple[Section | Source, ...]:
    kept: list[Section | Source] = []
    for item in contents:
        if isinstance(item, Source):
            if item.path in paths:
                kept.append(item)
        else:
            inner = _only(item.contents, paths)
            if inner:
                kept.append(Section(item.title, inner))
    return tuple(kept)
