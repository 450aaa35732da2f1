"""Questions in one file and their key in another → what is told of it; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.model import Problem
from studyleaf.notes.answers.entries import is_letter
from studyleaf.notes.answers.entry import Section
from studyleaf.notes.lines.labels import words
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

REASON = "it is a key, and the questions it answers are not in this file"
_LINK = re.compile(r"\[(?P<text>[^\[\]]{1,120})\]\((?P<to>[^()\s]{1,300})[^()]{0,100}\)")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 2


def keys_alone(keys: Sequence[Section], found: Sequence[Asked]) -> Iterator[Section]:
    """Yield the keys in a file without questions with choices."""
    if not any(asked.choices for asked in found):
        yield from (key for key in keys if key.lettered and key.end > key.first + 1)


def problems(view: View, taken: Sequence[bool], found: Sequence[Asked]) -> Iterator[Problem]:
    """Yield a problem for answers without questions, and for questions whose key is elsewhere."""
    bare = list(_bare_answers(view, taken))
    if len(bare) >= _FEWEST:
        yield _problem(view, bare[0], f"{len(bare)} answers stand here without their questions.")
    if not any(asked.choices and not asked.is_answered for asked in found):
        return
    for at, part in enumerate(view.parts):
        for link in _LINK.finditer(part.text) if part.kind in ("line", "heading") else ():
            if _names_key(link["text"]) or _names_key(link["to"].rpartition("/")[2]):
                if link["to"].startswith(("#", "http:", "https:")):
                    continue
                message = f"The answers are in another file, {link['to']}, which is not read along."
                yield _problem(view, at, message)
                return


def _bare_answers(view: View, taken: Sequence[bool]) -> Iterator[int]:
    """Yield headings such as "Question 3" with nothing below but a letter that answers."""
    for at in range(len(view.parts) - 1):
        start, answer = view.starts(at), view.label(at + 1)
        if taken[at] or start is None or not start.number or start.text.strip("*_ :."):
            continue
        if answer is not None and answer.kind == "answer" and is_letter(answer.rest):
            yield at


def _names_key(text: str) -> bool:
    known = words("key") | words("answer")
    return any(word.casefold() in known for word in _WORD.findall(text.replace("_", " ")))


def _problem(view: View, at: int, message: str) -> Problem:
    return Problem(view.path, view.parts[at].start + 1, 1, "elsewhere", message, "warning")
