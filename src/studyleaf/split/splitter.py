"""Files of notes, and the guide that they go into → the plan of what goes where."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from studyleaf.blocks import blocks, split_lines, trimmed
from studyleaf.ids import make_id
from studyleaf.model import Category, Choice, Problem, Question, Topic
from studyleaf.notes import read
from studyleaf.notes.pieces import Asked
from studyleaf.parser import parse, read_heading
from studyleaf.split.addresses import Addresses
from studyleaf.split.names import Names
from studyleaf.split.navigation import NavigationError, add_pages
from studyleaf.split.pages import UNSORTED_PAGE, extend, has_headings, lead_in, new_page
from studyleaf.split.plan import UNSORTED, Into, Placed, Plan, Source, State
from studyleaf.split.record import piece_hash, write_record
from studyleaf.split.references import Definitions, Labels, definitions, fresh, label, relabel
from studyleaf.split.units import File, Unit, blank
from studyleaf.split.write import write_question

_WORD = re.compile(r"\w+")
# What may differ between two texts that say the same: spaces, marks of sentences, of quotes and of
# emphasis. A sign of arithmetic or a dot in a number is said.
_UNSAID = re.compile(
    r"""[\s"'“”‘’`…]+|[.,;:!?](?!\d)|(?<!\w)[*_]+(?=\w)|(?<=\w)[*_]+(?!\w)"""  # noqa: RUF001
)


@dataclass(slots=True)
class _Page:
    """What a page gains."""

    topic: Topic | None
    text: str
    prose: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    labels: Labels = field(default_factory=dict)
    went: dict[str, dict[int, str]] = field(default_factory=dict)
    """The labels of definitions that went along, under their files and lines."""
    leads: list[str] = field(default_factory=list)
    """Prose that goes above the first heading inside the page."""
    heading: int | None = None
    """Where the first heading is in `prose`."""
    divided: bool | None = None
    """Whether the page had headings inside before; None as long as nobody asked."""

    def add(self, texts: Sequence[str], *, lead: bool) -> None:
        """Add prose at the end, or where it says what the page is about: above its headings."""
        if lead and self.heading is None and self.divided is None:
            self.divided = has_headings(self.text)
        if lead and self.heading is not None:
            self.prose[self.heading : self.heading] = texts
            self.heading += len(texts)
        elif lead and self.divided:
            self.leads.extend(texts)
        else:
            if self.heading is None and texts[0].startswith("#"):
                self.heading = len(self.prose)
            self.prose.extend(texts)


@dataclass(frozen=True, slots=True)
class _Twin:
    """A question of the guide, with which one of the notes is compared."""

    page: str
    question: Question | Asked

    def holds(self, asked: Asked) -> bool:
        """Tell whether nothing of `asked` would be lost if it were left out."""
        own = self.question
        text = own.source if isinstance(own, Question) else _all_text(own)
        right = _right(own.choices)
        return _words(_all_text(asked)) <= _words(text) and _right(asked.choices) == right


