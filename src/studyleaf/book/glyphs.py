"""Characters that no font has → U+XXXX in the text, and a warning that names a font to add."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from studyleaf.book.nodes import node, rewrite

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f\u061c\u200e\u200f")
"""Characters without a shape of their own: where they can't be set they are left out."""

FONTS = (
    ("Noto Serif Hebrew", ((0x590, 0x5FF),)),
    ("Noto Naskh Arabic", ((0x600, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))),
    ("Noto Serif Devanagari", ((0x900, 0x97F),)),
    ("Noto Serif Bengali", ((0x980, 0x9FF),)),
    ("Noto Serif Tamil", ((0xB80, 0xBFF),)),
    ("Noto Serif Telugu", ((0xC00, 0xC7F),)),
    ("Noto Serif Thai", ((0xE00, 0xE7F),)),
    ("Noto Serif Georgian", ((0x10A0, 0x10FF),)),
    ("Noto Serif Ethiopic", ((0x1200, 0x139F),)),
    ("Noto Serif Khmer", ((0x1780, 0x17FF),)),
    ("Noto Serif CJK KR", ((0x1100, 0x11FF), (0xAC00, 0xD7FF))),
    ("Noto Serif CJK JP", ((0x3040, 0x30FF), (0x31F0, 0x31FF))),
    (
        "Noto Serif CJK SC",
        ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF)),
    ),
    ("Noto Emoji", ((0x1F000, 0x1FAFF), (0x2600, 0x27BF), (0xE0020, 0xE007F))),
    ("Noto Sans Math", ((0x1D400, 0x1D7FF), (0x2200, 0x23FF))),
    ("Noto Sans Symbols 2", ((0x2190, 0x2BFF), (0x1D000, 0x1D2FF))),
)
"""A font for the characters of each range, to name in warnings; all are free."""


def unusual(characters: Iterable[str]) -> list[str]:
    """Return the distinct characters that a font may lack, in their order."""
    return sorted({char for char in characters if not " " <= char <= "~" and char not in "\n\t"})


def notation(char: str) -> str:
    """Return how a character that can't be shown is printed."""
    return f"U+{ord(char):04X}"


def font_for(char: str) -> str:
    """Return the name of a font that has a character, or words for one."""
    code = ord(char)
    for name, ranges in FONTS:
        if any(first <= code <= last for first, last in ranges):
            return name
    return "a font that has it"


def is_private(char: str) -> bool:
    """Return whether a character means nothing outside the font it was made for."""
    code = ord(char)
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def replaced(tree: Any, missing: Iterable[str]) -> Any:
    """Return the tree with `missing` characters as nodes that show their number."""
    visible = "".join(char for char in missing if char not in _INVISIBLE)
    gone = dict.fromkeys(ord(char) for char in missing if char in _INVISIBLE)
    split = re.compile(f"([{re.escape(visible)}])") if visible else None

    if isinstance(tree, str):
        return named(tree.translate(gone), split)

    def change(item: Any) -> Any:
        if isinstance(item, dict):
            return _attributes(item, split, gone)
        text = item.translate(gone) if gone else item
        if split is None or not split.search(text):
            return text
        parts = [part for part in split.split(text) if part]
        return [node("missing", s=notation(p)) if split.fullmatch(p) else p for p in parts]

    return rewrite(tree, change)


def _attributes(
    item: dict[str, Any], split: re.Pattern[str] | None, gone: dict[int, None]
) -> dict[str, Any]:
    """Strings outside `c` can't hold nodes: there the number stands in the text."""
    for key, value in item.items():
        if isinstance(value, str) and key not in ("t", "l", "q", "k", "f", "u"):
            item[key] = named(value.translate(gone), split)
    address = item.get("u", "")
    shown = named(address.translate(gone), split)
    if shown != address:
        item["shown"] = shown
    return item


def named(text: str, split: re.Pattern[str] | None) -> str:
    """Return a text with what `split` finds as U+XXXX."""
    return split.sub(lambda m: f"[{notation(m[0])}]", text) if split else text


def describe(missing: Sequence[str]) -> str:
    """Return the sentence about characters that a page holds and no font has."""
    shown = ", ".join(
        f"{char} ({notation(char)})" if char.isprintable() else notation(char)
        for char in missing[:5]
    )
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
    fonts = sorted({font_for(char) for char in missing})
    return (
        f"No font has {shown}{more}, so the book prints the number. Put {', '.join(fonts)} into "
        "the folder that the setting `book: fonts:` names."
    )
