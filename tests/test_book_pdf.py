"""The finished PDF: what a reader, a screen reader and an archive find in it."""

import collections
import io
import itertools
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import lxml.html
import mkdocs
import pikepdf
import pypdfium2
import pytest
from PIL import Image

import test_book
from conftest import CASES, ROOT, case_files
from studyleaf.book import (
    BookSettings,
    Manuscript,
    Options,
    TypesetError,
    make_book,
    pages_of,
)
from studyleaf.book.typeset import families, typeset
from studyleaf.model import Problem
from studyleaf.publish import Publisher, desk
from studyleaf.store import load_site

GUIDE = CASES / "book-guide"


def write_guide(root, *, pages=(), change=("", "")):
    """Write the guide of the cases, with pictures in every format, and more pages."""
    for file in GUIDE.rglob("*"):
        if file.is_file():
            target = root / file.relative_to(GUIDE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    for name in ("png", "jpg", "gif", "webp"):
        Image.new("RGB", (60, 30), "firebrick").save(root / "docs" / f"red.{name}")
    for name, text in dict(pages).items():
        (root / "docs" / name).write_text(text, encoding="utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    (root / "quiz.py").write_bytes((ROOT / "hooks" / "quiz.py").read_bytes())
    return root


def run(root, *arguments, epoch="1700000000", command=("-m", "studyleaf", "book")):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, *command, *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def book(root, *arguments, name="book.pdf"):
    done = run(root, "--output", name, *arguments)
    assert done.returncode == 0, done.stderr
    return root / name


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    return write_guide(tmp_path_factory.mktemp("guide"))


@pytest.fixture(scope="module")
def pdf(guide):
    return book(guide, "--strict", name="whole.pdf")


def text_of(file):
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [re.sub("[\u00ad\ufffe\x02](?:\r\n)?", "", page) for page in pages]


def letters(text):
    """Return a text without white space and hyphens, which a new line takes or gives."""
    return re.sub(r"[\s\u200b\u2060-]", "", unicodedata.normalize("NFKC", text)).casefold()


def words_of(html):
    """Return the words that a reader of the site sees on a page."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in root.xpath(
        '//a[@class="headerlink" or @class="footnote-backref" or @class="footnote-ref"]'
        ' | //details[@class="sl-answer"]/summary | //script | //style'
        ' | //td[@class="linenos"]'
    ):
        element.drop_tree()
    # Words of neighbouring cells and items don't run together.
    return " ".join(root.itertext()).split()


def lost_words(root, file):
    """Return the words of a guide's pages that its book has not, or not as often."""
    whole = letters(" ".join(text_of(file)))
    site = load_site(root)
    manuscript = Publisher(site, site.settings.book, lambda *_: None).manuscript
    pages = list(pages_of(manuscript.contents))
    assert pages
    counted = collections.Counter(
        letters(word) for page in pages for word in words_of(page.html) if letters(word)
    )
    assert counted
    return {word: n for word, n in counted.items() if whole.count(word) < n}


def test_every_word_of_every_page_is_in_the_book(guide, pdf):
    assert not lost_words(guide, pdf)


@pytest.mark.parametrize("where", ["at-end", "inline"])
@pytest.mark.parametrize("paper", ["a5", "us-letter"])
def test_no_setting_loses_a_word(guide, where, paper):
    made = book(guide, "--strict", "--answers", where, "--paper", paper, name=f"{where}.pdf")
    assert not lost_words(guide, made)


def test_a_book_without_answers_has_none(guide):
    text = letters(" ".join(text_of(book(guide, "--answers", "none", name="none.pdf"))))
    assert letters("Which two encrypt?") in text
    assert letters("The service holds the keys") not in text
    assert letters("Answer on page") not in text


def test_this_guide_itself_loses_no_word(tmp_path):
    made = tmp_path / "guide.pdf"
    assert not run(ROOT, "--strict", "--quiet", "--output", str(made)).stderr
    assert not lost_words(ROOT, made)


def outline(document):
    def walk(items):
        return [(item.title, walk(item.children)) for item in items]

    with document.open_outline() as found:
        return walk(found.root)


def test_the_outline_has_parts_chapters_and_sections(pdf):
    with pikepdf.open(pdf) as document:
        assert outline(document) == [
            ("Contents", []),
            ("Start here", []),
            (
                "Part one",
                [
                    (
                        "Prose & more",
                        [
                            ("Code", []),
                            ("Table", []),
                            ("Boxes", [("A heading that skips levels", [])]),
                            ("Pictures", []),
                        ],
                    ),
                    ("Deeper", [("Questions", [("Practice questions", []), ("Answers", [])])]),
                ],
            ),
            ("Part two", [("The last page", [])]),
            ("Beside the navigation", []),
        ]


def test_the_file_says_what_it_is(pdf):
    with pikepdf.open(pdf) as document:
        assert document.docinfo["/Title"] == "The <em>whole</em> guide"
        assert document.docinfo["/Author"] == "The authors"
        assert document.Root.Lang == "en"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["xmp:CreateDate"].startswith("2023-11-14")


def test_pages_are_labelled_as_they_are_numbered(pdf):
    with pikepdf.open(pdf) as document:
        labels = [page.label for page in document.pages]
    first = labels.index("1", 2)
    assert "iii" in labels[:first]
    assert labels[first:] == [str(n + 1) for n in range(len(labels) - first)]
    assert first % 2 == 0  # a right page


def structure(document):
    def walk(element):
        kind = element.get("/S")
        if kind is not None:
            yield str(kind), element
        children = element.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary):
                yield from walk(child)

    return list(walk(document.Root.StructTreeRoot))


def test_tags_say_what_each_thing_is(pdf):
    with pikepdf.open(pdf) as document:
        found = structure(document)
        kinds = collections.Counter(kind for kind, _ in found)
        alternatives = [str(e["/Alt"]) for kind, e in found if kind == "/Figure"]
    for kind in ("/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Code", "/Link"):
        assert kinds[kind], kind
    assert kinds["/TOC"]
    assert kinds["/Note"] >= 3
    assert alternatives == [
        "A red picture", "A JPEG", "A GIF", "A WebP", "A drawing", "Framed",
    ]  # fmt: skip


def shown_without_tag(page):
    """Return how often a page shows something that is neither tagged nor marked as decoration."""
    depth = shown = 0
    for _, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
        shown += depth == 0 and name in ("Tj", "TJ", "'", '"', "Do", "sh", "f", "f*", "S", "s", "B")
    return shown


@pytest.mark.parametrize("standard", ["ua-1", "a-2a", "a-3b"])
def test_the_file_is_sound_and_a_screen_reader_finds_all_of_it(guide, pdf, standard):
    made = pdf if standard == "ua-1" else guide / f"{standard}.pdf"
    if not made.exists():
        book(guide, "--standard", standard, name=made.name)
    with pikepdf.open(made) as document:
        # What `qpdf --check` finds; older versions of pikepdf name it otherwise.
        check = getattr(document, "check_pdf_syntax", None) or document.check
        assert not check()
        assert not any(map(shown_without_tag, document.pages))
        assert {str(page.Tabs) for page in document.pages if "/Annots" in page} == {"/S"}
        links = [link for page in document.pages for link in page.get("/Annots", [])]
        assert links
        assert all(str(link.Contents) and "/StructParent" in link for link in links)
        found = structure(document)
        heads = [element.A for kind, element in found if kind == "/TH"]
        assert heads
        assert all("/Scope" in attributes[0] for attributes in heads)
        levels = [int(str(kind)[2:]) for kind, _ in found if re.fullmatch(r"/H\d", kind)]
        assert levels[0] == 1
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_footnotes_stand_at_the_foot_of_the_page(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            found = text.search("The footnote").get_next()
            if found:
                _, bottom, _, top = text.get_charbox(found[0])
                assert top < page.get_height() / 5
                assert bottom > 0
                return
    raise AssertionError("no footnote")


def test_fonts_are_embedded(pdf):
    with pikepdf.open(pdf) as document:
        fonts = [o for o in document.objects if isinstance(o, pikepdf.Dictionary)]
        described = [o for o in fonts if o.get("/Type") == "/FontDescriptor"]
        assert described
        assert all({"/FontFile2", "/FontFile3"} & set(o.keys()) for o in described)


def targets(document):
    """Return the links inside the book, as pairs of pages; and the addresses outside."""
    numbers = {page.objgen: n for n, page in enumerate(document.pages)}
    names = {}

    def collect(node):
        pairs = list(node.get("/Names", []))
        names.update(zip(map(str, pairs[::2]), pairs[1::2], strict=True))
        for kid in node.get("/Kids", []):
            collect(kid)

    tree = document.Root.get("/Names", {}).get("/Dests")
    if tree is not None:
        collect(tree)
    inside, outside = [], []
    for number, page in enumerate(document.pages):
        for link in page.get("/Annots", []):
            action = link.get("/A", {})
            if "/URI" in action:
                outside.append(str(action["/URI"]))
                continue
            goal = link.get("/Dest", action.get("/D"))
            goal = names.get(str(goal), goal)
            goal = goal["/D"] if isinstance(goal, pikepdf.Dictionary) else goal
            inside.append((number, numbers[goal[0].objgen]))
    return inside, outside


def test_links_lead_to_pages_headings_questions_answers_and_back(pdf):
    text = text_of(pdf)
    with pikepdf.open(pdf) as document:
        inside, outside = targets(document)

    def page(words):
        return next(n for n, found in enumerate(text) if letters(words) in letters(found))

    def has_link(start, end):
        return (page(start), page(end)) in inside

    assert has_link("Read the prose", "Plain text with emphasis")
    assert has_link("Read the prose", "Which two encrypt?")
    assert has_link("Which two encrypt?", "The service holds the keys")  # to the answer
    assert has_link("The service holds the keys", "Which two encrypt?")  # and back
    assert has_link("Because of the timeout", "the first letter")
    assert {"https://example.org/outside", "https://example.org/source"} <= set(outside)


def test_questions_and_answers_name_the_page_of_each_other(pdf):
    with pikepdf.open(pdf) as document:
        labels = [page.label for page in document.pages]
    text = text_of(pdf)
    for name in ("Answer on page", "Question on page"):
        found = re.findall(rf"{name}\s(\d+)", " ".join(text))
        assert len(found) == 3, name
        assert set(found) <= set(labels)


def test_the_cover_has_title_version_and_date(pdf):
    assert letters("Version 7 · 14 November 2023") in letters(text_of(pdf)[0])
    assert letters("The <em>whole</em> guide") in letters(text_of(pdf)[0])


def test_two_runs_give_the_same_bytes(guide, pdf):
    assert book(guide, name="again.pdf").read_bytes() == pdf.read_bytes()


@pytest.mark.parametrize(("standard", "part"), [("a-2a", "2"), ("a-3b", "3")])
def test_an_archive_standard_is_kept_besides(guide, standard, part):
    made = book(guide, "--strict", "--standard", standard, name=f"{standard}.pdf")
    with pikepdf.open(made) as document, document.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == part
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("links", ["footnotes", "list"])
def test_addresses_are_shown_on_paper_by_option(guide, links):
    text = letters(" ".join(text_of(book(guide, "--links", links, name=f"{links}.pdf"))))
    assert letters("https://example.org/outside") in text


def test_nothing_typed_in_a_page_is_run(tmp_path):
    (tmp_path / "secret.txt").write_text("hidden words")
    nasty = (CASES / "book" / "unsafe.md").read_text(encoding="utf-8")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
    linked = drawing.format(f'<image href="{tmp_path}/secret.png" width="9" height="9"/>')
    entity = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + drawing.format("&x;")
    pages = {
        "last.md": nasty + "\n![a](../../secret.txt) ![b](/etc/passwd) ![c](linked.svg)\n"
        "![d](file:///etc/passwd) ![e](entity.svg)\n\n"
        "[f](file:///etc/passwd) [g](../../secret.txt) [h](FILE:///etc/passwd)\n\n"
        "![i](link.png) ![j](web.svg) ![k](huge.png)\n\n"
        '<img src="a&quot;b&#10;c.png" alt="l"> <img src=\'"); #read("/etc/passwd\' alt="m">\n'
        "<img src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E"
        '%3Cimage href=\'/etc/passwd\'/%3E%3C/svg%3E" alt="n">\n\n'
        '<a href="&#1;javascript:alert(1)">o</a> <a href=" javascript:alert(1)">p</a>\n\n'
        'run #include "secret.txt" #eval("1") \\u{1F600} @label <label>\n\nthe end of it\n',
        "web.svg": drawing.format('<image href="http://127.0.0.1:9/x.png" width="9" height="9"/>'),
        "linked.svg": linked,
        "entity.svg": entity,
    }
    root = write_guide(tmp_path / "guide", pages=pages)
    Image.new("RGB", (9, 9)).save(tmp_path / "secret.png")
    (root / "docs" / "link.png").symlink_to(tmp_path / "secret.png")
    dot = (root / "docs" / "red.png").read_bytes()
    vast = (100_000).to_bytes(4, "big")
    (root / "docs" / "huge.png").write_bytes(dot[:16] + vast + vast + dot[24:])
    done = run(root, "--output", "book.pdf")
    assert done.returncode == 0, done.stderr
    text = letters(" ".join(text_of(root / "book.pdf")))
    assert letters('#read("/etc/passwd")') in text
    assert letters('#import "studyleaf.typ": *') in text
    assert "root:x:0" not in text
    assert "hiddenwords" not in text
    with pikepdf.open(root / "book.pdf") as document:
        _, outside = targets(document)
    assert all(url.startswith(("https://", "mailto:")) for url in outside)
    for name in ("secret.txt", "/etc/passwd", "linked.svg", "link.png", "web.svg", "huge.png"):
        assert name in done.stderr
    for name in "abcdeijklmn":
        assert letters(f"Picture left out: {name}") in text
    assert letters('#include "secret.txt" #eval("1")') in text
    assert letters("the end of it") in text


def test_what_cannot_be_set_is_told_with_its_line_and_costs_nothing_else(tmp_path):
    pages = {
        "last.md": "# Last\n\nfine 漢字 words 👩‍🚀\n\n![broken](bad.png)\n\n"
        '<iframe src="https://example.org/x"></iframe>\n\n![](red.png)\n\n'
        "```python\nx = 1  # ✅ 字\n✅\n```\n",
        "bad.png": "no picture",
    }
    root = write_guide(tmp_path, pages=pages)
    done = run(root, "--output", "book.pdf")
    assert done.returncode == 0, done.stderr
    text = text_of(root / "book.pdf")
    joined = letters(" ".join(text))
    assert letters("fine U+6F22 U+5B57 words U+1F469 U+1F680") in joined
    assert letters("Picture left out: broken") in joined
    assert letters("x = 1 # U+2705 U+5B57 U+2705") in joined
    for place in ("docs/last.md:3:1: book-glyph", "docs/last.md:5:1: book-picture"):
        assert place in done.stderr
    assert "docs/last.md:7:1: book-widget" in done.stderr
    assert "docs/last.md:9:1: book-alt" in done.stderr
    assert "Noto Serif CJK SC" in done.stderr
    before = (root / "book.pdf").read_bytes()
    strict = run(root, "--output", "book.pdf", "--strict", epoch="1800000000")
    assert strict.returncode == 1
    assert (root / "book.pdf").read_bytes() == before


@pytest.mark.parametrize("answers", ["after-chapter", "at-end", "inline", "none"])
@pytest.mark.parametrize("links", ["plain", "footnotes", "list"])
def test_no_flaw_costs_the_whole_book(answers, links):
    pages = [test_book.source(file.read_text("utf-8"), file.stem) for file in case_files("book")]
    manuscript = Manuscript("Flaws", tuple(pages), test_book.FILES.get)
    with desk() as empty:
        options = Options(BookSettings(answers=answers, links=links))
        made = make_book(manuscript, options, empty)
    text = letters(" ".join(text_of(made.pdf)))
    assert letters("to what nobody sees") in text
    assert letters("gone and back") in text
    assert letters("a/U+6F22/in/it") in text.replace("[", "").replace("]", "")


def test_what_the_compiler_refuses_costs_its_block_only():
    """A mistake of the compiler, which nobody can foresee, played by one that refuses tables."""
    table = "| one | `two`[^n] |\n|---|---|\n| ![three](dot.png) | [four](p0.html#here) |\n\n"
    texts = [
        f"# A\n\nbefore\n\n{table}## Here\n\nafter [x](#here)\n\n[^n]: five\n",
        f"# B\n\n## Practice questions\n\n### Sixth?\n\n- [x] a\n- [ ] b\n\n{table}[^n]: five\n",
    ]
    pages = [test_book.source(text, f"p{n}") for n, text in enumerate(texts)]
    manuscript = Manuscript("Refused", tuple(pages), test_book.FILES.get)

    def picky(folder, tree, **how):
        if '"t": "table"' in json.dumps(tree):
            problem = Problem("book.typ", 0, 0, "book-template", "internal error", "error")
            raise TypesetError(problem)
        return typeset(folder, tree, **how)

    with desk() as empty:
        made = make_book(manuscript, Options(), empty, compiler=picky)
        with pytest.raises(TypesetError):
            make_book(manuscript, Options(template="#table()"), empty, compiler=picky)
    text = letters(" ".join(text_of(made.pdf)))
    for words in ("before", "one two", "three four", "five", "after", "Sixth?", "Answers"):
        assert letters(words) in text
    assert [(p.path, p.line, p.code) for p in made.problems] == [
        ("docs/p0.md", 5, "book-flaw"),
        ("docs/p1.md", 10, "book-flaw"),
    ]


LONG = "# Last\n\n| A [linked](part/prose.md) head[^n] | Second |\n|---|---|\n{}\n[^n]: Noted.\n"


@pytest.mark.parametrize("head", [("A linked head", "Second"), ("A plain head", "Second")])
def test_the_head_of_a_table_comes_again_on_each_page(tmp_path, head):
    text = LONG.format("".join(f"| row {n} | {n} |\n" for n in range(150)))
    if "plain" in head[0]:
        text = text.replace("[linked](part/prose.md) head[^n]", "plain head")
    made = book(write_guide(tmp_path, pages={"last.md": text}), "--paper", "a5")
    pages = [letters(page) for page in text_of(made)]
    over = [page for page in pages if re.search(r"row\d+\d", page)]
    assert len(over) >= 3
    assert all(letters("".join(head)) in re.sub(r"head1?", "head", page) for page in over)
    # Running heads: the part on the left page, the chapter on the right one.
    assert [re.match("[a-z]+", page.lstrip("0123456789"))[0][:4] for page in over[1:4]] == [
        "part",
        "last",
        "part",
    ]
    with pikepdf.open(made) as document:
        inside, _ = targets(document)
        heads = [e for kind, e in structure(document) if kind == "/TH"]
    first = pages.index(over[0])
    last = len(pages)
    assert len(heads) >= 2
    assert any(start == first for start, _ in inside) == ("linked" in head[0])
    assert not any(first < start < last and pages[start] in over for start, _ in inside)


def test_a_tall_head_stands_above_its_table_only(tmp_path):
    # With notes in the rows the compiler could run out of memory over a tall head that repeats.
    head = "a head that says so much that it would take a good part of each page again"
    rows = "".join(f"| row {n} | {n} |\n" for n in range(150))
    text = f"# Last\n\n| {head} | b |\n|---|---|\n{rows}"
    pages = [
        letters(page) for page in text_of(book(write_guide(tmp_path, pages={"last.md": text})))
    ]
    assert sum(bool(re.search(r"row\d+\d", page)) for page in pages) >= 3
    assert sum(letters(head) in page for page in pages) == 1


def test_a_font_of_the_guide_has_what_the_others_lack(tmp_path):
    """A font of icons that MkDocs brings has a face, which the fonts of the compiler lack."""
    text = "# Last\n\nsmile: \U0001f600 &#128512;\n"
    root = write_guide(tmp_path, pages={"last.md": text})
    (root / "faces").mkdir()
    font = Path(mkdocs.__file__).parent / "themes/mkdocs/webfonts/fa-solid-900.ttf"
    (root / "faces" / font.name).write_bytes(font.read_bytes())
    made = book(root, "--strict", "--fonts", "faces")
    assert letters("smile: \U0001f600 \U0001f600") in letters(" ".join(text_of(made)))
    with pikepdf.open(made) as document:
        names = {str(o.get("/FontName")) for o in document.objects if "/FontFile2" in keys_of(o)}
    assert any("FontAwesome" in name for name in names)
    # By its name the template puts it before the font of code, which has some Arabic, too.
    assert families([str(root / "faces")]) == ["Font Awesome 6 Free Solid"]
    assert run(root, "--strict", "--output", "no.pdf").returncode == 1
    assert not (root / "no.pdf").exists()


def test_a_character_outside_the_pages_is_told_as_well(tmp_path):
    root = write_guide(tmp_path, change=("<em>whole</em>", "漢"))
    (root / "docs" / "last.md").write_text("# Last\n\n\nan &#x5b57;\n")
    done = run(root, "--output", "book.pdf")
    assert "docs/last.md: book-glyph: No font has 字 (U+5B57)" in done.stderr
    assert "mkdocs.yml: book-glyph: No font has 漢 (U+6F22)" in done.stderr
    assert letters("The [U+6F22] guide") in letters(text_of(root / "book.pdf")[0])


def keys_of(found):
    return found.keys() if isinstance(found, pikepdf.Dictionary) else ()


def test_a_folder_can_be_left_out(guide):
    config = guide / "mkdocs.yml"
    text = config.read_text()
    try:
        config.write_text(text.replace("file: guide.pdf", "without: part, file: guide.pdf"))
        made = book(guide, name="without.pdf")
    finally:
        config.write_text(text)
    with pikepdf.open(made) as document:
        assert "Part one" not in [title for title, _ in outline(document)]


def test_only_some_topics(guide):
    made = book(guide, "--topics", "prose,last", name="some.pdf")
    with pikepdf.open(made) as document:
        titles = [title for title, _ in outline(document)]
    assert titles == ["Contents", "Part one", "Part two"]
    done = run(guide, "--topics", "nothing")
    assert done.returncode == 2
    assert "No page of the guide is “nothing”." in done.stderr


def test_a_volume_for_each_part(guide, tmp_path):
    done = run(guide, "--volumes", "--output", str(tmp_path / "volumes"))
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (tmp_path / "volumes").iterdir())
    assert made == ["part-one.pdf", "part-two.pdf", "start-here.pdf"]
    assert letters("The last page") in letters(" ".join(text_of(tmp_path / "volumes/part-two.pdf")))


def test_what_is_wrong_with_the_guide_is_told_at_once(tmp_path):
    root = write_guide(tmp_path)
    (root / "docs" / "last.md").write_bytes(b"# Last\n\n\xff\n")
    (root / "docs" / "beside.md").write_bytes(b"\xfe\n")
    done = run(root, "--output", "book.pdf")
    assert done.returncode == 2
    assert "docs/last.md:3:1: not-utf-8" in done.stderr
    assert "docs/beside.md:1:1: not-utf-8" in done.stderr
    assert not (root / "book.pdf").exists()


def test_a_mistake_in_a_template_is_told_with_its_line(tmp_path):
    root = write_guide(tmp_path)
    (root / "look.typ").write_text('#import "studyleaf.typ": book\n\n#book(nothing)\n')
    (root / "book.pdf").write_text("old")
    done = run(root, "--template", "look.typ", "--output", "book.pdf")
    assert done.returncode == 2
    message = "look.typ:3:7: book-template: The template can't be compiled: unknown variable"
    assert message in done.stderr
    assert (root / "book.pdf").read_text() == "old"
    apart = run(root, "--template", "look.typ", "--volumes", "--output", "volumes")
    assert (apart.returncode, message in apart.stderr) == (2, True)


def test_a_template_of_the_guide_takes_the_place_of_the_look(tmp_path):
    root = write_guide(tmp_path)
    (root / "look.typ").write_text('#set document(title: "x")\n#json("book.json").title!\n')
    made = book(root, "--template", "look.typ")
    assert letters(text_of(made)[0]) == letters("The <em>whole</em> guide!")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--template", "none.typ"], "none.typ: unreadable: There is no such file."),
        (["--fonts", "none"], "none: book-fonts: There is no such folder of fonts."),
        (["--output", "docs"], "docs: unwritable"),
        (["--root", "docs"], "mkdocs.yml: unreadable: There is no such file."),
    ],
)
def test_wrong_arguments_are_told_before_any_work(guide, arguments, message):
    done = run(guide, *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_nothing_is_said_with_quiet_and_without_a_terminal_there_is_no_bar(guide, tmp_path):
    loud = run(guide, "--output", str(tmp_path / "book.pdf"))
    assert re.search(r"book\.pdf: \d+ pages, \d\.\d MB", loud.stdout)
    assert not loud.stderr
    quiet = run(guide, "--quiet", "--output", str(tmp_path / "book.pdf"))
    assert (quiet.stdout, quiet.stderr) == ("", "")


def test_the_site_offers_the_book(guide, tmp_path):
    done = run(guide, command=("-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site")))
    assert done.returncode == 0, done.stderr
    made = tmp_path / "site" / "guide.pdf"
    assert not lost_words(guide, made)
    with pikepdf.open(io.BytesIO(made.read_bytes())) as document:
        assert len(document.pages) > 8
    assert 'href="guide.pdf"' in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
