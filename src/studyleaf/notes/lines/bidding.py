"""Text → whether it bids to answer: "Explain stock.", and "What is a roux" without its mark.

Steps and titles begin like this, too. So it tells only of what is labelled as a question, stands
in a bank of questions, or right above a labelled answer.
"""

from __future__ import annotations

import re
from functools import cache

from studyleaf.notes.lines.labels import LabelKind, bare, words

_FAR = 600
_WHOLE = 4  # words
_TITLE = re.compile(r"\w+ (?:to|a|an|the|we|you|i|it|they)\b", re.IGNORECASE)
_NEW_SENTENCE = re.compile(r"(?<=[.!:;。！：；])\s*")
_NEW_CLAUSE = re.compile(r"(?<=[.!:;,。！：；，、])\s*")
_TAGS = re.compile(r"^(?:\s*<[^<>]{1,60}>)+")
# points, or how hard it is: "(5 points) Explain …"
_BESIDE = re.compile(
    r"(?:[(\[][^()\[\]]{1,40}[)\]]"
    r"|(?:[^\W\d_]{1,12}[ .-]?)?[#№]?\s?\d{1,3}(?:\.\d{1,3})*\ufe0f?\u20e3?[.):\]]?"
    r"|[IVXivx]{1,5}[.)]|[A-Za-z][.)]|(?:[^\W\d_][\w-]{0,14} ?){1,2}:)[*_:.\s]+"
)


@cache
def _verbs(*kinds: LabelKind) -> re.Pattern[str]:
    said = sorted({word for kind in kinds for word in words(kind)}, key=len, reverse=True)
    glued = "|".join(re.escape(word) for word in said if word[0] > "\u2e80")
    apart = "|".join(re.escape(word) for word in said if word[0] <= "\u2e80")
    return re.compile(rf"(?:{glued})|(?:please\s+)?(?:{apart})(?![\w'’]|\s?[:：])", re.IGNORECASE)


def bids(text: str) -> bool:
    """Tell whether text begins with "Explain" or "What", or a sentence of it with "Explain"."""
    return bool(_verbs("bid", "ask").match(_own(text))) or bids_somewhere(text)


def bids_somewhere(text: str) -> bool:
    """Tell whether a sentence of text begins with "Explain" or the like."""
    return any(_verbs("bid").match(bare(one)) for one in _NEW_SENTENCE.split(_own(text)))


def asks_unmarked(text: str) -> bool:
    """Tell whether text bids to answer, or a clause of it begins like a question: "A soup is cold.
    Which one is it", "In Spain, what is ajoblanco made of".
    """
    clauses = _NEW_CLAUSE.split(_own(text))
    return bids(text) or any(_verbs("ask").match(bare(one)) for one in clauses if " " in one)


def asks_by_word(text: str) -> bool:
    """Tell whether text is a whole question but for its mark: "What is a roux". A title is not:
    "How to make a roux", "What a roux is:".
    """
    own = _own(text).rstrip("*_ \\")
    if len(own.split()) < _WHOLE or own.endswith((":", "：")):
        return False
    return _verbs("ask").match(own) is not None and _TITLE.match(own) is None


def begins_to_bid(text: str) -> bool:
    """Tell whether text begins with "Explain" or the like."""
    return bool(_verbs("bid").match(_own(text)))


def _own(text: str) -> str:
    said = bare(_TAGS.sub("", text[:_FAR])).lstrip('"“„«')
    if _verbs("bid").match(said):
        return said  # "List 4 soups", where "List 4" counts nothing
    aside = _BESIDE.match(said)
    return bare(said[aside.end() :]) if aside is not None else said


def leads_to_list(text: str) -> bool:
    """Tell whether text only leads to the list below it: "Explain these words:"."""
    return text.rstrip("*_ ").endswith((":", "："))
