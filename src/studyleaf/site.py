"""What the MkDocs hook does: add the extension and the client's files, count the questions.

`hooks/quiz.py` calls these functions, one an event. Zensical runs no hooks: there the extension is
named in mkdocs.yml, `studyleaf assets` writes the files, and `studyleaf check` tells the problems.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from studyleaf.blocks import split_lines
from studyleaf.model import Catalogue, Page, Problem
from studyleaf.parser import front_matter
from studyleaf.settings import Settings
from studyleaf.words import as_script, languages

EXTENSION = "studyleaf"
FOLDER = "assets/studyleaf"
"""Where the client's files stand in the site."""

SCRIPTS = ("settings.js", "loader.js")
STYLES = ("studyleaf.css",)
TOPICS_MARK = "<!-- studyleaf:topics -->"


def add_extension(extensions: list[Any]) -> None:
    """Add the extension to a list of Markdown extensions, unless it is there under any name."""
    for extension in extensions:
        name = extension if isinstance(extension, str) else type(extension).__module__
        if name.partition(":")[0].partition(".")[0] == EXTENSION:
            return
    extensions.append(EXTENSION)


def client_files(settings: Settings, *, site: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yield the client's files as path in the site and content.

    `site` is what mkdocs.yml says: `site_name`, `repo_url` and `edit_uri` go into `settings.js`.
    """
    yield from _packaged(files("studyleaf").joinpath("web"), FOLDER)
    yield f"{FOLDER}/settings.js", _script("studyleafSettings", client_settings(settings, site))
    for name in languages():
        yield f"{FOLDER}/words/{name}.js", as_script(name).encode()


def client_settings(settings: Settings, site: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the client needs to know of the guide."""
    return {
        "guide": settings.guide or str(site.get("site_name") or ""),
        "repository": str(site.get("repo_url") or ""),
        "edit": str(site.get("edit_uri") or ""),
        "shuffle": settings.shuffle,
        "offline": settings.offline,
        "languages": list(languages()),
    }


def _script(name: str, value: Any) -> bytes:
    return f"window.{name} = {json.dumps(value, ensure_ascii=False)};\n".encode()


def _packaged(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.is_dir():
            yield from _packaged(file, f"{path}/{file.name}")
        elif file.name.endswith((".js", ".css", ".svg")):
            yield f"{path}/{file.name}", file.read_bytes()


def lines_before(raw: str) -> int:
    """Return how many lines of front matter a page's file begins with."""
    return len(split_lines(front_matter(raw)))


def count_questions(html: str) -> int:
    """Count the questions in the HTML of a page."""
    return html.count('class="sl-question"')


def lost_questions(path: str, written: int, html: str) -> Problem | None:
    """Return the problem that a page's HTML has fewer questions than its file, or None.

    It may have more: an extension can include other files.
    """
    built = count_questions(html)
    if written <= built:
        return None
    return Problem(
        path,
        0,
        0,
        "lost-question",
        f"The page has {written} questions, its HTML {built}. Close every fence and HTML tag, and "
        "look for a plugin that changes the page.",
    )


def topic_list(catalogue: Catalogue, pages: Mapping[str, Page], words: Mapping[str, str]) -> str:
    """Return the Markdown of the list of topics by category, with their numbers of questions.

    Only topics that have a page are listed. The list replaces `TOPICS_MARK` in a page.
    """
    lines: list[str] = []
    for category in catalogue.categories:
        rows = [
            f"- [{topic.name}]({topic.path}) ({_count(len(pages[topic.path].questions), words)})"
            for topic in category.topics
            if topic.path in pages
        ]
        if rows:
            lines += [f"### {category.name}", "", *rows, ""]
    return "\n".join(lines)


def _count(number: int, words: Mapping[str, str]) -> str:
    return words["questions_one" if number == 1 else "questions_many"].format(n=number)
