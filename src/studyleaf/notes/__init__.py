"""Raw notes → pieces: questions, prose, headings, structure, and what can't be placed."""

from __future__ import annotations

from studyleaf.blocks import Block, blocks, split_lines
from studyleaf.notes.pieces import Asked, Notes, Piece, Structure, Text, Topical
from studyleaf.parser import SECTIONS, asks, parse, read_heading

__all__ = ["read"]


def read(text: str, path: str = "", *, shape: str | None = None) -> Notes:
    """Read a file of notes. `path` is for messages, `shape` forces one shape of question."""
    del path, shape
    lines = split_lines(text)
    tree = blocks(text.removeprefix("\ufeff"))
    pieces: list[Piece] = []
    at = 0
    while at < len(tree):
        block = tree[at]
        count, piece = _piece(tree, at, lines)
        at += count
        last = pieces[-1] if pieces else None
        if isinstance(piece, Text) and isinstance(last, Text):
            pieces[-1] = Text(last.start, piece.end)
        else:
            pieces.append(piece)
        del block
    return Notes(tuple(pieces))


def _piece(tree: tuple[Block, ...], at: int, lines: list[str]) -> tuple[int, Piece]:
    block = tree[at]
    if block.kind != "heading":
        return 1, Text(block.start, block.end)
    name = read_heading(block.content).text
    if name.casefold() in {section.casefold() for section in SECTIONS}:
        return 1, Structure(block.start, block.end, name)
    last = at
    while last + 1 < len(tree) and tree[last + 1].kind == "heading":
        last += 1
    end = last + 1
    while end < len(tree) and tree[end].kind != "heading":
        end += 1
    asked = _question(tree, at, end, lines)
    return (end - at, asked) if asked else (1, Topical(block.start, block.end, name, block.level))


def _question(tree: tuple[Block, ...], at: int, end: int, lines: list[str]) -> Asked | None:
    first = tree[at].start
    stop = tree[end].start if end < len(tree) else len(lines)
    source = "".join(
        f"### {line.lstrip('# ')}" if line.startswith("#") else line for line in lines[first:stop]
    )
    found = parse(f"## {SECTIONS[0]}\n\n{source}").questions
    if len(found) != 1 or found[0].kind == "unanswered" or not asks(found[0].prompt):
        return None
    question = found[0]
    return Asked(
        start=first,
        end=stop,
        shape="A1" if question.choices else "D1",
        prompt=question.prompt.strip("*_"),
        scenario=question.scenario,
        stem=question.stem,
        choices=question.choices,
        answer=question.answer,
        explanation=question.explanation,
    )
