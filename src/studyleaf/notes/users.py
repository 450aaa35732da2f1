"""Labelled questions of a file → those that are not of people: a program's users, or somebody who
is interviewed.

Pages of frequently asked questions have the labels "Q:" and "A:", too, and not always a title that
says so. Who asks there speaks of what they want to do: "How do I clean the stove?" In an interview,
"you" are asked what you do, and "I" answer; a survey asks "you", too, and nobody answers.
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
_YOU = re.compile(
    r"\b(?:you|your|yours|you['’]\w+"
    r"|vous|votre|vos|avez|êtes|hai|sei|ti|tuo|tua|tuoi|saresti|conosci|preferisci"
    r"|tienes|eres|puedes|tu|tus|você|seu|sua|du|dein\w*|hast|bist)\b",
    re.IGNORECASE,
)
_I = re.compile(
    r"\b(?:I|I['’]\w+|[Mm]y|[Ww]e|[Oo]ur"
    r"|[Jj]e|[Jj]['’]\w+|[Mm]on|[Mm]es|[Nn]ous|[Nn]otre|[Hh]o|[Mm]io|[Mm]ia|[Mm]iei|[Mm]i"
    r"|[Tt]engo|[Ss]oy|[Yy]o|[Mm]is|[Ee]u|[Mm]eu|[Mm]inha|[Ii]ch|[Mm]ein\w*|[Ww]ir|[Uu]nser\w*)\b"
)
_TALK = re.compile(r"\binterview(?:s|ed)?\s+(?:with|of|by)\b", re.IGNORECASE)
_SURVEY = re.compile(r"\b(?:surveys?|umfrage|encuesta|sondage|fragebogen)\b", re.IGNORECASE)
_PRACTICE = re.compile(
    r"\b(?:quiz|exam|practice|interviews? (?:questions|prep(?:aration)?)|mock interviews?)\b",
    re.IGNORECASE,
)
_WORTH = re.compile(r"[(\[]\s?\d{1,3} ?(?:pts?|points?|marks?|punkte?)\b", re.IGNORECASE)
_SEVERAL = 3
_HALF, _NEARLY_ALL = 0.5, 0.75


def without_users(view: View, found: Sequence[Asked]) -> list[Asked]:
    """Return questions without those labelled that stand among several of users or of an interview,
    and without those of a survey, unless what names them says that they are for practice.
    """
    if not any(_OWN.search(asked.prompt) or _YOU.search(asked.prompt) for asked in found):
        return list(found)
    titles = [part.text for part in view.parts if part.kind == "heading"]
    talks = [one for one in titles if _TALK.search(one) is not None]
    talk = bool(talks) and not any(map(_PRACTICE.search, talks))
    polled = [asked for asked in found if _is_open(asked) or not asked.is_answered]
    asking_you = [asked for asked in polled if _YOU.search(asked.prompt) is not None]
    surveys = [one for one in (*titles, view.path) if _SURVEY.search(one) is not None]
    if _is_most(asking_you, polled) and surveys and not any(map(_PRACTICE.search, surveys)):
        return _without(found, polled)
    starts = [part.start for part in view.parts]
    practised = list(studied(view.parts, PRACTICE))
    named = is_practice_file(view.path)
    prepared = any(map(_PRACTICE.search, titles))  # for an interview, where "you" are asked
    users: list[Asked] = []
    people: list[Asked] = []
    for asked in filter(_is_open, found):
        at = _at(starts, asked)
        if _WORTH.search(view.parts[at].text) is not None:
            continue  # "Question 3 (5 pts)", of an exam
        if asked.shape == "D2" and not (named or practised[at]):
            users.append(asked)
        if asked.shape == "D2" and (talk or not (prepared or view.names_questions(at))):
            people.append(asked)  # "Interview" alone can be one with somebody
    own = sum(_OWN.search(asked.prompt) is not None for asked in users)
    if own and own >= _SHARE * len(users):
        return _without(found, users)
    if _are_interviewed(people, _HALF):
        return _without(found, people)
    untitled = [asked for asked in users if not view.in_questions(_at(starts, asked))]
    if _are_interviewed(untitled, _NEARLY_ALL):  # "questions.md" can be what somebody was asked
        return _without(found, untitled)
    return list(found)


def _at(starts: Sequence[int], asked: Asked) -> int:
    """Return the part that a question begins with."""
    return bisect_right(starts, asked.start) - 1


def _are_interviewed(people: Sequence[Asked], share: float) -> bool:
    """Tell whether that share of what is asked asks "you", and as many answers say "I"."""
    told = [asked for asked in people if _I.search(asked.answer) is not None]
    asking_you = [asked for asked in people if _YOU.search(asked.prompt) is not None]
    return _is_most(asking_you, people, share) and _is_most(told, people, share)


def _is_open(asked: Asked) -> bool:
    return not asked.choices and asked.shape in ("D1", "D2")


def _is_most(some: Sequence[Asked], of: Sequence[Asked], share: float = _HALF) -> bool:
    return len(some) >= max(_SEVERAL, share * len(of))


def _without(found: Sequence[Asked], left: Sequence[Asked]) -> list[Asked]:
    ids = set(map(id, left))
    return [asked for asked in found if id(asked) not in ids]
