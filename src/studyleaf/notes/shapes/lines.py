"""D1 and D2: what asks and what answers stand on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.headed import headed
from studyleaf.notes.answers.line_pairs import (
    ARROW,
    BOLD_FIRST,
    LONGEST,
    Line,
    Pair,
    end_in_letters,
    judged,
    pairs_of,
)
from studyleaf.notes.answers.one_line import one_line, stated_line
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.lines.asking import asks, asks_somewhere, has_blank
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.starts import without_lead
from studyleaf.notes.lines.statements import asks_to_judge
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 3
_SEVERAL = 4
_CERTAIN = 5
_MANY = 8
_SHARE = 0.4  # of the lines of a file
_MOST = 0.75
_FAR = 40  # parts above which a heading is looked for
# what answers stands behind an arrow, in bold, in brackets, or just behind the question mark
_BEHIND = re.compile(
    rf"(?P<q>.{{6,600}}?[?？][*_]{{0,3}})\s*(?:{ARROW}|[-–—]+\s|:\s)?\s*(?P<a>[^\s?？][^?？]*)",
    re.DOTALL,
)

_BOLD = re.compile(
    r"(?P<em>\*{1,3}|_{1,3})(?P<q>[^*]{6,600}[?？])(?P=em):?\s+(?P<a>[^\s*].*|\*[^*].*)", re.DOTALL
)
# as in "Which soup is served cold? `gazpacho`", and "… ```[ gazpacho ]```"
_SHOWN = re.compile(
    r"(?P<q>[^`]{6,600}?[?？][*_]{0,3})\s+(?P<a>(?P<tick>`{1,3})(?:\[(?P<in>[^`]{1,400})\]|[^`]{1,400})(?P=tick))"
)
_EMPHASISED = re.compile(
    r"(?P<q>[^*]{6,600}?[^\s*_–—-])\s+(?:[-–—]\s+)?(?P<em>\*{1,2}|_{1,2})(?P<a>[^\s*_][^*_]{0,200})(?P=em)\.?"
)
_SLASHES = re.compile(r"(?P<q>[^/\n]{6,600}?[?？.:])\s+//\s*(?P<a>[^/\s][^/\n]{0,400})")
_COMPLETED = re.compile(
    r"(?P<q>(?:[^\s*]+\s+){3,200}[^\s*]*)\s?\*\*(?P<a>[^\s*][^*]{0,399})"
    r"(?:\*\*(?:[.!]|\s+(?P<why>[^*]+))?)?",
    re.DOTALL,
)
# the title of such a list: "True-False Guide", "Richtig oder falsch"
_OF_VERDICTS = re.compile(
    r"\b(?:true|wahr|richtig|verdadero|vero|vrai|sant)\b\W{1,4}(?:(?:or|oder|o|ou)\W{1,3})?"
    r"(?:false|falsch|falso|faux|falskt)\b",
    re.IGNORECASE,
)
# as in "The soup served cold is called ____. (gazpacho)"
_FILLED = re.compile(
    rf"(?P<q>.{{4,600}}?)\s*(?:{ARROW}\s*|[(（\[]\s*|\*\*|\s[-–—]\s)"
    r"(?P<em>[*_]{0,2})(?P<a>[^()（）\[\]*]{1,200}?)(?P=em)[)）\]*]*[.。]?",
    re.DOTALL,
)

Found = Iterator[tuple[int, int, Asked]]


_LONG = 20  # parts


def lines(view: View, taken: Sequence[bool]) -> Found:
    """D2: yield questions that stand with their answers on one line."""
    free = [at for at in range(len(view.parts)) if not taken[at]]
    told = sum(one_line(view.parts[at]) is not None and bool(view.parts[at].number) for at in free)
    stated = [at for at in free if view.is_study(at) and stated_line(view.parts[at]) is not None]
    sure = frozenset(stated if len(stated) >= _FEWEST else ())
    alone = sum(one_line(view.parts[at]) is not None for at in free) == 1
    free = [at for at in free if not (alone and _is_example(view, at))]
    for at in free:
        part = view.parts[at]
        pair = (
            one_line(part)
            or (stated_line(part) if at in sure else None)
            or (one_line(part, told=True) if told >= _CERTAIN else None)
        )
        pair = pair or (one_line(part, aside=True) if view.is_study(at) else None)
        if pair is not None:
            yield headed(view, at, pair, taken)


def _is_example(view: View, at: int) -> bool:
    """Tell whether a line is one of many of a text that is not about questions: its only pair of a
    question and an answer is an example of something.
    """
    return len(view.parts) > _LONG and not view.is_study(at)


def listed_lines(view: View, taken: Sequence[bool]) -> Found:
    """D1: yield the items of lists of which nearly all ask, and answer on the same line."""
    lists = [[line for line in run if not taken[line.at]] for run in _lists(view)]
    lists = [run for run in lists if run]
    outside = [pairs_of(run, _outside) or _divided(run) for run in lists]
    sure = _is_about(view, [run for run, pairs in zip(lists, outside, strict=True) if pairs])
    of_many = _are_completed(view, lists)
    for run, pairs in zip(lists, outside, strict=True):
        first = run[0].at
        if view.in_faq(first) or not (sure or of_many or len(run) >= _FEWEST):
            continue
        found = pairs if sure or view.is_study(first) else []
        found = found or end_in_letters(run)
        begun = len(run) >= _FEWEST and all(BOLD_FIRST.match(line.text) for line in run)
        begun = begun and any(
            _OF_VERDICTS.search(part.text) for part in view.parts[:first] if part.level
        )
        asked = sum(asks_to_judge(line.text) for line in run) > len(run) / 2
        found = found or _emphasised(run)
        if begun or asked or view.is_study(first) or _is_headed(view, first):
            found = found or judged(run)
        if view.is_study(first) or all(has_blank(line.text) for line in run):
            found = found or pairs_of(run, _filled)
        if view.in_questions(first):
            found = found or pairs_of(run, told_behind)
        if view.names_questions(first) and (of_many or len(run) >= _FEWEST):
            found = found or pairs_of(run, _completed, _MOST)
        for line, pair in found:
            if any(taken[line.at : line.end]):
                continue
            yield line.at, line.end, make(view, line, pair)


def make(view: View, line: Line, pair: Pair) -> Asked:
    """Make the question of a line."""
    part, start = view.parts[line.at], view.starts(line.at)
    return Asked(
        part.start,
        view.parts[line.end - 1].end,
        "D1",
        pair.ask,
        stem=markdown(view.parts[line.body : line.end]),
        answer=pair.reply,
        explanation=pair.why,
        number=(start.number or None) if start is not None else None,
    )


def _lists(view: View) -> Iterator[list[Line]]:
    """Yield lists with what is nested in their items, whose items begin with a paragraph."""
    run: list[Line] = []
    for at, part in enumerate(view.parts):
        last = view.parts[run[-1].at] if run else None
        if last is not None and len(part.items) > len(last.items):
            run[-1] = run[-1]._replace(end=at + 1)
            continue
        if last is not None and part.items == last.items:  # a second line, or a paragraph
            run[-1] = run[-1]._replace(end=at + 1)
            if part.block == last.block and part.kind == "line" and run[-1].body == at:
                text = f"{run[-1].text}\n{part.text}"
                run[-1] = run[-1]._replace(body=at + 1, text=text)
            continue
        own = part.kind == "line" and bool(part.mark) and not part.quoted
        if last is not None and not (own and part.items[:-1] == last.items[:-1]):
            yield run
            run = []
        if own:
            start = view.starts(at)
            begun = start is not None and (bool(part.number) or start.style == "label")
            text = start.text if start is not None and begun else without_lead(part.text)
            run.append(Line(at, at + 1, at + 1, text))
    if run:
        yield run


def _is_about(view: View, runs: Sequence[Sequence[Line]]) -> bool:
    """Tell whether such lists are what a file is about."""
    lines = [line for run in runs for line in run]
    share = sum(view.share(n) for line in lines for n in range(line.at, line.end))
    return len(lines) >= _MANY and share >= _SHARE


def _are_completed(view: View, lists: Sequence[Sequence[Line]]) -> bool:
    """Tell whether the lists of a file are many sentences that end with their answer in bold."""
    lines = [line for run in lists for line in run if view.names_questions(line.at)]
    ended = sum(_completed(line.text) is not None for line in lines if len(line.text) < LONGEST)
    return ended >= _MANY and ended >= _MOST * len(lines)


def _outside(text: str) -> Pair | None:
    """Read "**Which soup is served cold?** Gazpacho", and "Which is served cold? `gazpacho`"."""
    shown = _SHOWN.fullmatch(text)
    if shown is not None:
        return Pair(balanced(shown["q"]), (shown["in"] or shown["a"]).strip())
    match = _BOLD.fullmatch(text)
    return Pair(match["q"], match["a"]) if match is not None and _says(match["a"]) else None


def _divided(run: Sequence[Line]) -> list[tuple[Line, Pair]]:
    """Read "Which soup is served cold?  // gazpacho", if most ask: "Build it: // takes 3 min"."""

    def read(text: str) -> Pair | None:
        match = _SLASHES.fullmatch(text)
        return Pair(match["q"], match["a"]) if match is not None else None

    found = pairs_of(run, read)
    asked = sum(asks_somewhere(p.ask) or begins_to_bid(p.ask) for _, p in found)
    return found if asked >= _MOST * len(found) else []


def _emphasised(run: Sequence[Line]) -> list[tuple[Line, Pair]]:
    """Read "Which soup is served cold? *Gazpacho*", if most ask and no two answers are the same."""

    def read(text: str) -> Pair | None:
        match = _EMPHASISED.fullmatch(text)
        return Pair(balanced(match["q"]), match["a"]) if match is not None else None

    found = pairs_of(run, read)
    asked = sum(asks(pair.ask) for _, pair in found)
    different = len({pair.reply for _, pair in found}) == len(found) >= _SEVERAL
    return found if different and asked * 2 > len(found) else []


def told_behind(text: str) -> Pair | None:
    """Read "Which soup is served cold? → Gazpacho"."""
    match = _BEHIND.fullmatch(text)
    if match is None or not _says(match["a"]) or match["a"].startswith(("[", "](", "http")):
        return None
    reply = match["a"].strip()
    inner = reply[1:-1] if reply[0] == "(" and reply.find(")") == len(reply) - 1 else reply
    return Pair(balanced(match["q"]), balanced(inner))


def _completed(text: str) -> Pair | None:
    """Read "The soup that is served cold is **gazpacho**"."""
    match = _COMPLETED.fullmatch(text)
    if match is None or (match["why"] and not match["q"].rstrip().endswith("?")):
        return None
    return Pair(match["q"].strip(), match["a"], match["why"] or "")


def _filled(text: str) -> Pair | None:
    """Read "The soup that is served cold is called ____. (gazpacho)"."""
    match = _FILLED.fullmatch(text) if has_blank(text) else None
    if match is None or not _says(match["a"]) or not has_blank(match["q"]) or has_blank(match["a"]):
        return None
    return Pair(balanced(match["q"].strip()), match["a"].strip())


def _says(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _is_headed(view: View, at: int) -> bool:
    """Tell whether the heading above, or the line right above, says "True or false"."""
    above = view.parts[at - 1] if at else None
    if above is not None and above.kind == "line" and asks_to_judge(above.text):
        return not above.mark
    for n in range(at - 1, max(-1, at - _FAR), -1):
        if view.parts[n].kind == "heading":
            return asks_to_judge(view.parts[n].text)
    return False
