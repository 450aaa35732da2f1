"""A revision in git → the ids that the guide's questions had then. It runs git: the rim."""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

from studyleaf.check import Former
from studyleaf.parser import parse
from studyleaf.store import Site, StoreError


def former_ids(site: Site, ref: str) -> dict[str, Former]:
    """Return the ids, present and past, in those pages of `ref` that have changed since.

    Compared is with where the present branch left `ref`, as a pull request does. Raises StoreError
    when git, the repository or the revision is missing.
    """
    start = _git(site.root, ref, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
    base = start.strip()
    with contextlib.suppress(StoreError):  # a shallow clone knows no common past: `ref` will do
        base = _git(site.root, ref, "merge-base", base, "HEAD").strip()
    docs = site.docs.relative_to(site.root).as_posix() or "."
    changed = _git(
        site.root, ref, "diff", "--name-only", "--relative", "--no-renames", "-z",
        "--diff-filter=DMT", base, "--", docs,
    )  # fmt: skip
    former: dict[str, Former] = {}
    for name in filter(None, changed.split("\0")):
        if not name.endswith(".md"):
            continue
        path = Path(name).relative_to(docs).as_posix()
        page = parse(
            _git(site.root, ref, "show", f"{base}:./{name}"), path, sections=site.settings.sections
        )
        for question in page.questions:
            for id_ in (question.id, *question.was):
                if id_:
                    former[id_] = Former(path, question.prompt_line, question.prompt)
    return former


def _git(root: Path, ref: str, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  fixed words; `ref` stands behind --end-of-options
            ["git", "-C", str(root), *arguments],  # noqa: S607  git is where the user has it
            capture_output=True,
            check=True,
        )
    except FileNotFoundError:
        raise StoreError.of("--base", "git", "There is no git here; leave --base out.") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        reason = said[0].removeprefix("fatal: ") if said else "git failed"
        raise StoreError.of("--base", "git", f"Can't compare with {ref}: {reason}.") from None
    return done.stdout.decode("utf-8", errors="replace")
