"""The rules on pages: their links, images and HTML, and what Python-Markdown would misread."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from studyleaf.check.markdown import Link
from studyleaf.check.rule import Finding, Survey
from studyleaf.spelling import nearest, nearest_path

_FOREIGN = re.compile(r"\A(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|\{\{|\{%)")
_RUNS = re.compile(r"\A\s*(?:javascript|vbscript|data:text/html)", re.IGNORECASE)
_ACTIVE = frozenset({"script", "iframe", "frame", "frameset", "object", "embed", "base"})
_ADDRESSED = frozenset({"href", "src", "action", "formaction", "xlink:href"})
_GENERATED = ("assets/", "tags.md", "search/")
"""What a theme, a plugin or the hook adds to the site."""


def broken_link(survey: Survey) -> Iterator[Finding]:
    """A link to another page or file of the guide leads somewhere.

    Write the path of the Markdown file, relative to the page that links: the site, GitHub and the
    book all follow it.

    Bad:

        See [queues](missing.md).

    Good:

        See [this page](page.md).
    """
    for path, link in _links(survey, image=False):
        target = _target(path, link)
        if target is None or not survey.files or _is_there(survey, target, link):
            continue
        yield Finding(path, link.line, _missing(survey, path, target, "page"), link.column)


def broken_anchor(survey: Survey) -> Iterator[Finding]:
    """A link to a heading or a question names one that is there.

    Bad:

        See [limits](#limit).

        ## Limits

    Good:

        See [limits](#limits).

        ## Limits
    """
    for path, link in _links(survey, image=False):
        _, _, anchor = link.target.partition("#")
        target = _target(path, link)
        if not anchor or target is None or anchor.startswith(("fn:", "fnref", "__")):
            continue
        scan = survey.scans.get(target)
        if scan is None or scan.open_ended:
            continue
        known = {id_ for id_, _ in scan.ids} | scan.slugs
        if anchor in known:
            continue
        near = nearest(anchor, known, likeness=70)
        hint = f" Did you mean `#{near}`?" if near else " Use the id of a heading that is there."
        where = "this page" if target == path else f"`{target}`"
        message = f"There is no `#{anchor}` in {where}.{hint}"
        yield Finding(path, link.line, message, link.column)


def broken_image(survey: Survey) -> Iterator[Finding]:
    """A picture is there.

    Bad:

        ![Three queues in a row](missing.svg)

    Good:

        ![Three queues in a row](picture.svg)
    """
    for path, link in _links(survey, image=True):
        target = _target(path, link)
        if target is None or not survey.files or _is_there(survey, target, link):
            continue
        yield Finding(path, link.line, _missing(survey, path, target, "picture"), link.column)


def no_alt_text(survey: Survey) -> Iterator[Finding]:
    """A picture has a text for those who can't see it.

    Say what the picture shows, not that it is one. In HTML, `alt=""` marks a picture that only
    decorates.

    Bad:

        ![](picture.svg)

    Good:

        ![A message travels from a queue to two consumers](picture.svg)
    """
    message = "Say in the square brackets what the picture shows."
    for path, link in _links(survey, image=True):
        if not link.raw and not link.alt.strip():
            yield Finding(path, link.line, message, link.column)
    for path, scan in survey.scans.items():
        for tag in scan.tags:
            if tag.name == "img" and "alt" not in {key for key, _ in tag.attributes}:
                message_html = 'Say what the picture shows: `alt="…"`.'
                yield Finding(path, tag.line, message_html, tag.column)


def unsafe_html(survey: Survey) -> Iterator[Finding]:
    """A page runs nothing: no script, event handler, frame or plugin.

    Anyone may propose a page, and a reader's browser would run what stands there. Videos and
    widgets of other hosts also tell them who reads. Link to them.

    Bad:

        <img src="picture.svg" alt="A queue" onclick="alert(1)">

    Good:

        <img src="picture.svg" alt="A queue">
    """
    for path, scan in survey.scans.items():
        for tag in scan.tags:
            what = f"`<{tag.name}>`" if tag.name in _ACTIVE else ""
            for key, value in tag.attributes:
                if key.casefold().startswith("on"):
                    what = what or f"the event handler `{key}`"
                elif key.casefold() in _ADDRESSED and _RUNS.match(value or ""):
                    what = what or f"the address that runs a script in `{key}`"
                elif key.casefold() == "srcdoc":
                    what = what or "`srcdoc`"
            if what:
                yield Finding(path, tag.line, f"Remove {what}: pages run nothing.", tag.column)
        for link in scan.links:
            if not link.raw and _RUNS.match(link.target):
                message = "Remove this address: pages run nothing."
                yield Finding(path, link.line, message, link.column)


def no_blank_line(survey: Survey) -> Iterator[Finding]:
    """A blank line stands before a list and before a table.

    GitHub shows a list right after a paragraph as one; Python-Markdown, which builds the site,
    makes it part of the paragraph. `studyleaf check --fix` adds the line.

    Bad:

        Three kinds:
        - one
        - two
        - three

    Good:

        Three kinds:

        - one
        - two
        - three
    """
    inside = {
        (page.path, line)
        for page, question in survey.questions  # there the extension sees to it
        for line in range(question.line, question.line + question.source.count("\n") + 1)
    }
    for path, scan in survey.scans.items():
        for line, what in scan.glued:
            if (path, line) not in inside:
                yield Finding(path, line, f"Put a blank line before this {what}.")


def not_utf_8(survey: Survey) -> Iterator[Finding]:
    """A page is text in UTF-8.

    Any editor can save it so; `.editorconfig` tells it to. NUL bytes are no text, either.

    Bad:

        A page saved as Windows-1252 or UTF-16

    Good:

        A page saved as UTF-8, with or without a byte order mark
    """
    for problem in survey.unreadable:
        yield Finding(problem.path, problem.line, problem.message, problem.column)


def _links(survey: Survey, *, image: bool) -> Iterator[tuple[str, Link]]:
    for path, scan in survey.scans.items():
        for link in scan.links:
            if link.image == image:
                yield path, link


def _target(path: str, link: Link) -> str | None:
    """Return the path in the folder of pages that a link leads to; None if it leads elsewhere."""
    address = link.target
    if _FOREIGN.match(address):
        return None
    plain = address.partition("#")[0].partition("?")[0]
    if not plain:
        return path if "#" in address else ""
    if plain.startswith("/"):
        return None if not plain.endswith(".md") else plain
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))


def _is_there(survey: Survey, target: str, link: Link) -> bool:
    if target in survey.files:
        return True
    if target.startswith(_GENERATED) or (target and target == survey.settings.book.file):
        return True
    if link.target.partition("#")[0].endswith("/") or "." not in posixpath.basename(target):
        return any(
            name in survey.files for name in (f"{target}/index.md", f"{target}.md", "index.md")
        ) and not (target not in (".", "") and _unknown_folder(survey, target))
    return target.endswith(".html") and f"{target.removesuffix('.html')}.md" in survey.files


def _unknown_folder(survey: Survey, target: str) -> bool:
    return not {f"{target}/index.md", f"{target}.md"} & survey.files


def _missing(survey: Survey, path: str, target: str, what: str) -> str:
    if not target:
        return f"This {'link' if what == 'page' else 'picture'} has no address: give it one."
    folder = posixpath.dirname(path) or "."
    if target.startswith("/"):
        target = target.lstrip("/")
        if target in survey.files:
            relative = posixpath.relpath(target, folder)
            return f"Write the path relative to this page: `{relative}`."
    if target.startswith("../"):
        return "This leads out of the folder of pages: mend the path."
    suffix = posixpath.splitext(target)[1]
    near = nearest_path(target, (name for name in survey.files if name.endswith(suffix)))
    hint = (
        f" Did you mean `{posixpath.relpath(near, folder)}`?"
        if near
        else f" Add the {what}, or mend the path."
    )
    return f"There is no `{target}` in the folder of pages.{hint}"
