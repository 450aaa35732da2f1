"""How time and memory grow with rough notes: long lines, deep nests, thousands of one thing.

    python benchmarks/growth.py                  # all kinds, 100 and 200 kB of each
    python benchmarks/growth.py 1e6 "line" nest  # kinds whose name holds a word, at 1 and 2 MB
    python benchmarks/growth.py regexps          # each regular expression, on lines that repeat

Each kind is split in a process of its own, at the size and at twice the size, one after the other:
the ratio of the two times is near 2 where time grows linearly and near 4 where it grows with the
square. It prints each kind with its seconds of CPU a MB, that ratio, and what memory was added; a
ratio above 2.8 is marked, as is what takes more than two minutes. A regular expression is marked
when the ratio for 4000 and 2000 characters is above 3 and it takes more than 10 ms.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import multiprocessing as mp
import pkgutil
import random
import re
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType

import studyleaf
from studyleaf.catalogue import read_catalogue
from studyleaf.notes import READERS, read
from studyleaf.split import Into, Source, split

SIZE, LIMIT, STEEP = 1e5, 120, 2.8
QUICK, SLOW = 0.0001, 0.01  # seconds for 500 characters of a line and for 4000
TICK = 1e-3  # seconds; a clock may be no finer

Kind = Callable[[int], str]
"""Given a size, returns a text about so long."""

CHARACTERS = "[]()*`<>|&\\_~:!#-+=.,;?/'\"{}$^%@ \t1aA"
UNITS = (
    *(
        "[a](",
        "[a](b)",
        "](",
        "**a",
        "* *",
        "_a_ ",
        "<a ",
        "</",
        "<!--",
        "`a",
        "![",
        "[[",
        "&a",
        "\\[",
        "a.b ",
    ),
    *(
        "1. ",
        "A) ",
        "(a) ",
        "a | ",
        "<br>",
        "<details>",
        "<summary>",
        "{=a ~b}",
        "{#a",
        "::a",
        "?? ",
    ),
    *(
        "Answer: B ",
        "A, B ",
        "\u2028",
        "✅ ",
        "http://",
        "[^a]",
        "*[",
        "~~a",
        "==",
        "\u00a0 ",
        "> ",
    ),
    *(
        "word ",
        "Word. ",
        "What? ",
        "<p ",
        "<b>",
        "$$",
        'x="y" ',
        "::a",
        "[a]",
        "a {",
        "&nbsp;",
        "- ",
    ),
)
BEGINS = ("", "A", "[", "<a ", "1", "**", "(", "=", "{", "answer ", "Q: a ", "<span color ")
LINES = (
    *(
        "",
        "- [ ] a",
        "- a",
        "* **a**",
        "1. a",
        "A. a",
        "a",
        "# a",
        "## What is it?",
        "a\n",
        "- a\n",
    ),
    *("> a", "    a", "```", "~~~a\n", "<details>", "</details>", "<summary>a</summary>", "a\n==="),
    *("<details><summary>Answer</summary>", "---", "|a|b|", "|a|b|\n|-|-|\n|c|d|\n", "[a]: /b"),
    *(
        "[^a]: b",
        "*[a]: b",
        "Q: a?",
        "Q: a?\nA: b",
        "Answer: B",
        "**Answer**",
        "1. a?\nA. b\nB. c\n",
    ),
    *("**b**", "## What?\n\n**b**\n", "??? note\n    a", "> [!note] a", "<quiz>", "a {=b ~c}", "?"),
    *("a\n?\nb\n", "a::b", "1. a?\n*b) c", "<!--", "<div>", "![a](b.png)", "[a][b]", "ANSWER: A"),
    *(
        "1. B",
        "1. B 2. A 3. C",
        "## Answer Key",
        "[[questions]]",
        "Your Answer",
        "\f",
        "- [ ] ",
        "-",
    ),
    *(
        "+ a\n- b\n* c",
        "(A) a (B) b (C) c",
        "- [a](#b)",
        "## FAQ",
        "a: b",
        "## Options",
        "## Answer",
    ),
)


def fit(unit: str, size: int) -> str:
    return unit * (size // len(unit))


def each(make: Callable[[int], str]) -> Kind:
    """Return a kind of numbered pieces, each other than all before."""

    def kind(size: int) -> str:
        parts: list[str] = []
        while size > 0:
            parts.append(f"{make(len(parts))}\n")
            size -= len(parts[-1])
        return "".join(parts)

    return kind


def lead(first: str, unit: str, last: str = "") -> Kind:
    return lambda size: first + fit(unit, size) + last


def noise(alphabet: str) -> Kind:
    return lambda size: "".join(random.Random(1).choices(alphabet, k=size))  # noqa: S311


def keyed(size: int) -> str:
    asked = each(lambda n: f"{n}. What is it {n}?\nA. a\nB. b{n}\n")(size * 4 // 5)
    return asked + "\n## Answer key\n\n" + each(lambda n: f"{n}. B")(size // 5)


def chapter(number: int) -> str:
    asked = "".join(
        f"{n}. What is soup {number} {n}?\n   - broth {number}\n   - stew {number}\n   - roux\n\n"
        for n in range(1, 6)
    )
    key = "".join(f"{n}. stew {number}\n" for n in range(1, 6))
    return f"## Quiz {number}\n\n{asked}## Answer key\n\n{key}"


def answered_chapter(number: int) -> str:
    asked = "".join(f"{n}. What is soup {number} {n}?\n" for n in range(1, 5))
    told = "".join(f"{n}. Stew {number}\n" for n in range(1, 5))
    return f"## Quiz {number}\n\n{asked}\n## Answers\n\n{told}"


KINDS: dict[str, Kind] = {
    **{f"line {unit!r}": lead("", unit, "\n") for unit in (*CHARACTERS, *UNITS)},
    **{
        f"line {first!r} {unit!r}": lead(first, unit, "\n")
        for first in ("- [ ] ", "# ", "A. ", "Answer: ", "Q: ", "**", "<summary>", "??? ", "{")
        for unit in "[*`<|&\\_~: (a1!-.)#"
    },
    **{f"lines {line!r}": lead("", f"{line}\n") for line in LINES},
    "spaces inside a heading": lambda size: f"# a{' ' * size}b\n",
    "spaces inside lines": lambda size: "".join(
        begin.replace("a", f"a{' ' * (size // 6)}b", 1) + "\n"
        for begin in ("## a?\n", "**a**\n", "1. a?", "   - [ ] a", "   - [x] ca\n", "Answer: a")
    ),
    "nested quotes in one line": lead("", "> ", "a\n"),
    "nested lists in one line": lead("", "- ", "a\n"),
    "nested quotes, deeper each line": lambda size: "\n".join(
        "> " * n + "a" for n in range(int(size**0.5))
    ),
    "nested lists, deeper each line": lambda size: "\n".join(
        "  " * n + "- a" for n in range(int(size**0.5))
    ),
    "nested folds": lambda size: fit("<details>\n\n", size // 2) + fit("</details>\n\n", size // 2),
    "nested admonitions": lambda size: "\n".join(
        "    " * n + "??? note" for n in range(int((size / 2) ** 0.5))
    ),
    "nested brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "definitions": each(lambda n: f"[a{n}]: /b{n}"),
    "definitions and uses": each(lambda n: f"[a{n}]: /b{n}\n\nsee [a{n}]\n"),
    "definitions of one label": each(lambda n: f"# T{n}\n\n[a] {n}\n\n[a]: /b{n}\n"),
    "abbreviations": each(lambda n: f"*[A{n}]: b{n}\n\nsee A{n}\n"),
    "abbreviations of two words": each(lambda n: f"*[A{n} a]: b{n}\n\nsee A{n} a\n"),
    "footnotes in a chain": each(lambda n: f"[^a{n}]: b [^a{n + 1}]\n\nsee [^a{n}]\n"),
    "headings": each(lambda n: f"# T{n}"),
    "headings of all levels": each(lambda n: f"{'#' * (n % 6 + 1)} T{n}\n\na\n"),
    "images": each(lambda n: f"![a](b{n}.png)\n"),
    "one question again and again": lead("", "### What is it?\n\n- [ ] a\n- [x] b\n\n"),
    "numbered questions": each(lambda n: f"{n}. What is it?\n   - that"),
    "numbered headings": each(lambda n: f"# {n}. What is it?\n\n1. a\n2. b\n"),
    "boxes of colons": each(lambda n: f":::task {n}\nDo it.\n:::solution\nDone.\n:::\n:::\n"),
    "open boxes of colons": lead("", ":::solution\n"),
    "questions with boxes": each(lambda n: f"### What is it {n}?\n\n- [ ] a\n- [x] b{n}\n"),
    "questions with letters": each(lambda n: f"{n}. What is it {n}?\nA. a\nB. b{n}\n\nAnswer: B\n"),
    "questions and a key": keyed,
    "chapters with keys": each(chapter),
    "chapters with answers": each(answered_chapter),
    "cards of Anki": each(lambda n: f"START\nBasic\nWhat is it {n}?\nBack: That {n}\nEND\n"),
    "a fence of cards": lambda size: (
        "```anki\n"
        + each(lambda n: f"START\nBasic\nWhat is it {n}?\nBack: It\nEND")(size)
        + "```\n"
    ),
    "a table of answers": lambda size: (
        each(lambda n: f"{n}. What is it {n}?\n")(size // 2)
        + "\n## Answers\n\n| No. | Answer |\n|---|---|\n"
        + each(lambda n: f"| {n} | That soup {n} |")(size // 2)
    ),
    "open questions": each(lambda n: f"### What is it {n}?\n\n**b{n}**\n\nBecause.\n"),
    "questions in folds": each(
        lambda n: f"<details><summary>What is it {n}?</summary>\n\nb{n}\n</details>\n"
    ),
    "answers in folds": each(
        lambda n: (
            f"{n}. What is it?\n\nA) a\nB) b\n\n<details><summary>Answer</summary>\n\nB) {n}\n"
            "</details>\n"
        )
    ),
    "labelled questions": each(lambda n: f"Q: What is it {n}?\nA: b{n}\n"),
    "questions that say you": each(lambda n: f"Q: Do you {n}?\nA: b{n}\n"),
    "flashcards": each(lambda n: f"What is it {n}?\n?\nThat {n}\n"),
    "a table of questions": lambda size: (
        "| Question | Answer |\n|---|---|\n"
        + each(lambda n: f"| What is it {n}? | That {n} |")(size)
    ),
    "a wide table": lambda size: "".join(
        fit(cell, size // 3) + "|\n" for cell in ("|a", "|-", "|a")
    ),
    "a wide table of short rows": lambda size: "".join(
        (fit("|a", size // 3), "|\n", fit("|-", size // 3), "|\n", fit("|a|\n", size // 3))
    ),
    "GIFT": each(lambda n: f"What is it {n}? {{=Gazpacho{n} ~Ramen}}\n"),
    "text2qti": each(lambda n: f"{n}. What is it {n}?\na) Ramen\n*b) Gazpacho{n}\n"),
    "mkdocs-quiz": each(lambda n: f"<quiz>\nIs it {n}?\n- [ ] a\n- [x] b{n}\n</quiz>\n"),
    "many choices": lead("### What is it?\n\n", "- [ ] a\n"),
    "a long stem": lead("### What is it?\n\n", "some text.\n\n", "\n- [ ] a\n- [x] b\n"),
    "a long explanation": lead("### What is it?\n\n- [ ] a\n- [x] b\n\n", "some text.\n\n"),
    "a fence that is never closed": lead("```\n", "# a\n\nword\n"),
    "a comment that is never closed": lead("<!--\n", "# a\n\nword\n"),
    "a fold that is never closed": lead("<details>\n\n", "# a\n\nword\n\n"),
    "random characters": noise("".join(map(chr, range(32, 127))) + "\n\n\n"),
    "random marks": noise("[]()*`<>|&\\_~:!#-+=.?{} \n\nab1"),
    "random bytes as Latin-1": noise("".join(map(chr, range(1, 256)))),
}


def measure(kind: str, size: int, results: mp.SimpleQueue[tuple[float, float]]) -> None:
    """Split so much of a kind; tell the seconds of CPU and the MB that it took."""
    catalogue = read_catalogue(
        "categories:\n  - id: all\n    name: All\n    topics:\n      - {id: a, name: Topic}\n"
    )
    into = Into({}, catalogue, "site_name: x\n", {}, lambda path: path, lambda _: None)
    text = KINDS[kind](size)
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    (account,) = split([Source("notes.md", text)], into).accounts
    seconds = time.process_time() - begun
    assert account.balanced
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    results.put((seconds, (after - before) / 1024))


def one(kind: str, size: int) -> tuple[float, float] | None:
    context = mp.get_context("fork")
    results: mp.SimpleQueue[tuple[float, float]] = context.SimpleQueue()
    process = context.Process(target=measure, args=(kind, size, results))
    process.start()
    process.join()
    return None if results.empty() else results.get()


def stop(_: int, __: FrameType | None) -> None:
    raise TimeoutError


def regexps() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the regular expressions of all modules, by name."""
    for found in pkgutil.walk_packages(studyleaf.__path__, "studyleaf."):
        if found.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(found.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{found.name}.{name}", value


def used(where: str, pattern: re.Pattern[str]) -> Callable[[str], object]:
    """Return the method by which a module uses a regular expression: one that is only matched need
    not be fast at each place of a line.
    """
    module, _, name = where.rpartition(".")
    source = inspect.getsource(importlib.import_module(module))
    searched = re.search(rf"\b{name}\.(?:search|finditer|findall|sub|split)\(", source)
    matched = re.search(rf"\b{name}\.(?:full)?match\(|\brow_of\({name}\b", source)
    return pattern.match if matched and not searched else pattern.search


def patterns() -> None:
    """Print the regular expressions whose time grows faster than a line that repeats itself."""
    signal.signal(signal.SIGVTALRM, stop)
    for where, pattern in regexps():
        look = used(where, pattern)
        found = (steep(look, first, unit) for first in BEGINS for unit in (*CHARACTERS, *UNITS))
        told = next((one for one in found if one), None)
        if told:
            print(f"{where}: {told}", flush=True)


def steep(look: Callable[[str], object], first: str, unit: str) -> str:
    """Tell how slow a regular expression is on a line that repeats a unit; "" if it is not."""
    probe, half, whole = (first + fit(unit, n) + "!" for n in (500, 2000, 4000))
    if elapsed(look, probe) < QUICK:  # so it is with more, too
        return ""
    short, long = max(elapsed(look, half), TICK), elapsed(look, whole)
    if long < SLOW or long < 3 * short:
        return ""
    return f"{first + unit!r} takes {long:.3f} s, {long / short:.1f} times as long"


def elapsed(search: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 2)
    with contextlib.suppress(TimeoutError):
        search(text)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begun


def main() -> None:
    if sys.argv[1:] == ["regexps"]:
        patterns()
        return
    size = int(float(sys.argv[1])) if len(sys.argv) > 1 else int(SIZE)
    for reader in READERS:
        read(reader.example)  # tables of labels are made once
    for kind in KINDS:
        if len(sys.argv) > 2 and not any(word in kind for word in sys.argv[2:]):
            continue
        half, whole = one(kind, size), one(kind, size * 2)
        if half is None or whole is None:
            print(f"{kind:45} more than {LIMIT} s  !", flush=True)
            continue
        ratio = whole[0] / max(half[0], 0.001)
        mark = "  !" if ratio > STEEP and whole[0] > 0.5 else ""
        rate = whole[0] / size / 2 * 1e6
        print(f"{kind:45} {rate:7.2f} s a MB {ratio:5.2f} {whole[1]:6.0f} MB{mark}", flush=True)


if __name__ == "__main__":
    main()
