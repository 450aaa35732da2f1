"""Random pages, as long as you like → a book that can't be made, if there is one.

    python benchmarks/fuzz_book.py 600

runs for so many seconds; a second argument, a number, begins elsewhere. Each book has a few pages
of the same kind as the texts of `fuzz.py`, is set with its settings at random, and has to open in
the reader of another library. A page that costs the whole book is written to `fuzz-found/`.
"""

from __future__ import annotations

import random
import sys
import time

import pypdfium2
from markdown import Markdown

from fuzz import EXTENSIONS, MOST, corpus, keep, made_up
from studyleaf.book import BookSettings, Manuscript, Options, Section, Source, make_book
from studyleaf.publish import desk
from studyleaf.settings import BOOK_VALUES


def source(text: str, number: int) -> Source | None:
    """Return a text as a page, or None if Python-Markdown can't convert it, extension or not."""
    try:
        html = Markdown(extensions=[*EXTENSIONS, "studyleaf"]).convert(text)
    except Exception:  # noqa: BLE001  `fuzz.py` looks for those
        return None
    return Source(f"docs/{number}.md", f"{number}.html", f"Page {number}", html, text)


def make(texts: list[str], settings: BookSettings) -> None:
    """Make a book of texts, and open it."""
    pages = tuple(page for page in map(source, texts, range(len(texts))) if page)
    manuscript = Manuscript("Guide", (Section("Part", pages),), lambda _: None)
    with desk() as empty:
        book = make_book(manuscript, Options(settings=settings), empty)
    assert len(pypdfium2.PdfDocument(book.pdf)) == book.pages > 0


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)  # noqa: S311
    texts = [lines for lines in corpus() if lines]
    end = time.monotonic() + seconds
    books, found = 0, set()
    while time.monotonic() < end and len(found) < MOST:
        pages = [made_up(chance, texts) for _ in range(6)]
        chosen = {name: chance.choice(values) for name, values in BOOK_VALUES.items()}
        books += 1
        try:
            make(pages, BookSettings(**chosen))
        except Exception as error:  # noqa: BLE001  that is what is looked for
            if str(error) not in found:
                found.add(str(error))
                keep("\n".join(pages), error)
    print(f"{books} books; {len(found)} ways to lose one")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
