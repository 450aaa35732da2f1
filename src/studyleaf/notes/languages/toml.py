"""mdbook-quiz's TOML, a whole file → questions.

https://github.com/cognitive-engineering-lab/mdbook-quiz
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from studyleaf.blocks import split_lines
from studyleaf.model import Choice
from studyleaf.notes.pieces import Asked

_TABLE = re.compile(r"^\s*\[\[\s*questions\s*\]\]\s*(?:#.*)?$")


def toml_questions(text: str) -> list[Asked] | None:
    """Return the questions of a file, or None if it isn't one."""
    if "[[questions]]" not in text.replace(" ", ""):
        return None
    try:
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    rows = data.get("questions")
    if not isinstance(rows, list):
        return None
    lines = split_lines(text)
    begins = [n for n, line in enumerate(lines) if _TABLE.match(line)]
    if len(begins) != len(rows):
        return None
    found: list[Asked] = []
    for first, limit, row in zip(begins, [*begins[1:], len(lines)], rows, strict=True):
        end = limit
        while end > first + 1 and not lines[end - 1].strip():
            end -= 1
        asked = _question(first, end, row)
        if asked is not None:
            found.append(asked)
    return found


def _question(first: int, end: int, row: Mapping[str, Any]) -> Asked | None:
    prompt, answer = row.get("prompt"), row.get("answer")
    if not isinstance(prompt, Mapping) or not isinstance(answer, Mapping):
        return None
    context = str(row.get("context", "")).strip()
    if "program" in prompt:
        said = "stdout" if answer.get("doesCompile", True) else "lineNumber"
        return Asked(
            first,
            end,
            "mdbook-quiz",
            "What does this program print, or does it not compile?",
            stem=f"```rust\n{str(prompt['program']).strip()}\n```",
            answer=str(answer.get(said, "It does not compile.")).strip(),
            explanation=context,
            structure=((first, "table"),),
        )
    text = str(prompt.get("prompt", "")).strip()
    solution = answer.get("answer")
    rights = [str(one).strip() for one in (solution if isinstance(solution, list) else [solution])]
    distractors = prompt.get("distractors")
    if not text or solution is None:
        return None
    if not isinstance(distractors, list):
        others = [str(one) for one in answer.get("alternatives", [])]
        reply = " / ".join([*rights, *others])
        return Asked(
            first,
            end,
            "mdbook-quiz",
            text,
            answer=reply,
            explanation=context,
            structure=((first, "table"),),
        )
    choices = [Choice(one, right=True) for one in rights]
    choices += [Choice(str(one).strip(), right=False) for one in distractors]
    return Asked(
        first,
        end,
        "mdbook-quiz",
        text,
        choices=tuple(choices),
        explanation=context,
        structure=((first, "table"),),
    )
