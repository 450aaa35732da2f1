"""A key that gives letters and texts, one choice behind another → their letters.

    Answers: B) Gazpacho and D) Ajoblanco, which are cold

Texts may hold "and" and commas, and what follows a key may judge other choices. So a letter goes on
with a key only right behind the whole text of the choice before it, and if its own text follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from studyleaf.notes.lines.marks import Option
from studyleaf.notes.lines.ticks import CROSSES, TICKS

_AND = r"and|or|und|oder|y|e|o|et|ou|och|ve|и|en|i|plus"
_BETWEEN = re.compile(
    rf"[\s.*_`]*(?:[,;/+&、，；\n]|<br\s*/?>|\s(?:{_AND})\s|(?P<space>\s)(?=[*_`]*[A-Z][).:]))[\s*_`]*(?:(?:{_AND}|&)\s+)?[\s*_`(\[-]*"
    r"(?P<name>[A-Za-z]|\d{1,2}(?=[).:]\s))[)\].:]*[*_`]*\s?(?:[-–—:]\s)?[\s*_`]*",
    re.IGNORECASE,
)
_QUOTED_LETTER = re.compile(r"[\"'“‘]([A-H])[\"'”’](?!\w)")
_CROSSED, _TICKED = frozenset(CROSSES), frozenset(TICKS)
# "✅ B, ✅ D" and "B ✅ D ✅"
_TICKED_LETTER = re.compile(
    rf"(?:(?<![^\s,;])[{TICKS}]\ufe0f?\s*(?=[A-H](?!\w))|(?<![^\W_])([A-H][).]?)\s?[{TICKS}]\ufe0f?(?=[\s,;]|$))"
)
# "**B, C** because …", where the mark of bold ends what the key names
_BOLD = re.compile(r"\*\*([A-H](?:\s?[,;&/]\s?[A-H])+)\*{2,3}(?=:?\s+\S)")
_FIRST = re.compile(rf"[*_`]*(?:(?:{_AND})\s|&)\s*(?=[*_`(\[]*[A-H](?:[).\]:*_]|$))", re.IGNORECASE)
_ROMANS = ("I", "II", "III", "IV", "V", "VI")
_EDGES = " \t\n*_`.()[]:-–—\"'“”"


def following(
    letters: Sequence[str], rest: str, options: Sequence[Option], names: Mapping[str, int]
) -> tuple[list[str], str]:
    """Return the letters of a key and those that go on with it, and what it says besides."""
    found = list(letters)
    while found[-1] in names:
        behind = _without(rest, options[names[found[-1]]].text)
        match = _BETWEEN.match(behind) if behind is not None else None
        if match is None or behind is None:
            break
        name, text = match["name"].upper(), behind[match.end() :]
        left = _without(text, options[names[name]].text) if name in names else None
        if name in found or left is None or (match["space"] and left.strip(_EDGES)):
            break  # "B. Gazpacho. A. Ramen is hot"
        found.append(name)
        rest = text
    return found, rest


def plain_letters(text: str) -> str:
    """Return a key without the quotes around its letters, and without ticks and bold at them."""
    bold = _BOLD.match(text)
    if bold is not None:
        text = f"{bold[1]}.{text[bold.end() :]}"
    text = _QUOTED_LETTER.sub(r"\1", text)
    if not _CROSSED.isdisjoint(text):
        return text
    return text.strip() if _TICKED.isdisjoint(text) else _TICKED_LETTER.sub(r"\1", text).strip()


def roman_names(options: Sequence[Option], names: Mapping[str, int]) -> Mapping[str, int]:
    """Return the Roman numbers of choices: their names, or their places if they have none."""
    if "II" in names:
        return names
    if not options or len(options) > len(_ROMANS) or any(option.name for option in options):
        return {}
    return {name: n for n, name in enumerate(_ROMANS[: len(options)])}


def without_and(text: str) -> str:
    """Return a line that goes on with a key without its first word: "and C. Ukha"."""
    match = _FIRST.match(text)
    return text[match.end() :] if match is not None else text


def _without(text: str, choice: str) -> str | None:
    """Return what stands behind the text of a choice; None where it begins with something else."""
    text, choice = text.lstrip(_EDGES), choice.strip(_EDGES)
    same = choice and text[: len(choice)].casefold() == choice.casefold()
    return text[len(choice) :].lstrip(".)]*_`\"'“”") if same else None
