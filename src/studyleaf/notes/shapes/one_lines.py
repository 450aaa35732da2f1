"""D1: lines outside of lists that ask, each with its answer on the same line.

    **1. Which soup is served cold?** → Gazpacho

Prose can ask and answer itself. So it takes a long paragraph of nothing else, or a file or a
section of questions in which nearly all lines of one form do so, and nothing stands below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.line_pairs import Line, Pair, judged, pairs_of
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.pieces import Asked
from studyleaf.notes.shapes.lines import make, told_behind
from studyleaf.notes.view import View

_FEWEST, _MANY = 4, 8
_WORDS = 4
_MAIN, _MOST, _NEARLY_ALL = 0.66, 0.75, 0.9
_SEE = re.compile(r"\W*(?:see|read|look|siehe|vgl)\b", re.IGNORECASE)
_ARROW = re.compile(r"[?？]\W{0,9}(?:→|⇒|➜|-+>|=+>)")

# "**B2. Seat six people.** → 720"
_POINTED = re.compile(
    r"(?P<em>\*\*|__)[A-Z]{0,2}\d{1,3}[.:)]\s+(?P<q>[^*]{4,600})(?P=em)\s*(?:→|⇒|➜|[-=]+>)\s*(?P<a>\S.*)",
    re.DOTALL,
)

_Form = tuple[str, int]


def one_lines(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield such lines as first part, end, question."""
    runs = [run for run in _paragraphs(view, taken) if len(run) >= _MANY]
    runs += [run for run in _forms(view, taken) if len(run) >= _FEWEST]
    done: set[int] = set()
    whole = _whole(view, taken)
    runs += [whole] if len(whole) >= _MANY else []
    for run in runs:
        pairs = pairs_of(run, told_behind, _MAIN if run is whole else _NEARLY_ALL)
        pairs = pairs if _answer(view, pairs) else _tasks(view, run) or judged(run)
        for line, pair in pairs:
            if line.at not in done and not view.in_faq(line.at):
                done.add(line.at)
                yield line.at, line.end, make(view, line, pair)


def _whole(view: View, taken: Sequence[bool]) -> list[Line]:
    """Return the lines of a file that is nothing but paragraphs of one line."""
    if any(taken) or any(_form(view, at) != ("plain", 0) for at in range(len(view.parts))):
        return []
    return [Line(at, at + 1, at + 1, part.text) for at, part in enumerate(view.parts)]


def _tasks(view: View, run: Sequence[Line]) -> list[tuple[Line, Pair]]:
    """Read counted tasks in bold, each with an arrow to its answer, in a file of such."""
    return pairs_of(run, _pointed) if view.names_questions(run[0].at) else []


def _pointed(text: str) -> Pair | None:
    match = _POINTED.fullmatch(text)
    return Pair(match["q"], match["a"]) if match is not None else None


def _answer(view: View, pairs: Sequence[tuple[Line, Pair]]) -> bool:
    """Tell whether lines answer, each in its own way, and do not say what to do or where to look:
    "No power? → Check the cable", "Is it green? → Go on".
    """
    replies = {pair.reply.casefold() for _, pair in pairs}
    if not pairs or len(replies) < _MOST * len(pairs):
        return False
    if sum(_SEE.match(reply) is not None for reply in replies) * 2 > len(replies):
        return False
    whole = sum(len(pair.ask.split()) >= _WORDS for _, pair in pairs) >= _MOST * len(pairs)
    plain = sum(_ARROW.search(line.text) is not None for line, _ in pairs) * 2 < len(pairs)
    return view.is_study(pairs[0][0].at) or (whole and plain)


def _paragraphs(view: View, taken: Sequence[bool]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph."""
    run: list[Line] = []
    for at, part in enumerate(view.parts):
        plain = part.kind == "line" and not (part.items or part.quoted or taken[at])
        if run and not (plain and part.block == view.parts[run[-1].at].block):
            yield run
            run = []
        if plain:
            run.append(Line(at, at + 1, at + 1, part.text))
    if run:
        yield run


def _forms(view: View, taken: Sequence[bool]) -> Iterator[list[Line]]:
    """Yield the lines of each form in what is for practice: headings, labels, numbers, bold."""
    forms: dict[_Form, list[Line]] = {}
    own = [_form(view, at) if not taken[at] else None for at in range(len(view.parts))]
    for at, form in enumerate(own):
        behind = own[at + 1] if at + 1 < len(own) else form
        below = view.parts[at + 1] if at + 1 < len(own) else None
        alone = behind == form or below is None or below.kind in ("heading", "rule")
        if form is not None and alone and view.names_questions(at):
            start = view.starts(at)
            text = start.text if start is not None else view.parts[at].text
            forms.setdefault(form, []).append(Line(at, at + 1, at + 1, text))
    yield from forms.values()


def _form(view: View, at: int) -> _Form | None:
    """Return the form of a line that is a paragraph, or a heading."""
    part, start = view.parts[at], view.starts(at)
    if part.kind == "heading":
        return ("heading", part.level)
    if part.kind != "line" or part.items or part.quoted or part.block != part.start:
        return None
    if start is not None:
        return (start.style, 0)
    return ("bold" if WHOLE_BOLD.fullmatch(part.text) is not None else "plain", 0)
