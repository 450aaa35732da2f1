"""The parts of notes → groups of lines that may be the choices of one question."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyleaf.notes.asking import asks
from studyleaf.notes.choices.inline import row
from studyleaf.notes.choices.unlettered import without_letters, without_point
from studyleaf.notes.marks import Option
from studyleaf.notes.ticks import judged_alone, judged_below
from studyleaf.notes.verdicts import begins_with_verdict
from studyleaf.notes.view import View

_MOST = 26
_ARROW = re.compile(r"(?:[-=]{0,2}>|→|➡|➜|👉)\ufe0f?\s*[*_(]{0,3}[A-Ha-h][*_).]{0,3}|`[A-Ha-h]`")
_MOST_SHUFFLED = 8
_FEWEST_SHUFFLED = 3
_NEXT = 4  # how many parts a choice may have before the next one
_FAR = 14  # how many parts may stand between one choice and the next


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


def groups(view: View) -> list[Group]:
    """Return all groups with letters or boxes, in order; they don't overlap."""
    found: list[Group] = []
    at = 0
    while at < len(view.parts):
        first = (view.option(at) or _ticked_box(view, at)) if at not in view.keyed else None
        group = None
        if first is not None and first.boxed and _is_lettered(view, at, first):
            group = _letters(view, at)
        elif first is not None and first.boxed:
            floor = max(found[-1].end if found else 0, at - _MOST)
            group = _boxes(view, *_first_item(view, at, first, floor))
        elif first is not None:
            group = _shuffled(view, at)
            if group is None and first.name == "A":
                group = _row(view, at) or _letters(view, at)
        if group is None:
            at += 1
            continue
        found.append(group)
        at = max(group.end, at + 1)
    return found


def _is_lettered(view: View, at: int, first: Option) -> bool:
    """Tell whether only what is right has a box, and all have letters: "A. [x] Ramen", "B. Pho"."""
    near = range(at + 1, min(at + 1 + _NEXT, len(view.parts)))
    behind = next((one for n in near if (one := view.option(n)) is not None), None)
    return first.name == "A" and behind is not None and behind.name == "B" and not behind.boxed


def _first_item(view: View, at: int, first: Option, floor: int) -> tuple[int, Option]:
    """Return the first item of a list in which only what is right has a box: "- [x] Gazpacho"."""
    own = view.parts[at]
    begin, option = at, first
    n = at - 1
    while first.right and own.mark and n >= floor and len(view.parts[n].items) >= len(own.items):
        part = view.parts[n]
        if part.items[: len(own.items) - 1] != own.items[:-1] or view.label(n) is not None:
            break
        plain = view.loose(n) if part.mark and len(part.items) == len(own.items) else None
        if plain is not None:
            if part.mark[-1] != own.mark[-1] or plain.text.rstrip().endswith(("?", "？")):
                break
            begin, option = n, plain._replace(style="box", right=bool(plain.right), boxed=True)
        n -= 1
    return begin, option


def _row(view: View, first: int) -> Group | None:
    found = row(view, first)
    if found is None:
        return None
    return Group(first, found.end, found.options, tuple((at, at + 1) for at in found.at))


def _letters(view: View, first: int) -> Group | None:
    begin = _unboxed(view.option(first))
    if begin is None:
        return None
    options, spans = [begin], [first]
    depth, quoted = len(view.parts[first].items), view.parts[first].quoted
    last = first
    at = first + 1
    while at < len(view.parts) and at - last <= _FAR and len(options) < _MOST:
        part = view.parts[at]
        if part.kind in ("heading", "rule", "open", "summary", "close") or part.quoted < quoted:
            break
        if not options[-1].text and at - last > _NEXT:
            break  # "[A]", a key
        found = _unboxed(view.option(at))
        if (
            found is not None
            and not found.boxed
            and found.lower == begin.lower
            and len(part.items) <= depth + 1
            and _follows(options[-1].name, found.name)
        ):
            options.append(found)
            spans.append(at)
            last = at
        elif (bare := without_point(view, at, options[-1])) is not None:
            options.append(bare)
            spans.append(at)
            last = at
        elif (
            _ends(view, at)
            and not _judges(view, at, last)
            and not _judges_next(view, at, options[-1])
        ) or (found is not None and found.name == "A"):
            break
        at += 1
    if len(options) < 2 or [option.name for option in options] == ["A", "C"]:
        return None  # "A: …" and "C: …" are an answer and a cloze
    more = without_letters(view, last, options)
    return group_of(view, options + list(more.values()), spans + list(more))


def _follows(before: str, name: str) -> bool:
    return 1 <= ord(name) - ord(before) <= 2


def _ends(view: View, at: int) -> bool:
    """Tell whether part `at` can't stand among choices."""
    label = view.label(at)
    if label is not None and label.kind in ("answer", "given"):
        return True
    start = view.starts(at)
    if start is None:
        return False
    return start.style == "label" or (bool(view.parts[at].number) and asks(start.text))


def _unboxed(found: Option | None) -> Option | None:
    """Return a choice with a letter whose box is ticked, as if its tick were no box."""
    if found is None or not found.boxed or not found.name or not found.right:
        return found
    return found._replace(style="letter", boxed=False)


def _judges_next(view: View, at: int, before: Option) -> bool:
    """Tell whether a line only says of the choice below it that it is right: "Correct answer"."""
    behind = view.option(at + 1) if at + 1 < len(view.parts) else None
    if behind is None or not behind.name or not _follows(before.name, behind.name):
        return False
    return judged_below(view.parts[at].text) is not None


