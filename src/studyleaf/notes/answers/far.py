"""A key far from its questions ("## Answer Key" at the end) → the right choices of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studyleaf.notes.answers.bare_keys import Pair, bare_key
from studyleaf.notes.answers.entries import (
    letters_in_order,
    one_line_answers,
    one_line_key,
)
from studyleaf.notes.answers.entry import Entry, Section
from studyleaf.notes.answers.key_below import leads_to_choices
from studyleaf.notes.answers.key_lines import KEY, entries_at, entry_at, row_name
from studyleaf.notes.answers.key_titles import heads_letters, inner_text, is_titled, names_key
from studyleaf.notes.answers.told import Told
from studyleaf.notes.lines.asking import asks
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.labels import is_only, label, plain, words
from studyleaf.notes.lines.starts import starts
from studyleaf.notes.view import View

_FEWEST = 2
_ENOUGH = 12  # so many entries show whether it is a key
_NEAR = 30  # how many parts may stand between the title of a key and its first entry
_NO_HEADING = 7  # the level of a title that is none
_LONGEST = 400  # how many parts its explanation may have


@dataclass(slots=True)
class _Tally:
    """Tells early that a list is no key, so that a long one is not read again and again."""

    open_answers: bool
    """Whether answers need not be letters."""
    count: int = 0
    letters: int = 0

    def is_hopeless(self, entry: Entry, before: Entry | None) -> bool:
        """Count an entry; tell whether all entries so far show that they are no key."""
        self.count += 1
        self.letters += bool(KEY.match(entry.text))
        self.open_answers = self.open_answers and not (before is not None and _only_asks(before))
        return not self.open_answers and self.count >= _ENOUGH and self.letters * 4 < self.count


def sections(view: View, taken: Sequence[bool]) -> list[Section]:
    """Return all keys of a file, in order."""
    found: list[Section] = []
    silent: set[int] = set()  # parts that hold no entry, which many titles may stand above
    at = 0
    while at < len(view.parts):
        if not taken[at] and _is_key_title(view, at):
            section = _section(view, at, taken, silent)
            if section is not None:
                found.append(section)
                at = section.end
                continue
        bare = bare_key(view, at) if not taken[at] else []
        if bare:
            run = [_bare_entry(view, pair, whole=bare[0].at != bare[-1].at) for pair in bare]
            found.append(Section(at, run[-1].end, [run], ["answers"], bare=True))
            at = run[-1].end
            continue
        at += 1
    return found


def _bare_entry(view: View, pair: Pair, *, whole: bool) -> Entry:
    line = view.parts[pair.at].start
    return Entry(pair.number, pair.text, pair.at, pair.at + 1, line=line, whole=whole)


def look_ahead(view: View) -> None:
    """Note whether a file has a key for many questions and what it says, before these are known."""
    for section in sections(view, [False] * len(view.parts)):
        view.key_at = section.first if section.lettered else view.key_at
        shuffled = section.lettered and not all(_is_in_order(run) for run in section.runs)
        for run in section.runs:
            for entry in run:
                view.told_far.setdefault(entry.number, Told()).add(entry.first, entry.text)
                if shuffled and entry.whole:
                    view.keyed.update(range(entry.first, max(entry.letters, entry.first + 1)))


def _is_in_order(run: Sequence[Entry]) -> bool:
    """Tell whether the letters of a run are "1. A) …", "2. B) …", as those of choices may be."""
    names = [entry.text.lstrip("*_( ")[:1].upper() for entry in run]
    return names == [chr(65 + n) for n in range(len(names))]


def _is_key_title(view: View, at: int) -> bool:
    known = view.key_titles[at]
    if known is None:
        named = names_key(view.parts[at]) and not _answers_one(view, at)
        named = named or _leads_to_first(view, at) or _explains(view, at)
        named = named or heads_letters(view.parts, at)
        known = view.key_titles[at] = named
    return known


def _answers_one(view: View, at: int) -> bool:
    """Tell whether "Answer:" stands in a line of its own above text that is no entry of a key."""
    part = view.parts[at]
    if part.kind != "line" or is_only(part.text, "key") or not is_only(part.text, "answer"):
        return False
    below = view.parts[at + 1] if at + 1 < len(view.parts) else None
    if below is None or below.kind != "line":
        return False
    return entry_at(view, at + 1) is None and len(entries_at(view, at + 1)) < _FEWEST


def _explains(view: View, at: int) -> bool:
    """Tell whether "Explanations" is the heading above another one, "1. Correct answer: B"."""
    part = view.parts[at]
    named = plain(part.text).split()[-1:] if part.kind == "heading" else []
    if not named or named[0] not in words("explanation"):
        return False
    below = next((p for p in view.parts[at + 1 : at + _FEWEST + 1] if p.kind != "rule"), None)
    first = starts(below) if below is not None and below.kind == "heading" else None
    told = label(first.text, "answer") if first is not None and first.number == "1" else None
    return told is not None and KEY.match(told.rest) is not None


def _leads_to_first(view: View, at: int) -> bool:
    """Tell whether "Answer" stands alone above the number of the first question and its choice."""
    part = view.parts[at]
    if part.kind != "line" or part.mark or at + 1 >= len(view.parts):
        return False
    return is_only(part.text, "answer") and leads_to_choices(view, at + 1) == "1"


def _section(view: View, at: int, taken: Sequence[bool], silent: set[int]) -> Section | None:
    if view.parts[at].kind == "table":
        rows = entries_at(view, at)
        return Section(at, at + 1, [rows], ["answers"]) if len(rows) >= _FEWEST else None
    own, lettered = _in_title(view, at)
    if own:
        return Section(at, own[0].end, [own], [plain(view.parts[at].text)], lettered)
    return _below(view, at, taken, silent)


def _below(view: View, at: int, taken: Sequence[bool], silent: set[int]) -> Section | None:
    """Read the key below a title; add the parts that hold no entry to `silent`."""
    parts = view.parts
    level = parts[at].level if parts[at].kind == "heading" else _NO_HEADING
    runs: list[list[Entry]] = []
    names: list[str] = []
    name = plain(parts[at].text)
    limit = _limit(view, at)
    end = at + 1
    current: Entry | None = None
    titled = is_titled(parts[at]) or _names_section(view, at)
    tally = _Tally(open_answers=titled)
    newest = at
    while end < limit and not taken[end]:
        if end - newest > (_LONGEST if runs else _NEAR):
            break
        part = parts[end]
        if (end not in silent or part.kind == "heading") and _ends(view, end, level):
            break
        several = [] if end in silent else entries_at(view, end)
        if part.kind == "table" or len(several) > 1:
            for entry in several:
                _add(runs, names, entry, row_name(part) or name)
            newest, current = end if several else newest, None
            end = max([end + 1, *(entry.end for entry in several)])
            continue
        begun = _begun(view, end, silent)
        if begun is not None and (current is None or _is_peer(view, current, end)):
            newest = end
            _add(runs, names, begun, name)
            if tally.is_hopeless(begun, current):
                return None
            current = begun
            end = begun.end - 1
        elif part.kind == "heading":
            if (
                part.level <= level
                and view.label(end) is None
                and not _is_key_title(view, end)
                and not _leads_to_entries(view, end)
            ):
                break
            if view.label(end) is None:
                name, current = plain(part.text), None
        elif part.kind in ("rule", "open", "close", "summary", "comment"):
            pass
        elif current is not None:
            current.tail.append(end)
            current.end = end + 1
        elif runs:
            break
        end += 1
    lettered = _are_letters([entry for run in runs for entry in run], titled=titled)
    if lettered is None:
        return None
    runs, names = _one_run(runs, names)
    last = max(entry.end for run in runs for entry in run)
    while end > last and parts[end - 1].kind != "close":
        end -= 1
    return Section(at, end, runs, names, lettered)


def _one_run(runs: list[list[Entry]], names: list[str]) -> tuple[list[list[Entry]], list[str]]:
    """Return the entries of columns, "1. C  9. B" over "2. B  10. B", in the order of questions."""
    told = [entry for run in runs for entry in run]
    numbers = {entry.number for entry in told}
    if len(runs) < _FEWEST or len(set(names)) > 1 or len(numbers) < len(told):
        return runs, names
    if not all(number.isdigit() for number in numbers):
        return runs, names
    return [sorted(told, key=lambda entry: int(entry.number))], names[:1]


def _names_section(view: View, at: int) -> bool:
    """Tell whether a heading is the name of a section of the file and "Answers"."""
    said = plain(view.parts[at].text).split() if view.parts[at].kind == "heading" else []
    return said[-1:] == ["answers"] and " ".join(said[:-1]) in view.titles


def _begun(view: View, at: int, silent: set[int]) -> Entry | None:
    """Read the entry that begins at part `at`, once where there is none."""
    found = entry_at(view, at) if at not in silent else None
    if found is None and view.parts[at].kind in ("line", "heading"):
        silent.add(at)
    return found


def _ends(view: View, at: int, level: int) -> bool:
    """Tell whether a key of its own begins, or the next chapter, which may have a number."""
    part = view.parts[at]
    if part.kind == "heading":
        start = view.starts(at)
        if start is not None and start.style == "label" and start.text and not start.number:
            return True  # "### Q: What is a roux?", below "Questions and answers"
        if level == _NO_HEADING and start is not None and start.style == "label" and start.text:
            return KEY.match(start.text) is None  # "### Question 9: Stocks", below "Answer:"
        return part.level < level < _NO_HEADING and not _is_key_title(view, at)
    return part.kind == "line" and bool(one_line_key(part.text))


def _are_letters(entries: Sequence[Entry], *, titled: bool) -> bool | None:
    """Tell whether most entries are letters. None if they are no key at all."""
    lettered = sum(bool(KEY.match(entry.text)) for entry in entries) * 2 >= len(entries)
    open_answers = titled and not any(_only_asks(entry) for entry in entries)
    return lettered if len(entries) >= _FEWEST and (lettered or open_answers) else None


def _only_asks(entry: Entry) -> bool:
    """Tell whether an entry asks and has no answer below: it is a question, and none repeated."""
    return asks(entry.text) and not entry.tail


def _in_title(view: View, at: int) -> tuple[list[Entry], bool]:
    """Return the entries of a key on one line with its label, and whether they are letters."""
    part = view.parts[at]
    if part.kind in ("fence", "comment"):
        pairs = one_line_key(inner_text(part))
        return [Entry(n, text, at, at + 1, line=part.start, whole=False) for n, text in pairs], True
    if part.kind not in ("line", "heading"):
        return [], True
    end = at + 1
    while end < len(view.parts) and end - at < _NEAR and view.parts[end].block == part.block:
        end += 1
    text = " ".join(one.text for one in view.parts[at:end])
    found = one_line_key(text)
    if not found and end < len(view.parts) and is_titled(part):
        found = letters_in_order(view.parts[end].text)
        end += bool(found)
    entries = found or one_line_answers(text)
    return [
        Entry(number, answer, at, end, line=part.start, whole=False) for number, answer in entries
    ], bool(found)


def _limit(view: View, at: int) -> int:
    """Return where a key must end: one that is folded away ends with its fold."""
    around = view.fold_around(at) if view.parts[at].kind == "summary" else None
    return around.end if around is not None and around.summary == at else len(view.parts)


def _leads_to_entries(view: View, at: int) -> bool:
    """Tell whether an entry stands below a heading, and no question that is still open."""
    entry = entry_at(view, at + 1) if at + 1 < len(view.parts) else None
    return entry is not None and not (begins_to_bid(entry.text) or asks(entry.text))


def _is_peer(view: View, current: Entry, at: int) -> bool:
    """Tell whether an entry is not a numbered list in the explanation of the one before it."""
    own, part = view.parts[current.first], view.parts[at]
    return len(part.items) <= len(own.items) and (part.kind in (own.kind, "heading"))


def _add(runs: list[list[Entry]], names: list[str], entry: Entry, name: str) -> None:
    goes_on = bool(runs) and _follows(entry.number, runs[-1][-1].number)
    restarts = not goes_on or names[-1] != name
    if restarts and goes_on and names[-1] != name:
        runs[-1].append(entry)  # a heading between, but the numbers go on
        return
    if restarts:
        runs.append([])
        names.append(name)
    runs[-1].append(entry)


def _follows(number: str, before: str) -> bool:
    """Tell whether numbers rise; codes are not in order, but they are never given twice."""
    if not number.isdigit() or not before.isdigit():
        return number != before
    return int(number) > int(before)
