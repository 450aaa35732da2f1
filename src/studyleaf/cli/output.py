"""How commands speak: problems and tables, on the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from studyleaf.model import Problem

# Without `emoji=False`, line 100 of a file is the picture that `:100:` stands for.
out = Console(highlight=False, emoji=False)
err = Console(stderr=True, highlight=False, emoji=False)


def tell(problems: Iterable[Problem]) -> None:
    """Print problems to standard error, one a line, in the form that editors make clickable."""
    for problem in problems:
        err.print(str(problem), markup=False, soft_wrap=True)
