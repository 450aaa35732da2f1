import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown
from markdown_it import MarkdownIt

from conftest import case_files
from studyleaf.blocks import blocks, split_lines
from studyleaf.dialect import align

FILES = [
    *case_files("dialect"),
    *[path for path in case_files("parser") if path.stem not in ("crlf", "front-matter")],
]
BLOCKS = {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "table",
    "hr",
    "p",
}


def aligned(text: str) -> str:
    return "\n".join(align(blocks(text), split_lines(text)))


def outline(element: Element) -> list:
    """The tree of block elements; a paragraph that is all of an item is no difference."""
    inner: list = []
    for child in element:
        if child.tag == "div":  # around highlighted code
            inner += outline(child)
        elif child.tag in BLOCKS:
            inner.append((child.tag, outline(child)))
    return [part for part in inner if not (element.tag == "li" and part[0] == "p")]


def tree(html: str) -> Element:
    html = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    html = re.sub(r"<(br|hr|img)((?:\s[^>]*?)?)\s*/?>", r"<\1\2/>", html)
    return fromstring(f"<div>{html.replace('&nbsp;', ' ')}</div>")


def test_a_paragraph_of_white_space_in_an_item_is_no_text():
    assert aligned("- a\n\n  \u00a0\n\n- b").split() == ["-", "a", "-", "b"]


def as_commonmark(text: str) -> list:
    return outline(tree(MarkdownIt("commonmark").enable("table").render(text)))


def as_python_markdown(text: str) -> list:
    return outline(tree(markdown(text, extensions=["tables", "pymdownx.superfences"])))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_both_dialects_read_the_same_blocks(path):
    text = path.read_text()
    assert as_python_markdown(aligned(text)) == as_commonmark(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_aligning_changes_nothing_for_commonmark_and_is_done_once(path):
    text = path.read_text()
    once = aligned(text)
    assert as_commonmark(once) == as_commonmark(text)
    assert aligned(once) == once


@given(
    st.lists(
        st.sampled_from(
            [
                "- a",
                "  - b",
                "1. c",
                "> q",
                "text",
                "# H",
                "##x",
                "    deep",
                "```",
                "| t |",
                "|---|",
                "",
            ]
        ),
        max_size=12,
    ).map("\n".join)
)
def test_aligning_keeps_every_word(text):
    def words(part: str) -> list[str]:
        return sorted(re.findall(r"[a-zA-Z]+", part))

    assert words(aligned(text)) == words(text)
