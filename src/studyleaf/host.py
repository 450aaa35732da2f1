"""A Markdown instance → what the engine that runs it says: MkDocs, Zensical, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markdown import Markdown

from studyleaf.settings import Settings, read_settings


@dataclass(frozen=True, slots=True)
class Host:
    """What an extension can know of the site that it renders for."""

    language: str = "en"
    settings: Settings | None = None
    path: str = ""
    """The page's path, relative to the folder of pages."""

    @property
    def sections(self) -> tuple[str, ...]:
        """The headings of sections with questions; none where there is no site."""
        return self.settings.sections if self.settings else ()


def host(md: Markdown) -> Host:
    """Return what can be known. Raises SettingsError for wrong settings of the site."""
    if "relpath" in md.treeprocessors:  # MkDocs: its processor of links knows file and config
        relpath: Any = md.treeprocessors["relpath"]
        if hasattr(relpath, "config") and hasattr(relpath, "file"):
            config = relpath.config
            return _host(config["theme"].get("language"), config["extra"], relpath.file.src_uri)
    if "rendering_context" in md.preprocessors:  # Zensical
        context: Any = md.preprocessors["rendering_context"]
        theme = context.config.get("theme") or {}
        return _host(theme.get("language"), context.config.get("extra"), context.page.path)
    return Host()


def _host(language: Any, extra: Any, path: str) -> Host:
    values = extra.get("studyleaf") if isinstance(extra, Mapping) else None
    return Host(str(language or "en"), read_settings(values), path)
