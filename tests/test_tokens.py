"""The short cut of the tokeniser is nothing but quick: the tokens are those of the library."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import ROOT
from studyleaf.tokens import tokeniser

QUICK, SLOW = tokeniser(), tokeniser(short_cut=False)

LINE = st.sampled_from(
    [
        *("- [ ] a", "- [x] b **c** ", "- [X] [d](e)", "- [ ]  two", "- [ ]", "- [ ] ", "- item"),
        *("  - [ ] nested", "    - deeper", "+ [x] plus", "* star", "1. one", "***", "---", "==="),
        *("    > why", "  > why", "      > code", "    > ", "    >why", "    > 1. one", "> quote"),
        *("  more", "    code", "\ttab", "  \t", "# Heading", "##", "#no", "text", "**bold** and"),
        *("éa", "a\xa0", "b\u2028", "\u2028\x0c", "\x0c", "a | b", "--- | ---", "| a |", "|---|"),
        *("```", "~~~", "<div>", "</div>", "<!--", "-->", "[a]: b", "![a](b)", "", "", ""),
        *("- - -", "* * *", "- - a", "  + b", "   - c", "-\ta", "- a | b", "-|-", ":-|-", "- # a"),
        *("> - a", "2) two", "-", "  -", "___", "* * * *\t", "- ---", "1. - a", "      - b"),
    ]
)
TEXT = st.lists(LINE, max_size=12).map("\n".join)


def tokens(parser, text):
    return [token.as_dict() for token in parser.parse(text)]


@given(TEXT)
@example("- [ ] no\n\u2028\x0c\n\n# A heading")
@example("- [ ] a\n    > why\n\n- [ ] b after a gap")
@example("- [x] a\n- [ ] b\n\n    > a quote that belongs to b")
@example("- [ ] a\n    > why\nlazy")
def test_the_tokens_are_the_same(text):
    assert tokens(QUICK, text) == tokens(SLOW, text)


@pytest.mark.parametrize("folder", ["docs", "notes", "tests/cases"])
def test_the_tokens_of_whole_pages_are_the_same(folder):
    pages = sorted((ROOT / folder).rglob("*.md"))
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8", errors="replace")
        assert tokens(QUICK, text) == tokens(SLOW, text), page
