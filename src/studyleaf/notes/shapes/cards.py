"""D4: flashcards: `front`, `?`, `back`; `front::back`; "front #card"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyleaf.notes.blocks.boxes import MARK
from studyleaf.notes.blocks.source import markdown
from studyleaf.notes.choices.wording import stem
from studyleaf.notes.decks import decks, is_tagged
from studyleaf.notes.lines.asking import asks_somewhere
from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.labels import label
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_PAIR, _SEVERAL = 2, 3
_CERTAIN, _MANY = 5, 10
_NEARLY_ALL = 0.8
_FAR = 12  # parts that the front of a card may have
_INLINE = re.compile(
    # each character can be read in one way only, or a line of links takes for ever
    r"(`[^`]{1,80}`|(?:`[^`]{1,80}`|\]\([^()\s]{1,300}\)|\](?!\([^()\s]{1,300}\))|[:;](?=\s)|[^`:;\]]){2,600}?)"
    r"\s?(?::::?|;;)\s?"
    r"([^:;].{0,2000})",
    re.DOTALL,
)
_ARROWS = re.compile(r"(.{2,400}?)(?:\s>>|\s?(?:->){2,4})\s?([^>\s].{0,2000})", re.DOTALL)
_LEAD_TAG = re.compile(r"^#[^\s#]{1,30}\s+")  # "#soups Which is cold?"
# what stands between the sides of a card in a file without a tag
_BETWEEN = re.compile(r"\s(?:::?:|;;|>>)\s|(?<=[?？*_)])(?:::?:|;;)(?=\s?[^\s:;])")
_DIVIDES = ("::", ";;", ">>", "->->")  # one of them is in each
_CARDS = re.compile(
    r"flash[\s_-]?cards?|karteikarten|lernkarten|tarjetas|flitskaarten|fiszki|kartičky|kort\b|卡片|単語帳",
    re.IGNORECASE,
)
_ASKS, _OPENS, _CLOSES = ":p ", "??x", "x??"
_DEEP = 200  # parts that the back of a card may have
# Logseq, and plugins of Obsidian, mark what asks with a tag at its end
_TAG = re.compile(
    r"\s+(?:#(?:flash)?cards?(?:[-/][\w-]+)*(?:\s+\^[\w-]+)?|#?\[\[card\]\])\s*$", re.IGNORECASE
)
_PROPERTY = re.compile(r"[a-z][\w-]{1,40}::\s")  # of an item, as Logseq keeps them

_STAMP = re.compile(r"\s+#AOSR/[\w/]+\s*$")  # behind a card, of another plugin of Obsidian

Found = Iterator[tuple[int, int, Asked]]


def cards(view: View, taken: Sequence[bool]) -> Found:
    """Yield flashcards, `front::back` only where the file is tagged."""
    parts = view.parts
    tagged = is_tagged(view)
    spaced = frozenset() if tagged else _spaced(view, taken)
    deck = range(0)  # lines below a heading that has the tag of their deck
    for at, part in enumerate(parts):
        if part.kind == "heading" and not taken[at] and _is_tagged(part.text):
            deck = _deck(view, at, taken)
            card = _tagged(view, at, taken) if not deck else None
            if card is not None:
                yield card
        if taken[at] or part.kind != "line":
            continue
        marked = _marked(view, at, taken) if part.text.startswith(_ASKS) else None
        if marked is not None:
            yield marked
        elif part.text in ("?", "??") and _is_below_heading(view, at):
            end = _section_end(view, at, taken)
            if end > at + 1 and stem(view, at - 1, at).prompt:  # "### Question 3" is no front
                yield at - 1, end, _card(view, at - 1, at, end)
        elif at and (part.text in ("?", "??") or (part.text == "???" and _is_boxed(view, at))):
            first, end = at, at + 1
            while (
                first and parts[first - 1].block == part.block and parts[first - 1].kind == "line"
            ):
                first -= 1
            while end < len(parts) and _goes_on(parts[end - 1], parts[end]):
                end += 1
            if end == at + 1 and end < len(parts) and parts[end].kind in ("fence", "table"):
                end += 1
            if first < at and end > at + 1 and stem(view, first, at).prompt:
                yield first, end, _card(view, first, at, end)
        elif _is_tagged(part.text):
            card = _tagged(view, at, taken)
            if card is not None:
                yield card
        elif tagged or at in spaced or at in deck:
            pair = _inline(part.text) if not _is_property(part) else None
            if pair is not None:
                yield at, at + 1, Asked(part.start, part.end, "D4", pair[0], answer=pair[1])


def _deck(view: View, heading: int, taken: Sequence[bool]) -> range:
    """Return the lines below a heading with a tag if most of them are cards: it is no front."""
    end = _section_end(view, heading, taken)
    lines = [part for part in view.parts[heading + 1 : end] if part.kind == "line"]
    pairs = sum(_inline(part.text) is not None for part in lines)
    return range(heading + 1, end) if pairs >= max(_PAIR, _NEARLY_ALL * len(lines)) else range(0)


def _card(view: View, first: int, at: int, end: int) -> Asked:
    """Make the card whose sides part `at` divides."""
    parts, asking = view.parts, stem(view, first, at)
    return Asked(
        parts[first].start,
        parts[end - 1].end,
        "D4",
        asking.prompt,
        tuple(asking.scenario),
        asking.stem,
        answer=markdown(parts[at + 1 : end]),
        structure=((parts[at].start, "separator of a flashcard"),),
    )


def _goes_on(above: Part, part: Part) -> bool:
    """Tell whether no blank line stands between two parts of the back of a card."""
    if part.kind not in ("line", "fence", "table", "code"):
        return False
    return part.block == above.block or part.start == above.end


def _is_below_heading(view: View, at: int) -> bool:
    """Tell whether a line stands right below a heading, which then is the front of the card."""
    above = view.parts[at - 1] if at else None
    return above is not None and above.kind == "heading" and above.end == view.parts[at].start


def _section_end(view: View, at: int, taken: Sequence[bool]) -> int:
    """Return where the back of a card ends whose front is a heading: with its section."""
    end = at + 1
    while end < len(view.parts) and not taken[end]:
        part = view.parts[end]
        if part.kind in ("heading", "rule") or (part.kind == "line" and part.text in ("?", "??")):
            break
        end += 1
    return end


def _is_boxed(view: View, at: int) -> bool:
    """Tell whether a card stands in a box of colons: "???" may be something else elsewhere."""
    for n in range(at - 1, max(-1, at - 12), -1):
        if view.parts[n].kind != "line":
            return view.parts[n].kind == "rule" and view.parts[n].info == MARK
    return False


def _marked(view: View, first: int, taken: Sequence[bool]) -> tuple[int, int, Asked] | None:
    """Read ":p Which soup is served cold?", "??x", what answers, and "x??"."""
    parts = view.parts
    body = next((n for n in range(first, min(first + _FAR, len(parts))) if _opens(parts[n])), None)
    if body is None:
        return None
    ends = range(body + 1, min(body + _DEEP, len(parts)))
    close = next((n for n in ends if parts[n].text == _CLOSES), None)
    if close is None or any(taken[first : close + 1]):
        return None
    asking = "\n".join([parts[first].text.removeprefix(_ASKS), *_texts(view, first + 1, body)])
    rest = parts[body].text.removeprefix(_OPENS).strip()
    said = markdown(parts[body:close], first=rest) if rest else markdown(parts[body + 1 : close])
    if not asking.strip() or not said.strip():
        return None
    marks = [close] if rest else [body, close]
    structure = [(parts[n].start, "mark of a flashcard") for n in marks]
    made = Asked(
        parts[first].start,
        parts[close].end,
        "D4",
        asking.strip(),
        answer=said.strip(),
        structure=tuple(structure),
    )
    return first, close + 1, made


def _opens(part: Part) -> bool:
    return part.kind == "line" and part.text.startswith(_OPENS)


def _texts(view: View, first: int, end: int) -> list[str]:
    return [part.text for part in view.parts[first:end]]


def _spaced(view: View, taken: Sequence[bool]) -> frozenset[int]:
    """Return the lines "Which soup is served cold? :: Gazpacho" of a file without a tag: several,
    of which most ask, below "Flashcards" or the like, or more of them, which all ask. Programs
    have colons, too.
    """
    pairs = [
        at
        for at, part in enumerate(view.parts)
        if part.kind == "line"
        and not taken[at]
        and any(sign in part.text for sign in _DIVIDES)
        and _inline(part.text) is not None
        and not _is_property(part)
    ]
    inside = decks(view) if pairs else ()
    told = [at for at in pairs if inside[at]]
    lines = sum(
        inside[at] and part.kind == "line" for at, part in enumerate(view.parts if told else ())
    )
    if len(told) >= max(_SEVERAL, _NEARLY_ALL * lines):
        return frozenset(told)
    if _are_most(view, pairs):
        return frozenset(pairs)
    found = [at for at in pairs if _BETWEEN.search(view.parts[at].text)]
    asking = [at for at in found if asks_somewhere(_BETWEEN.split(view.parts[at].text)[0])]
    if len(asking) >= _CERTAIN and len(asking) >= _NEARLY_ALL * len(found):
        return frozenset(asking)
    found = [at for at in found if view.is_study(at)]
    if len(found) >= _CERTAIN and _is_of_cards(view):
        return frozenset(found)
    some = len(set(asking).intersection(found))
    return frozenset(found if len(found) >= _PAIR and some * 2 > len(found) else ())


def _are_most(view: View, pairs: Sequence[int]) -> bool:
    """Tell whether a file is little else than pairs whose fronts are all others, none a word of
    a program or a name that comes again, as of properties.
    """
    lines = sum(part.kind == "line" for part in view.parts) if len(pairs) >= _MANY else 0
    fronts = {view.parts[at].text.partition("::")[0].casefold() for at in pairs}
    spaced = all(":: " in view.parts[at].text for at in pairs)
    return (
        0 < lines * _NEARLY_ALL <= len(pairs) and len(fronts) > _NEARLY_ALL * len(pairs) and spaced
    )


def _is_of_cards(view: View) -> bool:
    """Tell whether the name of a file, or its first heading, says that it holds flashcards."""
    title = next((part.text for part in view.parts if part.kind == "heading"), "")
    return bool(_CARDS.search(title) or _CARDS.search(view.path.rpartition("/")[2]))


def _is_property(part: Part) -> bool:
    links = part.text.endswith("]]") and "[[" in part.text  # "up:: [[Soups]]" of a note
    return bool((links or (part.items and not part.mark)) and _PROPERTY.match(part.text))


def _inline(text: str) -> tuple[str, str] | None:
    match = _INLINE.fullmatch(text) or _ARROWS.fullmatch(text)
    if match is None or match[1].startswith(".. "):  # of reStructuredText
        return None
    if "](" in match[1] and not asks_somewhere(match[1]):
        return None
    front = _LEAD_TAG.sub("", match[1].strip(), count=1)
    named = label(front, "question")  # "Q: Which …?::Gazpacho"
    return (named.rest if named is not None and named.rest else front), _STAMP.sub(
        "", match[2]
    ).strip()


def _is_tagged(text: str) -> bool:
    return "card" in text.lower() and _TAG.search(text) is not None


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
        if part.kind == "rule" or _is_tagged(part.text):
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
    body = at + 1
    while body < end - 1 and _is_property(parts[body]):
        body += 1
    front = [part.text for part in parts[first:at]] + [_TAG.sub("", own.text)]
    only = parts[body] if end == body + 1 and parts[body].kind == "line" else None
    answer = only.text if only is not None else markdown(parts[body:end]).strip()
    asking = balanced("\n".join(front).strip())
    if not asking or not answer:
        return None
    marks = tuple((parts[n].start, "property of a card") for n in range(at + 1, body))
    made = Asked(
        parts[first].start, parts[end - 1].end, "D4", asking, answer=answer, structure=marks
    )
    return first, end, made
