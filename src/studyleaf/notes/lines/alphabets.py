"""Marks of choices in other alphabets → the Latin letters that stand for their places."""

from __future__ import annotations

import re
import unicodedata

_ALPHABETS = (
    "①②③④⑤⑥⑦⑧⑨⑩",
    "⑴⑵⑶⑷⑸⑹⑺⑻",
    "㉠㉡㉢㉣㉤㉥",
    "❶❷❸❹❺❻❼❽",
    "ⓐⓑⓒⓓⓔⓕⓖⓗ",
    "ⒶⒷⒸⒹⒺⒻⒼⒽ",
    "🅐🅑🅒🅓🅔🅕🅖🅗",
    "🅰🅱🅲🅳🅴🅵🅶🅷",
    "🄰🄱🄲🄳🄴🄵🄶🄷",
    "🇦🇧🇨🇩🇪🇫🇬🇭",
    "ⅠⅡⅢⅣⅤⅥ",
    "ⅰⅱⅲⅳⅴⅵ",
    "アイウエオカキク",
    "가나다라마바사",
    "АБВГДЕЖЗ",
    "абвгдежз",
    "ΑΒΓΔΕΖΗ",
    "αβγδεζη",
    "أبجدهو",
    "אבגדהו",
    "कखगघङ",
    "กขคงจฉ",
    "কখগঘঙ",
    "აბგდევ",
    "甲乙丙丁戊己",
    "அஆஇஈஉ",
)
CIRCLED = "".join(_ALPHABETS[:12])
"""Those that need no point behind them."""
POINTED = "".join(_ALPHABETS[12:])
_KEYCAP = re.compile(r"([1-9])\ufe0f?\u20e3")
_DRAWN = re.compile(
    r"[Ａ-Ｈａ-ｈ](?=[.)\]:：．）、\s]|$)|[\U0001d400-\U0001d433]|[1-9]\ufe0f?\u20e3"
)
_LATIN = {char: chr(65 + n) for alphabet in _ALPHABETS for n, char in enumerate(alphabet)}
_ALONE = re.compile(rf"(?<![^\W\d_])(?:[{CIRCLED}]|[{POINTED}](?![^\W_]))번?")  # 3번 is "number 3"


def latin(char: str) -> str:
    """Return the letter in the place of a mark: "③" → "C"; "" for what is none."""
    return _LATIN.get(char, "")


def plain_letters(text: str) -> str:
    """Return text with letters and numbers that are drawn as pictures, or wide, in plain ones."""
    if text.isascii() or _DRAWN.search(text) is None:
        return text
    text = _KEYCAP.sub(lambda cap: chr(ord("①") + int(cap[1]) - 1), text)
    return _DRAWN.sub(lambda mark: unicodedata.normalize("NFKC", mark[0]), text)


def romanised(text: str) -> str:
    """Return what a key says with Latin letters for the marks that stand alone in it."""
    if text.isascii():
        return text
    text = plain_letters(text)
    return _ALONE.sub(lambda mark: _LATIN[mark[0][0]], text)
