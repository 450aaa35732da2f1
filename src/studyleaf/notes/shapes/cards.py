"""D4: flashcards: `front`, `?`, `back`; `front::back`; "front #card"; "Front: …" and "Back: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.asking import asks, asks_somewhere
from studyleaf.notes.boxes import MARK
from studyleaf.notes.choices.wording import stem
from studyleaf.notes.emphasis import balanced
from studyleaf.notes.pieces import Asked
from studyleaf.notes.sides import BACKS, FRONTS
from studyleaf.notes.source import markdown
from studyleaf.notes.view import View

_SEVERAL = 3
_PAIR = 2
_FAR = 12  # parts that the front of a card may have
_INLINE = re.compile(
    r"((?:`[^`]{1,80}`|[^`:;]){2,400}?)\s?(?::::?|;;)\s?([^:;].{0,2000})", re.DOTALL
)
# Logseq, and plugins of Obsidian, mark what asks with a tag at its end
_TAG = re.compile(r"\s+#(?:flash)?cards?(?:[-/][\w-]+)*(?:\s+\^[\w-]+)?\s*$", re.IGNORECASE)
_FRONT, _BACK = ("|".join(sorted(one, key=len, reverse=True)) for one in (FRONTS, BACKS))
_SIDE = re.compile(
    rf"[\W_]*(?:(?P<front>{_FRONT})|(?P<back>{_BACK}))"
    r"(?:[*_]{0,3}\s?[:：][*_]{0,3}|[*_]{2,3}\s?[-–—]{1,2}(?=\s))\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_POINTS = frozenset(":：-–—")
_INSIDE = ("line", "fence", "code", "table")

Found = Iterator[tuple[int, int, Asked]]


def cards(view: View, taken: Sequence[bool]) -> Found:
    """Yield flashcards, `front::back` only where the file is tagged."""
    parts = view.parts
    tagged = "#flashcards" in view.text
    spaced = frozenset() if tagged else _spaced(view, taken)
    for at, part in enumerate(parts):
        if part.kind == "heading" and not taken[at] and _TAG.search(part.text):
            card = _tagged(view, at, taken)
            if card is not None:
                yield card
        if taken[at] or part.kind != "line":
            continue
        if at and (part.text in ("?", "??") or (part.text == "???" and _is_boxed(view, at))):
            first, end = at, at + 1
            while (
                first and parts[first - 1].block == part.block and parts[first - 1].kind == "line"
            ):
                first -= 1
            while end < len(parts) and parts[end].block == part.block and parts[end].kind != "rule":
                end += 1
            if (end == at + 1 and end < len(parts) and parts[end].kind in ("fence", "table")) or (
                end == at + 1 and end < len(parts) and parts[end].start == part.end
            ):
                end += 1
            asking = stem(view, first, at)
            if first < at and end > at + 1 and asking.prompt:
                answer = markdown(parts[at + 1 : end])
                yield (
                    first,
                    end,
                    Asked(
                        parts[first].start,
                        parts[end - 1].end,
                        "D4",
                        asking.prompt,
                        tuple(asking.scenario),
                        asking.stem,
                        answer=answer,
                        structure=((part.start, "separator of a flashcard"),),
                    ),
                )
        elif _TAG.search(part.text):
            card = _tagged(view, at, taken)
            if card is not None:
                yield card
        elif tagged or at in spaced:
            pair = _inline(part.text)
            if pair is not None:
                yield at, at + 1, Asked(part.start, part.end, "D4", pair[0], answer=pair[1])


def _is_boxed(view: View, at: int) -> bool:
    """Tell whether a card stands in a box of colons: "???" may be something else elsewhere."""
    for n in range(at - 1, max(-1, at - 12), -1):
        if view.parts[n].kind != "line":
            return view.parts[n].kind == "rule" and view.parts[n].info == MARK
    return False


def _spaced(view: View, taken: Sequence[bool]) -> frozenset[int]:
    """Return the lines "Which soup is served cold? :: Gazpacho" of a file without a tag: several,
    of which most ask, below "Flashcards" or the like. Programs have colons, too.
    """
    found = [
        at
        for at, part in enumerate(view.parts)
        if part.kind == "line"
        and not taken[at]
        and (" :: " in part.text or " ;; " in part.text)
        and view.is_study(at)
        and _inline(part.text) is not None
    ]
    asking = sum(
        asks(view.parts[at].text.partition(" :: ")[0].partition(" ;; ")[0]) for at in found
    )
    return frozenset(found if len(found) >= _PAIR and asking * 2 > len(found) else ())


def _inline(text: str) -> tuple[str, str] | None:
    match = _INLINE.fullmatch(text)
    if match is None or "](" in match[1]:
        return None
    return match[1].strip(), match[2].strip()


def sided_cards(view: View, taken: Sequence[bool]) -> Found:
    """Yield "Front: …" and "Back: …", where there are several or one asks: coats have both, too."""
    found = []
    for at, part in enumerate(view.parts):
        side = _side(part.text) if part.kind == "line" and not taken[at] else None
        card = _sided(view, at, side["rest"], taken) if side is not None and side["front"] else None
        if card is not None:
            found.append(card)
    asking = any(asks_somewhere(card[2].prompt) for card in found)
    if found and (asking or len(found) >= _SEVERAL or view.is_study(found[0][0])):
        yield from found


def _side(text: str) -> re.Match[str] | None:
    return _SIDE.match(text) if not _POINTS.isdisjoint(text[:24]) else None


def _back(view: View, at: int) -> str | None:
    """Return what stands behind "Back:", or behind "Answer:" below a front."""
    side = _side(view.parts[at].text)
    if side is not None:
        return side["rest"] if side["back"] else None
    named = view.label(at)
    return named.rest if named is not None and named.kind == "answer" else None


def _sided(
    view: View, first: int, front: str, taken: Sequence[bool]
) -> tuple[int, int, Asked] | None:
    """Read "Front: …" and "Back: …", each to the end of its paragraph; the first one with the code
    below it, and behind the second what explains it, where each card has a heading.
    """
    parts = view.parts
    at = first + 1
    told: str | None = None
    while at < min(first + _FAR, len(parts)) and parts[at].kind in _INSIDE:
        told = _back(view, at)
        if told is not None or _side(parts[at].text) is not None:
            break
        at += 1
    if told is None or taken[at] or any(taken[first:at]):
        return None
    end = at + 1
    while end < len(parts) and not taken[end] and parts[end].block == parts[at].block:
        if _side(parts[end].text) is not None or parts[end].mark:
            break
        end += 1
    if end == at + 1 and not told and end < len(parts) and not taken[end]:
        end += 1
    body = first + 1
    while body < at and parts[body].block == parts[first].block and parts[body].kind == "line":
        body += 1
    asking = "\n".join([balanced(front), *(p.text for p in parts[first + 1 : body])]).strip()
    stem_ = markdown(parts[body:at]).strip()
    if not asking:
        asking, stem_ = stem_, ""
    answer = markdown(parts[at:end], first=told).strip()
    if not asking or not answer:
        return None
    last = _told_end(view, end, taken) if first and parts[first - 1].kind == "heading" else end
    why = markdown(parts[end:last]).strip()
    made = Asked(
        parts[first].start,
        parts[last - 1].end,
        "D4",
        asking,
        stem=stem_,
        answer=answer,
        explanation=why,
    )
    return first, last, made


def _told_end(view: View, at: int, taken: Sequence[bool]) -> int:
    """Return where the paragraphs end that explain a card with a heading of its own."""
    parts = view.parts
    while at < len(parts) and not taken[at] and parts[at].kind in _INSIDE:
        if _side(parts[at].text) is not None or view.starts(at) is not None:
            break
        at += 1
    return at


def _tagged(view: View, at: int, taken: Sequence[bool]) -> tuple[int, int, Asked] | None:
    """Read what a tag says to be a card: below it, inside it, or in the next lines is its back."""
    parts = view.parts
    own = parts[at]
    first = at
    while (
        own.kind == "line"
        and not own.mark
        and first
        and parts[first - 1].block == own.block
        and parts[first - 1].kind == "line"
        and not taken[first - 1]
    ):
        first -= 1
    end = at + 1
    while end < len(parts) and not taken[end]:
        part = parts[end]
        if part.kind == "rule" or _TAG.search(part.text):
            break
        if own.kind == "heading":
            if part.kind == "heading" and part.level <= own.level:
                break
        elif own.mark or own.items:
            if part.items[: len(own.items)] != own.items:
                break
        elif part.kind == "heading" or (part.block != own.block and end > at + 1):
            break
        end += 1
    if end == at + 1 or any(taken[first:end]):
        return None
    front = [part.text for part in parts[first:at]] + [_TAG.sub("", own.text)]
    only = parts[at + 1] if end == at + 2 and parts[at + 1].kind == "line" else None
    answer = only.text if only is not None else markdown(parts[at + 1 : end]).strip()
    asking = balanced("\n".join(front).strip())
    if not asking or not answer:
        return None
    made = Asked(parts[first].start, parts[end - 1].end, "D4", asking, answer=answer)
    return first, end, made
