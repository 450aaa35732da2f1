"""D2: a labelled question, and below it what answers, which no label names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.answering import is_room
from studyleaf.notes.answers.askers import LINK
from studyleaf.notes.answers.fields import FIELD
from studyleaf.notes.answers.item import CHOICES, FOLLOWING
from studyleaf.notes.answers.items import below_title, is_told_below
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.choices.asked import whole_lines
from studyleaf.notes.choices.wording import stem
from studyleaf.notes.lines.asking import asks, asks_somewhere, names_chapter
from studyleaf.notes.lines.bidding import begins_to_bid, bids, leads_to_list
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.shapes.slides import asking_slides
from studyleaf.notes.view import View

_CERTAIN, _RULES = 5, 3
_MOST = 0.75
_WORDS = 2

_YOURS = re.compile(r"[*_]{2,3}your\b[^:*_]{0,40}(?::[*_]{2,3}|[*_]{2,3}:)", re.IGNORECASE)
_HOW = re.compile(r"\byour answer\b", re.IGNORECASE)  # "Please round your answer up."
_DECIDED = re.compile(r"[\W_]*(?:selected|chosen|picked|decided|decision)[\W_]*", re.IGNORECASE)
_STATES = re.compile(r"[^\s.][.。](?:[*_ ]{0,4}[(\[][^()\[\]]*[)\]])?[*_]{0,3}$")
_ABOUT = ("line", "table", "fence", "code")
_FAR = 30  # parts below its number in which a question asks
_AT_END = 80  # characters in which a sentence ends, and the marks behind it

Found = Iterator[tuple[int, int, Asked]]


def labelled_questions(view: View, taken: Sequence[bool]) -> Found:
    """Yield "**Q: …?**" and the paragraphs or bullets behind it, where no label says "A"."""
    parts = view.parts
    slides = asking_slides(view)
    firsts = [
        at for at in range(len(parts)) if not taken[at] and (at in slides or _is_label(view, at))
    ]
    asking = sum(asks_somewhere(parts[at].text) for at in firsts)
    own = [at for at, part in enumerate(parts) if _is_q(part)]
    plain = len(own) >= _CERTAIN and any(taken[at] or asks_somewhere(parts[at].text) for at in own)
    counted = _counted(view, taken)
    nested = {at for at in firsts if _holds_answer(view, at)}
    nested = nested if len(nested) >= _CERTAIN else set()
    ruled = _ruled(view, [at for at in firsts if parts[at].kind == "line"])
    for at in firsts:
        level = parts[at].level if parts[at].kind == "heading" else 0
        body = at + 1 if at in counted and _ends(view, at) else _stem_end(view, at)
        rule = ruled and body < len(parts) and parts[body].kind == "rule"
        body += rule
        end = body
        while end < len(parts) and not taken[end] and not _stops(view, end, level):
            if parts[at].mark and not parts[end].items and parts[end].kind == "line":
                break  # a paragraph behind the list
            end += 1
        body = _told_from(view, at, body, end)
        one = view.starts(at)
        listed = one is not None and bool(one.number) and asking * 2 >= len(firsts)
        listed = (
            listed
            or at in slides
            or _is_task(view, at)
            or (plain and _is_q(parts[at]))
            or at in nested
            or at in counted
        )
        listed = listed or (len(firsts) >= _CERTAIN and asking >= _MOST * len(firsts))
        task = label(parts[at].text, "question") is None and bool(label(parts[at].text, "task"))
        if task:
            listed = False  # "Task 3 - the oven": its text is no answer
        if task and parts[at].mark and not view.is_study(at):
            continue  # "- Challenge 3: what if it boils?", of a text
        whole = _joined(parts[at:body])
        asked_for = one is not None and not task and bids(one.text) and not leads_to_list(whole)
        below = one is not None and not task and not one.text
        if end == body or not (below or listed or asked_for or asks_somewhere(whole)):
            continue
        if _is_no_answer(view, at, body, end):
            continue
        asked = stem(view, at, body - rule)
        asked.structure += [(body - 1, "rule")] if rule else []
        told = below_title(view, body, end)
        while told < end and parts[told].kind == "comment":
            told += 1
        answer = markdown(parts[told:end])
        asked.structure += [(n, "label or comment") for n in range(body, told)]
        if not asked.prompt or not answer.strip():
            continue
        yield (
            at,
            end,
            Asked(
                parts[at].start,
                parts[end - 1].end,
                "D2",
                asked.prompt,
                tuple(asked.scenario),
                asked.stem,
                answer=answer,
                number=(one.number or None) if one is not None else None,
                structure=whole_lines(view, at, end, asked.structure),
            ),
        )


def _ruled(view: View, firsts: Sequence[int]) -> bool:
    """Tell whether a rule divides most labelled questions from what answers them, and the next
    question from that.
    """
    kinds = [part.kind for part in view.parts]
    ends = [_stem_end(view, at) for at in firsts]
    rules = sum(kinds[end : end + 1] == ["rule"] for end in ends)
    over = sum(at > 0 and kinds[at - 1] == "rule" for at in firsts[1:])
    return rules >= max(_RULES, _MOST * len(ends)) and over >= _MOST * (len(firsts) - 1)


def _is_no_answer(view: View, at: int, body: int, end: int) -> bool:
    """Tell whether what stands below a labelled question, the parts `body:end`, does not answer."""
    parts, one = view.parts, view.starts(at)
    whole, about = _joined(parts[at:body]), parts[body:end]
    if any(_waits(view, n) for n in range(body, end)):
        return True
    if about[0].rows and any(map(_DECIDED.fullmatch, about[0].rows[0][1])):
        return True  # the options that a team had, and which of them it took
    if end == body + 1 and _HOW.search(about[0].text):
        return True
    labels = (view.label(n) for n in range(at + 1, end))
    if any(named is not None and named.kind == "answer" for named in labels):
        return True  # a trouble, with its solution
    if end == body + 1 and is_room(view, body, end):
        return True
    if any((own := view.option(n)) is not None and own.boxed for n in range(body, end)):
        return True  # choices, or things to do
    if all(part.kind == "heading" for part in about):
        return True  # titles of its parts
    if _asks_again(view, body, end, asked=asks_somewhere(whole)):
        return True  # "**Question 1: Say what you see**", and below it what that is
    if _chooses(view, at, body, end):
        return True
    if one is None and _are_questions(view, body, end):
        return True  # the heading of a chapter, with its questions below
    if label(about[0].text, "meta") and all(FIELD.match(part.text) for part in about):
        return True  # how hard it is, and who asks it
    if not asks_somewhere(whole) and all(LINK.fullmatch(part.text) for part in about):
        return True  # what was noted of a question, and where to read on
    # alternatives, of which somebody has to choose one
    return any(is_only(p.text, "options") and not is_only(p.text, "answer") for p in parts[at:end])


def _stem_end(view: View, at: int) -> int:
    """Return where the paragraph ends that a label begins, or the one below a label alone."""
    parts = view.parts
    body = at + 1
    while (
        body < len(parts)
        and parts[body].block == parts[at].block
        and not parts[body].mark
        and view.starts(body) is None
        and parts[body].kind == parts[at].kind
    ):
        body += 1
    start = view.starts(at)
    if start is None or start.text or body > at + 1:
        return body
    return _asking_end(view, at) or body


def _told_from(view: View, at: int, body: int, end: int) -> int:
    """Return where the answer begins: in the paragraph of the question, if its first line asks."""
    own = view.parts[at]
    bold = own.text.startswith(("**", "__")) and own.text.endswith(("**", "__"))
    if (
        body > at + 1
        and view.label(at + 1) is None
        and own.block == view.parts[at + 1].block
        and (bold or end == body)
    ):
        return at + 1 if is_told_below(view, at, body) else body
    return body


def _is_q(part: Part) -> bool:
    """Tell whether a heading has the label "Q:", over whatever it asks: "### Q: Kinds of stock"."""
    named = label(part.text, "question") if part.kind == "heading" else None
    return named is not None and named.word == "q" and bool(named.rest)


def _counted(view: View, taken: Sequence[bool]) -> set[int]:
    """Return the lines that "Q1", "Q2" and so on begin, one after the other and nothing left out,
    or "Q:", if some of them ask: the others do so, too.
    """
    found: dict[bool, list[int]] = {True: [], False: []}
    for at, part in enumerate(view.parts):
        named = label(part.text, "question") if part.kind == "line" and not part.mark else None
        if named is not None and named.word == "q" and named.rest:
            found[bool(named.number)].append(at)
    numbers = [int(one.number) for at in found[True] if (one := view.starts(at)) is not None]
    if numbers != list(range(1, len(numbers) + 1)):
        found[True] = []
    sure: set[int] = set()
    for own in found.values():
        asking = sum(taken[at] or asks_somewhere(view.parts[at].text) for at in own)
        if len(own) >= _CERTAIN and asking * 4 >= len(own):
            sure.update(own)
    return sure


def _ends(view: View, at: int) -> bool:
    """Tell whether a line ends a sentence, and the paragraph goes on below it."""
    own, below = view.parts[at], view.parts[at + 1] if at + 1 < len(view.parts) else None
    goes_on = below is not None and below.block == own.block
    return goes_on and own.text.rstrip("*_ \\").endswith((".", "?", "!", "。", "？"))


def _holds_answer(view: View, at: int) -> bool:
    """Tell whether "- Question 5: Kinds of stock" has bullets of its own, as nothing but an answer
    to it has.
    """
    part, named = view.parts[at], label(view.parts[at].text, "question")
    below = view.parts[at + 1] if at + 1 < len(view.parts) else part
    inside = below.mark and below.items[:-1] == part.items
    return bool(part.mark and inside and named and named.number and named.rest)


def _asks_again(view: View, first: int, end: int, *, asked: bool) -> bool:
    """Tell whether the only paragraph below a title ends with a question of its own, or bids to
    answer where the title has not `asked`.
    """
    found = view.parts[first:end]
    again = asks(found[-1].text) or (not asked and begins_to_bid(found[0].text))
    return again and len({part.block for part in found}) == 1


def _chooses(view: View, at: int, body: int, end: int) -> bool:
    """Tell whether what stands below a question may be choices without a key."""
    start = view.starts(at)
    if start is None or start.text:
        return False
    if any(view.option(n) is not None for n in range(body, end)):
        return True
    marks = sum(bool(part.mark) for part in view.parts[body:end])
    following = FOLLOWING.search(_joined(view.parts[at:body]))
    return marks >= CHOICES and bool(view.parts[body].mark or following)


def _are_questions(view: View, first: int, end: int) -> bool:
    """Tell whether a list below a heading holds questions and tasks, at least half of it."""
    said: list[str] = []
    for part in view.parts[first:end]:
        if part.number and not part.items[1:]:
            said.append(part.text)
        elif said and part.kind == "line" and not part.mark:
            said[-1] += f" {part.text}"
    asking = sum(asks_somewhere(text) or bids(text) for text in said)
    return asking > 0 and asking * 2 >= len(said)


def _is_task(view: View, at: int) -> bool:
    """Tell whether "**Q2.** Explain stock. (5 marks)" asks in its own way: a numbered question,
    of a whole sentence, in a bank of questions.
    """
    part, start = view.parts[at], view.starts(at)
    if start is None or not start.number or label(part.text, "question") is None:
        return False
    sentence = part.kind == "line" and bool(_STATES.search(start.text[-_AT_END:]))
    return sentence and len(start.text.split()) >= _WORDS and view.names_questions(at)


def _waits(view: View, at: int) -> bool:
    """Tell whether "Your answer:" leaves room for what readers answer."""
    named = view.label(at)
    given = named is not None and named.kind == "given" and not named.rest
    return given or bool(_YOURS.fullmatch(view.parts[at].text))


def _is_label(view: View, at: int) -> bool:
    part, start = view.parts[at], view.starts(at)
    titled = part.kind == "heading" and not names_chapter(part.text)
    if titled and asks(part.text) and view.in_questions(at):
        return True  # "## Knowledge check", "### Why is stock skimmed?"
    if start is None or start.style != "label":
        return False
    if not start.text and not (start.number and (_goes_on(view, at) or _asking_end(view, at))):
        return False
    return part.kind in ("heading", "line") and not part.quoted


def _goes_on(view: View, at: int) -> bool:
    """Tell whether the paragraph that "Question 3:" begins goes on in the next line."""
    if at + 1 >= len(view.parts):
        return False
    part, below = view.parts[at], view.parts[at + 1]
    return part.kind == "line" and below.block == part.block and not below.mark


def _asking_end(view: View, at: int) -> int:
    """Return where the paragraph ends that asks below "#### Question 3", or 0: it can stand below
    a table, or what it is about.
    """
    parts = view.parts
    if parts[at].kind == "line" and not parts[at].text.startswith("**"):
        return 0
    n = at + 1
    while n < min(at + _FAR, len(parts)):
        first = parts[n]
        if first.kind not in _ABOUT or view.label(n) is not None or view.option(n) is not None:
            return 0
        if first.kind == "line" and view.starts(n) is not None and not first.number:
            return 0
        end = n + 1
        while end < len(parts) and parts[end].block == first.block and not parts[end].mark:
            end += 1
        if first.kind == "line" and not first.mark and not first.quoted:
            bidding = n == at + 1 and bids(first.text)
            if bidding or asks(parts[end - 1].text):
                return end
        n = end
    return 0


def _stops(view: View, at: int, level: int) -> bool:
    part = view.parts[at]
    start = view.starts(at)
    if part.kind == "heading":
        return not level or part.level <= level
    return (
        part.kind in ("rule", "open", "close")
        or (start is not None and start.style == "label")
        or view.is_navigation(at)
    )


def _joined(found: Sequence[Part]) -> str:
    return " ".join(part.text for part in found)
