"""Problems → the text that other tools read: GitHub's annotations, JSON, SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from studyleaf.check.rule import Rule
from studyleaf.model import Problem

Format = Callable[[Sequence[Problem], Sequence[Rule]], str]
"""Given problems and the rules there are, returns a document."""


def github(problems: Sequence[Problem], rules: Sequence[Rule]) -> str:
    """Return workflow commands, which annotate the lines of a pull request, and plain lines.

    A step shows ten annotations of a kind and no more, and its log shows commands without their
    places: so the log has each problem once more, as the terminal does.
    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    del rules
    lines = []
    for problem in problems:
        properties = {"file": problem.path, "title": problem.code}
        if problem.line:
            properties |= {"line": str(problem.line), "col": str(problem.column)}
        listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        lines.append(f"::{problem.severity} {listed}::{_data(problem.message)}\n")
    return "".join([*lines, *(f"{problem}\n" for problem in problems)])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem], rules: Sequence[Rule]) -> str:
    """Return `{"problems": [{path, line, column, code, severity, message, fixable}]}`."""
    fixable = {rule.code for rule in rules if rule.fix}
    found = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "fixable": problem.code in fixable,
        }
        for problem in problems
    ]
    return json.dumps({"problems": found}, indent=2, ensure_ascii=False) + "\n"


def sarif(problems: Sequence[Problem], rules: Sequence[Rule]) -> str:
    """Return a SARIF 2.1.0 log with one run, which GitHub's code scanning and editors read.

    https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    numbers = {rule.code: i for i, rule in enumerate(rules)}
    driver = {"name": "studyleaf", "rules": [_described(rule) for rule in rules]}
    results = [_result(problem, numbers) for problem in problems]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _described(rule: Rule) -> dict[str, Any]:
    help_text = f"{rule.reason}\n\nBad:\n\n{rule.bad}\nGood:\n\n{rule.good}".strip()
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.sentence},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(problem: Problem, numbers: Mapping[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.path)}}
    if problem.line:
        place["region"] = {"startLine": problem.line, "startColumn": max(1, problem.column)}
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
    }
    if problem.code in numbers:
        result["ruleIndex"] = numbers[problem.code]
    return result


FORMATS: Mapping[str, Format] = {"github": github, "json": as_json, "sarif": sarif}
"""The formats beside the text for people, which the command line prints."""
