"""Front matter that asks, above the boxes of each question → the lines of a labelled question.

    ---
    question: "Which soup is served cold?"
    title: "Question 001"
    ---

    - [x] Gazpacho

Quizzes that are built from Markdown have a file each like this, and some a file of them all. Lines
change places between the rules only, so that all others stay where they are.
"""

from __future__ import annotations

import re

_FRONT = re.compile(
    r"^---[ \t]*\r?\n(?P<inside>(?:[A-Za-z_][\w-]*:[^\n]*\n)+)---[ \t]*\r?$(?=(?:\s|>[^\n]*\n)*"
    r"(?:[-*+]|\d{1,2}[.)])\s+\[[ xX]\])",
    re.MULTILINE,
)
# the title of a page, in YAML or in TOML
_PAGE = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?:(?!(?P=fence))[^\n]*\n){0,30}?"
    r"title[ \t]*[:=][ \t]*[\"']?(?P<title>[^\r\n]{1,200}?)[\"']?[ \t]*\r?\n"
)
_FIELD = re.compile(r"(?P<name>[\w-]+):[ \t]*(?P<text>.*)")
_TITLE = re.compile(r"question\s+\d{1,4}", re.IGNORECASE)
_QUOTED = re.compile(r"\"(?P<a>(?:[^\"\\]|\\.)*)\"|'(?P<b>(?:[^']|'')*)'")


def front_title(text: str) -> str:
    """Return the title in the front matter that text begins with, or ""."""
    match = _PAGE.match(text)
    return match["title"] if match is not None else ""


def labelled_fronts(text: str) -> str:
    """Return text with "Question 1" and what it asks instead of such front matter."""
    if "\nquestion:" not in text:
        return text
    return _FRONT.sub(_labelled, text)


def _labelled(match: re.Match[str]) -> str:
    above = match.string[: match.start()].rstrip("\r\n").rpartition("\n")[2]
    if above.lstrip().startswith(("```", "~~~")):
        return match[0]  # of a quiz language
    made = match["inside"].splitlines()
    question = title = -1
    for n, line in enumerate(made):
        field = _FIELD.fullmatch(line)
        value = _unquoted(field["text"]) if field is not None else ""
        if field is not None and field["name"] == "question" and value and question < 0:
            question, made[n] = n, value
        elif field is not None and field["name"] == "title" and _TITLE.fullmatch(value):
            title, made[n] = n, value
        elif max(question, title) >= 0:
            made[n] = f"**Tags:** {line}"
    if question < 0:
        return match[0]
    if title < 0:
        made[question] = f"Question: {made[question]}"
    elif title > question:
        made[question], made[title] = made[title], made[question]
    return "\n".join(["", *made, ""])


def _unquoted(text: str) -> str:
    text = text.strip()
    match = _QUOTED.fullmatch(text)
    if match is None:
        return text
    return (
        re.sub(r"\\(.)", r"\1", match["a"])
        if match["a"] is not None
        else match["b"].replace("''", "'")
    )
