"""MkDocs events → studyleaf. The functions are the package's, so this file needs no update."""

from studyleaf.hook import (
    on_config,
    on_env,
    on_files,
    on_page_markdown,
    on_post_build,
    on_post_page,
    on_startup,
)

__all__ = [
    "on_config",
    "on_env",
    "on_files",
    "on_page_markdown",
    "on_post_build",
    "on_post_page",
    "on_startup",
]
