import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import case_files
from studyleaf import blocks
from studyleaf.model import Page, Prose
from studyleaf.parser import bold_answer, parse, read_heading, render


def read(path: Path) -> str:
    return path.read_bytes().decode()


@pytest.mark.parametrize("path", case_files("parser"), ids=lambda path: path.stem)
def test_the_questions_of_a_page_are_those_in_its_file(path, same_as_file):
    questions = [asdict(question) for question in parse(read(path)).questions]
    for question in questions:
        del question["source"]
    text = json.dumps(questions, indent=1, ensure_ascii=False) + "\n"
    same_as_file(text, path.with_suffix(".json"))


@pytest.mark.parametrize("path", case_files("parser"), ids=lambda path: path.stem)
def test_rendering_a_parsed_page_gives_its_text(path):
    text = read(path)
    assert render(parse(text)) == text


@pytest.mark.parametrize("path", case_files("parser"), ids=lambda path: path.stem)
def test_parts_know_the_line_on_which_they_stand(path):
    text = read(path)
    lines = text.split("\n")
    page = parse(text)
    assert page.body[0].line == 1
    for part in page.body:
        assert part.source.split("\n")[0] == lines[part.line - 1]
    for question in page.questions:
        assert question.prompt.split()[0] in lines[question.prompt_line - 1]


def test_other_headings_of_sections_can_be_named():
    text = "## Fragen\n\n### Was?\n\n**Das**\n"
    assert parse(text).questions == ()
    assert [q.prompt for q in parse(text, sections=["fragen"]).questions] == ["Was?"]


@pytest.mark.parametrize(
    ("paragraph", "answer"),
    [
        ("**a**", ("a", "")),
        ("__a__", ("a", "")),
        ("***a***", ("a", "")),
        ("_**a**_", ("a", "")),
        ("**a**.", ("a", "")),
        ("**a\nb**", ("a\nb", "")),
        ("**a** - b", ("a", "b")),
        ("**a** – b", ("a", "b")),  # noqa: RUF001
        ("**a**: b", ("a", "b")),
        ("**a:** b", ("a", "b")),
        ("**a b** c", None),
        ("a **b**", None),
        ("**a** or **b**", None),
        ("**a**-side", None),
        ("plain", None),
    ],
)
def test_a_bold_answer_fills_its_paragraph_or_is_set_off(paragraph, answer):
    assert bold_answer(paragraph) == answer


def test_an_attribute_list_needs_an_id_a_class_or_a_value():
    assert read_heading("x {#a .b c=d}") == ("x", "a", ("b",), (("c", "d"),))
    assert read_heading("x {y}").text == "x {y}"
    assert read_heading("x {#a y}").text == "x {#a y}"


LINE = st.sampled_from(
    [
        "## Practice questions",
        "### Is it? {#a}",
        "#### Deep?",
        "# Top",
        "A sentence.",
        "**bold**",
        "**bold** - remark",
        "- [ ] no",
        "- [x] yes",
        "    > why",
        "> quote",
        "- item",
        "  - nested",
        "1. [x] one",
        "```",
        "~~~",
        "    code",
        "| a | b |",
        "|---|---|",
        "---",
        "===",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "[^1]: note",
        "\t- tab",
        "",
        "",
        "\u2028\x0c",
    ]
)
TEXT = st.one_of(
    st.lists(LINE, max_size=24).map("\n".join),
    st.lists(LINE, max_size=12).map("\r\n".join),
    st.text(max_size=200),
)


@given(TEXT)
def test_any_text_is_a_page_that_renders_to_itself(text):
    page = parse(text)
    assert render(page) == text
    assert parse(render(page)) == page


@given(TEXT)
def test_a_page_is_found_again_among_others(text):
    page = parse("## Practice questions\n\n### First?\n\n**Yes**\n\n# Rest\n\n" + text)
    assert page.questions[0].answer == "Yes"


def test_an_empty_page_has_no_parts():
    assert parse("") == Page(())
    assert parse("x") == Page((Prose("x"),))


@given(TEXT)
def test_a_large_text_taken_apart_has_the_same_blocks(text):
    whole = "\n\n".join([text, "# A heading", text, "```", text, "# In a fence", "```", text] * 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_CHUNK", 20)
        apart = list(leaves(blocks.stream(whole)))
    lines = blocks.split_lines(whole)
    together = list(leaves(blocks.blocks(whole)))
    assert ends(apart, lines) == ends(together, lines)


def leaves(found):
    """The items and all that is no list and no quote: a long one comes in pieces."""
    for block in found:
        if block.kind not in ("list", "quote"):
            end = block.start + 1 if block.kind == "item" else block.end
            yield block.kind, block.start, end
        yield from leaves(block.children)


def ends(found, lines):
    """Blank lines at the end of a block belong to none."""
    spans = []
    for kind, start, end in found:
        last = end
        while last > start + 1 and not lines[min(last, len(lines)) - 1].strip():
            last -= 1
        spans.append((kind, start, last))
    return spans
