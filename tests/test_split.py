import re
import shutil
from collections import Counter

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CASES, ROOT
from sites import CONFIG, run, write_site
from studyleaf.catalogue import read_catalogue
from studyleaf.parser import parse
from studyleaf.split import Into, Source, split
from studyleaf.split.record import read_record, write_record
from test_parser import LINE

SAMPLE = CASES / "notes-sample"
CATALOGUE = read_catalogue((ROOT / "topics.yml").read_text(encoding="utf-8"))
SQS, EBS, S3 = "integration/sqs.md", "storage/ebs.md", "storage/s3.md"


def plan_of(*texts, pages=None, records=None, files=None, page_files=None):
    """Split texts as the files n0.md, n1.md, … of one folder of notes."""
    sources = [Source(f"notes/n{number}.md", text) for number, text in enumerate(texts)]
    into = Into(
        pages or {},
        CATALOGUE,
        config="site_name: x\nnav:\n  - Start: index.md\n",
        records=records or {},
        note_file=(files or {}).get,
        page_file=(page_files or {}).get,
    )
    return split(sources, into)


def record_of(plan):
    return {folder: read_record(text)[0] for folder, text in plan.records.items()}


def test_a_piece_goes_to_the_topic_of_its_heading():
    plan = plan_of("# Elastic Block Store (EBS)\n\nA volume.\n\n## Types\n\nSome.\n")
    assert plan.pages == {EBS: "# Amazon EBS\n\nA volume.\n\n## Types\n\nSome.\n"}


def test_a_heading_of_prose_that_is_named_like_a_section_of_questions_begins_none():
    plan = plan_of(
        "# S3\n\n## Practice questions\n\nThere are none yet.\n\n## Answers\n\nNeither.\n"
    )
    assert plan.pages[S3] == (
        "# Amazon S3\n\n**Practice questions**\n\nThere are none yet.\n\n## Answers\n\nNeither.\n"
    )
    assert plan.accounts[0].balanced


def test_a_line_of_a_byte_order_mark_is_blank_wherever_it_stands():
    plan = plan_of("# S3\n\nA bucket.\n\n\t\ufeff\n")
    assert plan.problems == []
    assert plan.accounts[0].balanced


def test_headings_over_one_question_each_name_their_topics():
    text = "".join(
        f"## {name}\n\nWhich is it?\n\nA. {name}\nB. no\n\nAnswer: A\n\n"
        for name in ("S3", "SQS", "EBS")
    )
    assert sorted(plan_of(text).pages) == sorted([S3, SQS, EBS])


@pytest.mark.parametrize(
    ("prose", "end"),
    [
        ("```text\ncode", "\n```\n"),
        ("~~~~\ncode\n~~~", "\n~~~~\n"),
        ("<!-- a remark", "\n-->\n"),
        ("<details>\n<summary>More</summary>\n\nText.", "\n</details>\n"),
    ],
)
def test_what_notes_leave_open_is_closed_so_that_it_hides_no_question(prose, end):
    asked = "# S3\n\n### What is it?\n\n**A store**\n"
    plan = plan_of(f"# S3\n\n{prose}\n", asked)
    assert plan.pages[S3].startswith(f"# Amazon S3\n\n{prose}\n{end}")
    html = markdown.markdown(plan.pages[S3], extensions=["studyleaf", "pymdownx.superfences"])
    assert "What is it?" in re.sub(r"(?s)<!--.*?-->|<pre>.*?</pre>", "", html)
    assert "<h3" in html


def test_what_is_closed_gets_no_second_end():
    text = "# S3\n\n```\ncode\n```\n\n<!-- a\nremark -->\n\n<details>\n\nText.\n\n</details>\n"
    assert plan_of(text).pages[S3] == text.replace("# S3", "# Amazon S3")


def test_what_looks_like_a_question_that_is_not_read_is_neither_written_nor_recorded():
    plan = plan_of("# S3\n\nBuckets.\n\n?[Which one?]\n-[ ] EBS\n-[x] S3\n")
    assert plan.pages[S3] == "# Amazon S3\n\nBuckets.\n"
    assert len(record_of(plan)["notes"]) == 1
    lines = plan.accounts[0].lines
    assert [line for line, (kind, _) in lines.items() if kind == "unplaced"] == [5, 6, 7]
    assert "Tech.io" in lines[5][1]


