"""The stem of a question → the key in it, where a blank in brackets is filled in: "… is ( B )."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.lines.labels import label
from studyleaf.notes.view import View

_BRACKETS = re.compile(
    r"(?P<open>[(（【\[])(?P<inside>\s*(?:[^\W\d_]{2,8}\s?[:：]\s?)?"
    r"(?P<letters>[A-H](?:\s?[,，、;/&]?\s?[A-H]){0,6})\s*)(?P<close>[)）】\]])(?!\()"
)
_EMPHASISED = re.compile(r"\s(?P<em>\*\*|__|`)(?P<letters>[A-H](?:,\s?[A-H])*)(?P=em)\s*$")
_LED = re.compile(
    r"\s*[*_]{0,2}[(\[]\s?(?P<letters>[A-H](?:,?\s?[A-H])*)\s?[)\]][*_]{0,2}\s*(?=\w)"
)
_SAID = re.compile(
    r"(?:^|\s*[-–—|(\[]\s*|\s*<!--\s*|\s{2,})(?P<said>[^-–—|()\[\]<>]{1,60}?)\s*(?:-->|[)\]])?"
    r"[*_]{0,3}\s*$"
)
_CLOSING = " \t\n\r\f\v\u00a0*_).]->"  # what may stand behind the letters
_LETTERS = re.compile(r"[*_(]{0,3}[A-H](?:\s?[,&]\s?[A-H])*[*_).]{0,3}")
_ENDS = re.compile(r"[\s。.?？:：*_]*$")


class Told(NamedTuple):
    """The right choices, and the text in the stem that says so."""

    letters: str
    text: str
    blank: str
    """What stands there when it is not told."""


def said_in_stem(view: View, draft: Draft) -> Told | None:
    """Read the key at the end of a line that asks: "… cold? — Answer: B", "… cold? <!-- B -->"."""
    names = {option.name for option in draft.group.options}
    for at in range(draft.start, draft.group.start):
        text = view.parts[at].text[-300:]
        if not "A" <= text.rstrip(_CLOSING)[-1:] <= "H":
            continue
        match = _SAID.search(text)
        if match is None or view.parts[at].kind not in ("line", "heading") or not match.start():
            continue
        named = label(match["said"], "answer")
        said = named.rest if named is not None else match["said"] if "<!--" in match[0] else ""
        letters = re.findall(r"\b[A-H]\b", said)
        if _LETTERS.fullmatch(said) and names.issuperset(letters):
            return Told("".join(letters), match[0], "")
    return None


def told_in_stem(view: View, draft: Draft) -> Told | None:
    """Read the letters in the only brackets of a stem that hold letters of choices."""
    names = {option.name for option in draft.group.options}
    found: list[Told] = []
    for at in range(draft.start, max(draft.group.start, draft.start + 1)):
        text = view.parts[at].text[:4000]
        start = view.starts(at)
        marked = _EMPHASISED.search(text) or _LED.match(text if start is None else start.text)
        if marked is not None and names.issuperset(re.findall("[A-H]", marked["letters"])):
            found.append(Told(re.sub("[^A-H]", "", marked["letters"]), marked[0], ""))
            continue
        found += _in_brackets(text, names)
    return found[0] if len(found) == 1 else None


def _in_brackets(text: str, names: set[str]) -> Iterator[Told]:
    found = list(_BRACKETS.finditer(text))
    for match in found:
        letters = re.sub(r"[^A-H]", "", match["letters"])
        if not names.issuperset(letters) or len(set(letters)) != len(letters):
            continue
        word = match["inside"].strip()[: -len(match["letters"])]
        if word and label(match["inside"].strip(), "answer") is None:
            continue
        filled = match["open"] in "（【" or match["inside"] != match["letters"]
        # "(A) (B) (C)" stands in what a list explains
        if filled or (len(found) == 1 and _ENDS.fullmatch(text[match.end() :])):
            space = "\u3000" if match["open"] in "（【" else " "
            yield Told(letters, match[0], f"{match['open']}{space}{match['close']}")
