"""`studyleaf new`: a folder with a guide of one's own that builds at once."""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from studyleaf.cli.output import err, out, tell
from studyleaf.cli.split import digest, read_sources, show_table
from studyleaf.notes import read
from studyleaf.split import Into, record_path, split
from studyleaf.split.plan import Source
from studyleaf.split.references import destinations, joined, local
from studyleaf.start import catalogue_of, guide_files
from studyleaf.store import CONFIG, StoreError, write_all

_NOTES, _DOCS = "notes", "docs"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--notes",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file of notes to begin with; can be given several times.",
)
@click.option("--name", default="", help="The name of the guide; that of the folder by default.")
def new(folder: Path, notes: tuple[Path, ...], name: str) -> None:
    """Make a guide in FOLDER: its settings, its topics, its first pages.

    The topics come from the headings of the notes. FOLDER must be empty or not there yet.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError.of(folder.as_posix(), "not-empty", "It is no empty folder; name another.")
    sources = read_sources(notes)
    catalogue = catalogue_of([(s.path, read(s.text, s.path)) for s in sources])
    title = name or folder.resolve().name.replace("-", " ").replace("_", " ").capitalize()
    made = guide_files(title, catalogue, dict(_template(files("studyleaf").joinpath("template"))))

    # Where each file of notes, and each file that it shows or links, will lie in the new guide.
    places = dict(_places(sources))
    inside = [Source(places[source.path], source.text) for source in sources]
    origin = {place: source for source, place in places.items()}
    into = Into(
        {path.removeprefix(f"{_DOCS}/"): made[path] for path in made if path.endswith(".md")},
        catalogue,
        config=made[CONFIG],
        records={},
        note_file=lambda path: digest(Path(origin[path])) if path in origin else None,
        page_file=lambda _: None,
    )
    plan = split(inside, into)
    if plan.problems:
        tell(plan.problems)
        err.print("Nothing was written.")
        sys.exit(1)
    texts = {
        **made,
        **{f"{_DOCS}/{path}": text for path, text in plan.pages.items()},
        **{source.path: source.text for source in inside},
        **{record_path(beside): text for beside, text in plan.records.items()},
    }
    if plan.config is not None:
        texts[CONFIG] = plan.config
    copies = [
        (Path(source), folder / place) for source, place in places.items() if place not in texts
    ]
    copies += [(Path(origin[s]), folder / _DOCS / target) for target, s in plan.copies.items()]
    write_all({folder / path: text for path, text in texts.items()}, copies)
    tell(plan.warnings)
    if sources:
        show_table(plan, dry_run=False)
    out.print(f"\nThe guide is in {folder}. To see it:", markup=False)
    out.print(f"  cd {folder} && studyleaf serve", markup=False)


def _template(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    for file in folder.iterdir():
        if file.is_dir() and file.name != "__pycache__":
            yield from _template(file, f"{path}{file.name}/")
        elif file.is_file() and not file.name.endswith(".pyc"):
            yield path + file.name, file.read_text(encoding="utf-8")


def _places(sources: list[Source]) -> Iterator[tuple[str, str]]:
    """Yield the path of each file to copy, and its path in the new guide."""
    taken: set[str] = set()
    for source in sources:
        stem, extension = posixpath.splitext(posixpath.basename(source.path))
        folder, number = _NOTES, 1
        while f"{folder}/{stem}{extension}" in taken:  # of the same name, from another folder
            number += 1
            folder = f"{_NOTES}/{number}"
        taken.add(f"{folder}/{stem}{extension}")
        yield source.path, f"{folder}/{stem}{extension}"
        for address, _ in destinations(source.text):
            name = local(address)
            if name is None or name.startswith("../"):
                continue
            beside = joined(posixpath.dirname(source.path), name)
            if Path(beside).is_file():
                yield beside, joined(folder, name)
