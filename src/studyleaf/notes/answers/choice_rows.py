"""A table with a question in each row → its questions, if the row holds the choices as well.

Each choice has a column ("A", "Option 2"), or all of them share one ("Choices"). Where the column
of the answer stands beside wrong ones ("Wrong 1") or begins their count ("Answer 2"), it is a
choice itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.model import Choice
from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.labels import plain, words
from studyleaf.notes.lines.marks import Option
from studyleaf.notes.lines.ticks import unticked
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked

_HEAD = re.compile(r"(?P<word>[^\W\d_]+\s)?(?P<name>[a-f]|(?<=\s)[1-6])[.)]?")
_LETTER = re.compile(r"[*_]{0,2}[(\[]?[A-Fa-f1-6][.)\]:][*_]{0,2}\s*")
_BETWEEN = (
    re.compile(r"<br\s*/?>"),
    re.compile(r";"),
    re.compile(r"\s/\s"),
    re.compile(r"[,/]"),
)
_INLINE = re.compile(r"(?<!\s)\s+(?=[(\[]?[B-Fb-f][.)\]]\s)")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_MOST = 8
_NUMBER = re.compile(r"\s*#?\d{1,2}$")
_NAME = re.compile(r"[*_(]{0,3}(?:[A-Ha-h]|\d{1,4})[*_).]{0,3}")
_COUNT = re.compile(r"[#. ]*\d+[#. ]*")
_FIRST = ("a", "1", "1.", "a.", "1)", "a)")


def row_asked(
    lines: Sequence[int],
    cells: Sequence[str],
    ask: int,
    used: Sequence[int],
    *,
    choices: tuple[Choice, ...] = (),
    answer: str = "",
) -> Asked:
    """Make the question of a row; what else its cells say explains it, or is its number."""
    taken = frozenset(used)
    others = [(n, cell) for n, cell in enumerate(cells) if n not in taken and cell]
    numbers = [cell.strip("#. ") for n, cell in others if n < ask and _COUNT.fullmatch(cell)]
    return Asked(
        lines[0],
        lines[-1] + 1,
        "D3",
        cells[ask],
        choices=choices,
        answer=answer,
        explanation="\n\n".join(cell for _, cell in others if not _COUNT.fullmatch(cell)),
        number=numbers[0] if numbers else None,
        lines=tuple(lines),
    )


def choice_rows(part: Part, ask: int, reply: int) -> Iterator[Asked]:
    """Yield the questions of the rows, if each of them has choices."""
    head = [plain(cell) for cell in part.rows[0][1]]
    own = [n for n, cell in enumerate(head) if n not in (ask, reply) and _is_choice(cell)]
    wrong = [n for n, cell in enumerate(head) if _NUMBER.sub("", cell) in words("wrong")]
    shared = [n for n, cell in enumerate(head) if cell in words("options") and n != reply]
    if wrong or (len(own) > 1 and not any(head[n].endswith(_FIRST) for n in own)):
        columns = sorted((reply, *(wrong or own)))
        if not shared and _hold_texts(part, columns):
            yield from _beside(part, ask, reply, columns)
            return
    if len(own) < 2 and not shared:
        return
    found: list[Asked] = []
    for line, cells in part.rows[1:]:
        if max(ask, reply, *own, *shared) >= len(cells) or not cells[ask]:
            continue
        texts = [cells[n] for n in own if cells[n]] if len(own) > 1 else _texts(cells[shared[0]])
        options = [Option("letter", chr(65 + n), text, None) for n, text in enumerate(texts)]
        key = read_key(cells[reply], options)
        if len(own) < 2 and (len(texts) < 2 or key is None or not key.right):
            return  # what shares a column may be anything else
        right = key.right if key is not None else frozenset()
        choices = tuple(Choice(text, n in right) for n, text in enumerate(texts))
        used = (ask, reply, *own, *shared)
        found.append(row_asked((line,), cells, ask, used, choices=choices))
    yield from found


def _hold_texts(part: Part, columns: Sequence[int]) -> bool:
    """Tell whether columns hold more than the letters of choices, or how often one was wrong."""
    cells = [row[n] for _, row in part.rows[1:] for n in columns if n < len(row) and row[n]]
    return sum(_NAME.fullmatch(cell) is not None for cell in cells) * 2 < len(cells)


def _beside(part: Part, ask: int, reply: int, columns: Sequence[int]) -> Iterator[Asked]:
    """Yield the questions of rows whose answer is the choice beside the wrong ones."""
    for line, cells in part.rows[1:]:
        if max(ask, *columns) >= len(cells) or not cells[ask] or not cells[reply]:
            continue
        choices = tuple(Choice(cells[n], n == reply) for n in columns if cells[n])
        if len(choices) > 1:
            yield row_asked((line,), cells, ask, (ask, *columns), choices=choices)


def marked_rows(part: Part) -> list[Asked]:
    """Return the questions of a table whose choices share a column, the right one in bold or with
    a tick: "| Which is cold? | Ramen / **Gazpacho** |".
    """
    if part.kind != "table":
        return []
    head = [plain(_ASIDE.sub("", cell)) for cell in part.rows[0][1]]
    asks = [n for n, cell in enumerate(head) if cell in words("question") | words("prompt")]
    shared = [n for n, cell in enumerate(head) if cell in words("options")]
    if not asks or not shared:
        return []
    found: list[Asked] = []
    for line, cells in part.rows[1:]:
        if max(asks[0], shared[0]) >= len(cells) or not cells[asks[0]]:
            continue
        made = tuple(_marked(text) for text in _texts(cells[shared[0]]))
        if not 0 < sum(choice.right for choice in made) < len(made):
            return []
        found.append(row_asked((line,), cells, asks[0], (asks[0], shared[0]), choices=made))
    return found


def _marked(text: str) -> Choice:
    plain_text, right = unticked(text)
    whole = WHOLE_BOLD.fullmatch(plain_text)
    return Choice(whole[2] if whole is not None else plain_text, bool(right or whole))


def _is_choice(head: str) -> bool:
    match = _HEAD.fullmatch(head)
    return match is not None and (not match["word"] or _names_choice(match["word"].strip()))


def _names_choice(word: str) -> bool:
    return word in words("options") | words("answer") | {
        "choice",
        "opción",
        "alternativa",
        "option",
    }


def _texts(cell: str) -> Sequence[str]:
    """Divide a cell that holds several choices."""
    for between in (_BETWEEN[0], _INLINE, *_BETWEEN[1:]):
        texts = [_LETTER.sub("", text, count=1).strip() for text in between.split(cell)]
        texts = [text for text in texts if text]
        if 2 <= len(texts) <= _MOST:
            return texts
    return ()
