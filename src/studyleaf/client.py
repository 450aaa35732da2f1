"""A guide → the data files that its site's client loads: the pages' questions, what works offline.

`web/README.md` describes them from the client's side.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from studyleaf.model import Catalogue, Page
from studyleaf.words import words

OVERVIEW = "progress.md"
"""The page with the reader's progress, unless the guide has one of its own."""

WORKER = "studyleaf-sw.js"
"""The service worker. It stands at the root, since its folder is the limit of what it serves."""

OVERVIEW_PLACE = '<div class="sl-overview" data-short></div>\n\n'
"""Where the client says how far the reader has come, before a list of topics."""

_QUESTION = re.compile(r'<div\b[^>]*\bclass="sl-question"[^>]*>')
_ID = re.compile(r'\bdata-id="([^"]*)"')
_LEAVE_OUT = re.compile(rf"(^|/)\.|\.(map|gz|pdf|zip|apkg)$|^sitemap\.xml$|^{WORKER}$")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page with questions, as the client's overview shows it."""

    url: str
    title: str
    category: str
    ids: tuple[str, ...]


def ids_in(html: str) -> tuple[str, ...]:
    """Return the ids of the questions in the HTML of a page that can be answered."""
    tags = [tag for tag in _QUESTION.findall(html) if 'data-kind="unanswered"' not in tag]
    return tuple(name for tag in tags for name in _ID.findall(tag))


def listed_pages(
    pages: Iterable[Page], catalogue: Catalogue, *, directory_urls: bool
) -> list[Listed]:
    """Return the pages that have questions, for an engine that tells no addresses."""
    names = {topic.path: topic.name for topic in catalogue.topics}
    shelves = {topic.path: shelf.name for shelf in catalogue.categories for topic in shelf.topics}
    return [
        Listed(
            address(page.path, directory_urls=directory_urls),
            names.get(page.path, page.path.removesuffix(".md")),
            shelves.get(page.path, ""),
            tuple(
                question.id
                for question in page.questions
                if question.id and question.kind != "unanswered"
            ),
        )
        for page in pages
        if page.questions
    ]


def address(path: str, *, directory_urls: bool) -> str:
    """Return the address of a page in the site, as MkDocs forms it."""
    stem = path.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return f"{stem}/"


def pages_script(pages: Iterable[Listed]) -> str:
    """Return `questions.js`: each page with the hashes of its questions' ids, which are short."""
    rows = [
        {
            "url": page.url,
            "title": page.title,
            "category": page.category,
            "ids": " ".join(map(id_hash, page.ids)),
        }
        for page in pages
        if page.ids
    ]
    return script("studyleafPages", rows)


def script(name: str, value: Any) -> str:
    """Return a script that gives a value to the client; it works from `file://`, too."""
    return f"window.{name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


def id_hash(text: str) -> str:
    """Return the 32-bit FNV-1a hash of the UTF-16 units of `text`, in base 36, as the client does.

    http://www.isthe.com/chongo/tech/comp/fnv/
    """
    data = text.encode("utf-16-le")
    value = 0x811C9DC5
    for low, high in zip(data[::2], data[1::2], strict=True):
        value = ((value ^ (low | high << 8)) * 0x01000193) & 0xFFFFFFFF
    digits = ""
    while value:
        value, digit = divmod(value, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


def overview_page(language: str) -> str:
    """Return the Markdown of the page with the reader's progress."""
    table = words(language)
    return (
        "---\nbook: false\nsearch:\n  exclude: true\nhide:\n  - toc\n---\n\n"
        f"# {table['progress']}\n\n"
        f'<div class="sl-overview"><p>{table["progress_script"]}</p></div>\n'
    )


def manifest(name: str, language: str) -> str:
    """Return the web app manifest, which makes the site one that can be installed."""
    values = {
        "name": name,
        "lang": language,
        "start_url": "../../index.html",
        "scope": "../../",
        "display": "minimal-ui",
        "icons": [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def worker(hashes: Mapping[str, str] | None) -> str:
    """Return the service worker of a site whose files have these hashes, by path.

    None makes one that removes itself, and all that an earlier one kept.
    """
    files = None
    if hashes is not None:
        files = {path: key for path, key in sorted(hashes.items()) if not _LEAVE_OUT.search(path)}
    value = json.dumps(files, ensure_ascii=False, separators=(",", ":"))
    return f'self.studyleafFiles = {value};\nimportScripts("assets/studyleaf/worker.js");\n'
