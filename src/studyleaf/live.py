"""The files of a guide that is being edited → the problems of a page. At the rim.

A preview asks for them with each page that it builds. Pages are parsed again only when their text
changed, and all rules run again only when a file did.
"""

from __future__ import annotations

import contextlib
import threading
from functools import lru_cache
from pathlib import Path

from studyleaf.check import Reading, read_page
from studyleaf.model import Problem
from studyleaf.notices import Notice
from studyleaf.settings import Settings
from studyleaf.store import CATALOGUE, CONFIG, Site, StoreError, load_site
from studyleaf.survey import survey


class LiveGuide:
    """A guide whose files people are editing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lock = threading.Lock()  # Zensical builds several pages at a time
        self.stamps: dict[str, tuple[int, int]] = {}
        self.site: Site | None = None
        self.pages: dict[str, tuple[str, Reading]] = {}
        self.found: dict[str, list[Problem]] = {}

    def notices(self, path: str) -> list[Notice]:
        """Return what is to be told of the page at `path` in the folder of pages."""
        with self.lock:
            self._look()
        if self.site is None or path not in self.pages:
            return []
        page = self.pages[path][1].page
        notices = []
        for problem in self.found.get(f"{self._folder()}/{path}", []):
            asked = (
                number
                for number, question in enumerate(page.questions)
                if 0 <= problem.line - question.line <= question.source.count("\n")
            )
            notices.append(Notice(problem, next(asked, None), len(page.questions)))
        return notices

    def _look(self) -> None:
        """Run the rules again if a file changed."""
        stamps = self._stamps()
        if stamps == self.stamps:
            return
        self.found = {}
        try:
            if self.site is None or stamps.get(CONFIG) != self.stamps.get(CONFIG):
                self.site = load_site(self.root)
                self.pages = {}  # they may have other sections now
                stamps = self._stamps()
            folder = self._folder()
            problems, texts = survey(self.site, read=self._read, folder=folder, both=True)
        except StoreError:
            return  # the engine tells, and builds nothing
        self.stamps = stamps
        self.pages = {path: self.pages[path] for path in texts}
        for problem in problems:
            self.found.setdefault(problem.path, []).append(problem)

    def _folder(self) -> str:
        return self.site.docs.relative_to(self.root).as_posix() if self.site else ""

    def _stamps(self) -> dict[str, tuple[int, int]]:
        """Return what tells whether a file changed, by its path."""
        pages = self.site.docs.rglob("*") if self.site else ()
        files = {CONFIG: self.root / CONFIG, CATALOGUE: self.root / CATALOGUE}
        files |= {path.as_posix(): path for path in pages}
        found = {}
        for name, path in files.items():
            with contextlib.suppress(OSError):  # it may be gone by now
                stat = path.stat()
                found[name] = stat.st_mtime_ns, stat.st_size
        return found

    def _read(self, text: str, path: str, settings: Settings) -> Reading:
        before = self.pages.get(path)
        if before is None or before[0] != text:
            self.pages[path] = before = text, read_page(text, path, settings)
        return before[1]


@lru_cache(maxsize=1)
def live_guide(place: str) -> LiveGuide:
    """Return the guide in a folder, or around a file, the same one from build to build."""
    path = Path(place).resolve()
    return LiveGuide(path if path.is_dir() else path.parent)
