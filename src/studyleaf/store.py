"""Files ↔ text and data: the only place that reads and writes a guide's files."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studyleaf.model import Catalogue, Guide, Page, Problem
from studyleaf.parser import parse
from studyleaf.settings import Settings, SettingsError, read_settings

CONFIG, CATALOGUE, UNSORTED = "mkdocs.yml", "topics.yml", "unsorted.md"

_TEMPORARY = ".studyleaf-new"


class StoreError(Exception):
    """Files that can't be used or written. `problems` says which and why, for people."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    @classmethod
    def of(cls, path: str, code: str, message: str, line: int = 0, column: int = 1) -> StoreError:
        """Return an error with one problem."""
        return cls(Problem(path, line, column, code, message))


@dataclass(frozen=True, slots=True)
class Site:
    """The folder of a guide, with what its mkdocs.yml says."""

    root: Path
    docs: Path
    config_text: str
    settings: Settings
    config: Mapping[str, Any]


def read_text(path: Path, name: str = "") -> str:
    """Return the text of a file, byte order mark and line ends kept.

    `name` is what messages call it. Raises StoreError for a file that is missing, a folder,
    unreadable, not UTF-8, or holds a NUL byte; the problem has the line.
    """
    name = name or path.as_posix()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise StoreError.of(name, "unreadable", "There is no such file.") from None
    except IsADirectoryError:
        raise StoreError.of(name, "unreadable", "This is a folder; name its files.") from None
    except OSError as error:
        raise StoreError.of(name, "unreadable", f"Can't read it: {error.strerror}.") from None
    return decode(data, name)


def decode(data: bytes, name: str) -> str:
    """Return bytes as text. Raises StoreError, with the line, unless they are UTF-8 without NUL."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = "This is not UTF-8; save the file in that encoding."
        raise StoreError.of(name, "not-utf-8", message, line, column) from None
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        raise StoreError.of(name, "nul-byte", "There is a NUL byte here; remove it.", line)
    return text


def write_all(
    contents: Mapping[Path, str | bytes], copies: Iterable[tuple[Path, Path]] = ()
) -> None:
    """Write files so that each is, at any moment, wholly old or wholly new, in the order given.

    All of them are written beside their places before the first takes its place, so a full disk or
    a forbidden folder changes nothing. Raises StoreError when one can't be written.
    """
    made: list[tuple[Path, Path]] = []
    try:
        for source, target in copies:
            made.append(_beside(target))
            _try(target, shutil.copyfile, source, made[-1][0])
        for target, content in contents.items():
            made.append(_beside(target))
            _try(target, _write, made[-1][0], content)
        for temporary, target in made:
            if target.exists():
                shutil.copymode(target, temporary)
            _try(target, temporary.replace, target)
    finally:
        for temporary, _ in made:
            with contextlib.suppress(OSError):
                temporary.unlink()


def hash_files(folder: Path) -> dict[str, str]:
    """Return a hash of each file's content, under its path in the folder. Raises StoreError."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def make_writable(target: Path) -> None:
    """Make the folder of a file that will be written. Raises StoreError if it could not be."""
    _beside(target)
    if not os.access(target.parent, os.W_OK):
        raise StoreError.of(target.as_posix(), "unwritable", "Can't write into this folder.")


def _beside(target: Path) -> tuple[Path, Path]:
    if target.exists() and not (target.is_file() and os.access(target, os.W_OK)):
        raise StoreError.of(
            target.as_posix(), "unwritable", "Can't write it: it is not a file of yours."
        )
    target = target.resolve()  # a link goes on pointing to its file, which changes
    _try(target, _make_folder, target.parent)
    return target.with_name(f".{target.name}{_TEMPORARY}"), target


def _write(path: Path, content: str | bytes) -> None:
    with path.open("wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())


def _make_folder(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)


def _try(target: Path, action: Callable[..., Any], *arguments: Any) -> None:
    try:
        action(*arguments)
    except OSError as error:
        message = f"Can't write it: {error.strerror}."
        raise StoreError.of(target.as_posix(), "unwritable", message) from None


def load_site(root: Path) -> Site:
    """Read the mkdocs.yml of a guide. Raises StoreError when it is missing or wrong."""
    from ruamel.yaml import YAML  # noqa: PLC0415  MkDocs has read it already where a site is built
    from ruamel.yaml.error import MarkedYAMLError  # noqa: PLC0415

    text = read_text(root / CONFIG, CONFIG)
    try:
        data = YAML(typ="rt").load(text) or {}
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise StoreError.of(CONFIG, "config", f"This is not YAML: {error.problem}.", line) from None
    if not isinstance(data, dict):
        raise StoreError.of(CONFIG, "config", "Begin with keys, such as `site_name: My guide`.", 1)
    extra = data.get("extra") or {}
    if not isinstance(extra, dict):
        raise StoreError.of(CONFIG, "config", "`extra` has keys below it, such as `studyleaf:`.")
    docs = data.get("docs_dir", "docs")
    if type(docs) is not str:  # a tag, such as !ENV, is for MkDocs to resolve
        raise StoreError.of(CONFIG, "config", "Write the folder of pages, `docs_dir`, out.")
    try:
        settings = read_settings(extra.get("studyleaf"))
    except SettingsError as error:
        raise StoreError.of(CONFIG, "settings", str(error)) from None
    return Site(root, root / docs, text, settings, data)


def load_catalogue(root: Path) -> Catalogue:
    """Read topics.yml; a guide without one has an empty catalogue. Raises StoreError."""
    from studyleaf.catalogue import CatalogueError, read_catalogue  # noqa: PLC0415  not all have one

    path = root / CATALOGUE
    if not path.exists():
        return Catalogue()
    try:
        return read_catalogue(read_text(path, CATALOGUE), CATALOGUE)
    except CatalogueError as error:
        raise StoreError(*error.problems) from None


def load_pages(site: Site) -> tuple[dict[str, str], list[Problem]]:
    """Return each page's text under its path in the folder of pages, and what can't be read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    if not site.docs.is_dir():
        message = "There is no such folder of pages. Make it, or mend `docs_dir` in mkdocs.yml."
        return {}, [Problem(site.docs.as_posix(), 0, 0, "unreadable", message)]
    for path in sorted(site.docs.rglob("*.md")):
        name = path.relative_to(site.docs).as_posix()
        if any(part.startswith(".") for part in Path(name).parts):
            continue
        try:
            texts[name] = read_text(path, shown_path(path, site.root))
        except StoreError as error:
            problems.extend(error.problems)
    return texts, problems


def shown_path(path: Path, root: Path) -> str:
    """Return how messages name a file: relative to the guide, if it lies in it."""
    inside = path.is_relative_to(root)
    return (path.relative_to(root) if inside else path).as_posix()


def list_files(site: Site) -> frozenset[str]:
    """Return the paths of all files in the folder of pages, relative to it."""
    return frozenset(
        path.relative_to(site.docs).as_posix() for path in site.docs.rglob("*") if path.is_file()
    )


def load_guide(root: Path) -> Guide:
    """Read and parse all pages of the guide in `root`. Raises StoreError."""
    site = load_site(root)
    texts, problems = load_pages(site)
    if problems:
        raise StoreError(*problems)
    return Guide(parse_pages(texts, site.settings), load_catalogue(root))


def parse_pages(texts: Mapping[str, str], settings: Settings) -> tuple[Page, ...]:
    """Parse pages, given as path to text."""
    return tuple(parse(text, path, sections=settings.sections) for path, text in texts.items())
