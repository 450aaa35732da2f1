"""What asks and what answers it below, as the parts of a file."""

from __future__ import annotations

import re
from typing import NamedTuple

from studyleaf.notes.view import View

CODE = ("fence", "code")
# fences that show how something is written
SHOWN = ("md", "markdown", "yaml", "yml", "json", "toml", "text", "txt", "html", "xml")
CHOICES = 3  # so many bullets may be choices
# "Which of the following …": what stands below is what to choose from
FOLLOWING = re.compile(
    r"\b(?:following|below|siguientes?|seguintes?|a seguir|suivante?s?|ci-dessous|folgende[nrs]?"
    r"|seguenti|següents?|följande|aşağıdaki\w*)\b|次の|다음|下列|以下|следующ",
    re.IGNORECASE,
)
# the answer behind the question mark: "Which soup is served cold? - B. Gazpacho"
TOLD = re.compile(
    r"(?P<q>.{6,2000}[?？])[*_]*\s+(?:[-–—]+>?|=>|→)\s+(?P<a>[*_(]*[A-H][.)].{1,400})", re.DOTALL
)


class Item(NamedTuple):
    """What asks is `first:body`, what answers `body:end`."""

    first: int
    body: int
    end: int
    asking: bool
    form: str
    """What answers first: `code`, `quote`, `list` or `text`."""
    listed: int
    """The number of items where it begins with a list."""


def own_text(view: View, item: Item) -> str:
    """Return the line that an item begins with, without its number."""
    start = view.starts(item.first)
    return start.text if start is not None else view.parts[item.first].text


def count_items(view: View, body: int, end: int) -> int:
    """Count the items of the list that an answer begins with."""
    own = view.parts[body]
    if not own.mark:
        return 0
    depth = len(own.items)
    count = 0
    for part in view.parts[body:end]:
        if len(part.items) < depth or part.quoted != own.quoted:
            break
        count += bool(part.mark) and len(part.items) == depth
    return count


def text_of(view: View, first: int, end: int) -> str:
    """Return the text of the parts `first:end` on one line."""
    return " ".join(part.text for part in view.parts[first:end])
