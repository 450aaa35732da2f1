"""`extra: studyleaf:` of mkdocs.yml → Settings.

The settings stand under `extra` because that is where MkDocs and Zensical both leave them alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from studyleaf.parser import SECTIONS
from studyleaf.spelling import nearest


class SettingsError(ValueError):
    """A setting that is unknown or of the wrong type; the text names it and says what is right."""


@dataclass(frozen=True, slots=True)
class BookSettings:
    """How the book is made. The comments are the documentation, one sentence a setting."""

    file: str = ""
    """The name under which the site offers the book, such as `guide.pdf`; empty for none."""

    paper: str = "a4"
    """The size of a page: `a4`, `us-letter` or `a5`."""

    answers: str = "after-chapter"
    """Where answers stand: `after-chapter`, `at-end`, `inline` (under each question), `none`."""

    links: str = "plain"
    """How links to other sites are set: `plain`, or with the address in `footnotes` or in a `list`
    at the end of each chapter."""

    standard: str = ""
    """An archive standard to keep besides PDF/UA-1: `a-2a`, `a-2b`, `a-2u`, `a-3a`, `a-3b`,
    `a-3u`."""

    title: str = ""
    """The title on the cover; the site's name unless it is set."""

    version: str = ""
    """The version on the cover."""

    without: str = ""
    """A folder of pages that the book leaves out, such as one about the site."""

    template: str = ""
    """A Typst file of the guide that takes the place of the look, relative to mkdocs.yml."""

    fonts: str = ""
    """A folder with fonts of the guide, relative to mkdocs.yml."""


BOOK_VALUES = {
    "paper": ("a4", "us-letter", "a5"),
    "answers": ("after-chapter", "at-end", "inline", "none"),
    "links": ("plain", "footnotes", "list"),
    "standard": ("", "a-2a", "a-2b", "a-2u", "a-3a", "a-3b", "a-3u"),
}
"""The values that a setting of the book can have, where it can't have any."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a guide can set. The comments are its documentation, one sentence a setting."""

    guide: str = ""
    """The name under which a reader's progress is kept; the site's name unless it is set. Guides
    can share an origin, so give each its own and don't change it later."""

    sections: tuple[str, ...] = SECTIONS
    """The headings of the sections that hold practice questions."""

    sources: bool = True
    """Whether every explanation needs a link to its source."""

    book: BookSettings = BookSettings()
    """Whether the site's build also writes the book (`book.pdf`), or the name of its file, or a
    mapping of how it is made."""

    offline: bool = False
    """Whether readers can install the site and read it without a network. `false` takes that out
    of the browsers of readers who come back, too."""

    shuffle: bool = False
    """Whether choices are shuffled unless the reader says otherwise."""

    preview: bool = False
    """Whether pages show their problems; `serve` sets it, and nothing else should."""


def read_settings(values: object) -> Settings:
    """Return the settings in `values`, the mapping that stands in mkdocs.yml (or None).

    Raises SettingsError, whose message is for the author, for an unknown key or a wrong type.
    """
    if values is None:
        return Settings()
    if not isinstance(values, Mapping):
        raise SettingsError("extra.studyleaf: give a mapping, such as `guide: my-guide`.")
    _known(values, Settings, "extra.studyleaf")
    return Settings(**{key: _checked(str(key), value) for key, value in values.items()})


def _known(values: Mapping[Any, Any], kind: type, where: str) -> None:
    known = {field.name for field in fields(kind)}
    for key in values:
        if key not in known:
            near = nearest(str(key), known)
            hint = f" Did you mean `{near}`?" if near else ""
            raise SettingsError(f"{where}.{key}: there is no such setting.{hint}")


def _book(value: Any) -> BookSettings:
    where = "extra.studyleaf.book"
    if isinstance(value, bool):
        return BookSettings(file="book.pdf" if value else "")
    if isinstance(value, str) and value.endswith(".pdf"):
        return BookSettings(file=value)
    if not isinstance(value, Mapping):
        raise SettingsError(f"{where}: give true or false or the name of a .pdf file.")
    _known(value, BookSettings, where)
    texts = {str(key): str(setting) for key, setting in value.items() if setting is not None}
    for key, setting in value.items():
        if isinstance(setting, bool | list | Mapping):
            raise SettingsError(f"{where}.{key}: give a text.")
    for key, allowed in BOOK_VALUES.items():
        if texts.get(key, allowed[0]) not in allowed:
            names = ", ".join(f"`{name}`" for name in allowed if name)
            raise SettingsError(f"{where}.{key}: give one of {names}.")
    if not texts.get("file", ".pdf").endswith(".pdf"):
        raise SettingsError(f"{where}.file: give the name of a .pdf file.")
    return BookSettings(**texts)


def _checked(key: str, value: Any) -> Any:
    if key == "book":
        return _book(value)
    if key == "sections":
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list | tuple) or not all(
            isinstance(name, str) and name.strip() for name in names
        ):
            raise SettingsError(f"extra.studyleaf.{key}: give a list of headings.")
        return tuple(names)
    if key == "guide":
        if not isinstance(value, str) or not value.strip():
            raise SettingsError(f"extra.studyleaf.{key}: give a name, such as `my-guide`.")
        return value.strip()
    if not isinstance(value, bool):
        raise SettingsError(f"extra.studyleaf.{key}: give true or false.")
    return value
