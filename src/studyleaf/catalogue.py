"""The text of topics.yml → Catalogue, or every problem that it has, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from studyleaf.model import Catalogue, Category, Domain, Problem, Topic
from studyleaf.spelling import nearest

CODE = "catalogue"

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class CatalogueError(ValueError):
    """The catalogue can't be used. `problems` says why, each with its line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def fold(name: str) -> str:
    """Return what of a name counts when names are compared: letters and digits, without case."""
    return "".join(char for char in name.casefold() if char.isalnum())


def read_catalogue(text: str, path: str = "topics.yml") -> Catalogue:
    """Read a catalogue.

    The file has two lists: `categories` (id, name, topics), whose topics have an id, a name and
    `also`, a list of other names; and `domains` (id, name, weight in percent). Raises
    CatalogueError for anything else, and for a name or id that occurs twice.
    """
    try:
        data = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        message = f"This is not YAML: {error.problem or error}. Mend this line or the one above."
        raise CatalogueError(
            [Problem(path, line, mark.column + 1 if mark else 1, CODE, message)]
        ) from None
    reader = _Reader(path)
    catalogue = reader.catalogue(data)
    if reader.problems:
        raise CatalogueError(reader.problems)
    return catalogue


class _Reader:
    """Walks the YAML and collects problems instead of stopping at the first."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.names: dict[str, tuple[str, int]] = {}
        self.ids: dict[tuple[str, str], int] = {}

    def problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, 1, CODE, message))

    def catalogue(self, data: Any) -> Catalogue:
        if data is None:
            return Catalogue()
        if not isinstance(data, CommentedMap):
            self.problem(1, "Give `categories:`, a list of categories with their topics.")
            return Catalogue()
        self.known(data, {"categories", "domains"})
        return Catalogue(
            categories=tuple(self.category(item) for item in self.maps(data, "categories")),
            domains=tuple(self.domain(item) for item in self.maps(data, "domains")),
        )

    def category(self, item: CommentedMap) -> Category:
        self.known(item, {"id", "name", "topics"})
        name = self.id(item, "category")
        return Category(
            id=name,
            name=self.text(item, "name"),
            topics=tuple(self.topic(topic, name) for topic in self.maps(item, "topics")),
        )

    def topic(self, item: CommentedMap, category: str) -> Topic:
        self.known(item, {"id", "name", "also"})
        also = item.get("also") or []
        line = _line(item)
        if not isinstance(also, list) or not all(isinstance(name, str) for name in also):
            self.problem(
                _line(item, "also"), "`also` is a list of names, each in quotes if needed."
            )
            also = []
        name = self.text(item, "name")
        own: set[str] = set()
        for other, place in [
            (name, _line(item, "name")),
            *((entry, _line(item, "also")) for entry in also),
        ]:
            folded = fold(other)
            if not folded or folded in own:
                continue
            own.add(folded)
            if folded in self.names:
                first, where = self.names[folded]
                self.problem(
                    place, f"The name “{other}” is taken: “{first}” has it in line {where}."
                )
            else:
                self.names[folded] = (name, place)
        return Topic(self.id(item, "topic"), name, tuple(also), category, line)

    def domain(self, item: CommentedMap) -> Domain:
        self.known(item, {"id", "name", "weight"})
        weight = item.get("weight", 0)
        if not isinstance(weight, int | float) or isinstance(weight, bool):
            self.problem(_line(item, "weight"), "`weight` is a number, in percent.")
            weight = 0
        return Domain(self.id(item, "domain"), self.text(item, "name"), float(weight))

    def id(self, item: CommentedMap, what: str) -> str:
        value = item.get("id")
        line = _line(item, "id")
        if not isinstance(value, str) or not _ID.fullmatch(value):
            self.problem(line, f"A {what} needs an `id` of small letters, digits and hyphens.")
            return ""
        if (what, value) in self.ids:
            self.problem(line, f"The id `{value}` is taken in line {self.ids[what, value]}.")
        self.ids.setdefault((what, value), line)
        return value

    def text(self, item: CommentedMap, key: str) -> str:
        value = item.get(key)
        if not isinstance(value, str) or not value.strip():
            self.problem(_line(item, key), f"Give a `{key}`, as text.")
            return ""
        return value.strip()

    def known(self, item: CommentedMap, keys: set[str]) -> None:
        for key in item:
            if key not in keys:
                near = nearest(str(key), keys)
                hint = f" Did you mean `{near}`?" if near else ""
                allowed = ", ".join(f"`{name}`" for name in sorted(keys))
                self.problem(
                    _line(item, key), f"`{key}` is no key here; there are {allowed}.{hint}"
                )

    def maps(self, parent: CommentedMap, key: str) -> Iterator[CommentedMap]:
        value = parent.get(key)
        if value is None:
            return
        if not isinstance(value, CommentedSeq):
            self.problem(_line(parent, key), f"`{key}` is a list: begin each entry with `- `.")
            return
        for i, item in enumerate(value):
            if isinstance(item, CommentedMap):
                yield item
            else:
                line = value.lc.item(i)[0] + 1
                self.problem(line, f"An entry of `{key}` has keys, such as `id:` and `name:`.")


def _line(item: CommentedMap, key: str | None = None) -> int:
    if key is not None and key in item:
        return int(item.lc.key(key)[0]) + 1
    return int(item.lc.line) + 1
