"""Random notes, as long as you like → a crash or a lost line, if there is one.

    pip install atheris
    python benchmarks/fuzz.py -max_total_time=600

By hand: atheris needs clang's libFuzzer and is not among the tools that tests install. Without it
the same check runs on random lines for the seconds that the argument says.
"""

import random
import sys
import time
from collections import Counter

from studyleaf.notes import READERS, read
from studyleaf.notes.pieces import Asked

PIECES = [line for reader in READERS for line in reader.example.split("\n")]
PIECES += ["", "", "---", "# Topic", "prose", "</details>", "```", "> quote", "    code", "\ttab"]


def check(text):
    notes = read(text)
    seen = Counter()
    for piece in notes.pieces:
        seen.update(piece.used if isinstance(piece, Asked) else range(piece.start, piece.end))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lost = [n + 1 for n, line in enumerate(lines) if line.strip("\ufeff \t\f\v") and seen[n] != 1]
    if lost:
        raise AssertionError(f"lines {lost} of {text!r}")


def one(data):
    check(data.decode("utf-8", "replace").replace("\0", " "))


def main():
    try:
        import atheris  # noqa: PLC0415  it is not there for most
    except ImportError:
        seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
        chance = random.Random(1)  # noqa: S311  the same texts each time
        end = time.monotonic() + seconds
        runs = 0
        while time.monotonic() < end:
            check("\n".join(chance.choices(PIECES, k=chance.randrange(60))))
            runs += 1
        print(f"{runs} texts, no crash and no line lost")
        return
    atheris.instrument_all()
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
