"""The text of notes → its pieces, by the readers of all shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from studyleaf.model import Problem
from studyleaf.notes import far, fill
from studyleaf.notes.asked import Doubt, Keyed, build
from studyleaf.notes.drafts import Draft, drafts
from studyleaf.notes.parts import parts
from studyleaf.notes.pieces import Asked, Notes
from studyleaf.notes.shapes import bold, choice, folded, pairs, results
from studyleaf.notes.view import View

ChoiceReader = Callable[[View, Draft], Keyed | Doubt | None]
OpenReader = Callable[[View, Sequence[bool]], Iterator[tuple[int, int, Asked]]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A shape: its name in the documentation, what it is, and the function that reads it."""

    name: str
    title: str
    choices: ChoiceReader | None = None
    open: OpenReader | None = None


READERS: tuple[Reader, ...] = (
    Reader("A1", "Boxes, the right ones ticked", choices=choice.a1),
    Reader("B4", "The letter in the line with the number", choices=choice.b4),
    Reader("A3", "A tick or a word marks the right choice", choices=choice.a3),
    Reader("B1", "A line names the letter", choices=choice.b1),
    Reader("B2", "A line gives the text of the right choice", choices=choice.b2),
    Reader("B3", "The answer stands under its own heading", choices=choice.b3),
    Reader("C1", "The answer is folded away", choices=choice.c1),
    Reader("C4", "The answer is in an admonition", choices=choice.c4, open=None),
    Reader("A2", "The right choice is in bold", choices=choice.a2),
    Reader("F", "Choices without a key", choices=choice.f),
    Reader("D5", "A page of results", open=results.results),
    Reader("D3", "A table of questions and answers", open=pairs.tables),
    Reader("D4", "Flashcards", open=pairs.cards),
    Reader("D2", "Question and answer on one line", open=pairs.lines),
    Reader("C3", "A task and a folded answer, or a labelled answer", open=pairs.answers),
    Reader("C2", "The summary asks", open=folded.summaries),
    Reader("D1", "A heading asks and bold text answers", open=bold.bold_answers),
    Reader("D2", "A labelled question and what follows", open=pairs.labelled_questions),
)


def read(text: str, path: str = "", *, shape: str | None = None) -> Notes:
    """Read a file of notes.

    `path` is for messages and helps to tell what the file is; `shape` forces one shape of question.
    Any text has pieces; there are no errors.
    """
    view = View(parts(text.removeprefix("\ufeff")), path, text)
    taken = [False] * len(view.parts)
    found: list[Asked] = []
    doubts: list[tuple[int, int, str]] = []
    problems: list[Problem] = []
    readers = [reader for reader in READERS if shape in (None, reader.name)]
    for draft in drafts(view):
        asked = _choice(view, draft, readers, problems)
        if isinstance(asked, Asked):
            found.append(asked)
        elif asked is not None:
            first, end = view.parts[draft.group.start].start, view.parts[draft.group.end - 1].end
            doubts.append((first, end, asked.reason))
            continue
        else:
            continue
        for at in range(draft.start, draft.end):
            taken[at] = True
    keys = far.sections(view, taken) if any(not asked.is_answered for asked in found) else []
    for section in keys:
        for at in range(section.first, section.end):
            taken[at] = True
    for reader in readers:
        if reader.open is None:
            continue
        for first, end, asked in reader.open(view, taken):
            if any(taken[first:end]):
                continue
            for at in range(first, max(end, first + 1)):
                taken[at] = taken[at] or end > first
            found.append(asked)
    found.sort(key=lambda asked: asked.start)
    found, more, structure = far.join(view, found, keys)
    problems.extend(more)
    made = fill.pieces(view, text, found, doubts, structure)
    return Notes(made, tuple(problems), fill.title(view))


def _choice(
    view: View, draft: Draft, readers: Sequence[Reader], problems: list[Problem]
) -> Asked | Doubt | None:
    doubt: Doubt | None = None
    for reader in readers:
        keyed = reader.choices(view, draft) if reader.choices is not None else None
        if isinstance(keyed, Doubt):
            doubt = doubt or keyed
            continue
        if keyed is None:
            continue
        asked = build(view, draft, keyed, reader.name)
        if isinstance(asked, Asked):
            problems.extend(
                Problem(view.path, line + 1, 1, "contradiction", message, "warning")
                for line, message in keyed.problems
            )
        return asked
    return doubt
