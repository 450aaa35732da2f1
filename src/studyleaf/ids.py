"""A prompt → the id that is written into its heading, once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LENGTH = 40
"""No id is longer, so that an address with it fits on a line."""

_WORDS = 5  # more words than these don't make an id easier to recognise
_MARKUP = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])|<[^<>]*>")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # noqa: RUF001  an apostrophe, as people type it
_COMMON_WORDS = (
    "a about after all an and another any are as at be been before best both but by can choose "
    "could did do does each following for from get gets had has have his how if in into is it its "
    "most must need needs no of on one only or other our should so some such than that the their "
    "them then there these they this those to two use used uses using want wants was we what when "
    "where which while who whom whose why will with would you your"
)
_COMMON = frozenset(_COMMON_WORDS.split(" "))


def make_id(prompt: str, topic_id: str, taken: Collection[str]) -> str:
    """Return a readable id for a question: the topic and the words of the prompt that tell most.

    It has small letters, digits and hyphens (letters of any script), at most 40 characters, begins
    with `topic_id` and is not in `taken`. The same arguments give the same id.
    """
    prefix = _fit(_words(topic_id), LENGTH * 2 // 3)
    known = set(prefix)
    words = [word for word in _words(_MARKUP.sub(r"\1", prompt)) if word not in known]
    telling = [word for word in words if word not in _COMMON] or words or ["question"]
    name = "-".join([*prefix, *_fit(telling[:_WORDS], LENGTH - len("-".join(prefix)) - 1)])
    number = 1
    unique = name
    while unique in taken:
        number += 1
        end = f"-{number}"
        unique = name[: LENGTH - len(end)].rstrip("-") + end
    return unique


def _words(text: str) -> list[str]:
    """Return the words of `text` in small letters, Latin ones without accents."""
    plain = "".join(
        char
        for char in unicodedata.normalize("NFKD", text.casefold())
        if not "\u0300" <= char <= "\u036f"  # the marks that accents decompose into
    )
    found = _WORD.findall(unicodedata.normalize("NFC", plain))
    return [re.sub(r"\W", "", word) for word in found]


def _fit(words: list[str], length: int) -> list[str]:
    """Return as many words as fit into `length` with hyphens between, at least part of one."""
    fitting: list[str] = []
    for word in words:
        if len("-".join([*fitting, word])) > length:
            break
        fitting.append(word)
    return fitting or [word[:length] for word in words[:1]]
