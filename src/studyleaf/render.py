"""A guide's folder → a manuscript: its pages as MkDocs renders them, ordered by the navigation.

Everything that mkdocs.yml says counts: extensions, hooks, plugins. Only the theme's templates are
left out, which take most of the time of a build. Nothing is written.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Section as NavSection
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from studyleaf.book.manuscript import Manuscript, Section, Source
from studyleaf.model import Problem
from studyleaf.store import CONFIG, Site, StoreError, load_pages

NOT_IN_BOOK = "book"
"""`book: false` in the front matter of a page leaves it out."""


_PLACED = re.compile(r"(\S+):(\d+):(\d+): (\S+): (.*)", re.DOTALL)
_NAMED = re.compile(r"'([^']+\.md)'")


class _Kept(logging.Handler):
    """Keeps what MkDocs warns of while pages are rendered."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def render_guide(
    site: Site, progress: Callable[[str, int, int], None]
) -> tuple[Manuscript, list[Problem]]:
    """Return the manuscript of a guide, and what MkDocs warned of.

    Raises StoreError for a mkdocs.yml that MkDocs refuses, for pages that are no UTF-8 (all at
    once), and for what a plugin or hook can't build.
    """
    _, unreadable = load_pages(site)
    if unreadable:
        raise StoreError(*unreadable)
    kept = _Kept()
    logger = logging.getLogger("mkdocs")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(kept)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        manuscript = _render(site.root, progress)
    except MkDocsException as error:
        told = "; ".join([*kept.messages, str(error)])
        raise StoreError.of(CONFIG, "book", f"The pages can't be rendered: {told}") from None
    finally:
        logger.removeHandler(kept)
        logger.setLevel(level)
        logger.propagate = propagate
    return manuscript, [_problem(message) for message in kept.messages]


def _problem(message: str) -> Problem:
    """Return what MkDocs or a hook logs as a problem, with its place if the text has one."""
    found = _PLACED.fullmatch(message)
    if found:
        path, line, column, code, words = found.groups()
        return Problem(path, int(line), int(column), code, words, "warning")
    file = _NAMED.search(message)
    return Problem(file[1] if file else CONFIG, 0, 0, "mkdocs", message, "warning")


def _render(root: Path, progress: Callable[[str, int, int], None]) -> Manuscript:
    config = load_config(str(root / CONFIG))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    pages = files.documentation_pages(inclusion=InclusionLevel.is_included)
    for number, file in enumerate(pages):
        _populate(file.page or Page(None, file, config), config, files)
        progress("rendering", number + 1, len(pages))
    return manuscript_of(config, files, nav.items)


def _populate(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Render a page, as `mkdocs.commands.build` does before it comes to templates."""
    config._current_page = page  # noqa: SLF001  what hooks and extensions find there in a build
    page = config.plugins.on_pre_page(page, config=config, files=files) or page
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(
        page.markdown or "", page=page, config=config, files=files
    )
    page.render(config, files)
    page.content = config.plugins.on_page_content(
        page.content or "", page=page, config=config, files=files
    )
    config._current_page = None  # noqa: SLF001


def manuscript_of(config: MkDocsConfig, files: Files, items: Iterable[StructureItem]) -> Manuscript:
    """Return the manuscript of a site whose pages are rendered; `items` is its navigation.

    Pages beside the navigation come last. `book: false` in its front matter leaves a page out.
    """
    root = Path(config.config_file_path or ".").resolve().parent
    assets = {file.url: file for file in files if not file.is_documentation_page()}
    pages = [
        file.page
        for file in files.documentation_pages(inclusion=InclusionLevel.is_included)
        if file.page is not None
    ]
    contents = _contents(items, root)
    known = {page.url for page in _sources(contents)}
    rest = [_source(page, root) for page in pages if page.url not in known and _is_in(page)]

    def asset(url: str) -> bytes | None:
        file = assets.get(url)
        if file is None:
            return _of_theme(config, url)
        path = file.abs_src_path
        if path is not None and not Path(path).resolve().is_relative_to(root):
            return None  # a link out of the guide
        try:
            return file.content_bytes
        except OSError:
            return None

    return Manuscript(
        title=str(config.site_name or ""),
        contents=(*contents, *rest),
        asset=asset,
        description=str(config.site_description or ""),
        author=str(config.site_author or ""),
        copyright=_text(str(config.copyright or "")),
        language=str(config.theme.get("language") or "en"),
        site_url=str(config.site_url or ""),
        # What a hook adds, such as the book itself, needs no warning where it is linked to.
        links=frozenset([page.url for page in pages] + [f.url for f in files if f.generated_by]),
    )


def _of_theme(config: MkDocsConfig, url: str) -> bytes | None:
    """Return a file that the theme brings. There are some 10,000, of which hardly one is shown."""
    for name in config.theme.dirs:
        folder = Path(name).resolve()
        path = (folder / url).resolve()
        if path.is_relative_to(folder) and path.is_file():
            return path.read_bytes()
    return None


def _contents(items: Iterable[StructureItem], root: Path) -> tuple[Section | Source, ...]:
    out: list[Section | Source] = []
    for item in items:
        if isinstance(item, Page) and _is_in(item):
            out.append(_source(item, root))
        elif isinstance(item, NavSection):
            inner = _contents(item.children, root)
            if inner:
                out.append(Section(item.title, inner))
    return tuple(out)


def _sources(contents: Iterable[Section | Source]) -> Iterable[Source]:
    for item in contents:
        yield from (item,) if isinstance(item, Source) else _sources(item.contents)


def _is_in(page: Page) -> bool:
    return page.meta.get(NOT_IN_BOOK) is not False


def _source(page: Page, root: Path) -> Source:
    path = page.file.abs_src_path
    name = page.file.src_uri
    if path is not None and Path(path).is_relative_to(root):
        name = Path(path).relative_to(root).as_posix()
    return Source(
        path=name,
        url=page.url,
        title=str(page.title or ""),
        html=page.content or "",
        text=page.file.content_string if path is None else _raw(page),
    )


def _raw(page: Page) -> str:
    return page.file.content_bytes.decode("utf-8", errors="replace")


def _text(html: str) -> str:
    """Return HTML, as `copyright` in mkdocs.yml may hold, as text."""
    from lxml.html import fragment_fromstring  # noqa: PLC0415  most guides don't need it

    if "<" not in html and "&" not in html:
        return html
    return " ".join(fragment_fromstring(html, create_parent="div").text_content().split())
