"""A comment that readers of a page don't see → the answer that it hides: "<!-- Answer: B -->"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.notes.answers.entries import one_line_key
from studyleaf.notes.lines.labels import Label, is_only, label

_LETTERS = re.compile(r"[A-H](?:\s?[,&]\s?[A-H])*")
_CHOICE = re.compile(r"\s*[-*+]?\s*(?:\[(?P<a>[A-H])\]|\(?(?P<b>[A-H])[.)])\s+(?P<text>\S.*)")
_MOST = 9
_COMMENT = re.compile(r"^<!--\s*|\s*-->$")
_FRAMED = re.compile(
    r"\s*(?:BEGIN[ _]?)?(?P<word>[^\W\d_]{3,20}):?[ \t\r]*\n\s*(?P<text>\S.*?)"
    r"(?:\r?\n\s*(?:END[ _]?)?(?P=word))?\s*",
    re.DOTALL | re.IGNORECASE,
)


def told_in_comment(text: str, above: Sequence[str]) -> Label | None:
    """Read the answer in a comment, or None: it has a label, or is nothing but letters, or lines
    `above` it again, which are choices then.
    """
    inside = _COMMENT.sub("", text)
    framed = _FRAMED.fullmatch(inside)  # "SOLUTION", the answer, and "SOLUTION" again
    if framed is not None and is_only(framed["word"], "answer"):
        own = label(framed["text"], "answer")
        inside = framed["text"] if own and own.rest else f"answer: {framed['text']}"
    inside = _again(inside, above) or inside
    found = label(inside, "answer") if not one_line_key(inside) else None
    return found if found is not None and found.rest else None


def _again(text: str, above: Sequence[str]) -> str:
    """Return a comment as an answer, if it is letters, or choices again: "- [B] Gazpacho"."""
    if _LETTERS.fullmatch(text):
        return f"answer: {text}"
    lines = [line for line in text.split("\n") if line.strip()][:_MOST]
    found = [match for line in lines if (match := _CHOICE.fullmatch(line.rstrip())) is not None]
    letters = [match["a"] or match["b"] for match in found]
    if not found or len(found) < len(lines):
        return ""
    if not all(any(one.endswith(match["text"]) for one in above) for match in found):
        return ""
    only = f"{letters[0]}) {found[0]['text']}"
    return f"answer: {only if len(found) == 1 else ', '.join(letters)}"
