"""D1: headings that only count, each over a line that asks and what answers it.

    ## 1                          ## Third question       ## Puzzle 3
    Which soup is served cold?    What clears a broth?    What is a roux?

    Gazpacho                      A raft of egg white.    Flour in butter.

Sections of a text have such headings, too. So several must follow each other, and nearly all ask
in what stands right below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.answering import answers
from studyleaf.notes.answers.item import CHOICES, Item, count_items
from studyleaf.notes.answers.items import build_item
from studyleaf.notes.lines.asking import asks, asks_somewhere
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.labels import plain, words
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_FEWEST = 3
_CERTAIN = 5  # where nothing says that it is about practice
_NEARLY_ALL = 0.9
_FAR = 80  # parts of a question with its answer
_LONGEST = 60  # characters of a heading that only counts
_SCENARIO = 6  # lines above the one that asks
_LEVELS = 6  # of headings
_NUMBER = re.compile(r"\W*(?:(?:no|nr|n)\W{0,3})?(?P<number>\d{1,3})\W*", re.IGNORECASE)
# "Puzzle 3", one of a series
_PREFIXED = re.compile(r"(?P<name>[^\W\d][^\d:.?？]{2,40}?)\s?[#№]?\s?\d{1,3}\W*")
# "第一题", where nothing stands between the words
_GLUED = re.compile(r"第[一二三四五六七八九十]{1,3}[题題问問]\W*")
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset("the la el die le il a o de den".split())
# no ordinals, though each can stand before "question" in a heading
_KINDS = frozenset(
    "my our your open main key big research essay bonus related guiding central core hard"
    " easy example sample".split()
)


def counted(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    for ordinal, run in _runs(view):
        found = [item for at in run if not taken[at] and (item := _item(view, at, taken))]
        others = sum(taken[at] for at in run)
        filled = sum(not _is_empty(view, at) for at in run)
        fewest = _FEWEST if ordinal or view.is_study(run[0]) else _CERTAIN
        if len(found) + others < max(fewest, _NEARLY_ALL * filled):
            continue
        alike = Counter(item.listed for item in found if item.listed >= CHOICES)
        if max(alike.values(), default=0) * 2 > len(found):
            continue  # choices, without a key
        for item in found:
            asked = build_item(view, item)
            if asked is not None:
                yield item.first, item.end, asked


def _runs(view: View) -> Iterator[tuple[bool, list[int]]]:
    """Yield the headings that count, of one level, and whether words count: "Third question"."""
    open_: dict[tuple[str, int], list[int]] = {}
    numbers: dict[tuple[str, int], int] = {}
    series: dict[tuple[str, int, str], list[int]] = {}
    ordinals: dict[tuple[str, int], dict[tuple[str, int], int]] = {}
    sections: list[int] = [-1] * (_LEVELS + 1)  # by the level of what is in them, 0 for lines
    for at, part in enumerate(view.parts):
        section = sections[part.level]
        if part.kind == "heading":
            sections = [at if not n or n > part.level else one for n, one in enumerate(sections)]
        if not _may_count(view, at):
            continue
        key = (part.kind, part.level)
        number = _NUMBER.fullmatch(part.text)
        if number is not None:
            if int(number["number"]) < numbers.get(key, -1):  # the same again is a slip
                yield False, open_.pop(key)
            numbers[key] = int(number["number"])
            open_.setdefault(key, []).append(at)
        elif (word := _ordinal(part.text)) is not None:
            ordinals.setdefault(key, {}).setdefault((word, section), at)  # each counts once
        elif (named := _PREFIXED.fullmatch(part.text)) is not None:
            series.setdefault((*key, named["name"].casefold()), []).append(at)
    yield from ((False, run) for run in open_.values())
    yield from ((False, run) for run in series.values() if _differ(view, run))
    yield from ((True, list(run.values())) for run in ordinals.values())


def _differ(view: View, run: Sequence[int]) -> bool:
    """Tell whether nearly all of what stands below the headings of a series is there once: in a
    diary, each day asks the same.
    """
    below = {view.parts[at + 1].text for at in run if at + 1 < len(view.parts)}
    return len(below) >= _NEARLY_ALL * len(run)


def _may_count(view: View, at: int) -> bool:
    part = view.parts[at]
    if len(part.text) > _LONGEST or part.quoted or part.items or view.in_faq(at):
        return False
    if part.kind == "heading":
        return True
    alone = part.kind == "line" and part.start == part.block
    return alone and WHOLE_BOLD.fullmatch(part.text) is not None


def _ordinal(text: str) -> str | None:
    """Return what counts in "Third question", "Primera pregunta", "1. Frage"."""
    if _GLUED.fullmatch(text):
        return text
    said = [word.casefold() for word in _WORD.findall(plain(text))]
    said = [word for word in said if word not in _ARTICLES]
    asking = [word for word in said if len(word) > 1 and word in words("question")]
    if len(said) != 2 or len(asking) != 1:
        return None
    own = said[1] if said[0] == asking[0] else said[0]
    return None if own in _KINDS else own


def _is_empty(view: View, at: int) -> bool:
    """Tell whether nothing stands below a heading, as at the end of notes that go on."""
    below = view.parts[at + 1] if at + 1 < len(view.parts) else None
    return below is None or below.kind in ("heading", "rule")


def _item(view: View, first: int, taken: Sequence[bool]) -> Item | None:
    """Divide what stands below a heading into the lines up to the one that asks, and the answer."""
    parts = view.parts
    own = parts[first]
    end = first + 1
    while end < len(parts) and end - first < _FAR and not taken[end]:
        part = parts[end]
        if part.kind == "rule" or (part.kind == "heading" and _ends(view, own.level, end)):
            break
        if own.kind == "line" and _may_count(view, end):
            break
        end += 1
    body = first + 1
    while body < min(end, first + _SCENARIO):
        part = parts[body]
        if part.kind != "line" or part.mark or view.label(body) is not None:
            return None
        body += 1
        if asks(part.text):
            break
    else:
        return None
    named = (view.label(at) for at in range(body, end))
    if body >= end or any(one is not None and one.kind != "hint" for one in named):
        return None
    if asks_somewhere(parts[body].text):
        return None  # a list of questions
    form = "list" if parts[body].mark else "text"
    item = Item(first, body, end, asking=True, form=form, listed=count_items(view, body, end))
    return item if answers(view, item) else None


def _ends(view: View, level: int, at: int) -> bool:
    return not level or view.parts[at].level <= level
