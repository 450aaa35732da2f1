"""A line of notes → whether it is ticked as right or wrong, and the line without the tick."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from studyleaf.notes.lines.labels import is_only, label, words

TICKS = "✅✔☑✓👍🟢⭐👈⭕"
_BEFORE = TICKS[:-1]  # a circle before a line tells how far it is
CROSSES = "❌✗✘✖☒🚫🔴❎"
_MOST_TICKS = 20  # before one choice
_BEHIND = re.compile(
    r"\s*(?:(?:<{1,9}|&lt;|←|⬅|👈|◀)?\s*[-=–—]*\s*[(\[{*_`]+\s*(?P<word>[^\W\d_][\w \t]{1,20}?)"
    r"\s*[)\]}*_!.`]+"
    r"|(?:<{1,9}|&lt;|←|⬅|👈|◀|[-=–—]{1,3}>)\s*[-=–—]*\s*(?P<bare>[^\W\d_][\w \t]{1,20}?)"
    r"|<!--\s*(?P<hidden>[^\W\d_][\w \t]{1,20}?)\s*-->)\s*[*_]*$",
    re.IGNORECASE,
)
# the word behind a dash or behind the sign of a comment, or "ANS" alone
_AFTER_DASH = re.compile(
    r"\s+(?:(?:[-–—]{1,2}|//|#)\s*(?P<dash>[^\W\d_][\w \t]{1,20})|(?P<ans>ANS|Ans))[.!]?\s*$"
)
_TICK_BEHIND = re.compile(
    rf"\s*[-–—<]*\s*(?P<em>[*_]{{0,3}})(?:(?P<open>[(\[])\s?)?(?P<tick>[{TICKS}{CROSSES}])\ufe0f?"
    r"(?(open)\s?[)\]])(?P=em)\s*[-–—:]?\s*[*_(]{0,3}(?P<word>[^\W\d_][\w \t]{1,20})?[)*_!.]{0,3}$"
)
_BOX_BEHIND = re.compile(r"(?<=\S)\s+\[[xX✓✔]\]$")
_FORMULA = re.compile(r"\s\$\s*\\(?:checkmark|surd)\s*\$$")  # as LaTeX draws a tick
_PICTURES = frozenset(TICKS + CROSSES)
_CLOSES = ")]}*_!.` \t\n\r\f\v\u00a0"
_LAST = re.compile(r"\w+$")
_LONGEST_WORD = 24
_MOST_BEHIND = 3
_IN_BRACKETS = re.compile(r"\([^()]{2,24}\)")
_SPACES = re.compile(r"(?:&[en][mb]sp;|\s)*(?:&[en][mb]sp;\s?)+")
_INDENT = re.compile(r"^(?:&(?:[en][mb]|thin)sp;\s*)+")
_TAGGED = re.compile(
    r"\s*<(?:b|strong|mark|em|i|u|code|span\b[^<>]{0,80})>\s*[(\[]?(?P<word>[^<>]{2,24}?)[)\]]?"
    r"\s*</\w+>\s*[.!]?\s*$",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(
    r":(white_check_mark|heavy_check_mark|ballot_box_with_check|o|x|negative_squared_cross_mark):"
)

_ICON = re.compile(r":[a-z0-9_+-]{2,40}:|[\u2300-\u23ff\u2600-\u27bf\U0001f000-\U0001faff]")


def ticked(text: str) -> tuple[str, bool | None]:
    """Take the ticks off that stand before a choice."""
    right: bool | None = None
    if text[:1] == ":" or ":" in text[:4]:
        text = _SHORTCODE.sub(_picture, text, count=1)
    if text[:2] == "√ ":
        return text[2:].lstrip(), True
    for _ in range(_MOST_TICKS):
        if text[:2] not in ("**", "__") and (not text or text[0] not in _BEFORE + CROSSES):
            break
        if text[0] in "*_":
            inner = text.lstrip("*_ ")
            if not inner or (inner[0] not in _BEFORE and inner[0] not in CROSSES):
                break
            text = text[: len(text) - len(inner)].strip() + inner[1:].lstrip("\ufe0f \u00a0")
            right = inner[0] in TICKS
            if text.startswith(("****", "____")):
                text = text[4:].lstrip()
            continue
        right = text[0] in TICKS
        text = text[1:].lstrip("\ufe0f \u00a0")
    return text, right


def are_icons(texts: Sequence[str]) -> bool:
    """Tell whether all begin with a picture, each with another: then a tick among them is one."""
    found = {_ICON.match(text) for text in texts}
    pictures = {match[0] for match in found if match is not None}
    return len(texts) > 1 and len(pictures) == len(texts)


def unspaced(text: str) -> str:
    """Return text without the spaces of HTML that indent it: "&nbsp;&nbsp;A. Ramen"."""
    return _INDENT.sub("", text, count=1) if text[:1] == "&" else text


def _picture(code: re.Match[str]) -> str:
    if code[1] in ("x", "negative_squared_cross_mark"):
        return "❌"
    return "⭕" if code[1] == "o" else "✅"


def unticked(text: str) -> tuple[str, bool | None]:
    """Take the ticks off a choice, before and behind it; tell whether they say that it is right."""
    text, right = ticked(text.strip())
    text, behind = tick_behind(text)
    return text, behind if right is None else right


def tick_of(text: str) -> bool | None:
    """Read a tick or a word such as "Correct" that stands alone: whether it says right or wrong."""
    rest, right = ticked(text.strip())
    word = rest.strip("*_ .!()").casefold()
    if word in words("right") or word in words("truth") & words("right"):
        return True
    if word in words("wrong"):
        return False
    return right if not word else None


def judged_alone(text: str) -> bool | None:
    """Read a line that only says of the choice above it that it is right: "(Correct)"."""
    return tick_of(text.strip()[1:-1]) if _IN_BRACKETS.fullmatch(text.strip()) else None


def judged_below(text: str) -> bool | None:
    """Read a line that says of the choice below it that it is right: "Your answer is correct"."""
    if is_only(text, "marked right"):
        return True
    return False if is_only(text, "marked wrong") else None


def judged_inside(text: str) -> bool | None:
    """Read a line below a choice, as an item of it, that only says that it is right: "Correct
    answer", "Your answer: correct".
    """
    named = label(text, "given")
    if named is not None and named.rest:
        return tick_of(named.rest)
    told = judged_alone(text)
    return judged_below(text) if told is None else told


def tick_behind(text: str) -> tuple[str, bool | None]:
    """Take the tick, or the word in brackets, off that stands behind a choice, or both of them."""
    right: bool | None = None
    for _ in range(_MOST_BEHIND):
        text, found = _one_behind(text)
        if found is None:
            break
        right = found if right is None else right
    return text, right


def _one_behind(text: str) -> tuple[str, bool | None]:
    if text.rstrip("*_ ").endswith(":"):
        text = _SHORTCODE.sub(_picture, text)
    text = _SPACES.sub(" ", text) if "&" in text or text.endswith(">") else text
    bare = text.rstrip("\ufe0f \u00a0")
    if bare and (bare[-1] in TICKS or bare[-1] in CROSSES):
        return bare[:-1].rstrip("\ufe0f \u00a0-–—<"), bare[-1] in TICKS
    if bare[-2:] in (" √", "\t√"):  # as is typed for a tick where that is on the keyboard
        return bare[:-2].rstrip(), True
    drawn = _FORMULA.search(bare[-24:]) if bare[-1:] == "$" else None
    if drawn is not None:
        return bare[: len(bare) - len(bare[-24:]) + drawn.start()].rstrip(), True
    boxed = _BOX_BEHIND.search(bare[-8:])
    if boxed is not None:
        return bare[: len(bare) - len(bare[-8:]) + boxed.start()].rstrip(), True
    tail = text[-80:]
    match = _TICK_BEHIND.search(tail) if not _PICTURES.isdisjoint(tail) else None
    if match is not None and (not match["word"] or _judges(match["word"]) is not None):
        return text[: len(text) - len(tail) + match.start()], match["tick"] in TICKS
    inner = bare.rstrip("*_`")
    if inner != bare and inner and (inner[-1] in TICKS or inner[-1] in CROSSES):
        return inner[:-1].rstrip("\ufe0f ") + bare[len(inner) :], inner[-1] in TICKS
    match = _TAGGED.search(tail) if "<" in tail else None
    if match is None and _ends_with_verdict(tail):
        match = _BEHIND.search(tail) or _AFTER_DASH.search(tail)
    if match is not None:
        found = next(one for one in match.groupdict().values() if one is not None)
        judged = _judges(found)
        if judged is not None and not ("dash" in match.groupdict() and found.casefold() == "right"):
            return text[: len(text) - len(tail) + match.start()].rstrip(), judged
    return text, None


def _judges(word: str) -> bool | None:
    """Tell whether a word behind a choice says that it is right, or that it is wrong."""
    word = " ".join(word.split()).casefold()
    if word in words("right") and word not in words("truth") - {"correct"}:
        return True
    return False if word in words("wrong") and word not in words("truth") else None


def _ends_with_verdict(tail: str) -> bool:
    """Tell cheaply whether the last word is one that judges, as of few choices."""
    last = _LAST.search(tail.rstrip(_CLOSES + "-> ")[-_LONGEST_WORD:])
    return last is not None and last[0].casefold() in _last_words()


@cache
def _last_words() -> frozenset[str]:
    """Return the last words of all that says right or wrong."""
    return frozenset(
        last[0] for word in words("right") | words("wrong") if (last := _LAST.search(word))
    )


def closed(opened: str, closed: str, text: str) -> str:
    """Return text whose emphasis was opened before the letter: `**A. Ramen**` → `Ramen`."""
    mark = opened.strip("`~")
    if mark and not closed:
        for end in (mark, mark.replace("<", "</"), "**", "__", "</mark>"):
            if end and text.rstrip().endswith(end):
                return text.rstrip()[: -len(end)].rstrip()
        if mark in ("**", "__") and text.count(mark) == 1:  # `**A. Ramen** with egg`
            return text.replace(mark, "", 1)
        return re.sub(r"</(?:mark|b|strong|u|ins|span|font)>", "", text, count=1)
    return text
