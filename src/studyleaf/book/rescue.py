"""A tree that the compiler refuses → the same with words for the blocks that are to blame.

`sound.py` mends what is known to fail. This is for what nobody knows of yet, such as a mistake in
the compiler: it costs time, but not the book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from studyleaf.book.nodes import Node, node, plain

Attempt = Callable[[dict[str, Any]], bool]
"""Takes a tree, returns whether it can be set."""

_IN_LINE = {"em", "strong", "sub", "sup", "del", "ins", "mark", "small", "key", "to", "url", "div"}
_WORDS = (
    "s", "title", "term", "prompt", "scenario", "stem", "choices", "rest", "key", "verdict",
    "reasons", "caption", "head", "rows", "lines", "i", "c",
)  # fmt: skip
"""What of a node is text, in the order in which it is read."""


def rescue(tree: dict[str, Any], attempt: Attempt) -> list[tuple[str, Node]]:
    """Put words in the place of what can't be set, in place.

    Returns the blocks that it was, each with the label of its chapter: none if the words can't be
    set, either, so that nothing in the pages is to blame.
    """
    chapters = list(_chapters(tree["body"]))
    blocks = [(chapter, n) for chapter in chapters for n in range(len(chapter["c"]))]
    given = {id(chapter): list(chapter["c"]) for chapter in chapters}
    words = {id(chapter): [_as_words(block) for block in chapter["c"]] for chapter in chapters}

    def can_set(full: Sequence[tuple[Node, int]]) -> bool:
        for chapter in chapters:
            chapter["c"] = list(words[id(chapter)])
        for chapter, n in full:
            chapter["c"][n] = given[id(chapter)][n]
        return attempt(tree)

    def to_blame(some: list[tuple[Node, int]]) -> list[tuple[Node, int]]:
        if not some or can_set(some):
            return []
        if len(some) == 1:
            return some
        half = len(some) // 2
        return to_blame(some[:half]) + to_blame(some[half:])

    bad: list[tuple[Node, int]] = []
    if can_set([]):
        bad = to_blame(blocks)
        if not can_set([block for block in blocks if block not in bad]):
            bad = blocks  # it takes several together: then words have to do
            can_set([])
    else:
        for chapter in chapters:
            chapter["c"] = given[id(chapter)]
    return [(chapter["l"], given[id(chapter)][n]) for chapter, n in bad]


def _chapters(body: Sequence[Node]) -> Iterator[Node]:
    for item in body:
        if item["t"] == "part":
            yield from _chapters(item["c"])
        else:
            yield item


def _as_words(block: Node) -> Node:
    """Return a block as paragraphs, with the places that are linked to."""
    if not isinstance(block, dict):
        return block
    if block["t"] == "h":
        return {**block, "c": [plain(block["c"])]}
    if block["t"] in ("q", "a"):
        made = {**block}
        for name in ("scenario", "stem", "rest", "c"):
            if name in block:
                made[name] = [_as_words(inner) for inner in block[name]]
        for name in ("prompt", "key"):
            if name in block:
                made[name] = [plain(block[name])]
        if "choices" in block:
            made["choices"] = [[_as_words(inner) for inner in item] for item in block["choices"]]
        if "reasons" in block:
            made["reasons"] = [{**r, "c": list(map(_as_words, r["c"]))} for r in block["reasons"]]
        return made
    places = [node("at", l=label) for label in _labels(block)]
    notes = [node("fn", k=key, c=[]) for key in _labels(block, "k")]
    text = " ".join(words_of(block))
    return node("div", c=[*places, node("p", c=[text, *notes])] if text or notes else places)


def words_of(item: Any) -> Iterator[str]:
    """Yield the texts of nodes."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, list):
        if len(item) == 2 and all(isinstance(part, str) for part in item):  # a style and its code
            item = item[1:]
        for inner in item:
            yield from words_of(inner)
    elif isinstance(item, dict):
        if item.get("t") in ("img", "pic"):
            yield item["a"]
        if item.get("t") in _IN_LINE:
            yield plain(item["c"])
        else:
            for name in _WORDS:
                yield from words_of(item.get(name, []))


def _labels(item: Any, name: str = "l") -> Iterator[str]:
    """Yield the labels of places in nodes; with "k", those of footnotes."""
    if isinstance(item, list):
        for inner in item:
            yield from _labels(inner, name)
    elif isinstance(item, dict):
        if item.get("t") in (("fn",) if name == "k" else ("at", "h", "q", "a")) and name in item:
            yield item[name]
        for value in item.values():
            yield from _labels(value, name)