def test_prose_under_a_topic_that_comes_again_stands_above_its_headings():
    text = "# S3\n\nBuckets.\n\n### Limits\n\nA limit.\n\n# SQS\n\nQueues.\n\n# S3\n\nMore.\n"
    page = "# Amazon S3\n\nBuckets.\n\nMore.\n\n### Limits\n\nA limit.\n"
    first = plan_of(text)
    assert first.pages[S3] == page
    second = plan_of("# S3\n\nStill more.\n\n## Names\n\nA name.\n", pages=first.pages)
    assert second.pages[S3] == (
        page.replace("More.\n", "More.\n\nStill more.\n") + "\n## Names\n\nA name.\n"
    )


@pytest.mark.parametrize(
    ("heading", "page"),
    [
        ("Dynamo DB ", "database/dynamodb.md"),
        ("Kinesis Datastream", "analytics/kinesis-data-streams.md"),
        ("DynamoBD", "database/dynamodb.md"),
        ("3. **Amazon S3**", S3),
        ("SQS & Amazon SQS", SQS),
        ("Simple Queue Service (SQS)", SQS),
    ],
)
def test_a_heading_names_a_topic_in_many_spellings(heading, page):
    assert list(plan_of(f"# {heading}\n\nText.\n").pages) == [page]


@pytest.mark.parametrize("heading", ["Lambda or Fargate", "Things to remember", "EBSX", "ses"])
def test_a_heading_that_names_no_topic_for_certain_is_not_guessed_at(heading):
    assert list(plan_of(f"# {heading}\n\nText.\n").pages) == ["unsorted.md"]


def test_prose_without_a_heading_goes_where_it_names_one_topic():
    pages = plan_of("An SQS queue keeps messages.\n\nUntil they are deleted.\n").pages
    assert pages == {
        SQS: "# Amazon SQS\n\nAn SQS queue keeps messages.\n\nUntil they are deleted.\n"
    }


def test_prose_that_names_several_topics_or_none_is_unsorted():
    pages = plan_of("Compare EBS and EFS, or Lambda.\n\n# Other\n\nNothing.\n").pages
    assert list(pages) == ["unsorted.md"]
    assert "Compare EBS and EFS" in pages["unsorted.md"]
    assert "search:\n  exclude: true" in pages["unsorted.md"]


def test_a_question_without_a_heading_goes_where_its_answer_points_first():
    text = "### What keeps a message?\n\n**An SQS queue behind an SNS topic**\n"
    (page,) = plan_of(text).pages.values()
    assert page.startswith(
        "# Amazon SQS\n\n## Practice questions\n\n### What keeps a message? {#sqs-"
    )
    (question,) = parse(page).questions
    assert question.answer == "An SQS queue behind an SNS topic"


def test_a_page_is_extended_and_what_is_there_stays():
    page = "# Amazon EBS\n\nOld.\n\n## Practice questions\n\n### Old? {#old}\n\n**A**\n"
    page = page.replace("\n", "\r\n")
    text = "# EBS\n\nNew.\n\n### New one?\n\n**B**\n"
    new = plan_of(text, pages={EBS: page}).pages[EBS]
    assert new.index("Old.") < new.index("New.") < new.index("## Practice") < new.index("### New")
    assert new.count("\n") == new.count("\r\n")
    without = new.replace("New.\r\n\r\n", "")
    assert without.startswith(page)


def test_the_navigation_gains_the_page():
    plan = plan_of("# EBS\n\nText.\n")
    assert plan.config is not None
    assert plan.config.endswith("  - Storage:\n      - Amazon EBS: storage/ebs.md\n")


def test_running_again_changes_nothing():
    texts = [path.read_text() for path in sorted(SAMPLE.glob("*.md"))]
    files = {"notes/images/ttl.png": "x"}
    first = plan_of(*texts, files=files)
    assert not first.problems
    again = plan_of(
        *texts,
        pages=first.pages,
        records=record_of(first),
        files=files,
        page_files={"database/images/ttl.png": "x"},
    )
    assert not again.pages
    assert not again.records
    assert not again.copies
    assert {placed.state for placed in again.placed} == {"imported"}


def test_what_was_edited_moved_or_deleted_does_not_come_back():
    text = "# EBS\n\nA volume.\n\n### What is it?\n\n**A disc**\n"
    first = plan_of(text)
    edited = {EBS: "# Amazon EBS\n\nRewritten.\n"}
    assert not plan_of(text, pages=edited, records=record_of(first)).pages
    assert not plan_of(text, pages={}, records=record_of(first)).pages


