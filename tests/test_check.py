"""Rules: each has a case, examples that hold, and a place in the run over a broken guide."""

import io
import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from conftest import CASES, case_files
from studyleaf.check import RULES, Survey
from studyleaf.check.rule import Rule
from studyleaf.cli import main
from studyleaf.cli.check import show, survey
from studyleaf.model import Guide
from studyleaf.parser import parse
from studyleaf.store import load_site

# A case holds the files of a guide, each behind a line `<!-- file: path -->`; what stands before
# the first is docs/page.md. Files under before/ are those of the revision to compare with; a file
# in Latin-1 says so.
_FILE = re.compile(r"^<!-- (file|latin-1): (\S+) -->\n", re.MULTILINE)
CONFIG = "site_name: Case\n"


def unpack(text: str, folder: Path) -> str | None:
    """Write the files of a case into a folder; return the revision to compare with, if any."""
    page, *rest = _FILE.split(text)
    files = {"mkdocs.yml": ("file", CONFIG)}
    if page.strip():
        files["docs/page.md"] = ("file", page)
    for kind, path, content in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        files[path] = (kind, content)
    before = {path: files.pop(path) for path in list(files) if path.startswith("before/")}
    (folder / "docs").mkdir(parents=True)
    for path, content in before.items():
        write(folder / path.removeprefix("before/"), *content)
    if before:
        git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-C", str(folder)]
        for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Before"]):
            subprocess.run([*git, *command], check=True)
        for path in before:
            (folder / path.removeprefix("before/")).unlink()
    for path, content in files.items():
        write(folder / path, *content)
    return "HEAD" if before else None


def write(path: Path, kind: str, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("latin-1" if kind == "latin-1" else "utf-8"))


def told(text: str, folder: Path) -> str:
    base = unpack(text, folder)
    problems, _ = survey(load_site(folder), base)
    return "".join(f"{problem}\n" for problem in problems).replace(f"{folder.as_posix()}/", "")


@pytest.mark.parametrize("case", case_files("check"), ids=lambda case: case.stem)
def test_a_case_has_these_problems(case, tmp_path, same_as_file):
    same_as_file(told(case.read_text(encoding="utf-8"), tmp_path / "g"), case.with_suffix(".txt"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_documented_and_broken_in_its_case(rule):
    assert rule.sentence.endswith(".")
    assert rule.bad
    assert rule.good
    assert rule.bad != rule.good
    assert f": {rule.code}: " in (CASES / "check" / f"{rule.code}.txt").read_text(encoding="utf-8")


def test_every_rule_has_a_code_of_its_own():
    assert len({rule.code for rule in RULES}) == len(RULES) > 20


# Their examples are no pages; the cases show them.
_IN_WORDS = {"lost-id", "unknown-topic", "unknown-domain", "not-in-navigation", "not-utf-8"}


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code not in _IN_WORDS], ids=lambda rule: rule.code
)
def test_the_bad_example_breaks_the_rule_and_the_good_one_does_not(rule):
    assert found_in(rule, rule.bad)
    assert not found_in(rule, rule.good)


def found_in(rule: Rule, example: str) -> list[object]:
    text = f"## Practice questions\n\n{example}" if example.startswith("### ") else example
    files = frozenset({"page.md", "picture.svg"})
    page = parse(text, "page.md")
    return list(rule.check(Survey(Guide((page,)), sources={"page.md": text}, files=files)))


def test_a_guide_in_which_every_rule_is_broken_once(tmp_path):
    case = CASES / "check-formats" / "every-rule.md"
    result = told(case.read_text(encoding="utf-8"), tmp_path / "g")
    codes = re.findall(r"^\S+: ([a-z0-9-]+): ", result, re.MULTILINE)
    assert sorted(codes) == sorted(rule.code for rule in RULES)


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """The folder of the guide in which every rule is broken once, to work in."""
    case = CASES / "check-formats" / "every-rule.md"
    unpack(case.read_text(encoding="utf-8"), tmp_path / "g")
    monkeypatch.chdir(tmp_path / "g")
    return tmp_path / "g"


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("form", ["text", "github", "json", "sarif"])
def test_the_formats(form, same_as_file):
    done = CliRunner().invoke(main, ["check", "--base", "HEAD", "--format", form])
    assert done.exit_code == 1
    same_as_file(done.stdout, CASES / "check-formats" / f"every-rule.{form}")


@pytest.mark.usefixtures("broken")
def test_a_terminal_shows_the_line_with_a_caret(same_as_file):
    site = load_site(Path())
    problems, texts = survey(site)
    page = io.StringIO()
    console = Console(file=page, force_terminal=True, color_system=None, width=60)
    show(problems, {f"docs/{path}": text for path, text in texts.items()}, console)
    same_as_file(page.getvalue(), CASES / "check-formats" / "every-rule.terminal")


def test_sarif_names_rules_and_places_as_its_readers_expect(broken):
    done = CliRunner().invoke(main, ["check", "--base", "HEAD", "--format", "sarif"])
    log = json.loads(done.stdout)
    run = log["runs"][0]
    described = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(RULES)
    for result in run["results"]:
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert (broken / place["artifactLocation"]["uri"]).is_file()
        assert place.get("region", {"startLine": 1})["startLine"] >= 1


@pytest.mark.parametrize("form", ["text", "github", "json", "sarif"])
def test_a_clean_guide_exits_with_zero(form, tmp_path):
    unpack("# Nothing to see\n", tmp_path / "g")
    done = CliRunner().invoke(main, ["check", "--root", str(tmp_path / "g"), "--format", form])
    assert done.exit_code == 0, done.output
    assert "docs/page.md" not in done.output


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--root", "nowhere"], "mkdocs.yml: unreadable: There is no such file."),
        (["nowhere.md"], "does not exist"),
        (["mkdocs.yml"], "mkdocs.yml: no-page: It is not in docs"),
        (["--base", "no-such-branch"], "Can't compare with no-such-branch"),
        (["--base", "--help"], "Can't compare with --help"),
        (["--format", "xml"], "is not one of"),
    ],
)
def test_what_could_not_run_exits_with_two_and_says_why(arguments, said):
    done = CliRunner().invoke(main, ["check", *arguments])
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_line_100_is_told_as_a_number(tmp_path):
    unpack("# Nothing to see\n", tmp_path / "g")
    (tmp_path / "g/topics.yml").write_text("# a comment\n" * 99 + "no-key: 1\n")
    done = CliRunner().invoke(main, ["check", "--root", str(tmp_path / "g")])
    assert done.exit_code == 2
    assert "topics.yml:100:1: catalogue:" in done.stderr


@pytest.mark.usefixtures("broken")
def test_paths_choose_what_is_told():
    def lines(*paths: str) -> list[str]:
        return CliRunner().invoke(main, ["check", *paths]).stdout.splitlines()

    assert {line.partition(":")[0] for line in lines("docs/index.md")} == {"docs/index.md"}
    below = {line.partition(":")[0] for line in lines("docs/storage")}
    assert below == {f"docs/storage/{name}.md" for name in ("ebs", "ebss", "latin", "s3")}
    assert lines("docs") == lines()


def test_rules_lists_every_rule_and_explains_one():
    listed = CliRunner().invoke(main, ["rules"])
    assert listed.exit_code == 0
    assert all(rule.code in listed.output for rule in RULES)
    one = CliRunner().invoke(main, ["rules", "no-right-choice"])
    assert "Bad:" in one.output
    assert "- [x] A bucket" in one.output
    assert CliRunner().invoke(main, ["rules", "no-such-rule"]).exit_code == 2
