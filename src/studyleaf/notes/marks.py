"""A line of notes → what marks it: a choice's letter or box, a tick, a question's number."""

from __future__ import annotations

import re
from typing import NamedTuple

from studyleaf.notes.alphabets import CIRCLED, POINTED, latin
from studyleaf.notes.labels import bare, label, words
from studyleaf.notes.parts import Part
from studyleaf.notes.ticks import closed, tick_behind, ticked

_LETTER = re.compile(
    r"(?P<open>[*_`~]{0,4}(?:==|<mark\b[^<>]{0,80}>|<b>|<strong>|<u>)?)"
    r"(?:option\s+|choice\s+|opci[oó]n\s+|alternativa\s+|antwort\s+)?"
    r"(?:[(\[（](?P<a>[A-Za-z])[)\]）]|(?P<b>[A-Za-z])(?P<point>[.)）:：、．|]|\s?[-–—](?=\s)|(?=\*\*[:：.)])))"
    r"(?P<close>[*_`]{0,4}[:.)]?[*_`]{0,4})(?P<space>[\s\u00a0]*)(?P<text>.*)",
    re.DOTALL | re.IGNORECASE,
)
_FOREIGN = re.compile(
    rf"(?P<open>[*_`]{{0,3}})[(（]?(?:(?P<circled>[{CIRCLED}])"
    rf"|(?P<name>[{POINTED}])(?=[.)）:：、．]|[ \u3000]{{1,4}}\S))"
    r"(?P<close>[*_`]{0,3}[.)）:：、．]?[*_`]{0,3})[\s\u00a0]*(?P<text>.*)",
    re.DOTALL,
)
_BOX = re.compile(
    r"(?:[-*+]\s?)?(?:\[(?P<in>[ xXvV✓✔✅*]{0,3})\]|\((?P<round>[ xX])\)(?=\s|$)"
    r"|(?P<glyph>[☐□⬜☑☒🗹◻◯○●◉🔘]))\s*(?P<text>.*)",
    re.DOTALL,
)
_NUMBERED = re.compile(
    r"(?P<open>[*_]{0,3})[(（]?(?P<number>\d{1,3})(?P<point>[.)）、:])(?P<close>[*_]{0,3})\s+(?P<text>.*)",
    re.DOTALL,
)
_NUMBER = re.compile(
    r"(?P<open>[*_#\\]{0,4})\s*(?:(?P<n>\d{1,4})|\((?P<p>\d{1,4})\)|\[(?P<b>\d{1,4})\]|#(?P<h>\d{1,4}))"
    r"(?P<point>\\?[.)）、:．]|\s?[-–—](?=\s)|(?<=[)\]])|(?=\s*$))(?P<close>[*_]{0,4})(?:\s+|$|(?=[^\s\d.]))(?P<text>.*)",
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
_WHOLE_BOLD = re.compile(r"([*_]{2,3})(?=\S)((?:(?!\1).)+)(?<=\S)\1[.,;:!]?", re.DOTALL)
_MARKED = re.compile(
    r"==(?P<a>[^=]+)==|<(?P<tag>mark|u|b|strong)\b[^<>]{0,80}>(?P<b>.+)</(?P=tag)>"
    r"|<span\b[^<>]{0,120}(?:color|background)[^<>]{0,120}>(?P<c>.+)</span>",
    re.DOTALL | re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？؟](?:[\s\"'”’»)\]*_`]|\\|<[^<>]{0,20}>"
    r"|[(\[][^()\[\]]{0,20}\d{1,3} ?(?:points?|marks?|pts?)[)\]])*$"
)
_ASKS_INSIDE = re.compile(r"[?？؟](?=[\s*_\"')\]<]|$)")
# languages that ask without a mark: "설명하시오.", "どれか。", "哪个"
_ASKS_BARE = re.compile(
    r"(?:시오|십시오|는가|인가|ですか|ますか|でしょうか|どれか|何か|せよ|なさい|答えよ|吗|呢)[.。]?[\s*_)）]*$"
)
_BLANK = re.compile(r"_{3,}|(?:\\_){3,}|\.{5,}|…{2,}|\[\s*\.{3}\s*\]|\[\s{2,}\]|（\s*）|\(\s{2,}\)")
_BLANKS = ("___", "_\\_", ".....", "……", "[", "(", "（")  # one of them is in each blank
_COUNTED = re.compile(r"[(\[](?:please\s+)?(\w{2,14})\b[^()\[\]]{0,60}[)\]]", re.IGNORECASE)
_CHOOSE = re.compile(
    r"\b(?:choose|select|pick)\s+(?:\w+\s){0,4}"
    r"(?:two|three|four|all|that apply|\d|answers?|options?|best|correct|one)\b",
    re.IGNORECASE,
)


class Option(NamedTuple):
    """What one line shows as a choice of a question."""

    style: str
    """Lines with the same style may be choices of one question: `letter`, `box`, `number`, …"""
    name: str
    """Its letter in capitals or its number; "" where it has none."""
    text: str
    right: bool | None
    """Whether a mark says that it is right (or wrong); None without a mark."""
    bold: bool = False
    boxed: bool = False
    lower: bool = False
    item: bool = False
    reason: str = ""
    inline: bool = False
    """Whether it stands on one line with others."""


def option(part: Part) -> Option | None:
    """Read a line as a choice with a box or a letter, or None. Numbers and bullets: `loose`."""
    if part.kind not in ("line", "code"):
        return None
    text, right = ticked(part.text)
    item = bool(part.mark)
    box = _BOX.match(text) if text[:1] in "[(-*+☐□⬜☑☒🗹◻◯○●◉🔘" else None
    if box is not None and (item or box["glyph"] or box["round"] or text[0] in "-*+"):
        return _boxed(box, right, item=item)
    letter = _LETTER.match(text)
    if letter is None:
        return None if text.isascii() else _foreign(text, right, item=item)
    name = letter["a"] or letter["b"]
    rest = letter["text"]
    if not letter["space"] and rest and not letter["close"] and not _may_be_glued(letter, name):
        return None
    if letter["point"] == "|" and "|" in rest:
        return None
    rest = closed(letter["open"], letter["close"], rest)
    bold = bool(letter["open"].strip("`~")) and not letter["close"].strip(":.)")
    return _option("letter", name, rest, right, bold=bold, item=item)


def _foreign(text: str, right: bool | None, *, item: bool) -> Option | None:
    """Read a choice whose letter is of another alphabet: "③ Ramen", "イ. Ramen"."""
    match = _FOREIGN.match(text)
    if match is None:
        return None
    mark = match["circled"] or match["name"]
    rest = closed(match["open"], match["close"], match["text"])
    bold = bool(match["open"].strip("`")) and not match["close"].strip(".)）:：、．")
    found = _option("letter", latin(mark), rest, right, bold=bold, item=item)
    return found._replace(lower=False)


def _may_be_glued(letter: re.Match[str], name: str) -> bool:
    rest = letter["text"]
    if letter["a"] or letter["point"] in ")）：、．":
        return not rest[:1].isspace()
    return letter["point"] == "." and name.isupper() and not re.match(r"\w\.", rest)


def _boxed(box: re.Match[str], right: bool | None, *, item: bool) -> Option:
    inside = box["in"] or box["round"] or ""
    ticked = box["glyph"] in "☑☒🗹●◉🔘" if box["glyph"] else bool(inside.strip())
    text = box["text"]
    letter = _LETTER.match(text)
    name = ""
    if letter is not None and (letter["space"] or letter["close"] or letter["point"] == ")"):
        name = letter["a"] or letter["b"]
        text = closed(letter["open"], letter["close"], letter["text"])
    found = _option("box", name, text, ticked or (right or None), item=item)
    return found._replace(right=bool(found.right), boxed=True)


def _option(
    style: str, name: str, text: str, right: bool | None, *, bold: bool = False, item: bool
) -> Option:
    text = text.strip().strip("\u00a0")
    text, behind = tick_behind(text)
    right = behind if right is None else right
    marked = _MARKED.fullmatch(text)
    if marked is not None:
        text = (marked["a"] or marked["b"] or marked["c"] or "").strip()
        bold = True
    whole = _WHOLE_BOLD.fullmatch(text)
    if whole is not None:
        text, bold = whole[2].strip(), True
        text, behind = tick_behind(text)
        right = behind if right is None else right
    return Option(style, name.upper(), text, right, bold, lower=name.islower(), item=item)


def loose(part: Part) -> Option | None:
    """Read a list item as a choice without a letter: a bullet or a number."""
    if part.kind != "line":
        return None
    text, right = ticked(part.text)
    number = part.number
    style = "number" if number else "bullet"
    if not part.mark:
        match = _NUMBERED.match(text)
        if match is None:
            if right is None:
                return None
            return _option("ticked", "", text, right, item=False)
        number, style = match["number"], "number"
        text = closed(match["open"], match["close"], match["text"])
    return _option(style, number, text, right, item=bool(part.mark))


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
    text = without_lead(part.text)
    named = label(text, "question")
    if named is not None:
        rest = balanced(_without_place(named.rest))
        return Start("label", named.number, rest)
    task = label(text, "task")
    if task is not None and task.number:
        return Start("label", task.number, balanced(task.rest))
    pool = _POOL.match(text)
    if pool is not None:
        return Start("label", pool["id"], pool["rest"].strip())
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
    if text and text[0] > "\u2000" and not text[0].isalnum():
        rest = bare(text)
        text = rest if rest[:1].isalnum() else text
    return text


_LEAD_TAGS = re.compile(
    r"(?:\s*<(?:b|strong|p|h\d|u|i|em|span|font|div|center|a)\b[^<>]{0,200}>)+", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?:of|/|из|de|von)\s*\d{1,4}\b[*_]{0,3}[\s.:)\]–—-]*"
    r"|(?:topic|exam|set|part)\s*\d{1,3}\s*$"
    r"|[\[(](?:single|multiple|multi|choose|select|easy|medium|hard|level|difficulty)[^\])]{0,40}[\])][*_:]*\s*$",
    re.IGNORECASE,
)


