"""Parts in which lists and forms are written as HTML → the same as if they were Markdown.

`<li>` is read like a list item, `<input type="radio">` like a box, `<h3>` next to them like a
heading, and lines of nothing but tags around them like comments. What marks an item as the right
one, such as `class="correct"`, becomes a tick. HTML without lists and forms stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from studyleaf.notes.lines.labels import words
from studyleaf.notes.parts import Part

_TICK = "✅"
_MOST_TAGS = 400  # on one line
_DEEPEST = 12  # lists in lists
_FIRST = re.compile(r"<(?:li|label|input)\b|<button\b[^<>]{1,400}\balert\(", re.IGNORECASE)
# a button that says what it thinks of a choice: `onclick="alert('Correct!')"`
_ALERT = re.compile(
    r"\balert\(\s*(?P<q>&quot;|[\"'`])\W{0,3}(?P<word>[^\W\d_]+)[\s!.:,–—-]*(?P<why>.*?)(?P=q)\s*\)",
    re.DOTALL,
)
_ONLY_LABEL = re.compile(r"<label\b[^<>]*>[^<>]+</label>(?!.*<input\b)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)\b(?P<more>[^<>]{0,400})>", re.IGNORECASE)
_LAYOUT = frozenset(
    "div section article main header footer nav form fieldset legend label ul ol li p br hr center "
    "body html head table tbody tr td span button input dl dt dd".split()
)
_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,200}>(?P<text>.+?)</h\1>\s*", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:class|id)\s*=\s*[\"']?(?P<value>[^\"'<>]{1,120})", re.IGNORECASE)
_DATA = re.compile(
    r"\bdata-(?:correct|answer|right|is-correct)(?:\s*=\s*[\"']?(?:true|1|yes|correct)\b|(?![\w=-]))"
    r"|\bvalue\s*=\s*[\"']?(?:correct|right|true)\b|\bcorrect\s*(?:=\s*[\"']?true|(?=/?$))",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"\bstyle\s*=\s*[\"'][^\"']{0,80}(?:color|background|bold)", re.IGNORECASE)
_CHECKED = re.compile(r"\bchecked\b", re.IGNORECASE)
_BADGE = re.compile(
    r"<(?P<tag>span|b|strong|em|i|small)\b[^<>]{0,120}>\s*[(\[]?(?P<text>[^<>]{1,24}?)[)\]]?\s*"
    r"</(?P=tag)>(?=(?:\s*</\w+>)*\s*$)"
)


def lists(found: Sequence[Part]) -> Sequence[Part]:
    """Read lists and forms in HTML."""
    own = {part.block for part in found if _may_hold(part)}
    if not own:
        return found
    reading = _Reading()
    result: list[Part] = []
    for part in found:
        if part.block in own and part.kind in ("line", "code"):
            result.extend(reading.read(part))
        else:
            result.append(part)
    return result


def _may_hold(part: Part) -> bool:
    if part.kind not in ("line", "code") or part.text[:1] != "<" or not _FIRST.search(part.text):
        return False
    return not (part.mark and _ONLY_LABEL.match(part.text))  # "- <label>10.</label>", a choice


@dataclass(slots=True)
class _Reading:
    """Where in lists the reading has come to."""

    lists: list[str] = field(default_factory=list)
    """The marks of the lists that are open."""
    items: list[int] = field(default_factory=list)
    """The items that are open, one a list at most."""
    counts: list[int] = field(default_factory=list)
    inside: tuple[int, ...] | None = None
    """The items that the text of a line stands in, whose tags can end on the same line."""
    waiting: str = ""
    """The mark of an item that has no text yet."""
    tick: str = ""
    """What ticks the item or the box that has none."""
    box: str | None = None
    remark: str = ""
    """What a button says of its choice."""

    def read(self, part: Part) -> Iterator[Part]:
        """Divide a line at its items."""
        if part.text.count("<") > _MOST_TAGS:
            yield part
            return
        heading = _HEADING.fullmatch(part.text)
        if heading is not None:
            yield replace(part, kind="heading", level=int(heading[1]), text=heading["text"].strip())
            return
        empty = True
        pieces = list(_pieces(part.text))
        for n, piece in enumerate(pieces):
            own, is_right = _unbadged(piece)
            text = self._opened(part, own, n)
            if is_right:
                self.tick = _TICK
            if text:
                empty = False
                source = part.source if len(pieces) == 1 else f"{text}\n"
                yield replace(self._line(part, text), source=source)
        if empty:
            items = (*part.items, *self.items)
            yield replace(part, kind="comment", text="", mark="", items=items, info="tags")

    def _opened(self, part: Part, piece: str, n: int) -> str:
        """Follow the tags of layout; return the text that is left."""
        left: list[str] = []
        last = 0
        self.inside = None
        for tag in _TAG.finditer(piece):
            left.append(piece[last : tag.start()])
            last = tag.end()
            if self.inside is None and left[-1].strip():
                self.inside = tuple(self.items)
            name, end = tag["name"].lower(), bool(tag["end"])
            if name in ("ul", "ol"):
                self._list(name, end=end)
            elif name == "li" and not end:
                self._item(part, tag["more"], n)
            elif name == "input" and re.search(r"radio|checkbox", tag["more"], re.IGNORECASE):
                self.box = "[x]" if _CHECKED.search(tag["more"]) else "[ ]"
                self.tick = _tick(tag["more"]) or self.tick
            elif name == "button" and not end and (told := _ALERT.search(tag["more"])):
                self._item(part, "", n)
                is_right = told["word"].casefold() in words("right")
                self.tick = "" if told["why"] else _TICK if is_right else "❌"
                self.remark = f" — **{told['word']}**: {told['why']}" if told["why"] else ""
            elif name == "label" and not end:
                self.tick = _tick(tag["more"]) or self.tick
            elif name in _SIGNS:
                left.append(_SIGNS[name])
            elif name not in _LAYOUT or (name == "span" and _is_coloured(tag, left)):
                left.append(tag[0])
        left.append(piece[last:])
        return "".join(left).strip()

    def _list(self, name: str, *, end: bool) -> None:
        if not end and len(self.lists) < _DEEPEST:
            self.lists.append("-" if name == "ul" else "1.")
            self.counts.append(0)
            self.waiting = self.tick = ""
            del self.items[len(self.lists) - 1 :]
        elif end and self.lists:
            self.lists.pop()
            self.counts.pop()
            del self.items[len(self.lists) :]

    def _item(self, part: Part, more: str, n: int) -> None:
        depth = max(1, len(self.lists))
        mark = self.lists[-1] if self.lists else "-"
        if self.counts:
            self.counts[-1] += 1
            mark = mark if mark == "-" else f"{self.counts[-1]}."
        del self.items[depth - 1 :]
        self.items.append(part.start if not n else -(part.start + 1) * 1000 - n)
        self.waiting, self.tick = mark, _tick(more)

    def _line(self, part: Part, text: str) -> Part:
        own = self.items if self.inside is None else self.inside
        mark, items, block = "", (*part.items, *own), part.block
        if self.box is not None:
            mark, block = part.mark or "-", part.start
            items = part.items if part.mark else (*part.items, *own[:-1], part.start)
            text = f"{'[x]' if self.tick == _TICK else self.box} {text}"
            self.box = None
        elif self.waiting:
            mark, block = self.waiting, part.start
            text = f"**{text}**" if self.tick == "**" else f"{self.tick} {text}".strip()
        elif part.mark:
            mark = part.mark
        text, self.remark = text + self.remark, ""
        self.waiting = self.tick = ""
        return replace(part, kind="line", text=text, mark=mark, items=items, block=block)


def _is_coloured(tag: re.Match[str], left: Sequence[str]) -> bool:
    """Tell whether `<span>` gives its text a colour, or `</span>` ends one that does."""
    return any("<span" in text for text in left) if tag["end"] else bool(_COLOUR.search(tag[0]))


def _pieces(text: str) -> Iterator[str]:
    """Divide a line where an item or a box begins."""
    starts = [tag.start() for tag in _TAG.finditer(text) if _begins(tag)]
    bounds = [0, *(at for at in starts if at), len(text)]
    for first, end in pairwise(bounds):
        yield text[first:end]


def _begins(tag: re.Match[str]) -> bool:
    button = tag["name"].lower() == "button" and _ALERT.search(tag["more"]) is not None
    return (button or tag["name"].lower() in ("li", "label", "ul", "ol")) and not tag["end"]


def _tick(attributes: str) -> str:
    """Return the tick that the attributes of a tag stand for."""
    if _DATA.search(attributes):
        return _TICK
    if _COLOUR.search(attributes):
        return "**"
    told = _SAYS.search(attributes)
    names = re.split(r"[\s]+", told["value"].casefold()) if told is not None else ()
    known = ("correct", "right", "answer", "true", "is-correct", "is-right")
    right = any(name in known or name.startswith("correct") for name in names)
    return _TICK if right else ""


def _unbadged(text: str) -> tuple[str, bool]:
    """Take off the badge that says that an item is right."""
    match = _BADGE.search(text)
    if match is None or match["text"].casefold() not in words("right"):
        return text, False
    if not _TAG.sub("", text[: match.start()]).strip():
        return text, False  # "<span>Answer</span>" alone is a label
    return text[: match.start()].rstrip() + text[match.end() :], True
