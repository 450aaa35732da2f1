"""What a group of choices is, what belongs to each, and where the last one ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyleaf.notes.lines.asking import asks, is_worth
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.lines.ticks import judged_alone, judged_below, judged_inside
from studyleaf.notes.lines.verdicts import begins_with_verdict
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

NEXT = 4
"""How many parts a choice may have before the next one."""
_NUMBERED = re.compile(r"(?P<number>\d{1,2})(?:[.:)]\s+(?=\S)|\)(?=\w))")
_BROKEN = re.compile(r"(?:\s*<br\s*/?>)+$", re.IGNORECASE)
_ARROW = re.compile(r"(?:[-=]{0,2}>|→|➡|➜|👉)\ufe0f?\s*[*_(]{0,3}[A-Ha-h][*_).]{0,3}|`[A-Ha-h]`")

_LETTERS = re.compile(
    r"(?:[✅✔☑]\ufe0f?\s*|A:\s*|\|\|)?[*_(]{0,3}[A-H](?:\s?[,&]\s?[A-H]){0,4}[*_).]{0,3}(?:\|\|)?"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Choices: parts `start:end`. `spans` are the parts of each, what goes with it included."""

    start: int
    end: int
    options: tuple[Option, ...]
    spans: tuple[tuple[int, int], ...]
    alike: bool = False
    """Whether the lists around it show that it holds choices."""
    loose: bool = False
    """Whether only bullets or numbers mark them, so that it takes a key to make them choices."""

    @property
    def boxed(self) -> bool:
        """Whether they have boxes."""
        return self.options[0].boxed


def group_of(
    view: View, options: list[Option], firsts: list[int], *, is_loose: bool = False
) -> Group:
    """Make the group of choices that begin at the parts `firsts`."""
    end = _end(view, firsts)
    spans = tuple(zip(firsts, [*firsts[1:], end], strict=True))
    said = [_told_inside(view, span) for span in spans]
    if not any(said):
        said = [
            _told_above(view, first) if one is None else one
            for one, (first, _) in zip(said, spans, strict=True)
        ]
    marked = tuple(
        option._replace(right=told) if option.right is None and told is not None else option
        for option, told in zip(options, said, strict=True)
    )
    return Group(firsts[0], end, _without_slant(marked), spans, loose=is_loose)


def without_numbers(options: list[Option]) -> list[Option]:
    """Take the numbers off choices that have bullets or boxes, too: `- [x] 2. Gazpacho`."""
    found = [_NUMBERED.match(option.text) for option in options]
    if [match["number"] for match in found if match is not None] != [
        str(n + 1) for n in range(len(options))
    ]:
        return options
    return [
        option._replace(text=option.text[match.end() :])
        for option, match in zip(options, found, strict=True)
        if match is not None
    ]


def is_title(part: Part) -> bool:
    """Tell whether a line in bold stands below a list without being indented: it belongs to the
    last item only to Markdown.
    """
    if part.kind != "line" or part.mark or not part.items or part.source[:1].isspace():
        return False
    return WHOLE_BOLD.fullmatch(_BROKEN.sub("", part.text)) is not None


def _without_slant(options: tuple[Option, ...]) -> tuple[Option, ...]:
    if not any(option.bold and not option.slanted for option in options):
        return options
    return tuple(one._replace(bold=False) if one.slanted else one for one in options)


def whole_options(view: View, group: Group) -> tuple[Option, ...]:
    """Return choices with the lines that go on with their paragraphs, as a key repeats them."""
    if all(end == first + 1 for first, end in group.spans):
        return group.options
    return tuple(
        option
        if option.inline
        else option._replace(text="\n".join([option.text, *_goes_on(view, first, end)]))
        for option, (first, end) in zip(group.options, group.spans, strict=True)
    )


def _goes_on(view: View, first: int, end: int) -> Iterator[str]:
    own = view.parts[first]
    for part in view.parts[first + 1 : end]:
        if part.kind != "line" or part.block != own.block or part.mark:
            return
        yield part.text


