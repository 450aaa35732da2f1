"""A question found in notes → its Markdown in a page, in the one form that pages have."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from studyleaf.blocks import blocks, split_lines
from studyleaf.dialect import align
from studyleaf.model import Question
from studyleaf.notes.pieces import Asked
from studyleaf.parser import SECTIONS, UNANSWERED_CLASS, parse

BOLD = "D1"
"""The shape of notes in which bold text is the answer, as in pages."""

LEVEL = 3
"""Of the heading of a question; its section has one less."""

_SENTENCE = re.compile(r"(.{2,240}?[.!?。！？])\s+(?=\S)", re.DOTALL)  # noqa: RUF001
_ENDS = re.compile(r"[.!?:…。！？؟：]$")  # noqa: RUF001
_INDENT = "    "
# Past so many characters bold is no emphasis any more.
_LONG = 240


def write_question(asked: Asked, name: str, *, sections: Sequence[str] = SECTIONS) -> str | None:
    """Return the Markdown of a question with the id `name`, through a blank line at its end.

    None if it can't be written so that the parser reads the same question again.
    """
    text = _text(asked, name)
    page = parse(f"## {sections[0]}\n\n{text}", sections=sections)
    if len(page.questions) != 1 or not _same(page.questions[0], asked):
        return None
    return text


def _text(asked: Asked, name: str) -> str:
    heading = "#" * LEVEL
    leading = [_line(part) for part in asked.scenario]
    scenario = [part for part in leading if _ENDS.search(part.strip("*_ "))]
    stem = [part for part in leading if part not in scenario]
    answered = bool(asked.answer) or any(choice.right for choice in asked.choices)
    mark = "" if answered else f" .{UNANSWERED_CLASS}"
    parts = [f"{heading} {part}" for part in scenario]
    parts.append(f"{heading} {_line(asked.prompt)} {{#{name}{mark}}}")
    parts += [spaced(part) for part in [*stem, asked.stem] if part.strip()]
    explanation = asked.explanation
    if asked.choices:
        parts.append("\n".join(_choices(asked)))
    elif asked.answer:
        parts += _answer(asked.answer, whole=asked.shape == BOLD)
    parts += [f"> {_line(hint)}" for hint in asked.hints]
    if explanation.strip():
        parts.append(spaced(explanation, least=LEVEL + 1))
    return "\n\n".join(parts) + "\n\n"


def _answer(answer: str, *, whole: bool) -> list[str]:
    """Return the paragraphs of an answer: its first sentence in bold, and the rest.

    `whole` keeps all of a short one bold, since that is how the notes had it.
    """
    answer = answer.strip()
    plain = answer.replace("**", "").replace("__", "")
    first, *rest = blocks(plain)
    if first.kind != "paragraph":
        return ["**Answer:**", spaced(answer, least=LEVEL + 1)]
    lead = _line(first.content)
    sentence = _SENTENCE.match(lead)
    bold, more = lead, ""
    if sentence and (rest or not whole or len(lead) > _LONG):
        bold, more = sentence[1], lead[sentence.end() :]
    after = "".join(split_lines(plain)[first.end :])
    following = [more] if more else []
    if after.strip():
        following.append(spaced(after, least=LEVEL + 1))
    return [f"**{bold.strip()}**", *following]


def _choices(asked: Asked) -> list[str]:
    lines: list[str] = []
    for choice in asked.choices:
        box = "[x]" if choice.right else "[ ]"
        first, *rest = spaced(choice.text).split("\n") if choice.text.strip() else [""]
        lines.append(f"- {box} {first}".rstrip())
        lines += [f"{_INDENT}{line}".rstrip() for line in rest]
        if choice.reason.strip():
            if rest:
                lines.append("")
            lines += [f"{_INDENT}> {line}".rstrip() for line in spaced(choice.reason).split("\n")]
    return lines


def spaced(text: str, *, least: int = 1) -> str:
    """Return Markdown that CommonMark and Python-Markdown read alike, headings at least so deep."""
    if text[:1].isalpha() and "\n" not in text and "\r" not in text:
        return text  # a paragraph of one line, as most choices are
    lines = split_lines(text)
    found = [
        block if block.kind != "heading" or block.level >= least else block.at_level(least)
        for block in blocks(text)
    ]
    return "\n".join(align(found, lines)).strip("\n")


def _line(text: str) -> str:
    return " ".join(text.split())


def _same(written: Question, asked: Asked) -> bool:
    if len(written.choices) != len(asked.choices):
        return False
    if any(
        a.right != b.right or _words(a.text) != _words(b.text)
        for a, b in zip(written.choices, asked.choices, strict=True)
    ):
        return False
    wanted = _words(" ".join([*asked.scenario, asked.prompt, asked.stem]))
    got = _words(" ".join([*written.scenario, written.prompt, written.stem]))
    if sorted(wanted) != sorted(got):
        return False
    return bool(asked.choices) or bool(written.answer) == bool(asked.answer.strip())


def _words(text: str) -> Collection[str]:
    return re.findall(r"\w+", text)
