"""The stem of a question → the key in it, where a blank in brackets is filled in: "… is ( B )."."""

from __future__ import annotations

import re
from typing import NamedTuple

from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.labels import label
from studyleaf.notes.view import View

_BRACKETS = re.compile(
    r"(?P<open>[(（【\[])(?P<inside>\s*(?:[^\W\d_]{2,8}\s?[:：]\s?)?"
    r"(?P<letters>[A-H](?:\s?[,，、;/&]?\s?[A-H]){0,6})\s*)(?P<close>[)）】\]])(?!\()"
)
_ENDS = re.compile(r"[\s。.?？:：*_]*$")


class Told(NamedTuple):
    """The right choices, and the text in the stem that says so."""

    letters: str
    text: str
    blank: str
    """What stands there when it is not told."""


def told_in_stem(view: View, draft: Draft) -> Told | None:
    """Read the letters in the only brackets of a stem that hold letters of choices."""
    names = {option.name for option in draft.group.options}
    found: list[Told] = []
    for at in range(draft.start, max(draft.group.start, draft.start + 1)):
        text = view.parts[at].text
        for match in _BRACKETS.finditer(text[:4000]):
            letters = re.sub(r"[^A-H]", "", match["letters"])
            if not names.issuperset(letters) or len(set(letters)) != len(letters):
                continue
            word = match["inside"].strip()[: -len(match["letters"])]
            if word and label(match["inside"].strip(), "answer") is None:
                continue
            filled = match["open"] in "（【" or match["inside"] != match["letters"]
            if filled or _ENDS.fullmatch(text[match.end() :]):
                space = "\u3000" if match["open"] in "（【" else " "
                found.append(Told(letters, match[0], f"{match['open']}{space}{match['close']}"))
    return found[0] if len(found) == 1 else None
