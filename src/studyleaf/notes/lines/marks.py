"""A line of notes → what marks it as a choice: a letter, a box, a number, a tick."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from studyleaf.notes.lines.alphabets import CIRCLED, POINTED, latin, plain_letters
from studyleaf.notes.lines.emphasis import WHOLE_BOLD
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.lines.ticks import closed, tick_behind, ticked, unspaced, unticked
from studyleaf.notes.parts import Part

FILLED = "●◉🔘"
_LETTER = re.compile(
    r"(?P<open>[*_`~]{0,4}(?:==|<(?:mark|span|font)\b[^<>]{0,120}>|<(?:b|strong|u|ins)>)?)"
    r"(?:option\s+|choice\s+|opci[oó]n\s+|alternativa\s+|antwort\s+)?"
    r"(?:\\?[(\[（](?P<a>[A-Za-z])\\?[)\]）]|(?P<b>[A-Za-z])"
    r"(?P<point>\\?[.)\]）:：、．|]|\s[.):：|、]|\s?[-–—/>](?=\s)|(?=\*\*[:：.)])))"
    r"(?P<close>[*_`]{0,4}[:.)]?[*_`]{0,4})(?P<space>[\s\u00a0]*)(?P<text>.*)",
    re.DOTALL | re.IGNORECASE,
)
_FOREIGN = re.compile(
    rf"(?P<open>[*_`]{{0,3}})[(（]?(?:(?P<circled>[{CIRCLED}])\ufe0f?"
    rf"|(?P<name>[{POINTED}])(?=[.)）:：、．]|[ \u3000]{{1,4}}\S))"
    r"(?P<close>[*_`]{0,3}[.)）:：、．]?[*_`]{0,3})[\s\u00a0]*(?P<text>.*)",
    re.DOTALL,
)
_BOX = re.compile(
    r"(?:[-*+]\s?)?(?:\\?\[(?P<in>[ xXvV✓✔✅*+]{0,3})\\?\](?::(?=\s+(?!https?:|[<./#])))?"
    r"|\((?P<round>[ xX])\)(?=\s|$)"
    r"|(?P<glyph>[☐□⬜☑☒🗹◻◯○●◉🔘]))\s*(?P<text>.*)",
    re.DOTALL,
)
# "→ B. Gazpacho": it points at the right choice
_POINTED = re.compile(
    r"(?:[-=]{0,2}>|→|➡|➜|👉|▶|►)\ufe0f?\s*(?=[*_]{0,2}[(\[]?[A-Za-z][.):\]][*_]{0,2}\s*\w)"
)
# tags around emphasis: "<u>**B. Gazpacho**</u>"
_AROUND = re.compile(
    r"<(?P<tag>u|b|strong|mark|ins)>(?P<text>(?P<em>\*\*|__)[A-Za-z][.)].*(?P=em))</(?P=tag)>"
    r"|<(?P<level>h[1-6])>(?P<choice>[A-Za-z][.)]\s.*)</(?P=level)>",
    re.DOTALL,
)
_SLASH = re.compile(r"^/(?=[A-Ha-h][.)]\s)")  # "/B) Gazpacho": who had chosen it
_NUMBERED = re.compile(
    r"(?P<open>[*_]{0,3})[(（]?(?P<number>\d{1,3})(?P<point>[.)）、:])(?P<close>[*_]{0,3})\s+(?P<text>.*)",
    re.DOTALL,
)
# "- **2.** Gazpacho", and "- **2. Gazpacho**"
_BOLD_NUMBER = re.compile(
    r"(?P<em>\*\*|__)(?P<number>\d{1,2})[.)](?:(?P=em)\s+(?P<text>\S.*)|\s+(?P<all>\S.*)(?P=em))",
    re.DOTALL,
)
_MARKED = re.compile(
    r"==(?P<a>[^=]+)==|<(?P<tag>mark|u|b|strong|ins)\b[^<>]{0,80}>(?P<b>.+)</(?P=tag)>"
    r"|<(?P<span>span|font)\b[^<>]{0,120}(?:color|background)[^<>]{0,120}>(?P<c>.+)</(?P=span)>",
    re.DOTALL | re.IGNORECASE,
)


_BREAK = re.compile(r"(?:\s*</?(?:br|p)\s*/?>|(?<=\S)\\)+$", re.IGNORECASE)


_LABEL = re.compile(r"^<label\b[^<>]*>([^<>]+)</label>", re.IGNORECASE)
_TICK_WITHIN = re.compile(
    r"(?P<text>[^✅✔✓❌✗✘]*[^✅✔✓❌✗✘\s*_])[\s*_]*(?P<sign>[✅✔✓❌✗✘])\ufe0f?[*_]{0,3}\s*"
    r"(?P<why>(?:[-–—:(]|because\b)[^✅✔✓❌✗✘]+)",
    re.DOTALL,
)
_NAME = re.compile(r"\w\.|[a-z_]\w*[(\[.]\w")  # "A.D.", and "A.dot(b)" of a program
_FAR = 200  # characters at the end in which all breaks stand
_SIGNS = frozenset("✅✔✓❌✗✘")


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
    slanted: bool = False
    """Whether it is only in italics, which tell nothing where another is in bold."""
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
    text, right = ticked(plain_letters(unspaced(_SLASH.sub("", part.text, count=1))))
    around = _AROUND.fullmatch(text) if text[:1] == "<" else None
    text = (around["text"] or around["choice"]) if around is not None else text
    item = bool(part.mark)
    pointed = _POINTED.match(text)
    if pointed is not None:
        text, right = text[pointed.end() :], True
    box = _BOX.match(text) if text[:1] in "[(\\-*+☐□⬜☑☒🗹◻◯○●◉🔘" else None
    plain = text.startswith(("[ ] ", "[x] ", "[X] ", "[*] ", "[] "))
    if box is not None and text[3:5] == ": ":  # "[X]: Gazpacho", unless it defines a link
        plain = box["text"][:1] != ":"
    if box is not None and "+" in (box["in"] or ""):
        box = None  # "- [+] Pan", of a list of what there is
    if box is not None and (item or plain or box["glyph"] or box["round"] or text[0] in "\\-*+"):
        return _boxed(box, right, item=item)
    letter = _LETTER.match(text)
    if letter is None:
        return None if text.isascii() else _foreign(text, right, item=item)
    name = letter["a"] or letter["b"]
    rest = letter["text"]
    if not letter["space"] and rest and not letter["close"] and not _may_be_glued(letter, name):
        return None
    if (letter["point"] or "").strip() == "|" and "|" in rest:
        return None
    inner = _BOX.match(rest) if rest[:1] in "[(" else None
    if inner is not None and (inner["in"] is not None or inner["round"]):  # "A. [x] Gazpacho"
        found = _boxed(inner, right, item=item)
        return found._replace(name=name.upper(), lower=name.islower())
    if "~" in letter["open"] and rest.rstrip().endswith("~"):  # all of it is struck
        rest = f"~~{rest.strip().rstrip('~')}~~"
    opened = letter["close"].strip(".:)")
    if opened and not letter["open"] and not letter["space"] and rest.count(opened) % 2:
        rest = f"{opened}{rest}"  # "A.`ls`", "B.**Gazpacho**"
    elif letter["open"] == "`" and not letter["close"] and rest.rstrip().endswith("`"):
        rest = f"`{rest}"  # all of it is code
    rest = closed(letter["open"], letter["close"], rest)
    marks = letter["open"].strip("`~")
    bold = bool(marks) and not letter["close"].strip(":.)")
    found = option_of("letter", name, rest, right, bold=bold, item=item)
    return found._replace(slanted=True) if bold and marks in ("*", "_") else found


def _foreign(text: str, right: bool | None, *, item: bool) -> Option | None:
    """Read a choice whose letter is of another alphabet: "③ Ramen", "イ. Ramen"."""
    match = _FOREIGN.match(text)
    if match is None:
        return None
    mark = match["circled"] or match["name"]
    close = match["close"].strip(".)）:：、．")
    rest = closed(match["open"], close, match["text"])
    bold = bool(match["open"].strip("`")) and not close
    found = option_of("letter", latin(mark), rest, right, bold=bold, item=item)
    return found._replace(lower=False)


def _may_be_glued(letter: re.Match[str], name: str) -> bool:
    rest = letter["text"]
    if letter["a"] or letter["point"] in (")", "）", "：", "、", "．", " 、"):
        return not rest[:1].isspace()
    return letter["point"] == "." and name.isupper() and not _NAME.match(rest)


def _boxed(box: re.Match[str], right: bool | None, *, item: bool) -> Option:
    inside = box["in"] or box["round"] or ""
    ticked = box["glyph"] in f"☑☒🗹{FILLED}" if box["glyph"] else bool(inside.strip())
    text = box["text"]
    letter = _LETTER.match(text)
    name = ""
    if letter is not None and (letter["space"] or letter["close"] or letter["point"] == ")"):
        name = letter["a"] or letter["b"]
        text = closed(letter["open"], letter["close"], letter["text"])
    found = option_of("box", name, text, ticked or (right or None), item=item)
    return found._replace(right=bool(found.right), boxed=True)


def option_of(
    style: str, name: str, text: str, right: bool | None, *, bold: bool = False, item: bool
) -> Option:
    """Make a choice, freed from what marks it right or wrong."""
    text = text.strip().strip("\u00a0")
    text = _LABEL.sub(r"\1", text, count=1) if text[:6] == "<label" else text
    broken = _BREAK.search(text, max(0, len(text) - _FAR)) if text[-1:] in ">\\" else None
    text, said = unticked(text[: broken.start()] if broken and broken.start() else text)
    right = said if right is None else right
    judged = right is None and not _SIGNS.isdisjoint(text)
    within = _TICK_WITHIN.fullmatch(text) if judged else None
    reason = ""
    if within is not None:  # "Gazpacho ✅ - it is never heated"
        text, reason, right = within["text"], within["why"].strip(" *_"), within["sign"] in "✅✔✓"
    marked = _MARKED.fullmatch(text)
    if marked is not None:
        text = (marked["a"] or marked["b"] or marked["c"] or "").strip()
        bold = True
    if text[-3:] == " **" and text[:2] == "**" and text.count("**") == 2:
        text = f"{text[:-3].rstrip()}**"  # "**Gazpacho **", which Markdown shows as it stands
    whole = WHOLE_BOLD.fullmatch(text)
    if whole is not None:
        text, bold = whole[2].strip(), True
        text, behind = tick_behind(text)
        right = behind if right is None else right
    found = Option(style, name.upper(), text, right, bold, lower=name.islower(), item=item)
    return found._replace(reason=reason) if reason else found


def loose(part: Part) -> Option | None:
    """Read a list item as a choice without a letter: a bullet or a number."""
    if part.kind != "line":
        return None
    text, right = ticked(part.text)
    number = part.number
    bold = _BOLD_NUMBER.match(text) if part.mark and not number else None
    if bold is not None:  # "- **2.** Gazpacho"
        number, text = bold["number"], bold["text"] or f"**{bold['all']}**"
    style = "number" if number else "bullet"
    if not part.mark:
        match = _NUMBERED.match(text)
        if match is None:
            if right is None:
                return None
            return option_of("ticked", "", text, right, item=False)
        number, style = match["number"], "number"
        text = closed(match["open"], match["close"], match["text"])
    return option_of(style, number, text, right, item=bool(part.mark))


def is_truth(options: Sequence[Option]) -> bool:
    """Tell whether the choices are "True" and "False"."""
    return len(options) == 2 and all(is_only(option.text, "truth") for option in options)
