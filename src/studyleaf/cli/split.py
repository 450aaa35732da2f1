"""`studyleaf split`: notes into pages, with a table of what went where."""

from __future__ import annotations

import difflib
import gc
import hashlib
import json
import posixpath
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from studyleaf.cli.output import err, out, tell
from studyleaf.model import Problem
from studyleaf.notes import READERS
from studyleaf.split import UNSORTED, Into, folders, record_path, split
from studyleaf.split.plan import LineKind, Plan, Source
from studyleaf.split.record import read_record
from studyleaf.split.report import report
from studyleaf.store import (
    CONFIG,
    Site,
    StoreError,
    load_catalogue,
    load_pages,
    load_site,
    read_text,
    write_all,
)

_RARELY = 100_000
"""So many new objects, and the collector looks for cycles. Notes are read into objects without any,
and to look for them takes up to a third of the time of long files."""
_KINDS: dict[LineKind, str] = {
    "moved": "moved",
    "question": "part of a question",
    "structure": "structure",
    "unplaced": "unplaced",
}


@click.command(name="split")
@click.argument("notes", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show the table and the changes; write nothing.")
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder of the guide; the current one by default.",
)
@click.option(
    "--shape",
    type=click.Choice(list(dict.fromkeys(reader.name for reader in READERS))),
    help="Read questions of this shape alone; `studyleaf shapes` lists them.",
)
@click.option(
    "--report",
    "form",
    type=click.Choice(["json"]),
    help="With --dry-run: print what is read in each file, as one JSON document.",
)
def split_command(
    notes: tuple[Path, ...], root: Path, shape: str | None, form: str | None, *, dry_run: bool
) -> None:
    """Sort NOTES into pages, one a topic, their practice questions as quizzes.

    Each piece goes to the page of the topic that its headings or its text name; a piece that names
    none goes to docs/unsorted.md. Running it again changes nothing.
    """
    gc.set_threshold(_RARELY)
    if form is not None:
        if not dry_run:
            raise click.UsageError("--report goes with --dry-run: it writes nothing.")
        entries = (_source_or_problem(path, shape) for path in dict.fromkeys(notes))
        told = json.dumps(report(entries, load_catalogue(root)), ensure_ascii=False)
        click.echo(told.encode("utf-8", "backslashreplace"))  # whatever the terminal's encoding is
        return
    site = load_site(root)
    sources = read_sources(notes, shape)
    plan = plan_split(site, sources)
    if plan.problems:
        tell(plan.problems)
        err.print("Nothing was written.")
        sys.exit(1)
    if dry_run:
        _show_changes(plan, site)
    else:
        write_plan(plan, site)
    tell(plan.warnings)
    show_table(plan, dry_run=dry_run)


def plan_split(site: Site, sources: list[Source]) -> Plan:
    """Read what a split needs of the guide and the notes, and return its plan."""
    pages, problems = load_pages(site)
    if problems:
        raise StoreError(*problems)
    into = Into(
        pages,
        load_catalogue(site.root),
        config=site.config_text,
        records=_records(sources),
        note_file=lambda path: digest(Path(path)),
        page_file=lambda path: digest(site.docs / path),
        sections=site.settings.sections,
    )
    return split(sources, into)


def write_plan(plan: Plan, site: Site) -> None:
    """Write what a plan changes; the records last, so that a kill in between loses nothing."""
    texts: dict[Path, str | bytes] = {site.docs / path: text for path, text in plan.pages.items()}
    if plan.config is not None:
        texts[site.root / CONFIG] = plan.config
    for folder, text in plan.records.items():
        texts[Path(record_path(folder))] = text
    copies = [(Path(source), site.docs / target) for target, source in plan.copies.items()]
    write_all(texts, copies)


def read_sources(notes: tuple[Path, ...], shape: str | None = None) -> list[Source]:
    """Read files of notes. Raises StoreError with the problems of all that can't be used."""
    sources: list[Source] = []
    errors: list[StoreError] = []
    for path in dict.fromkeys(notes):
        try:
            sources.append(_read_source(path, shape))
        except StoreError as error:
            errors.append(error)
    if errors:
        raise StoreError(*(problem for error in errors for problem in error.problems))
    return sources


