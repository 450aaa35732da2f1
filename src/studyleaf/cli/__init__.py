"""The command line: the only place that prints and sets exit codes. One file a command."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper

import click

from studyleaf import __version__
from studyleaf.cli.output import tell
from studyleaf.store import StoreError

COMMANDS = {
    "new": "new:new",
    "split": "split:split_command",
    "shapes": "shapes:shapes",
    "check": "check:check_command",
    "rules": "check:rules",
    "serve": "serve:serve",
    "assets": "assets:assets",
    "book": "book:book",
}
"""The name of each command → the module beside this one and its function. A module is loaded when
its command is called: a book needs nothing of what reads notes, which takes longer to load than a
page to set."""


def load(name: str) -> click.Command:
    """Return a command of COMMANDS."""
    module, _, function = COMMANDS[name].partition(":")
    command: click.Command = getattr(import_module(f"{__name__}.{module}"), function)
    return command


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
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        return load(cmd_name) if cmd_name in COMMANDS else None


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Turn study notes in Markdown into a guide: a website with quizzes, and a book."""
    if isinstance(sys.stdout, TextIOWrapper):  # a letter that the terminal lacks is no error
        sys.stdout.reconfigure(errors="backslashreplace")