class Splitter:
    """Goes through files of notes, one after the other, and gathers what changes."""

    def __init__(self, into: Into) -> None:
        self.into = into
        self.records = {folder: dict(record) for folder, record in into.records.items()}
        self.names = Names(into.catalogue)
        self.work: dict[str, _Page] = {}
        self.result = Plan()
        self.addresses = Addresses(into, self.names, self.result)
        parsed = [
            (path, question)
            for path, text in into.pages.items()
            for question in parse(text, path, sections=into.sections).questions
        ]
        self.ids = {question.id for _, question in parsed if question.id}
        self.asked = {_key(question): _Twin(path, question) for path, question in parsed}
        self.present: dict[str, set[str]] = {}
        self.topics: dict[str, Topic] = {}  # whose pages must be in the navigation

    def plan(self, sources: Sequence[Source]) -> Plan:
        """Return the plan for all of `sources`."""
        for source in sources:
            self._file(source)
        for path, page in self.work.items():
            text = lead_in(page.text, "\n\n".join(page.leads))
            new = extend(text, "\n\n".join(page.prose), "".join(page.questions), self.into.sections)
            if new != self.into.pages.get(path):
                self.result.pages[path] = new
        self._navigation()
        for folder, record in self.records.items():
            if record != self.into.records.get(folder, {}):
                self.result.records[folder] = write_record(record)
        return self.result

    def _file(self, source: Source) -> None:
        notes = read(source.text, source.path, shape=source.shape)
        for problem in notes.problems:
            stops = problem.severity == "error"
            (self.result.problems if stops else self.result.warnings).append(problem)
        file = File(source.path, source.text, notes, self.names)
        record = self.records.setdefault(posixpath.dirname(source.path), {})
        used: set[int] = set()
        for unit in file.units:
            path = unit.topic.path if unit.topic else UNSORTED
            state: State = "imported" if unit.hash in record else "new"
            if state == "imported":
                path = record[unit.hash]
                self._count_uses(file, unit.text or _all_text(unit.asked), used)
            elif unit.asked is None:
                state = self._prose(file, unit, path, used)
            else:
                result = self._question(file, unit, unit.asked, path, used)
                if result is None:
                    continue
                state, path = result
            if unit.topic and path == unit.topic.path and state != "imported":
                self.topics[path] = unit.topic
            record.setdefault(unit.hash, path)
            self._placed(file, unit, path, state)
        for definition in file.definitions.all:
            lines = range(definition.start, definition.end)
            if definition.start in used:
                file.mark(lines, "moved")
            else:
                file.mark(lines, "unplaced", f"nothing refers to “{definition.label}”")
        account = file.finished()
        self.result.accounts.append(account)
        if not account.balanced:
            missing = sorted(
                n + 1
                for n, line in enumerate(file.lines)
                if not blank(line) and n + 1 not in account.lines
            )
            message = "This line was not accounted for, so nothing is written. Please report it."
            self.result.problems.append(Problem(file.path, missing[0], 1, "lost-line", message))

    def _placed(self, file: File, unit: Unit, path: str, state: State) -> None:
        title = unit.asked.prompt if unit.asked else unit.text.split("\n", 1)[0]
        self.result.placed.append(
            Placed(file.path, unit.line + 1, bool(unit.asked), path, state, title)
        )

    def _prose(self, file: File, unit: Unit, path: str, used: set[int]) -> State:
        self._count_uses(file, unit.text, used)
        text = self.addresses.moved(file, unit.text, unit.line, path)
        if piece_hash(text) in self._on_page(path):
            return "present"
        text = _no_section(text, self.into.sections)
        page = self._page(path, unit.topic)
        labels, added = self._go_along(file, unit, unit.text, path)
        page.add([relabel(text, labels), *added], lead=unit.lead)
        return "new"

    def _question(
        self, file: File, unit: Unit, asked: Asked, path: str, used: set[int]
    ) -> tuple[State, str] | None:
        self._count_uses(file, _all_text(asked), used)
        key = _key(asked)
        if key in self.asked:
            twin = self.asked[key]
            if twin.holds(asked):
                return "present", twin.page
            file.unplace(
                asked, f"in the guide already, on {twin.page}, with other words or answers"
            )
            return None
        name = make_id(asked.prompt, unit.topic.id if unit.topic else "unsorted", self.ids)
        changed = _changed(asked, lambda text: self.addresses.moved(file, text, asked.start, path))
        text = write_question(changed, name, sections=self.into.sections)
        if text is None:
            file.unplace(asked, "looks like a question, but no page can hold it as it is")
            return None
        labels, added = self._go_along(file, unit, _all_text(asked), path)
        self.ids.add(name)
        self.asked[key] = _Twin(path, asked)
        page = self._page(path, unit.topic)
        page.questions.append(relabel(text, labels) + "".join(f"{one}\n\n" for one in added))
        return "new", path

    def _page(self, path: str, topic: Topic | None) -> _Page:
        if path not in self.work:
            empty = new_page(topic.name) if topic else UNSORTED_PAGE
            text = self.into.pages.get(path) or empty
            there = Definitions(definitions(blocks(text), split_lines(text)))
            self.work[path] = _Page(topic, text, labels=there.taken())
        return self.work[path]

    def _on_page(self, path: str) -> set[str]:
        """Return the hashes of the blocks that the page held before."""
        if path not in self.present:
            text = self.into.pages.get(path, "")
            lines = split_lines(text)
            self.present[path] = {
                piece_hash("".join(lines[block.start : trimmed(block, lines).end]))
                for block in blocks(text)
            }
        return self.present[path]

    def _count_uses(self, file: File, text: str, used: set[int]) -> None:
        used.update(definition.start for definition in file.definitions.needed(text, used))

    def _go_along(self, file: File, unit: Unit, text: str, path: str) -> tuple[Labels, list[str]]:
        """Return the definitions that `text` needs and the page lacks, and labels that changed."""
        page = self._page(path, unit.topic)
        labels: Labels = {}
        missing: list[str] = []
        went = page.went.setdefault(file.path, {})
        for definition in file.definitions.needed(text, went):
            own = label(definition.label)
            if definition.start not in went:
                key = fresh(definition, page.labels)
                went[definition.start] = own if key is None else key[1]
                if key is not None:
                    page.labels[key] = definition.text
                    moved = self.addresses.moved(file, definition.text, definition.start, path)
                    missing.append(moved)
            if went[definition.start] != own:
                labels[definition.kind, own] = went[definition.start]
        return labels, [relabel(one, labels) for one in missing]

    def _navigation(self) -> None:
        categories = {category.id: category for category in self.into.catalogue.categories}
        additions = [
            (categories.get(topic.category) or Category("", ""), topic)
            for topic in self.topics.values()
        ]
        order = {topic.path: n for n, topic in enumerate(self.into.catalogue.topics)}
        additions.sort(key=lambda pair: order.get(pair[1].path, len(order)))
        try:
            config = add_pages(self.into.config, additions)
        except NavigationError as error:
            self.result.problems.append(Problem("mkdocs.yml", 0, 0, "navigation", str(error)))
            return
        if config != self.into.config:
            self.result.config = config


