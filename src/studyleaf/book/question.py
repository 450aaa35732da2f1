"""The HTML of a question → the question with room to tick, and its answer for another page."""

from __future__ import annotations

import json

from lxml.html import HtmlElement

from studyleaf.book.nodes import Node, has_words, node
from studyleaf.book.reading import HEADINGS, Reading, classes

_KEPT_TOGETHER = 900
"""A question with no more letters stays on one page."""


def read_question(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return the question; its answer goes to `reading.answers`."""
    parts = {name: child for child in element for name in classes(child)}
    line = element.get("data-line") or ""
    if line.isdecimal():
        reading.places.reach(int(line))
    reading.questions += 1
    number = f"{reading.number}.{reading.questions}" if reading.number else str(reading.questions)
    links = reading.shared.links
    name = element.get("data-id")
    label = links.label(reading.page.url, name)
    if label is None or label in reading.asked:
        label = f"{reading.page.url}#?{reading.questions}"
    reading.asked.add(label)
    prompt = parts.get("sl-prompt")
    kind = element.get("data-kind") or "open"
    level = HEADINGS.get(str(prompt.tag), 3) if prompt is not None else 3
    choices = _choices(reading, parts.get("sl-choices"))
    question = node(
        "q",
        l=label,
        n=number,
        d=reading.depth(level),
        kind=kind,
        prompt=reading.inline(prompt) if prompt is not None else [],
        scenario=reading.blocks(parts["sl-scenario"]) if "sl-scenario" in parts else [],
        stem=reading.blocks(parts["sl-stem"]) if "sl-stem" in parts else [],
        choices=choices,
    )
    if not has_words(question["prompt"]):  # then the number asks, and so comes first
        asking = [node("p", c=question["prompt"])] if question["prompt"] else []
        question.update(
            prompt=[], scenario=[], stem=[*question["scenario"], *asking, *question["stem"]]
        )
    answer = parts.get("sl-answer")
    if answer is not None:
        made = _answer(reading, answer, number, label)
        question["a"] = made["l"]
        reading.answers.append(made)
    # Without an answer there may be notes and the word that says so.
    for extra in ("sl-explanation", "sl-none"):
        if extra in parts:
            question.setdefault("rest", []).extend(
                reading.block(parts[extra]) or reading.blocks(parts[extra])
            )
    if len(json.dumps(question, ensure_ascii=False)) <= _KEPT_TOGETHER + 40 * len(choices):
        question["keep"] = True
    return [question]


def _choices(reading: Reading, found: HtmlElement | None) -> list[list[Node]]:
    if found is None:
        return []
    return [reading.item(item) for item in found if item.tag == "li"]


def _answer(reading: Reading, element: HtmlElement, number: str, label: str) -> Node:
    """Return the answer: the key of letters, why each choice is right or wrong, the explanation."""
    found = {name: child for child in element.iter() for name in classes(child)}
    key = found.get("sl-key")
    reasons = []
    for item in found.get("sl-reasons", ()):
        verdict = next((child for child in item if "sl-verdict" in classes(child)), None)
        value = item.get("value") or "1"
        reasons.append(
            {
                "n": min(int(value), 999) if value.isdecimal() else 1,
                "right": item.get("data-right") is not None,
                "verdict": verdict.text_content() if verdict is not None else "",
                "c": reading.item(item, verdict),
            }
        )
    explanation = found.get("sl-explanation")
    return node(
        "a",
        l=f"{label}:answer",
        q=label,
        n=number,
        key=reading.inline(key) if key is not None else [],
        reasons=reasons,
        c=reading.blocks(explanation) if explanation is not None else [],
    )


def read_inner_heading(reading: Reading, element: HtmlElement) -> list[Node]:
    """Return a heading inside an answer (`role=heading`): it stands in no list of contents."""
    return [node("minor", c=reading.inline(element))]
