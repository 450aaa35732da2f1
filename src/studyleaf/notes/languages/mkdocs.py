"""`<quiz>` of mkdocs-quiz, in its present and its first form, and the fence `mcq` of mkdocs-mcq →
questions.

https://ewels.github.io/mkdocs-quiz/ and https://pypi.org/project/mkdocs-mcq/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.blocks import split_lines
from studyleaf.model import Choice
from studyleaf.notes.blocks.flatten import parts
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.lines.marks import option
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_OPEN = re.compile(r"<quiz\b[^<>]{0,200}>\s*(.*)", re.IGNORECASE)
_CLOSE = re.compile(r"(.*)</quiz>\s*", re.IGNORECASE)
_GAP = re.compile(r"\[\[([^\[\]]{1,200})\]\]")
_FIRST_OPEN, _FIRST_CLOSE = (re.compile(rf"<\?\s*{tag}\s*\?>") for tag in ("quiz", "/quiz"))
_FIELD = re.compile(r"(question|answer-correct|answer|content)\s*:\s*(.*)", re.IGNORECASE)
_HEADER = re.compile(r"(\w+)\s*:\s*(.*)")


def quizzes(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the questions between `<quiz>` and `</quiz>`."""
    found = view.parts
    at = 0
    while at < len(found):
        part = found[at]
        if taken[at] or part.kind != "line" or not _OPEN.fullmatch(part.text):
            at += 1
            continue
        end = at + 1
        while end < len(found) and not _CLOSE.fullmatch(found[end].text):
            end += 1
        if end < len(found):
            asked = _quiz(found[at], found[at + 1 : end], found[end])
            if asked is not None:
                yield at, end + 1, asked
        at = end + 1


def _quiz(opened: Part, inner: Sequence[Part], closed: Part) -> Asked | None:
    body = [part for part in inner if part.text]
    if not body or sum(part.kind == "heading" and bool(part.items) for part in body) > 1:
        return None  # a list of questions, which are read as if there was no tag
    boxes = [n for n, part in enumerate(body) if (o := option(part)) is not None and o.boxed]
    structure = ((opened.start, "quiz tag"), (closed.start, "quiz tag"))
    if not boxes:
        text = markdown(body)
        gaps = _GAP.findall(text)
        if not gaps:
            return None
        return Asked(
            opened.start,
            closed.end,
            "quiz",
            _GAP.sub("___", text),
            answer=", ".join(gaps),
            stem_line=body[0].start,
            structure=structure,
        )
    return _boxed(body, boxes, opened.start, closed.end, "quiz", structure)


def _boxed(
    body: Sequence[Part],
    boxes: Sequence[int],
    start: int,
    end: int,
    shape: str,
    structure: tuple[tuple[int, str], ...],
    prompt: str = "",
) -> Asked | None:
    """Make a question of parts with boxes: before them it asks, after them it explains."""
    choices: list[Choice] = []
    last = boxes[-1]
    for n, at in enumerate(boxes):
        found = option(body[at])
        if found is None:
            return None
        until = boxes[n + 1] if n + 1 < len(boxes) else len(body)
        more = [
            part
            for part in body[at + 1 : until]
            if part.items[: len(body[at].items)] == body[at].items
        ]
        if n + 1 == len(boxes):
            last = at + len(more)
        quoted = [part for part in more if part.quoted > body[at].quoted]
        plain = [part for part in more if part.quoted <= body[at].quoted]
        text = "\n".join([found.text, markdown(plain)]).strip()
        choices.append(Choice(text, bool(found.right), markdown(quoted) if quoted else ""))
    asking = body[: boxes[0]]
    lead = prompt or (asking[0].text if asking else "")
    if not lead:
        return None
    rest = asking if prompt else asking[1:]
    after = body[last + 1 :]
    return Asked(
        start,
        end,
        shape,
        lead,
        stem=markdown(rest) if rest else "",
        choices=tuple(choices),
        explanation=markdown(after) if after else "",
        stem_line=asking[0].start if asking and not prompt else start,
        structure=structure,
    )


