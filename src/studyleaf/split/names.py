"""Catalogue + text → the topics that the text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from studyleaf.catalogue import fold
from studyleaf.model import Catalogue, Topic
from studyleaf.notes.pieces import Asked

_NUMBERING = re.compile(r"^(?:[\W_]*\d+(?:\.\d+)*[.):]?|[\W_]+)\s+(?=\S)")
_PARENTHESES = re.compile(r"^(.*?)\(([^()]*)\)\s*$")
_JOINTS = re.compile(r"[&/,+:|]|\s[-–—]\s|\band\b|\bwith\b", re.IGNORECASE)  # noqa: RUF001
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"(?<!`)`++[^`]*+`++|\]\([^)\n]{0,1000}\)|https?://\S++")

# From this length on, a name with one letter too many, missing, wrong, or misplaced is taken for
# the name; but its short words must be right, since SES is not a misspelt SQS.
_NEAR_LENGTH = 6
# Up to this length a name in capitals is looked for in capitals: SES is a service, "ses" is not.
_SHORT = 5
# How many words a heading may say besides the name and still be about that topic.
_OTHER_WORDS = 2


@dataclass(frozen=True, slots=True)
class Named:
    """What a heading says of the topic: which, and whether it says nothing else."""

    topic: Topic
    only: bool


class _Name(NamedTuple):
    words: tuple[str, ...]
    topic: Topic
    capitals: str
    """How a short name must be spelled; "" for any case."""


class Names:
    """All names of a catalogue's topics, ready to be looked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._exact: dict[str, Topic] = {}
        self._first_words: dict[str, list[_Name]] = {}
        for topic in catalogue.topics:
            for name in (topic.name, *topic.also):
                self._exact.setdefault(fold(name), topic)
                words = tuple(_WORD.findall(name.casefold()))
                capitals = name if len(name) <= _SHORT and name == name.upper() else ""
                if words:
                    found = self._first_words.setdefault(words[0], [])
                    found.append(_Name(words, topic, capitals))
        for found in self._first_words.values():
            found.sort(key=lambda name: -len(name.words))  # the longest is meant
        self._folded = list(self._exact)
        self._words = {
            topic.path: {
                word
                for name in (topic.name, *topic.also)
                for word in _WORD.findall(name.casefold())
            }
            for topic in catalogue.topics
        }

    def heading(self, text: str) -> Named | None:
        """Return the one topic that a heading is about, if it is short enough to be about one."""
        text = _NUMBERING.sub("", text.strip().strip("*_#").strip())
        exact = self._exactly(text)
        if exact is not None:
            return Named(exact, only=True)
        topics = list(self.mentions(text))
        if len(topics) != 1:
            return None
        named = sum(len(name.words) for name in self._found(text))
        others = len(_WORD.findall(text)) - named
        return Named(topics[0], only=False) if others <= _OTHER_WORDS else None

    def _exactly(self, text: str) -> Topic | None:
        topic = self._whole(text)
        if topic is not None:
            return topic
        parts = [text]
        match = _PARENTHESES.match(text)
        if match is not None:
            parts = [match[1], match[2]]
        else:
            parts = [part.strip() for part in _JOINTS.split(text) if part.strip()]
        found = [self._whole(part) for part in parts]
        if len(found) > 1 and found[0] is not None and all(a is b for a, b in pairwise(found)):
            return found[0]
        return None

    def _whole(self, text: str) -> Topic | None:
        folded = fold(text)
        topic = self._exact.get(folded)
        if topic is not None or len(folded) < _NEAR_LENGTH:
            return topic
        near = process.extract(folded, self._folded, scorer=OSA.distance, score_cutoff=1, limit=5)
        short = {word for word in _WORD.findall(text.casefold()) if len(word) <= _SHORT - 1}
        topics = {self._exact[name].path: self._exact[name] for name, *_ in near}
        found = [topic for topic in topics.values() if short <= self._words[topic.path]]
        return found[0] if len(found) == 1 else None

    def mentions(self, text: str) -> Iterator[Topic]:
        """Yield the topics that `text` names outside code and addresses, once each, in order."""
        seen: set[str] = set()
        for name in self._found(text):
            if name.topic.path not in seen:
                seen.add(name.topic.path)
                yield name.topic

    def count(self, text: str, topic: Topic) -> int:
        """Count how often `text` names the topic."""
        return sum(name.topic is topic for name in self._found(text))

    def _found(self, text: str) -> Iterator[_Name]:
        spelled = _WORD.findall(_CODE.sub(" ", text))
        at = 0
        while at < len(spelled):
            name = self._at(spelled, at)
            if name is not None:
                yield name
            at += len(name.words) if name is not None else 1

    def _at(self, spelled: Sequence[str], at: int) -> _Name | None:
        first = spelled[at].casefold()
        candidates = self._first_words.get(first, [])
        if first.endswith("s"):
            candidates = [*candidates, *self._first_words.get(first[:-1], [])]
        for name in candidates:
            length = len(name.words)
            here = [word.casefold() for word in spelled[at : at + length]]
            if tuple(here[:-1]) != name.words[:-1] or len(here) < length:
                continue
            if here[-1] not in (name.words[-1], f"{name.words[-1]}s"):
                continue
            if not name.capitals or spelled[at].removesuffix("s") == name.capitals:
                return name
        return None

    def of_prose(self, text: str) -> Topic | None:
        """Return the topic that prose is about: the only one named, or clearly its subject."""
        topics = list(self.mentions(text))
        if not topics:
            return None
        first, *others = topics
        if not others:
            return first
        begins = any(topic is first for topic in self.mentions(" ".join(text.split()[:6])))
        most = self.count(text, first)
        if begins and all(most >= 2 * self.count(text, other) for other in others):
            return first
        return None

    def of_question(self, asked: Asked) -> Topic | None:
        """Return the topic of a question: what its answer names first, else all that it names."""
        answer = "\n".join(
            [asked.answer, *(choice.text for choice in asked.choices if choice.right)]
        )
        answered = list(self.mentions(answer))
        if answered:
            return answered[0]
        question = "\n".join([*asked.scenario, asked.prompt, asked.stem])
        for text in (question, asked.explanation):
            topics = list(self.mentions(text))
            if len(topics) == 1:
                return topics[0]
            if topics:
                return None
        return None

    def of_file(self, path: str, title: str) -> Topic | None:
        """Return the topic of a whole file: the one that its title or its name is about."""
        stem = re.sub(r"[-_.]+", " ", path.rpartition("/")[2].rpartition(".")[0])
        for text in (title, stem):
            topics = list(self.mentions(text)) if text else []
            if not topics and text:
                whole = self._exactly(text) or self._first_part(text)
                topics = [whole] if whole else []
            if len(topics) == 1:
                return topics[0]
        return None

    def _first_part(self, text: str) -> Topic | None:
        found = {fold(word): self._exact.get(fold(word)) for word in text.split()}
        topics = [topic for topic in found.values() if topic is not None]
        return topics[0] if len({topic.path for topic in topics}) == 1 else None
