"""The parts of a stem → what asks, in the order in which a question is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from studyleaf.notes.answers.fields import FIELD
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.choices.asker import is_asked_about, names_kind
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.choices.inline import inline_options
from studyleaf.notes.lines.asking import asks, asks_somewhere, is_counted, is_tag, is_worth, selects
from studyleaf.notes.lines.bidding import begins_to_bid
from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.labels import is_only, label
from studyleaf.notes.lines.starts import Start, starts, without_lead
from studyleaf.notes.lines.ticks import judged_below
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

_SHORT = 80
_TAGGED = "tags of a question"
_TITLE = 6  # words
_NAME = 3  # words
# of what stands between "Question 3" and its text, all that no one asks
_TAGS = frozenset(
    (
        *("tags", "tag", "difficulty", "level", "points", "marks", "domain", "topic", "category"),
        *("type", "answer type", "question type", "cognitive level"),
    )
)
_CODE = re.compile(r"(?:`[^`]+`[\\\s]*)+")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|!\[\[[^\[\]]+\]\]|<img\b[^<>]*>", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")  # "(scroll down)"
_LAYOUT = (
    r"(?:&nbsp;|</?(?:br|p|b|strong|div|em|i|center|blockquote|span|hr|font|ul|section)\b"
    r"[^<>]{0,100}>)"
)
_STRAY = re.compile(rf"^(?:\s*{_LAYOUT})+|(?:{_LAYOUT}\s*)+$", re.IGNORECASE)


@dataclass(slots=True)
class Stem:
    """What asks, in the fields that a question has for it."""

    prompt: str = ""
    scenario: list[str] = field(default_factory=list)
    stem: str = ""
    hints: list[str] = field(default_factory=list)
    structure: list[tuple[int, str]] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """All of it in its order."""
        return "\n\n".join(part for part in (*self.scenario, self.prompt, self.stem) if part)


def stem(view: View, first: int, end: int, *, hints: bool = False) -> Stem:
    """Read the parts `first:end` as what asks; with `hints`, those among them for themselves."""
    found = Stem()
    blocks = _blocks(view, first, end, found, hints=hints)
    begun = view.starts(first)
    titled = begun is not None and not begun.text and view.parts[first].kind == "heading"
    # "## 5", and below it the question is quoted
    below = blocks[1:] if titled else []
    base = min((view.parts[block[0]].quoted for block in below or blocks), default=0)
    if begun is not None and is_tag(begun.text) and blocks and len(blocks[0]) > 1:
        found.structure.append((first, _TAGGED))
    marks = [n for n, block in enumerate(blocks) if view.parts[block[0]].mark]
    own_too = marks[0] if len(marks) == 1 else 0  # "- (Exam topic 1)" and the lines below it
    texts = [
        (
            _text(view, block, base, own=n in (0, own_too)),
            _is_paragraph(view, block, base, own=n in (0, own_too)),
        )
        for n, block in enumerate(blocks)
    ]
    kept: list[tuple[str, bool]] = []
    for n, (text, paragraph) in enumerate(texts):
        part = view.parts[blocks[n][0]]
        following = any(p and t and not names_kind(t) for t, p in texts[n + 1 :])
        if not text:
            found.structure.extend((i, "number of a question") for i in blocks[n])
        elif part.kind == "heading" and following and not kept and _is_title(text, begun, texts):
            found.structure.extend((i, "title of a question") for i in blocks[n])
        elif kept and names_kind(text):
            kept[-1] = (f"{kept[-1][0]} {text}", kept[-1][1])
        elif (
            kept
            and paragraph
            and kept[-1][1]
            and len(text) < _SHORT
            and (is_counted(text) or selects(text))
            and not asks_first(text)
        ):
            kept[-1] = (f"{kept[-1][0]} {text}", True)
        else:
            kept.append((text, paragraph))
    _distribute(found, kept)
    if not found.prompt and kept:  # only a list, or code: what names it stands for what asks
        part = view.parts[first]
        found.prompt = part.text if part.kind == "heading" else ""
        items = [
            view.parts[block[0]] for block, (text, _) in zip(blocks, texts, strict=True) if text
        ]
        if not found.prompt and asks_somewhere(found.stem) and all(one.mark for one in items):
            found.prompt, found.stem = " ".join(one.text for one in items), ""
        found.structure = [entry for entry in found.structure if entry[0] != first]
    return found


def _blocks(view: View, first: int, end: int, found: Stem, *, hints: bool) -> list[list[int]]:
    """Return the paragraphs of what asks; lines that only label it, and hints, go to `found`."""
    blocks: list[list[int]] = []
    structure = found.structure
    hinted = False  # whether hints may follow
    hint: Part | None = None  # the last line of one
    for at in range(first, end):
        part = view.parts[at]
        if part.kind in ("open", "close", "comment", "rule"):
            if part.kind == "open" and part.info:
                structure.append((at, "callout"))
            continue
        named = view.label(at)
        is_key = named is not None and named.kind == "answer" and bool(named.rest)
        is_key = is_key and not is_asked_about(view, at, end)
        if at > first and (_is_label_only(view, at) or is_key):
            structure.append((at, "label"))
            continue
        if hints and at > first and named is not None and named.kind == "hint":
            found.hints += [balanced(named.rest)] if named.rest else []
            structure += [] if named.rest else [(at, "label")]
            hinted, hint = not named.rest, part
            continue
        above = view.parts[at - 1]
        if hinted and (part.mark or (above is hint and part.kind == "line")):
            found.hints.append(part.text)
            hint = part
            continue
        if hint is above and found.hints and part.block == above.block and not part.mark:
            found.hints[-1] = f"{found.hints[-1]}\n{part.text}"
            hint = part
            continue
        hinted, hint = False, None
        tagged = bool(structure) and structure[-1] == (at - 1, _TAGGED)
        if at > first and (_is_tagged(part) or (tagged and _goes_on_tags(above, part))):
            structure.append((at, _TAGGED))
            continue
        if at > first and part.kind == "line" and is_worth(part.text):
            structure.append((at, "what a question is worth"))
            continue
        same = blocks and view.parts[blocks[-1][-1]].block == part.block and part.kind == "line"
        if same and view.parts[blocks[-1][-1]].kind == "line" and not part.mark:
            blocks[-1].append(at)
        else:
            blocks.append([at])
    return blocks


def asking_of(view: View, draft: Draft) -> Stem:
    """Read what asks in a draft, which can stand on one line with its choices."""
    if not draft.group.options[0].inline or draft.start < draft.group.start:
        return stem(view, draft.start, draft.group.start, hints=True)
    start = view.starts(draft.start)
    own = [start.text if start is not None else view.parts[draft.start].text]
    own += [part.text for part in view.parts[draft.start + 1 : draft.group.end]]
    found = inline_options(" ".join(own))
    return Stem(balanced(found[0])) if found is not None else Stem()


def asks_first(text: str) -> bool:
    """Tell whether text asks by a question mark."""
    return "?" in text or "？" in text


def _is_title(text: str, begun: Start | None, texts: Sequence[tuple[str, bool]]) -> bool:
    """Tell whether a heading only says what a question is about: it is short, or it has the number
    of a question and what stands below it bids or asks.
    """
    if asks_somewhere(text) or re.search(r"[.!。:]$", text):
        return False
    words = len(text.split())
    named = begun is not None and begun.style == "label" and bool(begun.number)
    asked = any(p and (asks_somewhere(t) or begins_to_bid(t)) for t, p in texts[1:])
    return words <= _TITLE or (words <= 2 * _TITLE and named and asked)


def _is_tagged(part: Part) -> bool:
    """Tell whether a line says of a question only how hard it is, or what it is about."""
    if part.kind != "line" or not (part.mark or part.text[:2] in ("**", "__")):
        return False
    named = label(part.text, "meta")
    return named is not None and bool(named.rest) and named.word in _TAGS


def _goes_on_tags(above: Part, part: Part) -> bool:
    """Tell whether a line right below tags is a field, too: "**Quality**: 3/5, short on facts"."""
    field = part.block == above.block and FIELD.match(part.text) is not None
    return field and label(part.text, "question", "task") is None and not asks(part.text)


def _is_label_only(view: View, at: int) -> bool:
    if judged_below(view.parts[at].text) is not None:
        return True
    named = view.label(at)
    if named is not None:
        return named.kind in ("options", "answer") and not named.rest
    part = view.parts[at]
    if part.kind == "heading" and is_only(part.text, "prompt"):
        return True
    return part.kind in ("line", "heading") and is_only(part.text, "options", "question")


def _is_paragraph(view: View, block: Sequence[int], base: int, *, own: bool = False) -> bool:
    """Tell whether a block is text that can ask; `base` is how deep all of it is quoted."""
    part = view.parts[block[0]]
    if part.kind in ("heading", "summary"):
        return True
    if len(block) == 1 and _PICTURE.fullmatch(part.text) is not None and not own:
        return False
    return part.kind == "line" and (own or not (part.quoted > base or part.mark))


def _unboxed(part: Part) -> Part:
    """Return a list item without the box to tick when its question is done."""
    is_boxed = part.mark and part.text[:4] in ("[ ] ", "[x] ", "[X] ")
    return replace(part, text=part.text[4:].lstrip()) if is_boxed else part


def _text(view: View, block: Sequence[int], base: int, *, own: bool) -> str:
    found = [view.parts[at] for at in block]
    if own:
        first = _unboxed(found[0])
        start = view.starts(block[0]) if first is found[0] else starts(first)
        texts = [start.text if start is not None else without_lead(first.text)]
        texts += [part.text for part in found[1:]]
        texts = texts[1:] if len(texts) > 1 and is_tag(texts[0]) else texts
        texts[-1] = texts[-1].removesuffix("\\")  # a break behind the last line
        if start is not None and start.number and not texts[0]:  # "Question 5", and below "Skipped"
            texts = texts[2:] if is_only(texts[1] if texts[1:] else "", "outcome") else texts
        if start is not None and start.style == "label" and start.text and len(texts) > 1:
            texts = [text for text in texts if text]
        return clean(balanced("\n".join(texts)))
    if _is_paragraph(view, block, base):
        named = label(found[0].text, "question")
        lead = named.rest if named is not None and not named.number else found[0].text
        return clean(balanced("\n".join([lead, *(part.text for part in found[1:])])))
    return markdown(found)


def clean(text: str) -> str:
    """Return text without tags of layout at its edges, which would reach beyond it."""
    if "<" not in text and "&" not in text:
        return text.strip()
    text = _STRAY.sub("", text).strip()
    return _STRAY.sub("", text).strip()


def _names_code(text: str) -> bool:
    """Tell whether a paragraph above code only says what it is: "Java", "the listing:"."""
    return len(text.split()) <= _NAME and text.rstrip("*_ ")[-1:] not in (".", "!")


def _distribute(found: Stem, kept: Sequence[tuple[str, bool]]) -> None:
    """Choose the paragraph that asks as the prompt; what is before it sets the scene."""
    if not kept:
        return
    lead = next((n for n, (_, paragraph) in enumerate(kept) if not paragraph), len(kept))
    if lead == 0:  # it begins with code or a list: the first paragraph asks
        lead_text = next((n for n, (_, paragraph) in enumerate(kept) if paragraph), None)
        if lead_text is None:
            found.stem = "\n\n".join(text for text, _ in kept)
            return
        found.prompt = kept[lead_text][0]
        rest = [text for n, (text, _) in enumerate(kept) if n != lead_text]
        found.stem = "\n\n".join(rest)
        return
    asking = [n for n in range(lead) if asks(kept[n][0]) or asks_somewhere(kept[n][0])]
    below = [n for n in range(lead, len(kept)) if kept[n][1] and asks(kept[n][0])]
    if below and not asking and all(_names_code(text) for text, _ in kept[:lead]):
        found.prompt = kept[below[-1]][0]  # "Java", the code, and below it what asks
        found.stem = "\n\n".join(text for n, (text, _) in enumerate(kept) if n != below[-1])
        return
    told = [
        n for n in range(lead) if not (_ASIDE.fullmatch(kept[n][0]) or _CODE.fullmatch(kept[n][0]))
    ]
    told = [n for n in told if begins_to_bid(kept[n][0])][:1] or told
    at = asking[-1] if asking else told[-1] if told else lead - 1
    found.scenario = [text for text, _ in kept[:at]]
    found.prompt = kept[at][0]
    found.stem = "\n\n".join(text for text, _ in kept[at + 1 :])
