"""The pictures of pages → files for the compiler, each tried before the book is set.

A picture that can't be used becomes words in its place, and a problem.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree
from lxml.html import HtmlElement

from studyleaf.book.links import joined, scheme_of
from studyleaf.book.pixels import MOST, too_large

if TYPE_CHECKING:
    from studyleaf.book.reading import Reading

Try = Callable[[Mapping[str, bytes]], Mapping[str, str]]
"""Takes files, returns why some of them can't be set."""

_DARK = "#only-dark"
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
)


class Pictures:
    """The pictures of a book by the names under which the compiler finds them."""

    def __init__(self, asset: Callable[[str], bytes | None], attempt: Try) -> None:
        """Take what returns the site's files, and what tries whether pictures can be set."""
        self.files: set[str] = set()
        self._asset = asset
        self._attempt = attempt
        self._bad: dict[str, str] = {}
        self._read: dict[str, bytes | None] = {}

    def prepare(self, pages: Iterable[tuple[str, HtmlElement]]) -> None:
        """Read and try all pictures of pages at once, which is faster than one by one."""
        found: dict[str, bytes] = {}
        for url, root in pages:
            for src in root.xpath("//img/@src"):
                data = self._content(url, str(src))
                if data is not None and _kind(data) and not self._is_too_large(data):
                    found[_name(data)] = data
        self._bad.update(self._attempt(found))
        self.files.update(found.keys() - self._bad.keys())

    def show(self, reading: Reading, element: HtmlElement) -> tuple[str, str] | str | None:
        """Return the file and alternative text of an `<img>`; or the words for its place; or None
        for one that is meant for a dark screen only.
        """
        src = (element.get("src") or "").strip()
        if src.endswith(_DARK):
            return None
        name = unquote(src.partition("#")[0].rpartition("/")[2])[:80] or "?"
        # Also of a picture without a flaw, so that the next with its name is found below it.
        line = reading.places.find(f"({src}", f"({name}", f'"{src}"', src, name)
        alt = " ".join((element.get("alt") or "").split())
        if src.startswith("data:"):
            name = "data:"
        elif scheme_of(src) or src.startswith("//"):
            message = f"The picture `{src}` is on another host; keep a copy beside the page."
            return self._lost(reading, "book-remote", message, alt or src, line)
        data = self._content(reading.page.url, src)
        if data is None:
            message = f"There is no picture `{src}` in the guide."
            return self._lost(reading, "book-picture", message, alt or name, line)
        kind = _kind(data)
        if not kind:
            message = f"`{name}` is no PNG, JPEG, GIF, WebP or SVG; save it as one of them."
            return self._lost(reading, "book-picture", message, alt or name, line)
        file = self._file(data)
        if file in self._bad:
            message = f"The picture `{name}` can't be used: {self._bad[file]}."
            return self._lost(reading, "book-picture", message, alt or name, line)
        if not alt:
            alt = reading.word("no_alt", name=name)
            message = f"The picture `{name}` needs words for those who can't see it: ![words](…)."
            reading.problem_at(line, "book-alt", message)
        return file, alt

    def show_svg(self, reading: Reading, element: HtmlElement) -> tuple[str, str] | str:
        """Return the file and alternative text of a drawing in the page itself, such as an icon."""
        title = next((e.text for e in element.iter("title", "{*}title") if e.text), None)
        alt = element.get("aria-label") or title
        holder = element.getparent()
        if not alt and holder is not None:
            alt = holder.get("title") or (holder.get("class") or "").replace("twemoji", "").strip()
        if not element.get("xmlns"):
            element.set("xmlns", "http://www.w3.org/2000/svg")
        tail, element.tail = element.tail, None
        data = etree.tostring(element)
        element.tail = tail
        file = self._file(data)
        if file in self._bad:
            message = f"A drawing in the page can't be typeset: {self._bad[file]}."
            line = reading.places.find("<svg")
            return self._lost(reading, "book-picture", message, alt or "SVG", line)
        return file, alt or reading.word("icon")

    def _file(self, data: bytes) -> str:
        """Return the name of a picture, after trying it unless that was done."""
        name = _name(data)
        if name not in self.files and name not in self._bad and not self._is_too_large(data):
            bad = self._attempt({name: data})
            self._bad.update(bad)
            if name not in bad:
                self.files.add(name)
        return name

    def _is_too_large(self, data: bytes) -> bool:
        """Return whether a picture must not even be tried, and remember why."""
        if too_large(data, _kind(data) or "svg"):
            self._bad[_name(data)] = f"it claims more than {MOST // 1_000_000} million pixels"
            return True
        return False

    def _content(self, url: str, src: str) -> bytes | None:
        if src.startswith("data:"):
            return _data(src)
        if scheme_of(src) or src.startswith("//"):
            return None
        path = unquote(joined(url, src).partition("#")[0])
        path = path.partition("?")[0]
        if path not in self._read:
            self._read[path] = self._asset(path)
        return self._read[path]

    def _lost(self, reading: Reading, code: str, message: str, words: str, line: int) -> str:
        reading.problem_at(line, code, message)
        return reading.word("picture", what=words)


def _name(data: bytes) -> str:
    return f"{hashlib.sha256(data).hexdigest()[:20]}.{_kind(data) or 'svg'}"


def _kind(data: bytes) -> str:
    """Return the kind of a picture by its content, whatever its name is; "" for none we can set."""
    for start, kind in _KINDS:
        if data.startswith(start):
            return kind
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "svg" if head.startswith(b"<") and b"<svg" in head else ""


def _data(src: str) -> bytes | None:
    head, _, body = src[len("data:") :].partition(",")
    if not head.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(body, validate=False)
    except (binascii.Error, ValueError):
        return None
