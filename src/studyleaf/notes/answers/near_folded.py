"""What is folded away behind the choices of a question → the key in it."""

from __future__ import annotations

import re

from studyleaf.notes.answers.key import Key, fold, without_choice
from studyleaf.notes.answers.keys import key_in_sentence, read_key
from studyleaf.notes.answers.places import (
    Place,
    Where,
    judged_letters,
    labelled,
    place_of,
    reasoned_letter,
    reasons_of,
    whole_key,
)
from studyleaf.notes.answers.sentences import said_in_sentence
from studyleaf.notes.blocks.folds import Fold
from studyleaf.notes.lines.labels import label
from studyleaf.notes.lines.marks import Option, option
from studyleaf.notes.view import View


def holds_key(view: View, hidden: Fold, options: tuple[Option, ...]) -> bool:
    """Tell whether nothing but a key is in a fold that hides it behind other words: "Click me"."""
    inside = [at for at in range(hidden.body, hidden.close) if not view.is_idle(at)]
    if len(inside) != 1:
        return False
    text = view.parts[inside[0]].text
    return whole_key(text, options) is not None or said_in_sentence(text, options) is not None


def in_fold(
    view: View, summary: int, first: int, end: int, options: tuple[Option, ...], where: Where
) -> Place | None:
    """Read the key in what is folded away, or in its summary: "Answer: B"."""
    part = view.parts[summary]
    named = label(part.text, "answer") if part.kind == "summary" else None
    if named is not None and named.rest:
        key = read_key(named.rest, options)
        if key is not None and key.right:
            return place_of(where, (summary,), key, named.rest, options, part.start)
    for at in range(first, end):
        place = labelled(view, at, end, options)
        if place is not None and (place.key.right or place.key.unknown):
            return place._replace(where=where)
    listed = _each_lettered(view, first, end, options)
    if listed is not None:
        return listed._replace(where=where) if listed.key.right else None
    counted = _judged_in_order(view, first, end, options)
    if counted is not None:
        return counted._replace(where=where)
    marked = _marked_copy(view, first, end, options)
    if marked is not None:
        return marked._replace(where=where)
    shown = view.parts[first] if first < end else part
    alone = whole_key(shown.text, options) if shown.kind == "fence" else None
    if alone is not None and alone.right:
        return Place(where, (first,), alone, "", shown.start)
    right: set[int] = set()
    used: list[int] = []
    said = slip = ""
    for at in range(first, end):
        part = view.parts[at]
        if part.kind not in ("line", "heading", "code"):
            if part.kind in ("open", "summary", "close") or view.is_idle(at):
                continue
            break
        if not _strip_tags(part.text):
            used.append(at)
            continue
        found = whole_key(part.text, options)
        if found is not None:
            right |= found.right
            slip = slip or found.slip
            used.append(at)
            continue
        if not right:
            found = read_key(part.text, options, certain=_looks_like_key(part.text))
            if found is not None and found.right:
                right |= found.right
                slip = found.slip
                used.append(at)
                said = without_choice(found.rest, options, found.right)
        break
    if right:
        key = Key(frozenset(right), "", slip=slip)
        return Place(where, tuple(used), key, said, view.parts[first].start)
    told = said_in_sentence(view.parts[first].text, options) if first < end else None
    if told is not None:
        return Place(where, (first,), told[0], told[1], view.parts[first].start)
    text = "\n".join(view.parts[at].text for at in range(first, end))
    sentence = key_in_sentence(text, options)
    if sentence is not None:
        return Place(
            where, (), sentence, "", view.parts[first].start if first < end else part.start
        )
    return _bold_inside(view, first, end, options, where)


