"""The rules on choices: marked, several, different, as many right as the question asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from studyleaf.check.rule import Finding, Survey
from studyleaf.model import Question
from studyleaf.quiz import letter

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_CHOOSE = re.compile(
    rf"\b(?:choose|select|pick)\s+(?:any\s+|the\s+|exactly\s+|\*\*|_)*"
    rf"(?P<count>{'|'.join(_NUMBERS)}|[1-9])\b",
    re.IGNORECASE,
)


def no_right_choice(survey: Survey) -> Iterator[Finding]:
    """A right choice is marked.

    Bad:

        ### Which one stores objects? {#objects}

        - [ ] A bucket
        - [ ] A volume

    Good:

        ### Which one stores objects? {#objects}

        - [x] A bucket
        - [ ] A volume
    """
    for page, question in survey.judged:
        if question.choices and not question.right:
            yield Finding(
                page.path, question.answer_line or question.prompt_line, "Mark one choice with [x]."
            )


def no_box(survey: Survey) -> Iterator[Finding]:
    """Every choice has a box, `[ ]` or `[x]`.

    Bad:

        ### Which one stores objects? {#objects}

        - [x] A bucket
        - A volume

    Good:

        ### Which one stores objects? {#objects}

        - [x] A bucket
        - [ ] A volume
    """
    for page, question in survey.questions:
        for choice in question.choices:
            if not choice.boxed:
                yield Finding(page.path, choice.line, "Begin this choice with `[ ]` or `[x]`.")


def one_choice(survey: Survey) -> Iterator[Finding]:
    """A list of choices leaves something to choose.

    Bad:

        ### Which one stores objects? {#objects}

        - [x] A bucket

    Good:

        ### Which one stores objects? {#objects}

        - [x] A bucket
        - [ ] A volume
    """
    for page, question in survey.questions:
        if len(question.choices) == 1:
            message = "Give at least one more choice, or write the answer in bold."
            yield Finding(page.path, question.answer_line or question.prompt_line, message)


def all_right(survey: Survey) -> Iterator[Finding]:
    """At least one choice is wrong.

    Bad:

        ### Which two store data? (Choose two.) {#data}

        - [x] A bucket
        - [x] A volume

    Good:

        ### Which two store data? (Choose two.) {#data}

        - [x] A bucket
        - [x] A volume
        - [ ] A load balancer
    """
    for page, question in survey.questions:
        if len(question.choices) > 1 and len(question.right) == len(question.choices):
            message = "Every choice is marked right: add a wrong one, or unmark one."
            yield Finding(page.path, question.answer_line or question.prompt_line, message)


def same_choices(survey: Survey) -> Iterator[Finding]:
    """No two choices say the same, also when case, spaces and punctuation differ.

    Bad:

        ### Which one stores objects? {#objects}

        - [x] A bucket
        - [ ] a bucket.
        - [ ] A volume

    Good:

        ### Which one stores objects? {#objects}

        - [x] A bucket
        - [ ] A table
        - [ ] A volume
    """
    for page, question in survey.questions:
        rough = {
            "".join(filter(str.isalnum, choice.text)).casefold() for choice in question.choices
        }
        if len(rough) == len(question.choices):
            continue  # nearly always: what differs in letters and digits needs no closer look
        seen: dict[str, int] = {}
        for i, choice in enumerate(question.choices):
            first = seen.setdefault(_alike(choice.text), i)
            if first != i:
                message = f"This choice says the same as {letter(first)}: change or remove one."
                yield Finding(page.path, choice.line, message)


def choose_count(survey: Survey) -> Iterator[Finding]:
    """“Choose two” means that two choices are right.

    Bad:

        ### Which ones store data? (Choose two.) {#data}

        - [x] A bucket
        - [ ] A load balancer
        - [ ] A queue

    Good:

        ### Which ones store data? (Choose two.) {#data}

        - [x] A bucket
        - [ ] A load balancer
        - [x] A volume
    """
    for page, question in survey.judged:
        asked = asked_count(question)
        if asked and question.right and asked != len(question.right):
            marked = len(question.right)
            verb = "is" if marked == 1 else "are"
            message = f"The question asks for {asked}, but {marked} {verb} marked right."
            yield Finding(page.path, question.prompt_line, message)


def asked_count(question: Question) -> int:
    """Return how many choices the text of a question asks for, or 0 if it doesn't say."""
    for text in (question.prompt, question.stem):
        found = _CHOOSE.search(text)
        if found:
            word = found["count"].casefold()
            return int(word) if word.isdigit() else _NUMBERS[word]
    return 0


def _alike(text: str) -> str:
    """Return what of a choice counts when choices are compared: in code, all but case."""
    kept: list[str] = []
    for i, piece in enumerate(text.casefold().split("`")):
        plain = "".join(piece.split())
        kept.append(plain if i % 2 else "".join(_telling(plain)))
    return "".join(kept) or text


def _telling(text: str) -> Iterator[str]:
    for i, char in enumerate(text):
        near_digit = text[i + 1 : i + 2].isdigit() and (not i or not text[i - 1].isalpha())
        if not unicodedata.category(char).startswith("P") or near_digit:
            yield char
