"""What a book is made of: rendered pages in the order of the navigation, and how to set them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from studyleaf.settings import BookSettings

Progress = Callable[[str, int, int], None]
"""Called with what is being done ("rendering", "pages", "typesetting", "packing"), how much of it
is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Source:
    """A page as the site renders it."""

    path: str
    """Its Markdown file as messages name it, such as `docs/storage/s3.md`."""
    url: str
    """Its address relative to the site, such as `storage/s3.html`."""
    title: str
    html: str
    text: str = ""
    """The Markdown file, in which the lines for messages are found."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the navigation: a part of the book."""

    title: str
    contents: tuple[Section | Source, ...] = ()

    @property
    def pages(self) -> Iterator[Source]:
        """All pages in it, in order."""
        return pages_of(self.contents)


def pages_of(contents: tuple[Section | Source, ...]) -> Iterator[Source]:
    """Yield all pages, in order."""
    for item in contents:
        if isinstance(item, Source):
            yield item
        else:
            yield from item.pages


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole guide, ready to become a book."""

    title: str
    contents: tuple[Section | Source, ...]
    asset: Callable[[str], bytes | None]
    """Returns the file that the site has at an address relative to it, or None."""
    description: str = ""
    author: str = ""
    copyright: str = ""
    language: str = "en"
    site_url: str = ""
    links: frozenset[str] = frozenset()
    """The addresses of all pages of the site, also of those that the book leaves out."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a book is set, beyond what the guide's settings say."""

    settings: BookSettings = field(default_factory=BookSettings)
    date: dt.datetime = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    """The day on the cover and the time in the file: an argument, so that books can be rebuilt."""
    template: str | None = None
    """The text of the guide's own template; None for the one that comes with Studyleaf."""
    fonts: tuple[str, ...] = ()
    """Folders with the guide's own fonts."""
