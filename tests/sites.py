"""Small guides, made and built for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from conftest import ROOT

CONFIG = """\
site_name: Test guide
use_directory_urls: false
theme:
  name: material
  language: en
  font: false
  features: [navigation.instant]
plugins: [search]
hooks: [quiz.py]
markdown_extensions:
  - attr_list
  - footnotes
  - tables
  - toc: {permalink: true}
  - pymdownx.superfences
  - studyleaf
extra:
  studyleaf: {guide: test}
"""

QUESTIONS = """\
---
title: Queues
---

# Queues

A queue keeps messages.

## Practice questions

### What happens to the message? {#q-open domain=troubleshooting}

**It comes back.**

Because of the timeout.[^1] [Source](https://example.org)

[^1]: A footnote.

### Which keeps the order? {#q-single}

- [ ] A standard queue
    > It may not.
- [x] A FIFO queue
    > Inside a group.

[Source](https://example.org)

### Which two encrypt? (Choose two.) {#q-multiple}

- [x] SSE-S3
- [ ] TLS
- [x] SSE-KMS

[Source](https://example.org)
"""


def write_site(root: Path, pages: Mapping[str, str], config: str = CONFIG) -> Path:
    """Write a guide with these pages; `index.md` is added."""
    for name, text in {"index.md": "# Start\n", **pages}.items():
        file = root / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    (root / "quiz.py").write_text((ROOT / "hooks" / "quiz.py").read_text(encoding="utf-8"))
    return root


def run(root: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module as a command in `root`, and return what it printed."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "COLUMNS": "200", "NO_COLOR": "1", **env},
    )


def build(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build a site with MkDocs into `root/site`."""
    return run(root, "mkdocs", "build", *options)
