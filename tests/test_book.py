"""The conversion of rendered pages to a document tree: golden trees, problems, small rules."""

import io
import json
from functools import partial
from itertools import pairwise

import markdown
import pytest
from PIL import Image

from conftest import CASES, case_files
from studyleaf.book import BookSettings, Manuscript, Options, Section, Source
from studyleaf.book.assemble import assemble
from studyleaf.book.glyphs import describe, replaced
from studyleaf.book.nodes import plain
from studyleaf.book.pixels import size, too_large
from studyleaf.book.places import Places
from studyleaf.book.run import code_node
from studyleaf.book.table import columns
from studyleaf.book.typeset import bad_pictures
from studyleaf.publish import desk

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
    "studyleaf",
]
OPTIONS = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid"}]},
}


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, "PNG")
    return out.getvalue()


FILES = {"dot.png": png(), "broken.png": png()[:60], "text.png": b"no picture"}


def source(text: str, name: str = "page") -> Source:
    html = markdown.markdown(text, extensions=EXTENSIONS, extension_configs=OPTIONS)
    return Source(f"docs/{name}.md", f"{name}.html", name.title(), html, text)


def tree(*contents, settings=None, asset=FILES.get, **fields):
    manuscript = Manuscript("Guide", contents, asset, **fields)
    options = Options(settings or BookSettings())
    with desk() as empty:
        return assemble(manuscript, options, partial(bad_pictures, empty), lambda *_: None)


@pytest.mark.parametrize("file", case_files("book"), ids=lambda file: file.stem)
def test_a_page_becomes_the_tree_that_its_case_file_holds(file, same_as_file):
    made = tree(source(file.read_text(encoding="utf-8"), file.stem))
    lines = [json.dumps(block, ensure_ascii=False) for block in made.tree["body"][0]["c"]]
    problems = list(map(str, made.problems))
    text = "\n".join([json.dumps(made.tree["body"][0]["title"]), *lines, "", *problems])
    same_as_file(f"{text.rstrip()}\n", file.with_suffix(".tree"))


def test_each_case_has_a_tree_and_each_tree_a_case():
    names = {file.stem for file in case_files("book")}
    assert names == {file.stem for file in case_files("book", "*.tree")}


QUESTIONS = (CASES / "book" / "questions.md").read_text(encoding="utf-8")


def kinds(blocks):
    return [block["t"] for block in blocks]


def settings(**values):
    return BookSettings(**values)


def test_answers_stand_after_the_chapter():
    made = tree(source(QUESTIONS), settings=settings(answers="after-chapter"))
    blocks = made.tree["body"][0]["c"]
    assert kinds(blocks)[-5:] == ["h", "a", "a", "a", "a"]
    questions = {block["l"]: block for block in blocks if block["t"] == "q"}
    answers = {block["l"]: block for block in blocks if block["t"] == "a"}
    assert {q["a"] for q in questions.values() if "a" in q} == set(answers)
    assert {a["q"] for a in answers.values()} == {
        label for label, q in questions.items() if "a" in q
    }


def test_answers_stand_at_the_end_of_the_book():
    part = Section("One", (source(QUESTIONS, "a"), source(QUESTIONS, "b")))
    made = tree(part, settings=settings(answers="at-end"))
    *_, last = made.tree["body"]
    assert [chapter["number"] for chapter in last["c"]] == ["1", "2"]
    assert all(kinds(chapter["c"]) == ["a"] * 4 for chapter in last["c"])
    assert '"t": "fn"' in json.dumps(last)


def test_answers_stand_under_each_question():
    blocks = tree(source(QUESTIONS), settings=settings(answers="inline")).tree["body"][0]["c"]
    for before, block in pairwise(blocks):
        if block["t"] == "a":
            assert before["t"] == "q"
            assert block["q"] == before["l"]
    assert kinds(blocks).count("a") == 4


def test_answers_are_left_out_with_their_footnotes():
    made = json.dumps(tree(source(QUESTIONS), settings=settings(answers="none")).tree["body"])
    assert '"t": "a"' not in made
    assert '"a": ' not in made
    assert "A note in an answer" not in made
    assert "Some notes." in made


def test_questions_are_numbered_by_chapter_and_pages_beside_the_parts_have_no_number():
    made = tree(source(QUESTIONS, "start"), Section("One", (source(QUESTIONS, "a"),)))
    start, part = made.tree["body"]
    assert (start["number"], part["number"], part["c"][0]["number"]) == ("", "I", "1")
    assert [b["n"] for b in start["c"] if b["t"] == "q"][:2] == ["1", "2"]
    assert [b["n"] for b in part["c"][0]["c"] if b["t"] == "q"][:2] == ["1.1", "1.2"]


def test_links_lead_to_other_pages_or_to_the_site_or_nowhere_in_silence():
    one = source("# A\n\n[b](b.html) [c](c.html) [d](d.html)\n", "a")
    two = source("# B\n", "b")
    site = frozenset({"a.html", "b.html", "c.html"})
    made = tree(one, two, links=site)
    assert made.tree["body"][0]["c"][0]["c"] == [
        {"t": "to", "l": "b.html#", "c": ["b"]},
        " c d",
    ]
    assert [p.message for p in made.problems] == [
        "The book can't link to `d.html`; with `site_url` it links to the site."
    ]
    made = tree(one, two, links=site, site_url="https://example.org/g")
    assert json.dumps(made.tree).count("https://example.org/g/") == 2
    assert not made.problems


