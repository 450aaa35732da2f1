"""How much longer a build takes because of the quizzes: CPU time against the same pages without.

Prints the median of nine ratios, each of two builds run one after the other. Bar: 1.2.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from guides import write_guide

RUNS, PAGES, QUESTIONS, BAR = 9, 100, 10, 1.2


def cpu_seconds(root: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"],
        cwd=root,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain, quiz = Path(folder, "plain"), Path(folder, "quiz")
        write_guide(plain, pages=PAGES, questions=QUESTIONS, hook=False)
        write_guide(quiz, pages=PAGES, questions=QUESTIONS, hook=True)
        ratios = []
        for run in range(RUNS):
            without, with_quizzes = cpu_seconds(plain), cpu_seconds(quiz)
            ratios.append(with_quizzes / without)
            print(f"run {run + 1}: {without:.2f} s plain, {with_quizzes:.2f} s with quizzes")
    median = statistics.median(ratios)
    print(f"{PAGES} pages of {QUESTIONS} questions: {median:.2f} times the CPU time (bar {BAR})")


if __name__ == "__main__":
    main()
