import re
import shutil
from textwrap import dedent

from conftest import ROOT
from sites import build, run
from studyleaf.catalogue import read_catalogue
from studyleaf.parser import parse
from test_split import SAMPLE, files_of

BIOLOGY = """\
# Biology

Life, in short.

## The cell

A cell has a wall. ![a cell](images/cell.png)

### Which part makes energy?

- [ ] the nucleus
- [x] the mitochondrion

## Genétique & more

### What is a gene?

**A piece of DNA**
"""


def test_a_guide_on_any_subject_builds_at_once(tmp_path):
    (tmp_path / "images").mkdir()
    shutil.copy(SAMPLE / "images" / "ttl.png", tmp_path / "images" / "cell.png")
    (tmp_path / "biology.md").write_text(BIOLOGY)
    made = run(tmp_path, "studyleaf", "new", "my-guide", "--notes", "biology.md")
    assert made.returncode == 0, made.stderr
    guide = tmp_path / "my-guide"
    catalogue = read_catalogue((guide / "topics.yml").read_text())
    assert [(t.name, t.path) for t in catalogue.topics] == [
        ("The cell", "biology/the-cell.md"),
        ("Genétique & more", "biology/genetique-more.md"),
    ]
    done = build(guide, "--strict")
    assert done.returncode == 0, done.stderr
    page = (guide / "site" / "biology" / "the-cell.html").read_text()
    assert page.count('class="sl-question"') == 1
    assert (guide / "site" / "biology" / "images" / "cell.png").is_file()
    assert "The cell</a> (1 question)" in (guide / "site" / "index.html").read_text()
    again = run(guide, "studyleaf", "split", "notes/biology.md")
    assert "Nothing is new." in again.stdout


def test_a_title_that_only_holds_topics_together_is_no_piece_of_its_own(tmp_path):
    text = BIOLOGY.replace("Life, in short.\n\n", "").replace(" ![a cell](images/cell.png)", "")
    (tmp_path / "biology.md").write_text(text)
    made = run(tmp_path, "studyleaf", "new", "g", "--notes", "biology.md")
    assert "0 unplaced" in made.stdout
    assert not (tmp_path / "g/docs/unsorted.md").exists()


def test_the_first_guide_of_the_documentation_comes_out_as_it_says(tmp_path):
    text = (ROOT / "docs/make-your-own/first-guide.md").read_text(encoding="utf-8")
    topics, page = (
        dedent(re.search(rf"^ {{4}}```{kind}\n(.*?)^ {{4}}```$", text, re.DOTALL | re.MULTILINE)[1])
        for kind in ("yaml", "markdown")
    )
    assert run(tmp_path, "studyleaf", "new", "g").returncode == 0
    guide = tmp_path / "g"
    before = (guide / "topics.yml").read_text()
    assert "\ncategories: []\n" in before
    (guide / "topics.yml").write_text(before.replace("categories: []\n", topics))
    place = re.search(r"Write `(docs/\S+)`", text)[1]
    (guide / place).parent.mkdir()
    (guide / place).write_text(page)
    done = run(guide, "studyleaf", "check", "--fix")
    assert done.returncode == 0, done.stdout
    assert "Gazpacho: soups/gazpacho.md" in (guide / "mkdocs.yml").read_text()
    assert build(guide, "--strict").returncode == 0


def test_pictures_and_counts_of_questions_are_no_part_of_a_topic(tmp_path):
    text = BIOLOGY.replace("## The cell", "## 🔬 **The cell** (Q1-25)")
    (tmp_path / "biology.md").write_text(text.replace("![a cell](images/cell.png)", ""))
    made = run(tmp_path, "studyleaf", "new", "g", "--notes", "biology.md")
    assert made.returncode == 0, made.stderr
    page = tmp_path / "g" / "docs" / "biology" / "the-cell.md"
    assert page.read_text().startswith("# The cell\n")
    assert "Which part makes energy?" in page.read_text()


def test_notes_without_headings_are_one_topic_named_after_their_file(tmp_path):
    (tmp_path / "ancient-rome.md").write_text("Rome was not built in a day.\n")
    made = run(tmp_path, "studyleaf", "new", "g", "--notes", "ancient-rome.md")
    assert made.returncode == 0, made.stderr
    page = tmp_path / "g" / "docs" / "topics" / "ancient-rome.md"
    assert page.read_text().startswith("# Ancient rome\n")


def test_a_guide_can_begin_without_notes(tmp_path):
    assert run(tmp_path, "studyleaf", "new", "g", "--name", 'A "name": 1').returncode == 0
    assert build(tmp_path / "g", "--strict").returncode == 0
    assert "A &#34;name&#34;: 1" in (tmp_path / "g" / "site" / "index.html").read_text()


def test_a_folder_that_is_not_empty_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    before = files_of(tmp_path)
    done = run(tmp_path, "studyleaf", "new", ".")
    assert done.returncode == 2
    assert "not-empty" in done.stderr
    assert files_of(tmp_path) == before


def test_bad_notes_leave_no_folder(tmp_path):
    (tmp_path / "n.md").write_text("# T\n\n![x](no.png)\n")
    done = run(tmp_path, "studyleaf", "new", "g", "--notes", "n.md")
    assert done.returncode == 1
    assert not (tmp_path / "g").exists()


def test_a_question_of_the_sample_notes_arrives_whole(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "n")
    made = run(tmp_path, "studyleaf", "new", "g", "--notes", "n/choices.md")
    assert made.returncode == 0, made.stderr
    page = (tmp_path / "g" / "docs" / "topics" / "s3.md").read_text()
    assert [len(question.choices) for question in parse(page).questions] == [4, 4]
