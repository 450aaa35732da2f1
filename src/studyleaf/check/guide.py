"""The rules on the guide as a whole: ids, twins, the catalogue, the navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pathspec import GitIgnoreSpec

from studyleaf.check.rule import Finding, Survey
from studyleaf.model import Page, Question
from studyleaf.spelling import nearest, nearest_path

_RETIRED = re.compile(r"<!--\s*retired:\s*([^>]*?)\s*-->")


def repeated_id(survey: Survey) -> Iterator[Finding]:
    """No two questions of a guide have the same id.

    Readers' progress is kept under it. That holds for `was=old-id` and for retired ids, too.

    Bad:

        ### Which one stores objects? {#storage}

        **A bucket.**

        ### Which one stores blocks? {#storage}

        **A volume.**

    Good:

        ### Which one stores objects? {#storage-objects}

        **A bucket.**

        ### Which one stores blocks? {#storage-blocks}

        **A volume.**
    """
    places: dict[str, str] = {}
    first: dict[str, tuple[Page, Question]] = {}
    retired = _retired(survey)
    for page, question in survey.questions:
        if question.id is None:
            continue
        here = survey.place(page.path, question.prompt_line)
        there = places.setdefault(question.id, here)
        if there != here:
            message = f"Change this id: the question at {there} has it."
            yield Finding(page.path, question.prompt_line, message)
            if survey.both:
                other_page, other = first[question.id]
                message = f"The question at {here} has this id, too: change one of them."
                yield Finding(other_page.path, other.prompt_line, message)
        elif question.id in retired:
            message = f"Change this id: {retired[question.id]} says that it is retired."
            yield Finding(page.path, question.prompt_line, message)
        first.setdefault(question.id, (page, question))
    for page, question in survey.questions:
        for old in question.was:
            there = places.get(old, "")
            here = survey.place(page.path, question.prompt_line)
            if there and there != here:
                message = f"Take `{old}` out of `was`: the question at {there} has this id."
                yield Finding(page.path, question.prompt_line, message)
            places.setdefault(old, here)
    yield from _repeated_anchors(survey)


def _repeated_anchors(survey: Survey) -> Iterator[Finding]:
    """Find ids of questions that something else on the page has, too."""
    for page in survey.guide.pages:
        scan = survey.scans.get(page.path)
        own = {question.id: question.prompt_line for question in page.questions if question.id}
        for id_, line in scan.ids if scan else ():
            if own.get(id_, line) != line and not any(
                question.id == id_ and question.prompt_line == line for question in page.questions
            ):
                message = f"Change this id: the question in line {own[id_]} has it."
                yield Finding(page.path, line, message)


def lost_id(survey: Survey) -> Iterator[Finding]:
    """An id that readers may have progress under stays, or is named in `was=…`.

    With `--base REF` the guide is compared with an earlier revision. A question that got a new id
    names the old one: `{#new-id was=old-id}`. For a question that is gone for good, leave
    `<!-- retired: old-id -->` on the page, so that nobody uses the id again.

    Bad:

        ### Which one stores objects? {#objects}

        becomes

        ### Which one stores objects? {#buckets}

    Good:

        ### Which one stores objects? {#objects}

        becomes

        ### Which one stores objects? {#buckets was=objects}
    """
    present = {id_ for _, question in survey.questions for id_ in (question.id, *question.was)}
    retired = _retired(survey)
    paths = {page.path for page in survey.guide.pages}
    heirs = {question.prompt: (page, question) for page, question in survey.questions}
    for id_, (path, line, prompt) in survey.former.items():
        if id_ in present or id_ in retired:
            continue
        heir = heirs.get(prompt)
        if heir is not None:
            page, question = heir
            message = f"This question had the id `{id_}`: add `was={id_}` to its heading."
            yield Finding(page.path, question.prompt_line, message)
            continue
        message = (
            f"The question `{id_}` is gone: add `was={id_}` to the one that replaces it, or leave "
            f"`<!-- retired: {id_} -->` on the page."
        )
        yield Finding(path, _near(survey, path, line) if path in paths else 0, message)


def _near(survey: Survey, path: str, line: int) -> int:
    """Return the line of the page that is nearest to where the question stood."""
    return max(1, min(line, survey.sources.get(path, "").count("\n")))


def _retired(survey: Survey) -> dict[str, str]:
    """Return the retired ids, each with the place that says so."""
    found: dict[str, str] = {}
    for path, text in survey.sources.items():
        for match in _RETIRED.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.update(
                dict.fromkeys(match[1].replace(",", " ").split(), survey.place(path, line))
            )
    return found


def near_twin(survey: Survey) -> Iterator[Finding]:
    """No two questions of a guide ask nearly the same.

    Compared are the words of scenario, prompt and choices, whatever their order. Questions that
    differ in a number, in a “not” or in the words that matter are different.

    Bad:

        ### Which storage class keeps objects in a single zone? {#single-zone}

        **One Zone.**

        ### Which storage class keeps objects in one single zone? {#one-zone}

        **One Zone.**

    Good:

        ### Which storage class keeps objects in a single zone? {#single-zone}

        **One Zone.**

        ### Which storage class is for objects that are rarely read? {#rarely-read}

        **Infrequent Access.**
    """
    from studyleaf.check.twins import Text, twins  # noqa: PLC0415  no build of a site does this

    found = survey.questions
    for first, second in twins([Text(*_text(question)) for _, question in found]):
        for one, two in ((second, first), (first, second))[: 1 + survey.both]:
            (page, question), (other_page, other) = found[one], found[two]
            message = (
                f"This asks nearly the same as {survey.place(other_page.path, other.prompt_line)}: "
                "remove one, or let them ask different things."
            )
            yield Finding(page.path, question.prompt_line, message)


def _text(question: Question) -> tuple[str, tuple[str, ...]]:
    """Return what a question asks, and its choices or its answer."""
    asked = " ".join([*question.scenario, question.prompt, question.stem])
    return asked, tuple(choice.text for choice in question.choices) or (question.answer,)


def unknown_topic(survey: Survey) -> Iterator[Finding]:
    """A page of a category, or one with questions, is about a topic of the catalogue.

    Navigation, book and import follow `topics.yml`; a page that isn't in it is lost to them.

    Bad:

        docs/storage/ebss.md, when topics.yml has the topic `ebs`

    Good:

        docs/storage/ebs.md
    """
    catalogue = survey.guide.catalogue
    known = {topic.path: topic for topic in catalogue.topics}
    if not known:
        return
    folders = {f"{category.id}/" for category in catalogue.categories}
    for page in survey.guide.pages:
        folder = page.path.rpartition("/")[0] + "/"
        if page.path in known or page.path.endswith("index.md"):
            continue
        if folder in folders or page.questions:
            near = nearest_path(page.path, known)
            hint = f"Did you mean `{near}`?" if near else "Add it there, or move the page."
            yield Finding(page.path, 1, f"topics.yml has no topic with this page. {hint}")


def unknown_domain(survey: Survey) -> Iterator[Finding]:
    """The domain of a question is one of the catalogue.

    Bad:

        ### Which one stores objects? {#objects domain=storge}

        when topics.yml has the domain `storage`

    Good:

        ### Which one stores objects? {#objects domain=storage}
    """
    known = [domain.id for domain in survey.guide.catalogue.domains]
    if not known:
        return
    for page, question in survey.questions:
        domain = question.get("domain")
        if domain is not None and domain not in known:
            near = nearest(domain, known)
            hint = f"Did you mean `{near}`?" if near else f"There are {', '.join(known)}."
            message = f"topics.yml has no domain `{domain}`. {hint}"
            yield Finding(page.path, question.prompt_line, message)


def not_in_navigation(survey: Survey) -> Iterator[Finding]:
    """A page is in the navigation.

    Readers find it by searching only, and the book leaves it out. `studyleaf check --fix` adds an
    entry. A page that should stay out stands under `not_in_nav` in `mkdocs.yml`.

    Bad:

        nav:
          - Start: index.md

    Good:

        nav:
          - Start: index.md
          - Storage:
              - Amazon EBS: storage/ebs.md
    """
    for path in missing_in_navigation(survey):
        yield Finding(path, 0, "Add this page to `nav` in mkdocs.yml.")


def missing_in_navigation(survey: Survey) -> list[str]:
    """Return the pages that the navigation lacks; none where there is no `nav`."""
    if not survey.config.get("nav"):
        return []
    named = set(_entries(survey.config["nav"]))
    patterns = [
        line
        for key in ("not_in_nav", "exclude_docs", "draft_docs")
        for line in str(survey.config.get(key) or "").splitlines()
    ]
    left_out = GitIgnoreSpec.from_lines(patterns)
    return [
        page.path
        for page in survey.guide.pages
        if page.path not in named and not left_out.match_file(page.path)
    ]


def _entries(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for value in nav.values():
            yield from _entries(value)
    elif isinstance(nav, list):
        for value in nav:
            yield from _entries(value)
