"""F: choices without a key → a question that waits for an answer, where it is certain to be one."""

from __future__ import annotations

import re

from studyleaf.notes.answers.near import unread_key
from studyleaf.notes.choices.asked import Doubt, Keyed
from studyleaf.notes.choices.backing import is_told_far
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.group import Group
from studyleaf.notes.choices.todo import ask_themselves, bids_to_select, is_left_open, is_todo
from studyleaf.notes.choices.wording import asking_of
from studyleaf.notes.lines.alphabets import CIRCLED
from studyleaf.notes.lines.asking import asks_somewhere, has_blank, names_chapter
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.marks import is_truth
from studyleaf.notes.view import View

_BLOCKS = 1
_CIRCLED = frozenset(CIRCLED)
_TITLE = 24  # words
_PAIR = 2
# "Which are true?", and below it "I. …", "II. …"
_STATEMENTS = re.compile(r"(?:\n{1,2}[>\s*_(]{0,6}[IVX]{1,4}[.)][^\n]*)+\s*$")
_COUNT = re.compile(r"\d+ (?:questions?|\()")  # "A: 30 questions (25%)"
_PICTURES = ("![", "<img")
# what a team writes below the options that it had
_DECISION = re.compile(
    r"[\W_]*(?:(?:final\s)?(?:decision|outcome|recommendation|resolution|chosen(?:\soption)?)\s?[*_]*\s?[:：]"
    r"|(?:we\s)?(?:chose|decided|picked|went\sfor)\b)",
    re.IGNORECASE,
)


def unanswered(view: View, draft: Draft) -> Keyed | Doubt | None:
    """There is no key. Only what is certain to be a question becomes one, unanswered."""
    options = draft.group.options
    if draft.group.loose:
        return Keyed() if draft.group.alike and options[0].style == "number" else None
    if draft.group.boxed and is_todo(view, draft):
        return None
    if _are_parts(view, draft.group) or _is_to_match(view, draft):
        return None
    below = view.parts[draft.group.end : draft.group.end + 1]
    if not view.habits.bank and any(p.kind == "line" and _DECISION.match(p.text) for p in below):
        return None
    unread = unread_key(view, draft)
    if unread is not None:
        return Keyed(problems=(unread,))
    if not _surely_asks(view, draft):
        return None
    if draft.style != "label" and _are_long(view, draft.group):
        return None
    many = sum(asks_somewhere(option.text) for option in options) * 2 >= len(options)
    if many and (not draft.group.boxed or ask_themselves(view, draft)):
        return Doubt("it looks like choices, but they ask")
    return Keyed()


def _are_long(view: View, group: Group) -> bool:
    """Tell whether most of what has letters goes on for paragraphs, or is one sentence: sections,
    and what a manual lists.
    """
    on = sum(
        option.text.endswith((",", ", or", ", and", ";", "; or"))
        or len({part.block for part in view.parts[first:end] if part.kind == "line"}) > _BLOCKS
        for option, (first, end) in zip(group.options, group.spans, strict=True)
    )
    return on * 2 > len(group.options)


def _is_to_match(view: View, draft: Draft) -> bool:
    """Tell whether what has letters is to be matched with what stands below: nothing asks, and a
    heading above says so.
    """
    asking = asking_of(view, draft).whole
    return not asks_somewhere(asking) and view.is_matching(draft.start)


def _are_parts(view: View, group: Group) -> bool:
    """Tell whether what has letters is all in bold, most of it bids or asks, and text stands below
    it: these are parts of a question, each over its answer.
    """
    texts = [view.parts[first].text for first, _ in group.spans]
    bidding = sum(begins_to_bid(text) or asks_somewhere(text) for text in texts)
    if bidding * 2 < len(texts) or not all(map(WHOLE_BOLD.fullmatch, texts)):
        return False
    return any(view.parts[end - 1].block != view.parts[first].block for first, end in group.spans)


def _surely_asks(view: View, draft: Draft) -> bool:
    """Tell whether it is a question even without a key: what stands right before it asks."""
    options = draft.group.options
    asking = asking_of(view, draft)
    said = [text for text in asking.whole.split("\n\n") if not text.startswith(_PICTURES)]
    last = said[-1].rstrip("*_ ") if said else ""
    open_ = asks_somewhere(last) or last.endswith("...") or not last.endswith((".", "!"))
    selecting = draft.group.boxed and bids_to_select(asking.whole)  # "Select one answer."
    open_ = open_ or selecting or (draft.group.boxed and begins_to_bid(last))
    told = is_told_far(view, draft.group)
    if options[0].inline and not told:  # "You can explain: (a) …, (b) …" asks nothing
        counted = not _CIRCLED.isdisjoint(view.parts[draft.group.start].text)  # as prose has it
        leads = has_blank(last) or (not counted and last.endswith((":", "：", "...", "…")))
        leads = leads or draft.start < draft.group.start  # below it, on a line of their own
        sure = asks_somewhere(last) or draft.style == "label" or (view.habits.inline > 1 and leads)
        return open_ and sure and len(options) > 2
    if is_truth(options) or draft.start < view.key_at or told:
        return True
    letters = options[0].style == "letter" and not options[0].lower and len(options) > _PAIR
    if letters and view.habits.letters_alike and view.names_questions(draft.start):
        return True
    if is_section(view, draft):
        return False
    if draft.style == "label":
        return open_ or len(options) > 2
    if draft.style == "number":  # clauses of a licence are numbered and lettered, too
        last = _STATEMENTS.sub("", asking.whole).rsplit("\n\n", 1)[-1].rstrip("*_ ")
        open_ = open_ or asks_somewhere(last)
        quiz = view.habits.bank and len(options) > 2 and view.names_questions(draft.start)
        return quiz or (open_ and (view.habits.bank or (len(options) > 2 and asks_somewhere(last))))
    known = view.habits.even or selecting or view.is_study(draft.start)
    known = known or (view.habits.bank and view.habits.ticks_most)
    if draft.group.boxed and not known:
        return False  # "What's next?", over what there is to do
    many = len(options) > 2 or (draft.group.boxed and view.habits.bank)
    leads = (
        view.habits.bank and last.endswith((":", "：", "...", "…")) and options[0].style == "letter"
    )
    leads = leads or (view.habits.bank and draft.group.boxed and is_left_open(view, draft, last))
    # a statement, above boxes as all others have them
    leads = leads or (many and view.habits.even and draft.style == "title")
    leads = leads and not all(_COUNT.match(option.text) for option in options)
    return many and (asks_somewhere(last) or leads or (selecting and view.habits.bank))


def is_section(view: View, draft: Draft) -> bool:
    """Tell whether a draft begins with the numbered heading of a section that asks nothing.

    A number alone names no section.
    """
    own = view.parts[draft.start]
    if own.kind == "heading" and names_chapter(own.text):
        return draft.group.start == draft.start + 1
    if own.kind != "heading" or draft.style != "number":
        return False
    start = view.starts(draft.start)
    if start is not None and not start.text and view.habits.bank:
        return False
    whole = asking_of(view, draft).whole
    if len(own.text.split()) > _TITLE:
        return False
    leads_on = view.habits.bank and whole.rstrip("*_ ").endswith((":", "："))
    return not leads_on and not asks_somewhere(whole)
