"""How the time and the memory of `split` grow with the notes: 1, 2.5, 5 and 10 MB.

Prints seconds of CPU a MB for each size, as a ratio to the smallest, and the peak of memory. Bars:
linear, and 400 MB at 10 MB of notes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from guides import question, sentence

SIZES, BAR = (1.0, 2.5, 5.0, 10.0), 400

CODE = "import sys; from studyleaf.cli import main; sys.argv[0] = 'studyleaf'; main()"


def notes(megabytes: float) -> str:
    """Return notes with a topic heading now and then, prose, and questions without ids."""
    parts: list[str] = []
    size, number = 0, 0
    while size < megabytes * 1e6:
        if number % 20 == 0:
            parts.append(f"# Topic {number // 20 % 50}\n\n{sentence(number, 80)}\n\n")
        parts.append(question(number).replace(f" {{#q-{number}}}", ""))
        size += len(parts[-1])
        number += 1
    return "".join(parts)


def topics() -> str:
    lines = ["categories:", "  - id: all", "    name: All", "    topics:"]
    lines += [f"      - {{id: topic-{number}, name: Topic {number}}}" for number in range(50)]
    return "\n".join(lines) + "\n"


def main() -> None:
    first = 0.0
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "mkdocs.yml").write_text("site_name: x\nnav:\n  - Start: index.md\n")
            (root / "topics.yml").write_text(topics())
            (root / "docs").mkdir()
            (root / "notes.md").write_text(notes(size))
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                [sys.executable, "-c", CODE, "split", "notes.md"],
                cwd=root,
                check=True,
                stdout=subprocess.DEVNULL,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = (after.ru_utime - before.ru_utime) / size
            first = first or seconds
            peak = after.ru_maxrss / 1024
            print(
                f"{size:4.1f} MB: {seconds:.2f} s of CPU a MB, {seconds / first:.2f} times that of "
                f"{SIZES[0]:.0f} MB; peak so far {peak:.0f} MB (bar {BAR})"
            )


if __name__ == "__main__":
    main()
