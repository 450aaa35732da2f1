"""The files of a guide → its problems. At the rim: it reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from studyleaf.check import Reading, check, read_page
from studyleaf.history import former_ids
from studyleaf.model import Guide, Problem
from studyleaf.settings import Settings
from studyleaf.store import UNSORTED, Site, list_files, load_catalogue, load_pages

Read = Callable[[str, str, Settings], Reading]


def survey(
    site: Site,
    base: str | None = None,
    *,
    read: Read = read_page,
    folder: str | None = None,
    both: bool = False,
) -> tuple[list[Problem], dict[str, str]]:
    """Return the problems of a guide, and its texts under their paths in the folder of pages.

    `base` is a git revision to compare with; `read` may know pages from before; `folder` is what
    problems call the folder of pages, unless it is its path; `both` is as in `check`.
    """
    texts, unreadable = load_pages(site)
    texts.pop(UNSORTED, None)  # a heap to be sorted, and no page of the site
    pages = {path: read(text, path, site.settings) for path, text in texts.items()}
    inside = site.docs.relative_to(site.root)
    problems = check(
        Guide(tuple(read.page for read in pages.values()), load_catalogue(site.root)),
        texts,
        site.settings,
        read=pages,
        files=list_files(site),
        config=site.config,
        former=former_ids(site, base) if base else {},
        unreadable=[
            replace(problem, path=Path(problem.path).relative_to(inside).as_posix())
            for problem in unreadable
        ],
        folder=site.docs.as_posix() if folder is None else folder,
        both=both,
    )
    return problems, texts
