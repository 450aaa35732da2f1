"""Texts → the same texts with what has one right repair repaired, all other bytes kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from studyleaf.blocks import Block, blocks, split_lines
from studyleaf.check.guide import missing_in_navigation
from studyleaf.check.markdown import scan
from studyleaf.check.rule import Survey
from studyleaf.ids import make_id
from studyleaf.model import Catalogue, Category, Topic
from studyleaf.parser import SECTIONS, find_questions, front_matter, read_heading
from studyleaf.split.navigation import NavigationError, add_pages

_LIST = re.compile(r"(?P<open>[ \t]\{:?[ ]*)[^{}\n]*\}(?=[ \t]*(?:#+[ \t]*)?$)")
_CLOSING = re.compile(r"(?<![ \t])[ \t]+#+[ \t]*$")


def with_ids(text: str, topic: str, taken: set[str], sections: Sequence[str] = SECTIONS) -> str:
    """Return the text of a page with an id on each question that had none.

    `topic` begins the ids, which are added to `taken`: the ids of the whole guide.
    """
    head = front_matter(text)
    lines = split_lines(text[len(head) :])
    for found in find_questions(text[len(head) :], sections):
        heading = read_heading(found.heading.content)
        if heading.id is None:
            name = make_id(heading.text, topic, taken)
            taken.add(name)
            at = _last_line(found.heading)
            lines[at] = _with_id(lines[at], name)
    return head + "".join(lines)


def _last_line(heading: Block) -> int:
    """Return the last line of a heading's text; one underlined with `=` or `-` can have several."""
    return heading.start if heading.info == "#" else heading.end - 2


def _with_id(line: str, name: str) -> str:
    text = line.rstrip("\r\n")
    ending = line[len(text) :]
    present = _LIST.search(text)
    if present and read_heading(f"x{present[0]}").text == "x":  # other attributes are there
        at = present.end("open")
        return f"{text[:at]}#{name} {text[at:]}{ending}"
    closing = _CLOSING.search(text)
    at = closing.start() if closing else len(text.rstrip())
    return f"{text[:at]} {{#{name}}}{text[at:]}{ending}"


def with_blank_lines(text: str, sections: Sequence[str] = SECTIONS) -> str:
    """Return the text of a page with a blank line before each list and table that lacks one.

    In questions the extension sees to it, so they are left as they are.
    """
    lines = split_lines(text)
    head = len(split_lines(front_matter(text)))
    asked = {
        line + head + 1
        for found in find_questions(text[len(front_matter(text)) :], sections)
        for line in range(found.start, found.end)
    }
    for line, _ in reversed(scan(text).glued):
        if line not in asked:
            before = lines[line - 2]
            lines.insert(line - 1, before[len(before.rstrip("\r\n")) :] or "\n")
    return "".join(lines)


def with_navigation(config: str, survey: Survey) -> str:
    """Return the text of mkdocs.yml with an entry for each page that the navigation lacks.

    A navigation that lines can't be added to is left as it is.
    """
    for path in missing_in_navigation(survey):
        try:
            config = add_pages(config, [_entry(path, survey)])
        except NavigationError:
            continue
    return config


def _entry(path: str, survey: Survey) -> tuple[Category, Topic]:
    catalogue: Catalogue = survey.guide.catalogue
    for category in catalogue.categories:
        for topic in category.topics:
            if topic.path == path:
                return category, topic
    return Category("", ""), Topic(path.removesuffix(".md"), title(survey.sources, path))


def title(sources: Mapping[str, str], path: str) -> str:
    """Return the first heading of a page, or its file's name as words."""
    text = sources.get(path, "")
    for block in blocks(text[len(front_matter(text)) :]):
        if block.kind == "heading":
            return re.sub(r"[*_`]+", "", read_heading(block.content).text)
    stem = path.rpartition("/")[2].removesuffix(".md")
    return re.sub(r"[-_]+", " ", stem).strip().capitalize()
