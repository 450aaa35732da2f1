"""How long parsing takes against the block tokeniser alone: the same pages, CPU time. Bar: 1.5.

The tokeniser is markdown-it-py as its makers wrote it, without our short cut.

Also prints the ratio for one page ten times as long as another, to show that time is linear.
"""

from __future__ import annotations

import statistics
import time

from guides import page
from studyleaf import blocks
from studyleaf.parser import parse
from studyleaf.tokens import tokeniser

RUNS, BAR = 9, 1.5


def seconds(action, texts) -> float:
    blocks._cached.cache_clear()
    start = time.process_time()
    for text in texts:
        action(text)
    return time.process_time() - start


def main() -> None:
    pages = [page(number, 10) for number in range(100)]
    size = sum(len(text) for text in pages) / 1e6
    ratios, speeds = [], []
    for _ in range(RUNS):
        tokenise = seconds(tokeniser(short_cut=False).parse, pages)
        parsing = seconds(parse, pages)
        ratios.append(parsing / tokenise)
        speeds.append(size / parsing)
    print(
        f"100 pages of 10 questions: {statistics.median(ratios):.2f} times the tokeniser's time "
        f"(bar {BAR}), {statistics.median(speeds):.1f} MB/s"
    )
    short, long = page(1, 100), page(1, 1000)
    ratio = statistics.median(
        seconds(parse, [long]) / seconds(parse, [short]) for _ in range(RUNS)
    ) / (len(long) / len(short))
    print(f"A page ten times as long: {ratio:.2f} times the time a character")


if __name__ == "__main__":
    main()
