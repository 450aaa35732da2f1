"""`studyleaf book`: the whole guide, or some topics of it, as a PDF."""

from __future__ import annotations

import gc
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studyleaf.cli.output import err, out, tell
from studyleaf.settings import BOOK_VALUES, BookSettings
from studyleaf.store import load_site, make_writable, write_all

if TYPE_CHECKING:
    from rich.progress import Progress

STAGES = {
    "rendering": "Rendering the pages",
    "pages": "Reading the pages",
    "typesetting": "Typesetting",
    "packing": "Packing",
}


@click.command()
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder of the guide; the current one by default.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The PDF; book.pdf by default. With --volumes, a folder.",
)
@click.option(
    "--topics",
    multiple=True,
    help="Only these topics, by id, name or page, with commas between them.",
)
@click.option("--answers", type=click.Choice(BOOK_VALUES["answers"]), help="Where answers stand.")
@click.option("--paper", type=click.Choice(BOOK_VALUES["paper"]), help="The size of a page.")
@click.option(
    "--links",
    type=click.Choice(BOOK_VALUES["links"]),
    help="How the addresses of links to other sites are shown.",
)
@click.option(
    "--standard",
    type=click.Choice([value for value in BOOK_VALUES["standard"] if value]),
    help="An archive standard to keep, besides PDF/UA-1.",
)
@click.option("--title", help="The title on the cover.")
@click.option("--edition", "version", help="The version on the cover.")
@click.option("--template", help="A Typst file that takes the place of the look.")
@click.option("--fonts", help="A folder with fonts of your own.")
@click.option("--volumes", is_flag=True, help="Write one PDF for each category.")
@click.option("--strict", is_flag=True, help="Fail on warnings, and write nothing then.")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress and no summary.")
def book(
    *,
    root: Path,
    output: Path | None,
    topics: tuple[str, ...],
    volumes: bool,
    strict: bool,
    quiet: bool,
    **settings: str | None,
) -> None:
    """Write the guide as a book: a PDF to print or to read offline.

    What can't be typeset has words in its place, and a warning with its page and line. What the
    options say goes before what mkdocs.yml says under extra: studyleaf: book.
    """
    # The trees of the pages live to the end: looking for garbage takes a sixth of the rendering.
    gc.set_threshold(100_000, 50, 50)
    # The compiler and MkDocs take a while to load: other commands go without them.
    from studyleaf.publish import Publisher  # noqa: PLC0415

    site = load_site(root)
    given = {key: value for key, value in settings.items() if value is not None}
    chosen: BookSettings = replace(site.settings.book, **given)
    target = output or Path("." if volumes else "book.pdf")
    make_writable(target / "x.pdf" if volumes else target)
    with _bar() if not quiet and err.is_terminal else nullcontext() as bar:
        tasks = {}

        def progress(stage: str, done: int, total: int) -> None:
            if bar is None:
                return
            if stage not in tasks:
                tasks[stage] = bar.add_task(STAGES[stage], total=None)
            bar.update(tasks[stage], completed=done, total=total if done else None)

        publisher = Publisher(site, chosen, progress)
        books = publisher.volumes(topics) if volumes else publisher.one(topics)
        failed = False
        for name, made in books:
            tell(made.problems)
            failed = failed or (strict and bool(made.problems))
            if not failed:
                path = target / name if volumes else target
                write_all({path: made.pdf})
                if not quiet:
                    size = len(made.pdf) / 1_000_000
                    out.print(f"{path}: {made.pages} pages, {size:.1f} MB", soft_wrap=True)
    if failed:
        sys.exit(1)


def _bar() -> AbstractContextManager[Progress]:
    # A bar that is only switched off prints an empty line with some versions of rich.
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:20}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True)
