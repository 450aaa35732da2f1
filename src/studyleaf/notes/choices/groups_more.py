"""The parts of notes → choices that are no lines of their own: in a table, inline, or unmarked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.choices.group import Group
from studyleaf.notes.choices.inline import inline_options, spaced_options, wrapped_end
from studyleaf.notes.lines.asking import asks
from studyleaf.notes.lines.labels import is_only, label, plain, words
from studyleaf.notes.lines.marks import Option, option_of
from studyleaf.notes.lines.ticks import tick_of, unticked
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

_LONGEST = 3000
_APART = 8  # how many parts may stand between the letters of two choices
_FEWEST = 3
_ONE_ROW = 2  # rows, with that of the heads
_CELL = re.compile(
    r"[*_]{0,2}[(\[]?(?P<name>[A-Ha-h])[.)\]:]+[*_]{0,2}\s*(?P<text>\S.*)", re.DOTALL
)
_COLOURED = re.compile(
    r"<(?P<tag>font|span|mark)\b[^<>]{0,80}(?:color|background|mark)[^<>]{0,80}>(?P<text>[^<>]+)</(?P=tag)>",
    re.IGNORECASE,
)
_YES = re.compile(r"[*_`]{0,2}(?:yes|true|x|ja|sí|sim|oui|да|[✓✔✅])[*_`]{0,2}", re.IGNORECASE)
_LETTER = re.compile(r"[*_`(\[]*(?P<name>[A-Ha-h🅐-🅗])[*_`)\].:]*")


def table_groups(view: View) -> Iterator[Group]:
    """Yield the choices that stand in tables: `| A | Ramen |`, or `| Ramen | ✅ Correct |`."""
    for at, part in enumerate(view.parts):
        if part.kind != "table" or not 2 <= len(part.rows) <= 12:
            continue
        options = _lettered_rows(view, at) or _judged_rows(part) or _cells(view, at)
        if options is not None:
            yield Group(at, at + 1, options, tuple((at, at + 1) for _ in options))


def _lettered_rows(view: View, at: int) -> tuple[Option, ...] | None:
    part = view.parts[at]
    coloured = [_COLOURED.fullmatch(row[0].strip()) is not None for _, row in part.rows]
    part = replace(part, rows=tuple((line, _uncoloured(row)) for line, row in part.rows))
    rows = part.rows if _LETTER.fullmatch(part.rows[0][1][0]) else part.rows[1:]
    marks = coloured[len(part.rows) - len(rows) :] if len(rows) > sum(coloured) else []
    options: list[Option] = []
    head = [plain(cell) for cell in part.rows[0][1]]
    for n, (_, cells) in enumerate(rows):
        match = _LETTER.fullmatch(cells[0]) if len(cells) >= 2 else None
        if match is None or match["name"].upper() != chr(65 + n):
            return None
        one = option_of("table", match["name"].upper(), cells[1], None, item=False)
        right, reason = _judged_beside(head, cells)
        right = True if marks and marks[n] else right
        options.append(one._replace(right=one.right or right, lower=False, reason=reason))
    named = is_only(head[0], "options", "answer") or head[0] in (
        "option",
        "choice",
        "letter",
        "#",
        "编号",
        "選項",
        "选项",
        "",
    )
    above = view.parts[at - 1] if at else None
    led = above is not None and (asks(above.text) or is_only(above.text, "options"))
    return tuple(options) if len(options) >= 2 and (named or led) and (led or at) else None


def _uncoloured(cells: Sequence[str]) -> tuple[str, ...]:
    """Return cells without the colour that marks them."""
    found = ((cell, _COLOURED.fullmatch(cell.strip())) for cell in cells)
    return tuple(match["text"] if match is not None else cell for cell, match in found)


def _cells(view: View, at: int) -> tuple[Option, ...] | None:
    """Read choices that stand side by side: a cell each with its letter, or below a head "A"."""
    part, above = view.parts[at], view.parts[view.above(at)]
    if not asks(above.text) and view.starts(view.above(at)) is None:
        return None
    head = [plain(cell) for cell in part.rows[0][1]]
    names = "".join(head)
    if len(head) >= _FEWEST and "abcdefgh".startswith(names) and len(names) == len(head):
        cells = [f"{name}. {text}" for name, text in zip(head, part.rows[1][1], strict=False)]
        cells = cells if len(part.rows) == _ONE_ROW else []
    else:
        cells = [cell for _, row in part.rows for cell in row if cell.strip()]
    matches = [_CELL.fullmatch(cell) for cell in cells]
    own = [match["name"].upper() for match in matches if match is not None]
    if len(own) < len(cells) or len(own) < _FEWEST or not "ABCDEFGH".startswith("".join(own)):
        return None
    return tuple(
        option_of("table", match["name"].upper(), match["text"], None, item=False)
        for match in matches
        if match is not None
    )


def _judged_beside(head: Sequence[str], cells: Sequence[str]) -> tuple[bool | None, str]:
    """Read the column of a table that says which choice is right, and those with reasons."""
    said = next((n for n, cell in enumerate(head) if n > 1 and cell in words("right")), None)
    reasons = " ".join(cell for n, cell in enumerate(cells) if n > 1 and n != said)
    if said is None or said >= len(cells):
        return None, reasons
    return (tick_of(cells[said]) or _YES.fullmatch(cells[said]) is not None or None), reasons


def _judged_rows(part: Part) -> tuple[Option, ...] | None:
    options: list[Option] = []
    if _compares(part):
        return None
    for _, cells in part.rows[1:]:
        if len(cells) < 2:
            return None
        right = tick_of(cells[1])
        if right is None and plain(part.rows[0][1][1]) in words("right"):
            right = _YES.fullmatch(cells[1]) is not None if cells[1] else False
        if right is None:
            return None
        text = re.sub(r"^[*_]*(?:[🅐-🅩]|[A-H][.)])[*_]*\s*", "", cells[0])
        options.append(Option("table", "", text, right, reason=" ".join(cells[2:])))
    if all(option.text.strip("*_ .#)").isdigit() for option in options):
        return None  # the key of statements: "| 1 | False |"
    judged = {option.right for option in options}
    return tuple(options) if len(options) >= 2 and judged == {True, False} else None


def _compares(part: Part) -> bool:
    """Tell whether a table has ticks and crosses in a second column, too: what each thing has."""
    ticked = [any(tick_of(cell) is not None for cell in cells[2:]) for _, cells in part.rows[1:]]
    return sum(ticked) * 2 > len(ticked)


def apart_groups(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield choices of which each letter has a line for itself, as in copies of web pages."""
    at = 0
    while at < len(view.parts):
        firsts = [at] if _is_letter(view, at, "A", taken) else []
        while firsts:
            name = chr(65 + len(firsts))
            near = range(firsts[-1] + 2, min(firsts[-1] + _APART, len(view.parts)))
            behind = next((n for n in near if _is_letter(view, n, name, taken)), None)
            if behind is None or any(_divides(view, n) for n in range(firsts[-1] + 1, behind)):
                break
            firsts.append(behind)
        end = firsts[-1] + 1 if firsts else at
        while firsts and end < len(view.parts) and not _divides(view, end) and end not in taken:
            if end > firsts[-1] + 1 and view.parts[end].block != view.parts[firsts[-1] + 1].block:
                break
            end += 1
        if len(firsts) >= _FEWEST and end > firsts[-1] + 1:
            options = tuple(Option("letter", chr(65 + n), "", None) for n in range(len(firsts)))
            yield Group(at, end, options, tuple(zip(firsts, [*firsts[1:], end], strict=True)))
            at = end
        else:
            at += 1


