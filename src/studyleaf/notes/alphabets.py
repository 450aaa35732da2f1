"""Marks of choices in other alphabets → the Latin letters that stand for their places."""

from __future__ import annotations

import re

_ALPHABETS = (
    "①②③④⑤⑥⑦⑧⑨⑩",
    "⑴⑵⑶⑷⑸⑹⑺⑻",
    "㉠㉡㉢㉣㉤㉥",
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
)
CIRCLED = "".join(_ALPHABETS[:3])
"""Those that need no point behind them."""
POINTED = "".join(_ALPHABETS[3:])
_LATIN = {char: chr(65 + n) for alphabet in _ALPHABETS for n, char in enumerate(alphabet)}
_ALONE = re.compile(rf"(?<![^\W\d_])(?:[{CIRCLED}]|[{POINTED}](?![^\W_]))번?")  # 3번 is "number 3"


def latin(char: str) -> str:
    """Return the letter in the place of a mark: "③" → "C"; "" for what is none."""
    return _LATIN.get(char, "")


def romanised(text: str) -> str:
    """Return what a key says with Latin letters for the marks that stand alone in it."""
    if text.isascii():
        return text
    return _ALONE.sub(lambda mark: _LATIN[mark[0][0]], text)
