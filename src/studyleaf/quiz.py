"""The parsed blocks of a question → its HTML: the contract with the client, the book and the tests.

```html
<div class="sl-question" role="group" aria-labelledby="ID" data-kind="single" data-id="ID" …>
  <div class="sl-scenario">…</div>
  <h3 class="sl-prompt" id="ID">…<a class="headerlink" href="#ID">#</a></h3>
  <div class="sl-stem">…</div>
  <ol class="sl-choices" type="A"><li class="sl-choice" data-right>…</li>…</ol>
  <details class="sl-answer" data-search-exclude><summary>Show answer</summary>
    <div class="sl-body">
      <p class="sl-key">Right: <b>A</b></p>
      <ol class="sl-reasons" type="A"><li class="sl-reason" value="1">…</li>…</ol>
      <div class="sl-explanation">…</div>
    </div>
  </details>
</div>
```

`data-kind` is open, single, multiple or unanswered; `data-line` is the prompt's line in the file;
every attribute of the heading is there as `data-…`. `data-right` marks right choices and reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from studyleaf.parser import Heading

START, HEADING, ANSWER, CHOICES, SOLUTION, REASON, AFTER, END = (
    "start",
    "heading",
    "answer",
    "choices",
    "solution",
    "reason",
    "after",
    "end",
)
"""What marks tell. Behind `start` and `heading` stands the text of a heading, behind `solution` and
`reason` that of a paragraph, behind `choices` those of plain choices, each after `CHOICE`. An
answer that is not as plain as that lies between `answer` and `after`."""

# STX and ETX: Python-Markdown removes them from the text of a page, so that nothing typed there can
# look like a mark.
OPEN, _CLOSE = "\x02studyleaf:", "\x03"
CHOICE = f"\x02studyleaf-choice{_CLOSE}"

MARK = "studyleaf"
"""The attribute that tells what a mark in the tree is, as `what:number`."""

_MARKS = re.compile(r"\x02studyleaf[^\x03]*\x03")
_BOX = re.compile(rf"\s*(?:{CHOICE})?(?:\[[ xX]\](?:[ \t]+|$))?")

_PARTS = {ANSWER, CHOICES, SOLUTION, AFTER}
"""The marks behind which another part of a question begins."""

_HEADINGS = {f"h{level}" for level in range(1, 7)}


def mark(what: str, number: int) -> str:
    """Return the text of the paragraph that marks a place in question `number`."""
    return f"{OPEN}{what}:{number}{_CLOSE}"


Reason = tuple[int, bool, list[Element]]
"""The number of a choice from 1, whether it is right, and the blocks that say why."""


@dataclass(slots=True)
class Quiz:
    """A question on its way through Python-Markdown."""

    heading: Heading
    level: int
    """The level of the prompt's heading, from 1."""
    line: int
    scenarios: int
    right: tuple[bool, ...] | None
    """Which choices are right; None for an open question."""
    answered: bool
    prompt: Element | None = None
    inner_headings: list[Element] = field(default_factory=list)
    _tags: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """As `Question.kind` of the model."""
        if self.right is None:
            return "open" if self.answered else "unanswered"
        return ("unanswered", "single")[sum(self.right)] if sum(self.right) < 2 else "multiple"

    def hide(self) -> None:
        """Rename the headings, so that `toc` doesn't see them."""
        if self.prompt is not None:
            self._tags = [self.prompt.tag]
            self.prompt.tag = "div"
        for heading in self.inner_headings:
            heading.set("role", "heading")
            heading.set("aria-level", heading.tag[1])
            heading.tag = "div"

    def show(self, words: Mapping[str, str]) -> None:
        """Make the prompt a heading again, with a link to itself."""
        if self.prompt is None or not self._tags:
            return
        self.prompt.tag = self._tags.pop()
        if self.heading.id:
            title = words["link"]
            attributes = {"class": "headerlink", "href": f"#{self.heading.id}", "title": title}
            SubElement(self.prompt, "a", attributes).text = "#"


def wrap(root: Element, quizzes: Sequence[Quiz], words: Mapping[str, str]) -> int:
    """Wrap what lies between the marks in `root` into questions, in place; return how many."""
    built = _wrap_children(root, quizzes, words)
    if built < len(quizzes):  # in a container such as `<div markdown>`
        for parent in list(root.iter()):
            if parent is not root:
                built += _wrap_children(parent, quizzes, words)
    return built


def without_marks(text: str) -> str:
    """Return text without the marks in it."""
    return _MARKS.sub("", text)


def _wrap_children(parent: Element, quizzes: Sequence[Quiz], words: Mapping[str, str]) -> int:
    children: list[Element] = []
    parts: list[list[Element]] = []
    quiz: Quiz | None = None
    built = 0
    for child in parent:
        what, _, number = (child.get(MARK) or "").partition(":")
        if what in (START, END) and quiz is not None:
            children.append(_build(quiz, parts, words))
            quiz = None
        if what == START:
            quiz, parts = quizzes[int(number)], [[child]]
            built += 1
        elif quiz is not None and what in _PARTS:
            parts.append([child] if child.text else [])
        elif quiz is not None:
            parts[-1].append(child)
        elif what != END:
            children.append(child)
    if quiz is not None:  # the container ends before the question does
        children.append(_build(quiz, parts, words))
    if built:
        parent[:] = children
    return built


