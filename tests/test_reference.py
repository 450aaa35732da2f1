"""The documentation says what the code does: pages made from it are not stale, commands exist."""

import re
import sys

import pytest
from ruamel.yaml import YAML

from conftest import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import reference
from studyleaf.cli import COMMANDS, load
from studyleaf.notes import READERS
from studyleaf.site import FOLDER as SITE_FOLDER
from studyleaf.site import SCRIPTS, STYLES

FOLDER = ROOT / "docs/make-your-own"


@pytest.mark.parametrize("path", sorted(reference.pages()))
def test_a_page_that_is_made_from_the_code_is_not_stale(path):
    file = FOLDER / path
    assert file.exists(), "run `make docs`"
    assert file.read_text(encoding="utf-8") == reference.pages()[path], "run `make docs`"


def test_no_page_describes_a_rule_that_is_gone():
    made = {path for path in reference.pages() if path.startswith("rules/")}
    assert {f"rules/{file.name}" for file in (FOLDER / "rules").glob("*.md")} == made


def test_everything_is_described():
    described = reference.commands()
    assert all(f"## `studyleaf {name}`" in described for name in COMMANDS)
    assert all(load(name).help and load(name).name == name for name in COMMANDS)
    assert all(reader.example and reader.title for reader in READERS)
    assert len(reference.documented_settings()) > 4


def test_the_section_is_in_the_navigation():
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    nav = YAML(typ="rt").load(text)["nav"]
    section = next(item["Make your own"] for item in nav if "Make your own" in item)
    listed = {path for item in section for path in item.values()}
    pages = {f"make-your-own/{file.name}" for file in FOLDER.glob("*.md")}
    assert listed == pages | {"make-your-own/rules/index.md"}


def test_the_files_that_zensical_needs_are_named():
    text = (FOLDER / "publishing.md").read_text(encoding="utf-8")
    listed = re.findall(rf"^  - {SITE_FOLDER}/(\S+)$", text, re.MULTILINE)
    assert listed == [*STYLES, *SCRIPTS]


def test_commands_in_the_documentation_exist():
    names = set(COMMANDS)
    files = [ROOT / "CONTRIBUTING.md", ROOT / "README.md", *FOLDER.glob("*.md")]
    used = {
        name
        for file in files
        for name in re.findall(
            r"(?:^|`|/)studyleaf ([a-z]+)\b", file.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert len(used) > 3
    assert used <= names, f"no such command: {used - names}"
