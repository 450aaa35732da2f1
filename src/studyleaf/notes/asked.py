"""A draft and its key → a question as a piece of notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from studyleaf.model import Choice
from studyleaf.notes.draft import Draft
from studyleaf.notes.inline import inline_options
from studyleaf.notes.labels import is_only, label
from studyleaf.notes.marks import asks, asks_somewhere, balanced, is_counted, without_lead
from studyleaf.notes.parts import Part, markdown
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_SHORT = 80
_STRAY = re.compile(
    r"^(?:\s*</?(?:br|p|b|strong|div|em|i|center|blockquote|span|hr|font|ul|section)\b[^<>]{0,100}>)+"
    r"|(?:</?(?:br|p|b|strong|div|em|i|center|blockquote|span|hr|font|ul|section)\b[^<>]{0,100}>\s*)+$",
    re.IGNORECASE,
)


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


@dataclass(frozen=True, slots=True)
class Doubt:
    """It looks like a question of this shape, but …"""

    reason: str


@dataclass(slots=True)
class Stem:
    """What asks, in the fields that a question has for it."""

    prompt: str = ""
    scenario: list[str] = field(default_factory=list)
    stem: str = ""
    structure: list[tuple[int, str]] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """All of it in its order."""
        return "\n\n".join(part for part in (*self.scenario, self.prompt, self.stem) if part)


def stem(view: View, first: int, end: int) -> Stem:
    """Read the parts `first:end` as what asks."""
    found = Stem()
    blocks: list[list[int]] = []
    for at in range(first, end):
        part = view.parts[at]
        if part.kind in ("open", "close", "comment", "rule"):
            if part.kind == "open" and part.info:
                found.structure.append((at, "callout"))
            continue
        if at > first and _is_label_only(view, at):
            found.structure.append((at, "label"))
            continue
        same = blocks and view.parts[blocks[-1][-1]].block == part.block and part.kind == "line"
        if same and view.parts[blocks[-1][-1]].kind == "line" and not part.mark:
            blocks[-1].append(at)
        else:
            blocks.append([at])
    base = min((view.parts[block[0]].quoted for block in blocks), default=0)
    marks = [n for n, block in enumerate(blocks) if view.parts[block[0]].mark]
    own_too = marks[0] if len(marks) == 1 else 0  # "- (Exam topic 1)" and the lines below it
    texts = [
        (
            _text(view, block, base, own=n in (0, own_too)),
            _is_paragraph(view, block, base, own=n in (0, own_too)),
        )
        for n, block in enumerate(blocks)
    ]
    kept: list[tuple[str, bool]] = []
    for n, (text, paragraph) in enumerate(texts):
        part = view.parts[blocks[n][0]]
        following = any(p and t for t, p in texts[n + 1 :])
        if not text:
            found.structure.extend((i, "number of a question") for i in blocks[n])
        elif part.kind == "heading" and following and _is_title(text) and not kept:
            found.structure.extend((i, "title of a question") for i in blocks[n])
        elif (
            kept
            and paragraph
            and kept[-1][1]
            and len(text) < _SHORT
            and is_counted(text)
            and not asks_first(text)
        ):
            kept[-1] = (f"{kept[-1][0]} {text}", True)
        else:
            kept.append((text, paragraph))
    _distribute(found, kept)
    if not found.prompt and kept:  # only a list, or code: what names it stands for what asks
        part = view.parts[first]
        found.prompt = part.text if part.kind == "heading" else ""
        found.structure = [entry for entry in found.structure if entry[0] != first]
    return found


def asking_of(view: View, draft: Draft) -> Stem:
    """Read what asks in a draft, which can stand on one line with its choices."""
    if not draft.group.options[0].inline or draft.start < draft.group.start:
        return stem(view, draft.start, draft.group.start)
    start = view.starts(draft.start)
    found = inline_options(start.text if start is not None else view.parts[draft.start].text)
    return Stem(balanced(found[0])) if found is not None else Stem()


def asks_first(text: str) -> bool:
    """Tell whether text asks by a question mark."""
    return "?" in text or "？" in text


def _is_title(text: str) -> bool:
    return not asks_somewhere(text) and not re.search(r"[.!。:]$", text) and len(text.split()) <= 6


def _is_label_only(view: View, at: int) -> bool:
    named = view.label(at)
    if named is not None:
        return named.kind in ("options", "answer") and not named.rest
    part = view.parts[at]
    if part.kind == "heading" and is_only(part.text, "prompt"):
        return True
    return part.kind in ("line", "heading") and is_only(part.text, "options", "question")


def _is_paragraph(view: View, block: Sequence[int], base: int, *, own: bool = False) -> bool:
    """Tell whether a block is text that can ask; `base` is how deep all of it is quoted."""
    part = view.parts[block[0]]
    if part.kind in ("heading", "summary"):
        return True
    return part.kind == "line" and (own or not (part.quoted > base or part.mark))


def _text(view: View, block: Sequence[int], base: int, *, own: bool) -> str:
    found = [view.parts[at] for at in block]
    if own:
        start = view.starts(block[0])
        texts = [start.text if start is not None else without_lead(found[0].text)]
        texts += [part.text for part in found[1:]]
        if start is not None and start.style == "label" and start.text and len(texts) > 1:
            texts = [text for text in texts if text]
        return _clean(balanced("\n".join(texts)))
    if _is_paragraph(view, block, base):
        named = label(found[0].text, "question")
        first = named.rest if named is not None and not named.number else found[0].text
        return _clean(balanced("\n".join([first, *(part.text for part in found[1:])])))
    return markdown(found)


def _clean(text: str) -> str:
    """Return text without tags of layout at its edges, which would reach beyond it."""
    text = _STRAY.sub("", text).strip()
    return _STRAY.sub("", text).strip()


def _distribute(found: Stem, kept: Sequence[tuple[str, bool]]) -> None:
    """Choose the paragraph that asks as the prompt; what is before it sets the scene."""
    if not kept:
        return
    lead = next((n for n, (_, paragraph) in enumerate(kept) if not paragraph), len(kept))
    if lead == 0:  # it begins with code or a list: the first paragraph asks
        lead_text = next((n for n, (_, paragraph) in enumerate(kept) if paragraph), None)
        if lead_text is None:
            found.stem = "\n\n".join(text for text, _ in kept)
            return
        found.prompt = kept[lead_text][0]
        rest = [text for n, (text, _) in enumerate(kept) if n != lead_text]
        found.stem = "\n\n".join(rest)
        return
    asking = [n for n in range(lead) if asks(kept[n][0]) or asks_somewhere(kept[n][0])]
    at = asking[-1] if asking else lead - 1
    found.scenario = [text for text, _ in kept[:at]]
    found.prompt = kept[at][0]
    found.stem = "\n\n".join(text for text, _ in kept[at + 1 :])


def choices(view: View, draft: Draft, right: Collection[int]) -> tuple[Choice, ...]:
    """Return the choices of a draft, those of `right` marked."""
    made: list[Choice] = []
    for n, (option, (first, end)) in enumerate(
        zip(draft.group.options, draft.group.spans, strict=True)
    ):
        text = [option.text] if option.text else []
        reasons = [option.reason] if option.reason else []
        if option.inline or option.style == "table":
            made.append(Choice(option.text, n in right, option.reason))
            continue
        inner = [view.parts[at] for at in range(first + 1, end)]
        own = view.parts[first]
        while (
            inner
            and inner[0].kind == "line"
            and inner[0].block == own.block
            and inner[0].quoted == own.quoted
        ):
            text[-1:] = [f"{text[-1]}\n{inner[0].text}" if text else inner[0].text]
            inner = inner[1:]
        quoted = [part for part in inner if part.quoted > own.quoted]
        plain = [
            part
            for part in inner
            if part.quoted <= own.quoted and part.kind not in ("open", "close")
        ]
        if plain:
            text.append(markdown(plain))
        if quoted:
            reasons.append(markdown(quoted))
        made.append(
            Choice(
                "\n\n".join(text).strip(), n in right, "\n\n".join(reasons), option.boxed or True
            )
        )
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
            into.append(_clean(markdown(run)))
            run.clear()
        into = texts

    for at in tail:
        part = view.parts[at]
        if part.kind in ("open", "close"):
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
        if view.is_navigation(at):
            structure.append((at, "navigation"))
            continue
        named = view.label(at)
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
        hints=hints,
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
