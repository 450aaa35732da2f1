"""A guide → its problems: the rules that questions and pages must keep.

A rule is a function of a `Survey`; its docstring is its documentation (sentence, reason, a bad and
a good example), its name is its code, and it has one line in `RULES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from studyleaf.check import answers, choices, guide, pages
from studyleaf.check.rule import Former, Reading, Rule, Survey, read_page
from studyleaf.model import Guide, Page, Problem
from studyleaf.settings import Settings

RULES: tuple[Rule, ...] = (
    Rule(answers.no_answer, page=True),
    Rule(answers.unanswered_heading, severity="warning"),
    Rule(answers.outside_section, severity="warning"),
    Rule(choices.no_right_choice, page=True),
    Rule(choices.no_box, page=True),
    Rule(choices.one_choice, page=True),
    Rule(choices.all_right, page=True),
    Rule(choices.same_choices, page=True),
    Rule(choices.choose_count, page=True),
    Rule(answers.no_explanation, severity="warning", page=True),
    Rule(answers.no_source, severity="warning", page=True),
    Rule(answers.names_letter, severity="warning", page=True),
    Rule(answers.no_id, severity="warning", page=True, fix="writes an id"),
    Rule(guide.repeated_id, page=True),
    Rule(guide.lost_id),
    Rule(guide.near_twin, severity="warning"),
    Rule(guide.unknown_topic),
    Rule(guide.unknown_domain),
    Rule(guide.not_in_navigation, fix="adds an entry to mkdocs.yml"),
    Rule(pages.broken_link),
    Rule(pages.broken_anchor),
    Rule(pages.broken_image),
    Rule(pages.no_alt_text),
    Rule(pages.unsafe_html),
    Rule(pages.no_blank_line, fix="adds the line"),
    Rule(pages.not_utf_8),
)


def check(
    guide: Guide,
    sources: Mapping[str, str],
    settings: Settings,
    *,
    read: Mapping[str, Reading] | None = None,
    files: Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
    former: Mapping[str, Former] | None = None,
    unreadable: Sequence[Problem] = (),
    folder: str = "",
    both: bool = False,
) -> list[Problem]:
    """Return every problem of a guide, by page and line.

    `sources` holds the text of each page, `read` what was read of it already, `files` the paths of
    all files, all under their path in the folder of pages, which the problems call `folder`.
    `config` is what mkdocs.yml says, `former` the ids of an earlier revision, `unreadable` what
    reading the files met. With `both`, questions that don't go together are told both, not only
    the later one: whoever edits the first wants to know.
    """
    survey = Survey(
        guide=guide,
        settings=settings,
        sources=sources,
        read=read or {},
        files=frozenset(files),
        config=config or {},
        former=former or {},
        unreadable=unreadable,
        both=both,
        folder=folder,
    )
    return in_order(problem for rule in RULES for problem in rule.problems(survey))


def check_page(page: Page, settings: Settings) -> list[Problem]:
    """Return the problems that the questions of one page have by themselves, in its order."""
    survey = Survey(Guide((page,)), settings)
    return in_order(problem for rule in RULES if rule.page for problem in rule.problems(survey))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by page, line and column; those of one place keep the order of the rules."""
    return sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column))


__all__ = [
    "RULES",
    "Former",
    "Reading",
    "Rule",
    "Survey",
    "check",
    "check_page",
    "in_order",
    "read_page",
]
