"""`studyleaf check` and `studyleaf rules`: what is wrong in a guide, and what could be."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from studyleaf.blocks import split_lines
from studyleaf.check import RULES, Survey
from studyleaf.check.fix import with_blank_lines, with_ids, with_navigation
from studyleaf.check.formats import FORMATS
from studyleaf.cli.output import err, out
from studyleaf.model import Guide, Problem
from studyleaf.store import (
    CONFIG,
    Site,
    StoreError,
    load_catalogue,
    load_site,
    parse_pages,
    write_all,
)
from studyleaf.survey import survey

_EPILOG = "Exit codes: 0 nothing found, 1 problems found, 2 could not run."


@click.command(name="check", epilog=_EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    help="How to tell: for people, as annotations of a pull request, or for other tools.",
)
@click.option("--fix", is_flag=True, help="Repair what has one right repair; keep all other bytes.")
@click.option("--base", metavar="REF", help="Tell which ids are gone since this git revision.")
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder of the guide; the current one by default.",
)
def check_command(
    paths: tuple[Path, ...], form: str, base: str | None, root: Path, *, fix: bool
) -> None:
    """Tell every problem of the guide, or of the pages in PATHS.

    The pages are read as they are on disk; nothing is built.
    """
    site = load_site(root)
    wanted = [_page_path(site, path) for path in paths]
    problems, texts = survey(site, base)
    if fix:
        repair(site, texts, wanted)
        site = load_site(root)
        problems, texts = survey(site, base)
    names = [(site.docs / path).as_posix() for path in wanted]
    shown = [p for p in problems if not names or any(_below(p.path, name) for name in names)]
    if form == "text":
        show(shown, {(site.docs / path).as_posix(): text for path, text in texts.items()})
    else:
        click.echo(FORMATS[form](shown, RULES), nl=False)
    sys.exit(1 if shown else 0)


def _page_path(site: Site, path: Path) -> str:
    try:
        return path.resolve().relative_to(site.docs.resolve()).as_posix()
    except ValueError:
        message = f"It is not in {site.docs.as_posix()}, the folder of pages: name one that is."
        raise StoreError.of(path.as_posix(), "no-page", message) from None


def _below(path: str, folder: str) -> bool:
    return folder in {".", path} or path.startswith(f"{folder}/")


def repair(site: Site, texts: Mapping[str, str], wanted: Sequence[str] = ()) -> None:
    """Repair the pages in `wanted`, or all, and the navigation; write what changed."""
    guide = Guide(parse_pages(texts, site.settings), load_catalogue(site.root))
    taken = {id_ for _, question in guide.questions for id_ in (question.id, *question.was) if id_}
    sections = site.settings.sections
    changed: dict[Path, str | bytes] = {}
    for page in guide.pages:
        if wanted and not any(_below(page.path, path) for path in wanted):
            continue
        topic = page.path.rpartition("/")[2].removesuffix(".md")
        text = with_ids(texts[page.path], topic, taken, sections)
        text = with_blank_lines(text, sections)
        if text != texts[page.path]:
            changed[site.docs / page.path] = text
    config = with_navigation(
        site.config_text, Survey(guide, site.settings, texts, config=site.config)
    )
    if config != site.config_text:
        changed[site.root / CONFIG] = config
    write_all(changed)
    for path in changed:
        err.print(f"Repaired {path.as_posix()}", markup=False, soft_wrap=True)


def show(problems: Sequence[Problem], texts: Mapping[str, str], console: Console = out) -> None:
    """Print problems for people; on a terminal each with its line and a caret below the place."""
    lines: dict[str, list[str]] = {}
    for problem in problems:
        place, _, rest = str(problem).partition(f": {problem.code}: ")
        style = "bold red" if problem.severity == "error" else "bold yellow"
        told = Text.assemble((place, "bold"), ": ", (problem.code, style), f": {rest}")
        console.print(told, soft_wrap=True)
        if not console.is_terminal or not problem.line or problem.path not in texts:
            continue
        own = lines.setdefault(problem.path, split_lines(texts[problem.path]))
        if problem.line <= len(own):
            console.print(_pointed(own[problem.line - 1], problem, console.width), soft_wrap=True)
    count = len(problems)
    if not count:
        summary = "No problems."
    elif any(rule.fix for rule in RULES if any(p.code == rule.code for p in problems)):
        summary = f"{count} problem{'s' * (count > 1)}. `studyleaf check --fix` repairs some."
    else:
        summary = f"{count} problem{'s' * (count > 1)}."
    err.print(summary, markup=False)


def _pointed(line: str, problem: Problem, width: int) -> Text:
    """Return a line of a page and a caret below its column, cut to the width of the terminal."""
    text = line.rstrip("\r\n").expandtabs(1)
    column = max(1, min(problem.column, len(text) + 1))
    room = max(20, width - 12)
    first = max(0, column - room // 2) if column > room else 0
    number = f"{problem.line:>6} | "
    caret = " " * 6 + " | " + " " * cell_len(text[first : column - 1]) + "^"
    return Text.assemble((number, "dim"), text[first : first + room], "\n", (caret, "dim"))


@click.command()
@click.argument("codes", nargs=-1)
def rules(codes: tuple[str, ...]) -> None:
    """List the rules of `check`, or explain those in CODES."""
    known = {rule.code: rule for rule in RULES}
    for code in codes:
        if code not in known:
            raise click.BadParameter(f"there is no rule {code}; `studyleaf rules` lists them.")
    if not codes:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for name in ("Code", "Asks that", "--fix"):
            table.add_column(name, overflow="fold")
        for rule in RULES:
            table.add_row(rule.code, Text(rule.sentence), rule.fix or "·")
        out.print(table)
    for code in codes:
        rule = known[code]
        out.print(Text(f"{rule.code}: {rule.sentence}", "bold"))
        parts: list[Any] = [rule.reason, "Bad:", _indented(rule.bad), "Good:", _indented(rule.good)]
        for part in parts:
            if part:
                out.print(part, markup=False, highlight=False)
                out.print()


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
