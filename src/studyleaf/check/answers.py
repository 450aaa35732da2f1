"""The rules on answers: there, explained, with a source and an id, naming no letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyleaf.blocks import blocks
from studyleaf.check.rule import Finding, Survey
from studyleaf.ids import make_id
from studyleaf.model import Page, Question
from studyleaf.parser import asks, bold_answer, is_task_list

_LOOKS_ASKING = re.compile(
    r"(?:what|which|when|where|who|whom|whose|why|how)\b|(?:question|q)\s*\d+\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S")
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]]+)\](?:\[(?P<label>[^\[\]]*)\])?")

_CODE = re.compile(r"(?<!`)(`++).+?(?<!`)\1(?!`)", re.DOTALL)
_ONE = r"\(?[A-H]\)?(?![\w'’-])"  # noqa: RUF001  an apostrophe, as people type it
_SOME = rf"{_ONE}(?:\s*(?:,|and|or|&|,\s*(?:and|or))\s*{_ONE})*"
_LETTERS_ONLY = re.compile(_SOME + r"[.)]?", re.IGNORECASE)
_LETTER = re.compile(
    rf"\b(?:options?|choices?|answers?)(?:\s+(?:is|are))?\s*+:?\s*+\**(?-i:{_SOME})(?!\s+(?-i:[a-z]+))"
    rf"|\b(?:options?|choices?|answers?)\s+\**(?-i:{_SOME})\**\s+(?:is|are|would|does|do|can)\b"
    rf"|(?<![\w.'’-])(?-i:{_SOME})\**\s+(?:is|are)\s+(?:the\s+|also\s+|not\s+|both\s+|all\s+)*"  # noqa: RUF001
    r"(?:right|wrong|correct|incorrect|true|false)\b",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"\b(?:all|none|both|any|each|either|neither)\s+(?:of\s+)?(?:the\s+)?(?:above|below)\b"
    rf"|^(?:both|only|either|neither)\s+(?-i:{_SOME})(?:\s+nor\s+(?-i:{_ONE}))?(?:\s+only)?\.?$"
    rf"|^(?-i:{_ONE})\s*(?:,|and|&)\s*(?-i:{_SOME})(?:\s+only)?\.?$",
    re.IGNORECASE,
)
# What every match of the two above has: a scan for it takes a tenth of their time.
_MAY_NAME = re.compile(r"[A-H](?![\w'’-])|(?i:above|below)\b")  # noqa: RUF001
_NAME_IT = "Name the choice by what it says; letters change when choices move or are shuffled."


def no_answer(survey: Survey) -> Iterator[Finding]:
    """A question has an answer in bold, or a list of choices.

    The bold text fills its paragraph, or a dash or a colon follows it; a bold term inside a
    sentence answers nothing. A question that waits for someone to answer it carries
    `{.unanswered}`.

    Bad:

        ### Where does a snapshot live? {#snapshot-place}

        It lives in object storage.

    Good:

        ### Where does a snapshot live? {#snapshot-place}

        **In object storage.**

        See [the guide](https://example.org/snapshots).
    """
    for page, question in survey.judged:
        if question.kind == "unanswered" and not question.choices:
            below = blocks(question.stem)
            if any(block.kind == "list" for block in below):
                message = "Write each choice as `- [ ] …`, and the right one as `- [x] …`."
            elif any(block.kind == "paragraph" for block in below):
                message = "Set the answer in bold, in a paragraph of its own: `**…**`."
            else:
                message = "Give a bold answer or choices, or mark the heading {.unanswered}."
            yield Finding(page.path, question.prompt_line, message)


def unanswered_heading(survey: Survey) -> Iterator[Finding]:
    """A heading among the questions that looks like one has an answer.

    Without an answer and without a question mark it is an ordinary heading, and readers get no
    quiz.

    Bad:

        ### Which volumes can be shared

        Some can.

    Good:

        ### Which volumes can be shared? {#shared-volumes}

        **Those of one zone.**

        See [the guide](https://example.org/volumes).
    """
    for page, found in survey.headings:
        if found.inside and _LOOKS_ASKING.match(found.heading.text):
            message = "Give this question an answer: bold text, or a list with `- [x]`."
            yield Finding(page.path, found.line, message)


def outside_section(survey: Survey) -> Iterator[Finding]:
    """A question stands in a section of practice questions, or carries `{.question}`.

    Anywhere else a heading is a heading, whatever it looks like, and its answer is in plain sight.

    Bad:

        ## How does it scale?

        **By adding shards.**

    Good:

        ## Practice questions

        ### How does it scale? {#scaling}

        **By adding shards.**

        See [the guide](https://example.org/scaling).
    """
    name = survey.settings.sections[0]
    for page, found in survey.headings:
        if found.inside or not asks(found.heading.text):
            continue
        if any(
            is_task_list(block)
            or (block.kind == "paragraph" and bold_answer(block.content) is not None)
            for block in found.after
        ):
            message = f"Move this question below “{name}”, or mark its heading {{.question}}."
            yield Finding(page.path, found.line, message)


def no_explanation(survey: Survey) -> Iterator[Finding]:
    """An answer says why.

    Text after the answer or the choices explains, and so does a quote in a choice. Learners come
    for the reason, not for the letter.

    Bad:

        ### Can a volume be attached in another zone? {#other-zone}

        **No.**

    Good:

        ### Can a volume be attached in another zone? {#other-zone}

        **No.** - It lives in one zone; see [volumes](https://example.org/volumes).
    """
    for page, question in survey.judged:
        if question.kind != "unanswered" and not _explanations(question).strip():
            message = "Say why, in a paragraph after the answer."
            yield Finding(page.path, question.answer_line or question.prompt_line, message)


def no_source(survey: Survey) -> Iterator[Finding]:
    """An explanation links the page that says so.

    A fact that nobody can look up is hard to trust and hard to mend. `sources: false` in the
    settings switches this rule off.

    Bad:

        ### Can a volume be attached in another zone? {#other-zone}

        **No.**

        A volume lives in one zone.

    Good:

        ### Can a volume be attached in another zone? {#other-zone}

        **No.**

        A volume lives in one zone ([volumes](https://example.org/volumes)).
    """
    if not survey.settings.sources:
        return
    for page, question in survey.judged:
        explained = _explanations(question)
        if question.kind == "unanswered" or not explained.strip():
            continue
        if not _ADDRESS.search(explained) and not _refers_out(explained, page):
            message = "Link the page that says so: `[title](https://…)` in the explanation."
            yield Finding(page.path, question.answer_line or question.prompt_line, message)


def names_letter(survey: Survey) -> Iterator[Finding]:
    """An answer names its choices by what they say, not by letters.

    Choices can be shuffled, and people insert others between them: “B is right” is then wrong, and
    so is “all of the above”.

    Bad:

        ### Which one stores objects? {#objects}

        - [x] A bucket
        - [ ] A volume

        Option A is correct.

    Good:

        ### Which one stores objects? {#objects}

        - [x] A bucket
        - [ ] A volume

        A bucket holds [objects](https://example.org/buckets).
    """
    for page, question in survey.questions:
        if _LETTERS_ONLY.fullmatch(question.answer.strip()):
            message = "Write out what the answer says; a letter alone says nothing."
            yield Finding(page.path, question.answer_line or question.prompt_line, message)
        for choice in question.choices:
            if _names(_POSITION, choice.text):
                message = "Write out what this choice means; others can move or be shuffled."
                yield Finding(page.path, choice.line, message)
            elif _names(_LETTER, choice.reason):
                yield Finding(page.path, choice.line, _NAME_IT)
        found = _names(_LETTER, question.explanation) if question.choices else None
        if found:
            yield Finding(page.path, _line_of(question, found[0]), _NAME_IT)


def no_id(survey: Survey) -> Iterator[Finding]:
    """A question has an id, written on its heading.

    It is the question's address and the key of a reader's progress, so it is written once and never
    changed. `studyleaf check --fix` writes one.

    Bad:

        ### Which one stores objects?

        - [x] A bucket
        - [ ] A volume

    Good:

        ### Which one stores objects? {#objects}

        - [x] A bucket
        - [ ] A volume
    """
    taken = {question.id for _, question in survey.questions if question.id}
    for page, question in survey.questions:
        if question.id is None:
            new = make_id(question.prompt, topic_of(page), taken)
            taken.add(new)
            message = f"Write an id at the end of the heading, such as {{#{new}}}."
            yield Finding(page.path, question.prompt_line, message)


def topic_of(page: Page) -> str:
    """Return the id of the topic that a page is about: its file's name."""
    return page.path.rpartition("/")[2].removesuffix(".md")


def _explanations(question: Question) -> str:
    return "\n\n".join([question.explanation, *(choice.reason for choice in question.choices)])


def _refers_out(text: str, page: Page) -> bool:
    """Tell whether a reference link or a footnote in `text` has its address elsewhere in `page`."""
    for found in _REFERENCE.finditer(text):
        label = re.escape(found["label"] or found["text"])
        definition = re.compile(rf"^ {{0,3}}\[{label}\]:.*?https?://", re.IGNORECASE | re.MULTILINE)
        if any(definition.search(part.source) for part in page.body):
            return True
    return False


def _names(what: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Find `what` in a text, outside of code."""
    return what.search(_CODE.sub("…", text)) if _MAY_NAME.search(text) else None


def _line_of(question: Question, words: str) -> int:
    """Return the line on which `words`, or their first line, stand in a question's source."""
    before = question.source.rpartition(words)[0]
    return question.line + before.count("\n")
