"""What the book costs: 1,000 questions in 100 topics, by the whole cold command.

Prints wall time, CPU time, peak of memory, pages and size of the file for a quarter, a half and all
of the topics. Bars for all of them: 8 s of wall time on two cores, 1.1 GB, a file of 6 MB; CPU time
linear in the questions. With `--other PYTHON`, the interpreter of an environment that has
mkdocs-to-pdf (`pip install . mkdocs-to-pdf`), the same pages are also printed by WeasyPrint, in the
same run; bar: 12 times the CPU time of the book, the median of its runs before and after.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pikepdf

from guides import WORDS, question, sentence, write_guide

TOPICS, QUESTIONS = (25, 50, 100), 10
WALL, MEMORY, SIZE, LINEAR, TIMES = 8.0, 1.1e9, 6e6, 1.2, 12

TO_PDF = "plugins:\n  - search\n  - to-pdf: {output_path: other.pdf}\n"


def page(number: int) -> str:
    """Return a page as people write them: prose, lists, a table with links, code, questions."""
    link = "[source](https://example.org/page)"
    prose = "\n\n".join(
        f"{sentence(number * 31 + i, 40)} **{sentence(i, 3)}** `{WORDS[i]}:Get` {sentence(i, 20)}"
        for i in range(3)
    )
    items = "".join(f"- **{WORDS[i]}**: {sentence(number + i, 25)}\n" for i in range(5))
    rows = "".join(
        f"| {WORDS[i]} | {sentence(i, 6)} | {sentence(i + 1, 9)} {link} |\n" for i in range(10)
    )
    lines = "\n".join(f"{WORDS[i]} = client.get({WORDS[i + 1]!r}, limit={i})" for i in range(8))
    asked = "".join(question(number * QUESTIONS + i) for i in range(QUESTIONS))
    return (
        f"# Topic {number}\n\n{prose}\n\n## How it works\n\n{prose}\n\n```python\n{lines}\n```\n\n"
        f"## Limits\n\n| What | Value | Note |\n|---|---|---|\n{rows}\n## How it fails\n\n{items}\n"
        f"!!! warning\n\n    {sentence(number, 30)}\n\n## Practice questions\n\n{asked}"
    )


class Cost(NamedTuple):
    wall: float
    cpu: float
    memory: float


def measured(command: list[str], root: Path) -> Cost:
    """Run a command as it is installed, compiled; the peak is that of its largest process."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # would compile the package at each run
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    assert process.returncode == 0, command
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def line(name: str, cost: Cost, file: Path) -> str:
    with pikepdf.open(file) as document:
        pages = len(document.pages)
    return (
        f"{name}: {cost.wall:.1f} s wall, {cost.cpu:.1f} s CPU, {cost.memory / 1e6:.0f} MB, "
        f"{pages} pages, {file.stat().st_size / 1e6:.1f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--other", help="the Python of an environment with mkdocs-to-pdf")
    parser.add_argument("--runs", type=int, default=3, help="the best of so many counts")
    arguments = parser.parse_args()
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        for topics in TOPICS:
            root = Path(folder, str(topics))
            write_guide(root, pages=topics, questions=0, hook=True)
            for number, file in enumerate(sorted(root.glob("docs/part-*/*.md"))):
                file.write_text(page(number), encoding="utf-8")
            command = [sys.executable, "-m", "studyleaf", "book", "--quiet", "-o", "book.pdf"]
            runs = [measured(command, root) for _ in range(arguments.runs)]
            costs.append(min(runs))
            print(line(f"{topics * QUESTIONS} questions", costs[-1], root / "book.pdf"), flush=True)
        size = (root / "book.pdf").stat().st_size
        if arguments.other:
            config = root / "mkdocs.yml"
            text = config.read_text(encoding="utf-8")
            config.write_text(text.replace("plugins: [search]\n", TO_PDF), encoding="utf-8")
            other = measured([arguments.other, "-m", "mkdocs", "build", "--quiet"], root)
            print(line("mkdocs-to-pdf", other, next(root.rglob("other.pdf"))))
            config.write_text(text, encoding="utf-8")
            runs += [measured(command, root) for _ in range(arguments.runs)]
            own = median(run.cpu for run in runs)
            print(f"times its CPU, {own:.1f} s: {other.cpu / own:.1f} (bar {TIMES})")
    growth = costs[-1].cpu / costs[0].cpu / (TOPICS[-1] / TOPICS[0])
    wall, memory = costs[-1].wall, costs[-1].memory / 1e9
    print(f"wall {wall:.1f} s (bar {WALL}), memory {memory:.2f} GB (bar {MEMORY / 1e9})")
    print(f"file {size / 1e6:.1f} MB (bar {SIZE / 1e6}), growth {growth:.2f} (bar {LINEAR})")


if __name__ == "__main__":
    main()