def first_quizzes(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the questions between `<?quiz?>` and `<?/quiz?>`, of which each line is a field."""
    found = view.parts
    at = 0
    while at < len(found):
        end = at + 1
        if not taken[at] and found[at].kind == "line" and _FIRST_OPEN.fullmatch(found[at].text):
            while end < len(found) and not _FIRST_CLOSE.fullmatch(found[end].text):
                if _FIRST_OPEN.fullmatch(found[end].text):
                    break  # the one before is never closed
                end += 1
            closed = end < len(found) and _FIRST_CLOSE.fullmatch(found[end].text)
            asked = _first_quiz(found[at : end + 1]) if closed else None
            if asked is not None:
                yield at, end + 1, asked
                end += 1
        at = end


def _first_quiz(found: Sequence[Part]) -> Asked | None:
    """Make a question of fields; all below `content:` is shown with the answer."""
    asking: list[str] = []
    choices: list[Choice] = []
    structure = [(found[0].start, "quiz tag"), (found[-1].start, "quiz tag")]
    line = found[0].start
    for at, part in enumerate(found[1:-1], 1):
        field = _FIELD.match(part.text) if part.kind == "line" else None
        name = field[1].lower() if field is not None else ""
        value = field[2].strip() if field is not None else part.text
        if name == "content":
            rest = [value] if value else []
            if not value:
                structure.append((part.start, "label"))
            if at + 1 < len(found) - 1:
                rest.append(markdown(found[at + 1 : -1]))
            return _of_fields(found, asking, choices, "\n".join(rest), line, structure)
        if name == "question":
            line = part.start
            asking.append(value)
        elif name:
            choices.append(Choice(value, name == "answer-correct"))
        elif choices:
            choices[-1] = replace(choices[-1], text=f"{choices[-1].text}\n{value}")
        else:
            asking.append(markdown([part]))
    return _of_fields(found, asking, choices, "", line, structure)


def _of_fields(
    found: Sequence[Part],
    asking: Sequence[str],
    choices: Sequence[Choice],
    explanation: str,
    line: int,
    structure: Sequence[tuple[int, str]],
) -> Asked | None:
    if not asking or not asking[0] or len(choices) < 2:
        return None
    return Asked(
        found[0].start,
        found[-1].end,
        "quiz",
        asking[0],
        stem="\n".join(asking[1:]),
        choices=tuple(choices),
        explanation=explanation,
        stem_line=line,
        structure=tuple(sorted(structure)),
    )


def fences(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the questions in fences `mcq`, whose header has the question."""
    for at, part in enumerate(view.parts):
        if taken[at] or part.kind != "fence" or part.info.split(" ")[0].strip("{}.") != "mcq":
            continue
        asked = _fence(part)
        if asked is not None:
            yield at, at + 1, asked


def _fence(part: Part) -> Asked | None:
    lines = split_lines(part.text)
    head = [n for n, line in enumerate(lines) if line.strip() == "---"]
    if len(head) < 2:
        return None
    fields: dict[str, tuple[str, int]] = {}
    key = ""
    for n in range(head[0] + 1, head[1]):
        match = _HEADER.match(lines[n])
        if match and not lines[n][0].isspace():
            key = match[1].lower()
            fields[key] = (match[2].strip().strip("\"'|>"), n)
        elif key:
            fields[key] = (f"{fields[key][0]} {lines[n].strip()}".strip(), fields[key][1])
    prompt, line = fields.get("question", ("", 0))
    first = part.start + 1
    body = parts("".join(lines[head[1] + 1 :]))
    boxes = [n for n, inner in enumerate(body) if (o := option(inner)) is not None and o.boxed]
    if not prompt or not boxes:
        return None
    names = {first - 1: "fence", part.end - 1: "fence"}
    names |= {first + n: "header" for n in range(head[0], head[1] + 1) if n != line}
    asked = _boxed(body, boxes, part.start, part.end, "mcq", tuple(sorted(names.items())), prompt)
    if asked is None:
        return None
    return Asked(
        asked.start,
        asked.end,
        "mcq",
        prompt,
        stem=asked.stem,
        choices=asked.choices,
        explanation=asked.explanation,
        stem_line=first + line,
        structure=asked.structure,
    )
