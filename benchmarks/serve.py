"""How long an edit takes to show in the preview of a guide of 100 pages, and against a whole build.

For each engine: the median of seven edits, from the file written to the page served with the edit
in it. Bars: 0.7 s with MkDocs, 0.3 s with Zensical.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from guides import write_guide

EDITS, PAGES, QUESTIONS = 7, 100, 10
BARS = {"mkdocs": 0.7, "zensical": 0.3}
CODE = "import sys; from studyleaf.cli import main; sys.argv[0] = 'studyleaf'; main()"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def shows(url: str, text: str, seconds: float) -> float:
    """Ask for the page until it holds the text; return how long that took."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                if text in answer.read().decode():
                    return time.perf_counter() - start
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.005)
    raise SystemExit(f"“{text}” did not show within {seconds:.0f} s")


def edits(root: Path, engine: str) -> list[float]:
    address = f"127.0.0.1:{free_port()}"
    server = subprocess.Popen(
        [sys.executable, "-c", CODE, "serve", "--engine", engine, "--address", address],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        start_new_session=True,
    )
    page = root / "docs" / "part-0" / "topic-3.md"
    text = page.read_text(encoding="utf-8")
    url = f"http://{address}/part-0/topic-3.html"
    try:
        shows(url, "Topic 3", 60)
        time.sleep(3)  # until the watcher stands
        found = []
        for number in range(EDITS):
            page.write_text(text.replace("## Limits", f"Edit {number}.\n\n## Limits"))
            found.append(shows(url, f"Edit {number}.", 20))
            time.sleep(1.3)  # as people pause
        return found
    finally:
        page.write_text(text, encoding="utf-8")
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_guide(root, pages=PAGES, questions=QUESTIONS, hook=True)
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=root,
            check=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        whole = time.perf_counter() - start
        for engine, bar in BARS.items():
            median = statistics.median(edits(root, engine))
            print(
                f"{engine}: an edit shows after {median:.2f} s (bar {bar}), "
                f"{median / whole:.2f} times a whole build"
            )


if __name__ == "__main__":
    main()
