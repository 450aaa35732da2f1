"""Questions without a key → those that are no boxes of a form: "Yes", "No", "N/A"."""

from __future__ import annotations

from collections.abc import Sequence

from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.pieces import Asked

_SHARE = 0.25


def without_forms(found: Sequence[Asked]) -> list[Asked]:
    """Return questions without those of a form, whoever fills it in: none has a key, and several
    have a choice that says nothing of the matter, such as "Other" and "Not applicable".
    """
    open_ = [asked for asked in found if asked.choices and not asked.is_answered]
    forms = sum(any(_is_of_form(choice.text) for choice in asked.choices) for asked in open_)
    if not forms or forms < _SHARE * len(open_) or len(open_) < len(found):
        return list(found)
    return []


def _is_of_form(text: str) -> bool:
    return is_only(text, "form") or label(text, "form") is not None
