"""The code → the pages of "Make your own" that describe it: python tools/reference.py [FOLDER].

Commands come from click, settings from the comments of their class, rules from their docstrings,
shapes of notes from their list. A test fails when a page in docs/ is not what this makes.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click

from studyleaf import settings
from studyleaf.check import RULES
from studyleaf.check.rule import Rule
from studyleaf.cli import COMMANDS, load
from studyleaf.notes import READERS

FOLDER = Path(__file__).parent.parent / "docs/make-your-own"

_NOTE = "<!-- Made from the code by `make docs`: change it there. -->\n"
# What is only looked up would get in the way of those who search for what they learn.
_UNSEARCHED = "---\nsearch:\n  exclude: true\n---\n\n"


_COMMANDS = """\
`studyleaf COMMAND --help` says the same in a terminal. A command that could not do what it should
says why in one line, with the file and the line, and exits with a code other than 0.
"""

_SETTINGS = """\
Settings stand under `extra: studyleaf:` in `mkdocs.yml`, where MkDocs and Zensical both leave them
alone. A name that is not in the table, or a value of the wrong kind, stops the build with a message
that names it.
"""

_OTHER_SETTINGS = """\
The name, language, address and theme of the site are MkDocs' own settings: `site_name`,
`theme: language:`, `site_url`, `theme:`. Topics and domains stand in `topics.yml`.
"""

_BOOK = """\
`book` is `true`, the name of the file, or a mapping, as in `book: {file: guide.pdf, paper: a5}`.
[Commands](commands.md) has options of the same names, which go before them.
"""

_RULES = """\
`studyleaf check` holds a guide to these rules and tells every problem with its place. An error also
fails `mkdocs build --strict`, where the page alone can tell it; a warning does not. Both make
`check` exit with 1. `studyleaf rules CODE` shows a rule in the terminal.
"""

_SHAPES = """\
`studyleaf split` reads questions in the shapes below, also mixed in one file, and writes them in
the one shape that [pages have](questions.md). What looks like a question in a shape that it doesn't
know is left where it is and told, with the line; a later version can import it. `--report json`
prints what was found, with the names of the shapes.
"""


def pages() -> dict[str, str]:
    """Return the text of each page under its path in `FOLDER`."""
    made = {
        "commands.md": commands(),
        "settings.md": setting_list(),
        "shapes.md": shapes(),
        "rules/index.md": rule_list(),
    }
    for rule in RULES:
        made[f"rules/{rule.code}.md"] = rule_page(rule)
    return made


def fenced(text: str, language: str = "markdown") -> str:
    """Return text as code, in a fence that is longer than any in it."""
    longest = max((len(run) for run in _fences(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def _fences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        stripped = line.lstrip()
        yield stripped[: len(stripped) - len(stripped.lstrip("`"))]


def cell(text: str) -> str:
    """Return text as the cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def commands() -> str:
    """Return the page about the commands."""
    parts = [
        _NOTE,
        "# Commands",
        _COMMANDS,
    ]
    for command in map(load, COMMANDS):
        context = click.Context(command, info_name=f"studyleaf {command.name}")
        usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
        parts += [f"## `studyleaf {command.name}`", fenced(usage, "text").rstrip()]
        parts += [inspect.cleandoc(command.help or "").replace("\b\n", "")]
        rows = []
        for parameter in command.params:
            record = parameter.get_help_record(context)
            if record is not None and isinstance(parameter, click.Option):
                rows.append(f"| `{cell(record[0])}` | {cell(record[1])} |")
        if rows:
            parts += ["\n".join(["| Option | What it does |", "|---|---|", *rows])]
        if command.epilog:
            parts += [inspect.cleandoc(command.epilog)]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def documented_settings(of: str = "Settings") -> list[tuple[str, str, str]]:
    """Return name, value unless it is set, and description of each setting of a class."""
    tree = ast.parse(inspect.getsource(settings))
    body = next(
        node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == of
    )
    found = []
    for node, after in pairwise(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            assert isinstance(after, ast.Expr), f"{node.target.id} is not described"
            assert isinstance(after.value, ast.Constant)
            default = getattr(getattr(settings, of)(), node.target.id)
            found.append((node.target.id, _yaml(default), str(after.value.value)))
    return found


def _yaml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return str(value) or '""' if isinstance(value, str) else "false"


def setting_list() -> str:
    """Return the page about the settings."""
    rows, book_rows = (
        [
            f"| `{name}` | `{cell(default)}` | {cell(text)} |"
            for name, default, text in documented_settings(of)
        ]
        for of in ("Settings", "BookSettings")
    )
    example = "extra:\n  studyleaf:\n    guide: my-guide\n    sources: false"
    return "\n".join(
        [
            _NOTE,
            "# Settings",
            "",
            _SETTINGS,
            fenced(example, "yaml"),
            "| Setting | Unless it is set | What it does |",
            "|---|---|---|",
            *rows,
            "",
            _BOOK,
            "| Setting of `book` | Unless it is set | What it does |",
            "|---|---|---|",
            *book_rows,
            "",
            _OTHER_SETTINGS.rstrip(),
            "",
        ]
    )


def rule_list() -> str:
    """Return the page that lists the rules."""
    rows = [
        f"| [`{rule.code}`]({rule.code}.md) | {cell(rule.sentence)} | {rule.severity} "
        f"| {cell(rule.fix)} |"
        for rule in RULES
    ]
    return "\n".join(
        [
            _NOTE,
            "# Rules",
            "",
            _RULES,
            "| Code | Asks that | Weight | `--fix` |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def rule_page(rule: Rule) -> str:
    """Return the page about a rule."""
    parts = [f"# `{rule.code}`", rule.sentence, rule.reason]
    if rule.fix:
        parts.append(f"`studyleaf check --fix` {rule.fix}.")
    language = "yaml" if rule.bad.startswith("nav:") else "markdown"
    parts += ["Bad:", fenced(rule.bad, language), "Good:", fenced(rule.good, language)]
    parts += ["[All rules](index.md)"]
    return _UNSEARCHED + _NOTE + "\n" + "\n\n".join(p.rstrip() for p in parts if p) + "\n"


_REPORT = """## The report of an import

`studyleaf split --dry-run --report json FILE…` writes nothing, and prints one JSON document and
nothing else. A file that can't be read is a problem in its own entry, and the others still run.

```json
{"files": [{
  "file": "notes/s3.md",
  "shapes": ["B1"],
  "questions": [{
    "line": 3,
    "prompt": "Which soup is served cold?",
    "choices": ["Ramen", "Gazpacho"],
    "right": [1],
    "answer": null,
    "topic": "Soups"
  }],
  "topics": ["Soups"],
  "unplaced": [{"line": 40, "reason": "it has choices, but nothing that asks"}],
  "problems": [{"line": 52, "message": "The key names E, and there is no such choice."}]
}]}
```

Lines count from 1, and `line` is the first of the text that asks, which can stand below
"Question 3"; the numbers in `right` count from 0.
`prompt` and `choices` are Markdown without labels, letters and numbers. An open question has no
`choices`, and its `answer`; with choices, `answer` is null. Where the notes give no answer, `right`
is empty and `answer` is null. `topic` is null for what is unsorted."""


def shapes() -> str:
    """Return the page about the shapes of notes."""
    parts = [
        _NOTE,
        "# Shapes of notes",
        _SHAPES,
    ]
    # Shapes of Markdown, which have short names, before the languages of other tools.
    short = [reader for reader in READERS if len(reader.name) <= 2]
    long = [reader for reader in READERS if len(reader.name) > 2]
    for reader in (*sorted(short, key=lambda reader: reader.name), *long):
        names = ", ".join(reader.names)
        parts += [f"## {reader.title}", fenced(reader.example).rstrip(), f"In reports: {names}."]
    parts.append(_REPORT)
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def main() -> None:
    """Write the pages."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    made = pages()
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    for old in (folder / "rules").glob("*.md"):
        if f"rules/{old.name}" not in made:
            old.unlink()
    for path, text in made.items():
        (folder / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
