"""The addresses in pages → labels in the book, addresses outside, or words with a problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from studyleaf.book.nodes import Node, node

if TYPE_CHECKING:
    from studyleaf.book.reading import Reading

_BASE = "http://site/"
_OUTSIDE = {"http", "https", "mailto", "tel", "ftp", "sms", "irc"}
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")


class Links:
    """Knows every page and place of the book, and which places are linked to."""

    def __init__(
        self, pages: Iterable[tuple[str, HtmlElement]], site: Collection[str], site_url: str
    ) -> None:
        """Take the address and HTML of each page, the addresses of all pages of the site, and where
        the site is published, if it is.
        """
        self.site_url = site_url if not site_url or site_url.endswith("/") else f"{site_url}/"
        self.site = {_clean(url) for url in site}
        self.ids: dict[str, set[str]] = {}
        self._wanted: set[str] = set()
        hrefs: list[tuple[str, str]] = []
        for url, root in pages:
            self.ids[_clean(url)] = {str(name) for name in root.xpath("//@id")}
            links = root.xpath('//a[not(contains(@class, "footnote"))]/@href[contains(., "#")]')
            hrefs += [(url, str(href)) for href in links]
        for url, href in hrefs:
            target, fragment = self._inside(url, href)
            if target in self.ids and fragment in self.ids[target]:
                self._wanted.add(_label(target, fragment))

    def page(self, url: str) -> str:
        """Return the label of a page."""
        return _label(_clean(url))

    def label(self, url: str, name: str | None) -> str | None:
        """Return the label of a place in a page, which is made whether it is linked to or not."""
        return _label(_clean(url), name) if name else None

    def wanted(self, url: str, name: str | None) -> str | None:
        """Return the label of a place in a page if something links to it."""
        if not name or not self._wanted:
            return None
        label = _label(_clean(url), name)
        return label if label in self._wanted else None

    def absolute(self, url: str, href: str) -> str:
        """Return an address outside as it is, and one of the site with the site's address."""
        if scheme_of(href) or href.startswith("//") or not self.site_url:
            return href
        return self.site_url + joined(url, href)

    def _inside(self, url: str, href: str) -> tuple[str, str]:
        path, _, fragment = joined(url, href.strip()).partition("#")
        return _clean(unquote(path.partition("?")[0])), unquote(fragment)

    def link(self, reading: Reading, href: str | None, content: list[Node]) -> list[Node]:
        """Return `content` as a link, or as it is where the link leads nowhere in the book."""
        if not href:
            return content
        if href.startswith("//"):
            href = f"https:{href}"
        scheme = scheme_of(href)
        if scheme in _OUTSIDE:
            return [node("url", u=_CONTROLS.sub("", href), c=content)]
        if scheme:
            reading.problem(
                "book-link",
                f"The book can't link to `{href}`.",
                f"({href}",
                href,
                f'"{href.removeprefix("https:")}"',
            )
            return content
        target, fragment = self._inside(reading.page.url, href)
        if target in self.ids:
            if fragment and fragment not in self.ids[target]:
                message = f"`{href}` names a place that its page has not; it links to the page."
                reading.problem("book-link", message, f"({href}", href, f"#{fragment}")
                fragment = ""
            return [node("to", l=_label(target, fragment), c=content)]
        if self.site_url:
            return [node("url", u=self.absolute(reading.page.url, href), c=content)]
        if target not in self.site:
            message = f"The book can't link to `{href}`; with `site_url` it links to the site."
            reading.problem("book-link", message, f"({href}", href, href.rpartition("/")[2])
        return content


def scheme_of(href: str) -> str:
    """Return the scheme of an address; "?" for one that no browser understands, either."""
    try:
        return urlsplit(href.strip()).scheme.lower()
    except ValueError:
        return "?"


def joined(url: str, href: str) -> str:
    """Return where an address in a page leads, relative to the site; "?" as above."""
    try:
        return urljoin(_BASE + url, href).removeprefix(_BASE)
    except ValueError:
        return "?"


def _clean(url: str) -> str:
    url = url.removeprefix("./")
    return url.removesuffix("index.html")


def _label(url: str, fragment: str = "") -> str:
    return f"{url}#{fragment}" if fragment else f"{url}#"
