"""Each setting that the documentation lists does what it says there, from mkdocs.yml on."""

import json
import re
from dataclasses import fields
from textwrap import dedent

import pikepdf
import pytest

from conftest import ROOT
from sites import CONFIG, QUESTIONS, build, run, write_site
from studyleaf.client import WORKER
from studyleaf.settings import BookSettings, Settings
from test_book_pdf import letters, text_of


def guide(tmp_path, setting, pages=None):
    """Write a guide with one setting, given as YAML in one line."""
    config = CONFIG.replace("{guide: test}", f"{{{setting}}}")
    assert config != CONFIG
    return write_site(tmp_path, {"queues.md": QUESTIONS, **(pages or {})}, config)


def site(tmp_path, setting, pages=None):
    root = guide(tmp_path, setting, pages)
    done = build(root, "--quiet")
    assert done.returncode == 0, done.stderr
    return root / "site"


def client(folder):
    """Return what the client is told."""
    text = (folder / "assets/studyleaf/settings.js").read_text(encoding="utf-8")
    return json.loads(text.partition("=")[2].strip().rstrip(";"))


def book(tmp_path, setting, pages=None):
    root = guide(tmp_path, f"book: {{{setting}}}", pages)
    done = run(root, "studyleaf", "book", "--quiet", "--output", "made.pdf")
    assert done.returncode == 0, done.stderr
    return root / "made.pdf"


def said(file):
    """Return what a book says, the rows of dots in its contents left out."""
    return re.sub(r"\.{2,}", "", letters(" ".join(text_of(file))))


def a_guide(tmp_path):
    assert client(site(tmp_path, "guide: mine"))["guide"] == "mine"


def a_sections(tmp_path):
    text = "# Seite\n\n## Fragen\n\n### Was? {#was}\n\n**Das.** - [Weil](https://example.org).\n"
    made = site(tmp_path, "sections: [Fragen]", {"seite.md": text})
    assert (made / "seite.html").read_text().count('class="sl-question"') == 1
    assert 'class="sl-question"' not in (made / "queues.html").read_text()


def a_sources(tmp_path):
    text = "# P\n\n## Practice questions\n\n### Is it? {#is-it}\n\n**Yes.** - Since it is.\n"
    told = run(guide(tmp_path / "on", "sources: true", {"p.md": text}), "studyleaf", "check")
    assert "no-source" in told.stdout
    told = run(guide(tmp_path / "off", "sources: false", {"p.md": text}), "studyleaf", "check")
    assert told.returncode == 0


def a_book(tmp_path):
    assert (site(tmp_path / "on", "book: true") / "book.pdf").read_bytes().startswith(b"%PDF")
    assert (site(tmp_path / "name", "book: my.pdf") / "my.pdf").is_file()
    assert not list(site(tmp_path / "off", "book: false").glob("*.pdf"))


def an_offline(tmp_path):
    made = site(tmp_path / "on", "offline: true")
    assert client(made)["offline"] is True
    assert "queues.html" in (made / WORKER).read_text()  # among the files to be kept
    made = site(tmp_path / "off", "offline: false")
    assert client(made)["offline"] is False
    assert "queues.html" not in (made / WORKER).read_text()  # which takes itself out


def a_shuffle(tmp_path):
    assert client(site(tmp_path, "shuffle: true"))["shuffle"] is True


def a_preview(tmp_path):
    made = site(tmp_path, "preview: true", {"p.md": QUESTIONS.replace("q-single", "q-open")})
    assert "repeated-id" in (made / "p.html").read_text()


def a_file(tmp_path):
    assert (site(tmp_path, "book: {file: mine.pdf}") / "mine.pdf").is_file()


def a_paper(tmp_path):
    with pikepdf.open(book(tmp_path, "paper: a5")) as made:
        width, height = (float(number) for number in made.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (420, 595)


def an_answers(tmp_path):
    assert letters("Because of the timeout") not in said(book(tmp_path, "answers: none"))


def a_links(tmp_path):
    address = letters("https://example.org")
    assert address not in said(book(tmp_path / "plain", "links: plain"))
    assert address in said(book(tmp_path / "footnotes", "links: footnotes"))
    assert address in said(book(tmp_path / "list", "links: list"))


def a_standard(tmp_path):
    with pikepdf.open(book(tmp_path, "standard: a-3b")) as made, made.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "B")


def a_title(tmp_path):
    assert letters("A name of its own") in letters(
        text_of(book(tmp_path, "title: A name of its own"))[0]
    )


def a_version(tmp_path):
    assert letters("Edition Seven") in letters(text_of(book(tmp_path, "version: Edition Seven"))[0])


def a_without(tmp_path):
    pages = {"about/us.md": "# About us\n\nNobody prints this.\n"}
    text = said(book(tmp_path, "without: about", pages))
    assert letters("Nobody prints this") not in text
    assert letters("A queue keeps messages") in text


def a_template(tmp_path):
    text = (ROOT / "docs/make-your-own/book.md").read_text(encoding="utf-8")
    few = dedent(re.search(r"```typ\n(.*?)```", text, re.DOTALL)[1])
    plain = said(book(tmp_path / "plain", "paper: a4"))
    (tmp_path / "few").mkdir()
    (tmp_path / "few/look.typ").write_text(few)
    made = book(tmp_path / "few", "template: look.typ")
    assert said(made) == plain
    with pikepdf.open(made) as document:
        used = {str(font["/BaseFont"]) for page in document.pages for font in fonts(page)}
    assert any("NewCM" in name for name in used)
    # and, as is told there, a copy with one more line
    (last,) = re.findall(r"last line, `(.*?)`", text)
    whole = (ROOT / "src/studyleaf/book/book.typ").read_text(encoding="utf-8")
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy/look.typ").write_text(f"{whole}\n{last}\n")
    assert said(book(tmp_path / "copy", "template: look.typ")) == plain


def fonts(page):
    return page.resources.get("/Font", {}).values()


def a_fonts(tmp_path):
    root = guide(tmp_path, "book: {fonts: none}")
    done = run(root, "studyleaf", "book", "--quiet", "--output", "made.pdf")
    assert "There is no such folder of fonts" in done.stderr


WORKS = {
    name.partition("_")[2]: test
    for name, test in list(globals().items())
    if re.match(r"an?_", name)
}


def test_each_setting_is_tried():
    assert set(WORKS) == {field.name for kind in (Settings, BookSettings) for field in fields(kind)}


@pytest.mark.parametrize("name", sorted(WORKS))
def test_a_setting_does_what_the_documentation_says(name, tmp_path):
    WORKS[name](tmp_path)
