"""Labelled questions of a file → those that are no questions of a program's users.

Pages of frequently asked questions have the labels "Q:" and "A:", too, and not always a title that
says so. Who asks there speaks of what they want to do: "How do I clean the stove?"
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from studyleaf.notes.pieces import Asked
from studyleaf.notes.sections import PRACTICE, is_practice_file, studied
from studyleaf.notes.view import View

_OWN = re.compile(
    r"\b(?:do|did|can|can['’]t|could|should|shouldn['’]t|would|must|may|am|have|will|what if) I\b",
    re.IGNORECASE,
)
_SHARE = 0.2


def without_users(view: View, found: Sequence[Asked]) -> list[Asked]:
    """Return questions without those labelled that stand among several of users, unless a heading
    or the name of the file says that they are for practice.
    """
    if not any(asked.shape == "D2" and _OWN.search(asked.prompt) for asked in found):
        return list(found)
    starts = [part.start for part in view.parts]
    practised = list(studied(view.parts, PRACTICE))
    named = is_practice_file(view.path)
    labelled = [
        asked
        for asked in found
        if asked.shape == "D2"
        and not asked.choices
        and not (named or practised[bisect_right(starts, asked.start) - 1])
    ]
    own = sum(_OWN.search(asked.prompt) is not None for asked in labelled)
    if not own or own < _SHARE * len(labelled):
        return list(found)
    left = {id(asked) for asked in labelled}
    return [asked for asked in found if id(asked) not in left]
