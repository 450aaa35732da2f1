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


WRITTEN = "none key link questions_one questions_many progress_script".split()
"""What the client never says: it is in the HTML that the extension and the hook write."""

LATER = """
    show_all hide_all shuffle print_bare keys key_tab key_choose key_space key_enter key_help close
    cancel reset reset_page reset_page_ask reset_all reset_all_ask progress_all last_visit export
    import imported import_bad report report_title edit unsaved damaged
""".split()
"""What the client says in a menu, a dialog or the overview alone: few readers load it."""


def as_scripts(language: str) -> Mapping[str, str]:
    """Return the table of a language as the scripts that the client loads, also from `file://`."""
    table = words(language)
    now = {key: text for key, text in table.items() if key not in (*WRITTEN, *LATER)}
    later = {key: table[key] for key in LATER}
    return {
        f"{language}.js": _script(language, now),
        f"{language}.more.js": _script(language, later),
    }


def _script(language: str, table: Mapping[str, str]) -> str:
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    return f"Object.assign((window.studyleafWords||={{}})[{json.dumps(language)}]||={{}},{text});\n"


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
