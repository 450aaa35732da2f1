"""A manuscript → the document tree of the whole book: parts, chapters, questions, answers.

The tree is an object: `title`, `subtitle`, `version`, `date`, `date_text`, `author`, `copyright`,
`language`, `region`, `paper`, `links`, `fonts` (the families that the guide brings), `words`
(in the language of the guide), `parts` and `chapters` (their numbers by label), `body`. The body is
a list of

| `t`     | fields                                                                         |
|---------|--------------------------------------------------------------------------------|
| part    | l (label), level (of the heading), number (Roman, or ""), title, running, c    |
| chapter | l, level, number (or ""), title, running, c (blocks, see `nodes.py`), [small]  |

A part holds parts and chapters. `running` is the title as plain text; `small` marks the answers of
a chapter in the part of answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from studyleaf.book.links import Links
from studyleaf.book.manuscript import Manuscript, Options, Progress, Section, Source, pages_of
from studyleaf.book.nodes import Node, has_words, node, plain, rewrite
from studyleaf.book.pictures import Pictures, Try
from studyleaf.book.readers import BY_CLASS, BY_TAG, read_page
from studyleaf.book.reading import Reading, Shared
from studyleaf.book.sound import make_sound
from studyleaf.model import Problem
from studyleaf.words import book_words

_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_CONTENTS_WITH_SECTIONS = 150
"""The table of contents lists the sections, too, as long as it has no more entries."""
_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
_CONTROLS |= {0x0B: 0x20, 0x0C: 0x20, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
"""Characters that XML forbids, and so the tree that a page is read as: their pictures."""


@dataclass(slots=True)
class Assembly:
    """The tree of a book and its flaws."""

    tree: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Making:
    """What is counted while chapters are made."""

    shared: Shared
    roots: dict[str, HtmlElement]
    options: Options
    progress: Progress
    has_parts: bool
    problems: list[Problem] = field(default_factory=list)
    answers: list[Node] = field(default_factory=list)
    parts: int = 0
    chapters: int = 0
    pages: int = 0


def assemble(
    manuscript: Manuscript, options: Options, attempt: Try, progress: Progress
) -> Assembly:
    """Return the tree of the book. `attempt` tries whether pictures can be set."""
    table = book_words(manuscript.language)
    roots = {page.url: _parsed(page.html) for page in pages_of(manuscript.contents)}
    links = Links(roots.items(), manuscript.links, manuscript.site_url)
    pictures = Pictures(manuscript.asset, attempt)
    pictures.prepare(roots.items())
    shared = Shared(table, links, pictures, BY_CLASS, BY_TAG)
    has_parts = any(isinstance(item, Section) for item in manuscript.contents)
    making = _Making(shared, roots, options, progress, has_parts)
    body = [_item(making, item, 1) for item in manuscript.contents]
    if making.answers:
        body.append(
            node(
                "part", l="#answers", level=1, number="", title=[table["answers"]],
                running=table["answers"], c=making.answers,
            )
        )  # fmt: skip
    if options.settings.links == "list":
        _list_links(body, table["links"])
    make_sound(body)
    _list_sections(body)
    tree = _front(manuscript, options, table, body)
    return Assembly(tree, making.problems)


def _parsed(html: str) -> HtmlElement:
    shown = html.translate(_CONTROLS)
    root: HtmlElement = lxml.html.fragment_fromstring(shown, create_parent="div")
    return root


def _front(
    manuscript: Manuscript, options: Options, table: Any, body: list[Node]
) -> dict[str, Any]:
    language, _, region = manuscript.language.replace("_", "-").partition("-")
    day = options.date
    return {
        "title": manuscript.title if has_words([manuscript.title]) else "—",
        "subtitle": manuscript.description,
        "version": options.settings.version,
        "date": [day.year, day.month, day.day],
        "date_text": table["date"].format(
            day=day.day, month=table[f"month_{day.month}"], year=day.year
        ),
        "author": manuscript.author,
        "copyright": manuscript.copyright,
        "language": language.lower(),
        "region": region.upper() if len(region) == 2 else "",
        "paper": options.settings.paper,
        "links": options.settings.links,
        "parts": {item["l"]: item["number"] for item in _all(body, "part")},
        "chapters": {item["l"]: item["number"] for item in _all(body, "chapter")},
        "words": dict(table),
        "body": body,
    }


def _all(body: Iterable[Node], kind: str) -> Iterator[Node]:
    for item in body:
        if item["t"] == kind:
            yield item
        if item["t"] == "part":
            yield from _all(item["c"], kind)


def _list_sections(body: Sequence[Node]) -> None:
    """Mark the sections that the table of contents lists, unless they would make it too long."""
    sections = [
        block
        for chapter in _all(body, "chapter")
        if chapter["number"] and "small" not in chapter
        for block in chapter["c"]
        if isinstance(block, dict) and block["t"] == "h" and block["d"] == 1
    ]
    chapters = sum(1 for kind in ("part", "chapter") for _ in _all(body, kind))
    if len(sections) + chapters <= _CONTENTS_WITH_SECTIONS:
        for block in sections:
            block["toc"] = True


def _item(making: _Making, item: Section | Source, level: int) -> Node:
    if isinstance(item, Source):
        return _chapter(making, item, level)
    number = ""
    if level == 1:
        making.parts += 1
        number = _roman(making.parts)
    label = f"#part-{making.parts}-{making.chapters}-{level}"
    contents = [_item(making, inner, level + 1) for inner in item.contents]
    title = item.title if has_words([item.title]) else "—"
    return node(
        "part",
        l=label,
        level=level,
        number=number,
        title=[title],
        running=title,
        c=contents,
    )


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out


def _chapter(making: _Making, page: Source, level: int) -> Node:
    """Return a chapter. A page beside the parts, such as the start page, has no number."""
    number = ""
    if level > 1 or not making.has_parts:
        making.chapters += 1
        number = str(making.chapters)
    reading = Reading(page, making.shared, number)
    title, blocks = read_page(reading, making.roots.pop(page.url))
    title = title or [page.title if has_words([page.title]) else page.path]
    chapter = node(
        "chapter",
        l=making.shared.links.page(page.url),
        level=level,
        number=number,
        title=title,
        running=plain(title),
        c=blocks,
    )
    chapter = _with_answers(making, reading, chapter)
    chapter["c"] = _with_footnotes(making, reading, chapter["c"])
    making.problems.extend(reading.problems)
    making.pages += 1
    making.progress("pages", making.pages, making.pages + len(making.roots))
    return chapter


def _with_answers(making: _Making, reading: Reading, chapter: Node) -> Node:
    """Put the answers where the reader wants them, and say at each question where that is."""
    where = making.options.settings.answers
    if not reading.answers:
        return chapter
    if where == "none":
        return {**chapter, "c": rewrite(chapter["c"], _without_answer)}
    if where == "inline":
        by_question = {answer["q"]: answer for answer in reading.answers}

        def follow(item: Any) -> Any:
            if isinstance(item, dict) and item.get("t") == "q" and "a" in item:
                answer = by_question[item["l"]]
                return [_without_answer(item), {**answer, "inline": True}]
            return item

        return {**chapter, "c": rewrite(chapter["c"], follow)}
    label = f"{chapter['l']}:answers"
    if where == "at-end":
        answers = {**chapter, "l": label, "level": 2, "c": reading.answers, "small": True}
        making.answers.append(answers)
        return chapter
    head = node("h", d=1, c=[reading.word("answers")], l=label)
    return {**chapter, "c": [*chapter["c"], head, *reading.answers]}


def _without_answer(item: Any) -> Any:
    if isinstance(item, dict) and item.get("t") == "q":
        item.pop("a", None)
    return item


def _with_footnotes(making: _Making, reading: Reading, blocks: list[Node]) -> list[Node]:
    """Put each footnote at its first reference; append those that nothing refers to."""
    if not reading.footnotes:
        return blocks
    where = making.options.settings.answers
    blocks = _resolved(reading, blocks)
    if where == "at-end" and reading.answers:
        making.answers[-1]["c"] = _resolved(reading, making.answers[-1]["c"])
    if where == "none":  # those of the answers go with them
        return blocks
    rest = [note for key, note in reading.footnotes.items() if key not in reading.noted]
    return [*blocks, *(block for note in rest for block in note)]


def _resolved(reading: Reading, blocks: list[Node]) -> list[Node]:
    if not reading.footnotes:
        return blocks

    def resolve(item: Any) -> Any:
        if not isinstance(item, dict) or item.get("t") != "fnref":
            return item
        key = item["k"]
        if key not in reading.footnotes:
            return []
        label = f"{reading.page.url}#{key}"
        if key in reading.noted:
            return node("fnref", k=label)
        reading.noted.add(key)
        return node("fn", k=label, c=rewrite(reading.footnotes[key], resolve))

    return rewrite(blocks, resolve)  # type: ignore[no-any-return]


def _list_links(body: Sequence[Node], title: str) -> None:
    """Give each chapter a list of the addresses of its outside links, which get numbers."""
    for item in body:
        if item["t"] == "part":
            _list_links(item["c"], title)
            continue
        addresses: dict[str, int] = {}

        def number(found: Any, known: dict[str, int] = addresses) -> Any:
            if isinstance(found, dict) and found.get("t") == "url":
                found["n"] = known.setdefault(found["u"], len(known) + 1)
            return found

        blocks = rewrite(item["c"], number)
        if addresses:
            rows = [{"n": n, "u": url} for url, n in addresses.items()]
            blocks = [
                *blocks,
                node("h", d=1, c=[title], l=f"{item['l']}:links"),
                node("links", i=rows),
            ]
        item["c"] = blocks