def test_the_list_of_links_numbers_each_address_once():
    text = "# A\n\n[x](https://example.org) [y](https://example.com) [z](https://example.org)\n"
    blocks = tree(source(text), settings=settings(links="list")).tree["body"][0]["c"]
    assert [n["n"] for n in blocks[0]["c"] if n != " "] == [1, 2, 1]
    assert blocks[-1] == {
        "t": "links",
        "i": [{"n": 1, "u": "https://example.org"}, {"n": 2, "u": "https://example.com"}],
    }


@pytest.mark.parametrize("kind", ["png", "gif", "webp", "jpg", "lossless", "alpha"])
def test_the_size_of_a_picture_is_read_from_its_head(kind):
    out = io.BytesIO()
    mode = "RGBA" if kind == "alpha" else "RGB"
    form = {"jpg": "JPEG", "lossless": "WebP", "alpha": "WebP"}.get(kind, kind)
    image = Image.new(mode, (300, 20), "teal")
    if kind == "alpha":
        image.putalpha(90)
    more = {"exif": b"Exif\0\0"} if kind == "alpha" else {}
    image.save(out, form, lossless=kind == "lossless", **more)
    file = form.lower().replace("jpeg", "jpg")
    assert size(out.getvalue(), file) == (300, 20)
    assert not too_large(out.getvalue(), file)
    assert size(out.getvalue()[:11], file)[0] in (0, 1, 300)


def test_what_claims_a_vast_size_is_not_tried():
    claims = png()[:16] + (100_000).to_bytes(4, "big") * 2 + png()[24:]
    vast = b'<svg xmlns="http://www.w3.org/2000/svg"><filter id="f" width="1000000"/></svg>'
    page = source("# A\n\n![one](vast.png)\n\n![two](vast.svg)\n")
    made = tree(page, asset={"vast.png": claims, "vast.svg": vast}.get)
    assert [(p.line, p.message) for p in made.problems] == [
        (n, f"The picture `vast.{kind}` can't be used: it claims more than 60 million pixels.")
        for n, kind in ((3, "png"), (5, "svg"))
    ]


def test_columns_leave_room_for_the_longest_word():
    def column(*texts):
        return [(len(text), max(map(len, text.split()))) for text in texts]

    assert columns([column("a", "b"), column("short")]) == [0, 0]
    name, prose = columns([column("a" * 30, "b"), column("many words " * 30, "few")])
    assert name >= 30
    assert prose > name
    one_long = [column("word " * 40, *["few words"] * 9), column(*["some more words " * 3] * 10)]
    long, short = columns(one_long)
    assert 48 * 1.12 / 2 <= short < 40
    assert long + short == pytest.approx(80, abs=0.2)


def test_code_breaks_between_its_parts_and_keeps_every_letter():
    text = "arn:aws:iam::123456789012:role/aVeryLongName.json " + "f" * 80
    made = code_node(text)
    assert "".join(made["b"]) == made["s"] == text
    assert max(map(len, made["b"])) < 60
    assert "b" not in code_node("short code with words")


def test_missing_characters_become_their_numbers():
    nodes = [{"t": "p", "c": ["a漢b\ufe0f", {"t": "code", "s": "漢"}]}]
    assert replaced(nodes, {"漢", "\ufe0f"}) == [
        {"t": "p", "c": ["a", {"t": "missing", "s": "U+6F22"}, "b", {"t": "code", "s": "[U+6F22]"}]}
    ]
    assert plain(replaced(nodes, {"漢"})[0]["c"]) == "aU+6F22b\ufe0f[U+6F22]"
    assert replaced("漢 title", {"漢"}) == "[U+6F22] title"
    assert describe(["漢"]) == (
        "No font has 漢 (U+6F22), so the book prints the number. Put Noto Serif CJK SC into "
        "the folder that the setting `book: fonts:` names."
    )


def test_a_line_is_looked_for_where_the_page_is_read():
    places = Places("same\nother\nsame\n## A heading\nsame\n")
    assert [places.find("same") for _ in range(4)] == [1, 3, 5, 5]
    assert places.find("nothing", "other") == 2
    assert places.find("nothing") == 0
    places = Places("same\nother\nsame\n## A heading\nsame\n")
    places.reach(2)
    assert places.find("same") == 3
    assert places.find("nothing") == 2
    places.reach_heading("no heading")
    places.reach_heading("A heading")
    assert places.find("same") == 5
    assert places.find("other") == 2
    assert places.find("nothing") == 4


def test_formulas_of_mathjax_are_shown_as_their_source():
    html = markdown.markdown("# A\n\na $x^2$ b\n\n$$\ny\n$$\n", extensions=["pymdownx.arithmatex"])
    assert "math/tex" in html
    made = tree(Source("docs/a.md", "a.html", "A", html, "# A\n\na $x^2$ b\n\n$$\ny\n$$\n"))
    assert made.tree["body"][0]["c"] == [
        {"t": "p", "c": ["a ", {"t": "code", "s": "x^2"}, " b"]},
        {"t": "pre", "lines": [["y"]]},
    ]
    assert [(p.line, p.code) for p in made.problems] == [(3, "book-math"), (6, "book-math")]


def test_flaws_of_one_name_are_told_with_the_line_of_each():
    text = (
        "# A\n\n![fine](dot.png)\n\n![](dot.png)\n\n"
        "![x](no.png)\n\n## B\n\n`no.png`, as in ![x](no.png)\n\n"
        "[l](gone.html)\n\n[l](gone.html) <iframe src='https://e.org/w'></iframe>\n\n<iframe></iframe>\n"
    )
    found = [(problem.line, problem.code) for problem in tree(source(text)).problems]
    assert found == [
        (5, "book-alt"),
        (7, "book-picture"),
        (11, "book-picture"),
        (13, "book-link"),
        (15, "book-link"),
        (15, "book-widget"),
        (17, "book-widget"),
    ]
