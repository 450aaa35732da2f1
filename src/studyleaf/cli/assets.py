"""`studyleaf assets`: the client's files into the folder of pages, for engines without hooks."""

from __future__ import annotations

from pathlib import Path

import click

from studyleaf.cli.output import out
from studyleaf.client import OVERVIEW, listed_pages, pages_script
from studyleaf.site import FOLDER, SCRIPTS, STYLES, client_files
from studyleaf.store import load_guide, load_site, write_all


@click.command()
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder of the guide; the current one by default.",
)
def assets(root: Path) -> None:
    """Write the client's files into the folder of pages, for Zensical.

    MkDocs needs this not: the hook adds the files to the site.
    """
    site = load_site(root)
    files = dict(
        client_files(site.settings, site=site.config, overview=(site.docs / OVERVIEW).exists())
    )
    guide = load_guide(root)
    directory_urls = bool(site.config.get("use_directory_urls", True))
    pages = listed_pages(guide.pages, guide.catalogue, directory_urls=directory_urls)
    files[f"{FOLDER}/questions.js"] = pages_script(pages).encode()
    write_all({site.docs / name: content for name, content in files.items()})
    out.print(f"{len(files)} files are in {site.docs / FOLDER}.")
    for key, names in (("extra_css", STYLES), ("extra_javascript", SCRIPTS)):
        listed = {str(name) for name in site.config.get(key) or ()}
        missing = [name for name in names if f"{FOLDER}/{name}" not in listed]
        if missing:
            out.print(f"Add to {key} in mkdocs.yml:")
            for name in missing:
                out.print(f"  - {FOLDER}/{name}")
