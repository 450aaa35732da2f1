"""The words that are added to pages, one table a language: `<language>.json`, flat, key to text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def words(language: str = "en") -> Mapping[str, str]:
    """Return the table of a language, such as "en" or "pt-BR"; English where there is none.

    A region falls back to its language ("de-AT" to "de"), a language without a table of its own to
    a region's ("pt" to "pt-BR").
    """
    return _table(_nearest(language.replace("_", "-"), languages()))


def book_words(language: str = "en") -> Mapping[str, str]:
    """Return the table of the words that the book adds, found as `words` finds its own."""
    return _table(_nearest(language.replace("_", "-"), languages("book")), "book")


@cache
def languages(folder: str = "") -> tuple[str, ...]:
    """Return the languages that have a table, in order."""
    names = (file.name for file in files(__name__).joinpath(folder).iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def as_script(language: str) -> str:
    """Return the table of a language as the script that the client loads, also from `file://`."""
    table = json.dumps(dict(words(language)), ensure_ascii=False, separators=(",", ":"))
    name = json.dumps(language)
    return f"(window.studyleafWords||={{}})[{name}]={table};\n"


def _nearest(language: str, languages: tuple[str, ...]) -> str:
    wanted = language.lower()
    short = wanted.partition("-")[0]
    known = {name.lower(): name for name in languages}
    region = next((name for name in known if name.startswith(f"{short}-")), "en")
    return known.get(wanted) or known.get(short) or known[region]


@cache
def _table(language: str, folder: str = "") -> Mapping[str, str]:
    file = files(__name__).joinpath(folder, f"{language}.json")
    table: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return table
