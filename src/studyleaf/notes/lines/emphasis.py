"""Text of notes → the text without emphasis around the whole of it, or left open by a label."""

from __future__ import annotations

import re

from studyleaf.notes.lines.asking import has_blank

WHOLE_BOLD = re.compile(r"([*_]{2,3})(?=\S)((?:(?!\1).)+)(?<=\S)\1[.,;:!]?", re.DOTALL)

_BULLET = re.compile(r"^\s*\* ", re.MULTILINE)


def balanced(text: str) -> str:
    """Return text without emphasis around the whole, and without what a label left open."""
    text = text.strip()
    while True:
        whole = WHOLE_BOLD.fullmatch(text)
        if whole is not None and whole[0].endswith(whole[1]):
            text = whole[2].strip()
            continue
        single = re.fullmatch(r"([*_])(?=[^\s*_])((?:(?!\1).)+)(?<=[^\s*_])\1", text, re.DOTALL)
        if single is not None:
            text = single[2].strip()
            continue
        break
    if text.endswith("*") and _BULLET.sub("", text).count("*") % 2:
        text = text[:-1].rstrip()
    if text.count("_") == 1 and text[-2:-1].strip() and text.endswith("_"):
        text = text[:-1]  # "_Answer: gazpacho_"
    for mark in ("**",) if has_blank(text) else ("**", "__"):
        if text.count(mark) % 2:
            if text.endswith(mark):
                text = text[: -len(mark)].rstrip()
            elif text.startswith(mark):
                text = text[len(mark) :].lstrip()
            else:  # opened before the label: `**1. Which?** (2 points)`
                text = text.replace(mark, "", 1)
    return text.strip(" \t|")
