"""A line of notes → what a question begins with: "Question 5", "Q:", "5."."""

from __future__ import annotations

import re
from typing import NamedTuple

from studyleaf.notes.lines.asking import asks, asks_somewhere
from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.labels import bare, is_only, label
from studyleaf.notes.parts import Part

_NUMBER = re.compile(
    r"(?P<open>[*_#\\]{0,4})\s*(?:(?P<n>\d{1,4})|\((?P<p>\d{1,4})\)|\[(?P<b>\d{1,4})\]|#(?P<h>\d{1,4}))"
    r"(?P<point>\\?[.)）、:．](?:[-–—](?=\s))?|\s·(?=\s)|/(?=\s+[^\W\d])|\s?[-–—](?=\s)|(?<=[)\]])|(?(h)(?=\s)|(?!))|(?=[*_]{0,4}\s*$))(?P<close>[*_]{0,4})(?:\s+|$|(?=[^\s\d.]))(?P<text>.*)",
    re.DOTALL,
)
_BARE_NUMBER = re.compile(r"(\d{1,3})\s+([^\W\d].*)", re.DOTALL)  # "## 2 What is a roux?"
# the line above a question of a ham radio question pool: `K1A02 (B) [97.1]`
_POOL = re.compile(
    r"\W{0,4}(?P<id>[A-Z]\d[A-Z]\d{2})\b[*_.:]*(?=\s*(?:\(|\[|$|[-–—]))\s*(?P<rest>.*)", re.DOTALL
)
# "**E2 (hard).** …", with a letter that the author chose
_CODED = re.compile(
    r"\*\*(?P<id>[A-Z]{1,2}-?\d{1,3})(?:\s?\([^()]{1,40}\))?[.:)]\*\*\s+(?P<text>.+)", re.DOTALL
)
# "### S02-Q01: …", "**Ch3-Q2:** …": the section is named with the question
_SECTIONED = re.compile(
    r"[*_\[(]{0,4}(?P<id>[A-Za-z]{1,4}\d{1,3}[-_.]Q\d{1,3}|Q\d{1,3}[-_][A-Za-z]?\d{1,3})[*_\])]{0,4}\s?[｜|:：.)–—-]?[*_]{0,3}"
    r"(?:\s+|(?<=[｜：])|$)(?P<text>.*)",
    re.DOTALL,
)
# with the label in brackets, such as "(Q5.)- …"
_ENCLOSED = re.compile(
    r"[*_]{0,3}[(\[]\s?Q(?:uestion)?\s?[.#]?\s?(?P<id>\d{1,4})\s?[.:]?\s?[)\]]"
    r"[*_]{0,3}[-–—.:)]*[*_]{0,3}(?:\s+|$)(?P<text>.*)",
    re.DOTALL | re.IGNORECASE,
)
# "**The Problem:** …", but no item of a list such as "- **The problem:** the stove is cold"
_THE = re.compile(r"^(\*\*|__)The\s+(?=(?:Problem|Question|Task|Exercise)\s?:)", re.IGNORECASE)
# room for a verdict: "( ) 1. A stock is boiled.", "____ 1. …"
_ROOM = re.compile(r"^(?:[(（]\s*[)）]|_{2,})\s*(?=\d{1,3}[.)、]\s)")
_COUNTED = re.compile(r"[*_#\s]*\d")  # "9. Quiz", a section
_NEAR = 12  # characters: "**[Ch03-Q12]**"
_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    "twenty",
)
_SPELT = re.compile(
    rf"[*_# ]{{0,6}}question\s+(?P<word>{'|'.join(_WORDS)})\s*:?[*_ ]*", re.IGNORECASE
)
_LEAD_TAGS = re.compile(
    r"(?:\s*<(?:b|strong|p|h\d|u|i|em|span|font|div|center|a)\b[^<>]{0,200}>)+", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?:of|/|из|de|von)\s*\d{1,4}\b[*_]{0,3}[\s.:)\]–—-]*"
    r"|(?:topic|exam|set|part)\s*\d{1,3}\s*$"
    r"|[\[(](?:single|multiple|multi|choose|select|easy|medium|hard|level|difficulty)[^\])]{0,40}[\])][*_:]*\s*$",
    re.IGNORECASE,
)