def test_a_question_that_differs_in_a_comma_or_in_case_is_not_added_twice():
    first = plan_of("# EBS\n\n### What, then, is it?\n\n**A disc**\n")
    second = plan_of("# EBS\n\n### what then is IT?\n\n**A disc.**\n", pages=first.pages)
    assert not second.pages
    assert [placed.state for placed in second.placed] == ["present"]
    assert record_of(second)["notes"].popitem()[1] == EBS


def test_twins_in_the_same_notes_are_added_once_and_told():
    text = "### What is it?\n\n**A disc**\n\n"
    plan = plan_of(f"# EBS\n\n{text}{text}")
    assert plan.pages[EBS].count("### ") == 1
    assert [placed.state for placed in plan.placed if placed.is_question] == ["new", "present"]


def test_the_same_sentence_under_two_headings_is_two_pieces():
    plan = plan_of("# EBS\n\nSee the docs.\n\n# S3\n\nSee the docs.\n")
    assert set(plan.pages) == {EBS, S3}


def test_images_and_files_go_along_and_links_are_rewritten():
    text = (
        "# EBS\n\n![a disc](images/a%20b.png) and [a sheet](sheet.pdf), [a page](s3.md).\n\n"
        "### What is it?\n\n**A disc** ![a disc](<images/a b.png>)\n\n"
        "`![code](images/no.png)`\n\n[web](https://example.org/x.png) [top](#top)\n"
    )
    files = {"notes/images/a b.png": "1", "notes/sheet.pdf": "2", "notes/s3.md": "3"}
    plan = plan_of(text, files=files)
    assert not plan.problems
    assert plan.copies == {
        "storage/images/a b.png": "notes/images/a b.png",
        "storage/files/sheet.pdf": "notes/sheet.pdf",
    }
    page = plan.pages[EBS]
    assert "![a disc](images/a%20b.png) and [a sheet](files/sheet.pdf), [a page](s3.md)." in page
    assert "`![code](images/no.png)`" in page


def test_an_address_is_found_however_it_is_escaped():
    text = "# EBS\n\n![a](a%20pic%20é.png) ![b](<a pic é.png>) ![c](a%20pic%20%C3%A9.png)\n"
    plan = plan_of(text, files={"notes/a pic é.png": "1"})
    assert plan.pages[EBS].count("images/a%20pic%20é.png") == 3


def test_two_files_of_one_name_are_both_kept():
    sources = [
        Source("a/n.md", "# EBS\n\n![x](i.png)\n"),
        Source("b/n.md", "# EBS\n\n![y](i.png)\n"),
    ]
    into = Into(
        {},
        CATALOGUE,
        config="",
        records={},
        note_file={"a/i.png": "1", "b/i.png": "2"}.get,
        page_file={}.get,
    )
    plan = split(sources, into)
    assert plan.copies == {"storage/images/i.png": "a/i.png", "storage/images/i-2.png": "b/i.png"}
    assert "![y](images/i-2.png)" in plan.pages[EBS]


def test_a_missing_image_is_a_problem_with_its_line():
    plan = plan_of("# EBS\n\nText\nand ![x](no.png).\n")
    assert [str(problem) for problem in plan.problems] == [
        (
            "notes/n0.md:4:1: missing-image: There is no image “no.png” beside the notes. "
            "Add it or mend the link."
        )
    ]


def test_definitions_footnotes_and_abbreviations_go_to_each_page_that_uses_them():
    text = (
        "# EBS\n\nSee [the page][doc] and HTML.[^1]\n\n# S3\n\nSee [doc].\n\n"
        "[doc]: https://example.org/doc\n[other]: https://example.org/other\n\n"
        "[^1]: A footnote\n    on two lines.\n\n*[HTML]: Hypertext Markup Language\n"
    )
    plan = plan_of(text)
    ebs, s3 = plan.pages[EBS], plan.pages[S3]
    assert "[doc]: https://example.org/doc" in ebs
    assert "[^1]: A footnote\n    on two lines." in ebs
    assert "*[HTML]: Hypertext Markup Language" in ebs
    assert "[doc]: https://example.org/doc" in s3
    assert "footnote" not in s3
    (account,) = plan.accounts
    unplaced = {line: why for line, (kind, why) in account.lines.items() if kind == "unplaced"}
    assert unplaced == {10: "nothing refers to “other”"}


