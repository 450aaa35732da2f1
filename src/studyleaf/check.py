"""Pages → problems: the rules that a question must keep."""

from __future__ import annotations

from collections.abc import Iterator

from studyleaf.model import Page, Problem
from studyleaf.settings import Settings


def check_page(page: Page, settings: Settings) -> list[Problem]:
    """Return the problems of the questions of one page, in its order."""
    del settings  # no rule here can be switched off
    return list(_unanswered(page))


def _unanswered(page: Page) -> Iterator[Problem]:
    for question in page.questions:
        if question.kind != "unanswered" or "unanswered" in question.classes:
            continue
        line = question.answer_line if question.choices else question.prompt_line
        code = "no-right-choice" if question.choices else "no-answer"
        message = (
            "Mark one choice with [x]."
            if question.choices
            else "Give a bold answer or a list of choices, or mark the heading {.unanswered}."
        )
        yield Problem(page.path, line or question.line, 1, code, message)
