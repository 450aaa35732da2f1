"""A page's Markdown → what a preview shows in it: its problems, above their questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape

from studyleaf.check import check
from studyleaf.model import Guide, Problem
from studyleaf.parser import Found, parse
from studyleaf.settings import Settings

# Only a preview has these rules, and it is under no content security policy.
_STYLE = (
    "<style>.sl-problems{border:.1rem solid #d9480f;border-radius:.2rem;margin:1.5em 0 -.5em;"
    "padding:.4em .8em;font-size:.75rem}.sl-problems p{margin:.2em 0!important}</style>"
)


def notices(
    text: str, found: Sequence[Found], settings: Settings, first_line: int = 0
) -> dict[int, list[str]]:
    """Return the lines of HTML to put before lines of `text`, by line from 0.

    `found` holds the questions in `text`; problems that belong to none stand at the top. What only
    the whole guide can tell, such as a twin, is left to `studyleaf check`.
    """
    page = parse(text, "page.md", sections=settings.sections)
    places: dict[int, list[Problem]] = defaultdict(list)
    for problem in check(Guide((page,)), {"page.md": text}, settings):
        line = problem.line - 1
        start = next((one.start for one in found if one.start <= line < one.end), 0)
        places[start].append(problem)
    html = {line: _box(problems, first_line) for line, problems in places.items()}
    if html:
        html[min(html)].insert(2, _STYLE)
    return html


def _box(problems: Sequence[Problem], first_line: int) -> list[str]:
    rows = [
        f"<p><b>{escape(problem.code)}</b> (line {problem.line + first_line}): "
        f"{escape(problem.message)}</p>"
        for problem in problems
    ]
    return ["", '<div class="sl-problems" role="note">', *rows, "</div>", ""]
