"""The parts of notes → groups with letters or boxes, which may be the choices of one question."""

from __future__ import annotations

from studyleaf.notes.answers.places import judged_letter
from studyleaf.notes.blocks.statements import has_boxes
from studyleaf.notes.choices.group import NEXT, Group, ends, group_of, judges, without_numbers
from studyleaf.notes.choices.inline import row
from studyleaf.notes.choices.unlettered import without_letters, without_point
from studyleaf.notes.lines.marks import FILLED, Option
from studyleaf.notes.lines.starts import asks_or_begins
from studyleaf.notes.lines.statements import asks_to_judge
from studyleaf.notes.lines.ticks import judged_below
from studyleaf.notes.view import View

_MOST = 26
_MOST_SHUFFLED = 8
_FEWEST_SHUFFLED = 3
_GLUED = ("a.", "a)", "a、")  # "a.pho b.ramen", where no blank tells that the first is a choice
_FAR = 14  # how many parts may stand between one choice and the next


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
            if _is_statement(view, at):
                at += 1
                continue
            floor = max(found[-1].end if found else 0, at - _MOST)
            group = _boxes(view, *_first_item(view, at, first, floor))
        elif first is not None:
            group = _shuffled(view, at)
            if group is None and first.name == "A":
                group = _row(view, at) or _letters(view, at)
        elif view.parts[at].text[:2] in _GLUED and asks_or_begins(view.parts[view.above(at)]):
            group = _row(view, at)
        if group is None or sum(map(has_boxes, view.parts[group.start : group.end])) > 1:
            at += 1  # statements with letters, each with boxes to judge it
            continue
        found.append(group)
        at = max(group.end, at + 1)
    return found


def _is_lettered(view: View, at: int, first: Option) -> bool:
    """Tell whether only what is right has a box, and all have letters: "A. [x] Ramen", "B. Pho"."""
    near = range(at + 1, min(at + 1 + NEXT, len(view.parts)))
    behind = next((one for n in near if (one := view.option(n)) is not None), None)
    return first.name == "A" and behind is not None and behind.name == "B" and not behind.boxed


def _is_statement(view: View, at: int) -> bool:
    """Tell whether the box of a numbered item is room for a verdict: "1. ( ) A stock is boiled.",
    below "True or false".
    """
    text, start = view.parts[at].text, view.starts(at)
    if text[:1] not in "(（" or start is None or start.style != "number":
        return False
    for n in range(at - 1, max(-1, at - _FAR), -1):
        part = view.parts[n]
        if part.kind in ("heading", "line") and not part.mark:
            if asks_to_judge(part.text):
                return True
            if part.kind == "heading":
                return False
    return False


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
            start = view.starts(n)
            if start is not None and start.style == "label":
                break  # "- **Question 2:** …", which has the boxes below it
            if own.number == "1" and part.number not in ("", "1"):
                break  # "2. …", which has the boxes "1. [x] …" below it
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
        if not options[-1].text and at - last > NEXT:
            break  # "[A]", a key
        found = _unboxed(view.option(at))
        if (
            found is not None
            and not found.boxed
            and (found.lower == begin.lower or _is_slip(view, last, at, options[-1], found))
            and len(part.items) <= depth + 1
            and _follows(options[-1].name, found.name)
        ):
            options.append(found)
            spans.append(at)
            last = at
        elif found is not None and _is_letter_again(view, last, at, options, found):
            options.append(found._replace(name=chr(ord(found.name) + 1)))
            spans.append(at)
            last = at
        elif (bare := without_point(view, at, options[-1])) is not None:
            options.append(bare)
            spans.append(at)
            last = at
        elif (
            ends(view, at)
            and not judges(view, at, last)
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


def _stands_below(view: View, last: int, at: int) -> bool:
    """Tell whether part `at` is the next line, of the same paragraph or an item of its own."""
    part = view.parts[at]
    return at == last + 1 and part.block in (view.parts[last].block, part.start)


def _is_slip(view: View, last: int, at: int, before: Option, found: Option) -> bool:
    """Tell whether the next letter stands right below in the other case: "B. Pho", "c. Ramen"."""
    return _stands_below(view, last, at) and ord(found.name) - ord(before.name) == 1


def _is_letter_again(view: View, last: int, at: int, options: list[Option], found: Option) -> bool:
    """Tell whether the letter of the choice right above is typed again: "C. Pho", "C. Ramen"."""
    again = bool(found.name) and found.name == options[-1].name and found.text != options[-1].text
    if not again or found.boxed or len(options) < _FEWEST_SHUFFLED:
        return False
    after = view.option(at + 1) if at + 1 < len(view.parts) else None
    goes_on = after is not None and after.name == chr(ord(found.name) + 1)  # which is its own
    return _stands_below(view, last, at) and not goes_on


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
    near = range(at + 1, min(at + 1 + NEXT, len(view.parts)))
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
            if not near or ends(view, at):
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
                if _is_behind_key(view, last) or part.number == _next_number(view, first):
                    break
                start = view.starts(at)
                if start is not None and start.style == "label":
                    break  # "- **Question 2:** …", which has boxes below it, too
                if judged_letter(part.text, said=True) is not None:
                    break  # "- **A** is wrong: …", which says why
                if (named := view.label(at)) is not None and named.kind == "answer" and named.rest:
                    break  # "- Answer: B"
                options.append(plain._replace(right=bool(plain.right)))
                spans.append(at)
            last = at
        elif part.kind == "line" and part.block == view.parts[last].block and not ends(view, at):
            last = at
        else:
            break
        at += 1
    if len(options) < 2:
        return None
    return group_of(view, without_numbers(_unfilled(view, options, spans)), spans)


def _is_behind_key(view: View, last: int) -> bool:
    """Tell whether the line "Answer: B" goes on the item above: what follows explains it."""
    named = view.label(last) if not view.parts[last].mark else None
    return named is not None and named.kind == "answer" and bool(named.rest)


def _next_number(view: View, first: int) -> str | None:
    """Return the number of the question behind the one right above part `first`."""
    start = view.starts(view.above(first))
    number = start.number if start is not None else ""
    return str(int(number) + 1) if number.isdecimal() else None


def _unfilled(view: View, options: list[Option], spans: list[int]) -> list[Option]:
    """Take filled circles for bullets where each choice has one, or a tick in its place."""
    if not all(option.right for option in options):
        return options
    return [
        option._replace(right=False) if view.parts[at].text[:1] in FILLED else option
        for option, at in zip(options, spans, strict=True)
    ]
