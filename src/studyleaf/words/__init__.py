"""The words that are added to pages, one table a language: `<language>.json`, flat, key to text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def words(language: str = "en") -> Mapping[str, str]:
    """Return the table of a language, such as "en" or "pt-BR"; English where there is none.

    A region falls back to its language ("de-AT" to "de").
    """
    return _table(language.replace("_", "-"))


@cache
def _table(language: str) -> Mapping[str, str]:
    folder = files(__name__)
    for name in (language, language.partition("-")[0], "en"):
        file = folder / f"{name}.json"
        if name and file.is_file():
            table: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
            return table
    raise LookupError("words/en.json is missing from the installation")
