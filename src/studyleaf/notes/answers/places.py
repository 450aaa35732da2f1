"""A line or a fence behind the choices of a question → the key that it says, if it is one."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from studyleaf.notes.answers.key import Key, fold, names_of, without_choice
from studyleaf.notes.answers.key_texts import without_and
from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.lines.labels import Label, is_only, label, words
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.lines.ticks import tick_of, unticked
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

_JUDGED = re.compile(r"[*_(]*(?P<name>[A-H])[*_).:]*\s*(?:[-–—:(]+\s*(?P<word>.{0,40}))?")
_VERDICT = re.compile(
    r"[*_(]*(?P<name>[A-H])[*_).:]*\s*(?:[-–—:→(]+\s*|is\s+)?[*_(]*(?P<word>[^\W\d_]+)"
    r"(?:(?:[*_)]*\s?[→➡➜:.,;)–—-]+|\s+(?=(?:because|since)\b))(?P<why>.*)|[*_).!]*)",
    re.DOTALL,
)
_ONE = re.compile(r"[A-Ha-h](?:\s?[,&]\s?[A-Ha-h])*")
_REASONED = re.compile(
    r"(?P<bold>[*_]{0,2})[(\[]?(?P<name>[A-H])[)\].:]*(?P=bold)\s*[:.)–—-]*\s+(?P<reason>\S.*)",
    re.DOTALL,
)
_WORDS = re.compile(r"[^\W\d_]+")
_LETTERED = re.compile(r"[*_`]*[(\[]?(?P<name>[A-H])[).\]:][*_`]*\s*(?P<text>\S.*?)", re.DOTALL)
_FORMULA = re.compile(r"\s\$[^$]{1,120}\$\s*$")  # "A, B $\\checkmark$"
Where = Literal["line", "heading", "fold", "admonition"]


class Place(NamedTuple):
    """A key that was found: where, in which parts, and what it says."""

    where: Where
    used: tuple[int, ...]
    key: Key
    said: str
    line: int


def labelled(view: View, at: int, end: int, options: tuple[Option, ...]) -> Place | None:
    """Read "Answer: B", or a label or heading "Answer" and the lines below it."""
    part = view.parts[at]
    named = view.label(at)
    where: Where = "heading" if part.kind == "heading" else "line"
    if named is not None and named.kind == "given" and named.rest:  # "Your answer: B ✅"
        given, is_right = unticked(named.rest)
        called = _called_right(view, at + 1, end)
        key = whole_key(_FORMULA.sub("", given), options) if is_right or called else None
        if key is None:
            return None
        return place_of(where, (at, *called), key, given, options, part.start)
    if named is None or named.kind != "answer":
        return None
    again = label(named.rest, "answer") if named.rest else None
    if again is not None and again.rest:  # "Answer/explanation: Answer: B"
        named = again
    if named.rest:
        key = read_key(named.rest, options)
        if key is None:
            return None
        goes_on = key.right and (_goes_on(view, at) or _is_added(view, at + 1, end, options))
        more = _more(view, at + 1, end, options) if goes_on else ()
        return place_of(where, (at,), key, named.rest, options, part.start, more)
    judged = judged_letters(view, at, end, options) or reasons_of(view, at, end, options)
    if judged is not None:
        return judged._replace(where=where)
    right: set[int] = set()
    used = [at]
    said: list[str] = []
    unknown: tuple[str, ...] = ()
    by_text = False
    slip = ""
    n = at + 1
    while n < end:
        below = view.parts[n]
        if below.kind in ("open", "close", "summary", "rule"):
            n += 1
            continue
        if below.kind not in ("line", "heading", "code") or view.label(n) is not None:
            break
        behind, found = _said_below(view, n, end, options, alone=not right)
        if found is None or not (found.right or found.unknown):
            break
        right |= found.right
        unknown += found.unknown
        by_text = by_text or found.by_text
        slip = slip or found.slip
        used.extend(range(n, behind))
        rest = without_choice(found.rest, options, found.right)
        if rest:
            said.append(rest)
            break
        n = behind
    if not right and not unknown:
        return None
    key = Key(frozenset(right), "", unknown, by_text, slip)
    return Place(where, tuple(used), key, "\n".join(said), part.start)


def _called_right(view: View, at: int, end: int) -> tuple[int, ...]:
    """Return the parts of a callout's title that says "Correct" of the answer above it."""
    titled = at + 1 < end and view.parts[at].kind == "open" and view.parts[at + 1].kind == "summary"
    return (at, at + 1) if titled and is_only(view.parts[at + 1].text, "right") else ()


def _said_below(
    view: View, at: int, end: int, options: tuple[Option, ...], *, alone: bool
) -> tuple[int, Key | None]:
    """Read the paragraph or the line at part `at` as a key, and return where that ends."""
    behind = _paragraph_end(view, at, end)
    if behind > at + 1:
        found = whole_key("\n".join(part.text for part in view.parts[at:behind]), options)
        if found is not None:
            return behind, found
    text = view.parts[at].text.removeprefix(":").strip()  # ": B", as definitions are written
    found = whole_key(text, options)
    return at + 1, read_key(text, options) if found is None and alone else found


def _paragraph_end(view: View, at: int, end: int) -> int:
    behind = at + 1
    while behind < end and view.parts[behind].block == view.parts[at].block:
        if view.parts[behind].mark or view.parts[behind].kind != "line":
            break
        behind += 1
    return behind


