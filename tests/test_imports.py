"""Data flows one way: notes, pages, outputs. These tests hold the imports to it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

PACKAGE = ROOT / "src" / "studyleaf"

# What each room may import of ours. A room that is not listed stands at the rim.
ROOMS: dict[str, set[str]] = {
    "model": set(),
    "tokens": set(),
    "blocks": {"tokens"},
    "words": set(),
    "spelling": set(),
    "ids": {"parser"},
    "catalogue": {"model", "spelling"},
    "parser": {"model", "blocks"},
    "settings": {"parser", "spelling"},
    "dialect": {"blocks"},
    "notes": {"model", "blocks", "parser", "words"},
    "split": {"model", "blocks", "parser", "dialect", "notes", "catalogue", "ids"},
    "check": {
        "model",
        "blocks",
        "parser",
        "settings",
        "catalogue",
        "ids",
        "quiz",
        "spelling",
        "split",
    },
    "host": {"settings", "notices", "live"},  # `live` is at the rim, and for previews only
    "notices": {"model", "parser"},
    "quiz": {"parser"},
    "tags": {"blocks"},
    "extension": {"blocks", "parser", "dialect", "quiz", "host", "tags", "words", "notices"},
    "book": {"model", "words", "settings"},
    "export": {"model", "parser"},
}
# What each room of the notes may import of the others. Lines are read without what is around them,
# blocks without what readers make of them, and only the list of readers knows the shapes.
ROOMS_OF_NOTES: dict[str, set[str]] = {
    "parts": set(),
    "pieces": set(),
    "habits": set(),
    "lines": {"parts"},
    "blocks": {"parts", "lines"},
    "sections": {"parts", "lines"},
    "worksheets": {"parts", "lines"},
    "view": {"parts", "habits", "lines", "blocks", "sections", "worksheets", "answers"},
    "answers": {"parts", "pieces", "lines", "blocks", "sections", "view", "tails", "choices"},
    "choices": {
        *("parts", "pieces", "habits", "lines", "blocks", "sections", "view", "tails", "answers"),
    },
    "registry": {"pieces", "view", "choices", "shapes", "languages"},
}
# Modules that reach for files, the environment or the clock: the rooms above leave them to the rim.
FORBIDDEN = {"os", "pathlib", "io", "shutil", "subprocess", "time", "random", "click", "rich"}
ALLOWED = {
    ("blocks", "io"),  # StringIO splits lines as Markdown does
}


def modules() -> list[Path]:
    found = sorted(PACKAGE.rglob("*.py"))
    assert found
    return found


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by full name"
            names.add(node.module or "")
            if node.module == "studyleaf":
                names.update(f"studyleaf.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_point_one_way(path):
    own = room(path)
    if own not in ROOMS:
        return
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("studyleaf.")}
    assert ours - {own} <= ROOMS[own]


@pytest.mark.parametrize("own", ROOMS_OF_NOTES)
def test_arrows_between_the_rooms_of_notes_point_one_way(own):
    notes = PACKAGE / "notes"
    paths = sorted((notes / own).glob("*.py")) or [notes / f"{own}.py"]
    names = {name for path in paths for name in imports(path)}
    rooms = {name.split(".")[2] for name in names if name.startswith("studyleaf.notes.")}
    assert rooms - {own} <= ROOMS_OF_NOTES[own]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_middle_is_pure(path):
    own = room(path)
    if own not in ROOMS:
        return
    tops = {name.split(".")[0] for name in imports(path)}
    assert {(own, top) for top in tops & FORBIDDEN} <= ALLOWED


def test_every_import_is_of_a_declared_dependency():
    known = set(sys.stdlib_module_names) | {"studyleaf"}
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = {"markdown_it": "markdown-it-py", "ruamel": "ruamel.yaml"}
    for path in modules():
        for name in {found.split(".")[0] for found in imports(path)} - known:
            assert names.get(name, name) in declared, f"{path.name}: {name}"


def test_nothing_but_the_command_line_prints():
    for path in modules():
        if room(path) == "cli":
            continue
        calls = [
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        assert "print" not in calls, path.name


def test_a_command_loads_only_what_it_needs():
    program = (
        "import sys\nfrom studyleaf.cli import main\n"
        "main(['book', '--help'], standalone_mode=False)\n"
        "loaded = {name for name in sys.modules if name.startswith(('studyleaf.', 'mkdocs'))}\n"
        "print(sorted(loaded), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "studyleaf.cli.book" in done.stderr
    for heavy in ("studyleaf.notes", "studyleaf.check", "studyleaf.split", "mkdocs"):
        assert heavy not in done.stderr
