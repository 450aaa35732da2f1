"""Drafts of questions with choices → their keys, one reader a shape."""

from __future__ import annotations

import re

from studyleaf.notes.answers.key import Key
from studyleaf.notes.answers.near import keys, unread_key
from studyleaf.notes.answers.places import Place, Where
from studyleaf.notes.choices.asked import Doubt, Keyed
from studyleaf.notes.choices.backing import is_named, is_told_far
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.instem import said_in_stem, told_in_stem
from studyleaf.notes.choices.todo import (
    does_ask,
    is_todo,
    opens,
)
from studyleaf.notes.choices.wording import asking_of
from studyleaf.notes.lines.asking import asks_somewhere, selects, takes_all
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.lines.marks import is_truth
from studyleaf.notes.lines.ticks import are_icons
from studyleaf.notes.shapes.keyless import is_section, unanswered
from studyleaf.notes.view import View

_SWITCH = re.compile(r"[`*]*-{1,2}\w")  # of a program: "-h, --help"
_POOL = re.compile(r"\W*\(([A-E])\)")
_FOLDS = 4


def aiken(view: View, draft: Draft) -> Keyed | Doubt | None:
    """`ANSWER: C` right behind the choices, and nothing else: Moodle's Aiken format."""
    at = draft.group.end
    if at + 1 != draft.end or not view.parts[at].text.startswith("ANSWER: "):
        return None
    if any(option.item or option.lower for option in draft.group.options):
        return None
    return b1(view, draft)


def a1(view: View, draft: Draft) -> Keyed | Doubt | None:
    """Boxes are ticked: `- [x] Gazpacho`."""
    options = draft.group.options
    right = frozenset(n for n, option in enumerate(options) if option.right)
    if not draft.group.boxed or not right:
        return None
    if is_todo(view, draft):
        return None
    return _with_lines(view, draft, right)


def _is_answer_in_fold(view: View, draft: Draft) -> bool:
    """Tell whether a list stands in a fold whose summary asks, as one of many answers do that are
    mostly no lists: what is in bold there is only stressed.
    """
    around = view.fold_around(draft.group.start)
    if around is None or draft.start not in (around.open, around.summary):
        return False
    bodies = [view.parts[fold.body : fold.body + 1] for fold in view.folds.values()]
    listed = sum(bool(part.mark) for body in bodies for part in body)
    return len(view.folds) >= _FOLDS and listed * 2 < len(view.folds)


def a2(view: View, draft: Draft) -> Keyed | Doubt | None:
    """The right choice is in bold; "**Ramen** [incorrect]" is what somebody had chosen."""
    if draft.group.loose and (view.in_faq(draft.start) or _is_answer_in_fold(view, draft)):
        return None
    options = draft.group.options
    right = frozenset(n for n, option in enumerate(options) if option.bold)
    if len(right) == len(options) > 1 and takes_all(asking_of(view, draft).whole):
        return _with_lines(view, draft, right)
    if not 0 < len(right) < len(options) or _first(view, draft):
        return None
    if draft.group.boxed and (any(o.right for o in options) or is_todo(view, draft)):
        return None
    told = frozenset(n for n in right if options[n].boxed or options[n].right is not False)
    if draft.group.alike:
        return _with_lines(view, draft, told)
    if any(options[n].text.endswith((":", "：")) for n in right):
        return None  # "**Requirements:**", which leads to a list of them
    listed = bool(draft.number) and view.names_questions(draft.start)
    among = view.habits.bank and not draft.group.loose and len(right) == 1
    if not (does_ask(view, draft) or among):
        return None
    if len(right) > len(options) // 2 + 1 and not listed:
        return None
    if is_section(view, draft) and not (listed or is_truth(options)):
        return None
    return _with_lines(view, draft, told)


def a3(view: View, draft: Draft) -> Keyed | Doubt | None:
    """A tick, a highlight or a word marks the right choice: `✅ B) Gazpacho`."""
    options = draft.group.options
    right = frozenset(n for n, option in enumerate(options) if option.right)
    wrong = [option for option in options if option.right is False]
    if draft.group.boxed or not right:
        return None
    if not wrong and are_icons([option.text for option in options if not option.right]):
        return None
    if len(right) == len(options) > 1 and takes_all(asking_of(view, draft).whole):
        return _with_lines(view, draft, right)
    if len(right) == len(options) and not wrong and draft.style == "label" and view.habits.bank:
        labelled = any(
            is_only(view.parts[at].text, "options") for at in range(draft.start, draft.group.start)
        )
        return _with_lines(view, draft, right) if labelled else None
    if len(right) == len(options) or (options[0].style == "table" and not does_ask(view, draft)):
        return None
    vague = draft.style in ("title", "plain") and not draft.group.alike
    vague = vague and not (view.habits.bank or view.is_study(draft.start))
    if (
        vague
        and len(options) == len(wrong) + len(right)
        and not opens(asking_of(view, draft).whole)
    ):
        return None  # what to do and what not
    return _with_lines(view, draft, right)


