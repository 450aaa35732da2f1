"""Every language says everything, and the client loads the language of the page only."""

import json
import re

import pytest

from conftest import ROOT
from studyleaf.words import as_script, book_words, languages, words

ENGLISH = words("en")
NAMES = "ar de en es fr hi id it ja ko nl pl pt-BR sv tr zh".split()


def places(text: str) -> list[str]:
    return sorted(re.findall(r"{\w+}", text))


def test_every_promised_language_has_a_table():
    assert sorted(languages()) == sorted(NAMES)


@pytest.mark.parametrize("language", NAMES)
def test_no_table_lacks_a_key_or_a_place_in_its_text(language):
    table = words(language)
    assert list(table) == list(ENGLISH)
    for key, text in table.items():
        assert text.strip(), key
        assert places(text) == places(ENGLISH[key]), key


@pytest.mark.parametrize("language", NAMES)
def test_the_book_has_its_words_in_every_language(language):
    english, table = book_words("en"), book_words(language)
    assert list(table) == list(english)
    for key, text in table.items():
        assert text.strip(), key
        assert places(text) == places(english[key]), key
    same = [key for key in english if table[key] == english[key]]
    assert language == "en" or len(same) <= 10, same  # months, a page, a version


@pytest.mark.parametrize("language", [name for name in NAMES if name != "en"])
def test_a_table_is_translated(language):
    table = words(language)
    same = [key for key in ENGLISH if table[key] == ENGLISH[key]]
    assert len(same) <= 5, same


def test_every_word_that_the_client_says_is_in_the_table():
    scripts = "".join(file.read_text() for file in (ROOT / "src/studyleaf/web").glob("*.js"))
    said = set(re.findall(r'\b(?:t|button)\(\s*"(\w+)"', scripts))
    assert len(said) > 20
    assert said <= set(ENGLISH)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("de-AT", "de"), ("pt", "pt-BR"), ("PT_br", "pt-BR"), ("xx", "en"), ("", "en")],
)
def test_the_nearest_language_is_taken(wanted, found):
    assert words(wanted) == words(found)


def test_the_script_of_a_language_holds_its_table():
    script = as_script("ar")
    table = json.loads(script[script.index("=", script.index("]")) + 1 : -2])
    assert table == dict(words("ar"))
