"""Problems of a page → what a preview shows in it, above the questions they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from studyleaf.model import Problem
from studyleaf.parser import Found

# Only a preview has these rules, and it is under no content security policy.
_STYLE = (
    "<style>.sl-problems{border:.1rem solid #d9480f;border-radius:.2rem;margin:1.5em 0 -.5em;"
    "padding:.4em .8em;font-size:.75rem}.sl-problems p{margin:.2em 0!important}</style>"
)


class Notice(NamedTuple):
    """A problem, and the question of the page that has it, by its number from 0; None for none."""

    problem: Problem
    question: int | None
    questions: int
    """How many questions the page's file has."""


def boxes(notices: Sequence[Notice], found: Sequence[Found]) -> dict[int, list[str]]:
    """Return the lines of HTML to put before lines of the text that is built, by line from 0.

    `found` holds the questions in that text. It may lack the file's front matter and have what a
    plugin put in; where the questions are no longer those of the file, all stands at the top.
    """
    places: dict[int, list[Problem]] = defaultdict(list)
    for problem, question, questions in notices:
        known = question is not None and questions == len(found)
        places[found[question].start if known and question is not None else 0].append(problem)
    html = {line: _box(problems) for line, problems in places.items()}
    if html:
        html[min(html)].insert(2, _STYLE)
    return html


def _box(problems: Sequence[Problem]) -> list[str]:
    rows = [
        f"<p><b>{escape(problem.code)}</b>{_line(problem)}: {escape(problem.message)}</p>"
        for problem in problems
    ]
    return ["", '<div class="sl-problems" role="note">', *rows, "</div>", ""]


def _line(problem: Problem) -> str:
    return f" (line {problem.line})" if problem.line else ""
