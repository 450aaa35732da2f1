"""`studyleaf serve`: the site in a browser, following the edits."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from studyleaf.cli.output import err
from studyleaf.store import CONFIG, StoreError, read_text


@click.command()
@click.option(
    "--engine",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    help="What builds the site; Zensical runs no hooks, so `studyleaf assets` goes before it.",
)
@click.option("--address", metavar="IP:PORT", help="Where to serve; 127.0.0.1:8000 by default.")
@click.option("--open", "open_", is_flag=True, help="Open the site in the browser.")
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder of the guide; the current one by default.",
)
def serve(engine: str, address: str | None, root: Path, *, open_: bool) -> None:
    """Show the guide in a browser, and each edit at once.

    The problems of a page stand in the page, above the question they belong to. After an edit the
    search knows the pages that were built last; what is published is built whole.
    """
    from studyleaf.preview import serve_mkdocs, serve_zensical  # noqa: PLC0415  slow to import

    read_text(root / CONFIG, CONFIG)
    if engine == "zensical":
        serve_zensical(root, address, open_in_browser=open_)
        return
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("mkdocs.commands.build").addFilter(_is_news)
    try:
        serve_mkdocs(root, address, open_in_browser=open_)
    except MkDocsException as error:
        raise StoreError.of(CONFIG, "build", str(error)) from None
    except OSError as error:
        place = address or "127.0.0.1:8000"
        raise StoreError.of(place, "address", f"Can't serve there: {error.strerror}.") from None
    err.print("Stopped.")


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out the warning about dirty builds: here they are meant, and not published."""
    return "dirty" not in record.getMessage()
