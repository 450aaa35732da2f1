"""What the MkDocs hook does: add the extension and the client's files, count the questions.

`hooks/quiz.py` calls these functions, one an event. Zensical runs no hooks: there the extension is
named in mkdocs.yml, `studyleaf assets` writes the files, and `studyleaf check` tells the problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from studyleaf.blocks import split_lines
from studyleaf.client import OVERVIEW, address, manifest, script
from studyleaf.model import Catalogue, Page, Problem
from studyleaf.parser import front_matter
from studyleaf.settings import Settings
from studyleaf.words import as_scripts, languages

EXTENSION = "studyleaf"
FOLDER = "assets/studyleaf"
"""Where the client's files stand in the site."""

SCRIPTS = ("settings.js", "loader.js")
STYLES = ("studyleaf.css",)
TOPICS_MARK = "<!-- studyleaf:topics -->"

_ANSWER = '<details class="sl-answer"'
_DETAILS = re.compile(r"<(/?)details\b[^>]*>")
# Nobody can type this: Python-Markdown takes STX and ETX out of what is typed.
_CUT = "<!--\x02{}\x03-->"
_CUT_OUT = re.compile("<!--\x02([0-9]+)\x03-->")


def add_extension(extensions: list[Any]) -> None:
    """Add the extension to a list of Markdown extensions, unless it is there under any name."""
    for extension in extensions:
        name = extension if isinstance(extension, str) else type(extension).__module__
        if name.partition(":")[0].partition(".")[0] == EXTENSION:
            return
    extensions.append(EXTENSION)


def client_files(
    settings: Settings, *, site: Mapping[str, Any], overview: bool = True, served: bool = False
) -> Iterator[tuple[str, bytes]]:
    """Yield the client's files as path in the site and content.

    `site` is what mkdocs.yml says: `site_name`, `repo_url` and `edit_uri` go into `settings.js`.
    While the site is `served` for a preview, it doesn't work offline: that would show old pages.
    """
    yield from _packaged(files("studyleaf").joinpath("web"), FOLDER)
    values = client_settings(settings, site, overview=overview, served=served)
    yield f"{FOLDER}/settings.js", script("studyleafSettings", values).encode()
    yield f"{FOLDER}/site.webmanifest", manifest(_name(site), _language(site)).encode()
    for language in languages():
        for name, text in as_scripts(language).items():
            yield f"{FOLDER}/words/{name}", text.encode()


def client_settings(
    settings: Settings, site: Mapping[str, Any], *, overview: bool = True, served: bool = False
) -> dict[str, Any]:
    """Return what the client needs to know of the guide."""
    directory_urls = bool(site.get("use_directory_urls", True))
    return {
        "guide": settings.guide or _name(site),
        "repository": str(site.get("repo_url") or ""),
        "edit": str(site.get("edit_uri") or ""),
        "shuffle": settings.shuffle,
        "offline": settings.offline if not served else False,
        "languages": list(languages()),
        "progress": address(OVERVIEW, directory_urls=directory_urls) if overview else "",
    }


def _name(site: Mapping[str, Any]) -> str:
    return str(site.get("site_name") or "")


def _language(site: Mapping[str, Any]) -> str:
    theme = site.get("theme")
    return str((theme.get("language") if theme else None) or "en")


def _packaged(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.is_dir():
            yield from _packaged(file, f"{path}/{file.name}")
        elif file.name.endswith((".js", ".css", ".svg")):
            yield f"{path}/{file.name}", file.read_bytes()


def local_polyfills(polyfills: list[Any]) -> None:
    """Take the script for search from `file://`, which Material has elsewhere, from the site."""
    for place, polyfill in enumerate(polyfills):
        if str(polyfill).endswith("//unpkg.com/iframe-worker/shim"):
            polyfills[place] = f"{FOLDER}/vendor/iframe-worker.js"


def lines_before(raw: str) -> int:
    """Return how many lines of a page's file precede what MkDocs gives to Markdown.

    These are the front matter and the blank lines after it.
    """
    head = front_matter(raw)
    rest = raw[len(head) :] if head else ""
    blank = rest[: len(rest) - len(rest.lstrip("\r\n"))]
    return len(split_lines(head + blank))


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


def cut_answers(html: str) -> tuple[str, list[str]]:
    """Return the HTML of a page without the answers of its questions, and these answers."""
    kept: list[str] = []
    answers: list[str] = []
    done = 0
    while (start := html.find(_ANSWER, done)) >= 0:
        end = _end_of_details(html, start)
        if end is None:
            break
        kept += [html[done:start], _CUT.format(len(answers))]
        answers.append(html[start:end])
        done = end
    return "".join([*kept, html[done:]]), answers


def put_answers(html: str, answers: Sequence[str]) -> str:
    """Return the HTML of a page with the answers that `cut_answers` took out."""
    return _CUT_OUT.sub(lambda place: answers[int(place[1])], html)


def _end_of_details(html: str, start: int) -> int | None:
    """Return where the `<details>` at `start` ends, or None if it never does."""
    depth = 0
    for tag in _DETAILS.finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return None


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
