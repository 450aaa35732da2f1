"""A page's Markdown → HTML in which its questions can be answered: the Python-Markdown extension.

Use it in any list of extensions, as `studyleaf`. The page is rendered as usual, in one go, so
footnotes, reference links, tabs and highlighted code work in a question as anywhere. Before that, a
preprocessor finds the questions, spaces them for Python-Markdown and puts marks around their parts;
after the blocks are parsed, a tree processor wraps what lies between the marks (`quiz.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from studyleaf.blocks import Block, split_lines
from studyleaf.dialect import align, indented
from studyleaf.host import host
from studyleaf.notices import boxes
from studyleaf.parser import (
    SECTIONS,
    Found,
    find_questions,
    is_right,
    may_hold_questions,
    read_heading,
)
from studyleaf.quiz import (
    AFTER,
    ANSWER,
    CHOICE,
    CHOICES,
    END,
    HEADING,
    MARK,
    OPEN,
    REASON,
    SOLUTION,
    START,
    Quiz,
    mark,
    read_mark,
    without_marks,
    wrap,
)
from studyleaf.tags import closing_tags
from studyleaf.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# After white space is normalised (30), before fences (25) and raw HTML (20) become placeholders.
_BEFORE_FENCES = 29
# Before task lists become check boxes (25) and inline Markdown is parsed (20).
_BEFORE_INLINE = 27
# Before all other processors of blocks.
_FIRST = 1000
# Around `toc` (5), which would list every prompt and give headings in answers an anchor.
_BEFORE_TOC, _AFTER_TOC = 5.5, 4.5


class StudyleafExtension(Extension):
    """The questions of a page become accessible HTML that needs no script.

    Options: `sections`, the headings of sections with questions; `language`, that of the words that
    are added; `first_line`, how many lines of the file precede the text (front matter). Those that
    are not given come from the site's settings, where there is one.
    """

    def __init__(self, **options: Any) -> None:
        self.config = {
            "sections": [[], "Headings of the sections that hold questions"],
            "language": ["", "Language of the words that are added, such as 'en' or 'pt-BR'"],
            "first_line": [0, "Lines of the file before the text"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  named by Python-Markdown
        """Register the processors, and to be reset with `md`."""
        md.registerExtension(self)
        self.quizzes: list[Quiz] = []
        self.language = ""
        md.preprocessors.register(_Mark(md, self), "studyleaf", _BEFORE_FENCES)
        md.parser.blockprocessors.register(_MarkBlock(md.parser), "studyleaf", _FIRST)
        md.treeprocessors.register(_Wrap(md, self), "studyleaf", _BEFORE_INLINE)
        md.treeprocessors.register(_Hide(md, self), "studyleaf_hide", _BEFORE_TOC)
        md.treeprocessors.register(_Show(md, self), "studyleaf_show", _AFTER_TOC)

    def reset(self) -> None:
        """Forget the last page."""
        self.quizzes = []


class _Mark(Preprocessor):
    def __init__(self, md: Markdown, extension: StudyleafExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        where = host(self.md)
        sections: Sequence[str] = self.extension.getConfig("sections") or where.sections or SECTIONS
        text = "\n".join(lines)
        found = find_questions(text, sections) if may_hold_questions(text, sections) else []
        first_line = int(self.extension.getConfig("first_line"))
        shown = boxes(where.notices, found)
        if not found and not shown:
            return lines
        self.extension.language = self.extension.getConfig("language") or where.language
        source = split_lines(text)
        out: list[str] = []
        done = 0
        if not found or found[0].start:
            out.extend(shown.get(0, ()))
        for number, question in enumerate(found):
            out.extend(lines[done : question.start])
            out.extend(shown.get(question.start, ()))
            out.extend(_marked(question, number, source))
            self.extension.quizzes.append(_quiz(question, first_line))
            done = question.end
        out.extend(lines[done:])
        return out


def _marked(found: Found, number: int, source: Sequence[str]) -> list[str]:
    """Return the lines of a question with its parts marked, each a paragraph of its own.

    What is known to be a heading, a paragraph or a plain choice stands behind its mark, so that
    Python-Markdown need not find that out again.
    """
    first, *others = (
        " ".join(read_heading(block.content).text.split("\n"))
        for block in (*found.scenario, found.heading)
    )
    parts = [[mark(START, number) + first], *([mark(HEADING, number) + text] for text in others)]
    parts += [align(found.stem, source), [closing_tags(found.stem)]]
    if found.answer is not None:
        parts += _answer(found.answer, number, source)
    if found.after:
        parts += [[mark(AFTER, number)], align(found.after, source), [closing_tags(found.after)]]
    parts.append([mark(END, number)])
    lines = [""]
    for part in parts:
        lines.extend(part)
        lines.append("")
    return lines


def _answer(block: Block, number: int, source: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of an answer or of a list of choices.

    Where every choice is plain, the reasons stand behind the choices instead of among them, each a
    marked paragraph; `wrap` puts them where they belong.
    """
    plain = [item.plain for item in block.children]
    if block.kind != "list":
        yield [mark(SOLUTION, number) + indented(block.content, "")]
    elif None in plain:
        yield [mark(ANSWER, number)]
        yield align([block], source, on_item=lambda _: CHOICE)
    else:
        parts = [part for part in plain if part]
        yield [mark(CHOICES, number), *(CHOICE + indented(text, "") for text, _ in parts)]
        for place, (_, reason) in enumerate(parts):
            if reason:
                yield [mark(REASON, place) + indented(reason, "")]


def _quiz(found: Found, first_line: int) -> Quiz:
    heading = read_heading(found.heading.content)
    is_choice = found.answer is not None and found.answer.kind == "list"
    return Quiz(
        heading=heading,
        level=found.heading.level,
        line=found.heading.start + 1 + first_line,
        scenarios=len(found.scenario),
        right=tuple(is_right(item) for item in found.answer.children)
        if found.answer is not None and is_choice
        else None,
        answered=found.answer is not None,
    )


class _MarkBlock(BlockProcessor):
    """Takes marks before other processors look at them, which is a quarter of their cost."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return block.startswith(OPEN)

    def run(self, parent: Element, blocks: list[str]) -> None:
        what, number, rest = read_mark(blocks.pop(0))
        element = SubElement(parent, "div", {MARK: f"{what}:{number}"})
        element.text = rest


class _Processor(Treeprocessor):
    def __init__(self, md: Markdown, extension: StudyleafExtension) -> None:
        super().__init__(md)
        self.extension = extension


class _Wrap(_Processor):
    def run(self, root: Element) -> None:
        quizzes = self.extension.quizzes
        if quizzes and wrap(root, quizzes, words(self.extension.language)) < len(quizzes):
            # HTML before them that is never closed has swallowed questions: at least show no marks
            raw = self.md.htmlStash.rawHtmlBlocks
            raw[:] = [without_marks(html) if isinstance(html, str) else html for html in raw]


class _Hide(_Processor):
    """Take prompts and headings in answers out of sight of `toc`."""

    def run(self, root: Element) -> None:  # noqa: ARG002
        for quiz in self.extension.quizzes:
            quiz.hide()


class _Show(_Processor):
    def run(self, root: Element) -> None:  # noqa: ARG002
        for quiz in self.extension.quizzes:
            quiz.show(words(self.extension.language))


def makeExtension(**options: Any) -> StudyleafExtension:  # noqa: N802  named by Python-Markdown
    """Make the extension, for `markdown_extensions: [studyleaf.extension]`."""
    return StudyleafExtension(**options)
