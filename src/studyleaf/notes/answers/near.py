"""What stands behind the choices of a draft → the places where its key may be."""

from __future__ import annotations

from collections.abc import Iterator

from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.answers.near_folded import holds_key, in_fold
from studyleaf.notes.answers.places import Place, Where, fenced, labelled
from studyleaf.notes.answers.unlabelled import judged, unlabelled
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.group import whole_options
from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.view import View

_SHORT = 200  # characters of an answer that should be one of the choices


def keys(view: View, draft: Draft) -> Iterator[Place]:
    """Yield the keys behind the choices of a draft, those on visible lines and in folds."""
    at = draft.group.end
    options = whole_options(view, draft.group)
    tail = set(draft.tail)
    found = False
    above = labelled(view, draft.told, draft.told + 1, options) if draft.told is not None else None
    if above is not None:
        found = True
        yield above
    while at < draft.end:
        fold = view.folds.get(at)
        if (
            fold is not None
            and at in tail
            and (
                view.hides_answer(fold)
                or (at == draft.group.end and holds_key(view, fold, options))
            )
        ):
            where: Where = "admonition" if view.parts[at].info else "fold"
            place = in_fold(view, fold.summary, fold.body, fold.close, options, where)
            if place is not None:
                found = True
                yield place
            at = fold.end
            continue
        place = labelled(view, at, draft.end, options) or fenced(view, at, options)
        if place is not None:
            found = True
            yield place
            at = max(place.used) + 1
            continue
        at += 1
    if found:
        return
    said = unlabelled(view, draft.group, draft.end) or judged(view, options, draft.tail)
    if said is not None:
        yield said


def unread_key(view: View, draft: Draft) -> tuple[int, str] | None:
    """Return the line of an answer that is none of the choices, and what is wrong with it."""
    for at in draft.tail:
        named = view.label(at)
        if named is None or named.kind != "answer" or not named.rest or view.fold_around(at):
            continue
        if read_key(named.rest, draft.group.options) is None and len(named.rest) < _SHORT:
            said = balanced(named.rest)
            return view.parts[at].start, f"The key is “{said}”, and no choice says so."
    return None
