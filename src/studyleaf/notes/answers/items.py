"""A list of what asks → each of it divided: the parts that ask, and those below that answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.notes.answers.item import (
    CODE,
    FOLLOWING,
    TOLD,
    Item,
    count_items,
    text_of,
)
from studyleaf.notes.answers.one_line import unbold
from studyleaf.notes.choices.asked import explanation, whole_lines
from studyleaf.notes.choices.asker import shows
from studyleaf.notes.choices.wording import stem
from studyleaf.notes.lines.asking import asks, asks_somewhere, has_blank, is_tag, without_worth
from studyleaf.notes.lines.bidding import (
    asks_by_word,
    begins_to_bid,
    bids,
    bids_somewhere,
    leads_to_list,
)
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.lines.statements import asks_to_judge, verdict
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_TICK = re.compile(r"^\[[xX]\]\s+")
_LONGEST = 80  # parts that an answer outside the list may have
# what a question is worth, or how long it takes
_MEASURE = re.compile(r"\W*\d+\s?(?:min(?:ute)?s?|points?|pts?|marks?|punkte?)\W*", re.IGNORECASE)
# what can stand behind a question mark: emphasis, tags, the section of a book "(1.2.4)"
_AT_END = re.compile(r"(?:</?\w[^<>]{0,60}>|\(\d[\d.,\s–-]{0,30}\)|[*_\s\\:])+$")
# "List the 6 steps:" tells how many answers there are, and asks for them
_COUNTS = re.compile(
    r"\W*(?:what|which|name|list|give|state|describe)\s+(?:are\s+)?(?:the\s+|all\s+(?:the\s+)?)?"
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s",
    re.IGNORECASE,
)


def divided(view: View, run: Sequence[int], n: int, taken: Sequence[bool]) -> Item | None:
    """Divide what a number begins into what asks and what answers."""
    first = run[n]
    if taken[first]:
        return None
    last = n + 1 == len(run)
    limit = len(view.parts) if last else run[n + 1]
    end = _end(view, first, limit, taken, last=last)
    body = _stem_end(view, first, end)
    if body >= end:
        return None
    asking = _asks(view, first, body)
    return Item(first, body, end, asking, _form(view, first, body), count_items(view, body, end))


def _form(view: View, first: int, body: int) -> str:
    own, part = view.parts[first], view.parts[body]
    if part.kind in CODE:
        return "code"
    if part.quoted > own.quoted:
        return "quote"
    return "list" if part.mark else "text"


def _end(view: View, first: int, limit: int, taken: Sequence[bool], *, last: bool) -> int:
    own = view.parts[first]
    inside = first + 1
    while (
        own.mark
        and inside < limit
        and not taken[inside]
        and view.parts[inside].items[: len(own.items)] == own.items
    ):
        inside += 1
    while (
        inside < limit
        and not taken[inside]
        and view.parts[inside].block == own.block
        and not view.parts[inside].mark
    ):
        inside += 1
    at = inside
    told = last and own.kind != "heading" and _stem_end(view, first, at) < at
    if told and own.mark:
        return at
    while at < limit and not taken[at] and at - first < _LONGEST:
        part = view.parts[at]
        if part.kind == "rule" or view.is_navigation(at):
            break
        if part.kind == "heading" and (own.kind != "heading" or part.level <= own.level):
            break
        if part.kind == "heading" and _follows_up(view, at):
            break
        if last and own.number and part.number and len(part.items) <= len(own.items):
            break  # a list that counts anew, such as choices that are not indented enough
        if (
            last
            and own.kind != "heading"
            and (at > inside or (told and bool(part.mark)))
            and part.block != view.parts[at - 1].block
            and not _is_one_list(own, view.parts[at - 1], part)
            and not shows(part)
            and not (part.quoted > own.quoted and shows(view.parts[at - 1]))
        ):
            break
        at += 1
    return at


def _follows_up(view: View, at: int) -> bool:
    """Tell whether a heading below a question is one of its own: "### Follow-up: Why is it so?"."""
    start = view.starts(at)
    labelled = start is not None and start.style == "label" and not start.number
    return start is not None and labelled and asks(start.text)


def _is_one_list(own: Part, above: Part, part: Part) -> bool:
    """Tell whether two parts are of one list, of what answers and not of what asks."""
    if not own.mark:
        return bool(part.items and above.items)
    return bool(part.mark) and not part.number and part.mark == above.mark and not own.quoted


def _stem_end(view: View, first: int, end: int) -> int:
    """Return where the paragraph ends that asks; the one below a heading may ask with it."""
    own = view.parts[first]
    at = first + 1
    while at < end and view.parts[at].block == own.block and not view.parts[at].mark:
        at += 1
    if at > first + 1 and _is_bold_alone(view, first):
        return first + 1
    if _shows_first(view, first, at, end):
        return at + 1
    told = next((n + 1 for n in range(first, at - 1) if is_told_below(view, n, at)), None)
    if told is not None and (told == first + 1 or own.text.startswith("**")):
        return told
    if (own.kind != "heading" and not own.mark) or asks_somewhere(own.text) or at >= end:
        return at
    below = at
    while below < end and view.parts[below].block == view.parts[at].block:
        below += 1
    text = " ".join(part.text for part in view.parts[at:below] if part.kind == "line")
    if view.parts[at].mark or view.label(at) is not None:
        return at
    if own.mark:  # "There are two soups.", and below it "Name both."
        more = asks(text) or begins_to_bid(text) or _is_code(view, below, end)
        return below if more and below < end and not begins_to_bid(own.text) else at
    return below if asks(text) else at


def _shows_first(view: View, first: int, at: int, end: int) -> bool:
    """Tell whether a paragraph asks about the code below it, and what stands behind that answers:
    "What does the following code return?".
    """
    if at + 1 >= end or view.parts[at].kind != "fence" or view.parts[at + 1].kind != "line":
        return False
    text = text_of(view, first, at)
    return asks_somewhere(text) and FOLLOWING.search(text) is not None


def _is_code(view: View, first: int, end: int) -> bool:
    """Tell whether parts are nothing but code, in a fence or on lines of its own."""
    parts = view.parts[first:end]
    return all(
        p.kind in CODE or (p.kind == "line" and p.text[:1] == p.text[-1:] == "`") for p in parts
    )


def _is_bold_alone(view: View, first: int) -> bool:
    """Tell whether the first line is all in bold, and the next one is not: two sides of a card."""
    own, below = view.parts[first], view.parts[first + 1]
    bold = own.kind == "line" and WHOLE_BOLD.fullmatch(own.text) is not None
    bold = bold and not is_tag(own.text)
    return bold and not below.text.startswith(("**", "__", "("))


def is_told_below(view: View, first: int, end: int) -> bool:
    """Tell whether a line of a paragraph asks, and the next ones answer."""
    own, below = view.parts[first], view.parts[first + 1]
    asking = _AT_END.sub("", own.text[-200:]).endswith(("?", "？"))
    asking = asking or (own.text.endswith("\\") and asks_by_word(own.text))
    if not asking and verdict(below.text):
        return own.kind == "line" and own.text.rstrip("*_ \\").endswith((".", "!", "。"))
    if not asking:
        start = view.starts(first)
        text = start.text if start is not None else own.text
        ended = text.rstrip("*_ \\").endswith((".", "!", "。"))
        asked = asks_somewhere(text) and bids_somewhere(text)  # "Is it cold? Explain."
        asking = ended and (begins_to_bid(text) or has_blank(text) or asked)
        asking = asking or (_COUNTS.match(text) is not None and leads_to_list(text))
    if not asking or below.text.startswith("(") or _MEASURE.fullmatch(below.text):
        return False
    last = view.parts[end - 1].text
    return own.kind == "line" and not asks(last) and not begins_to_bid(below.text)


def _asks(view: View, first: int, end: int) -> bool:
    """Tell whether an item asks; in a bank of questions, "Explain stock." does, too."""
    start = view.starts(first)
    text = text_of(view, first, end)
    if view.parts[first].kind == "heading":
        text = without_worth(text)
    if asks_somewhere(text) or asks_to_judge(text):
        return True
    if view.parts[first].number and asks_by_word(view.parts[first].text):
        return True
    if not view.names_questions(first) or is_of_task(view, first):
        return False
    own = start.text if start is not None else view.parts[first].text
    if _COUNTS.match(own):
        return True
    if view.parts[end].mark and leads_to_list(text):
        return False
    return bids(own) or (end > first + 1 and bids(text_of(view, first + 1, end)))


def is_of_task(view: View, at: int) -> bool:
    """Tell whether the heading above is "Exercise 3: …": the numbers below are its steps."""
    for n in range(at - 1, max(-1, at - _LONGEST), -1):
        if view.parts[n].kind == "heading":
            named = label(view.parts[n].text, "task")
            return named is not None and bool(named.number)
    return False


def _only_item(view: View, item: Item) -> str:
    """Return the text of an answer that is a list of one item, of one line."""
    part = view.parts[item.body]
    behind = view.parts[item.body + 1 : item.end]
    alone = all(one.kind == "line" and one.text.strip() in ("", "&nbsp;") for one in behind)
    return _TICK.sub("", part.text) if part.mark and alone else ""


def below_title(view: View, body: int, end: int) -> int:
    """Return where an answer begins behind a line that only says what it is: "Key points:"."""
    part = view.parts[body]
    titled = part.kind in ("line", "heading") and not part.mark and body + 1 < end
    return body + 1 if titled and is_only(part.text, "points") else body


def build_item(view: View, item: Item) -> Asked | None:
    """Make the question of an item."""
    asking = stem(view, item.first, item.body)
    body = below_title(view, item.body, item.end)
    answer, hints, structure = explanation(view, range(body, item.end), ())
    structure += [(at, "label") for at in range(item.body, body)]
    if not asking.prompt or not answer.strip():
        return None
    start = view.starts(item.first)
    told = TOLD.fullmatch(asking.prompt)
    why = answer if told is not None else ""
    if told is not None:
        asking.prompt, answer = told["q"], told["a"]
    return Asked(
        view.parts[item.first].start,
        view.parts[item.end - 1].end,
        "D1",
        asking.prompt,
        tuple(asking.scenario),
        asking.stem,
        answer=unbold((not why and _only_item(view, item)) or answer),
        explanation=why,
        hints=hints,
        number=(start.number or None) if start is not None else None,
        structure=whole_lines(view, item.first, item.end, [*asking.structure, *structure]),
    )
