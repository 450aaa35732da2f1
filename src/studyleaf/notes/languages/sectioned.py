"""Quizzes whose headings name what stands below: those of freeCodeCamp, and of Learn → questions.

    #### --text--                 ##### !question
    Which soup is cold?           Which soup is cold?
    #### --distractors--          ##### !end-question
    Ramen                         ##### !options
    #### --answer--               * Ramen
    Gazpacho                      * Gazpacho

https://contribute.freecodecamp.org/how-to-work-on-coding-challenges/ and
https://www.npmjs.com/package/@galvanize/learn-preview
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from studyleaf.model import Choice
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_CAMP = re.compile(r"--(?P<name>[a-z]+)--")
_LEARN = re.compile(r"!(?P<name>[a-z-]+)")
_LETTER = re.compile(r"[a-z]\|\s*")  # "* b| Gazpacho"
_FEWEST = 2
Sections = dict[str, tuple[int, int]]
"""The name of a section, and its parts: the first below its heading, and the end."""


def camp(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the questions of freeCodeCamp: a text, distractors between rules, and the answer."""
    if "--distractors--" not in view.text:
        return
    for first, end, own in _questions(view, _CAMP, "text", ("question", "quiz", "text")):
        if "distractors" not in own or "answer" not in own or any(taken[first:end]):
            continue
        wrong = _divided(view.parts[slice(*own["distractors"])])
        right = markdown(view.parts[slice(*own["answer"])])
        choices = [*(Choice(text, right=False) for text in wrong), Choice(right, right=True)]
        asked = _asked(view, (first, end), "freeCodeCamp", own["text"], choices)
        if asked is not None:
            yield first, end, asked


def learn(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the challenges of Learn: a question, its options, the answer and an explanation."""
    if "!end-challenge" not in view.text:
        return
    for first, end, own in _questions(view, _LEARN, "challenge", ("challenge",)):
        if not {"question", "answer"} <= own.keys() or any(taken[first:end]):
            continue
        told = view.parts[slice(*own["answer"])]
        right = {text.casefold() for text in (*_items(told), *(part.text for part in told))}
        options = _items(view.parts[slice(*own.get("options", (0, 0)))])
        choices = [Choice(text, text.casefold() in right) for text in options]
        said = markdown(view.parts[slice(*own.get("explanation", (0, 0)))])
        answer = "" if options else markdown(told).strip()
        asked = _asked(view, (first, end), "Learn", own["question"], choices, said, answer)
        if asked is not None:
            yield first, end, asked


def _questions(
    view: View, pattern: re.Pattern[str], begins: str, ends: Sequence[str]
) -> Iterator[tuple[int, int, Sections]]:
    """Yield the parts of each question, from the heading `begins` to one of `ends`, and its
    sections.
    """
    named = [
        (at, match["name"].removeprefix("end-"))
        for at, part in enumerate(view.parts)
        if part.kind == "heading" and (match := pattern.fullmatch(part.text.strip())) is not None
    ]
    headings = [at for at, part in enumerate(view.parts) if part.kind == "heading"]
    edges = dict(pairwise([*headings, len(view.parts)]))
    starts = [n for n, (_, name) in enumerate(named) if name == begins]
    for n in starts:
        behind = range(n + 1, len(named))
        stop = next((m for m in behind if named[m][1] in ends), len(named))
        last = named[stop - 1][0]
        own: Sections = {}
        for at, name in named[n:stop]:
            own.setdefault(name, (at + 1, edges[at]))
        closed = stop < len(named) and begins == "challenge"
        yield named[n][0], named[stop][0] + 1 if closed else edges[last], own


def _divided(found: Sequence[Part]) -> list[str]:
    """Return what rules divide."""
    texts: list[list[Part]] = [[]]
    for part in found:
        if part.kind == "rule":
            texts.append([])
        else:
            texts[-1].append(part)
    return [markdown(parts) for parts in texts if parts]


def _items(found: Sequence[Part]) -> list[str]:
    return [_LETTER.sub("", part.text, count=1).strip() for part in found if part.mark]


def _asked(
    view: View,
    place: tuple[int, int],
    shape: str,
    text: tuple[int, int],
    choices: Sequence[Choice],
    explanation: str = "",
    answer: str = "",
) -> Asked | None:
    """Make a question of the parts `place`, whose text is the parts `text`."""
    first, end = place
    body = view.parts[slice(*text)]
    told = len(choices) >= _FEWEST and any(choice.right for choice in choices)
    if not body or not (told or answer):
        return None
    lead = 1
    while lead < len(body) and body[lead].block == body[0].block and body[0].kind == "line":
        lead += 1
    lines = range(view.parts[first].start, view.parts[end - 1].end)
    names = {
        part.start: "name of a section"
        for part in view.parts[first:end]
        if part.kind in ("heading", "rule", "comment")
    }
    shown = range(*text)
    fields = (n for n in range(first, shown.start) if view.parts[n].kind == "line")
    names |= {view.parts[n].start: "field of a challenge" for n in fields}
    return Asked(
        lines.start,
        lines.stop,
        shape,
        "\n".join(part.text for part in body[:lead]),
        stem=markdown(body[lead:]) if lead < len(body) else "",
        choices=tuple(choices),
        answer=answer,
        explanation=explanation,
        stem_line=body[0].start,
        structure=tuple(sorted(names.items())),
    )
