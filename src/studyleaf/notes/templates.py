"""A question found in notes → whether it only shows how one is written: "Q: [Question]"."""

from __future__ import annotations

import re

from studyleaf.notes.pieces import Asked

_PLACE = re.compile(
    r"[*_\"`]*(?:\[[^\[\]]{1,120}\](?![(\[:])|<[^<>/]{1,120}>|\{{1,2}[^{}]{1,120}\}{1,2}|\.{3}|…)"
    r"[*_\"`?.]*"
)
_VALUE = re.compile(r"[*_\"`]*(?:\[[^\]]*[\d'\"]|\{[^}]*[:\d'\"])")  # "[1, 2]", "{ soup: 'cold' }"
_ENDS = re.compile(r"(?:^|[^\w\s]\s*)\[[^\W\d_][^\[\]]{3,}\]\W*$")  # "Outcome: [how it went]"
_ELSEWHERE = re.compile(
    r"\W*(?:the |all )?(?:answers?|solutions?) (?:(?:can|could|may|will) (?:also )?be|are|is) "
    r"(?:found|posted|available)\b(?:\s\S+){0,10}",
    re.IGNORECASE,
)
_FIELDS = re.compile(r"[\W\d]+(?:\n\w+: [^\n]*)+")  # "question: '19'", and the next field
_LABEL = re.compile(r"^\s*[\w ]{1,20}:\s*")  # "Choices: ..."


def is_template(asked: Asked) -> bool:
    """Tell whether what asks and what answers are both places to fill in, or all that answers; or
    whether the answer only says where answers are, or fields of front matter seem to ask.
    """
    if _ELSEWHERE.fullmatch(asked.answer.partition(". ")[0]) or _FIELDS.fullmatch(asked.prompt):
        return True
    lines = [line for line in asked.answer.split("\n") if line.strip()]
    if lines and all(_is_place(_LABEL.sub("", line, count=1)) for line in lines):
        return True
    if asked.choices and all(_ENDS.search(choice.text) for choice in asked.choices):
        return True
    below = asked.prompt.strip().rpartition("\n")[2]
    if below != asked.prompt.strip() and _is_place(below) and _is_place(asked.explanation):
        return True
    if not _is_place(asked.prompt):
        return False
    if asked.choices:
        return all(_is_place(choice.text) for choice in asked.choices)
    return not asked.answer or _is_place(asked.answer)


def _is_place(text: str) -> bool:
    first = text.strip().partition("\n")[0].strip()
    return _PLACE.fullmatch(first) is not None and _VALUE.match(first) is None