def fenced(view: View, at: int, options: tuple[Option, ...]) -> Place | None:
    """Read a fence that holds the answer and the reasons: its first line is "Answer: B"."""
    part = view.parts[at]
    if part.kind != "fence":
        return None
    first, _, rest = part.text.strip().partition("\n")
    named = label(first, "answer")
    if not rest and _ONE.fullmatch(first):
        named = Label("answer", "answer", "", first)
    key = read_key(named.rest, options) if named is not None and named.rest else None
    if key is None or not (key.right or key.unknown):
        return None
    place = place_of(
        "line", (at,), key, named.rest if named is not None else "", options, part.start
    )
    return place._replace(said="\n\n".join(one for one in (place.said, rest.strip()) if one))


def judged_letters(view: View, at: int, end: int, options: tuple[Option, ...]) -> Place | None:
    """Read a list of letters of which the right ones have a mark: "- A", "- B - Correct"."""
    names = names_of(options)
    used = [at]
    right: set[int] = set()
    said: list[str] = []
    reasons = False
    for n in range(at + 1, end):
        judged = judged_letter(view.parts[n].text)
        if judged is None or judged[0] not in names:
            break
        used.append(n)
        if judged[1]:
            right.add(names[judged[0]])
        said.append(view.parts[n].text)
        reasons = reasons or judged[2]
    if len(used) < len(options) or not right:
        return None
    told = "\n".join(f"- {text}" for text in said) if reasons else ""
    return Place("line", tuple(used), Key(frozenset(right), ""), told, view.parts[at].start)


def judged_letter(text: str, *, said: bool = False) -> tuple[str, bool, bool] | None:
    """Read a letter, whether it is right, and whether a reason follows: "B - Correct", "A. False →
    it is hot", "**A** is wrong"; with `said`, only where a word says so.
    """
    text, mark = unticked(text)
    match = _VERDICT.fullmatch(text)
    judged = tick_of(match["word"]) if match is not None else None
    if match is not None and judged is not None:
        return match["name"], judged, bool((match["why"] or "").strip(" *_"))
    match = _JUDGED.fullmatch(text) if not said else None
    if match is None:
        return None
    return match["name"], bool(mark or (match["word"] and tick_of(match["word"]))), False


def reasoned_letter(part: Part) -> str | None:
    """Return the letter that an item of a list begins with, with a reason: "- **B**: …"."""
    match = _REASONED.fullmatch(part.text) if part.mark in ("-", "*", "+") else None
    return match["name"] if match is not None else None


def reasons_of(view: View, at: int, end: int, options: tuple[Option, ...]) -> Place | None:
    """Read a list of the right letters with their reasons: "- **B**: …", "- **D**: …". A list of
    most letters, in another order, or one that calls some wrong, explains each choice.
    """
    names = names_of(options)
    right: list[int] = []
    said: list[str] = []
    for part in view.parts[at + 1 : end]:
        match = _REASONED.fullmatch(part.text) if part.mark in ("-", "*", "+") else None
        n = names.get(match["name"]) if match is not None else None
        if match is None or n is None or n in right:
            break
        if any(word.casefold() in words("wrong") for word in _WORDS.findall(match["reason"])):
            return None
        right.append(n)
        said.append(without_choice(match["reason"], options, frozenset([n])).lstrip(", "))
    if right != sorted(right) or not 1 < len(right) <= len(options) / 2 + 0.5:
        return None
    used = tuple(range(at, at + 1 + len(right)))
    reasons = "\n\n".join(text for text in said if text)
    return Place("line", used, Key(frozenset(right), ""), reasons, view.parts[at].start)


def _goes_on(view: View, at: int) -> bool:
    return view.parts[at].text.rstrip("*_ ").endswith((",", "and", "&", ";"))


def _is_added(view: View, at: int, end: int, options: tuple[Option, ...]) -> bool:
    """Tell whether the paragraph of a key goes on with another choice, its letter and its text."""
    if at >= end or view.parts[at].block != view.parts[at - 1].block:
        return False
    text = view.parts[at].text
    if without_and(text) != text and whole_key(without_and(text), options) is not None:
        return True
    match = _LETTERED.fullmatch(text)
    n = names_of(options).get(match["name"]) if match is not None else None
    return n is not None and match is not None and fold(match["text"]) == fold(options[n].text)


def _more(
    view: View, at: int, end: int, options: tuple[Option, ...]
) -> tuple[tuple[int, Key], ...]:
    found = []
    while at < end:
        key = whole_key(without_and(view.parts[at].text), options)
        if key is None or not key.right:
            break
        found.append((at, key))
        at += 1
    return tuple(found)


def whole_key(text: str, options: tuple[Option, ...]) -> Key | None:
    """Read a line that is nothing but a key: "B", "B) Gazpacho", "Gazpacho"."""
    key = read_key(text, options, certain=False)
    if key is None or not key.right:
        return None
    return key if not without_choice(key.rest, options, key.right) else None


def place_of(
    where: Where,
    used: tuple[int, ...],
    key: Key,
    text: str,
    options: tuple[Option, ...],
    line: int,
    more: tuple[tuple[int, Key], ...] = (),
) -> Place:
    """Make the place of a key from the text behind its label, and from the lines that go on."""
    said = text if key.by_text and key.rest == text else key.rest
    said = without_choice(said, options, key.right)
    right = set(key.right)
    for at, other in more:
        used = (*used, at)
        right |= other.right
    return Place(where, used, key._replace(right=frozenset(right)), said, line)
