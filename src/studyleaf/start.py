"""A name and the headings of notes → the files of a new guide."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from studyleaf.catalogue import fold
from studyleaf.model import Catalogue, Category, Topic
from studyleaf.notes.pieces import Notes, Topical

# Files whose names begin with a dot are packaged without it.
_PLACES = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
_PICTURE = re.compile(r"^[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff\s]+")
_COUNTED = re.compile(
    r"\s*\((?:q|questions?|fragen|preguntas|perguntas)\.?\s?\d[^()]*\)$", re.IGNORECASE
)


def guide_files(name: str, catalogue: Catalogue, template: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a new guide as path to text.

    `template` holds those of the package; `{name}` and `{slug}` in them are filled in.
    """
    made = {
        _PLACES.get(path, path): text.replace("{name}", _filled(path, name)).replace(
            "{slug}", slug(name) or "guide"
        )
        for path, text in template.items()
    }
    return {**made, "topics.yml": write_catalogue(catalogue)}


def _filled(path: str, name: str) -> str:
    return json.dumps(name, ensure_ascii=False) if path.endswith(".yml") else name


def catalogue_of(files: Sequence[tuple[str, Notes]]) -> Catalogue:
    """Return a catalogue of the topics that the headings of notes name.

    A file whose only heading of the first level is its title is a category, and its headings of
    the next level are topics; else those of the first level are. A file without headings is one
    topic, named after its title or its file.
    """
    categories: dict[str, tuple[str, list[Topic]]] = {}
    taken: set[str] = set()
    for path, notes in files:
        title, names = _names(path, notes)
        key = slug(title) or "topics"
        _, topics = categories.setdefault(key, (title, []))
        for name in names:
            if fold(name) in taken or not fold(name):
                continue
            taken.add(fold(name))
            place = _free(slug(name) or "topic", {topic.id for topic in topics})
            topics.append(Topic(place, name, (), key))
    return Catalogue(
        tuple(Category(key, name, tuple(topics)) for key, (name, topics) in categories.items())
    )


def _names(path: str, notes: Notes) -> tuple[str, list[str]]:
    headings = [piece for piece in notes.pieces if isinstance(piece, Topical)]
    levels = sorted({heading.level for heading in headings})
    stem = re.sub(r"[-_]+", " ", path.rpartition("/")[2].rpartition(".")[0]).strip().capitalize()
    if not headings:
        return "Topics", [notes.title or stem]
    top = [heading for heading in headings if heading.level == levels[0]]
    if len(top) == 1 and len(levels) > 1 and top[0] is headings[0]:
        inner = [plain(h.name) for h in headings if h.level == levels[1]]
        return plain(top[0].name), inner
    return "Topics", [plain(heading.name) for heading in top]


def plain(heading: str) -> str:
    """Return the text of a heading without emphasis, code marks, the picture that it begins with,
    and the numbers of the questions below it: "☁️ **Soups** (Q1-25)" → "Soups".
    """
    text = re.sub(r"[*_`]+", "", heading).strip(" #:")
    return _PICTURE.sub("", _COUNTED.sub("", text)).strip() or text


def slug(name: str) -> str:
    """Return a name in small letters, digits and hyphens; "" where it has none of them."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60].strip("-")


def _free(name: str, taken: Iterable[str]) -> str:
    used = set(taken)
    number, free = 1, name
    while free in used:
        number += 1
        free = f"{name}-{number}"
    return free


def write_catalogue(catalogue: Catalogue) -> str:
    """Return a catalogue as YAML, with a comment that says how to go on."""
    lines = [
        "# The topics of this guide. Each has a page, docs/<category>/<topic>.md.",
        "# `also` lists other names that notes use for a topic, abbreviations and misspellings.",
        "categories:" if catalogue.categories else "categories: []",
    ]
    for category in catalogue.categories:
        lines += [
            f"  - id: {category.id}",
            f"    name: {_yaml(category.name)}",
            "    topics:" if category.topics else "    topics: []",
        ]
        for topic in category.topics:
            lines += [
                f"      - id: {topic.id}",
                f"        name: {_yaml(topic.name)}",
                "        also: []",
            ]
    return "\n".join(lines) + "\n"


def _yaml(text: str) -> str:
    return (
        text
        if re.fullmatch(r"[A-Za-z][\w /()+.-]*[\w)]", text)
        else json.dumps(text, ensure_ascii=False)
    )
