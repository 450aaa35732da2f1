"""The pieces of one file of notes → units with a topic each, and an account of every line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from studyleaf.blocks import Block, split_lines, stream, trimmed
from studyleaf.dialect import align
from studyleaf.model import Topic
from studyleaf.notes.pieces import Asked, Notes, Piece, Structure, Text, Topical, Unplaced
from studyleaf.split.closing import closing
from studyleaf.split.names import Names
from studyleaf.split.plan import UNSORTED, Account, LineKind
from studyleaf.split.record import piece_hash
from studyleaf.split.references import Definitions, definitions
from studyleaf.split.write import spaced

# From so many characters on, a text says enough to be told from others.
_LONG = 60


def blank(line: str) -> bool:
    """Tell whether a line holds nothing but white space and byte order marks."""
    return not line.replace("\ufeff", "").strip()


@dataclass(frozen=True, slots=True)
class Unit:
    """One block of prose, one heading that is kept, or one question, and its topic.

    `hash` tells it from others when notes are read again. `line` is its first, from 0.
    """

    line: int
    topic: Topic | None
    hash: str
    text: str = ""
    """The Markdown of prose."""
    asked: Asked | None = None
    lead: bool = False
    """Whether it is prose right under the heading that names its topic, and under no other."""


class File:
    """A file of notes on its way: its units, its definitions, its account."""

    def __init__(self, path: str, text: str, notes: Notes, names: Names) -> None:
        self.path = path
        self.text = text
        self.notes = notes
        self.lines = split_lines(text)
        self.account: dict[int, tuple[LineKind, str]] = {}
        prose = {
            line
            for piece in notes.pieces
            if isinstance(piece, Text)
            for line in range(piece.start, piece.end)
        }
        read = stream(text.removeprefix("\ufeff")) if "]:" in text else ()
        found = definitions(read, self.lines)
        self.definitions = Definitions([one for one in found if one.start in prose])
        self._defined = {line for one in self.definitions.all for line in range(one.start, one.end)}
        self._names = names
        self._whole = names.of_file(path, notes.title)
        self._topic: Topic | None = None
        self._level = 0  # of the heading that named the topic
        self._lead = False  # whether no other heading came since
        self._seen: dict[str, int] = {}
        self.units = list(self._units())

    def mark(self, lines: Sequence[int] | range, kind: LineKind, why: str = "") -> None:
        """Account for lines, from 0; blank ones need no account, and the first mark stands."""
        for line in lines:
            if not blank(self.lines[line]):
                self.account.setdefault(line, (kind, why))

    def unplace(self, asked: Asked, reason: str) -> None:
        """Account anew for the lines of a question that no page gets."""
        for line in asked.lines or range(asked.start, asked.end):
            self.account.pop(line, None)
            self.mark([line], "unplaced", reason)

    def finished(self) -> Account:
        """Return the account, lines counted from 1."""
        expected = sum(not blank(line) for line in self.lines)
        return Account(self.path, {n + 1: what for n, what in self.account.items()}, expected)

    def _units(self) -> Iterator[Unit]:
        for at, piece in enumerate(self.notes.pieces):
            match piece:
                case Topical():
                    yield from self._heading(at, piece)
                case Text():
                    yield from self._text(at, piece)
                case Asked():
                    yield self._question(piece)
                case Structure():
                    self.mark(range(piece.start, piece.end), "structure", piece.name)
                case Unplaced():
                    self.mark(range(piece.start, piece.end), "unplaced", piece.reason)

    def _heading(self, at: int, piece: Topical) -> Iterator[Unit]:
        """Let a heading name the topic of what follows; yield it if it says more than that."""
        named = self._names.heading(piece.name)
        if named is not None and (named.only or not self._topic or piece.level <= self._level):
            self._topic, self._level = named.topic, piece.level
            self._lead = named.only
        elif named is None and piece.level <= self._level:
            self._topic, self._level = None, 0
        lines = range(piece.start, piece.end)
        if named is not None and named.only:
            self.mark(lines, "structure", "topic heading")
        elif self._is_title(at, piece):
            self.mark(lines, "structure", "title")
        elif not _has_text(self.notes.pieces, at + 1, piece.level):
            is_title = piece.level == 1 and not self._topic
            self.mark(lines, "structure", "title" if is_title else "heading of questions")
        else:
            level = piece.level - self._level + 1 if self._topic else piece.level
            text = f"{'#' * min(6, max(2, level))} {piece.name}"
            self._lead = False
            self.mark(lines, "moved")
            topic = self._topic or self._whole or self._of_run(at + 1)
            yield self._unit(piece.start, topic, text)

    def _is_title(self, at: int, piece: Topical) -> bool:
        """Tell whether a heading only holds the topics together that the headings below name."""
        below = self.notes.pieces[at + 1 : at + 2]
        if piece.level > 1 or self._topic or not below or not isinstance(below[0], Topical):
            return False
        named = self._names.heading(below[0].name)
        return named is not None and named.only and below[0].level > piece.level

    def _text(self, at: int, piece: Text) -> Iterator[Unit]:
        topic = self._topic or self._whole or self._of_run(at)
        for block, source in self._prose(piece):
            self.mark(range(block.start, block.end), "moved")
            yield replace(self._unit(block.start, topic, source), lead=self._lead)

    def _question(self, asked: Asked) -> Unit:
        topic = self._topic or self._whole or self._names.of_question(asked)
        if not asked.answer and not any(choice.right for choice in asked.choices):
            topic = None  # what nobody has answered waits on the page of unsorted pieces
        used = asked.lines or range(asked.start, asked.end)
        for line, name in asked.structure:
            self.mark([line], "structure", name)
        self.mark(used, "question")
        source = "".join(self.lines[line] for line in used)
        return Unit(asked.start, topic, self._hash(source, None), asked=asked)

    def _unit(self, line: int, topic: Topic | None, text: str) -> Unit:
        return Unit(line, topic, self._hash(text, topic), text)

    def _hash(self, text: str, topic: Topic | None) -> str:
        """Return the hash of a piece; the second of two equal ones has one of its own.

        A long text is the same piece under whatever heading; a short one, such as "See the docs.",
        is another on another page.
        """
        page = topic.path if topic else UNSORTED
        plain = piece_hash(text, () if len(text) >= _LONG else (page,))
        self._seen[plain] = self._seen.get(plain, 0) + 1
        times = self._seen[plain]
        return plain if times == 1 else piece_hash(f"{text} {times}", (page,))

    def _prose(self, piece: Text) -> Iterator[tuple[Block, str]]:
        """Yield the blocks of prose that are no definitions, spaced for both dialects.

        A piece can begin or end inside a block of the file, such as a list with questions in it.
        """
        text = "".join(self.lines[piece.start : piece.end]).removeprefix("\ufeff")
        lines = split_lines(text)
        kept: list[Block] = []
        last: tuple[Block, str, str] | None = None
        for block, end in _with_ends(stream(text), len(lines)):
            if block.start + piece.start in self._defined:
                continue
            if last is not None:
                yield last[0], last[2]
            # up to the next block: what lies too deep to be in any is not lost
            whole = trimmed(block._replace(end=max(block.end, end)), lines)
            source = "".join(lines[whole.start : whole.end])
            is_all = whole.end == trimmed(block, lines).end
            made = "\n".join(align([block], lines)).strip("\n") if is_all else spaced(source)
            # without their tokens, which weigh thirty times as much as the text
            kept.append(block._replace(tokens=()))
            last = whole._replace(tokens=()).moved(piece.start), source, made
        if last is not None:
            open_ = closing(kept, lines)
            yield last[0], spaced(last[1] + open_) if open_ else last[2]

    def _of_run(self, at: int) -> Topic | None:
        """Return the topic of the prose from piece `at` on, up to the next heading or question."""
        first = at
        while first and isinstance(self.notes.pieces[first - 1], Text):
            first -= 1
        text: list[str] = []
        for n in range(first, len(self.notes.pieces)):
            piece = self.notes.pieces[n]
            if not isinstance(piece, Text):
                break
            text.extend(self.lines[piece.start : piece.end])
        return self._names.of_prose("".join(text))


def _with_ends(found: Iterable[Block], end: int) -> Iterator[tuple[Block, int]]:
    """Yield blocks, each with the line where the next one begins."""
    before: Block | None = None
    for block in found:
        if before is not None:
            yield before, block.start
        before = block
    if before is not None:
        yield before, end


def _has_text(pieces: Sequence[Piece], first: int, level: int) -> bool:
    """Tell whether prose stands under a heading, before the next of its own or a higher level."""
    for at in range(first, len(pieces)):
        piece = pieces[at]
        if isinstance(piece, Topical) and piece.level <= level:
            return False
        if isinstance(piece, Text):
            return True
    return False
