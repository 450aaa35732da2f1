"""Questions with choices → those that are not of a form: "Yes", "No", "N/A"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.pieces import Asked

_SHARE = 0.25
_SEVERAL = 3
_ITEM = re.compile(r"[A-Z]\d{1,3}[.)]\s")
_SPECIFY = re.compile(
    r"\W*(?:[A-Z][).]\s*)?(?:other|otros?|otras?|outros?|outras?|autres?|sonstiges?|andere[rs]?|altro)\b.{0,20}?"
    r"\b(?:describe|specify|explain|especifi\w+|indi\w+|précise[rz]?|angeben|specificare)\b",
    re.IGNORECASE,
)


def without_forms(found: Sequence[Asked]) -> list[Asked]:
    """Return questions without those of a form, whoever fills it in: most can be answered with
    "Other (please specify)"; or none has a key, and several have a choice that says nothing of the
    matter, such as "Other" and "Not applicable"; or most of what seems to answer asks as well.
    """
    survey = [asked for asked in found if asked.choices and _asks_to_specify(asked)]
    if len(survey) >= _SEVERAL and len(survey) * 2 > sum(bool(asked.choices) for asked in found):
        return [asked for asked in found if not asked.choices]  # somebody's answers, no keys
    open_ = [asked for asked in found if asked.answer]
    back = [asked for asked in open_ if _asks_back(asked)]
    if len(back) >= _SEVERAL and len(back) * 2 > len(open_):  # "A2. How often …?", an item
        return [asked for asked in found if not _asks_back(asked)]
    open_ = [asked for asked in found if asked.choices and not asked.is_answered]
    forms = sum(any(_is_of_form(choice.text) for choice in asked.choices) for asked in open_)
    if not forms or forms < _SHARE * len(open_) or len(open_) < len(found):
        return list(found)
    return []


def _asks_back(asked: Asked) -> bool:
    """Tell whether what asks seems to be answered by the next item: "A2. How often …?"."""
    asking = all(text.rstrip("*_ \n").endswith("?") for text in (asked.prompt, asked.answer))
    return asking and _ITEM.match(asked.prompt) is not None


def _asks_to_specify(asked: Asked) -> bool:
    """Tell whether the last choice is "Other (please specify)"."""
    return any(map(_SPECIFY.match, asked.choices[-1].text.split("\n")))


def _is_of_form(text: str) -> bool:
    return is_only(text, "form") or label(text, "form") is not None