def _without_place(text: str) -> str:
    match = _PLACE.match(text.lstrip("*_ -–—"))
    return text.lstrip("*_ -–—")[match.end() :] if match else text


def balanced(text: str) -> str:
    """Return text without emphasis around the whole, and without what a label left open."""
    text = text.strip()
    while True:
        whole = _WHOLE_BOLD.fullmatch(text)
        if whole is not None and whole[0].endswith(whole[1]):
            text = whole[2].strip()
            continue
        single = re.fullmatch(r"([*_])(?=[^\s*_])((?:(?!\1).)+)(?<=[^\s*_])\1", text, re.DOTALL)
        if single is not None:
            text = single[2].strip()
            continue
        break
    if text.endswith("*") and text.count("*") % 2:
        text = text[:-1].rstrip()
    if text.count("_") == 1 and text[-2:-1].strip() and text.endswith("_"):
        text = text[:-1]  # "_Answer: gazpacho_"
    for mark in ("**",) if has_blank(text) else ("**", "__"):
        if text.count(mark) % 2:
            if text.endswith(mark):
                text = text[: -len(mark)].rstrip()
            elif text.startswith(mark):
                text = text[len(mark) :].lstrip()
            elif text[:1].isalnum():  # opened before the label: `**1. Which?** (2 points)`
                text = text.replace(mark, "", 1)
    return text.strip(" \t|")


