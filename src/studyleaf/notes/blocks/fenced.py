"""Plain fences that hold questions → the parts inside them.

What shows how a program wants its questions written holds a few, as an example. So a file must have
many of them in fences, or several that each fill one, right below "Question 3".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from studyleaf.notes.blocks.indented import holds_questions, questions_in
from studyleaf.notes.lines.asking import asks
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.lines.starts import starts
from studyleaf.notes.parts import Part, shifted

_NAMES = "ABCDEFGHIJ"
_CHOICE = re.compile(r"(?P<name>[A-Ja-j])[.)]\s+\S")
_CARD = re.compile(r"\s*Q[.:]\s+\S")
_PLAIN = ("", "text", "txt", "plaintext", "none", "nohighlight")
_SIDES = re.compile(r"\S.*?\s?:{2,3}\s?\S.*")
_COUNTED = re.compile(r"(?:question|q)\s?\d{1,3}\b", re.IGNORECASE)
_MOST = 0.75
_MANY, _SEVERAL, _FEWEST = 8, 3, 2


def questions_out_of_fences(
    found: Sequence[Part], read: Callable[[str], list[Part]]
) -> Iterator[Part]:
    """Free questions from their fences; `read` returns the parts of what one holds."""
    found = [one for at in range(len(found)) for one in _without_choices(found, at)]
    many = sum(questions_in(part.text) for part in found if is_plain(part)) >= _MANY
    named = {at for at in range(len(found)) if _is_one_question(found, at)}
    named |= {at for at in range(len(found)) if _is_labelled(found, at)}
    decks = {at for at, part in enumerate(found) if is_plain(part) and _is_deck(part.text)}
    pairs = {at: _pairs(part.text) for at, part in enumerate(found) if is_plain(part)}
    if sum(pairs.values()) >= _MANY:
        decks |= {at for at, count in pairs.items() if count}
    fronts = {at for at in range(len(found)) if _is_card(found, at)}
    if len(fronts) >= _SEVERAL:
        found = [_answer(part) if at - 1 in fronts else part for at, part in enumerate(found)]
        named |= {n for at in fronts for n in (at, at + 1)}
    for at, part in enumerate(found):
        whole = (at in named and len(named) >= _SEVERAL) or at in decks
        if not whole and not (many and is_plain(part) and holds_questions(part.text)):
            yield part
            continue
        edge = replace(part, kind="rule", text="", mark="", info="")
        yield replace(edge, end=part.start + 1, kind="comment" if whole else "rule")
        yield from (shifted(one, part, part.start + 1) for one in read(part.text))
        if part.source.rstrip().endswith(("```", "~~~")):
            yield replace(edge, start=part.end - 1, kind="comment" if at in fronts else "rule")


def _without_choices(found: Sequence[Part], at: int) -> Iterator[Part]:
    """Divide a fence below a question at the blank line between code and choices with letters, so
    that each is a fence of its own.
    """
    part = found[at]
    code, _, below = part.text.rstrip().rpartition("\n\n") if part.kind == "fence" else ("", "", "")
    names = _letters(below)
    lettered = len(names) >= _SEVERAL and "" not in names and _NAMES.startswith("".join(names))
    if not lettered or not code.strip() or not at or not _asks(found[at - 1]):
        yield part
        return
    own = part.source.split("\n")
    opened = part.start + 1 + code.count("\n") + 1  # the blank line
    first = "\n".join([own[0], *code.split("\n"), own[0].strip()[:3], ""])
    yield replace(part, end=opened, text=f"{code}\n", source=first)
    second = "\n".join([own[0].strip()[:3], *below.split("\n"), own[0].strip()[:3], ""])
    yield replace(part, start=opened, block=opened, text=f"{below}\n", source=second, info="")


def _asks(part: Part) -> bool:
    return part.kind in ("line", "heading") and (asks(part.text) or starts(part) is not None)


def _is_one_question(found: Sequence[Part], at: int) -> bool:
    """Tell whether a fence holds one question, right below its number: "#### Question 3"; or its
    choices, and below them the right one.
    """
    if not at or not is_plain(found[at]):
        return False
    if _tells_choices(found[at].text) and _asks(found[at - 1]):
        return True
    count = questions_in(found[at].text)
    if count == 1 and at + 1 < len(found) and _is_answer(found[at + 1]):
        return True
    if count != 1 and not _ends_with_choices(found[at].text):
        return False
    start = starts(found[at - 1])
    return start is not None and start.style == "label" and bool(start.number) and not start.text


def _is_deck(text: str) -> bool:
    """Tell whether a fence holds many cards, a line each: somebody's own, since what shows how to
    write them holds a few.
    """
    lines = _lines(text)
    cards = sum(_SIDES.fullmatch(line) is not None for line in lines)
    return cards >= max(_MANY, _MOST * len(lines))


def _pairs(text: str) -> int:
    """Count the labelled questions of a fence, if as many labelled answers are in it."""
    lines = _lines(text)
    asked = sum(_COUNTED.match(line) is not None for line in lines)
    told = sum(line[:1] in "Aa" and label(line, "answer") is not None for line in lines)
    return asked if asked == told else 0


def _is_labelled(found: Sequence[Part], at: int) -> bool:
    """Tell whether a fence holds what asks: "Question:" stands above it, and "Answer:" below."""
    if not at or at + 1 >= len(found) or not is_plain(found[at]):
        return False
    above, below = found[at - 1], found[at + 1]
    asks_below = above.kind == "line" and is_only(above.text, "question")
    return asks_below and label(below.text, "answer") is not None


def _is_answer(part: Part) -> bool:
    named = label(part.text, "answer") if part.kind == "line" else None
    return named is not None and bool(named.rest)


def _ends_with_choices(text: str) -> bool:
    """Tell whether the last lines of a fence, and no others, have the letters of choices."""
    names = _letters(text)
    first = names.index("A") if "A" in names else 0
    run = "".join(names[first:])
    return first > 0 and _SEVERAL <= len(run) == len(names[first:]) and _NAMES.startswith(run)


def _tells_choices(text: str) -> bool:
    """Tell whether a fence begins with the letters of choices, and a label below has the answer."""
    names = _letters(text)
    count = names.index("") if "" in names else len(names)
    told = _lines(text)[count:]
    named = label(told[0], "answer") if told and count >= _FEWEST else None
    return named is not None and bool(named.rest) and _NAMES.startswith("".join(names[:count]))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _letters(text: str) -> list[str]:
    """Return the letter of the choice that each line begins with that is not blank, or ""."""
    return [match["name"].upper() if (match := _CHOICE.match(one)) else "" for one in _lines(text)]


def _is_card(found: Sequence[Part], at: int) -> bool:
    """Tell whether a fence asks, and the one right below it answers."""
    if at + 1 >= len(found) or not (is_plain(found[at]) and is_plain(found[at + 1])):
        return False
    return _CARD.match(found[at].text) is not None and _CARD.match(found[at + 1].text) is None


def _answer(part: Part) -> Part:
    """Return the back of a card with a label, as its front has one: "Answer: Gazpacho"."""
    return replace(part, text=f"Answer: {part.text.lstrip()}")


def is_plain(part: Part) -> bool:
    """Tell whether a part is a fence whose language says of no program that it is its."""
    info = part.info.casefold()
    return part.kind == "fence" and (info in _PLAIN or not info[0].isalpha())
