"""An open question and its reply → a question as a piece of notes."""

from __future__ import annotations

import re

from studyleaf.notes.answers.key import fold
from studyleaf.notes.answers.one_line import unbold
from studyleaf.notes.answers.open import Reply
from studyleaf.notes.answers.short import short_a
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.choices.asked import explanation, whole_lines
from studyleaf.notes.choices.wording import stem
from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)


def build_reply(view: View, reply: Reply, shape: str) -> Asked | None:
    """Make an open question."""
    last = _hint(view, reply)
    ticked = _only_box(view, reply, last)
    asking = stem(view, reply.start, last - 1 if ticked else last)
    if not asking.prompt:
        return None
    told, own_hints, between = explanation(view, range(last, reply.at), ())
    structure = [*asking.structure, *between]
    if reply.fold is not None:
        structure += [(reply.fold.open, "details tag"), (reply.fold.summary, "label")]
        tail = list(range(reply.body, reply.end))
    else:
        tail = list(range(reply.at, reply.end))
    answer_parts, rest = _divide(view, reply, tail)
    answer, hints, more = explanation(view, answer_parts, ())
    if ticked:
        structure.append((last - 1, "box"))
        answer, hints, more = ticked, (), []
        rest = tail[1:]
    if reply.label is not None and reply.label.word == "a" and answer:
        tail_text = markdown([view.parts[n] for n in answer_parts], first=short_a(view, reply.at))
        answer = balanced(tail_text) if "\n" not in tail_text else tail_text.strip()
    structure += more
    why, more_hints, more = explanation(view, rest, ())
    structure += more
    named = view.parts[reply.at]
    if all(view.parts[n].level >= named.level > 0 for n in answer_parts):
        answer = _HEADING.sub("", answer)  # who writes all lines as headings
    answer = unbold(answer)
    if not answer.strip():
        answer, why = why, ""
    if not answer.strip():
        return None
    start = view.starts(reply.start)
    return Asked(
        start=view.parts[reply.start].start,
        end=view.parts[reply.end - 1].end,
        shape=shape,
        prompt=asking.prompt,
        scenario=tuple(asking.scenario),
        stem=asking.stem,
        answer=answer.strip(),
        explanation=why,
        hints=(*own_hints, *([told] if told else []), *hints, *more_hints),
        number=(start.number or None) if start is not None else None,
        structure=whole_lines(view, reply.start, reply.end, structure),
    )


def _only_box(view: View, reply: Reply, last: int) -> str:
    """Return the text of the one box below a question that the answer ticks, or ""."""
    if reply.fold is None or last - 1 <= reply.start or reply.body >= reply.end:
        return ""
    box, told = view.option(last - 1), view.option(reply.body)
    if box is None or told is None or not (box.boxed and told.boxed and told.right):
        return ""
    return told.text if not box.right and fold(box.text) == fold(told.text) else ""


def _hint(view: View, reply: Reply) -> int:
    """Return where a hint stands between what asks and the answer, or what else is folded away
    there; or where the answer does.
    """
    for at in range(reply.start + 1, reply.at):
        named = view.label(at)
        fold = view.folds.get(at)
        if fold is not None and fold.end <= reply.at:
            return at
        if named is not None and named.kind == "hint":
            return at
    return reply.at


def _divide(view: View, reply: Reply, tail: list[int]) -> tuple[list[int], list[int]]:
    """Divide what follows an answer's label into the answer and the explanation."""
    for n, at in enumerate(tail):
        named = view.label(at)
        if n and named is not None and named.kind == "explanation":
            return tail[:n], tail[n:]
    del reply
    return tail, []
