"""What a rule is, what it may look at, and what it finds."""

from __future__ import annotations

import inspect
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from studyleaf.blocks import Block, blocks, split_lines
from studyleaf.check.markdown import Scan, scan
from studyleaf.model import Guide, Page, Problem, Prose, Question, Severity
from studyleaf.parser import UNANSWERED_CLASS, Heading, front_matter, parse, read_heading
from studyleaf.settings import Settings


class Finding(NamedTuple):
    """A place where a rule is broken; `path` counts from the folder of pages."""

    path: str
    line: int
    message: str
    column: int = 1


class Former(NamedTuple):
    """Where a question stood in the revision that the guide is compared with."""

    path: str
    line: int
    prompt: str


class ProseHeading(NamedTuple):
    """A heading that is no part of a question."""

    line: int
    heading: Heading
    inside: bool
    """Whether it stands in a section that holds questions."""
    after: tuple[Block, ...]
    """The blocks up to the next heading."""


@dataclass(frozen=True)
class Survey:
    """All that rules look at. Without `sources` only the questions can be judged."""

    guide: Guide
    settings: Settings = field(default_factory=Settings)
    sources: Mapping[str, str] = field(default_factory=dict)
    """The text of each page, under its path in the folder of pages."""
    read: Mapping[str, Reading] = field(default_factory=dict)
    """What was read of pages already, under the same paths."""
    files: frozenset[str] = frozenset()
    """The paths of all files in the folder of pages."""
    config: Mapping[str, Any] = field(default_factory=dict)
    """What mkdocs.yml says."""
    former: Mapping[str, Former] = field(default_factory=dict)
    """The ids that questions had in an earlier revision."""
    unreadable: Sequence[Problem] = ()
    """What reading the files met."""
    both: bool = False
    """Whether two questions that don't go together are both told, not only the later one."""
    folder: str = ""
    """What problems call the folder of pages, such as `docs`."""

    def place(self, path: str, line: int = 0) -> str:
        """Return what problems call a page, or a line of it: `docs/storage/ebs.md:41`."""
        named = posixpath.join(self.folder, path)
        return f"{named}:{line}" if line else named

    @cached_property
    def questions(self) -> tuple[tuple[Page, Question], ...]:
        """Every question with its page."""
        return self.guide.questions

    @cached_property
    def judged(self) -> tuple[tuple[Page, Question], ...]:
        """The questions that don't say themselves that nobody has answered them yet."""
        return tuple(pair for pair in self.questions if UNANSWERED_CLASS not in pair[1].classes)

    @cached_property
    def scans(self) -> Mapping[str, Scan]:
        """The links, images, anchors and HTML of each page."""
        return {
            path: self.read[path].scan if path in self.read else scan(text)
            for path, text in self.sources.items()
        }

    @cached_property
    def headings(self) -> tuple[tuple[Page, ProseHeading], ...]:
        """Every heading that is no part of a question, with its page."""
        found = []
        for page in self.guide.pages:
            read = self.read.get(page.path)
            headings = read.headings if read else _headings(page, self.settings)
            found += [(page, heading) for heading in headings]
        return tuple(found)


class Reading(NamedTuple):
    """A page with all else that rules ask of its text alone."""

    page: Page
    scan: Scan
    headings: tuple[ProseHeading, ...]


def read_page(text: str, path: str, settings: Settings) -> Reading:
    """Read the text of a page, which is parsed once for its questions and its links."""
    page = parse(text, path, sections=settings.sections)
    return Reading(page, scan(text), tuple(_headings(page, settings)))


def _headings(page: Page, settings: Settings) -> Iterator[ProseHeading]:
    names = {name.casefold() for name in settings.sections}
    section = 0  # the level of the questions section that we are in, or 0
    for part in page.body:
        if not isinstance(part, Prose):
            continue
        head = front_matter(part.source) if part.line == 1 else ""
        offset = part.line + len(split_lines(head))
        tree = blocks(part.source[len(head) :])
        for i, block in enumerate(tree):
            if block.kind != "heading":
                continue
            heading = read_heading(block.content)
            if section and block.level <= section:
                section = 0
            if heading.text.casefold() in names:
                section = block.level
                continue
            end = i + 1
            while end < len(tree) and tree[end].kind != "heading":
                end += 1
            yield ProseHeading(block.start + offset, heading, bool(section), tree[i + 1 : end])


Check = Callable[[Survey], Iterator[Finding]]
"""A rule: a generator of findings. Its name is its code, its docstring its documentation."""

_EXAMPLE = re.compile(r"^(Bad|Good):\n\n((?:(?: {4}.*)?\n)+)", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """A rule with what is known of it before it runs."""

    check: Check
    severity: Severity = "error"
    """A warning doesn't stop the build of the site; `studyleaf check` counts it all the same."""
    page: bool = False
    """Whether it judges a page's questions by themselves, so that a build can tell it, too."""
    fix: str = ""
    """What `--fix` does about it."""

    @property
    def code(self) -> str:
        """The name that messages and the documentation use, such as `no-right-choice`."""
        return self.check.__name__.replace("_", "-")

    @cached_property
    def _text(self) -> str:
        return inspect.cleandoc(self.check.__doc__ or "") + "\n"

    @property
    def sentence(self) -> str:
        """What the rule asks for."""
        return " ".join(self._text.partition("\n\n")[0].split())

    @property
    def reason(self) -> str:
        """Why, and what there is to know, as Markdown."""
        return _EXAMPLE.sub("", self._text.partition("\n\n")[2]).strip()

    @property
    def bad(self) -> str:
        """An example that breaks the rule."""
        return self._example("Bad")

    @property
    def good(self) -> str:
        """The same example as it should be."""
        return self._example("Good")

    def _example(self, which: str) -> str:
        for name, text in _EXAMPLE.findall(self._text):
            if name == which:
                return inspect.cleandoc(text).strip("\n") + "\n"
        return ""

    def problems(self, survey: Survey) -> Iterator[Problem]:
        """Yield what breaks the rule in `survey`."""
        for found in self.check(survey):
            path = survey.place(found.path)
            yield Problem(path, found.line, found.column, self.code, found.message, self.severity)
