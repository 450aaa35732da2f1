"""The command line: the only place that prints and sets exit codes. One file a command."""

from __future__ import annotations

import sys

import click

from studyleaf import __version__
from studyleaf.cli.assets import assets
from studyleaf.cli.book import book
from studyleaf.cli.check import check_command, rules
from studyleaf.cli.new import new
from studyleaf.cli.output import tell
from studyleaf.cli.serve import serve
from studyleaf.cli.shapes import shapes
from studyleaf.cli.split import split_command
from studyleaf.store import StoreError

COMMANDS: tuple[click.Command, ...] = (
    new,
    split_command,
    shapes,
    check_command,
    rules,
    serve,
    assets,
    book,
)


class _Group(click.Group):
    """A group whose commands may fail with StoreError: its problems are told, one a line."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except StoreError as error:
            tell(error.problems)
            sys.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return [command.name or "" for command in COMMANDS]


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Turn study notes in Markdown into a guide: a website with quizzes, and a book."""


for _command in COMMANDS:
    main.add_command(_command)
