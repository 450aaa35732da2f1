"""Guides made of arithmetic, the same on every machine, for the benchmarks beside this file."""

from __future__ import annotations

from pathlib import Path

WORDS = [
    "queue",
    "topic",
    "stream",
    "shard",
    "key",
    "table",
    "index",
    "bucket",
    "object",
    "version",
    "policy",
    "role",
    "token",
    "cache",
    "volume",
    "zone",
    "region",
    "replica",
    "snapshot",
    "trigger",
    "function",
    "layer",
    "alias",
    "stage",
    "method",
    "quota",
    "limit",
    "retry",
    "order",
]

CONFIG = """\
site_name: Benchmark
use_directory_urls: false
theme:
  name: material
  font: false
plugins: [search]
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist
"""
HOOK = "hooks: [quiz.py]\n"


def sentence(number: int, length: int = 14) -> str:
    words = [WORDS[(number * 7 + i * i * 3 + i) % len(WORDS)] for i in range(length)]
    return " ".join(words).capitalize() + "."


def question(number: int) -> str:
    """One of four kinds in turn: two open ones, a single and a multiple choice."""
    heading = f"### {sentence(number, 12)[:-1]} number {number}? {{#q-{number}}}\n\n"
    source = "[source](https://example.org/page)"
    if number % 2:
        code = "```python\ntable.query(limit=10)\n```\n\n" if number % 4 == 1 else ""
        return (
            f"{heading}**{sentence(number + 1, 6)}**\n\n{sentence(number + 2)} {source}\n\n{code}"
        )
    choices = "".join(
        f"- [{'x' if i == number % 3 or (number % 4 == 0 and i == 3) else ' '}] "
        f"{sentence(number + i, 7)}\n    > {sentence(number - i, 9)}\n"
        for i in range(4)
    )
    return f"{heading}{choices}\n{sentence(number + 2)} {source}\n\n"


def page(number: int, questions: int) -> str:
    prose = "\n\n".join(sentence(number * 31 + i, 60) for i in range(6))
    rows = "".join(f"| {WORDS[i]} | {i * number} | {sentence(i, 5)} |\n" for i in range(8))
    asked = "".join(question(number * questions + i) for i in range(questions))
    return (
        f"# Topic {number}\n\n## How it works\n\n{prose}\n\n## Limits\n\n"
        f"| What | Value | Note |\n|---|---|---|\n{rows}\n## Practice questions\n\n{asked}"
    )


def write_guide(root: Path, *, pages: int, questions: int, hook: bool) -> None:
    """Write a guide with a navigation by category, ten topics each."""
    nav = ["nav:", "  - Start: index.md"]
    docs = root / "docs"
    for number in range(pages):
        category = f"part-{number // 10}"
        if number % 10 == 0:
            nav.append(f"  - Part {number // 10}:")
        nav.append(f"      - Topic {number}: {category}/topic-{number}.md")
        file = docs / category / f"topic-{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page(number, questions), encoding="utf-8")
    (docs / "index.md").write_text("# Start\n", encoding="utf-8")
    config = CONFIG + (HOOK if hook else "") + "\n".join(nav) + "\n"
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    hook_file = Path(__file__).parent.parent / "hooks" / "quiz.py"
    (root / "quiz.py").write_text(hook_file.read_text(encoding="utf-8"), encoding="utf-8")