def _read_source(path: Path, shape: str | None) -> Source:
    text = read_text(path)
    if not text.strip("\ufeff \t\r\n"):
        raise StoreError.of(path.as_posix(), "empty", "This file is empty.")
    return Source(path.as_posix(), text, shape)


def _source_or_problem(path: Path, shape: str | None) -> Source | Problem:
    try:
        return _read_source(path, shape)
    except StoreError as error:
        return replace(error.problems[0], path=path.as_posix())


def _records(sources: list[Source]) -> Mapping[str, Mapping[str, str]]:
    records: dict[str, dict[str, str]] = {}
    for folder in folders([source.path for source in sources]):
        path = Path(record_path(folder))
        if path.exists():
            records[folder], problems = read_record(read_text(path), path.as_posix())
            if problems:
                raise StoreError(*problems)
    return records


def digest(path: Path) -> str | None:
    """Return the hash of a file's content, or None where there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _show_changes(plan: Plan, site: Site) -> None:
    docs = site.docs.relative_to(site.root).as_posix() if site.docs != site.root else "."
    before, _ = load_pages(site)
    changes = [
        (posixpath.join(docs, path), before.get(path, ""), text)
        for path, text in plan.pages.items()
    ]
    if plan.config is not None:
        changes.append((CONFIG, site.config_text, plan.config))
    for name, old, new in changes:
        for line in difflib.unified_diff(
            old.splitlines(), new.splitlines(), name if old else "(new)", name, lineterm=""
        ):
            style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
            out.print(line, style=style, markup=False, soft_wrap=True)
    for target, source in plan.copies.items():
        out.print(f"copy {source} to {posixpath.join(docs, target)}", markup=False, soft_wrap=True)


def show_table(plan: Plan, *, dry_run: bool) -> None:
    """Print what went where, the lines by what became of them, and what was not placed."""
    rows: dict[str, Counter[tuple[str, str]]] = {}
    for placed in plan.placed:
        row = rows.setdefault(placed.page, Counter())
        row["question" if placed.is_question else "prose", placed.state] += 1
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Page", no_wrap=True)
    for name in ("Prose", "Questions", "There already"):
        table.add_column(name, justify="right")
    for page, row in sorted(rows.items(), key=lambda item: (item[0] == UNSORTED, item[0])):
        old = sum(count for (_, state), count in row.items() if state != "new")
        cells = [row["prose", "new"], row["question", "new"], old]
        table.add_row(escape(page), *(str(cell) if cell else "·" for cell in cells))
    out.print(table)
    counts = sum((account.counts for account in plan.accounts), Counter[LineKind]())
    expected = sum(account.expected for account in plan.accounts)
    parts = ", ".join(f"{counts[kind]} {name}" for kind, name in _KINDS.items())
    out.print(f"\n{expected} lines with text: {parts}.")
    twins = [p for p in plan.placed if p.is_question and p.state == "present"]
    for twin in twins:
        out.print(
            f"{twin.path}:{twin.line}: in the guide already, on {twin.page}: {twin.title}",
            markup=False,
            soft_wrap=True,
        )
    for account in plan.accounts:
        _show_unplaced(account.path, account.lines)
    if plan.empty:
        out.print("Nothing is new.")
    elif dry_run:
        out.print("This was a dry run: nothing was written.")


def _show_unplaced(path: str, lines: Mapping[int, tuple[LineKind, str]]) -> None:
    """Print unplaced lines, runs with the same reason together."""
    runs: list[tuple[int, int, str]] = []
    for line, (kind, reason) in sorted(lines.items()):
        if kind != "unplaced":
            continue
        if runs and runs[-1][2] == reason and line - runs[-1][1] <= 2:
            runs[-1] = (runs[-1][0], line, reason)
        else:
            runs.append((line, line, reason))
    for first, last, reason in runs:
        place = f"{path}:{first}" + (f"-{last}" if last > first else "")
        out.print(f"{place}: unplaced: {reason}", markup=False, soft_wrap=True)
