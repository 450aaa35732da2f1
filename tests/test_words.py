"""Every language says everything, and the client loads the language of the page only."""

import json
import re
from pathlib import Path

import pytest

from conftest import ROOT
from studyleaf.words import LATER, WRITTEN, as_scripts, book_words, languages, words

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


def test_the_scripts_of_a_language_hold_its_table():
    tables = [json.loads(text[text.index(",") + 1 : -3]) for text in as_scripts("ar").values()]
    assert list(tables[1]) == LATER
    assert {**tables[0], **tables[1]} == {
        key: text for key, text in words("ar").items() if key not in WRITTEN
    }


def test_no_script_says_what_it_may_lack():
    """The words of `LATER` are loaded with three files only."""
    web = ROOT / "src/studyleaf/web"
    later = {"menu.js", "dialog.js", "overview.js"}
    said = {
        is_later: set(re.findall(r"\"(\w+)\"", "".join(map(Path.read_text, names))))
        for is_later, names in (
            (True, [web / name for name in later]),
            (False, [file for file in web.glob("*.js") if file.name not in later]),
        )
    }
    later_words = set(LATER) - {"unsaved", "damaged"}  # record.js tells by these what is wrong
    assert later_words <= said[True]
    assert not later_words & said[False]
