"""mkdocs.yml + new pages → mkdocs.yml with the pages in its navigation, all other bytes kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from studyleaf.blocks import split_lines
from studyleaf.model import Category, Topic

_PLAIN = re.compile(r"[\w][\w &().,/+-]*")


class NavigationError(ValueError):
    """The navigation is written in a way that lines can't be added to; the text says what to do."""


def listed(nav: Any) -> Iterator[str]:
    """Yield the paths of all pages in a navigation as YAML gives it."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from listed(value)
    elif isinstance(nav, list):
        for value in nav:
            yield from listed(value)


def add_pages(config: str, additions: Sequence[tuple[Category, Topic]]) -> str:
    """Return the text of mkdocs.yml with a line for each page that its navigation lacks.

    A page goes to the end of the section with its category's name, or of a new section at the end.
    A site without `nav` shows all pages by itself, and is left alone. Raises NavigationError.
    """
    for name, group in groupby(additions, key=lambda pair: pair[0].name):
        config = _add(config, name, [topic for _, topic in group])
    return config


def _add(config: str, category: str, topics: Sequence[Topic]) -> str:
    """Return the text of mkdocs.yml with topics of one category."""
    data = YAML(typ="rt").load(config)
    nav = data.get("nav") if isinstance(data, CommentedMap) else None
    there = set(listed(nav))
    new = {topic.path: topic for topic in topics if topic.path not in there}
    if nav is None or not new:
        return config
    first = next(iter(new))
    if not isinstance(nav, CommentedSeq) or nav.fa.flow_style():
        message = f"Write `nav` as a list with one entry a line, or add `{first}` to it yourself."
        raise NavigationError(message)
    lines = split_lines(config)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += ending
    entries = [f"- {_scalar(topic.name)}: {path}{ending}" for path, topic in new.items()]
    section = next(
        (item[category] for item in nav if isinstance(item, dict) and category in item), None
    )
    if isinstance(section, CommentedSeq) and len(section) and not section.fa.flow_style():
        at, column = _end(section, lines)
    elif section is None:
        at, column = _end(nav, lines)
        if category:
            lines.insert(at, f"{' ' * column}- {_scalar(category)}:{ending}")
            at, column = at + 1, column + 4
    else:
        message = f"Write the entries of “{category}” one a line, or add `{first}` there."
        raise NavigationError(message)
    lines[at:at] = [" " * column + entry for entry in entries]
    return "".join(lines)


def _end(sequence: CommentedSeq, lines: Sequence[str]) -> tuple[int, int]:
    """Return the line after the last entry of a block sequence, and the column of its dashes."""
    line, column = sequence.lc.item(len(sequence) - 1)
    column -= 2  # the entry's text begins behind its dash
    at = line + 1
    last = at
    while at < len(lines):
        text = lines[at]
        if text.strip() and not text.lstrip().startswith("#"):
            if len(text) - len(text.lstrip()) <= column:
                break
            last = at + 1
        at += 1
    return last, column


def _scalar(text: str) -> str:
    """Return text as YAML, in quotes where it needs them."""
    plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and ": " not in text
    return text if plain else json.dumps(text, ensure_ascii=False)
