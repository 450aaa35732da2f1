"""Cases with labels → how well notes are read: precision and recall, per shape and in all.

    python benchmarks/import/run.py [-v] [FOLDER…]

A case is a file of notes and beside it `FILE.labels`: for each question its first line, the number
of its choices, and its key: the letters of the right choices, `-` for none, or `=` and how the
answer begins. A case without questions has an empty file of labels. With -v, all that differs is
printed. The program fails when a bar is not reached.
"""

import sys
from collections import Counter
from pathlib import Path

from studyleaf.notes import read
from studyleaf.notes.pieces import Asked

CASES = Path(__file__).parent / "cases"
BARS = {"precision": 0.98, "recall": 0.95, "keys": 0.95, "choices": 0.95}


def expected(file):
    """Return what the labels say: line → (number of choices, key)."""
    rows = file.with_name(f"{file.name}.labels").read_text(encoding="utf-8").splitlines()
    labels = {}
    for row in rows:
        line, count, key = row.split(" ", 2)
        labels[int(line)] = (int(count), key)
    return labels


def key(asked):
    right = [chr(65 + n) for n, choice in enumerate(asked.choices) if choice.right]
    if asked.choices:
        return ",".join(right) or "-"
    return f"={asked.answer}" if asked.answer else "-"


def has_key(asked, wanted):
    found = key(asked)
    return found.startswith(wanted) if wanted.startswith("=") else found == wanted


def lost(text, notes):
    """Return the lines, from 1, that are in no piece or in two."""
    seen = Counter()
    for piece in notes.pieces:
        seen.update(piece.used if isinstance(piece, Asked) else range(piece.start, piece.end))
    lines = text.split("\n")
    return [n + 1 for n, line in enumerate(lines) if line.strip() and seen[n] != 1]


def measure(file, verbose):
    text = file.read_text(encoding="utf-8")
    notes = read(text, file.name)
    labels = expected(file)
    found = {asked.line + 1: asked for asked in notes.questions}
    counts = Counter(expected=len(labels), found=len(found))
    for line, (choices, wanted) in labels.items():
        asked = found.get(line)
        if asked is None:
            if verbose:
                print(f"{file}:{line}: not found")
            continue
        counts["both"] += 1
        counts["choices"] += len(asked.choices) == choices
        counts["keys"] += has_key(asked, wanted)
        if verbose and (len(asked.choices) != choices or not has_key(asked, wanted)):
            print(f"{file}:{line}: {asked.shape}: expected {choices} choices, key {wanted};")
            print(f"    found {len(asked.choices)} choices, key {key(asked)!r}: {asked.prompt!r}")
    for line, asked in found.items():
        if verbose and line not in labels:
            print(f"{file}:{line}: no question: {asked.shape} {asked.prompt!r} {key(asked)!r}")
    for line in lost(text, notes):
        counts["lost"] += 1
        print(f"{file}:{line}: lost or counted twice")
    return counts


def ratio(part, whole):
    return part / whole if whole else 1.0


def row(name, counts):
    shares = {
        "precision": ratio(counts["both"], counts["found"]),
        "recall": ratio(counts["both"], counts["expected"]),
        "keys": ratio(counts["keys"], counts["both"]),
        "choices": ratio(counts["choices"], counts["both"]),
    }
    cells = "".join(f"{share:>11.1%}" for share in shares.values())
    print(f"{name:<10}{counts['files']:>6}{counts['expected']:>11}{counts['found']:>7}{cells}")
    return shares


def main():
    arguments = sys.argv[1:]
    verbose = "-v" in arguments
    folders = [Path(name) for name in arguments if name != "-v"] or sorted(CASES.iterdir())
    rows = {}
    for folder in folders:
        files = sorted(f for f in folder.rglob("*") if f.is_file() and f.suffix != ".labels")
        rows[folder.name] = Counter(files=len(files))
        for file in files:
            rows[folder.name] += measure(file, verbose)
    print("shape      files   questions  found  precision     recall       keys    choices")
    for name, counts in rows.items():
        row(name, counts)
    whole = sum(rows.values(), Counter())
    shares = row("all", whole)
    missed = [name for name, bar in BARS.items() if shares[name] < bar]
    if missed or whole["lost"]:
        sys.exit(f"Below the bar: {', '.join(missed) or 'lines lost'}.")


if __name__ == "__main__":
    main()
