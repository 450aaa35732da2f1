"""Random notes, as long as you like → a crash or a lost line, if there is one.

    python benchmarks/fuzz.py 600

runs for so many seconds on lines of all shapes, mixed, and on the cases of tests and benchmarks
with lines, words and characters moved about. With a second argument, a number, it begins
elsewhere. In an environment of its own that has atheris (`pip install atheris`, which is not among
the tools that tests install), the same check is led by what it covers:

    python benchmarks/fuzz.py -max_total_time=600 -max_len=400

Each text goes the whole way: it is read, in all shapes and in one that is forced; split into pages,
with every line accounted for; and it and those pages are checked, rendered by the extension, and
converted for the book. What fails is written to `fuzz-found/`, as small as it could be made.
"""

from __future__ import annotations

import contextlib
import hashlib
import random
import sys
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from markdown import Markdown

from studyleaf.blocks import split_lines
from studyleaf.book import BookSettings, Manuscript, Options, Source
from studyleaf.book.assemble import assemble
from studyleaf.catalogue import read_catalogue
from studyleaf.check import check
from studyleaf.model import Guide
from studyleaf.notes import READERS, read
from studyleaf.notes.pieces import Asked
from studyleaf.parser import parse, render
from studyleaf.settings import Settings
from studyleaf.split import Into, split
from studyleaf.split import Source as NotesFile

ROOT = Path(__file__).parent.parent
FOUND = Path("fuzz-found")
BLANK = "\ufeff \t\r\n\f\v"
MOST = 20  # ways to fail, after which it stops

PIECES = [line for reader in READERS for line in reader.example.split("\n")]
PIECES += [
    *("", "", "", "---", "# Topic", "## FAQ", "prose", "</details>", "```", "~~~ py", "> quote"),
    *("    code", "\ttab", "  - nested", "    1. deep", "> - [x] a", "- > q", "[a]: b", "[^1]: n"),
    *("[a] [^1] ![p](p.png)", "*[HTML]: x", "| a | b |", "|---|---|", "<div>", "</div>", "<!--"),
    *("-->", "??? note", '!!! tip "x"', "> [!tip]- y", "=== 'tab'", ": def", "## Answer Key"),
    *("1. B 2. A", "A. one", "B. two", "C) three", "- [ ] box", "- [x] tick", "**bold**", "$$"),
    *("## Practice questions", "### Which? {#id}", "{.unanswered}", "\ufeff", "\u2028", "\x0c"),
    *("<p>A) x<br>B) y</p>", "A) x B) y C) z", "===", "-", "1)", "<summary>", "`a", "\\", "{: #x}"),
]

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"),
]


class LostError(AssertionError):
    """A line or a question that is no more where it must be."""


def check_text(text: str) -> None:
    """Take a text all the way."""
    notes(text, None)
    names = sorted({reader.name for reader in READERS})
    notes(text, names[zlib.crc32(text.encode("utf-8", "replace")) % len(names)])
    page(text)
    for made in pages(text):
        page(made)


def notes(text: str, shape: str | None) -> None:
    seen: Counter[int] = Counter()
    for piece in read(text, "n.md", shape=shape).pieces:
        if isinstance(piece, Asked):
            seen.update(piece.used)
            if not piece.prompt or not {line for line, _ in piece.structure} <= set(piece.used):
                raise LostError(f"read, shape {shape}: {piece}")
        else:
            seen.update(range(piece.start, piece.end))
    lines = split_lines(text)
    lost = [n + 1 for n, line in enumerate(lines) if line.strip(BLANK) and seen[n] != 1]
    if lost:
        raise LostError(f"read, shape {shape}: lines {lost}")


@cache
def into() -> Into:
    catalogue = read_catalogue((ROOT / "topics.yml").read_text(encoding="utf-8"))
    config = "site_name: x\nnav:\n  - Start: index.md\n"
    return Into({}, catalogue, config, {}, note_file=lambda path: path, page_file=lambda _: None)


def pages(text: str) -> Iterator[str]:
    plan = split([NotesFile("notes/n.md", text)], into())
    if plan.problems:
        raise LostError(f"split: {plan.problems}")
    yield from plan.pages.values()


def page(text: str) -> None:
    parsed = parse(text, "page.md")
    if render(parsed) != text:
        raise LostError("parse and render")
    list(check(Guide((parsed,)), {"page.md": text}, Settings()))
    try:
        Markdown(extensions=EXTENSIONS).convert(text)
    except Exception:  # noqa: BLE001  what others can't convert either is not ours to mend
        return
    html = Markdown(extensions=[*EXTENSIONS, "studyleaf"]).convert(text)
    source = Source("docs/page.md", "page.html", "Page", html, text)
    options = Options(settings=BookSettings())
    manuscript = Manuscript("Guide", (source,), lambda _: None)
    assemble(manuscript, options, lambda _: {}, lambda *_: None)


