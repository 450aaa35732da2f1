"""Rough notes take time that grows linearly: counted in calls, so that no clock decides."""

import importlib.util
import multiprocessing as mp
import resource
import sys

import pytest

from conftest import ROOT
from studyleaf.catalogue import read_catalogue
from studyleaf.split import Into, Source, split

CATALOGUE = read_catalogue(
    "categories:\n  - id: all\n    name: All\n    topics:\n      - {id: a, name: Topic}\n"
)
INTO = Into({}, CATALOGUE, "site_name: x\n", {}, lambda path: path, lambda _: None)
SIZE = 3000


LIMIT = 60
"""Seconds of CPU, of which some 3 are used."""
REPEATS = 40


def benchmark():
    path = ROOT / "benchmarks" / "growth.py"
    spec = importlib.util.spec_from_file_location("growth", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GROWTH = benchmark()
KINDS = GROWTH.KINDS


def calls(text: str) -> int:
    """Count the functions called while a text is split, those of Python itself included."""
    count = 0

    def called(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        (account,) = split([Source("notes.md", text)], INTO).accounts
    finally:
        sys.setprofile(before)
    assert account.balanced
    return count


@pytest.mark.parametrize(
    "kind",
    [
        "lines '- a'",
        "lines '## What is it?'",
        "lines '**Answer**'",
        "lines '<details><summary>Answer</summary>'",
        "headings",
        "questions with letters",
        "questions and a key",
        "chapters with keys",
        "answers in folds",
        "labelled questions",
        "numbered questions",
        "numbered headings",
        "boxes of colons",
        "open boxes of colons",
        "a table of questions",
        "a long explanation",
        "nested folds",
        "chapters with answers",
        "footnotes in a chain",
        "abbreviations of two words",
    ],
)
def test_twice_the_notes_take_twice_the_work(kind):
    calls(KINDS[kind](100))  # tables of labels are made once
    assert calls(KINDS[kind](2 * SIZE)) < 2.4 * calls(KINDS[kind](SIZE))


@pytest.mark.parametrize(
    ("kind", "size"), [("a fence of cards", 5 * SIZE), ("questions that say you", 20 * SIZE)]
)
def test_what_is_one_of_many_is_found_without_going_through_all_of_them(kind, size):
    calls(KINDS[kind](100))
    assert calls(KINDS[kind](2 * size)) < 2.4 * calls(KINDS[kind](size))


def match_all(names, done):
    """Match all regular expressions on what repeats and then ends otherwise; count them."""
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    for name, pattern in GROWTH.regexps():
        names.value = name.encode()
        for first in ("", "1", "A", "- ", "**", "Answer: A"):
            for unit in (*GROWTH.CHARACTERS, *GROWTH.UNITS):
                text = first + unit * REPEATS + "x\0"
                pattern.match(text)
                pattern.fullmatch(text)
        done.value += 1


def test_no_regular_expression_tries_every_way_to_divide_a_line():
    # One that does would go on for years.
    context = mp.get_context("fork")
    name, done = context.Array("c", 200), context.Value("i", 0)
    process = context.Process(target=match_all, args=(name, done))
    process.start()
    process.join()
    assert process.exitcode == 0, name.value.decode()
    assert done.value > 300
