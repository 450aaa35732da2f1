"""What stands where on the pages of a book."""

import pypdfium2
import pytest

from studyleaf.book import BookSettings, Manuscript, Options, make_book
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
