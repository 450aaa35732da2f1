"""The vocabulary of the document tree, which Python writes and `book.typ` reads: plain JSON data.

A node is a string, or an object whose `t` says what it is. `c` holds its children. Inline:

| `t`       | fields                 | is                                                        |
|-----------|------------------------|-----------------------------------------------------------|
| em, strong, sub, sup, del, ins, mark, small, key | c | marked text                     |
| code      | s, [b]                 | code in a line; b: its pieces, between which it may break |
| br        |                        | a new line                                                |
| to        | l, c                   | a link to the label l in the book                         |
| url       | u, c, [n], [shown]      | a link to the outside; n: its number in the list of links |
| fn        | k, c                   | a footnote with its blocks, at its first place            |
| fnref     | k                      | a further reference to that footnote                      |
| at        | l                      | an invisible place to link to                             |
| icon      | f, a                   | a drawing as high as a letter: file, alternative text     |
| pic       | f, a, [w]              | a picture among words: as img below                       |
| missing   | s                      | a character that no font has, as U+XXXX                   |

Blocks:

| `t`       | fields                 | is                                                        |
|-----------|------------------------|-----------------------------------------------------------|
| p         | c                      | a paragraph                                               |
| h         | d, c, [l], [toc]       | a heading, d levels below the chapter; toc: in the contents |
| minor     | c                      | a heading inside an answer: no entry anywhere             |
| ul        | i, tight               | a list; an item is a list of nodes                        |
| ol        | i, tight, start, style | a numbered list                                           |
| tasks     | i, tight, done         | a list of tasks, with which are done                      |
| dl        | i                      | terms with their definitions                              |
| pre       | lines, [title], [hl]   | code: a line is a list of strings and [style, string]     |
| table     | cols, align, head, rows, [caption] | a table; a cell has c, [x], [y] (spans), [h]; |
|           | [once, again]          | the head for further pages, if it differs, and a label    |
|           | [tall]                 | the head stands on the first page only                    |
| quote     | c                      | a quotation                                               |
| box       | kind, title, c         | an admonition, or what the site folds                     |
| tabs      | i                      | tabs one after another: title, c                          |
| img       | f, a, [w], [caption]   | a picture: file, alternative text, width wanted           |
| div       | c                      | a group                                                   |
| hr        |                        | a break in thought                                        |
| gap       | s                      | words in the place of what can't be typeset               |
| q         | l, n, d, kind, prompt, scenario, stem, choices, [a], [keep] | a question           |
| a         | l, n, q, key, reasons, c | the answer to question q                                |
| links     | i                      | the list of addresses of a chapter: n, u                  |

`shown` is an address as it can be printed, where that differs. A choice, a reason and a cell hold
blocks, or what stands in a line if that is all.

Chapters (`t` is "chapter") and parts ("part") are described in `assemble.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Node = Any
"""A string or a dict, as above."""


def node(kind: str, /, **fields: Any) -> dict[str, Any]:
    """Return a node without the fields that are None."""
    return {"t": kind, **{name: value for name, value in fields.items() if value is not None}}


def rewrite(tree: Any, change: Callable[[Any], Any]) -> Any:
    """Return the tree with `change` applied to each string of text and each node, leaves first.

    What `change` returns takes the place; a list is spliced into the list around it.
    """
    if isinstance(tree, list):
        out: list[Any] = []
        for item in tree:
            new = rewrite(item, change)
            if isinstance(new, list) and not isinstance(item, list):
                out.extend(new)
            else:
                out.append(new)
        return out
    if isinstance(tree, dict):
        return change(
            {
                key: rewrite(value, change) if isinstance(value, list | dict) else value
                for key, value in tree.items()
            }
        )
    return change(tree) if isinstance(tree, str) else tree


def has_words(nodes: Iterable[Any]) -> bool:
    """Return whether inline nodes hold a sign that is seen: no space, joiner or mark of order."""
    return any(char.isprintable() and not char.isspace() for char in plain(nodes))


def plain(nodes: Iterable[Any]) -> str:
    """Return the text of inline nodes, without marks."""
    out: list[str] = []
    for item in nodes:
        if isinstance(item, str):
            out.append(item)
        elif "s" in item:
            out.append(item["s"])
        elif item["t"] == "br":
            out.append(" ")
        elif item["t"] not in ("fn", "fnref"):
            out.append(plain(item.get("c", ())))
    return "".join(out)