def _no_section(text: str, sections: Sequence[str]) -> str:
    """Return a heading that would begin a section of questions on a page as bold text."""
    if not text.startswith("#"):
        return text
    name = read_heading(text.lstrip("#").strip()).text
    return f"**{name}**" if name.casefold() in {one.casefold() for one in sections} else text


def _changed(asked: Asked, change: Callable[[str], str]) -> Asked:
    """Return a question with each of its texts changed."""
    return replace(
        asked,
        prompt=change(asked.prompt),
        scenario=tuple(map(change, asked.scenario)),
        stem=change(asked.stem),
        choices=tuple(
            replace(choice, text=change(choice.text), reason=change(choice.reason))
            for choice in asked.choices
        ),
        answer=change(asked.answer),
        explanation=change(asked.explanation),
    )


def _all_text(asked: Asked | None) -> str:
    if asked is None:
        return ""
    parts = [*asked.scenario, asked.prompt, asked.stem, asked.answer, asked.explanation]
    for choice in asked.choices:
        parts += [choice.text, choice.reason]
    return "\n\n".join(part for part in [*parts, *asked.hints] if part)


def _key(question: Question | Asked) -> str:
    """Return what two questions have in common that ask the same with the same choices."""
    ask = [*question.scenario, question.prompt, question.stem]
    choices = sorted(_fold(choice.text) for choice in question.choices)
    return piece_hash(_fold(" ".join(ask)), choices)


def _fold(text: str) -> str:
    """Return what counts when two questions are compared: all but case, spaces and commas."""
    return _UNSAID.sub("", text.casefold())


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _right(choices: Sequence[Choice]) -> frozenset[str]:
    return frozenset(_fold(choice.text) for choice in choices if choice.right)