def _each_lettered(view: View, first: int, end: int, options: tuple[Option, ...]) -> Place | None:
    """Read a list of letters with what is said of each choice: "- B: It is never heated". A list
    of most of them that judges none is no key, its first letter neither.
    """
    place = judged_letters(view, first - 1, end, options) or reasons_of(
        view, first - 1, end, options
    )
    if place is not None:
        return place
    said = [reasoned_letter(view.parts[at]) for at in range(first, end)]
    names = {option.name for option in options}
    told = [name for name in said if name in names]
    explains = len(told) * 2 > len(options) and len(set(told)) == len(told) > 1
    explains = explains and said[0] is not None
    return Place("fold", (), Key(frozenset(), ""), "", 0) if explains else None


def _judged_in_order(view: View, first: int, end: int, options: tuple[Option, ...]) -> Place | None:
    """Read a numbered list with a remark on each choice, of which some say that it is right: "2.
    **Right answer**: it is never heated".
    """
    said = [part for part in view.parts[first:end] if part.mark]
    numbers = [part.number for part in said]
    if numbers != [str(n + 1) for n in range(len(options))]:
        return None
    right = {n for n, part in enumerate(said) if _is_called_right(part.text)}
    if not right or len(right) == len(options):
        return None
    return Place("fold", (), Key(frozenset(right), ""), "", said[0].start)


def _is_called_right(text: str) -> bool:
    named = label(text, "right", "answer")
    return named is not None and (named.kind == "right" or named.word not in ("answer", "ans"))


def _bold_inside(
    view: View, first: int, end: int, options: tuple[Option, ...], where: Where
) -> Place | None:
    """Read the choice that is in bold in the first sentence: "It is **Gazpacho**, since …"."""
    for at in range(first, min(end, first + 2)):
        for bold in re.findall(r"\*\*(.{1,200}?)\*\*", view.parts[at].text[:1000]):
            key = read_key(bold, options, certain=False)
            if key is not None and key.right:
                return Place(where, (), key, "", view.parts[at].start)
    return None


def _marked_copy(view: View, first: int, end: int, options: tuple[Option, ...]) -> Place | None:
    """Read choices that are said again, the right ones with a mark: "- [x] Gazpacho"."""
    right: set[int] = set()
    used: list[int] = []
    names = {one.name: n for n, one in enumerate(options) if one.name}
    for at in range(first, end):
        found = option(view.parts[at])
        if found is None or not found.right:
            continue
        key = read_key(found.text, options)
        if found.name in names:
            right.add(names[found.name])
        elif key is not None and key.by_text:
            right |= key.right
    right = right or _ticked_again(view, first, end, options)
    if not right:
        return None
    return Place("fold", tuple(used), Key(frozenset(right), ""), "", view.parts[first].start)


def _ticked_again(view: View, first: int, end: int, options: tuple[Option, ...]) -> set[int]:
    """Return the choices said again with a tick, each with its reason: "- ✅ Gazpacho, as it …"; a
    line for each choice begins so, the wrong ones with a cross.
    """
    said = [one for at in range(first, end) if (one := view.loose(at)) and one.right is not None]
    told: dict[int, bool] = {}
    for one in said:
        text = fold(one.text.replace("~~", ""))
        same = [n for n, option in enumerate(options) if text.startswith(fold(option.text))]
        longest = max(same, key=lambda n: len(options[n].text), default=None)
        if longest is None or longest in told:
            return set()
        told[longest] = bool(one.right)
    right = {n for n, is_right in told.items() if is_right}
    return right if len(told) == len(options) and len(right) < len(options) else set()


def _looks_like_key(text: str) -> bool:
    return bool(re.match(r"\W*[A-Za-z][.):,*_\-– ]", text)) and _is_short_letter(text)


def _is_short_letter(text: str) -> bool:
    """Tell whether text begins with a letter that stands alone, as a key does: "B because …"."""
    match = re.match(r"[\W_]*([A-Z])(?=[\s*_.):,\-–])", text)
    return match is not None and (match[1] not in "AI" or not re.match(r"[\W_]*[AI]\s+[a-z]", text))


def _strip_tags(text: str) -> str:
    return re.sub(r"<[^<>]{0,200}>", "", text).strip()
