"""What a key is, how it names choices, and how texts are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from studyleaf.notes.lines.marks import Option

CONJUNCTION = r"(?:and|or|und|oder|y|e|o|i|et|ou|och|ve|dan|và|и|和|と|및|와|과)"
"""What stands between several answers, as a regular expression."""
_SHORT = 300  # a longer text is not kept in memory
_UNCOUNTED = re.compile(r"[^\w+\-=<>$%/#&|^~]+|_+")


class Key(NamedTuple):
    """Which choices are right, by index; `rest` is what the key says besides."""

    right: frozenset[int]
    rest: str
    unknown: tuple[str, ...] = ()
    """Names of choices that there are none of."""
    by_text: bool = False
    slip: str = ""
    """The name that it gives to the choice whose text it says, and that is another's."""

    @property
    def problem(self) -> str:
        """What contradicts itself in it; "" where nothing does."""
        if self.unknown:
            return f"The key names {', '.join(self.unknown)}, and there is no such choice."
        if self.slip:
            return f"The key names {self.slip} with the text of another choice, which stands."
        return ""


def names_of(options: Sequence[Option]) -> dict[str, int]:
    """Return the letters of choices, those that the places stand for where they have none."""
    names: dict[str, int] = {}
    for n, option in enumerate(options):
        name = option.name if option.name and not option.name.isdigit() else chr(65 + n)
        names.setdefault(name, n)
    return names


def fold(text: str) -> str:
    """Return what counts when texts are compared: letters, digits and signs of code, no case."""
    return _kept(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    return _UNCOUNTED.sub("", text.casefold())


_kept = lru_cache(maxsize=4096)(_fold)  # each text of a key is compared with each choice


def without_choice(rest: str, options: Sequence[Option], right: frozenset[int]) -> str:
    """Return what a key says besides the text of the right choice: "B) Gazpacho" → ""."""
    text = rest.strip().lstrip(".):-–—*_ \t")
    wanted = fold(text)
    said = {fold(options[n].text) for n in right}
    if (
        not wanted
        or wanted in said
        or any(one.startswith(wanted) and len(wanted) > 3 for one in said)
    ):
        return ""
    inner = text.rstrip("*_ .")
    if inner.startswith("(") and inner.endswith(")") and fold(inner) in said:
        return ""
    for n in right:
        plain = options[n].text.strip().rstrip(".")
        if plain and text.casefold().startswith(plain.casefold()):
            after = text[len(plain) :]
            if after.lstrip()[:1] == ",":
                continue  # its sentence goes on
            if not after or not after[0].isalnum():
                return after.lstrip("*_.):; \t").lstrip("-–— ").strip()
    told = rest.strip().lstrip(".,;): \t")
    whole = told[:1] in ("*", "_") and told.count(told[0]) % 2 == 0  # "B, _it is never heated_"
    return (told if whole else told.lstrip("*_.,;): \t")).lstrip("-–— ").strip()
