"""Groups of choices → the same with the right ones known, where each has its verdict and a reason.

The verdict stands behind the choice, "Ramen — **Incorrect**: it is hot", or begins what is nested
below it. One choice with such a word in it shows nothing: what judges is a list in which some are
said to be right, and not all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.lines.ticks import CROSSES, TICKS
from studyleaf.notes.lines.verdicts import Verdict, begins_with_verdict, shouted, verdict_behind
from studyleaf.notes.view import View

_PAIR = 2
_NEAR, _FAR = 4, 80  # parts to the section of the first choice, and to the next one's
_SECTION = re.compile(
    rf"(?P<sign>[{TICKS}{CROSSES}])\ufe0f?\s*(?:option|choice|answer)\s(?P<name>[A-H]|\d)\s?:?",
    re.IGNORECASE,
)


def told_by_verdicts(view: View, found: Sequence[Group]) -> Iterator[Group]:
    """Yield groups of choices, the right ones marked if verdicts tell them."""
    for group in found:
        told = group.boxed or any(option.right for option in group.options)
        told = told or any(view.label(first) is not None for first, _ in group.spans)
        verdicts = [] if told else _verdicts(view, group)
        right = [verdict is not None and verdict.right for verdict in verdicts]
        if not told and not any(right) and (sections := _in_sections(view, group)):
            yield replace(group, options=sections)
        elif any(right) and not all(right):
            options = (
                _judged(option, verdict)
                for option, verdict in zip(group.options, verdicts, strict=True)
            )
            yield replace(group, options=tuple(options))
        else:
            yield group


def _verdicts(view: View, group: Group) -> list[Verdict | None]:
    """Return what is said of each choice; nothing if only pictures judge, and not all of them."""
    found = [verdict_behind(option.text) for option in group.options]
    if len(found) > _PAIR and shouted(group.options[0].text) is not None:
        aloud = [shouted(option.text) for option in group.options]
        if None not in aloud:
            return aloud
    if all(verdict is None for verdict in found):
        found = [
            _below(view, option, span)
            for option, span in zip(group.options, group.spans, strict=True)
        ]
    worded = all(verdict is None or verdict.worded for verdict in found)
    return found if worded or None not in found else []


def _in_sections(view: View, group: Group) -> tuple[Option, ...]:
    """Return choices as the headings of the sections behind them judge each: "✅ Option 2"."""
    found: list[bool] = []
    at = group.end
    limit = at + _NEAR  # where the next of them begins
    while at < min(limit, len(view.parts)) and len(found) < len(group.options):
        if view.starts(at) is not None:
            break
        match = (
            _SECTION.fullmatch(view.parts[at].text) if view.parts[at].kind == "heading" else None
        )
        if match is not None:
            if match["name"] not in (str(len(found) + 1), chr(65 + len(found))):
                return ()
            found.append(match["sign"] in TICKS)
            limit = at + _FAR
        at += 1
    if len(found) != len(group.options) or all(found) or not any(found):
        return ()
    return tuple(
        option._replace(right=right, bold=False)
        for option, right in zip(group.options, found, strict=True)
    )


def _below(view: View, option: Option, span: tuple[int, int]) -> Verdict | None:
    inner = view.parts[span[0] + 1 : span[1]]
    right = begins_with_verdict(inner[0]) if inner else None
    return None if right is None else Verdict(option.text, right, "", worded=True)


def _judged(option: Option, verdict: Verdict | None) -> Option:
    if verdict is None:
        return option._replace(right=False)
    reasons = [text for text in (verdict.reason, option.reason) if text]
    return option._replace(
        text=verdict.text, right=verdict.right, bold=False, reason="\n\n".join(reasons)
    )