def read_mark(text: str) -> tuple[str, int, str]:
    """Return what a mark says, and the text behind it."""
    inside, _, rest = text[len(OPEN) :].partition(_CLOSE)
    what, _, number = inside.partition(":")
    return what, int(number), rest.strip()


def _build(quiz: Quiz, parts: list[list[Element]], words: Mapping[str, str]) -> Element:
    head, answer, after = (*parts, [], [])[:3]
    box = _frame(quiz)
    _ask(box, quiz, head)
    reasons: list[Reason] = []
    if quiz.right is not None and answer:
        reasons = _choices(box, answer.pop(0), quiz.right)
        reasons += [_reason(element, quiz.right) for element in answer]
        answer = []
    elif answer:
        answer[0].tag, answer[0].attrib = "p", {"class": "sl-solution"}
    after = answer + after
    if quiz.kind == "unanswered":
        if after:
            _div(box, "sl-explanation", after)
        SubElement(box, "p", {"class": "sl-none"}).text = words["none"]
    else:
        _answer(box, quiz, reasons, after, words)
    return box


def _frame(quiz: Quiz) -> Element:
    name = quiz.heading.id
    box = Element("div", {"class": "sl-question", "role": "group"})
    if name:
        box.set("aria-labelledby", name)
    box.set("data-kind", quiz.kind)
    if name:
        box.set("data-id", name)
    box.set("data-line", str(quiz.line))
    for key, value in quiz.heading.attributes:
        box.set(f"data-{key}", value)
    return box


def _ask(box: Element, quiz: Quiz, head: Sequence[Element]) -> None:
    """Append the scenario, the prompt and the stem."""
    scenario, rest = head[: quiz.scenarios], head[quiz.scenarios :]
    if scenario:
        for element in _div(box, "sl-scenario", scenario):
            element.tag, element.attrib = "p", {}
    if not rest:
        return
    prompt, *stem = rest
    prompt.tag, prompt.attrib = f"h{quiz.level}", {"class": "sl-prompt"}
    if quiz.heading.id:
        prompt.set("id", quiz.heading.id)
    quiz.prompt = prompt
    box.append(prompt)
    if stem:
        _div(box, "sl-stem", stem)


def _choices(box: Element, found: Element, right: Sequence[bool]) -> list[Reason]:
    """Append the list of choices, and return the reasons that it held."""
    if found.get(MARK):
        _, *texts = (found.text or "").split(CHOICE)
        found.text = None
        for text in texts:
            SubElement(found, "li").text = _BOX.sub("", text.strip(), count=1)
    found.tag = "ol"
    found.attrib.clear()
    found.set("class", "sl-choices")
    found.set("type", "A")
    reasons: list[Reason] = []
    for number, item in enumerate(found):
        is_right = number < len(right) and right[number]
        item.set("class", "sl-choice")
        if is_right:
            item.set("data-right", "")
        quotes = [child for child in item if child.tag == "blockquote"]
        for quote in quotes:
            item.remove(quote)
        if quotes:
            reasons.append((number + 1, is_right, [block for quote in quotes for block in quote]))
        if len(item) == 1 and item[0].tag == "p" and not (item.text or "").strip():
            only = item[0]
            item.text = only.text
            item[:] = list(only)
        _strip_mark(item)
    box.append(found)
    return reasons


def _reason(element: Element, right: Sequence[bool]) -> Reason:
    """Return the reason that stands in a marked paragraph behind the choices."""
    number = int(element.attrib.pop(MARK).partition(":")[2])
    element.tag = "p"
    return number + 1, right[number], [element]


def _strip_mark(item: Element) -> None:
    for element in (item, *item):
        if element.text and CHOICE in element.text:
            element.text = _BOX.sub("", element.text, count=1)
            return


def _answer(
    box: Element,
    quiz: Quiz,
    reasons: Iterable[Reason],
    after: list[Element],
    words: Mapping[str, str],
) -> None:
    details = SubElement(box, "details", {"class": "sl-answer", "data-search-exclude": ""})
    SubElement(details, "summary").text = AtomicString(words["show"])
    body = SubElement(details, "div", {"class": "sl-body"})
    if quiz.right is not None:
        before, _, behind = words["key"].partition("{letters}")
        key = SubElement(body, "p", {"class": "sl-key"})
        key.text = AtomicString(before)
        letters = SubElement(key, "b")
        right_letters = (letter(i) for i, is_right in enumerate(quiz.right) if is_right)
        letters.text = AtomicString(", ".join(right_letters))
        letters.tail = AtomicString(behind)
    reason_list: Element | None = None
    for number, right, blocks in reasons:
        if reason_list is None:
            reason_list = SubElement(body, "ol", {"class": "sl-reasons", "type": "A"})
        item = SubElement(reason_list, "li", {"class": "sl-reason", "value": str(number)})
        if right:
            item.set("data-right", "")
        verdict = AtomicString(words["right" if right else "wrong"])  # no inline Markdown in it
        SubElement(item, "span", {"class": "sl-verdict"}).text = verdict
        item.extend(blocks)
    if after:
        _div(body, "sl-explanation", after)
    quiz.inner_headings = [element for element in details.iter() if element.tag in _HEADINGS]


def letter(index: int) -> str:
    """Return the letter of choice `index`, from 0: A to Z, then AA, AB, as browsers count."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _div(parent: Element, name: str, children: Iterable[Element]) -> Element:
    place = SubElement(parent, "div", {"class": name})
    place.extend(children)
    return place