# a sign for what asks
_SIGNED = re.compile(r"(?:❓|❔|:(?:grey_)?question:)\ufe0f?\s*(?P<text>[^\W_*][^?？]*[:.]?)$")


class Start(NamedTuple):
    """What a line shows as the first of a question. `text` is the line without it."""

    style: str
    """`label` (Question 5, Q5, Q:), `number` (5., item or heading) or `asks`."""
    number: str
    text: str


def starts(part: Part) -> Start | None:
    """Read the label or the number that a question begins with, or None."""
    if part.kind not in ("heading", "line", "summary"):
        return None
    signed = _SIGNED.match(part.text) if part.kind == "line" else None
    if signed is not None:
        return Start("label", "", signed["text"])
    text = _ROOM.sub("", without_lead(part.text), count=1)
    text = text if part.mark else _THE.sub(r"\1", text, count=1)
    named = label(text, "question")
    if named is not None and named.word == "q" and text[:1] == "q" and not named.rest:
        named = None  # "q: 2" is a value
    if named is not None:
        rest = balanced(_without_place(named.rest))
        if named.number and is_only(rest, "outcome"):  # "Question 5: Skipped", on a page of results
            rest = ""
        return Start("label", named.number, rest)
    task = label(text, "task")
    if task is not None and task.number and not (task.word == "quiz" and _COUNTED.match(text)):
        return Start("label", task.number, balanced(task.rest))
    pool = _POOL.match(text)
    if pool is not None:
        return Start("label", pool["id"], pool["rest"].strip())
    if "q" in text[:_NEAR].casefold():
        spelt = _SPELT.fullmatch(text)
        if spelt is not None:
            return Start("label", str(_WORDS.index(spelt["word"].lower()) + 1), "")
        coded = _SECTIONED.match(text) or _ENCLOSED.match(text)
        if coded is not None:
            return Start("label", coded["id"], balanced(coded["text"]))
    inner = _labelled(text)
    if inner is not None:
        return inner
    if part.number:
        return Start("number", part.number, text)
    coded = _CODED.match(text) if text.startswith("**") else None
    if coded is not None:
        return Start("number", coded["id"], coded["text"])
    match = _NUMBER.match(text)
    if match is None and part.kind == "heading" and asks(text):
        match = _BARE_NUMBER.match(text)
        return Start("number", match[1], match[2]) if match is not None else None
    if match is None or text[:1] == "|":
        return None
    number = match["n"] or match["p"] or match["b"] or match["h"]
    rest = match["text"]
    if match["open"].strip("#\\") and not match["close"]:
        rest = balanced(match["open"].strip("#\\") + rest)
    return Start("number", number, rest)


def asks_or_begins(part: Part) -> bool:
    """Tell whether a part asks, or begins with the label or the number of a question."""
    return asks_somewhere(part.text) or starts(part) is not None


def _labelled(text: str) -> Start | None:
    """Read a label behind a number, or in the last cell of a row that was pasted from a table."""
    cell = text.rpartition("\t")[2] if "\t" in text else None
    match = _NUMBER.match(text) if "<" in text else None
    rest = cell if match is None else without_lead(match["text"])
    named = label(rest, "question") if rest else None
    if named is None or not named.rest:
        return None
    asked = balanced(named.rest)
    lead = text.rpartition("\t")[0].strip() if match is None else ""
    return Start("label", named.number, f"{lead}: {asked}" if lead else asked)


def without_lead(text: str) -> str:
    """Return text without the tags and the pictures that it begins with, and their closing tags."""
    begin = _LEAD_TAGS.match(text)
    if begin is not None:
        names = [name.lower() for name in re.findall(r"<(\w+)", begin[0])]
        text = text[begin.end() :]
        for name in names:
            text = re.sub(rf"\s*</{name}>", "", text, count=1, flags=re.IGNORECASE)
    if text[:2] == "? " and _NUMBER.match(text[2:]) is not None:  # "? 7: Which …"
        return text[2:]
    if text and (text[0] > "\u2000" or text[0] == ":") and not text[0].isalnum():
        rest = bare(text)
        text = rest if rest[:1].isalnum() else text
    return text


def _without_place(text: str) -> str:
    match = _PLACE.match(text.lstrip("*_ -–—"))
    return text.lstrip("*_ -–—")[match.end() :] if match else text
