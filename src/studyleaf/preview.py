"""The files of a guide → a site in the browser that follows the edits. At the rim.

MkDocs looks for changes every half second, waits for more of them, builds all pages, and compiles
all templates each time. Here only pages that changed are built, unless something else did, and
templates are compiled once.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from studyleaf.store import CATALOGUE, CONFIG, StoreError, write_all

_LOOK_EVERY, _WAIT_FOR_MORE = 0.1, 0.02  # seconds
_ZENSICAL = ".studyleaf-preview.yml"
ZENSICAL_SITE = ".cache/studyleaf-preview"
"""Where the preview's site goes: Zensical wants it inside the guide's folder."""


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates, kept from build to build."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


class Builder:
    """Builds the site into a folder, each time as little of it as will do."""

    def __init__(self, root: Path, folder: str, address: str | None) -> None:
        self.root = root
        self.folder = folder
        self.address = address
        self.compiled = _Compiled()
        self.before: object = None

    def config(self) -> MkDocsConfig:
        """Read mkdocs.yml, for a site that is served."""
        given = {"dev_addr": self.address} if self.address else {}
        config = load_config(str(self.root / CONFIG), site_dir=self.folder, **given)
        host, port = config.dev_addr
        config.site_url = f"http://{host}:{port}/"
        make = config.theme.get_env

        def get_env() -> jinja2.Environment:
            env = make()
            env.bytecode_cache = self.compiled
            return env

        config.theme.get_env = get_env  # type: ignore[method-assign]
        return config

    def __call__(self, config: MkDocsConfig | None = None) -> None:
        """Build all pages, or only those that changed if nothing but the text of pages did."""
        config = config or self.config()
        now = _shape(self.root, Path(config.docs_dir))
        only_pages = self.before == now
        self.before = None  # a build that fails leaves it open what is up to date
        build(config, serve_url=config.site_url, dirty=only_pages)
        self.before = now


def _shape(root: Path, docs: Path) -> object:
    """Return what decides more than one page: which files there are, and all that are no pages."""
    pages = sorted(path.as_posix() for path in docs.rglob("*.md"))
    others = [path for path in docs.rglob("*") if path.is_file() and path.suffix != ".md"]
    others += [root / CONFIG, root / CATALOGUE, *(root / "hooks").glob("*.py")]
    return pages, {path.as_posix(): path.stat().st_mtime_ns for path in others if path.exists()}


def serve_mkdocs(root: Path, address: str | None, *, open_in_browser: bool = False) -> None:
    """Serve the guide with MkDocs until interrupted. Raises what MkDocs raises."""
    folder = tempfile.mkdtemp(prefix="studyleaf-")
    try:
        builder = Builder(root, folder, address)
        config = builder.config()
        config.plugins.on_startup(command="serve", dirty=True)
        host, port = config.dev_addr
        server = LiveReloadServer(
            builder, host, port, root=folder, polling_interval=_LOOK_EVERY, mount_path="/"
        )
        server.build_delay = _WAIT_FOR_MORE
        try:
            builder(config)
            for path in (config.docs_dir, root / CONFIG, root / CATALOGUE):
                if Path(path).exists():
                    server.watch(str(path))
            server = config.plugins.on_serve(server, config=config, builder=builder)
            for item in config.watch:
                server.watch(item)
            with contextlib.suppress(KeyboardInterrupt):
                server.serve(open_in_browser=open_in_browser)  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()
            config.plugins.on_shutdown()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def serve_zensical(root: Path, address: str | None, *, open_in_browser: bool = False) -> None:
    """Serve the guide with Zensical until interrupted.

    Raises StoreError when Zensical is not installed. A settings file of its own, beside mkdocs.yml
    for as long as it runs, keeps what is only for the preview out of the site.
    """
    if find_spec("zensical") is None:
        raise StoreError.of("zensical", "engine", "It is not installed: pip install zensical.")
    from zensical import serve  # noqa: PLC0415  an engine that not everyone has

    with zensical_config(root) as config:
        options: dict[str, Any] = {"dev_addr": address, "open": open_in_browser, "strict": False}
        with contextlib.suppress(KeyboardInterrupt):
            serve(str(config.resolve()), options)


@contextlib.contextmanager
def zensical_config(root: Path) -> Iterator[Path]:
    """Provide the settings file of a preview; it and the preview's site are removed afterwards."""
    config = root / _ZENSICAL
    lines = [
        "# Made by `studyleaf serve --engine zensical`, and removed when it ends.",
        f"INHERIT: {CONFIG}",
        f"site_dir: {ZENSICAL_SITE}",
        "extra:",
        "  studyleaf:",
        "    preview: true",
    ]
    try:
        write_all({config: "\n".join(lines) + "\n"})
        yield config
    finally:
        config.unlink(missing_ok=True)
        shutil.rmtree(root / ZENSICAL_SITE, ignore_errors=True)
