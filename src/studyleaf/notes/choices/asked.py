"""A draft and its key → a question as a piece of notes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from studyleaf.model import Choice
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.wording import asking_of, clean
from studyleaf.notes.lines.asking import is_worth
from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.lines.ticks import judged_inside
from studyleaf.notes.lines.verdicts import begins_with_verdict
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_NUMBER = re.compile(r"^\d{1,3}[.、)]\s*(?=\D)")  # behind the key: "(B) 1. Which …"
_STRUCK = re.compile(r"~~(?P<text>.+)~~", re.DOTALL)
_MARKUP = frozenset("<>*_`[]\\&~=^$|{}#")
_CLOSING = re.compile(r"</(mark|b|strong|u)>\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a reader found: the right choices, and the parts that only say so."""

    right: frozenset[int] = frozenset()
    used: frozenset[int] = frozenset()
    """Indexes of parts that hold labels and keys and go into no text."""
    said: str = ""
    """What the key says besides, the beginning of the explanation."""
    problems: tuple[tuple[int, str], ...] = ()
    """A line, from 0, and what is wrong there."""
    told: tuple[str, str] | None = None
    """What in the stem tells the key, and the blank that stands there instead."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """It looks like a question of this shape, but …"""

    reason: str


def _unopened(text: str) -> str:
    tag = _CLOSING.search(text)
    return text[: tag.start()] if tag is not None and f"<{tag[1]}" not in text else text


def _literal(text: str, language: str) -> str:
    """Return what a fence held, so that it reads the same outside of it."""
    runs = {len(run) for run in re.findall(r"`+", text)}
    if language or "\n" in text:
        fence = "`" * max(3, *(n + 1 for n in runs or {0}))
        return f"{fence}{language}\n{text}\n{fence}"
    if _MARKUP.isdisjoint(text):
        return text
    mark = "`" * next(n for n in itertools.count(1) if n not in runs)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{mark}{pad}{text}{pad}{mark}"


def choices(view: View, draft: Draft, right: Collection[int]) -> tuple[Choice, ...]:
    """Return the choices of a draft, those of `right` marked."""
    made: list[Choice] = []
    for n, (option, (first, end)) in enumerate(
        zip(draft.group.options, draft.group.spans, strict=True)
    ):
        struck = _STRUCK.fullmatch(option.text) if right else None
        said = struck["text"] if struck is not None else option.text  # so that it tells no key
        text = [said] if said else []
        reasons = [option.reason] if option.reason else []
        if option.inline or option.style in ("table", "plain", "pasted", "apart"):
            own = view.parts[first]
            said = _literal(option.text, own.info) if own.kind == "fence" else option.text
            made.append(Choice(said, n in right, option.reason))
            continue
        inner = [part for part in view.parts[first + 1 : end] if judged_inside(part.text) is None]
        own = view.parts[first]
        while (
            inner
            and inner[0].kind == "line"
            and inner[0].block == own.block
            and inner[0].quoted == own.quoted
        ):
            text[-1:] = [f"{text[-1]}\n{inner[0].text}" if text else inner[0].text]
            inner = inner[1:]
        if text and option.bold:  # "<mark>e) …" that goes on in the next line
            text[-1] = _unopened(text[-1])
        quoted = [part for part in inner if part.quoted > own.quoted]
        plain = [
            part
            for part in inner
            if part.quoted <= own.quoted
            and part.kind not in ("open", "close")
            and part.info != "tags"
        ]
        if plain and begins_with_verdict(plain[0]) is not None:
            reasons.append(markdown(plain))
        elif plain:
            text.append(markdown(plain))
        if quoted:
            reasons.append(markdown(quoted))
        made.append(Choice("\n\n".join(text).strip(), n in right, "\n\n".join(reasons), True))
    return tuple(made)


def explanation(
    view: View, tail: Sequence[int], used: Collection[int], said: str = ""
) -> tuple[str, tuple[str, ...], list[tuple[int, str]]]:
    """Return the explanation and the hints in the parts `tail`, and lines that are structure."""
    texts: list[str] = [said] if said else []
    hints: list[str] = []
    structure: list[tuple[int, str]] = []
    run: list[Part] = []
    into = texts  # or hints, below a heading or in a fold "Hint"

    def finish() -> None:
        nonlocal into
        if run:
            into.append(clean(markdown(run)))
            run.clear()
        into = texts

    for at in tail:
        part = view.parts[at]
        if part.kind in ("open", "close") or part.info == "tags":
            if into is hints:
                finish()
            structure.append((at, "details tag"))
            continue
        if at in used or part.kind == "rule":
            finish()
            if part.kind in ("rule", "summary"):
                structure.append((at, "rule" if part.kind == "rule" else "label"))
            continue
        if part.kind == "summary":
            finish()
            if not part.text or _hides(part):
                structure.append((at, "label"))
                into = hints if is_only(part.text, "hint") else texts
            else:
                texts.append(part.text)
            continue
        named = view.label(at)
        if name := _says_nothing(view, at):
            structure.append((at, name))
            continue
        if named is not None and named.kind in ("explanation", "hint", "answer"):
            finish()
            if named.kind == "hint" and named.rest:
                hints.append(balanced(named.rest))
            elif named.rest:
                run.append(_only_text(part, _rest(named.rest)))
            else:
                structure.append((at, "label"))
                into = hints if named.kind == "hint" else texts
            continue
        if part.kind == "heading" and into is hints:
            finish()
        run.append(part)
    finish()
    return "\n\n".join(text for text in texts if text), tuple(hints), structure


def _says_nothing(view: View, at: int) -> str:
    """Name a line that is of no use: "Back to top", or "Your answer:" and no answer."""
    if view.parts[at].kind == "line" and is_worth(view.parts[at].text):
        return "what a question is worth"
    named = view.label(at)
    empty = named is not None and named.kind == "given" and not named.rest
    return "navigation" if view.is_navigation(at) else "label" if empty else ""


def _hides(part: Part) -> bool:
    return (
        is_only(part.text, "answer", "explanation", "hint", "key")
        or label(part.text, "answer") is not None
        or len(part.text) < 60
    )


def _rest(text: str) -> str:
    return balanced(text) if text.count("**") % 2 or text.count("*") % 2 else text


def _only_text(part: Part, text: str) -> Part:
    return Part("line", part.start, part.end, text, f"{text}\n", part.block, 0, "", part.items)


def build(view: View, draft: Draft, keyed: Keyed, shape: str) -> Asked | Doubt:
    """Make the question of a draft."""
    asking = asking_of(view, draft)
    if keyed.told is not None:
        asking.prompt = _NUMBER.sub("", asking.prompt.replace(*keyed.told).strip())
        asking.stem = asking.stem.replace(*keyed.told)
        told = (text.replace(*keyed.told).strip() for text in asking.scenario)
        asking.scenario = [text for text in told if text]
    if not asking.prompt:
        return Doubt("it has choices, but nothing that asks")
    text, hints, structure = explanation(view, draft.tail, keyed.used, keyed.said)
    made = choices(view, draft, keyed.right)
    if sum(not choice.text for choice in made) > 1:
        return Doubt("its choices are empty")
    first, end = view.parts[draft.start].start, view.parts[draft.end - 1].end
    return Asked(
        start=first,
        end=end,
        shape=shape,
        prompt=asking.prompt,
        scenario=tuple(asking.scenario),
        stem=asking.stem,
        choices=made,
        explanation=text,
        hints=(*asking.hints, *hints),
        number=draft.number or None,
        stem_line=next(
            view.parts[at].start
            for at in range(draft.start, draft.group.start + 1)
            if view.parts[at].kind != "open"
        ),
        structure=tuple(
            sorted(
                {
                    **dict(_table_head(view, draft)),
                    **dict(
                        whole_lines(view, draft.start, draft.end, [*asking.structure, *structure])
                    ),
                }.items()
            )
        ),
    )


def _table_head(view: View, draft: Draft) -> Iterator[tuple[int, str]]:
    """Yield the lines above the choices of a table."""
    part = view.parts[draft.group.start]
    if draft.group.options[0].style == "table" and len(part.rows) > len(draft.group.options):
        for line in range(part.start, part.rows[1][0]):
            yield line, "head of a table"


def whole_lines(
    view: View, first: int, end: int, structure: Sequence[tuple[int, str]]
) -> tuple[tuple[int, str], ...]:
    """Return the lines of parts `first:end` of which nothing went into the question, named."""
    names = dict(structure)
    taken = {
        line
        for at in range(first, end)
        if at not in names
        for line in range(view.parts[at].start, view.parts[at].end)
    }
    lines = {
        line: name
        for at, name in names.items()
        for line in range(view.parts[at].start, view.parts[at].end)
        if line not in taken
    }
    return tuple(sorted(lines.items()))
