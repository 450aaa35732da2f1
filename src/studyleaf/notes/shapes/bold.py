"""D1: a heading, or several, or a paragraph asks, and the first bold paragraph answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studyleaf.notes.answers.key import fold
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.choices.asked import whole_lines
from studyleaf.notes.choices.wording import asks_first, stem
from studyleaf.notes.lines.asking import asks, asks_somewhere, has_blank
from studyleaf.notes.lines.bidding import bids
from studyleaf.notes.lines.labels import LabelKind, is_only, label, plain
from studyleaf.notes.lines.statements import marks_statement
from studyleaf.notes.pieces import Asked
from studyleaf.notes.sections import counts_section
from studyleaf.notes.shapes.subtitles import subtitles
from studyleaf.notes.view import View
from studyleaf.parser import bold_answer

_STATES = re.compile(r"[.!?:…。！？：]$")
_TERM = re.compile(r"(?:\*\*|__)[^*_\n]{1,60}(?::(?:\*\*|__)|(?:\*\*|__)\s?:)\s")
_LABEL = re.compile(r"(?:\*\*|__)[^*_\n]{1,60}[:：](?:\*\*|__)\s")
_LETTERED = re.compile(r"(\*\*|__)[a-hA-H][.)] [^*_]+\1")
_LABELS: tuple[LabelKind, ...] = (
    "meta",
    "explanation",
    "answer",
    "options",
    "hint",
    "right",
    "wrong",
    "key",
)
_STEM = 12  # how many parts may stand between what asks and the answer


def bold_answers(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    at, over = 0, subtitles(view)
    while at < len(view.parts):
        found = _at(view, at, taken) if not taken[at] else None
        if found is None or plain(found[2].answer) in over:
            at += 1
            continue
        yield found
        at = found[1]


def _at(view: View, first: int, taken: Sequence[bool]) -> tuple[int, int, Asked] | None:
    part = view.parts[first]
    if part.kind == "heading":
        return _headings(view, first, taken)
    start = view.starts(first)
    if (
        part.kind != "line"
        or part.quoted
        or part.block != part.start
        or view.label(first) is not None
    ):
        return None
    end = first + 1
    while (
        end < len(view.parts) and view.parts[end].block == part.block and not view.parts[end].mark
    ):
        end += 1
    if end >= len(view.parts) or taken[end]:
        return None
    following = view.parts[end]
    if following.kind != "line" or following.mark or view.starts(end) is not None:
        return None
    if counts_section(following.text):
        return None
    whole = " ".join(view.parts[n].text for n in range(first, end))
    judged = marks_statement(following.text) and view.names_questions(first)
    if not (asks(whole) or (start is not None and asks_somewhere(whole)) or judged):
        return None
    if part.mark and not part.number and not (asks_first(whole) or has_blank(whole)):
        return None  # "- names the stock (2 points)", of a rubric
    if _TERM.match(part.text) and _TERM.match(following.text):
        return None  # "**Ann:** Where is it?" and "**Bob:** Here.", who talk
    if _LABEL.match(following.text) or (_LABEL.match(part.text) and _heads_list(view, end)):
        return None  # "**How to prepare:** …"; "**Issue:** Who owns it?", "**Decision**"
    bold = _bold(view, end)
    if bold is None or bold[0].endswith((":", "?")) or len(bold[0]) > 300:
        return None
    if _TERM.match(following.text) and asks(_paragraph(view, end)):
        return None  # "**Halo:** is it …?", the next of such
    if view.label(end) is not None:
        return None  # that is read elsewhere, where it is one
    if is_only(bold[0], *_LABELS) and not judged:
        return None
    return _make(view, first, end, _end(view, end, 0, taken, start is not None))


def _heads_list(view: View, at: int) -> bool:
    """Tell whether a line in bold stands over a list, as its heading."""
    below = view.parts[at + 1] if at + 1 < len(view.parts) else None
    return below is not None and bool(below.mark) and below.block != view.parts[at].block


def _headings(view: View, first: int, taken: Sequence[bool]) -> tuple[int, int, Asked] | None:
    answer = _answer(view, first, taken)
    if answer is None:
        return None
    heading = view.parts[answer.heading]
    end = _end(view, answer.at, heading.level, taken, False)
    return _make(view, first, answer.at, end)


def _is_lettered(view: View, heading: int) -> bool:
    """Tell whether "**b) Gazpacho**" stands right below a heading with a number: a choice that was
    given, whatever the heading says.
    """
    start = view.starts(heading)
    below = view.parts[heading + 1] if heading + 1 < len(view.parts) else None
    if start is None or not start.number or below is None:
        return False
    return _LETTERED.fullmatch(below.text) is not None


def _is_judged(view: View, heading: int) -> bool:
    """Tell whether a heading in a bank of questions is a statement, and a verdict stands below."""
    below = view.parts[heading + 1] if heading + 1 < len(view.parts) else None
    stated = _STATES.search(view.parts[heading].text.rstrip("*_ ")) is not None
    return (
        stated
        and below is not None
        and marks_statement(below.text)
        and view.names_questions(heading)
    )


class _Answer(NamedTuple):
    heading: int
    """The part that asks last: the heading next to the answer."""
    at: int


def _answer(view: View, first: int, taken: Sequence[bool]) -> _Answer | None:
    """Return the bold answer to the question that the headings from part `first` on ask."""
    parts = view.parts
    last = first
    while (
        last + 1 < len(parts)
        and last - first < _STEM
        and parts[last + 1].kind == "heading"
        and not taken[last + 1]
        and _STATES.search(parts[last].text.rstrip("*_ "))
    ):
        last += 1
    heading = parts[last]
    asking = asks(heading.text) or has_blank(heading.text) or _labelled(view, last)
    asking = asking or _is_lettered(view, last)
    if not (asking or _is_judged(view, last)):
        return None
    if is_only(heading.text, "section", "key", "answer", "explanation"):
        return None
    at = last + 1
    if not asking:
        return _Answer(last, at) if not taken[at] and _bold(view, at) is not None else None
    while at < len(parts) and at - last <= _STEM and not taken[at]:
        part = parts[at]
        if part.kind in ("heading", "rule", "open") or view.is_navigation(at):
            return None
        bold = _bold(view, at)
        start = view.starts(at)
        if start is not None and start.style == "label":
            return None  # the next question
        named = view.label(at)
        if named is not None and named.kind == "answer" and label(part.text, "answer"):
            return None  # that is read elsewhere, where it is one
        if bold is not None and is_only(bold[0], "meta"):
            bold = None
        if bold is not None:
            if part.mark and bold[1]:
                return None  # a list of terms
            if asks(bold[0]):
                return None  # the next question
            if part.number and not _asks(heading.text):
                return None  # the steps of an exercise
            if bold[1] and _TERM.match(part.text) and _is_one_of_terms(view, at, last):
                return None
            if bold[1] and at > last + 1 and view.starts(last) is None:
                return None  # a paragraph of the text below that begins in bold
            if _defines(heading.text, bold) or is_only(bold[0], "right", "wrong", "options"):
                return None
            return _Answer(last, at)
        if (
            part.kind == "line"
            and part.text.startswith(("**", "__"))
            and at == last + 1
            and label(part.text, "meta") is None
        ):
            return None  # a term in bold at the beginning of a sentence
        at += 1
    return None


def _asks(text: str) -> bool:
    return asks_somewhere(text) or has_blank(text) or label(text, "question") is not None


def _is_one_of_terms(view: View, at: int, heading: int) -> bool:
    """Tell whether "**Use:** to thicken" is one of several such, or stands below other text."""
    if at > heading + 1:
        return True
    for part in view.parts[at + 1 : at + _STEM]:
        if part.kind in ("heading", "rule", "open"):
            return False
        if part.start == part.block and not part.mark and _TERM.match(f"{part.text} "):
            return True
    return False


def _labelled(view: View, at: int) -> bool:
    start = view.starts(at)
    if start is None or start.style != "label" or not start.text:
        return False
    task = label(view.parts[at].text, "question") is None
    # "Task 2: install" may be of a tutorial, and "Case 2: The oven" only a title
    return not task or (view.is_study(at) and (asks_somewhere(start.text) or bids(start.text)))


def _defines(heading: str, bold: tuple[str, str]) -> bool:
    """Tell whether "What is X?" is followed by "**X** - …": notes that define, and no question."""
    return bool(bold[1]) and fold(bold[0]) in fold(heading) and len(heading.split()) < 10


def _bold(view: View, at: int) -> tuple[str, str] | None:
    """Return the bold answer of the paragraph that begins at part `at`."""
    part = view.parts[at]
    if (
        part.kind != "line"
        or part.quoted
        or (
            not part.text.lstrip("_* ").startswith(tuple("_*"))
            and not part.text.startswith(("**", "__", "_**", "*__"))
        )
    ):
        return None
    if (
        at
        and view.parts[at - 1].block == part.block
        and view.parts[at - 1].kind == "line"
        and not part.mark
    ):
        return None
    texts = [part.text]
    for n in range(at + 1, len(view.parts)):
        following = view.parts[n]
        if following.block != part.block or following.mark or following.kind != "line":
            break
        texts.append(following.text)
    if texts[-1].rstrip("*_ ").endswith((":", "：")):
        return None  # "**Your plan:**" is a label
    return bold_answer("\n".join(texts))


def _end(view: View, answer: int, level: int, taken: Sequence[bool], numbered: bool) -> int:
    parts = view.parts
    at = answer + 1
    block = last = parts[answer].block
    while at < len(parts) and not taken[at]:
        part = parts[at]
        if part.kind == "heading" and (
            not level or part.level <= level or _answer(view, at, taken) is not None
        ):
            break  # people's levels are sloppy: a deeper heading that asks is a question of its own
        if part.kind == "rule" or view.is_navigation(at):
            break
        start = view.starts(at)
        if start is not None and (
            start.style == "label" or (numbered and part.number and not part.items[1:])
        ):
            break
        if part.block not in (block, last) and not level and not part.items:
            last = part.block
            if asks(_paragraph(view, at)):
                break
        at += 1
    return at


def _paragraph(view: View, at: int) -> str:
    """Return the text of the paragraph that begins at part `at`."""
    texts = [view.parts[at].text]
    for n in range(at + 1, len(view.parts)):
        part = view.parts[n]
        if part.block != view.parts[at].block or part.kind != "line":
            break
        texts.append(part.text)
    return " ".join(texts)


def _make(view: View, first: int, answer: int, end: int) -> tuple[int, int, Asked] | None:
    parts = view.parts
    asking = stem(view, first, answer)
    last = answer
    while (
        last + 1 < end
        and parts[last + 1].block == parts[answer].block
        and parts[last + 1].kind == "line"
        and not parts[last + 1].mark
    ):
        last += 1
    bold = bold_answer("\n".join(part.text for part in parts[answer : last + 1]))
    if bold is None or not asking.prompt:
        return None
    rest = markdown(parts[last + 1 : end]) if last + 1 < end else ""
    explanation = "\n\n".join(text for text in (bold[1], rest) if text)
    start = view.starts(first)
    asked = Asked(
        start=parts[first].start,
        end=parts[end - 1].end,
        shape="D1",
        prompt=asking.prompt,
        scenario=tuple(asking.scenario),
        stem=asking.stem,
        answer=bold[0],
        explanation=explanation,
        number=(start.number or None) if start is not None else None,
        structure=whole_lines(view, first, end, asking.structure),
    )
    return first, end, asked
