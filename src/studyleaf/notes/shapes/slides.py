"""Headings that are questions because of all the others: of an exam, or each on a slide.

    ### Which of the following is served cold?

    Gazpacho

    --

Pages of frequently asked questions have such headings, too. So they must ask as exams do, or each
must stand, with a short answer, on a slide of its own. In a file for practice, or below "Past exam
questions", those that ask or bid to explain are questions, if most do; all, if all are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from studyleaf.notes.lines.asking import asks, asks_somewhere
from studyleaf.notes.lines.bidding import asks_unmarked, bids_somewhere
from studyleaf.notes.sections import is_practice_file, is_question_file
from studyleaf.notes.view import View

_FEWEST = 5
_PAIR = 2
_SHARE = 0.25  # of the headings, which ask as only an exam does
_SOME, _MOST, _ALMOST, _NEARLY_ALL = 0.4, 0.6, 0.85, 0.9
_CLAUSE = re.compile(r"[(,;:]")
_AS_IN_EXAMS = re.compile(r"\b(?:which|what) of (?:the following|these)\b", re.IGNORECASE)
_TO_EXPLAIN = re.compile(
    r"[\W\d_]*(?:explain|discuss|differentiate|distinguish|erkläre|erläutere|explica|explique|spiega)"
    r"(?![\w-])(?!:)",
    re.IGNORECASE,
)
_ORAL = 3
_NEXT_BELOW = "--"  # the sign of reveal.js for the next slide, https://revealjs.com/markdown/


def asking_slides(view: View) -> frozenset[int]:
    """Return the headings of the lowest level of a file that are questions."""
    headings = [at for at, part in enumerate(view.parts) if part.kind == "heading"]
    if len(headings) < _FEWEST or view.in_faq(headings[-1]):
        return frozenset()
    lowest = max(view.parts[at].level for at in headings)
    asking = [at for at in headings if view.parts[at].level == lowest and not _is_empty(view, at)]
    texts = [view.parts[at].text for at in asking]
    if len(asking) < _FEWEST:
        return frozenset()
    # "interview-notes.md" can be of people who applied
    practice = is_question_file(view.path) or is_practice_file(
        re.sub("interview", "", view.path, flags=re.IGNORECASE)
    )
    if all(map(asks, texts)) and not practice:
        return frozenset(asking if _are_of_exam(texts) or _are_slides(view, asking) else ())
    bidding = [at for at, text in zip(asking, texts, strict=True) if _bids(text)]
    if not practice and _are_of_oral(texts) and len(bidding) >= _NEARLY_ALL * len(asking):
        return frozenset(asking)
    titled = all(map(view.in_questions, asking))
    counted = titled and all(_is_numbered(view, at) for at in asking)
    if not (practice or titled) or len(bidding) < (_SOME if counted else _MOST) * len(asking):
        return frozenset()
    if len(bidding) < _ALMOST * len(asking) and not counted:
        return frozenset(bidding)
    if sum(_is_numbered(view, at) for at in bidding) * 2 > len(bidding):
        return frozenset(at for at in asking if at in bidding or _is_numbered(view, at))
    over: dict[int, int] = {}
    above = -1
    for at in headings:
        above = at if view.parts[at].level < lowest else above
        over[at] = above
    sections = {over[at] for at in bidding}
    return frozenset(at for at in asking if over[at] in sections)


def _is_empty(view: View, at: int) -> bool:
    """Tell whether nothing stands below a heading: whoever wrote it has not answered yet."""
    below = view.parts[at + 1] if at + 1 < len(view.parts) else None
    return below is None or below.kind in ("heading", "rule")


def _is_numbered(view: View, at: int) -> bool:
    start = view.starts(at)
    return start is not None and start.style == "number" and bool(start.text)


def _bids(text: str) -> bool:
    """Tell whether a heading asks, or bids, behind what it names: "Stock (explain its making)"."""
    if asks_somewhere(text) or asks_unmarked(text):
        return True
    return any(map(bids_somewhere, _CLAUSE.split(text)))


def _are_of_exam(texts: Sequence[str]) -> bool:
    alike = sum(_AS_IN_EXAMS.search(text) is not None for text in texts)
    return alike >= max(_FEWEST, _SHARE * len(texts))


def _are_of_oral(texts: Sequence[str]) -> bool:
    """Tell whether several headings bid to explain, which those of manuals do not."""
    return sum(_TO_EXPLAIN.match(text) is not None for text in texts) >= max(
        _ORAL, _SHARE * len(texts)
    )


def _are_slides(view: View, asking: Sequence[int]) -> bool:
    """Tell whether each heading stands with a short answer on a slide of its own."""
    slides = [_is_slide(view, at, end) for at, end in pairwise([*asking, len(view.parts)])]
    return sum(slides) >= max(_FEWEST, _NEARLY_ALL * (len(slides) - 1))


def _is_slide(view: View, first: int, end: int) -> bool:
    """Tell whether the next slide begins behind a heading and one paragraph below it."""
    below = view.parts[first + 1 : end]
    while below and below[-1].kind == "heading":
        below = below[:-1]
    if len(below) < _PAIR or below[-1].text != _NEXT_BELOW or below[-1].kind != "rule":
        return False
    said = below[:-1]
    return len({part.block for part in said}) == 1 and not any(part.mark for part in said)
