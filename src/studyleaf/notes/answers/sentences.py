"""A sentence behind choices → the one that it says is right: "The correct answer is Gazpacho."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from studyleaf.notes.answers.key import Key, fold, without_choice
from studyleaf.notes.answers.keys import read_key
from studyleaf.notes.lines.labels import one_of, words
from studyleaf.notes.lines.marks import Option

_VERBS = (" is", " are", " es", " é", " è", " est", " ist", " son", " são")
_LONGEST = 600
_IS_RIGHT = re.compile(
    r"[*_`\"”.]*(?:\s+\([^()]{1,100}\))?\s+(?:is|are|was)\s+(?:the\s+)?(?:only\s+)?(?:correct|right)\b"
)
_NUMBER = re.compile(r"[*_(\[`]*\d{1,2}[*_)\].`]*\s*")  # "The answer is 2."
# "Answers 1, 4, and 5 are correct"
_NAMED = re.compile(
    r"[\W_]*(?:answers?|options?|choices?|statements?)?\s*(?P<names>[*_`(]*(?:[A-H]|\d)[*_`)]*"
    r"(?:(?:\s*,\s*(?:and\s+)?|\s*&\s*|\s+and\s+)[*_`(]*(?:[A-H]|\d)[*_`)]*)*)"
    r"\s+(?:is|are)\s+(?:(?:all|both|the|only)\s+)*(?:correct|right|true)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# "From the table we see that the correct answer is option 3."
_AT_END = re.compile(
    r".{3,400}\bthe (?:correct|right) (?:answer|option|choice) is\s+"
    r"(?:(?P<named>[*_`(]*(?:option|choice|answer)\s(?:[A-H]|\d)\b[*_`)]*)(?:[\s,;.].*)?"
    r"|(?P<rest>[^.\n]{1,80})\.?\W*)",
    re.IGNORECASE | re.DOTALL,
)
_SHORT = 3  # characters of a choice that can begin another word


@cache
def _begun() -> re.Pattern[str]:
    said = [word for word in words("answer") if word.endswith(_VERBS)]
    named = one_of(said)
    return re.compile(rf"[\W_]*(?:{named})\s+(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL)


def said_in_sentence(text: str, options: Sequence[Option]) -> tuple[Key, str] | None:
    """Read "The correct answer is Gazpacho, since …", where no colon makes a label of it, or
    "Gazpacho is correct."; return the key and what is said besides.
    """
    if len(text) > _LONGEST:
        return None
    begun = _begun().fullmatch(text)
    if begun is None:
        named = _NAMED.fullmatch(text)
        key = read_key(named["names"], options) if named is not None else None
        if named is not None and key is not None and key.right and not key.unknown:
            return key, named["rest"].strip(" .")
        behind = _AT_END.fullmatch(text)
        said = (behind["named"] or behind["rest"]) if behind is not None else ""
        key = read_key(said, options) if said else None
        if key is not None and key.right and not key.unknown:
            return key, text
        return _judged_whole(text, options)
    certain = _NUMBER.fullmatch(begun["rest"]) is not None
    key = read_key(begun["rest"].strip(' *_`"“”'), options, certain=certain)
    if key is None or not key.right or key.unknown or len(key.right) == len(options):
        return None
    return key, without_choice(key.rest, options, key.right)


def _judged_whole(text: str, options: Sequence[Option]) -> tuple[Key, str] | None:
    said = text.lstrip('*_`"“✅✔️ ')
    for n, option in enumerate(options):
        quoted = text.startswith(f"`{option.text.strip('`')}`")
        own = option.text.strip("`") if quoted else option.text.strip(" .")
        if (len(fold(own)) <= _SHORT and not quoted) or not said.casefold().startswith(
            own.casefold()
        ):
            continue
        if _IS_RIGHT.match(said, len(own)) is not None:
            return Key(frozenset([n]), text, by_text=True), text
    return None
