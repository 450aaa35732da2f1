"""MkDocs events → functions of `site`. Nothing is kept here: under `serve` a hook outlives builds.

https://www.mkdocs.org/dev-guide/plugins/#events describes the events.
"""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from studyleaf import client, site
from studyleaf.check import check_page
from studyleaf.model import Catalogue, Problem
from studyleaf.model import Page as Parsed
from studyleaf.parser import parse
from studyleaf.settings import Settings, SettingsError, read_settings
from studyleaf.store import UNSORTED, StoreError, decode, hash_files, load_catalogue, write_all
from studyleaf.words import words

__all__ = [
    "on_config",
    "on_env",
    "on_files",
    "on_page_context",
    "on_page_markdown",
    "on_post_build",
    "on_post_page",
    "on_startup",
]

# `--strict` counts the warnings of loggers below `mkdocs` only.
log = logging.getLogger("mkdocs.hooks.quiz")


THEME = Path(__file__).parent / "theme"
"""Parts of Material that need mending; README.md in it says which and why."""

# The attribute of MkDocs' page that tells how many questions its file has.
_WRITTEN = "studyleaf_questions"
# And the one that keeps the answers while plugins read the page.
_ANSWERS = "studyleaf_answers"


def on_startup(command: str, dirty: bool) -> None:
    """Refuse to publish a build that leaves pages out of the search. Only previews may be dirty."""
    if command == "build":
        gc.freeze()  # what is loaded stays to the end; walking it for garbage is 4 % of a build
    if dirty and command != "serve":
        raise PluginError(
            "A dirty build leaves pages that did not change out of the search and the progress: "
            "build without --dirty. `studyleaf serve` shows edits fast."
        )


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the settings; add the extension, the client's scripts and its style."""
    _settings(config)
    if _served(config):
        config.extra["studyleaf"] = {**(config.extra.get("studyleaf") or {}), "preview": True}
    site.add_extension(config.markdown_extensions)
    for style in site.STYLES:
        if f"{site.FOLDER}/{style}" not in config.extra_css:
            config.extra_css.append(f"{site.FOLDER}/{style}")
    present = {str(script) for script in config.extra_javascript}
    for script in site.SCRIPTS:
        if f"{site.FOLDER}/{script}" not in present:
            config.extra_javascript.append(ExtraScriptValue(f"{site.FOLDER}/{script}"))
    site.local_polyfills(config.extra.get("polyfills", []))
    if config.theme.name == "material" and str(THEME) not in config.theme.dirs:
        # After the guide's own `custom_dir`, which may override it.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the client's files, and keep the page of unsorted pieces out of the site."""
    generated = dict(site.client_files(_settings(config), site=config, served=_served(config)))
    generated[client.OVERVIEW] = client.overview_page(_language(config)).encode()
    for path, content in generated.items():
        if files.get_file_from_path(path) is None:  # `studyleaf assets` may have written it
            file = File.generated(config, path, content=content)
            if path == client.OVERVIEW:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            files.append(file)
    name = _settings(config).book.file
    if name and files.get_file_from_path(name) is None and not _served(config):
        files.append(File.generated(config, name, content=b""))  # made when the pages are rendered
    unsorted = files.get_file_from_path(UNSORTED)
    if unsorted is not None:
        unsorted.inclusion = InclusionLevel.DRAFT
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the problems of the page's questions, and fill in the list of topics."""
    settings = _settings(config)
    try:
        raw = decode(page.file.content_bytes, page.file.src_uri)
    except StoreError as error:
        raise PluginError(str(error)) from None
    source = parse(raw, _source_path(page, config), sections=settings.sections)
    setattr(page, _WRITTEN, len(source.questions))
    for problem in check_page(source, settings):
        log.log(_level(problem), "%s", problem)
    _options(config)["first_line"] = site.lines_before(raw)
    if site.TOPICS_MARK in markdown:
        topics = client.OVERVIEW_PLACE + _topics(files, config, settings)
        markdown = markdown.replace(site.TOPICS_MARK, topics)
    return markdown


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Add the list of questions by page, with which the client draws progress, and the book."""
    pages = [
        client.Listed(
            page.url,
            str(page.title or ""),
            page.parent.title if page.parent else "",
            client.ids_in(page.content or ""),
        )
        for page in _in_reading_order(files)
    ]
    script = client.pages_script(pages)
    files.append(File.generated(config, f"{site.FOLDER}/questions.js", content=script))
    name = _settings(config).book.file
    if name and not _served(config):
        _make_book(name, config, files)
    return env


def _make_book(name: str, config: MkDocsConfig, files: Files) -> None:
    """Fill in the file of the book. A preview goes without: it would be made at each edit."""
    # A site without a book needs no compiler.
    from studyleaf.publish import book_of_site  # noqa: PLC0415

    file = files.get_file_from_path(name)
    if file is None or file.generated_by is None:
        return  # the guide has a file of its own there
    try:
        made = book_of_site(config, files, _settings(config).book, _in_reading_order(files))
    except StoreError as error:
        raise PluginError(str(error)) from None
    for problem in made.problems:
        log.warning("%s", problem)
    file.content_bytes = made.pdf


def _in_reading_order(files: Files) -> list[Page]:
    """Return the pages as the navigation has them, then those that it leaves out."""
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    ordered: list[Page] = []
    for first in (page for page in pages if page.previous_page is None and page.next_page):
        page: Page | None = first
        while page is not None:
            ordered.append(page)
            page = page.next_page
    return ordered + [page for page in pages if page not in ordered]


def _hide_answers(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:  # noqa: ARG001
    """Take the answers out of what plugins see, those that index pages for the search above all."""
    page.content, answers = site.cut_answers(page.content or "")
    setattr(page, _ANSWERS, answers)
    return context


def _show_answers(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:  # noqa: ARG001
    page.content = site.put_answers(page.content or "", getattr(page, _ANSWERS))
    return context


on_page_context = CombinedEvent(
    event_priority(100)(_hide_answers), event_priority(-100)(_show_answers)
)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the service worker, last: it lists every file of the site.

    Where the site isn't for offline use, it removes the one that a reader's browser may still have:
    that would show them the old site for ever.
    """
    folder = Path(config.site_dir)
    offline = _settings(config).offline and not _served(config)
    write_all({folder / client.WORKER: client.worker(hash_files(folder) if offline else None)})


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Warn if the HTML has fewer questions than the file."""
    written: int = getattr(page, _WRITTEN, 0)
    lost = site.lost_questions(_source_path(page, config), written, output)
    if lost is not None:
        log.warning("%s", lost)
    return output


def _settings(config: MkDocsConfig) -> Settings:
    try:
        return read_settings(config.extra.get("studyleaf"))
    except SettingsError as error:
        raise PluginError(f"mkdocs.yml: {error}") from None


def _options(config: MkDocsConfig) -> dict[str, Any]:
    """Return the options of the extension under the name by which it is listed."""
    for name in config.markdown_extensions:
        if isinstance(name, str) and name.partition(":")[0].partition(".")[0] == site.EXTENSION:
            options: dict[str, Any] = config.mdx_configs.setdefault(name, {})
            return options
    return {}


def _served(config: MkDocsConfig) -> bool:
    """Tell a preview by the address that `mkdocs serve` gives the site."""
    return (config.site_url or "").startswith(f"http://{config.dev_addr}/")


def _language(config: MkDocsConfig) -> str:
    return str(config.theme.get("language") or "en")


def _source_path(page: Page, config: MkDocsConfig) -> str:
    root = Path(config.config_file_path or ".").parent
    source = page.file.abs_src_path
    if source is None:
        return page.file.src_uri
    try:
        return Path(source).relative_to(root).as_posix()
    except ValueError:
        return Path(source).as_posix()


def _level(problem: Problem) -> int:
    return logging.WARNING if problem.severity == "error" else logging.INFO


def _topics(files: Files, config: MkDocsConfig, settings: Settings) -> str:
    try:
        catalogue: Catalogue = load_catalogue(Path(config.config_file_path or ".").parent)
    except StoreError as error:
        raise PluginError(str(error)) from None
    pages: dict[str, Parsed] = {}
    for topic in catalogue.topics:
        file = files.get_file_from_path(topic.path)
        if file is not None:
            pages[topic.path] = parse(file.content_string, sections=settings.sections)
    return site.topic_list(catalogue, pages, words(_language(config)))
