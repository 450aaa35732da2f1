"""What stands where on the pages of a book."""

import pypdfium2
import pytest

from studyleaf.book import BookSettings, Manuscript, Options, Section, make_book
from studyleaf.publish import desk
from studyleaf.words import book_words, languages
from test_book import source

# Each answer ends a word later in its line than the one before.
ANSWERS = "\n\n".join(
    f"### Which is answer {n}? {{#a-{n}}}\n\n**It is.**\n\n{'so it is ' * 9}{'and ' * n}so."
    for n in range(30)
)
NO_FONT = {"hi", "ja", "ko", "zh", "ar"}
"""Languages whose words the book's own fonts can't show: they are set as boxes, which are wider."""


def boxes(page, words: str) -> tuple[list, list]:
    """Return the boxes of the letters of `words` on a page, and those of all others."""
    text = page.get_textpage()
    own: set[int] = set()
    search = text.search(words)
    while found := search.get_next():
        own.update(range(found[0], found[0] + found[1] + 2))  # and the first digits of the page
    every = [(n, text.get_charbox(n)) for n in range(text.count_chars())]
    solid = [(n, box) for n, box in every if box[2] - box[0] > 0.5]
    return [box for n, box in solid if n in own], [box for n, box in solid if n not in own]


@pytest.mark.parametrize("language", sorted(set(languages()) - NO_FONT))
def test_where_the_question_stands_is_never_written_over_the_answer(language):
    page = source(f"# Topic\n\n## Practice questions\n\n{ANSWERS}\n")
    manuscript = Manuscript("Guide", (page,), lambda _: None, language=language)
    with desk() as empty:
        book = make_book(manuscript, Options(BookSettings()), empty)
    words = book_words(language)["question_on"]
    seen = 0
    for page in pypdfium2.PdfDocument(book.pdf):
        own, others = boxes(page, words)
        seen += len(own)
        for left, bottom, right, top in own:
            for box in others:
                apart = box[0] >= right or box[2] <= left or box[1] >= top or box[3] <= bottom
                assert apart, f"{words}: {box} over {(left, bottom, right, top)}"
    assert seen > 30 * len(words) / 2


def strips(page) -> tuple[str, str]:
    """Return the text above and the text below the body of a page."""
    text = page.get_textpage()
    width, height = page.get_size()
    edge = height / 11
    head = text.get_text_bounded(0, height - edge, width, height)
    return head.strip(), text.get_text_bounded(0, 0, width, edge).strip()


def test_heads_name_part_and_chapter_but_not_where_one_opens():
    body = "so it is and so on. " * 900
    soup, bread, plain = (
        source(f"# {name.title()}\n\n{body}\n", name) for name in ("soup", "bread", "plain")
    )
    part = Section("Kitchen", (soup, bread))
    manuscript = Manuscript("Guide", (part, plain), lambda _: None)
    with desk() as empty:
        book = make_book(manuscript, Options(BookSettings()), empty)
    document = pypdfium2.PdfDocument(book.pdf)
    labels = [document.get_page_label(number) for number in range(len(document))]
    opening = [labels.index("1")]
    chapter = ""
    for number in range(opening[0], len(document)):
        head, foot = strips(document[number])
        first = document[number].get_textpage().get_text_range()[:80]
        opened = [
            title
            for title in ("Kitchen", "Soup", "Bread", "Plain")
            if title in first and title not in head
        ]
        if opened:
            chapter = opened[0]
            assert (head, foot) == ("", labels[number])
            opening.append(number)
        else:
            above = "Kitchen" if chapter in ("Soup", "Bread") else "Guide"
            label = labels[number]
            words = f"{label}{above}" if int(label) % 2 == 0 else f"{chapter}{label}"
            assert ("".join(head.split()), foot) == (words, "")
    assert len(opening) == 5
