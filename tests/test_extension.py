import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from conftest import case_files
from studyleaf.parser import parse
from studyleaf.site import count_questions
from test_parser import TEXT

# The extensions of the site, as its mkdocs.yml names them.
EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
]
OPTIONS = {"toc": {"permalink": True}}


def convert(text: str, *extensions: str) -> Markdown:
    md = Markdown(extensions=[*EXTENSIONS, *extensions], extension_configs=OPTIONS)
    md.html = md.convert(text)
    return md


def quiz(text: str) -> str:
    return convert(text, "studyleaf").html


@pytest.mark.parametrize("path", case_files("extension"), ids=lambda path: path.stem)
def test_the_html_of_a_page_is_that_in_its_file(path, same_as_file):
    same_as_file(quiz(path.read_text()) + "\n", path.with_suffix(".html"))


@pytest.mark.parametrize("path", case_files("extension"), ids=lambda path: path.stem)
def test_every_question_of_a_page_is_in_its_html_and_no_mark(path):
    text = path.read_text()
    html = quiz(text)
    assert count_questions(html) == len(parse(text).questions) > 0
    assert not re.search(r"[\x02\x03]|studyleaf:", html)


@pytest.mark.parametrize("path", case_files("parser"), ids=lambda path: path.stem)
def test_what_is_no_question_is_rendered_as_without_the_extension(path):
    prose = "".join(
        part.source for part in parse(path.read_text()).body if not hasattr(part, "prompt")
    )
    assert quiz(prose) == convert(prose).html


@given(
    st.lists(st.sampled_from(["# A", "text", "- [x] box", "```", "    code", ""])).map("\n".join)
)
def test_a_page_without_questions_comes_out_byte_for_byte(text):
    assert quiz(text) == convert(text).html


@given(TEXT)
def test_no_text_breaks_the_extension(text):
    html = quiz("## Practice questions\n\n### First?\n\n**Yes**\n\n# Rest\n\n" + text)
    assert html.count('data-kind="open"') >= 1


def test_prompts_are_headings_with_their_id_and_not_in_the_table_of_contents():
    md = convert("# T\n\n## Practice questions\n\n### A long prompt? {#q}\n\n**A**\n", "studyleaf")
    assert '<h3 class="sl-prompt" id="q">A long prompt?' in md.html
    assert [token["name"] for token in md.toc_tokens[0]["children"]] == ["Practice questions"]
    assert "A long prompt" not in md.toc


def test_a_heading_in_an_answer_has_no_anchor_and_no_entry():
    text = "## Practice questions\n\n### Q? {#q}\n\n**A**\n\n#### Deep\n"
    md = convert(text, "studyleaf")
    assert '<div aria-level="4" role="heading">Deep</div>' in md.html
    assert "Deep" not in md.toc


def test_answers_are_marked_as_not_to_be_searched():
    html = quiz("## Practice questions\n\n### Q? {#q}\n\n**Secret**\n")
    assert html.index("data-search-exclude") < html.index("Secret")


def test_a_tag_that_is_open_before_the_questions_shows_no_marks():
    html = quiz("<div>\n\n## Practice questions\n\n### Q? {#q}\n\n- [x] A\n- [ ] B\n")
    assert "studyleaf" not in html
    assert count_questions(html) == 0


def test_a_converter_that_is_used_twice_starts_afresh():
    text = "## Practice questions\n\n### Q? {#q}\n\n**A**\n"
    md = Markdown(extensions=["studyleaf"])
    first = md.convert(text)
    assert md.reset().convert("No question here.") == "<p>No question here.</p>"
    assert md.reset().convert(text) == first


def test_lines_count_from_the_beginning_of_the_file():
    text = "## Practice questions\n\n### Q?\n\n**A**\n"
    md = Markdown(extensions=["studyleaf"], extension_configs={"studyleaf": {"first_line": 4}})
    assert 'data-line="7"' in md.convert(text)