def test_a_label_that_a_page_uses_otherwise_gets_another_name():
    page = "# Amazon EBS\n\nOld.[^1]\n\n[^1]: Old note.\n"
    new = plan_of("# EBS\n\nNew.[^1]\n\n[^1]: New note.\n", pages={EBS: page}).pages[EBS]
    assert "New.[^1-2]" in new
    assert "[^1-2]: New note." in new
    assert "[^1]: Old note." in new


def test_a_definition_with_another_name_stands_once_for_all_that_refer_to_it():
    page = "# Amazon EBS\n\n[Old][a].\n\n[a]: https://example.org/old\n"
    notes = "# EBS\n\n[New][a].\n\n[Newer][a].\n\n[a]: https://example.org/new\n"
    new = plan_of(notes, pages={EBS: page}).pages[EBS]
    assert "[New][a-2]." in new
    assert "[Newer][a-2]." in new
    assert new.count("https://example.org/new") == 1


def test_an_abbreviation_of_several_words_goes_along():
    text = "# EBS\n\nAn EC2 instance, in C++.\n\n# S3\n\nAn instance, in C.\n\n"
    plan = plan_of(f"{text}*[EC2 instance]: a server\n*[C++]: a language\n*[++]: more\n")
    assert "*[EC2 instance]: a server" in plan.pages[EBS]
    assert "*[C++]: a language" in plan.pages[EBS]
    assert "*[" not in plan.pages[S3]


LABELS = st.sampled_from(
    ["# EBS", "# S3", "### Which one?", "Answer: B", "A. one", "Q: what?", "A: it"]
)


@given(st.lists(st.one_of(LINE, LABELS), max_size=30).map("\n".join))
def test_every_line_is_accounted_for_once_and_no_word_of_a_question_is_lost(text):
    plan = plan_of(text)
    assert not [problem for problem in plan.problems if problem.code == "lost-line"]
    (account,) = plan.accounts
    assert account.balanced
    lines = text.removeprefix("\ufeff").split("\n")
    moved = " ".join(
        lines[number - 1]
        for number, (kind, _) in account.lines.items()
        if kind in ("moved", "question")
    )
    pages = "\n".join(plan.pages.values())
    missing = Counter(words(moved)) - Counter(words(pages))
    present = [placed for placed in plan.placed if placed.state == "present"]
    assert present or not missing, missing


def words(text):
    """The words that must be kept; a label such as "Answer:" says what its line is, as tags do."""
    plain = re.sub(r"</?[a-z][^<>]*>", " ", text.casefold())
    return [word for word in re.findall(r"[a-z]{3,}", plain) if word != "answer"]


def test_a_record_reads_what_it_wrote_and_names_a_line_that_is_none():
    record = {"0123456789abcdef": "a/b c.md", "fedcba9876543210": "x.md"}
    assert read_record(write_record(record)) == (record, [])
    _, (problem,) = read_record("# head\nrubbish\n", "notes/imported.txt")
    assert str(problem).startswith("notes/imported.txt:2:1: record:")


@pytest.fixture
def guide(tmp_path):
    write_site(tmp_path, {}, CONFIG + "nav:\n  - Start: index.md\n")
    shutil.copytree(SAMPLE, tmp_path / "notes")
    shutil.copy(ROOT / "topics.yml", tmp_path)
    return tmp_path


NOTES = ("notes/messaging-and-data.md", "notes/choices.md")


