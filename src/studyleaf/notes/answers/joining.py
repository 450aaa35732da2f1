"""Keys far away and the questions of a file → which key tells which question."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from studyleaf.model import Problem
from studyleaf.notes.answers.entries import is_letter
from studyleaf.notes.answers.entry import Entry, Section
from studyleaf.notes.answers.key import fold, without_choice
from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.answers.section_names import Names
from studyleaf.notes.choices.asked import explanation
from studyleaf.notes.lines.emphasis import WHOLE_BOLD, balanced
from studyleaf.notes.lines.labels import label
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_TWICE = "Two keys contradict each other; the first one stands."
_SEVERAL = 2
_MANY = 50  # with so many keys, each is for the questions right before it


def join(
    view: View, found: list[Asked], keys: Sequence[Section]
) -> tuple[list[Asked], list[Problem], dict[int, str]]:
    """Give keys to questions without one, by number and section.

    Returns the questions, problems, and the lines of keys that are structure now, named.
    """
    problems: list[Problem] = []
    structure: dict[int, str] = {}
    done: dict[int, Asked] = {}
    owners = {line: n for n, asked in enumerate(found) for line in asked.used}
    waiting = [n for n, asked in enumerate(found) if not asked.is_answered]
    starts = [found[n].start for n in waiting]
    previous = 0
    names = Names(view)
    for section in keys if waiting else ():
        line = view.parts[section.first].start
        near = waiting[bisect_left(starts, previous) : bisect_left(starts, line)]
        before = near if near or len(keys) > _MANY else waiting[: bisect_left(starts, line)]
        open_ = [n for n in before if n not in done]
        if len(keys) <= _MANY:
            open_ = _in_title(view, found, open_, section, names)
        matched = _match_names(view, found, open_, section, names)
        matched = _match(view, found, open_, section) if matched is None else matched
        matched = [(n, entry) for n, entry in matched if not _is_asked(view, owners, n, entry)]
        if not matched:
            continue
        previous = line
        for n, entry in matched:
            asked, problem = _keyed(view, found[n], entry)
            if n in done:
                if [c.right for c in asked.choices] != [c.right for c in done[n].choices]:
                    problems.append(_contradiction(view, entry, _TWICE))
                continue
            if problem:
                problems.append(_contradiction(view, entry, problem))
            done[n] = _without(asked, [one for one in asked.used if owners.get(one, n) != n])
            owners.update(dict.fromkeys(done[n].used, n))
        used = {line for n, _ in matched for line in done[n].used}
        used |= _untold(view, section, [entry for _, entry in matched])
        for at in range(section.first, section.end):
            part = view.parts[at]
            for one in range(part.start, part.end):
                if one not in used:
                    structure[one] = "answer key"
    return [done.get(n, asked) for n, asked in enumerate(found)], problems, structure


def _is_asked(view: View, owners: Mapping[int, int], n: int, entry: Entry) -> bool:
    """Tell whether the first line of an entry is of a question that it does not answer."""
    return owners.get(view.parts[entry.first].start, n) != n


def _without(asked: Asked, shared: Sequence[int]) -> Asked:
    """Return a question without lines that another has, too, as where tags share one."""
    if not shared:
        return asked
    return replace(
        asked,
        lines=tuple(line for line in asked.used if line not in shared),
        structure=tuple(entry for entry in asked.structure if entry[0] not in shared),
    )


def _contradiction(view: View, entry: Entry, message: str) -> Problem:
    return Problem(view.path, entry.line + 1, 1, "contradiction", message, "warning")


def _untold(view: View, section: Section, told: Sequence[Entry]) -> set[int]:
    """Return the lines with an entry that says more than a letter, and that no question took."""
    known = set(map(id, told))
    lines = {
        entry.line
        for run in section.runs
        for entry in run
        if not entry.whole and not is_letter(entry.text) and id(entry) not in known
    }
    parts = view.parts[section.first : section.end]
    return lines | {part.start for part in parts if parts[0].start in lines}


def _in_title(
    view: View, found: Sequence[Asked], numbers: Sequence[int], section: Section, names: Names
) -> list[int]:
    """Return the questions of the section that the title of a key names, or all of them."""
    firsts = [_first(view, found[n]) for n in numbers]
    named = names.in_title(section, firsts)
    inside = [n for n, at in zip(numbers, firsts, strict=True) if named & names.above(at)]
    own = {found[n].number for n in inside}  # a key that goes on to the next sections has more
    return inside if section.numbers <= own else list(numbers)


def _first(view: View, asked: Asked) -> int:
    """Return the part that a question begins with."""
    return bisect_left(view.parts, asked.start, key=lambda part: part.start)


def _match_names(
    view: View, found: Sequence[Asked], numbers: Sequence[int], section: Section, names: Names
) -> list[tuple[int, Entry]] | None:
    """Match the sections of a key with those of questions that have their names, if some have."""
    own = names.of_runs(section) if len(section.runs) >= _SEVERAL else None
    if own is None:
        return None
    inside: dict[str, list[int]] = {}
    for n in numbers:
        for name in names.above(_first(view, found[n])):
            inside.setdefault(name, []).append(n)
    pairs: list[tuple[int, Entry]] = []
    for name, entries in zip(own, section.runs, strict=True):
        pairs += _by_number(view, found, inside.get(name, []), entries)
    return pairs


def _match(
    view: View, found: Sequence[Asked], numbers: Sequence[int], section: Section
) -> list[tuple[int, Entry]]:
    runs: list[list[int]] = []
    for n in numbers:
        asked = found[n]
        own = int(asked.number) if asked.number and asked.number.isdigit() else None
        if not runs or (
            own is not None and (last := _last(found, runs[-1])) is not None and own <= last
        ):
            runs.append([])
        runs[-1].append(n)
    pairs: list[tuple[int, Entry]] = []
    several = len(section.runs) > 1 and len(runs) > 1
    for i, entries in enumerate(section.runs):
        if several and i >= len(runs):
            break
        candidates = runs[i] if several else [n for run in runs for n in run]
        if not several and len(runs) > 1:
            candidates = runs[-1]
            if len(entries) > len(candidates):
                candidates = [n for run in runs for n in run]
        pairs.extend(_by_number(view, found, candidates, entries))
    return pairs


def _last(found: Sequence[Asked], run: Sequence[int]) -> int | None:
    for n in reversed(run):
        number = found[n].number
        if number and number.isdigit():
            return int(number)
    return None


def _by_number(
    view: View, found: Sequence[Asked], candidates: Sequence[int], entries: Sequence[Entry]
) -> list[tuple[int, Entry]]:
    named = {found[n].number: n for n in reversed(candidates) if found[n].number}
    if not named:
        named = {str(i + 1): n for i, n in enumerate(candidates)}
    pairs: list[tuple[int, Entry]] = []
    for entry in entries:
        n = named.pop(entry.number, None)
        told = _told(view, found[n], entry) if n is not None else None
        if n is not None and told is not None:
            pairs.append((n, told))
    return pairs


def _told(view: View, asked: Asked, entry: Entry) -> Entry | None:
    """Return an entry as far as it tells the answer of a question: below the question, said again,
    a choice can stand without its letter.
    """
    if not asked.choices or _reads(asked, entry.text):
        return entry
    below = entry.tail[0] if entry.again and not entry.text and entry.tail else None
    if below is None or not _reads(asked, view.parts[below].text):
        return None
    return replace(entry, text=view.parts[below].text, tail=entry.tail[1:])


def _options(asked: Asked) -> list[Option]:
    return [Option("bullet", "", choice.text, None) for choice in asked.choices]  # B or 2


def _reads(asked: Asked, text: str) -> bool:
    return read_key(text, _options(asked)) is not None


def _keyed(view: View, asked: Asked, entry: Entry) -> tuple[Asked, str]:
    why, hints, structure = explanation(view, entry.tail, ())
    lines = list(asked.used)
    if entry.whole:
        lines += [
            line
            for at in range(entry.first, entry.end)
            for line in range(view.parts[at].start, view.parts[at].end)
        ]
    elif entry.line not in lines:
        pass  # several entries share the line: it is structure
    problem = ""
    structure = [(view.parts[at].start, name) for at, name in structure]
    own = view.parts[entry.first]
    structure += [
        (line, "question said again")
        for at in range(entry.first, entry.again)
        for line in range(view.parts[at].start, view.parts[at].end)
    ]
    if entry.whole and own.kind == "heading" and (not entry.text or entry.text not in own.text):
        structure.append((own.start, "title of a question"))
    more = tuple(sorted({*asked.structure, *structure}))
    if not asked.choices:
        titled = not entry.text or (bool(why) and _is_title(view, asked, entry))
        answer, more_why = (why, "") if titled else (entry.text, why)
        if titled and entry.text:
            structure.append((view.parts[entry.first].start, "title of an answer"))
            more = tuple(sorted({*asked.structure, *structure}))
        changed = replace(asked, answer=answer, explanation=_both(asked.explanation, more_why))
    else:
        options = _options(asked)
        key = read_key(entry.text, options)
        right = key.right if key else frozenset()
        said = _reason(without_choice(key.rest, options, right) if key else entry.text)
        problem = key.problem if key is not None else ""
        choices = tuple(replace(choice, right=n in right) for n, choice in enumerate(asked.choices))
        changed = replace(
            asked, choices=choices, explanation=_both(asked.explanation, _both(said, why))
        )
    return replace(
        changed,
        shape="E1",
        lines=tuple(sorted(set(lines))),
        hints=(*asked.hints, *hints),
        structure=more,
    ), problem


def _reason(said: str) -> str:
    """Return what a key says besides, without what divides and labels it: "|| Explanation: …"."""
    text = said.lstrip("|/ ")
    named = label(text, "explanation")
    return balanced(named.rest) if named is not None and named.rest else text


def _is_title(view: View, asked: Asked, entry: Entry) -> bool:
    """Tell whether an entry begins with a title, and what stands below it answers: "Task 2 — The
    stock", or a heading that says what the heading of its question says.
    """
    own = view.parts[entry.first]
    first = bisect_left(view.parts, asked.start, key=lambda part: part.start)
    if WHOLE_BOLD.fullmatch(own.text) is not None:
        leads = own.text.rstrip("*_ ").endswith((":", "："))  # "1. **Ways to thicken:**", a list
        return leads or _repeats(view, first, entry.text)
    if own.kind not in ("heading", "summary"):
        return False
    task = label(own.text, "task")
    code = bool(entry.tail) and view.parts[entry.tail[0]].kind in ("fence", "code")
    return code or (task is not None and bool(task.number)) or _repeats(view, first, entry.text)


def _repeats(view: View, first: int, text: str) -> bool:
    parts = view.parts[first : first + 1]
    return any(p.kind == "heading" and fold(text) and fold(text) in fold(p.text) for p in parts)


def _both(one: str, other: str) -> str:
    return "\n\n".join(text for text in (one, other) if text)