def _is_letter(view: View, at: int, name: str, taken: set[int]) -> bool:
    part = view.parts[at]
    return part.kind == "line" and at not in taken and part.text.strip("*_ ") == name


def _divides(view: View, at: int) -> bool:
    """Tell whether part `at` can't be of a choice."""
    part = view.parts[at]
    return (
        part.kind not in ("line", "fence", "code")
        or view.label(at) is not None
        or view.starts(at) is not None
    )


def judged_groups(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield choices in two lists, of which one is labelled right and the other wrong."""
    at = 0
    while at < len(view.parts):
        first = _judged_list(view, at, taken)
        second = _judged_list(view, first[1], taken) if first is not None else None
        if first is None or second is None or first[0] == second[0]:
            at += 1
            continue
        if len(first[2]) + len(second[2]) < _FEWEST:
            at += 1  # "True" and "False" between statements
            continue
        options, spans = [], []
        for right, end, firsts in (first, second):
            for n, begin in enumerate(firsts):
                text = view.parts[begin].text
                options.append(Option("judged", "", text, right))
                spans.append((begin, firsts[n + 1] if n + 1 < len(firsts) else end))
        yield Group(at, second[1], tuple(options), tuple(spans))
        at = second[1]


def _judged_list(view: View, at: int, taken: set[int]) -> tuple[bool, int, list[int]] | None:
    """Read a label such as "Correct" and the list below it."""
    parts = view.parts
    if at >= len(parts) or at in taken or parts[at].kind not in ("line", "heading"):
        return None
    if parts[at].mark or parts[at].quoted:
        return None
    if not (is_only(parts[at].text, "right") or is_only(parts[at].text, "wrong")):
        return None
    end = at + 1
    firsts: list[int] = []
    while end < len(parts) and end not in taken and parts[end].items:
        if parts[end].mark and len(parts[end].items) == 1 and not parts[end].number:
            firsts.append(end)
        end += 1
    return (is_only(parts[at].text, "right"), end, firsts) if firsts else None


def inline_groups(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield choices in the line that asks: `… EXCEPT: a) bisque b) borscht c) brioche`."""
    begun = 0
    for at, part in enumerate(view.parts):
        if at < begun:
            continue
        if part.kind not in ("line", "heading") or at in taken or len(part.text) > _LONGEST:
            continue
        found = inline_options(part.text)
        end = at + 1
        more = wrapped_end(view, at)
        if more > end and taken.isdisjoint(range(at, more)):  # its last choice can go on, too
            whole = inline_options(" ".join(one.text for one in view.parts[at:more]))
            found, end = (whole, more) if whole is not None else (found, end)
        options = found[1] if found is not None else spaced_options(part.text) if at else ()
        if options:
            yield Group(at, end, options, tuple((at, end) for _ in options))
            begun = end


def bare_groups(view: View, taken: set[int]) -> Iterator[Group]:
    """Yield unmarked lines of a paragraph, one of which the answer behind it repeats."""
    parts = view.parts
    for at, part in enumerate(parts):
        named = view.label(at) if at not in taken else None
        if named is None or named.kind != "answer" or part.kind != "line":
            continue
        answer = named.rest or (parts[at + 1].text if at + 1 < len(parts) else "")
        end = at
        while end and view.parts[end - 1].kind in ("rule", "comment"):
            end -= 1
        if end and parts[end - 1].block != part.block and _is_remark(view, end - 1):
            end -= 1
        first = end
        while (
            first
            and parts[first - 1].block == parts[end - 1].block
            and _is_bare(view, first - 1, taken)
        ):
            first -= 1
        begin = _choices_begin(view, first, end)
        if begin is None or not 2 <= end - begin <= 10:
            continue
        options = tuple(Option("bare", "", *_bare(parts[n])) for n in range(begin, end))
        key = read_key(answer, options)
        if key is None or not key.right or not key.by_text:
            continue
        spans = tuple((n, n + 1) for n in range(begin, end))
        yield Group(begin, end, options, spans, loose=True)


def _is_remark(view: View, at: int) -> bool:
    part = view.parts[at]
    alone = at == 0 or view.parts[at - 1].block != part.block
    return part.kind == "line" and alone and not asks(part.text) and len(part.text) < 120


def _is_bare(view: View, at: int, taken: set[int]) -> bool:
    part = view.parts[at]
    return (
        part.kind == "line" and at not in taken and view.label(at) is None and len(part.text) < 300
    )


def _bare(part: Part) -> tuple[str, bool | None]:
    return unticked(part.text)


def _choices_begin(view: View, first: int, end: int) -> int | None:
    """Return where the lines `first:end` go over from what asks to the choices."""
    parts = view.parts
    if end - first < 2:
        return None
    indents = [len(parts[n].source) - len(parts[n].source.lstrip()) for n in range(first, end)]
    if indents[0] < indents[-1] and not parts[first].mark:
        return first + next(n for n, indent in enumerate(indents) if indent > indents[0])
    asking = [n for n in range(first, end) if asks(parts[n].text)]
    if asking:
        return asking[-1] + 1
    above = parts[first - 1] if first else None
    if above is not None and above.kind in ("line", "heading"):
        begun = view.starts(first - 1)
        opens = above.text.rstrip("*_ ").endswith((":", "：", "...", "…"))
        if asks(above.text) or (begun is not None and opens):
            return first
    return first + 1 if label(parts[first].text, "question") or parts[first].mark else None