def _judges(view: View, at: int, choice: int) -> bool:
    """Tell whether part `at`, inside a list item, says that this choice is right or wrong."""
    own, part = view.parts[choice], view.parts[at]
    inside = bool(own.mark) and part.items[: len(own.items)] == own.items
    return inside and begins_with_verdict(part) is not None


def _shuffled(view: View, first: int) -> Group | None:
    """Read choices whose letters are not in order: "B) …", "A) …", "C) …", right below each other.

    None is missing; otherwise they would be anything that begins with a letter.
    """
    begin = view.option(first)
    options, spans = [], []
    for at in range(first, min(first + _MOST_SHUFFLED, len(view.parts))):
        found = view.option(at)
        if found is None or begin is None or found.boxed or found.lower != begin.lower:
            break
        if len(view.parts[at].items) != len(view.parts[first].items):
            break
        options.append(found)
        spans.append(at)
    names = [option.name for option in options]
    wanted = [chr(65 + n) for n in range(len(names))]
    if len(names) < _FEWEST_SHUFFLED or names == wanted or sorted(names) != wanted:
        return None
    return group_of(view, options, spans)


def _ticked_box(view: View, at: int) -> Option | None:
    """Read a list item whose tick stands in the place of the box that the next item has."""
    part = view.parts[at]
    plain = view.loose(at)
    if plain is None or plain.right is None:
        return None
    near = range(at + 1, min(at + 1 + _NEXT, len(view.parts)))
    if part.mark:
        behind = next((n for n in near if view.parts[n].mark), at)
    else:
        behind = next((n for n in near if view.parts[n].block == part.block), at)
    other = view.option(behind)
    siblings = view.parts[behind].items[:-1] == part.items[:-1]
    if other is None or not other.boxed or not siblings:
        return None
    return plain._replace(style="box", right=bool(plain.right), boxed=True)


def _boxes(view: View, first: int, begin: Option) -> Group | None:
    options, spans = [begin], [first]
    own = view.parts[first]
    depth = len(own.items)
    at = first + 1
    last = first
    while at < len(view.parts) and len(options) < _MOST:
        part = view.parts[at]
        found = view.option(at)
        if found is not None and found.boxed and len(part.items) == depth:
            if part.items[:-1] != own.items[:-1]:
                break
            options.append(found)
            spans.append(at)
            last = at
        elif part.kind in ("fence", "code", "table") and at - last <= 3 and len(part.items) < depth:
            pass  # code of the choice above it, not indented
        elif not own.mark:
            plain = view.loose(at)
            near = part.kind == "line" and part.block == view.parts[last].block
            if not near or _ends(view, at):
                break
            if plain is not None and plain.right is not None:
                options.append(plain._replace(right=plain.right))
                spans.append(at)
            elif view.starts(at) is not None:
                break
            last = at
        elif len(part.items) >= depth and part.items[: depth - 1] == own.items[: depth - 1]:
            if len(part.items) == depth and part.mark and depth:
                plain = view.loose(at)
                if plain is None or part.block == last or part.mark[-1] != own.mark[-1:]:
                    break
                options.append(plain._replace(right=bool(plain.right)))
                spans.append(at)
            last = at
        elif part.kind == "line" and part.block == view.parts[last].block and not _ends(view, at):
            last = at
        else:
            break
        at += 1
    if len(options) < 2:
        return None
    return group_of(view, _without_numbers(options), spans)


def _without_numbers(options: list[Option]) -> list[Option]:
    """Take the numbers off choices that have boxes and numbers: `- [x] 2. Gazpacho`."""
    texts = [option.text.removeprefix(f"{n + 1}.") for n, option in enumerate(options)]
    if any(text == option.text for text, option in zip(texts, options, strict=True)):
        return options
    return [option._replace(text=text.strip()) for text, option in zip(texts, options, strict=True)]


def group_of(
    view: View, options: list[Option], firsts: list[int], *, is_loose: bool = False
) -> Group:
    """Make the group of choices that begin at the parts `firsts`."""
    end = _end(view, firsts)
    spans = tuple(zip(firsts, [*firsts[1:], end], strict=True))
    marked = tuple(
        option._replace(right=told) if option.right is None and told is not None else option
        for option, told in zip(options, (_told(view, span) for span in spans), strict=True)
    )
    return Group(firsts[0], end, marked, spans, loose=is_loose)


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


def _told(view: View, span: tuple[int, int]) -> bool | None:
    """Read "(Correct)" below a choice, or "Your answer is correct" above it."""
    told = [judged_alone(part.text) for part in view.parts[span[0] + 1 : span[1]][:_NEXT]]
    above = view.parts[span[0] - 1] if span[0] else None
    told.append(judged_below(above.text) if above is not None and not above.mark else None)
    return next((one for one in told if one is not None), None)


def _end(view: View, firsts: list[int]) -> int:
    """Return where the last choice ends: what is inside it, or goes on with its paragraph."""
    last = firsts[-1]
    own = view.parts[last]
    codes = len(firsts) > 1 and all(
        any(view.parts[n].kind in ("fence", "code") for n in range(a + 1, b))
        for a, b in itertools.pairwise(firsts)
    )
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
                (_ends(view, at) or view.label(at) is not None)
                and not (_judges(view, at, last) and (not glued or _are_judged(view, firsts)))
            )
            or (glued and not inside and _looks_like_stem(view, at))
            or (glued and _ARROW.fullmatch(part.text))
        ):
            break
        at += 1
    return at


def _are_judged(view: View, firsts: list[int]) -> bool:
    """Tell whether a line below another choice than the last one says that it is right or wrong."""
    return any(b > a + 1 and _judges(view, a + 1, a) for a, b in itertools.pairwise(firsts))


def _looks_like_stem(view: View, at: int) -> bool:
    return view.starts(at) is not None
