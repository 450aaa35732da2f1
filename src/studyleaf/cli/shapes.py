"""`studyleaf shapes`: the shapes of questions that `split` reads in notes."""

from __future__ import annotations

import click
from rich.markup import escape

from studyleaf.cli.output import out
from studyleaf.notes import READERS


@click.command()
def shapes() -> None:
    """List the shapes in which questions are read, each with an example.

    They are told apart by what the text shows; `studyleaf split --shape NAME` reads one alone.
    """
    for reader in READERS:
        out.print(f"[bold]{escape(reader.name)}[/bold]  {escape(reader.title)}", soft_wrap=True)
        for line in reader.example.split("\n"):
            out.print(f"    {line}".rstrip(), markup=False, soft_wrap=True)
        out.print()
