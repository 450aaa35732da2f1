"""A Markdown instance → what the engine that runs it says: MkDocs, Zensical, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown import Markdown

from studyleaf.notices import Notice
from studyleaf.settings import Settings, read_settings


@dataclass(frozen=True, slots=True)
class Host:
    """What an extension can know of the site that it renders for."""

    language: str = "en"
    settings: Settings | None = None
    path: str = ""
    """The page's path, relative to the folder of pages."""
    place: str = ""
    """The folder of the guide, or a file in it."""

    @property
    def sections(self) -> tuple[str, ...]:
        """The headings of sections with questions; none where there is no site."""
        return self.settings.sections if self.settings else ()

    @property
    def notices(self) -> Sequence[Notice]:
        """What a preview tells of the page; nothing in any other build."""
        if self.settings is None or not self.settings.preview or not self.place:
            return ()
        from studyleaf.live import live_guide  # noqa: PLC0415  no other build reads files here

        return live_guide(self.place).notices(self.path)


def host(md: Markdown) -> Host:
    """Return what can be known. Raises SettingsError for wrong settings of the site."""
    if "relpath" in md.treeprocessors:  # MkDocs: its processor of links knows file and config
        relpath: Any = md.treeprocessors["relpath"]
        if hasattr(relpath, "config") and hasattr(relpath, "file"):
            config = relpath.config
            language = config["theme"].get("language")
            return _host(
                language, config["extra"], relpath.file.src_uri, config["config_file_path"]
            )
    if "rendering_context" in md.preprocessors:  # Zensical
        context: Any = md.preprocessors["rendering_context"]
        config = context.config
        language = (config.get("theme") or {}).get("language")
        return _host(language, config.get("extra"), context.page.path, config.get("root_dir"))
    return Host()


def _host(language: Any, extra: Any, path: str, place: str | None) -> Host:
    values = extra.get("studyleaf") if isinstance(extra, Mapping) else None
    return Host(str(language or "en"), read_settings(values), path, place or "")