def small(text: str, kind: type[BaseException]) -> str:
    """Return a shorter text that fails in the same way: lines, then characters, left out."""
    for units in (split_lines(text), None):
        kept = units if units is not None else list(text)
        size = max(1, len(kept) // 2)
        end = time.monotonic() + 20
        while size and time.monotonic() < end:
            at = 0
            while at < len(kept) and time.monotonic() < end:
                fewer = kept[:at] + kept[at + size :]
                if failure("".join(fewer)) is kind:
                    kept = fewer
                else:
                    at += size
            size //= 2
        text = "".join(kept)
    return text


def failure(text: str) -> type[BaseException] | None:
    try:
        check_text(text)
    except Exception as error:  # noqa: BLE001  that is what is looked for
        return type(error)
    return None


def one(data: bytes) -> None:
    """Read what atheris made up: as text, or each byte as a line."""
    if data[:1] < b"\x60":
        text = data[1:].decode("utf-8", "replace").replace("\0", " ")
    else:
        text = "\n".join(PIECES[byte % len(PIECES)] for byte in data[1:])
    check_text(text)


def corpus() -> list[list[str]]:
    folders = [ROOT / "tests" / "cases", ROOT / "benchmarks" / "import" / "cases", ROOT / "docs"]
    texts: list[list[str]] = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in ("", ".md", ".txt", ".gift", ".toml"):
                with contextlib.suppress(UnicodeDecodeError):
                    texts.append(path.read_text(encoding="utf-8").split("\n"))
    return texts


def insert(chance: random.Random, lines: list[str], at: int, other: list[str]) -> None:
    start = chance.randrange(len(other))
    lines[at:at] = other[start : start + chance.randrange(1, 6)]


def prefix(chance: random.Random, lines: list[str], at: int, _: list[str]) -> None:
    marks = ("> ", "  ", "    ", "\t", "- ", "1. ", "# ")
    lines[at] = chance.choice(marks) + lines[at]


def cut(chance: random.Random, lines: list[str], at: int, _: list[str]) -> None:
    end = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:end] + chance.choice("*_`<>[](){}|#:?!\\&~=\u00a0\u2028é\x0b\x01")
    lines[at] += chance.choice(("", chance.choice(PIECES)))


def replace(chance: random.Random, lines: list[str], at: int, _: list[str]) -> None:
    lines[at : at + chance.randrange(4)] = [chance.choice(PIECES)]


def repeat(chance: random.Random, lines: list[str], at: int, _: list[str]) -> None:
    lines[at:at] = lines[at : at + 3] * chance.randrange(4)


def move(chance: random.Random, lines: list[str], at: int, _: list[str]) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(at).lstrip())


def join(_: random.Random, lines: list[str], at: int, __: list[str]) -> None:
    lines[at : at + 2] = ["".join(lines[at : at + 2])]


CHANGES = (insert, insert, prefix, cut, cut, replace, replace, repeat, move, join)


def made_up(chance: random.Random, texts: list[list[str]]) -> str:
    """Return lines at random, or a stretch of a case with something done to it."""
    if chance.random() < 0.3:
        return "\n".join(chance.choices(PIECES, k=chance.randrange(60)))
    lines = chance.choice(texts)
    first = chance.randrange(len(lines))
    lines = lines[first : first + chance.randrange(5, 80)]
    for _ in range(chance.randrange(1, 9)):
        change = chance.choice(CHANGES)
        change(chance, lines, chance.randrange(len(lines)), chance.choice(texts))
    return chance.choice(("\n", "\n", "\n", "\r\n", "\r")).join(lines)


def keep(text: str, error: BaseException) -> None:
    FOUND.mkdir(exist_ok=True)
    least = small(text, type(error))
    name = hashlib.sha256(least.encode("utf-8", "replace")).hexdigest()[:8]
    (FOUND / f"{name}.md").write_text(least, encoding="utf-8", errors="replace", newline="")
    last = traceback.extract_tb(error.__traceback__)[-1]
    print(f"{FOUND / name}.md: {error!r:.200} at {Path(last.filename).name}:{last.lineno}")
    print(f"    {least!r:.600}", flush=True)


def run(seconds: float, seed: int) -> int:
    chance = random.Random(seed)  # noqa: S311  the same texts each time
    texts = [lines for lines in corpus() if lines]
    end = time.monotonic() + seconds
    runs, slowest = 0, 0.0
    found: set[str] = set()
    while time.monotonic() < end and len(found) < MOST:
        text = made_up(chance, texts)
        runs += 1
        begun = time.process_time()
        try:
            check_text(text)
        except Exception as error:  # noqa: BLE001  that is what is looked for
            place = f"{type(error).__name__} {traceback.extract_tb(error.__traceback__)[-1]}"
            if place not in found:
                found.add(place)
                keep(text, error)
        slowest = max(slowest, time.process_time() - begun)
    print(f"{runs} texts; {len(found)} ways to crash or lose a line; the slowest {slowest:.1f} s")
    return 1 if found else 0


def main() -> int:
    try:
        import atheris  # noqa: PLC0415  it is not there for most
    except ImportError:
        numbers = [float(argument) for argument in sys.argv[1:3]]
        return run(*(numbers[:1] or [60.0]), seed=int(numbers[1]) if len(numbers) > 1 else 1)
    atheris.instrument_all()
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
