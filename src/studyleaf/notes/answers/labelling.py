"""A line of notes → the label of what answers, explains, hints or was given that it begins with.

What the line says alone is not enough: "Correct" may be the outcome of a question, "Answer key" the
title of the key of one, and "Output" what a program writes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from studyleaf.notes.answers.comments import told_in_comment
from studyleaf.notes.answers.solved import (
    lettered_label,
    numbered_answer,
    own_answer,
    short_label,
)
from studyleaf.notes.answers.told_right import told_right
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.labels import Label, LabelKind, is_only, label, one_of, words
from studyleaf.notes.lines.starts import starts
from studyleaf.notes.lines.ticks import unticked

if TYPE_CHECKING:
    from studyleaf.notes.view import View

_POINTED = re.compile(
    r"(?:→|⇒|➜|[-=]{1,2}>)\s?\(?(?P<letter>[A-H])\)?(?:[,.:;)–—-]\s*(?P<why>.*))?", re.DOTALL
)
_LETTERED = re.compile(r"[*_]{0,2}\(?[A-Ha-h](?:[.):]|(?<=[A-H]))\s")
_BRACKETED = re.compile(r"[*_]{0,2}(?:\((?P<a>[^()]+)\)|\[(?P<b>[^\[\]]+)\])[*_.]{0,3}")
# a list of attributes, as Python-Markdown has them
_ATTRIBUTE = re.compile(
    r"\{:?\s*(?:data-)?(?:correct|answer)(?:-answer)?\s?=\s?[\"'](?P<value>[^\"'{}]{1,80})[\"']\s*\}"
)
_CHAPTER = re.compile(
    r"(?:chapter|part|section|unit|module|week|lesson|lecture|quiz|test|exam|set|topic|domain)"
    r"\s(?:\d{1,3}|[ivx]{1,4}|[a-h])(?:\s?[:.–—-]\s.{1,80})?",
    re.IGNORECASE,
)
_FAR = 12  # parts above a comment that can be choices


def label_of(view: View, at: int) -> Label | None:
    """Return the label with which part `at` begins."""
    part = view.parts[at]
    readable = part.kind in ("line", "heading") or (part.kind == "code" and view.is_of_choices(at))
    taken = view.taken and view.taken[at]
    kinds: tuple[LabelKind, ...] = ("given", "answer", "explanation", "hint", "options")
    found = label(part.text, *kinds) if readable and not taken else None
    if found is None and part.kind == "heading" and part.text[-1:].isdigit():
        found = label(f"{part.text}:", "answer")  # "## Solution 3"
    titled = part.kind == "heading" or WHOLE_BOLD.fullmatch(part.text) is not None
    if found is not None and titled and _CHAPTER.fullmatch(found.rest.strip("*_ ")):
        found = None  # "## Answers: Chapter 1", the title of a key
    if found is not None and part.kind == "heading" and _lists_answers(view, at, found):
        found = None
    if found is not None and part.mark and not found.rest and part.text[-1:] in "?？":
        found = None  # "1. Why?" asks
    if found is not None and found.kind == "answer" and told_right(view.parts, at):
        found = None
    if found is not None and found.kind == "given" and found.rest:
        said, is_right = unticked(found.rest)  # "Your answer: Gazpacho (correct)"
        found = found._replace(kind="answer", rest=said) if is_right else found
        found = _told_behind(found.rest) or found
    if found is not None and found.kind == "given":
        found = own_answer(view.parts, at, found) or found
    if found is not None and not found.rest and _is_outcome(view, at):
        found = None
    if found is None and readable and not taken:
        found = _bracketed(part.text) or _pointed(view, at)
    if part.kind == "comment" and not taken:
        found = told_in_comment(part.text, _texts_above(view, at))
    if found is None and readable and _is_title_of_one(view, at):
        found = Label("answer", "answer key", "", "")
    if found is None and readable and not taken:
        found = short_label(view.parts, at) or lettered_label(view, at)
    if found is None and at in view.outputs:
        found = label(part.text, "output")
        found = found._replace(kind="answer") if found is not None else None
    if found is None and readable and not taken:
        found = numbered_answer(view, at)
    return found


def _pointed(view: View, at: int) -> Label | None:
    """Read "→ B, it is never heated" right below a choice with a letter."""
    match = _POINTED.fullmatch(view.parts[at].text) if at else None
    if match is None or _LETTERED.match(view.parts[at - 1].text) is None:
        return None
    return Label("answer", "→", "", f"{match['letter']}. {match['why'] or ''}".strip())


def _told_behind(given: str) -> Label | None:
    """Read the label of the answer on the line of the one given: "Your answer: A; answer: B"."""
    match = _told().search(given)
    rest = given[match.end() :].strip(" ;；") if match is not None else ""
    return Label("answer", match[1].casefold(), "", rest) if match is not None and rest else None


@cache
def _told() -> re.Pattern[str]:
    said = one_of(words("answer"))
    return re.compile(rf"(?:[\s;；,，.。|(*]|(?<=[\u2e80-\u9fff]))({said})\s?[:：]", re.IGNORECASE)


def _bracketed(text: str) -> Label | None:
    """Read a label and an answer, both in brackets: "(Answer: B)", `{ data-correct="b" }`."""
    attribute = _ATTRIBUTE.fullmatch(text) if text[:1] == "{" else None
    if attribute is not None:
        return Label("answer", "answer", "", attribute["value"])
    match = _BRACKETED.fullmatch(text) if text.lstrip("*_")[:1] in ("(", "[") else None
    found = label(match["a"] or match["b"], "answer") if match is not None else None
    return found if found is not None and found.rest else None


def _texts_above(view: View, at: int) -> list[str]:
    return [part.text for part in view.parts[max(0, at - _FAR) : at]]


def _lists_answers(view: View, at: int, found: Label) -> bool:
    """Tell whether "Answers - Soups" is the title of a key, with a numbered list below."""
    several = found.rest and found.word in words("key") and at + 1 < len(view.parts)
    if not several or view.parts[at + 1].number != "1" or "," in found.rest:
        return False
    over = next((n for n in range(at - 1, -1, -1) if view.parts[n].kind == "heading"), at)
    asked = starts(view.parts[over])  # "## Question 1", and below it its own solution
    inside = view.parts[over].level < view.parts[at].level
    return not (inside and asked is not None and asked.style == "label")


def _is_outcome(view: View, at: int) -> bool:
    """Tell whether "Correct" right below "Question 5" says how somebody has answered it."""
    if not at or not is_only(view.parts[at].text, "outcome"):
        return False
    above = starts(view.parts[at - 1])
    return above is not None and bool(above.number) and not above.text


def _is_title_of_one(view: View, at: int) -> bool:
    """Tell whether the heading "Answer key" stands above the answer of one question only."""
    part = view.parts[at]
    if part.kind != "heading" or at + 1 >= len(view.parts) or not is_only(part.text, "key"):
        return False
    below = label(view.parts[at + 1].text, "answer")
    if below is not None and below.rest and not below.number:
        return True
    alike = view.headings[part.text]
    asking = next((n for n in range(at - 1, -1, -1) if view.parts[n].kind == "heading"), None)
    above = starts(view.parts[asking]) if asking is not None else None
    return alike > 1 and above is not None and above.style == "label"  # each has its own
