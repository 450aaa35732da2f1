"""A draft with boxes → whether these are a list of things to do, and what its stem does."""

from __future__ import annotations

from studyleaf.notes.choices.backing import is_told_far
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.wording import asking_of
from studyleaf.notes.lines.asking import asks_somewhere, selects
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.labels import label, plain
from studyleaf.notes.lines.marks import is_truth
from studyleaf.notes.lines.statements import asks_to_judge
from studyleaf.notes.tails import is_reminder
from studyleaf.notes.view import View

_FEWEST = 3
_NO_QUIZ = ("contributing", "roadmap", "to do", "todo", "todos", "changelog")  # whatever is above
_SENTENCE = 6  # words


def opens(text: str) -> bool:
    """Tell whether a stem asks, or leads to what stands below it."""
    return asks_somewhere(text) or text.rstrip("*_ ").endswith((":", "：", "...", "…"))


def does_ask(view: View, draft: Draft) -> bool:
    """Tell whether a draft asks, or has the label or the number of a question."""
    if draft.style == "label" or (draft.style == "number" and draft.number):
        return True
    whole = asking_of(view, draft).whole
    if draft.group.options[0].style == "letter" and selects(whole):
        return True
    return asks_somewhere(whole) or (
        whole.rstrip("*_ ").endswith((":", "：")) and draft.style == "heading"
    )


def bids_to_select(text: str) -> bool:
    """Tell whether the first or the last paragraph of a stem bids to choose."""
    return selects(text) or selects(text.rsplit("\n\n", 1)[-1])


def is_left_open(view: View, draft: Draft, text: str) -> bool:
    """Tell whether a stem over boxes of a bank is left open, "A soup is a …", or bids in a file of
    questions: nothing that one has to do is written like that.
    """
    if not view.habits.bank or len(draft.group.options) < _FEWEST:
        return False
    bids = view.names_questions(draft.start) and begins_to_bid(text)
    return bids or text.rstrip("*_ ").endswith(("...", "…"))


def _is_sentence(text: str) -> bool:
    """Tell whether a heading is a sentence, which names no list."""
    return len(text.split()) >= _SENTENCE and text.rstrip("*_ ").endswith((".", ":", "。", "："))


def ask_themselves(view: View, draft: Draft) -> bool:
    """Tell whether boxes ask, so that one can tick them off. In a bank, "Which question do you
    ask?" has such choices, too.
    """
    options = draft.group.options
    if sum(option.text.rstrip().endswith("?") for option in options) * 2 <= len(options):
        return False
    return not (
        view.habits.bank and len(options) > 2 and asks_somewhere(asking_of(view, draft).whole)
    )


def _is_task(view: View, draft: Draft) -> bool:
    """Tell whether "## Task 2: Build" stands above boxes, and nothing that asks: they are its
    steps.
    """
    text = view.parts[draft.start].text
    if draft.style != "label" or label(text, "question") or not label(text, "task"):
        return False
    whole = asking_of(view, draft).whole
    if opens(whole) or bids_to_select(whole) or asks_to_judge(whole):
        return False
    if is_truth(draft.group.options):
        return False
    return not any(begins_to_bid(text) for text in whole.split("\n\n"))


def is_todo(view: View, draft: Draft) -> bool:
    """Tell whether boxes are a list of things to do: nothing asks, or only they do."""
    if view.is_checklist(draft.start) and not view.names_questions(draft.start):
        return True
    own = view.parts[draft.start]
    if own.kind == "heading" and plain(own.text) in _NO_QUIZ:
        return True
    if _is_task(view, draft) or is_reminder(asking_of(view, draft).whole):
        return True
    options = draft.group.options
    if ask_themselves(view, draft):
        return True
    if is_truth(options) or (draft.number and is_told_far(view, draft.group)):
        return False
    if draft.group.alike:
        return False
    if view.habits.ticks_some:
        return False
    ticks = sum(bool(option.right) for option in options)
    if ticks * 2 > len(options) and draft.style != "label":
        all_done = ticks == len(options) and not asks_somewhere(asking_of(view, draft).whole)
        if all_done or not does_ask(view, draft):
            return True
    part = view.parts[draft.start]
    if (
        view.habits.bank
        and part.kind == "heading"
        and _is_sentence(part.text)
        and ticks < len(options)
    ):
        return (
            not ticks and not view.habits.even and not bids_to_select(asking_of(view, draft).whole)
        )
    done = [bool(option.right) for option in options]
    in_order = ticks > 1 and done == sorted(done, reverse=True) and draft.style != "label"
    if in_order and not opens(asking_of(view, draft).whole):
        return True  # a list that is worked off from the top
    if draft.style == "label" or any(option.name for option in options):
        return False
    asking = asking_of(view, draft).whole
    bids = bool(draft.number) and begins_to_bid(asking)
    if asks_somewhere(asking) or (view.habits.bank and (bids or bids_to_select(asking))):
        return False
    if is_left_open(view, draft, asking):
        return False
    if view.habits.ticks_one and begins_to_bid(asking):
        return False
    if draft.style in ("number", "heading") or (draft.style == "title" and part.kind == "heading"):
        return not (bool(draft.number) and 0 < ticks < len(options) and len(options) <= 8)
    return not (0 < ticks < len(options) and asking.rstrip("*_ ").endswith((":", "：", "...", "…")))