def files_of(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_killed_at_any_moment_the_next_run_completes_the_work(guide, tmp_path_factory):
    whole = tmp_path_factory.mktemp("whole") / "guide"
    shutil.copytree(guide, whole)
    assert run(whole, "studyleaf", "split", *NOTES).returncode == 0
    wanted = files_of(whole)
    before = files_of(guide)
    kills = 0
    while True:
        (guide / "kill.py").write_text(KILL.format(after=kills))
        killed = run(guide, "kill", "split", *NOTES)
        (guide / "kill.py").unlink()
        shutil.rmtree(guide / "__pycache__", ignore_errors=True)
        now = files_of(guide)
        for name, data in now.items():
            assert data in (before.get(name), wanted.get(name)) or name.endswith(".studyleaf-new")
        if killed.returncode != 9:
            break
        kills += 1
        assert run(guide, "studyleaf", "split", *NOTES).returncode == 0
        assert files_of(guide) == wanted
        shutil.rmtree(guide / "docs")
        for name, data in before.items():
            (guide / name).parent.mkdir(parents=True, exist_ok=True)
            (guide / name).write_bytes(data)
        (guide / "notes" / "imported.txt").unlink()
    assert kills >= 6


KILL = """\
import os
from pathlib import Path

left = {after}
replace = Path.replace


def killing(self, target):
    global left
    if left == 0:
        os._exit(9)
    left -= 1
    return replace(self, target)


Path.replace = killing
from studyleaf.cli import main

main()
"""


# What a reader sees in the sample notes: how many questions of which kinds belong to each topic.
WANTED = {
    "messaging-and-data.md": {
        "integration/sqs.md": ["open"],
        "integration/sns.md": ["open"],
        "database/dynamodb.md": ["open", "open", "open"],
    },
    "choices.md": {
        "storage/s3.md": ["single", "multiple"],
        "networking/api-gateway.md": ["single", "single"],
        "security/cognito.md": ["open", "open", "single"],
    },
}


@pytest.mark.parametrize("name", WANTED)
def test_the_sample_notes_come_out_as_a_reader_sees_them(name):
    text = (SAMPLE / name).read_text()
    plan = plan_of(text, files={"notes/images/ttl.png": "x"})
    found = {
        path: [question.kind for question in parse(page).questions]
        for path, page in plan.pages.items()
    }
    assert {path: kinds for path, kinds in found.items() if kinds} == WANTED[name]


def test_what_the_sample_notes_hold_besides_questions_stays_prose():
    plan = plan_of(
        (SAMPLE / "messaging-and-data.md").read_text(), files={"notes/images/ttl.png": "x"}
    )
    page = plan.pages["compute/lambda.md"]
    assert "- [ ] what is SnapStart?" in page
    assert "### Why is the first call slow?\n\n**Cold start** is what people call" in page
    hot, carts, orders = parse(plan.pages["database/dynamodb.md"]).questions
    assert "**Adding a suffix" in hot.explanation
    assert carts.scenario
    assert "![how expired items leave the table](images/ttl.png)" in carts.explanation
    assert "# open?" in orders.explanation


def test_a_deeper_heading_that_asks_is_a_question_of_its_own():
    text = "# EBS\n\n# One?\n\n**A**\n\nWhy.\n\n## Two?\n\n**B**\n\n### Of note\n\nMore.\n"
    first, second = parse(plan_of(text).pages[EBS]).questions
    assert (first.prompt, first.explanation) == ("One?", "Why.")
    assert (second.prompt, second.explanation) == ("Two?", "#### Of note\n\nMore.")


@pytest.mark.parametrize(
    ("one", "other"),
    [("5 - 3 + 2", "5 + 3 - 2"), ("`++a`", "`a++`"), ("x > y", "x < y"), ("0.5", "05")],
)
def test_questions_that_differ_in_a_sign_are_two(one, other):
    text = "# EBS\n\n### What is {}?\n\n**A disc**\n\n"
    plan = plan_of(text.format(one) + text.format(other))
    assert len(parse(plan.pages[EBS]).questions) == 2


def test_a_twin_with_another_answer_is_left_in_the_notes_and_told():
    first = plan_of("# EBS\n\n### Which?\n\n- [x] one\n- [ ] two\n")
    text = "# EBS\n\n### Which?\n\n- [ ] one\n- [x] two\n\nA new reason.\n"
    second = plan_of(text, pages=first.pages)
    assert not second.pages
    assert not second.records
    unplaced = {why for kind, why in second.accounts[0].lines.values() if kind == "unplaced"}
    assert unplaced == {"in the guide already, on storage/ebs.md, with other words or answers"}


def test_a_renamed_heading_does_not_bring_its_prose_back():
    text = (
        "# EBS\n\n## Sizes\n\nA volume can have many sizes, from small ones to very large ones.\n"
    )
    first = plan_of(text)
    pruned = {EBS: "# Amazon EBS\n"}
    again = plan_of(
        text.replace("## Sizes", "### How large"), pages=pruned, records=record_of(first)
    )
    assert "A volume can have" not in again.pages.get(EBS, "")
