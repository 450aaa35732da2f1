"""What stands behind the choices of a draft → the places where its key may be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyleaf.notes.answers.keys import Key, read_key
from studyleaf.notes.answers.near_folded import in_fold
from studyleaf.notes.answers.places import Place, Where, fenced, labelled, whole_key
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.groups import whole_options
from studyleaf.notes.emphasis import balanced
from studyleaf.notes.ticks import tick_of
from studyleaf.notes.view import View

_IS_RIGHT = re.compile(
    r"[\W_]*(?:the\s+)?(?:correct\s+)?(?:options?|choices?|answers?)?\s*[*_(]*"
    r"(?P<letters>[A-H](?:\s?(?:,|and|&)\s?[A-H])*)[*_).:]*\s+(?:is|are)\s+(?:both\s+)?(?:the\s+)?"
    r"(?:correct|right|true)\b"
)
_SAID_RIGHT = re.compile(
    r"[\W_]*(?P<letters>[A-H])[*_.):]*\s*[(\[](?P<word>[^\W\d_][^()\[\]]{1,30})[)\]]"
)
_LETTERS = re.compile(
    r"(?:(?:[-=]{0,2}>|→|➡|👉)\ufe0f?\s*)?[*_`(\[]*[A-Ha-h](?:\s?[,&]\s?[A-Ha-h])*[*_`)\].]*"
)
_BOLD_LETTER = re.compile(
    r"(?P<letters>\*\*[(\[]?[A-H](?:\s?[,&]\s?[A-H])*[)\].:]?\*\*)[.:,]?\s+(?P<rest>(?![-–—]\s?\*\*).+)",
    re.DOTALL,
)
_BOLD = re.compile(r"\*\*[^*]+\*\*[.,]?")
_SHORT = 200  # characters of an answer that should be one of the choices


def keys(view: View, draft: Draft) -> Iterator[Place]:
    """Yield the keys behind the choices of a draft, those on visible lines and in folds."""
    at = draft.group.end
    options = whole_options(view, draft.group)
    tail = set(draft.tail)
    found = False
    while at < draft.end:
        fold = view.folds.get(at)
        if fold is not None and at in tail and view.hides_answer(fold):
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
    said = (_unlabelled(view, draft) or _judged(view, draft)) if not found else None
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


def _unlabelled(view: View, draft: Draft) -> Place | None:
    """Read a paragraph right behind the choices that is nothing but letters, or in bold or quoted
    and nothing but a choice: "> B", "**B. Gazpacho**".
    """
    at = draft.group.end
    while at < draft.end and view.is_idle(at):
        at += 1
    if at >= draft.end:
        return None
    part, above = view.parts[at], view.parts[draft.group.end - 1]
    after = view.parts[at + 1] if at + 1 < len(view.parts) else None
    arrow = part.text[:1] in "→➡👉=>-"
    if part.kind != "line" or part.mark or (part.block == above.block and not arrow):
        return None
    quoted = _quoted(view, draft, at)
    if len(quoted) > 1:
        right = frozenset().union(*(key.right for key in quoted.values()))
        return Place("line", tuple(quoted), Key(right, "", (), True), "", part.start)
    begun = _BOLD_LETTER.match(part.text)
    if begun is not None:  # "**B**. It is never heated.", unless each choice has such a line
        others = [n for n in draft.tail if n != at and _BOLD_LETTER.match(view.parts[n].text)]
        key = None if others else whole_key(begun["letters"], draft.group.options)
        return Place("line", (at,), key, begun["rest"], part.start) if key is not None else None
    alone = after is None or after.block != part.block
    bold = _BOLD.fullmatch(part.text) is not None and alone
    if not _LETTERS.fullmatch(part.text) and not bold and part.quoted <= above.quoted:
        return None
    key = whole_key(part.text, draft.group.options)
    if key is None or len(key.right) == len(draft.group.options):
        return None
    return Place("line", (at,), key, "", part.start)


def _quoted(view: View, draft: Draft, at: int) -> dict[int, Key]:
    """Read quoted lines that are a choice each: "> Gazpacho", "> Borscht"."""
    found: dict[int, Key] = {}
    for n in range(at, draft.end):
        part = view.parts[n]
        if part.quoted <= view.parts[draft.group.start].quoted or part.kind != "line":
            break
        key = whole_key(part.text.rstrip(","), draft.group.options)
        if key is None:
            return {}
        found[n] = key
    return found


def _judged(view: View, draft: Draft) -> Place | None:
    """Read "B is correct because …" or "B (correct answer): …", where no label gives the answer."""
    options = draft.group.options
    names = {option.name: n for n, option in enumerate(options) if option.name}
    right: set[int] = set()
    line = 0
    for at in draft.tail:
        text = view.parts[at].text
        match = _SAID_RIGHT.match(text)
        if match is None or not tick_of(match["word"]):
            match = _IS_RIGHT.match(text)
        if match is None:
            continue
        letters = re.findall(r"\b[A-H]\b", match["letters"])
        right |= {names[letter] for letter in letters if letter in names}
        line = line or view.parts[at].start
    if not right or len(right) == len(options):
        return None
    return Place("line", (), Key(frozenset(right), ""), "", line)
