"""Text → whether it asks to judge a statement: "True or false: …", "(V/F) …"."""

from __future__ import annotations

import re
from functools import cache

from studyleaf.notes.lines.labels import one_of, words

_PAIR = r"(?:[TVRWS]\s?/\s?F|C\s?/\s?E)"
_LETTERS = re.compile(
    rf"[(\[]\s?{_PAIR}\s?[)\]]|\A\W*{_PAIR}\s?[:：.)]|[\s*_]{_PAIR}[\s*_.]*\Z"
    r"|\b[TV] (?:or|o|ou) F\b"
)
_MARK = re.compile(
    r"[\W_]*(?:[TFV](?![\w'’])|[√✓×✗○])[*_]{0,3}\s*(?:$|[-–—:.,;(])|[\W_]*[√×✓✗○][\W_]*$"
)
_FAR = 400
# what is said to anything, and no verdict on a statement
_YES_NO = frozenset(
    "yes no sí si sim não oui non ja nein sì nej evet hayır はい いいえ 예 아니오 是 否 да нет nee"
    " tak nie ano ne nu так ні nei kyllä ei igen nem ναι όχι ya tidak نعم لا כן לא हाँ"
    " नहीं da".split()
)


@cache
def _pair() -> re.Pattern[str]:
    said = one_of(words("truth"))
    return re.compile(
        rf"(?<!\w)(?:{said})(?:\s?/\s?|\s(?:or|ou|o|oder|eller|veya|или|hoặc)\s)(?:{said})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _verdict() -> re.Pattern[str]:
    said = one_of(words("truth") - _YES_NO)
    return re.compile(
        rf"[\W_]*(?P<verdict>{said})(?!\w)(?=[*_)\]\s]*(?:$|[-–—:：.,;。，!(]))",
        re.IGNORECASE,
    )


def verdict(text: str) -> str:
    """Return the verdict that text is or begins with, in lower case: "**False** - it is cold"."""
    match = _verdict().match(text)
    return match["verdict"].casefold() if match is not None else ""


def marks_statement(text: str) -> bool:
    """Tell whether an entry of a key says that a statement is true or false: "F", "√", "True"."""
    return bool(verdict(text)) or _MARK.match(text) is not None


def asks_to_judge(text: str) -> bool:
    """Tell whether text begins or ends like a statement that is to be judged."""
    edges = text if len(text) <= 2 * _FAR else f"{text[:_FAR]}\n{text[-_FAR:]}"
    return bool(_LETTERS.search(edges) or _pair().search(edges))


def begins_to_judge(text: str) -> bool:
    """Tell whether text begins with the two words of which one is right: "True or false: …"."""
    bare = text.lstrip("*_#([ 0123456789.)")
    return bool(_pair().match(bare) or _LETTERS.match(bare))
