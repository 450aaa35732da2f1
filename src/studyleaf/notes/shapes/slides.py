"""Headings that all ask, and more in a file of nothing else: questions of an exam, or cards.

    ### Which of the following is served cold?

    Gazpacho

    --

Pages of frequently asked questions have such headings, too. So they must ask as exams do, or each
must stand, with a short answer, on a slide of its own.
"""

from __future__ import annotations

import re
from itertools import pairwise

from studyleaf.notes.lines.asking import asks
from studyleaf.notes.view import View

_FEWEST = 5
_MANY = 8
_SHORT = 150  # characters
_SHARE = 0.25  # of the headings, which ask as only an exam does
_NEARLY_ALL = 0.9
_AS_IN_EXAMS = re.compile(r"\b(?:which|what) of (?:the following|these)\b", re.IGNORECASE)
_NEXT_BELOW = "--"  # the sign of reveal.js for the next slide, https://revealjs.com/markdown/


def asking_slides(view: View) -> frozenset[int]:
    """Return the headings of a file that are questions, if all of the lowest level ask."""
    named = [at for at, part in enumerate(view.parts) if part.kind == "heading"]
    if len(named) < _FEWEST or view.in_faq(named[-1]):
        return frozenset()
    lowest = max(view.parts[at].level for at in named)
    asking = [at for at in named if view.parts[at].level == lowest]
    texts = [view.parts[at].text for at in asking]
    if len(asking) < _FEWEST or not all(map(asks, texts)):
        return frozenset()
    alike = sum(_AS_IN_EXAMS.search(text) is not None for text in texts)
    slides = [_divides(view, at, end) for at, end in pairwise([*asking, len(view.parts)])]
    signs = slides.count(_NEXT_BELOW)
    rules = len(slides) - slides.count("")
    enough = alike >= max(_FEWEST, _SHARE * len(asking)) or signs >= max(
        _FEWEST, _NEARLY_ALL * (len(slides) - 1)
    )
    return frozenset(asking if enough or rules >= max(_MANY, _NEARLY_ALL * len(slides)) else ())


def _divides(view: View, first: int, end: int) -> str:
    """Return what divides a heading and a short answer below it from the next: "--" or a rule."""
    below = view.parts[first + 1 : end]
    while below and below[-1].kind == "heading":
        below = below[:-1]
    if len(below) < 2:
        return ""
    *said, last = below
    if last.kind == "rule" and last.text == _NEXT_BELOW:
        return _NEXT_BELOW
    short = len({part.block for part in said}) == 1 and sum(len(p.text) for p in said) < _SHORT
    return "rule" if last.kind == "rule" and short else ""