def _told_inside(view: View, span: tuple[int, int]) -> bool | None:
    """Read "(Correct)" below a choice."""
    own = view.parts[span[0]]
    told = (
        (judged_inside if _is_item_of(own, part) else judged_alone)(part.text)
        for part in view.parts[span[0] + 1 : span[1]][:NEXT]
    )
    return next((one for one in told if one is not None), None)


def _told_above(view: View, first: int) -> bool | None:
    """Read "Your answer is correct" above a choice."""
    above = view.parts[first - 1] if first else None
    return judged_below(above.text) if above is not None and not above.mark else None


def _end(view: View, firsts: list[int]) -> int:
    """Return where the last choice ends: what is inside it, or goes on with its paragraph."""
    last = firsts[-1]
    own = view.parts[last]
    codes = len(firsts) > 1 and all(
        any(view.parts[n].kind in ("fence", "code") for n in range(a + 1, b))
        for a, b in itertools.pairwise(firsts)
    )
    named = view.option(last) or view.loose(last)
    codes = codes or (named is not None and not named.text)
    at = last + 1
    while at < len(view.parts):
        part = view.parts[at]
        inside = bool(own.items) and own.items == part.items[: len(own.items)] and bool(own.mark)
        glued = part.kind == "line" and part.block == own.block and part.kind == own.kind
        if part.kind == "fence" and codes:
            codes = False
        elif (
            part.kind in ("open", "summary", "close", "heading", "rule")
            or not (inside or glued)
            or (
                (ends(view, at) or view.label(at) is not None)
                and not (judges(view, at, last) and (not glued or _are_judged(view, firsts)))
            )
            or (glued and not inside and _looks_like_stem(view, at))
            or (glued and (_ARROW.fullmatch(part.text) or is_worth(part.text)))
            or (glued and (_is_letter_alone(view, at) or _is_said_again(view, at, firsts)))
            or (at > last + 1 and is_title(part))
        ):
            break
        at += 1
    return at


def _is_letter_alone(view: View, at: int) -> bool:
    """Tell whether the last line of a paragraph is nothing but letters, as a key is."""
    below = view.parts[at + 1] if at + 1 < len(view.parts) else None
    last = below is None or below.block != view.parts[at].block
    return last and _LETTERS.fullmatch(view.parts[at].text) is not None


def _is_said_again(view: View, at: int, firsts: list[int]) -> bool:
    """Tell whether the last lines of a paragraph, from part `at` on, say choices above again."""
    above = [view.option(first) or view.loose(first) for first in firsts]
    said = {one.text for one in above if one is not None}
    block, limit = view.parts[at].block, at + len(firsts)
    while at < len(view.parts) and view.parts[at].block == block:
        if at >= limit:
            return False
        again = view.option(at) or view.loose(at)
        if again is None or again.text not in said:
            return False
        at += 1
    return True


def _are_judged(view: View, firsts: list[int]) -> bool:
    """Tell whether a line below another choice than the last one says that it is right or wrong."""
    return any(b > a + 1 and judges(view, a + 1, a) for a, b in itertools.pairwise(firsts))


def _looks_like_stem(view: View, at: int) -> bool:
    return view.starts(at) is not None


def ends(view: View, at: int) -> bool:
    """Tell whether part `at` can't stand among choices."""
    label = view.label(at)
    if label is not None and label.kind in ("answer", "given"):
        return True
    start = view.starts(at)
    if start is None:
        return False
    return start.style == "label" or (bool(view.parts[at].number) and asks(start.text))


def judges(view: View, at: int, choice: int) -> bool:
    """Tell whether part `at`, inside a list item, says that this choice is right or wrong."""
    own, part = view.parts[choice], view.parts[at]
    inside = bool(own.mark) and part.items[: len(own.items)] == own.items
    if _is_item_of(own, part) and judged_inside(part.text) is not None:
        return True
    return inside and begins_with_verdict(part) is not None


def _is_item_of(own: Part, part: Part) -> bool:
    """Tell whether part `part` is an item of the list item `own`."""
    deeper = bool(part.mark) and len(part.items) > len(own.items)
    return deeper and bool(own.mark) and part.items[: len(own.items)] == own.items
