"""C2: the summary of `<details>` asks, or the title of an admonition, and what it hides answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.one_line import unbold
from studyleaf.notes.blocks.folds import Fold
from studyleaf.notes.choices.asked import explanation, whole_lines
from studyleaf.notes.choices.wording import stem
from studyleaf.notes.lines.asking import asks, asks_somewhere
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.labels import is_only, plain, words
from studyleaf.notes.pieces import Asked
from studyleaf.notes.sections import CARD_TITLE, is_card_file, studied
from studyleaf.notes.view import View

_ASKING = (
    "question",
    "help",
    "faq",
    "quiz",
    "exercise",
    "example",
    "abstract",
    "info",
    "note",
    "tip",
)
_NAMED = ("question", "quiz", "exercise")
_TERM = 12  # words
_FEWEST, _CERTAIN = 3, 5
_MOST = 0.75
_SHORT_A = re.compile(r"A\s?[:：]\s+(?=\S)")


def summaries(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield questions as first part, end, question."""
    free = [fold for at, fold in view.folds.items() if not any(taken[at : min(at + 3, fold.end)])]
    own = [fold for fold in free if not view.hides_answer(fold) and view.summary(fold)]
    asking = {fold.open for fold in own if _asks(view, fold)}
    many = len(asking) >= 3 and len(asking) * 2 >= len(own)
    cards = _cards(view, own)
    done = 0
    for fold in own:
        if fold.open < done:
            continue
        if (
            fold.open not in asking
            and fold.open not in cards
            and not (many and _is_task(view, fold))
        ):
            continue
        asked = _make(view, fold)
        if asked is None:
            continue
        done = fold.end
        yield fold.open, fold.end, asked


def _asks(view: View, fold: Fold) -> bool:
    if asks_somewhere(view.summary(fold)) or _is_named_question(view, fold):
        return True
    start = view.starts(fold.summary)
    text = start.text if start is not None else view.summary(fold)
    return view.names_questions(fold.open) and begins_to_bid(text) and _is_task(view, fold)


def _cards(view: View, folds: Sequence[Fold]) -> frozenset[int]:
    """Return where folds begin whose summaries are terms: in a file of cards several, and more
    below a heading that says "Flashcards" and no more, as the title of a program does.
    """
    whole = is_card_file(view.path)
    below = [] if whole else list(studied(view.parts, CARD_TITLE))
    among = [fold for fold in folds if whole or below[fold.open]]
    found = [fold.open for fold in among if _is_term(view, fold, plainly=not whole)]
    enough = len(found) >= max(_FEWEST if whole else _CERTAIN, _MOST * len(among))
    return frozenset(found if enough else ())


def _is_term(view: View, fold: Fold, *, plainly: bool) -> bool:
    """Tell whether a summary is short, and what it hides is text and no more folds; `plainly`
    without code, too.
    """
    text = view.summary(fold)
    if view.parts[fold.open].info or not 0 < len(plain(text).split()) <= _TERM:
        return False
    if is_only(text, "navigation", "todo", "section", "meta", "hint", "unfold", "reveal"):
        return False
    inside = view.parts[fold.body : fold.close]
    other = ("open", "heading", "summary", *(("fence", "code", "html") if plainly else ()))
    if any(part.kind in other for part in inside):
        return False
    first = next((part for part in inside if part.kind not in ("comment", "rule")), None)
    return first is not None and first.kind in ("line", "table")


def _is_shown(view: View, fold: Fold) -> bool:
    """Tell whether `!!! question "Which …?"` asks, and the text that it shows answers."""
    kind = view.parts[fold.open].info.lstrip("?+![")
    return kind in _NAMED and asks(view.summary(fold)) and view.is_study(fold.open)


def _is_named_question(view: View, fold: Fold) -> bool:
    """Tell whether a callout that folds is a question by its type, such as `> [!question]- …`."""
    info = view.parts[fold.open].info
    folds = info.startswith("???") or view.parts[fold.open].source.partition("]")[2][:1] == "-"
    return folds and info.lstrip("?+![") in _NAMED and _is_task(view, fold)


def _is_task(view: View, fold: Fold) -> bool:
    text = view.summary(fold)
    return len(plain(text).split()) >= 3 and not is_only(text, "navigation", "todo", "section")


def _make(view: View, fold: Fold) -> Asked | None:
    info = view.parts[fold.open].info
    if info.startswith("!!!") and not _is_shown(view, fold):
        return None
    if info and not _may_ask(view, fold, info):
        return None
    body = list(range(fold.body, fold.close))
    texts = [view.parts[n].text for n in body if view.parts[n].kind == "line"]
    if not body or (texts and all(text.rstrip("*_ ").endswith("?") for text in texts)):
        return None
    asking = stem(view, fold.summary, fold.body)
    if any(word in words("faq") for word in plain(asking.prompt).split()) or not asking.prompt:
        return None
    answer, hints, structure = explanation(view, body, ())
    answer = _SHORT_A.sub("", answer, count=1) if _SHORT_A.match(answer) else answer
    if not answer.strip():
        return None
    structure += (
        [(fold.open, "details tag"), (fold.close, "details tag")]
        if fold.close < fold.end
        else [(fold.open, "details tag")]
    )
    start = view.starts(fold.summary)
    return Asked(
        start=view.parts[fold.open].start,
        end=view.parts[fold.end - 1].end,
        shape="C4" if info else "C2",
        prompt=asking.prompt,
        scenario=tuple(asking.scenario),
        stem=asking.stem,
        answer=unbold(answer),
        hints=hints,
        number=(start.number or None) if start is not None else None,
        stem_line=view.parts[fold.summary].start,
        structure=whole_lines(view, fold.open, fold.end, [*asking.structure, *structure]),
    )


def _may_ask(view: View, fold: Fold, info: str) -> bool:
    kind = info.lstrip("?+![")
    return kind in _ASKING[:5] or (asks_somewhere(view.summary(fold)) and kind in _ASKING)
