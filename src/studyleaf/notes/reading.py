"""The text of notes → its pieces, by the readers of all shapes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from studyleaf.blocks import open_fence, split_lines
from studyleaf.model import Problem
from studyleaf.notes import fill
from studyleaf.notes.answers import elsewhere, far, joining
from studyleaf.notes.answers.entry import Section
from studyleaf.notes.answers.listed import is_of_one_question, listed
from studyleaf.notes.blocks.flatten import parts
from studyleaf.notes.blocks.wrapped import unwrapped
from studyleaf.notes.choices.asked import Doubt, build
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.drafts import drafts
from studyleaf.notes.forms import without_forms
from studyleaf.notes.lines.asking import asks_about_itself
from studyleaf.notes.numbered_twice import united
from studyleaf.notes.pieces import Asked, Notes
from studyleaf.notes.registry import READERS, Reader
from studyleaf.notes.repeated import joined, translated
from studyleaf.notes.templates import is_template
from studyleaf.notes.unknown import unknown
from studyleaf.notes.users import without_users
from studyleaf.notes.view import View

# What people write on pages of frequently asked questions, too.
_LIKE_FAQ = ("C2", "C4", "D1", "D2", "D3")
_FEW = 2
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_BEGINNING = 16  # letters of a question that tell its first line
_HIDDEN = 4  # so many lines, and it may hide a question
_LONG = 20  # lines
_FENCE = re.compile(r"\s*(?:```|~~~)")
_SHARE = 0.35  # of the lines of a file


def read(text: str, path: str = "", *, shape: str | None = None) -> Notes:
    """Read a file of notes.

    `path` is for messages and helps to tell what the file is; `shape` forces one shape of question,
    by its name in READERS. Any text has pieces; there are no errors.
    """
    text = text.removeprefix("\ufeff")
    readers = [reader for reader in READERS if shape is None or shape in reader.names]
    for reader in readers:
        whole = reader.file(text) if reader.file is not None else None
        if whole is not None:
            return Notes(fill.pieces(View([], path, text), text, whole, [], {}))
    view = View(parts(unwrapped(text)), path, text, forced=shape is not None)
    return _Reading(view, readers, shape).notes()


def _asking(asked: Asked, lines: Sequence[str]) -> Asked:
    """Return a question that begins with the first line of its text, and not with "Question 3", its
    tags, code or a picture above it.
    """
    own = range(asked.line, asked.end)
    texts = [text for text in asked.scenario if _letters(text)][:1] or [asked.prompt]
    if not asked.scenario and asked.stem[:1].isalnum():
        texts.append(asked.stem)  # a text, and below it what asks
    begins = [_letters(text.strip().split("\n", 1)[0])[:_BEGINNING] for text in texts]
    begun = [line for wanted in begins if (line := _first_with(wanted, lines, own)) is not None]
    first = min(
        (line for line in begun if line == begun[0] or not _FENCE.match(lines[line - 1])),
        default=None,
    )
    if first is None:  # its words are not as they stand there, or on two lines
        labels = {line for line, _ in asked.structure}
        said = (line for line in own if line not in labels and _letters(lines[line]))
        first = next(said, asked.line)
    return replace(asked, stem_line=first)


def _first_with(wanted: str, lines: Sequence[str], own: range) -> int | None:
    """Return the first of lines that holds these letters."""
    return next((line for line in own if wanted and wanted in _letters(lines[line])), None)


def _letters(text: str) -> str:
    """Return the letters and digits of text, which no markup changes."""
    return "".join(filter(str.isalnum, _TAG.sub("", text) if "<" in text else text))


class _Reading:
    def __init__(self, view: View, readers: Sequence[Reader], shape: str | None) -> None:
        self.view = view
        self.readers = readers
        self.shape = shape
        self.taken = [False] * len(view.parts)
        self.found: list[Asked] = []
        self.lines: set[int] = set()
        self.doubts: list[tuple[int, int, str]] = []
        self.problems: list[Problem] = []
        self.in_order = False

    def notes(self) -> Notes:
        """Read everything: quiz languages, questions with choices, keys, open questions."""
        view = self.view
        self._open(languages=True)
        if self.shape is None:
            self._leave(unknown(view, self.taken))
        view.taken = tuple(self.taken)
        far.look_ahead(view)
        for draft in drafts(view):
            self._choices(draft)
        keys = self._keys()
        self._open(languages=False)
        self.found.sort(key=lambda asked: asked.start)
        if self._are_headings():
            self.found = []
        self.found = without_users(view, self.found)
        self.found = united(view, self.taken, self.found)
        found, problems, structure = joining.join(view, translated(joined(self.found)), keys)
        # what only a key made certain, and no entry of it answers, stays in the notes
        found = [one for one in found if one.choices or one.is_answered or one.shape != "E1"]
        lines = split_lines(view.text)
        found = [_asking(one, lines) for one in without_forms(found)]
        self.problems.extend(problems)
        self.problems.extend(elsewhere.problems(view, self.taken, found))
        self.problems.extend(self._unclosed())
        for key in elsewhere.keys_alone(keys, found):
            self._leave([(key.first + 1, key.end, elsewhere.REASON)])
        made = fill.pieces(view, view.text, found, self.doubts, structure)
        return Notes(made, tuple(self.problems), fill.title(view))

    def _unclosed(self) -> Iterator[Problem]:
        """Yield a problem where a fence or a comment at the end hides the rest of the file."""
        last = self.view.parts[-1] if self.view.parts else None
        if last is None or last.end - last.start < _HIDDEN or last.items or last.quoted:
            return
        open_ = {
            "fence": open_fence(split_lines(last.source)),
            "comment": "" if "-->" in last.source else "<!--",
        }.get(last.kind)
        if open_:
            message = f"This {last.kind} is never closed, so nothing behind it is read: {open_}"
            yield Problem(self.view.path, last.start + 1, 1, "unclosed", message, "warning")

    def _keys(self) -> list[Section]:
        """Find the keys of many questions, and the questions that only they make certain."""
        keys = far.sections(self.view, self.taken)
        keys = [key for key in keys if not is_of_one_question(self.view, key)]
        waiting = self._waiting()
        chosen = {asked.number for asked in self.found if asked.number and asked.choices}
        keys = [key for key in keys if not key.bare or self._answers(key, waiting)]
        for key in keys:
            if key.lettered:
                self._take(key.first, key.end)
        self._claim(listed(self.view, self.taken, keys, chosen.union(waiting)))
        waiting = self._waiting()
        keys = [key for key in keys if key.lettered or self._answers(key, waiting)]
        for key in keys:
            self._take(key.first, key.end)
        return keys

    def _waiting(self) -> dict[str, int]:
        """Return the numbers of questions without an answer, and the first line of each.

        Questions with choices of which none has a number are counted in their order.
        """
        self.in_order = not any(asked.number for asked in self.found)
        if self.in_order:
            open_ = [asked.start for asked in self.found if asked.choices and not asked.is_answered]
            return {str(n + 1): start for n, start in enumerate(sorted(open_))}
        waiting: dict[str, int] = {}
        for asked in self.found:
            if asked.number is not None and not asked.is_answered:
                waiting[asked.number] = min(asked.start, waiting.get(asked.number, asked.start))
        return waiting

    def _answers(self, key: Section, waiting: Mapping[str, int]) -> bool:
        line = self.view.parts[key.first].start
        told = [waiting.get(number, line) < line for number in key.numbers]
        return all(told) and len(told) == len(waiting) if self.in_order else any(told)

    def _are_headings(self) -> bool:
        """Tell whether the one or two questions found are headings of a long text that asks to
        explain, such as a README, and nothing around them is about practice.
        """
        asked = self.found
        shapes = (*_LIKE_FAQ, "A2")
        if not 0 < len(asked) <= _FEW or any(one.shape not in shapes for one in asked):
            return False
        starts = [part.start for part in self.view.parts]
        if any(self.view.is_study(bisect_right(starts, one.start) - 1) for one in asked):
            return False
        if any(one.shape == "D2" and one.number for one in asked):
            return False  # "Question 1"
        used = sum(len(one.used) for one in asked)
        lines = sum(part.end - part.start for part in self.view.parts)
        return lines >= _LONG and used < _SHARE * lines

    def _add(self, asked: Asked) -> bool:
        """Keep a question, unless one of its lines is another's already: tags can share a line."""
        if not self.lines.isdisjoint(asked.used):
            return False
        self.lines.update(asked.used)
        self.found.append(asked)
        return True

    def _take(self, first: int, end: int) -> None:
        self.taken[first:end] = [True] * (end - first)

    def _open(self, *, languages: bool) -> None:
        for reader in self.readers:
            find = reader.language if languages else reader.open
            self._claim(find(self.view, self.taken) if find is not None else ())

    def _leave(self, found: Iterable[tuple[int, int, str]]) -> None:
        """Leave parts unplaced: they look like a question that no reader understands."""
        for first, end, reason in found:
            self._take(first, end)
            lines = (self.view.parts[first].start, self.view.parts[end - 1].end)
            self.doubts.append((*lines, reason))

    def _claim(self, found: Iterable[tuple[int, int, Asked]]) -> None:
        for first, end, asked in found:
            if any(self.taken[first:end]) or self.shape not in (None, asked.shape):
                continue
            if asked.shape in _LIKE_FAQ and (
                self.view.in_faq(first)
                or (asked.number is None and asks_about_itself(asked.prompt))
            ):
                continue
            if is_template(asked) or self._add(asked):
                self._take(first, end)

    def _choices(self, draft: Draft) -> None:
        asked = self._question(draft)
        if isinstance(asked, Asked):
            if is_template(asked) or self._add(asked):
                self._take(draft.start, draft.end)
        elif asked is not None:
            first = self.view.parts[draft.group.start].start
            self.doubts.append((first, self.view.parts[draft.group.end - 1].end, asked.reason))

    def _question(self, draft: Draft) -> Asked | Doubt | None:
        doubt: Doubt | None = None
        for reader in self.readers:
            keyed = reader.choices(self.view, draft) if reader.choices is not None else None
            if isinstance(keyed, Doubt):
                doubt = doubt or keyed
            elif keyed is not None:
                asked = build(self.view, draft, keyed, reader.name)
                if isinstance(asked, Asked):
                    self.problems.extend(
                        Problem(self.view.path, line + 1, 1, "contradiction", message, "warning")
                        for line, message in keyed.problems
                    )
                return asked
        return doubt
