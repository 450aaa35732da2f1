"""D2, D6, C3: a labelled or folded answer to something that asks; D3: a table; D4: flashcards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.answers.answered import build_reply
from studyleaf.notes.answers.answering import ROOM
from studyleaf.notes.answers.card_tables import card_of
from studyleaf.notes.answers.choice_rows import choice_rows, marked_rows, row_asked
from studyleaf.notes.answers.fields import FIELD
from studyleaf.notes.answers.open import Reply, replies
from studyleaf.notes.blocks.tables import asking as asking_columns
from studyleaf.notes.blocks.tables import columns, is_plainly_named, judges, names_scheme, sides
from studyleaf.notes.decks import decks
from studyleaf.notes.lines.asking import asks, asks_somewhere
from studyleaf.notes.lines.bidding import begins_to_bid, bids
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.lines.statements import asks_to_judge, marks_statement
from studyleaf.notes.pieces import Asked
from studyleaf.notes.tails import Tail, without_prose
from studyleaf.notes.view import View

_FEWEST = 3  # rows of terms
_FEW = 6  # parts that a file with nothing but a question has
_LITTLE = 0.05  # the share that is enough for several such tables, in which all rows ask
_FACTS, _BRIEF, _MOST = 6, 40, 0.8  # rows, characters, a share
_SHARE = 0.65  # of the lines of a file, from which on a table is what the file is about

_LETTERS = re.compile(r"[*_(]*[A-H](?:\)?\s?(?:,|&|and)?\s?\(?[A-H]){0,5}[*_).]*")
# what somebody asked a program for: "Question: Provide 30 multiple-choice questions"
_ORDER = re.compile(
    r"^\W*(?:can you\s+|could you\s+)?(?:please\s+)?(?:provide|generate|create|write|give me)\s"
    r"(?:[\w-]+\s){0,3}(?:\d{1,3}|a list of|some|multiple[- ]choice|practice|quiz)\s"
    r"(?:[\w-]+\s){0,4}questions\b",
    re.IGNORECASE,
)

# "T" says that "F" is no letter of a choice
_LETTER = re.compile(r"[*_ ]*(?:[TVRWF]|true|false|vero|falso|vrai|faux)[*_ ]*", re.IGNORECASE)
_TRUE, _FALSE = re.compile(r"[*_]*[TV][*_.]*"), re.compile(r"[*_]*F[*_.]*")

Found = Iterator[tuple[int, int, Asked]]


def answers(view: View, taken: Sequence[bool]) -> Found:
    """D2 and C3: yield questions whose answer is labelled or folded away."""
    found = list(replies(view, taken))
    if len(found) == 1 and _is_said_by_the_way(view, found[0]):
        return
    tails = [Tail(r.start, r.at + 1, r.end, r.at + 1 if r.fold is None else 0) for r in found]
    made: list[tuple[int, int, Asked]] = []
    for reply, end in zip(found, without_prose(view, tails), strict=True):
        reply.end = reply.end if reply.start in view.solved else end
        asked = build_reply(view, reply, _shape(view, reply))
        if asked is not None and not _ORDER.search(asked.prompt):
            made.append((reply.start, reply.end, asked))
    judged = any(_TRUE.fullmatch(asked.answer) for _, _, asked in made)
    for first, last, asked in made:
        false = judged and _FALSE.fullmatch(asked.answer) is not None
        if false or not _is_of_choices(asked):
            yield first, last, asked


def _is_of_choices(asked: Asked) -> bool:
    """Tell whether an answer is only the letters of choices, and nothing asks that has none."""
    asking = "\n".join((*asked.scenario, asked.prompt, asked.stem))
    asks_so = asks_somewhere(asking) or asks_to_judge(asking) or begins_to_bid(asked.prompt)
    return bool(_LETTERS.fullmatch(asked.answer)) and not asks_so


def _is_said_by_the_way(view: View, reply: Reply) -> bool:
    """Tell whether the only answer of a file belongs to what the text itself asks, or to nothing
    that asks.
    """
    if reply.fold is not None or view.is_study(reply.start):
        return False
    parts = view.parts[reply.start : reply.at]
    if reply.style == "label":
        listed = bool(parts[0].mark and view.parts[reply.at].mark)
        fields = listed and not any(asks_somewhere(p.text) or bids(p.text) for p in parts)
        return fields or _is_of_report(view, reply.start)
    if not any(asks_somewhere(part.text) for part in parts):
        return True
    own = parts[0]
    return (
        reply.style == "plain"
        and own.kind == "line"
        and not own.mark
        and not own.text.startswith(("**", "__"))
        and len(view.parts) > _FEW
    )


def _is_of_report(view: View, at: int) -> bool:
    """Tell whether a question is a field at the head of a report, behind another: its date."""
    own, above = view.parts[at], view.parts[at - 1] if at else None
    if above is None or above.block != own.block or not own.text.startswith("**"):
        return False
    return bool(FIELD.match(above.text)) and label(above.text, "meta") is None


def _shape(view: View, reply: Reply) -> str:
    if reply.fold is not None:
        return "C4" if view.parts[reply.fold.open].info else "C3"
    if view.parts[reply.at].mark in ("-", "*", "+") and reply.at > reply.start + 1:
        return "D6"
    return "D2"


def tables(view: View, taken: Sequence[bool]) -> Found:
    """D3: yield the rows of tables with a column of questions and one of answers."""
    alike: dict[tuple[str, ...], list[float]] = {}
    inside: Sequence[bool] = ()
    for at, part in enumerate(view.parts):
        if columns(part) is not None:
            alike.setdefault(part.rows[0][1], []).append(view.share(at))
    for at, part in enumerate(view.parts):
        card = card_of(part) if not taken[at] else None
        if card is not None:
            yield at, at + 1, card
            continue
        found = columns(part) if not taken[at] else None
        if found is None and part.kind == "table" and not taken[at]:
            yield from ((at, at, asked) for asked in marked_rows(part))
            inside = inside or decks(view)
            found = sides(part) if inside[at] and len(part.rows) > _FEWEST else None
            found = found or (asking_columns(part) if view.is_study(at) else None)
        if found is None:
            continue
        ask, reply = found
        rows = list(choice_rows(part, ask, reply))
        if rows:
            yield from ((at, at, asked) for asked in rows)
        else:
            shares = alike.get(part.rows[0][1], [])
            several = len(shares) > 1 and sum(shares) >= _LITTLE
            yield from _rows(view, at, ask, reply, several=several)


def _are_judged(cells: Sequence[str]) -> bool:
    """Tell whether a column says of each statement whether it is true."""
    told = [re.split(r"[.,;:–—(-]", cell)[0] for cell in cells]
    return all(is_only(one, "truth") or marks_statement(one) for one in told)


def _are_facts(rows: Sequence[Sequence[str]], ask: int, reply: int) -> bool:
    """Tell whether rows are counted, and each asks for a fact that a word or two answer: decisions
    have reasons.
    """
    if ask != 1 or reply != ask + 1 or len(rows) < _FACTS:
        return False
    counted = all(row[0].strip("*_. #") == str(n + 1) for n, row in enumerate(rows))
    brief = sum(len(row[reply]) <= _BRIEF for row in rows)
    return counted and brief >= _MOST * len(rows) and all(asks(row[ask]) for row in rows)


def _rows(view: View, at: int, ask: int, reply: int, *, several: bool) -> Found:
    part = view.parts[at]
    rows: list[tuple[list[int], list[str]]] = []
    for line, cells in part.rows[1:]:
        if max(ask, reply) >= len(cells):
            continue
        if not cells[ask] and rows:
            rows[-1][0].append(line)
            rows[-1][1][reply] += f"\n{cells[reply]}"
        else:
            rows.append(([line], list(cells)))
    if sum(
        bool(
            re.fullmatch(
                r"[*_ ]*(?:q(?:uestion)?)?\s*#?(?:\d{1,3}\.)?\d{1,4}[.)]?[*_ ]*",
                cells[ask],
                re.IGNORECASE,
            )
        )
        for _, cells in rows
    ):
        return
    named = view.is_study(at)
    asking = sum(asks_somewhere(row[ask]) or (named and bids(row[ask])) for _, row in rows)
    asking = len(rows) if named and _are_judged([row[reply] for _, row in rows]) else asking
    studied = named and (is_plainly_named(part) or asking * 2 >= len(rows))
    studied = studied or names_scheme(part)
    studied = studied or (judges(part) and all(_LETTER.fullmatch(row[reply]) for _, row in rows))
    studied = studied or (columns(part) is None and bool(rows))  # it is of flashcards
    studied = studied or _are_facts([row for _, row in rows], ask, reply)
    if not (studied or (several and asking == len(rows))) and (
        asking * 2 < len(rows) or view.share(at) < _SHARE
    ):
        return  # a table of decisions, or of what readers ask about the matter at hand
    for used, row in rows:
        if not row[ask] or ROOM.fullmatch(row[reply].strip("*_ ")):
            continue
        yield at, at, row_asked(used, row, ask, (ask, reply), answer=row[reply].strip())
