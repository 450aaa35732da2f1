"""Answers that stand in sight or folded away → drafts of open questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from studyleaf.notes.initials import initial
from studyleaf.notes.labels import Label, is_only, label, plain, words
from studyleaf.notes.marks import asks, asks_somewhere, balanced, starts, without_lead
from studyleaf.notes.parts import Part
from studyleaf.notes.tails import Tail, own_end
from studyleaf.notes.view import Fold, View

_FAR = 60
_FIELDS = 4  # so many neighbours with labels make a description of fields
FIELD = re.compile(r"\*\*[^*]{1,60}(?::\*\*|\*\*\s?:)")
_SHORT_A = re.compile(
    r"[\W_]*A\d{0,3}[*_]{0,3}\s?(?:[:：]|\s[-–—]\s|[.)](?=\s))[*_]*\s*(?P<rest>.*)", re.DOTALL
)
_ONE_LINE = re.compile(
    r"(?:(?P<id>[\w.#-]{1,12}):\s+)?[*_]{0,2}Q\d{0,4}[:.)][*_]{0,2}\s+(?P<q>.+?)[\s|/]+[*_]{0,2}A\d{0,4}[:.)][*_]{0,2}\s+(?P<a>\S.*)",
    re.DOTALL,
)

# the label in bold, with the question: the answer is what stands behind it
_OUTSIDE = re.compile(r"\*\*(?P<q>[^*]{8,2000}[?？])\*\*\s+[-–—]?\s*(?P<a>[^\s*(].*)", re.DOTALL)
_LINK = re.compile(r"\W*\[[^\]]*\]\([^()]*\)\W*|\W*https?://\S+")
_BEHIND = re.compile(
    r"(?P<q>.{8,2000}?[?？][*_]{0,3})\s+[-–—|]?\s*(?P<rest>[*_(]{0,3}[^\W\d_].*)", re.DOTALL
)


@dataclass(slots=True)
class Reply:
    """An open question as indexes of parts: the stem is `start:at`, the answer `body:end`."""

    start: int
    at: int
    body: int
    end: int
    style: str
    """How it begins: `label`, `number`, `heading`, `plain`."""
    label: Label | None = None
    """The label of the answer, where it has one."""
    fold: Fold | None = None


def replies(view: View, taken: Sequence[bool]) -> Iterator[Reply]:
    """Yield open questions whose answer is labelled or folded away."""
    floor = 0
    at = 0
    pending: Reply | None = None
    while at < len(view.parts):
        if taken[at]:
            if pending is not None:
                yield _bounded(view, pending, at, taken)
                pending = None
            at += 1
            floor = at
            continue
        found = _answer_at(view, at)
        if found is None:
            at += 1
            continue
        label_, fold, body = found
        begin = _begin(view, at, floor, taken, folded=fold is not None)
        if label_ is not None and label_.number:
            begin = _of_number(view, at, floor, label_.number) or begin
        if begin is not None and fold is not None and not view.summary(fold).strip():
            begin = begin if _surely_asks(view, begin, at) else None
        if begin is None:
            at = fold.end if fold is not None and view.hides_answer(fold) else at + 1
            continue
        if pending is not None:
            yield _bounded(view, pending, begin[0], taken)
        pending = Reply(begin[0], at, body, 0, begin[1], label_, fold)
        at = fold.end if fold is not None else at + 1
        floor = at
    if pending is not None:
        yield _bounded(view, pending, len(view.parts), taken)


def _of_number(view: View, at: int, floor: int, number: str) -> tuple[int, str] | None:
    """Return where the question begins whose number an answer repeats, a rule between or not."""
    for n in range(at - 1, max(floor, at - _FAR) - 1, -1):
        start = view.starts(n)
        if start is not None and start.style == "label":
            return (n, "label") if start.number == number else None
        if view.parts[n].kind in ("open", "close") or view.label(n) is not None:
            return None
    return None


def _surely_asks(view: View, begin: tuple[int, str], at: int) -> bool:
    """Tell whether what stands above a fold without a summary is a question all the same."""
    whole = " ".join(view.parts[n].text for n in range(begin[0], at))
    return begin[1] == "label" or asks_somewhere(whole)


def _answer_at(view: View, at: int) -> tuple[Label | None, Fold | None, int] | None:
    fold = view.folds.get(at)
    if fold is not None:
        hides = view.hides_answer(fold) and fold.close > fold.body
        if hides and not view.summary(fold).strip() and _only_leads_on(view, fold):
            hides = False
        named = label(view.summary(fold), "explanation", "hint") if hides else None
        return (None, fold, fold.body) if hides and named is None else None
    named = view.label(at)
    if named is not None and named.kind == "answer":
        return named, None, at
    part = view.parts[at]
    rest = short_a(view, at) if part.kind in ("line", "heading") else None
    if rest is not None and _after_q(view, at):
        return Label("answer", "a", "", rest), None, at
    return None


def _only_leads_on(view: View, fold: Fold) -> bool:
    """Tell whether a fold without a summary holds nothing but links: "Further reading"."""
    return all(_LINK.fullmatch(view.parts[n].text) for n in range(fold.body, fold.close))


def short_a(view: View, at: int) -> str | None:
    """Return what stands behind "A:", or behind the letter that stands for it in this file."""
    text = view.parts[at].text
    match = _SHORT_A.match(without_lead(text) if text[:1] == "<" else text)
    if match is not None:
        return match["rest"]
    one = initial(view.parts[at]) if view.initials is not None else None
    return (
        one.rest if one is not None and view.initials and one.letter == view.initials[1] else None
    )


def _after_q(view: View, at: int) -> bool:
    """Tell whether "A:" follows a "Q:" without anything between that has another label."""
    for n in range(at - 1, max(-1, at - 12), -1):
        start = view.starts(n)
        if start is not None and start.style == "label":
            return not _choice_next(view, at)
        if view.parts[n].kind in ("rule", "close") or short_a(view, n) is not None:
            return False
    return False


def _choice_next(view: View, at: int) -> bool:
    for n in range(at + 1, min(at + 4, len(view.parts))):
        found = view.option(n)
        if found is not None and found.name == "B":
            return True
        if found is not None or view.starts(n) is not None:
            return False
    return False


def _begin(
    view: View, at: int, floor: int, taken: Sequence[bool], *, folded: bool
) -> tuple[int, str] | None:
    parts = view.parts
    number: int | None = None
    n = at - 1
    heading: int | None = None
    while n >= floor and not taken[n] and at - n < _FAR:
        part = parts[n]
        start = view.starts(n)
        named = view.label(n)
        if part.kind in ("close", "open"):
            break
        if part.kind == "rule" and n < at - 1:
            break
        if named is not None and named.kind in ("answer", "explanation", "hint", "given"):
            if named.kind in ("answer", "explanation"):
                break
        elif start is not None and start.style == "label":
            return None if is_field(view, n) else (n, "label")
        elif part.kind in ("heading", "summary"):
            heading = n
            break
        elif start is not None and number is None and _leads(view, n, at):
            number = n
        n -= 1
    first = max(n + 1, floor)
    if heading is not None:
        text = parts[heading].text
        only = is_only(text, "section", "key", "answer", "options", "meta", "faq")
        inside = _texts(view, heading + 1, at)
        if not only and (
            asks_somewhere(text) or (view.starts(heading) is not None and number is None)
        ):
            return heading, "heading"
        if number is not None:
            return number, "number"
        if _is_under_task(view, heading, at):
            return heading, "heading"
        does_ask = any(asks_somewhere(parts[i].text) for i in inside)
        first = heading + 1
        if folded and inside and _folds_more(view, at):
            only = True  # it stands above several
        if not only and (not inside or (folded and not does_ask)) and not _is_faq(text):
            return (heading, "heading") if folded or _may_ask(view, heading) else None
        first = heading + 1
    if number is not None:
        return number, "number"
    inside = _texts(view, first, at)
    if not inside:
        return None
    item = _own_item(view, at)
    if item is not None and item >= first and not folded:
        return item, "plain"
    begin = _paragraph(view, inside)
    whole = " ".join(parts[i].text for i in inside if i >= begin and parts[i].kind != "fence")
    if asks_somewhere(whole):
        return begin, "plain"
    asking = [i for i in inside if parts[i].kind != "fence" and asks_somewhere(parts[i].text)]
    if asking:
        return _block_start(view, asking[-1], inside), "plain"
    if not folded and _asks_each(view, begin, at):
        return begin, "plain"
    task = label(parts[begin].text, "task") if folded else None
    if (folded and view.folds_answers and parts[begin].kind == "line") or (task and task.rest):
        return begin, "plain"  # one of several: "Explain X." and a fold "Answer"
    return None


def is_field(view: View, at: int) -> bool:
    """Tell whether "- **Question:** the text" only describes a field, as its neighbours do."""
    part, start = view.parts[at], view.starts(at)
    if not part.mark or start is None or start.number or asks_somewhere(part.text):
        return False
    around = [n for n in range(max(0, at - 8), at + 8) if _is_named(view, n, part)]
    if any(n > at and (one := view.label(n)) and one.kind == "answer" for n in around):
        return False  # the answer is a field, too
    return len(around) >= _FIELDS


def _is_named(view: View, at: int, like: Part) -> bool:
    if at >= len(view.parts):
        return False
    part = view.parts[at]
    return (
        part.mark == like.mark
        and part.items[:-1] == like.items[:-1]
        and bool(FIELD.match(part.text))
    )


def _leads(view: View, first: int, at: int) -> bool:
    """Tell whether a numbered line can be what asks: it does, or nothing stands between it and the
    answer but what belongs to it.
    """
    parts = view.parts
    own = parts[first]
    if not own.items or asks_somewhere(own.text):
        return True
    return all(
        part.items[: len(own.items)] == own.items
        or part.block == own.block
        or part.kind in ("rule", "comment")
        for part in parts[first + 1 : at]
    )


def _asks_each(view: View, first: int, at: int) -> bool:
    """Tell whether each item below a heading such as "Self-check" has its answer in a quote."""
    part = view.parts[first]
    return bool(part.mark and view.parts[at].quoted and view.is_study_section(at))


def _own_item(view: View, at: int) -> int | None:
    """Return where the list item begins that holds what asks and, below it, a labelled answer:
    it asks even without a question mark.
    """
    part = view.parts[at]
    if not part.items or part.mark:
        return None
    for n in range(at - 1, max(-1, at - 8), -1):
        if view.parts[n].mark and view.parts[n].items == part.items:
            return n if len(view.parts[n].text.split()) > 2 and not is_field(view, n) else None
    return None


def _folds_more(view: View, at: int) -> bool:
    """Tell whether behind a fold another answer is folded away, before the next heading."""
    for n in range(at + 1, len(view.parts)):
        if view.parts[n].kind == "heading" and view.fold_around(n) is None:
            return False
        fold = view.folds.get(n)
        if fold is not None and view.hides_answer(fold) and view.fold_around(n) is None:
            return True
    return False


def _may_ask(view: View, heading: int) -> bool:
    """Tell whether a heading that asks nothing can be what a visible answer is for."""
    text = view.parts[heading].text
    return len(plain(text).split()) > 2 and view.is_study(heading)


def _is_under_task(view: View, heading: int, at: int) -> bool:
    """Tell whether a heading "Solution" stands under one such as "Set 2, problem 3"."""
    above, own = view.parts[heading], view.parts[at]
    if own.kind != "heading" or above.kind != "heading" or own.level <= above.level:
        return False
    named = plain(above.text).split()
    asks_for = any(word in words("question") or word in words("task") for word in named)
    return asks_for and any(word.strip("#.:()").isdigit() for word in named)


def _texts(view: View, first: int, at: int) -> list[int]:
    return [
        n
        for n in range(first, at)
        if view.parts[n].kind not in ("rule", "comment", "open", "close")
    ]


def _is_faq(text: str) -> bool:
    return any(word in words("faq") for word in plain(text).split())


def _paragraph(view: View, inside: list[int]) -> int:
    at = _block_start(view, inside[-1], inside)
    while at > inside[0] and view.parts[at].kind != "line" and at - 1 in inside:
        at = _block_start(view, at - 1, inside)
    return at


def _block_start(view: View, at: int, inside: list[int]) -> int:
    block = view.parts[at].block
    while at - 1 in inside and view.parts[at - 1].block == block:
        at -= 1
    return at


def _bounded(view: View, reply: Reply, limit: int, taken: Sequence[bool]) -> Reply:
    """Find where the answer ends: at the next question, heading, or rule."""
    parts = view.parts
    own = parts[reply.start]
    level = own.level if own.kind == "heading" else 0
    at = reply.fold.end if reply.fold is not None else reply.at + 1
    after_fold = reply.fold is not None
    while at < limit and not taken[at]:
        part = parts[at]
        start = view.starts(at)
        fold = view.folds.get(at)
        if fold is not None:
            if not view.hides_answer(fold) and (after_fold or asks(view.summary(fold))):
                break
            at = min(fold.end, limit)
            continue
        named = view.label(at)
        if part.kind == "heading" and named is None and not (level and part.level > level):
            told = parts[reply.at]
            if told.kind != "heading" or part.level < told.level or start is not None:
                break
            if at > reply.at + 1 and limit == len(parts):
                break  # "Step 2" is of the answer where another answer follows
        if part.kind == "rule" or view.is_navigation(at):
            break
        if start is not None and start.style == "label":
            break
        if after_fold and named is None and part.kind != "heading":
            break
        if reply.style == "number" and start is not None and _next_number(view, reply, at):
            break
        if named is not None and named.kind == "answer" and reply.label is not None and named.rest:
            break
        if reply.style == "plain" and reply.fold is None and asks(part.text) and not part.items:
            break
        at += 1
    first = reply.fold.end if reply.fold is not None else reply.at + 1
    at = own_end(view, Tail(reply.start, first, at, first)) if at > first else at
    reply.end = max(at, reply.body + 1, reply.at + 1)
    return reply


def _next_number(view: View, reply: Reply, at: int) -> bool:
    first, here = view.starts(reply.start), view.starts(at)
    if first is None or here is None or not first.number.isdigit() or not here.number.isdigit():
        return False
    return int(here.number) == int(first.number) + 1


def unbold(text: str) -> str:
    """Return an answer without emphasis around the whole."""
    return text if "\n\n" in text or text.startswith("|") else balanced(text)


def one_line(part: Part) -> tuple[str, str] | None:
    """Read "Q: … A: …" on one line."""
    if part.kind != "line" or len(part.text) > 4000:
        return None
    match = _ONE_LINE.match(part.text)
    outside = _OUTSIDE.fullmatch(part.text) if match is None else None
    if outside is not None and label(outside["q"], "question") is not None:
        start = starts(replace(part, text=outside["q"]))
        return (balanced(start.text), outside["a"]) if start is not None else None
    behind = _BEHIND.match(part.text) if match is None and "?" in part.text else None
    named = label(behind["rest"], "answer") if behind is not None else None
    if behind is not None and named is not None and named.rest and not named.number:
        start = starts(part)
        question = start.text[: len(start.text) - len(behind["rest"])] if start else behind["q"]
        return balanced(question.strip()), balanced(named.rest)
    return (balanced(match["q"]), balanced(match["a"])) if match else None
