"""`extra: studyleaf:` of mkdocs.yml → Settings.

The settings stand under `extra` because that is where MkDocs and Zensical both leave them alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from studyleaf.parser import SECTIONS


class SettingsError(ValueError):
    """A setting that is unknown or of the wrong type; the text names it and says what is right."""


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

    book: bool | str = False
    """Whether the site's build also writes the book, or the name of its file."""

    offline: bool | str = False
    """Whether readers can install the site and read it without a network. To end that, set it to
    `remove` for as long as readers may come back: it is taken out of their browsers."""

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
    known = {field.name for field in fields(Settings)}
    for key in values:
        if key not in known:
            from rapidfuzz import process  # noqa: PLC0415  a third of the time of a small build

            near = process.extractOne(str(key), known, score_cutoff=60)
            hint = f" Did you mean `{near[0]}`?" if near else ""
            raise SettingsError(f"extra.studyleaf.{key}: there is no such setting.{hint}")
    return Settings(**{key: _checked(str(key), value) for key, value in values.items()})


def _checked(key: str, value: Any) -> Any:
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
    if key == "offline" and value == "remove":
        return value
    if key == "book" and isinstance(value, str) and value.endswith(".pdf"):
        return value
    if not isinstance(value, bool):
        others = {"book": " or the name of a .pdf file", "offline": " or remove"}
        also = others.get(key, "")
        raise SettingsError(f"extra.studyleaf.{key}: give true or false{also}.")
    return value
