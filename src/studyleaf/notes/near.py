"""What stands behind the choices of a draft → the places where its key may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from studyleaf.notes.draft import Draft
from studyleaf.notes.keys import Key, key_in_sentence, read_key, without_choice
from studyleaf.notes.labels import is_only, label
from studyleaf.notes.marks import Option, balanced, option
from studyleaf.notes.ticks import tick_of, unticked
from studyleaf.notes.view import View

_IS_RIGHT = re.compile(
    r"[\W_]*(?:the\s+)?(?:correct\s+)?(?:options?|choices?|answers?)?\s*[*_(]*"
    r"(?P<letters>[A-H](?:\s?(?:,|and|&)\s?[A-H])*)[*_).:]*\s+(?:is|are)\s+(?:both\s+)?(?:the\s+)?"
    r"(?:correct|right|true)\b"
)

_SHORT = 200  # characters of an answer that should be one of the choices
_JUDGED = re.compile(r"[*_(]*(?P<name>[A-H])[*_).:]*\s*(?:[-–—:(]+\s*(?P<word>.{0,40}))?")

Where = Literal["line", "heading", "fold", "admonition"]


class Place(NamedTuple):
    """A key that was found: where, in which parts, and what it says."""

    where: Where
    used: tuple[int, ...]
    key: Key
    said: str
    line: int


def keys(view: View, draft: Draft) -> Iterator[Place]:
    """Yield the keys behind the choices of a draft, those on visible lines and in folds."""
    at = draft.group.end
    options = draft.group.options
    tail = set(draft.tail)
    found = False
    while at < draft.end:
        fold = view.folds.get(at)
        if fold is not None and at in tail and view.hides_answer(fold):
            where: Where = "admonition" if view.parts[at].info else "fold"
            place = _in_fold(view, fold.summary, fold.body, fold.close, options, where)
            if place is not None:
                found = True
                yield place
            at = fold.end
            continue
        place = _labelled(view, at, draft.end, options)
        if place is not None:
            found = True
            yield place
            at = max(place.used) + 1
            continue
        at += 1
    said = _judged(view, draft) if not found else None
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


def _judged(view: View, draft: Draft) -> Place | None:
    """Read "B is correct because …", where no label gives the answer."""
    options = draft.group.options
    names = {option.name: n for n, option in enumerate(options) if option.name}
    right: set[int] = set()
    line = 0
    for at in draft.tail:
        match = _IS_RIGHT.match(view.parts[at].text)
        if match is None:
            continue
        letters = re.findall(r"\b[A-H]\b", match["letters"])
        right |= {names[letter] for letter in letters if letter in names}
        line = line or view.parts[at].start
    if not right or len(right) == len(options):
        return None
    return Place("line", (), Key(frozenset(right), ""), "", line)


def _labelled(view: View, at: int, end: int, options: tuple[Option, ...]) -> Place | None:
    """Read "Answer: B", or a label or heading "Answer" and the lines below it."""
    part = view.parts[at]
    named = view.label(at)
    where: Where = "heading" if part.kind == "heading" else "line"
    if named is None or named.kind != "answer":
        return None
    again = label(named.rest, "answer") if named.rest else None
    if again is not None and again.rest:  # "Answer/explanation: Answer: B"
        named = again
    if named.rest:
        key = read_key(named.rest, options)
        if key is None:
            return None
        more = _more(view, at + 1, end, options) if key.right and _goes_on(view, at) else ()
        return _place(where, (at,), key, named.rest, options, part.start, more)
    judged = _judged_letters(view, at, end, options)
    if judged is not None:
        return judged._replace(where=where)
    right: set[int] = set()
    used = [at]
    said: list[str] = []
    unknown: tuple[str, ...] = ()
    by_text = False
    n = at + 1
    while n < end:
        below = view.parts[n]
        if below.kind in ("open", "close", "summary", "rule"):
            n += 1
            continue
        if below.kind not in ("line", "heading", "code") or view.label(n) is not None:
            break
        found = _whole_key(below.text, options)
        if found is None and not right:
            found = read_key(below.text, options)
        if found is None or not (found.right or found.unknown):
            break
        right |= found.right
        unknown += found.unknown
        by_text = by_text or found.by_text
        used.append(n)
        rest = without_choice(found.rest, options, found.right)
        if rest:
            said.append(rest)
            break
        n += 1
    if not right and not unknown:
        return None
    return Place(
        where, tuple(used), Key(frozenset(right), "", unknown, by_text), "\n".join(said), part.start
    )


def _judged_letters(view: View, at: int, end: int, options: tuple[Option, ...]) -> Place | None:
    """Read a list of letters of which the right ones have a mark: "- A", "- B - Correct"."""
    names = {one.name: n for n, one in enumerate(options) if one.name}
    used = [at]
    right: set[int] = set()
    for n in range(at + 1, end):
        text, mark = unticked(view.parts[n].text)
        match = _JUDGED.fullmatch(text)
        if match is None or match["name"] not in names:
            break
        used.append(n)
        if mark or (match["word"] and tick_of(match["word"])):
            right.add(names[match["name"]])
    if len(used) < len(options) or not right:
        return None
    return Place("line", tuple(used), Key(frozenset(right), ""), "", view.parts[at].start)


def _goes_on(view: View, at: int) -> bool:
    return view.parts[at].text.rstrip("*_ ").endswith((",", "and", "&", ";"))


def _more(
    view: View, at: int, end: int, options: tuple[Option, ...]
) -> tuple[tuple[int, Key], ...]:
    found = []
    while at < end:
        key = _whole_key(view.parts[at].text, options)
        if key is None or not key.right:
            break
        found.append((at, key))
        at += 1
    return tuple(found)


def _whole_key(text: str, options: tuple[Option, ...]) -> Key | None:
    """Read a line that is nothing but a key: "B", "B) Gazpacho", "Gazpacho"."""
    key = read_key(text, options, certain=False)
    if key is None or not key.right:
        return None
    return key if not without_choice(key.rest, options, key.right) else None


def _place(
    where: Where,
    used: tuple[int, ...],
    key: Key,
    text: str,
    options: tuple[Option, ...],
    line: int,
    more: tuple[tuple[int, Key], ...] = (),
) -> Place:
    said = text if key.by_text and key.rest == text else key.rest
    said = without_choice(said, options, key.right)
    right = set(key.right)
    for at, other in more:
        used = (*used, at)
        right |= other.right
    return Place(where, used, key._replace(right=frozenset(right)), said, line)


def _in_fold(
    view: View, summary: int, first: int, end: int, options: tuple[Option, ...], where: Where
) -> Place | None:
    """Read the key in what is folded away, or in its summary: "Answer: B"."""
    part = view.parts[summary]
    named = label(part.text, "answer") if part.kind == "summary" else None
    if named is not None and named.rest:
        key = read_key(named.rest, options)
        if key is not None and key.right:
            return _place(where, (summary,), key, named.rest, options, part.start)
    for at in range(first, end):
        place = _labelled(view, at, end, options)
        if place is not None and (place.key.right or place.key.unknown):
            return place._replace(where=where)
    marked = _marked_copy(view, first, end, options)
    if marked is not None:
        return marked._replace(where=where)
    right: set[int] = set()
    used: list[int] = []
    said = ""
    for at in range(first, end):
        part = view.parts[at]
        if part.kind not in ("line", "heading", "code"):
            if part.kind in ("open", "summary", "close"):
                continue
            break
        if not _strip_tags(part.text):
            used.append(at)
            continue
        found = _whole_key(part.text, options)
        if found is not None:
            right |= found.right
            used.append(at)
            continue
        if not right:
            found = read_key(part.text, options, certain=_looks_like_key(part.text))
            if found is not None and found.right:
                right |= found.right
                used.append(at)
                said = without_choice(found.rest, options, found.right)
        break
    if right:
        return Place(where, tuple(used), Key(frozenset(right), ""), said, view.parts[first].start)
    text = "\n".join(view.parts[at].text for at in range(first, end))
    sentence = key_in_sentence(text, options)
    if sentence is not None:
        return Place(
            where, (), sentence, "", view.parts[first].start if first < end else part.start
        )
    return _bold_inside(view, first, end, options, where)


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
    if not right:
        return None
    return Place("fold", tuple(used), Key(frozenset(right), ""), "", view.parts[first].start)


def _looks_like_key(text: str) -> bool:
    return bool(re.match(r"\W*[A-Za-z][.):,*_\-– ]", text)) and is_short_letter(text)


def is_short_letter(text: str) -> bool:
    """Tell whether text begins with a letter that stands alone, as a key does: "B because …"."""
    match = re.match(r"[\W_]*([A-Z])(?=[\s*_.):,\-–])", text)
    return match is not None and (match[1] not in "AI" or not re.match(r"[\W_]*[AI]\s+[a-z]", text))


def _strip_tags(text: str) -> str:
    return re.sub(r"<[^<>]{0,200}>", "", text).strip()


def only_heading(view: View, at: int) -> bool:
    """Tell whether part `at` is a heading that only labels an answer."""
    return view.parts[at].kind == "heading" and is_only(view.parts[at].text, "answer")