def asks(text: str) -> bool:
    """Tell whether text ends like a question: "…?", "… (Choose two.)", "… is ___."."""
    text = text.rstrip()
    if _ASKS.search(text[-120:]) or is_counted(text[-160:]) or has_blank(text):
        return True
    return not text.isascii() and bool(_ASKS_BARE.search(text[-40:]))


def asks_somewhere(text: str) -> bool:
    """Tell whether any sentence of text asks, or it leaves a blank to fill."""
    if _ASKS_INSIDE.search(text) or is_counted(text) or has_blank(text):
        return True
    return not text.isascii() and bool(_ASKS_BARE.search(text[-40:]))


def has_blank(text: str) -> bool:
    """Tell whether text leaves a blank to fill."""
    text = text[:4000]
    return any(mark in text for mark in _BLANKS) and bool(_BLANK.search(text))


def is_counted(text: str) -> bool:
    """Tell whether text ends with "(Choose two.)" or something like it."""
    for match in _COUNTED.finditer(text[-400:]):
        if match[1].casefold() in words("select"):
            return True
    return bool(_CHOOSE.search(text[-200:]))


def selects(text: str) -> bool:
    """Tell whether text begins with "Choose" or the like, in any language."""
    start = bare(text[:80]).casefold()
    return any(re.match(rf"{re.escape(word)}(?!\w)", start) for word in words("select"))
