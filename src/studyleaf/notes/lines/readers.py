"""Questions of a page → whether its readers ask them, about what it is of, and no examiner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.notes.lines.asking import asks_about_itself

_OWN = re.compile(
    r"\b(?:I|I['’]m|my|this (?:project|repo|repository|library|package|tool|app|site|page|plugin"
    r"|extension|course|guide)|ich|mein\w*|je|mon|yo|mi|eu|meu|minha|io|mio)\b"
    r"|^\W*(?:should|do|can|will|are|shall|would|could|must|did) we\b"
    r"|\bour (?:team|project|product|company|users?|customers?|code|app)\b",
    re.IGNORECASE,
)
# "How is it sent?", "Who is this for?", "Do you ship soup?": of what the page is about
_OF_PAGE = re.compile(
    r"\b(?:it(?! is (?:best|better|possible|important|good|necessary)\b)|its|this|these|they)\b"
    r"|^\W*(?:do|can) you\b",
    re.IGNORECASE,
)
_USERS = 0.1
_THIRD = 3


def are_of_page(texts: Sequence[str]) -> bool:
    """Tell whether questions are of a FAQ: one in ten says "I" or "we", or a third say "it"."""
    users = sum(_OWN.search(text) is not None or asks_about_itself(text) for text in texts)
    told = sum(_OF_PAGE.search(text) is not None for text in texts)
    return users > _USERS * len(texts) or told * _THIRD > len(texts)