def b1(view: View, draft: Draft) -> Keyed | Doubt | None:
    """A line behind the choices names the letter: `Answer: B`."""
    return _near(view, draft, ("line",), by_text=False)


def b2(view: View, draft: Draft) -> Keyed | Doubt | None:
    """A line behind the choices gives the text of the right one: `Ans - Gazpacho`."""
    return _near(view, draft, ("line",), by_text=True)


def b3(view: View, draft: Draft) -> Keyed | Doubt | None:
    """The answer stands under a heading of its own."""
    bidding = sum(begins_to_bid(option.text) for option in draft.group.options)
    if draft.group.loose and bidding * 2 > len(draft.group.options):
        return None  # "1. Explain stock.": a list of questions, and the heading is that of its key
    return _near(view, draft, ("heading",), by_text=None)


def b4(view: View, draft: Draft) -> Keyed | Doubt | None:
    """The line with the number of the question, or the blank in it, has the letter: `K1A02 (B)`."""
    told = said_in_stem(view, draft) or (told_in_stem(view, draft) if view.habits.tells else None)
    if told is not None and _first(view, draft) is None:
        own = [option.name for option in draft.group.options]
        right = frozenset(own.index(letter) for letter in told.letters)
        return Keyed(right, told=(told.text, told.blank))
    start = view.starts(draft.start)
    match = _POOL.match(start.text) if start is not None else None
    if match is None or _first(view, draft) is not None:  # "Q1. (E)" may say how easy it is
        return None
    names = {option.name: n for n, option in enumerate(draft.group.options)}
    if match[1] not in names:
        key = Key(frozenset(), "", (match[1],))
        return Keyed(problems=((view.parts[draft.start].start, key.problem),))
    return Keyed(frozenset([names[match[1]]]))


def c1(view: View, draft: Draft) -> Keyed | Doubt | None:
    """The answer is folded away in `<details>`."""
    return _near(view, draft, ("fold",), by_text=None)


def c4(view: View, draft: Draft) -> Keyed | Doubt | None:
    """The answer is in an admonition or a callout that folds: `??? success "Answer"`."""
    return _near(view, draft, ("admonition",), by_text=None)


def b5(view: View, draft: Draft) -> Keyed | Doubt | None:
    """A label ("Answers", "Options") says that the choices are choices, and there is no key."""
    labelled = any(
        is_only(view.parts[at].text, "options") for at in range(draft.start, draft.group.start)
    )
    if labelled and draft.group.loose and draft.style == "label" and is_named(view, draft.group):
        unread = unread_key(view, draft)
        return Keyed(problems=(unread,) if unread else ())
    if labelled and draft.group.loose and draft.group.options[0].style == "plain":
        return Keyed() if _is_asked(view, draft) else None
    return unanswered(view, draft) if labelled else None


def _is_asked(view: View, draft: Draft) -> bool:
    """Tell whether something asks above "Options:", which stands in manuals as well: what can be
    set, or said behind the name of a program.
    """
    if any(_SWITCH.match(option.text) for option in draft.group.options):
        return False
    if draft.style == "label" or any(
        selects(part.text) for part in view.parts[draft.start : draft.group.start]
    ):
        return True
    whole = asking_of(view, draft).whole
    return asks_somewhere(whole) or begins_to_bid(whole)


def e1(view: View, draft: Draft) -> Keyed | Doubt | None:
    """A key at the end of the file names one of the items of a list, which has no letters."""
    return Keyed() if draft.group.loose and is_told_far(view, draft.group) else None


def _near(
    view: View, draft: Draft, where: tuple[Where, ...], *, by_text: bool | None
) -> Keyed | None:
    place = _first(view, draft)
    if place is None or place.where not in where:
        return None
    if by_text is not None and place.key.by_text is not by_text:
        return None
    return _keyed(view, draft, place)


def _keyed(view: View, draft: Draft, place: Place) -> Keyed:
    problems: list[tuple[int, str]] = []
    if place.key.problem:
        problems.append((place.line, place.key.problem))
    for other in keys(view, draft):
        if other.key.right and place.key.right and other.key.right != place.key.right:
            problems.append((other.line, "Two keys contradict each other; the first one stands."))
            break
    return Keyed(place.key.right, frozenset(place.used), place.said, tuple(problems))


def _first(view: View, draft: Draft) -> Place | None:
    found: Place | None = None
    for place in keys(view, draft):
        if place.key.right:
            return place
        found = found or place
    return found


def _with_lines(view: View, draft: Draft, right: frozenset[int]) -> Keyed:
    """Return marks on choices as the key, and a problem where a line says something else."""
    used: set[int] = set()
    said: list[str] = []
    problems: list[tuple[int, str]] = []
    for place in keys(view, draft):
        if not place.key.right:
            continue
        if place.key.right == right:
            used.update(place.used)
            said += [place.said] if place.said else []
        elif not problems:
            problems.append(
                (place.line, "Two keys contradict each other; the marks on the choices stand.")
            )
    return Keyed(right, frozenset(used), "\n\n".join(said), tuple(problems))
