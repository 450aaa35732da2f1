"""D2, D6, C3: a labelled or folded answer to something that asks; D3: a table; D4: flashcards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.model import Choice
from studyleaf.notes.answers.answered import build_reply
from studyleaf.notes.answers.askers import FIELD
from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.answers.open import Reply, replies
from studyleaf.notes.asking import asks, asks_somewhere
from studyleaf.notes.choices.asked import whole_lines
from studyleaf.notes.choices.wording import stem
from studyleaf.notes.labels import is_only, label, plain
from studyleaf.notes.marks import Option
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.source import markdown
from studyleaf.notes.tables import columns, is_plainly_named
from studyleaf.notes.tails import Tail, without_prose
from studyleaf.notes.view import View

_CERTAIN = 5
_MOST = 0.75
_WORDS = 2
_FEW = 6  # parts that a file with nothing but a question has
_LITTLE = 0.05  # the share that is enough for several such tables, in which all rows ask
_SHARE = 0.65  # of the lines of a file, from which on a table is what the file is about

_YOURS = re.compile(r"[*_]{2,3}your\b[^:*_]{0,40}(?::[*_]{2,3}|[*_]{2,3}:)", re.IGNORECASE)
_STATES = re.compile(r"[^\s.][.。](?:[*_ ]{0,4}[(\[][^()\[\]]*[)\]])?[*_]{0,3}$")
_AT_END = 80  # characters in which a sentence ends, and the marks behind it
_LETTERS = re.compile(r"[*_(]*[A-H](?:\)?\s?(?:,|&|and)?\s?\(?[A-H]){0,5}[*_).]*")

Found = Iterator[tuple[int, int, Asked]]


def answers(view: View, taken: Sequence[bool]) -> Found:
    """D2 and C3: yield questions whose answer is labelled or folded away."""
    found = list(replies(view, taken))
    if len(found) == 1 and _is_said_by_the_way(view, found[0]):
        return
    tails = [Tail(r.start, r.at + 1, r.end, r.at + 1 if r.fold is None else 0) for r in found]
    for reply, end in zip(found, without_prose(view, tails), strict=True):
        reply.end = end
        asked = build_reply(view, reply, _shape(view, reply))
        if asked is not None and not _is_of_choices(asked):
            yield reply.start, reply.end, asked


def _is_of_choices(asked: Asked) -> bool:
    """Tell whether an answer is only the letters of choices, and nothing asks that has none."""
    asking = "\n".join((*asked.scenario, asked.prompt, asked.stem))
    return bool(_LETTERS.fullmatch(asked.answer)) and not asks_somewhere(asking)


def _is_said_by_the_way(view: View, reply: Reply) -> bool:
    """Tell whether the only answer of a file belongs to what the text itself asks, or to nothing
    that asks.
    """
    if reply.fold is not None or view.is_study(reply.start):
        return False
    if reply.style == "label":
        return _is_of_report(view, reply.start)
    parts = view.parts[reply.start : reply.at]
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


def labelled_questions(view: View, taken: Sequence[bool]) -> Found:
    """D2: yield "**Q: …?**" and the paragraphs or bullets behind it, where no label says "A"."""
    parts = view.parts
    firsts = [at for at in range(len(parts)) if not taken[at] and _is_label(view, at)]
    asking = sum(asks_somewhere(parts[at].text) for at in firsts)
    for at in firsts:
        level = parts[at].level if parts[at].kind == "heading" else 0
        body = at + 1
        while (
            body < len(parts)
            and parts[body].block == parts[at].block
            and not parts[body].mark
            and view.starts(body) is None
            and parts[body].kind == parts[at].kind
        ):
            body += 1
        end = body
        while end < len(parts) and not taken[end] and not _stops(view, end, level):
            if parts[at].mark and not parts[end].items and parts[end].kind == "line":
                break  # a paragraph behind the list
            end += 1
        one = view.starts(at)
        listed = one is not None and bool(one.number) and asking * 2 >= len(firsts)
        listed = listed or _is_task(view, at)
        listed = listed or (len(firsts) >= _CERTAIN and asking >= _MOST * len(firsts))
        if one is not None and listed and label(parts[at].text, "task") is not None:
            listed = False  # "Task 3 - the oven": its text is no answer
        if end == body or not (listed or asks_somewhere(_joined(parts[at:body]))):
            continue
        if any(_waits(view, n) for n in range(body, end)):
            continue
        about = parts[body:end]
        if label(about[0].text, "meta") and all(FIELD.match(part.text) for part in about):
            continue  # how hard it is, and who asks it
        if any(is_only(p.text, "options") and not is_only(p.text, "answer") for p in parts[at:end]):
            continue  # alternatives, of which somebody has to choose one
        asked = stem(view, at, body)
        answer = markdown(parts[body:end])
        start = view.starts(at)
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
                number=(start.number or None) if start is not None else None,
                structure=whole_lines(view, at, end, asked.structure),
            ),
        )


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
    if part.kind == "heading" and asks(part.text) and view.in_questions(at):
        return True  # "## Knowledge check", "### Why is stock skimmed?"
    if start is None or start.style != "label":
        return False
    if not start.text and not (start.number and _goes_on(view, at)):
        return False
    return part.kind in ("heading", "line") and not part.quoted


def _goes_on(view: View, at: int) -> bool:
    """Tell whether the paragraph that "Question 3:" begins goes on in the next line."""
    if at + 1 >= len(view.parts):
        return False
    part, below = view.parts[at], view.parts[at + 1]
    return part.kind == "line" and below.block == part.block and not below.mark


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


def tables(view: View, taken: Sequence[bool]) -> Found:
    """D3: yield the rows of tables with a column of questions and one of answers."""
    alike: dict[tuple[str, ...], list[float]] = {}
    for at, part in enumerate(view.parts):
        if columns(part) is not None:
            alike.setdefault(part.rows[0][1], []).append(view.share(at))
    for at, part in enumerate(view.parts):
        found = columns(part) if not taken[at] else None
        if found is None:
            continue
        ask, reply = found
        head = [plain(cell) for cell in part.rows[0][1]]
        lettered = [n for n, cell in enumerate(head) if cell in ("a", "b", "c", "d", "e", "f")]
        if len(lettered) > 1:
            yield from _choice_rows(at, part, ask, reply, lettered)
        else:
            shares = alike.get(part.rows[0][1], [])
            several = len(shares) > 1 and sum(shares) >= _LITTLE
            yield from _rows(view, at, ask, reply, several=several)


def _choice_rows(at: int, part: Part, ask: int, reply: int, columns: Sequence[int]) -> Found:
    """Yield the rows of a table with a column for each choice."""
    for line, cells in part.rows[1:]:
        if max(ask, reply, *columns) >= len(cells) or not cells[ask]:
            continue
        texts = [cells[n] for n in columns if cells[n]]
        options = [Option("letter", chr(65 + n), text, None) for n, text in enumerate(texts)]
        key = read_key(cells[reply], options)
        right = key.right if key is not None else frozenset()
        choices = tuple(Choice(text, n in right) for n, text in enumerate(texts))
        yield at, at, Asked(line, line + 1, "D3", cells[ask], choices=choices, lines=(line,))


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
    asking = sum(asks_somewhere(row[ask]) for _, row in rows)
    studied = view.is_study(at) and (is_plainly_named(part) or asking * 2 >= len(rows))
    if not (studied or (several and asking == len(rows))) and (
        asking * 2 < len(rows) or view.share(at) < _SHARE
    ):
        return  # a table of decisions, or of what readers ask about the matter at hand
    for used, row in rows:
        if not row[ask] or not row[reply]:
            continue
        others = [
            c
            for n, c in enumerate(row)
            if n not in (ask, reply) and c and not c.strip("#. ").isdigit()
        ]
        number = next(
            (c.strip("#. ") for n, c in enumerate(row) if n < ask and c.strip("#. ").isdigit()),
            None,
        )
        asked = Asked(
            used[0],
            used[-1] + 1,
            "D3",
            row[ask],
            answer=row[reply].strip(),
            explanation="\n\n".join(others),
            number=number,
            lines=tuple(used),
        )
        yield at, at, asked
