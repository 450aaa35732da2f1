import json
import re

import pytest

from sites import CONFIG, QUESTIONS, build, run, write_site

BAD = """\
---
title: Bad
---

## Practice questions

### Nothing is right here? {#bad}

- [ ] one
- [ ] two
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = write_site(
        tmp_path_factory.mktemp("site"), {"queues.md": QUESTIONS, "plain.md": "# P\n"}
    )
    done = build(root, "--strict")
    assert done.returncode == 0, done.stderr
    return root / "site"


def html(site, name):
    return (site / name).read_text(encoding="utf-8")


def test_every_question_is_on_its_page_with_the_line_of_its_file(site):
    page = html(site, "queues.html")
    assert re.findall(r'data-kind="(\w+)"', page) == ["open", "single", "multiple"]
    lines = QUESTIONS.split("\n")
    for name, line in re.findall(r'data-id="([^"]+)"[^>]*data-line="(\d+)"', page):
        assert f"{{#{name}" in lines[int(line) - 1]


def test_a_search_that_knows_nothing_of_questions_finds_no_answer_either(tmp_path):
    # MkDocs' own, which comes with its own themes, puts every word of a page into the index
    config = CONFIG.replace("name: material", "name: mkdocs").replace("  language: en\n", "")
    root = write_site(tmp_path, {"queues.md": QUESTIONS}, config)
    done = build(root, "--strict")
    assert done.returncode == 0, done.stderr
    index = html(root / "site", "search/search_index.json")
    assert "Which keeps the order?" in index
    assert "Inside a group" not in index
    page = html(root / "site", "queues.html")
    assert "Inside a group" in page
    assert "\x02" not in page


def test_the_extension_and_the_client_are_added_where_the_config_does_not_name_them(tmp_path):
    root = write_site(tmp_path, {"queues.md": QUESTIONS}, CONFIG.replace("  - studyleaf\n", ""))
    assert build(root, "--strict").returncode == 0
    page = html(root / "site", "queues.html")
    assert page.count('class="sl-question"') == 3
    assert 'src="assets/studyleaf/loader.js"' in page
    assert (root / "site" / "assets" / "studyleaf" / "loader.js").is_file()


def test_nothing_is_inlined_and_nothing_comes_from_another_host(site):
    page = html(site, "queues.html")
    inside = page[page.index("<article") : page.index("</article>")]
    assert "<script" not in inside
    assert "<style" not in inside
    assert not re.search(r"\s(?:style|on\w+)=", inside)
    assert not re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//', page)


def test_prompts_can_be_searched_and_answers_can_not(site):
    index = json.loads(html(site, "search/search_index.json"))
    entries = {entry["location"]: entry for entry in index["docs"]}
    assert "What happens" in entries["queues.html#q-open"]["title"]
    text = json.dumps(index)
    assert "It comes back" not in text
    assert "Inside a group" not in text


def test_a_strict_build_fails_on_a_bad_question_and_names_its_line(tmp_path):
    root = write_site(tmp_path, {"bad.md": BAD})
    done = build(root, "--strict")
    assert done.returncode == 1
    assert "docs/bad.md:9:1: no-right-choice:" in done.stderr
    assert build(root).returncode == 0


def test_a_question_without_an_answer_that_says_so_fails_nothing(tmp_path):
    text = "## Practice questions\n\n### Who knows? {#who .unanswered}\n"
    assert build(write_site(tmp_path, {"a.md": text}), "--strict").returncode == 0


def test_a_question_that_the_html_lost_is_told(tmp_path):
    root = write_site(tmp_path, {"queues.md": QUESTIONS})
    (root / "eat.py").write_text(
        "def on_page_content(html, **_):\n    return html.replace('sl-question', 'eaten', 1)\n"
    )
    config = CONFIG.replace("[quiz.py]", "[quiz.py, eat.py]")
    (root / "mkdocs.yml").write_text(config)
    done = build(root, "--strict")
    assert done.returncode == 1
    assert "docs/queues.md: lost-question: The page has 3 questions, its HTML 2." in done.stderr


def test_a_wrong_setting_stops_the_build_with_its_name(tmp_path):
    root = write_site(tmp_path, {}, CONFIG.replace("guide: test", "guid: test"))
    done = build(root)
    assert done.returncode == 1
    assert "extra.studyleaf.guid: there is no such setting. Did you mean `guide`?" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_that_is_not_utf8_stops_the_build_with_its_line(tmp_path):
    root = write_site(tmp_path, {})
    (root / "docs" / "latin.md").write_bytes(b"# One\n\ncaf\xe9\n")
    done = build(root)
    assert done.returncode == 1
    assert "latin.md" in done.stderr


def test_unsorted_pieces_are_not_published(tmp_path):
    root = write_site(tmp_path, {"unsorted.md": "# Unsorted\n\nA secret.\n"})
    assert build(root, "--strict").returncode == 0
    assert not (root / "site" / "unsorted.html").exists()
    assert "A secret" not in html(root / "site", "search/search_index.json")


def test_topics_are_listed_with_their_numbers_of_questions(tmp_path):
    pages = {"index.md": "# Start\n\n<!-- studyleaf:topics -->\n", "mq/queues.md": QUESTIONS}
    root = write_site(tmp_path, pages)
    (root / "topics.yml").write_text(
        "categories:\n  - id: mq\n    name: Messaging\n    topics:\n"
        "      - {id: queues, name: Amazon SQS}\n      - {id: none, name: No page yet}\n"
    )
    assert build(root, "--strict").returncode == 0
    page = html(root / "site", "index.html")
    assert '<a href="mq/queues.html">Amazon SQS</a> (3 questions)' in page
    assert "No page yet" not in page


def test_zensical_builds_the_same_questions(tmp_path):
    root = write_site(tmp_path, {"queues.md": QUESTIONS})
    assert build(root, "--strict").returncode == 0
    mkdocs = question_html(html(root / "site", "queues.html"))
    assets = run(root, "studyleaf", "assets")
    assert assets.returncode == 0, assets.stderr
    done = run(root, "zensical", "build", "--clean")
    assert done.returncode == 0, done.stdout + done.stderr
    assert question_html(html(root / "site", "queues.html")) == mkdocs
    assert (root / "site" / "assets" / "studyleaf" / "loader.js").is_file()
    assert "It comes back" not in html(root / "site", "search.json")


def question_html(page: str) -> list[str]:
    """The questions of a page, without what Zensical keeps for itself: lines, marks for search."""
    found = re.findall(r'<div [^>]*class="sl-question".*?</details>\s*</div>', page, re.DOTALL)
    assert found
    return [re.sub(r'data-line="\d+"|data-search-exclude=""|\s+', "", text) for text in found]
