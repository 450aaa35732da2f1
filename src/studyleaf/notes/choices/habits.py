"""All drafts of a file → what their groups of choices have in common, which tells of each alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.instem import told_in_stem
from studyleaf.notes.habits import Habits
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.view import View

_MOST = 0.75
_PAIR, _SEVERAL, _MANY = 2, 4, 6  # lists of boxes


def habits_of(view: View, found: Sequence[Draft]) -> Habits:
    """Return what the drafts of a file have in common."""
    asking = _count_asking(view, found)
    even = _is_even(found)
    asked = sum(_is_asked(view, draft) for draft in found)
    boxed = all(draft.group.boxed for draft in found)
    one, some = _ticks(found)
    told = sum(told_in_stem(view, draft) is not None for draft in found)
    return Habits(
        bank=len(found) > _PAIR and (asking * 2 >= len(found) or even),
        even=even and asked >= _MOST * len(found) and boxed,
        ticks_one=one,
        ticks_some=some,
        ticks_most=_ticks_most(found),
        letters_alike=_are_letters_alike(view, found),
        inline=sum(draft.group.options[0].inline for draft in found),
        tells=told * 2 >= len(found),
    )


def _count_asking(view: View, found: Sequence[Draft]) -> int:
    """Count the drafts with something above their choices that asks, or leads to them."""
    stems = [
        [part.text for part in view.parts[draft.start : draft.group.start + 1]] for draft in found
    ]
    return sum(
        asks_somewhere(whole)
        or whole.rstrip().endswith(":")
        or any(map(asks_somewhere, texts))
        or any(text.rstrip().endswith(":") for text in texts[-2:])
        for texts in stems
        for whole in [" ".join(texts)]
    )


def _is_asked(view: View, draft: Draft) -> bool:
    stem = view.parts[draft.start : draft.group.start]
    return any(asks_somewhere(part.text) for part in stem)


def _is_even(found: Sequence[Draft]) -> bool:
    """Tell whether nearly all groups of a file have as many choices."""
    counts = Counter(len(draft.group.options) for draft in found)
    return max(counts.values(), default=0) >= 0.8 * len(found) and len(found) > 3


def _are_letters_alike(view: View, found: Sequence[Draft]) -> bool:
    """Tell whether groups have capital letters, nearly all as many, and some stem asks: parts of
    an exercise have small ones.
    """
    own = [draft.group.options for draft in found]
    lettered = [
        draft
        for draft, options in zip(found, own, strict=True)
        if len(options) > _PAIR and all(o.name and not o.lower and not o.boxed for o in options)
    ]
    alike = _is_even(lettered) and len(lettered) >= _MOST * len(found)
    return alike and any(_is_asked(view, draft) for draft in lettered)


def _ticks(found: Sequence[Draft]) -> tuple[bool, bool]:
    """Tell whether each list of boxes has one tick, and it is not just the first of two lists; and
    whether each of many has some ticked and some not: what there is to do is never done like that.
    """
    lists = [
        [bool(option.right) for option in draft.group.options]
        for draft in found
        if draft.group.boxed
    ]
    if not lists or any(all(done) or not any(done) for done in lists):
        return False, False
    places = {done.index(True) for done in lists}
    one = all(sum(done) == 1 for done in lists)
    return one and (len(lists) > _PAIR or len(places) == _PAIR), len(lists) >= _MANY


def _ticks_most(found: Sequence[Draft]) -> bool:
    """Tell whether most lists of boxes, of several, have some ticked and some not."""
    lists = [[bool(o.right) for o in draft.group.options] for draft in found if draft.group.boxed]
    return len(lists) >= _SEVERAL and sum(len(set(done)) > 1 for done in lists) * 2 > len(lists)
