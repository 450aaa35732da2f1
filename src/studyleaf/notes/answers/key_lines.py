"""A line of a key, "3. Gazpacho" or "1-B 2-A" → what it says of each question."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from studyleaf.notes.answers.bare_keys import pairs
from studyleaf.notes.answers.entries import answer_in, is_letter, key_ranges, without_remark
from studyleaf.notes.answers.entry import Entry
from studyleaf.notes.answers.key_below import entry_below, told_below
from studyleaf.notes.answers.key_tables import table_entries
from studyleaf.notes.answers.rows import row_of
from studyleaf.notes.lines.emphasis import balanced
from studyleaf.notes.lines.labels import is_only, label, one_of, plain, words
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

_ENTRY = re.compile(
    r"[*_#>\s-]{0,6}(?:(?:q(?:uestion)?|a)\s?[#.]?\s?)?[(\[]?(?P<number>\d{1,4})[)\]]?[*_]*"
    r"(?:\s*[.)、:：=]|\s*[-–—→](?=\s|[A-HTV]|(?:true|false|verdadero|falso|vrai|faux|richtig|wahr|falsch|vero)\b)|\s*(?:->|=>)|\s+(?=[*_(]*[A-Ha-h](?:\s?[,&]\s?[A-Ha-h])*[)*_.]*(?:\s|$)))[*_]*\s*(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"(?:^|[\s,;|])[*_]*(?:q)?(\d{1,4})[*_]*\s?[.):=-]+\s{0,9}[*_]*\s?([A-H](?:\s?[,&]\s?[A-H])*|[A-H]{2,5}|[TV])[*_]*(?=\.?(?:[\s,;|]|$))",
    re.IGNORECASE,
)
# what an answer begins with that is a letter, or true or false
KEY = re.compile(
    r"[\s*_(`:=-]*(?:[A-Ha-h①-⑩](?![\w'’])|[A-H]{2,5}\b|true\b|false\b)", re.IGNORECASE
)
_LETTER = re.compile(r"[*_(]{0,3}[A-Ha-h](?:\s?[,&]\s?[A-Ha-h])*(?:[*_]{0,3}[).:]|[*_]{1,3}|$)")
_BETWEEN = re.compile(r"\s{2,}(?=\d{1,3}[.)]\s)")
_NUMBERED = re.compile(r"(?P<number>\d{1,3})[.)]\s+(?P<text>\S.*)", re.DOTALL)
_NUMBERS = re.compile(r"\d{1,3}(?:\s{2,}\d{1,3}){2,}")
_DASHES = re.compile(r"[-\s]+")
_CELLS = re.compile(r"\s{2,}")
_TWO = re.compile(r"\d\D+\d")
_WIDEST = 1000  # characters
_FEWEST = 2  # entries on a line that blanks divide
_FIRST = re.compile(r"[*_(]{0,3}1\s?[-–—.):=]{1,2}\s?[A-Ha-h]\b")
_NAMED = re.compile(
    r"[*_]{0,3}(?P<name>[^\W\d][^:：*_\d]{0,60}(?<!\s)(?:\s\d{1,2})?)(?:[*_]{0,3}\s?[:：]|[:：][*_]{0,3}|(?<=[^\s*])\*\*(?=\s))"
    r"\s*(?P<rest>\(?\d.*)",
    re.DOTALL,
)
# "1. Rome; 2. the cold soup"
_TEXTS = re.compile(r"[\s;,/]{0,4}(?P<number>\d{1,3})(?:[.):]|(?=\s))\s*(?P<text>[^;,/\s][^;,/]*)")
_TOLD = re.compile(r"[\s,;]*(?P<number>\d{1,3})\s?\((?P<text>[^()]{1,200})\)")
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_GLUED = re.compile(r"(?P<number>\d{1,3})(?P<rest>[A-H])[.,;]?")  # "12B"


def entry_at(view: View, at: int) -> Entry | None:
    """Return what a part says of one question, if it begins with its number."""
    part = view.parts[at]
    if part.kind not in ("line", "heading", "code", "summary"):
        return None
    longer = entry_below(view, at)
    if longer is not None:
        return longer
    if part.number:
        return Entry(part.number, answer_in(part.text), at, at + 1, line=part.start)
    named = label(part.text, "answer")
    if named is not None and named.number and named.rest:
        return Entry(named.number, named.rest, at, at + 1, line=part.start)
    titled = label(f"{part.text}:", "answer") if part.kind in ("heading", "summary") else None
    if titled is not None and titled.number and not titled.rest:
        below = view.parts[at + 1] if at + 1 < len(view.parts) else None
        if below is not None and below.kind == "line" and _LETTER.match(below.text):
            return Entry(titled.number, below.text, at, at + 2, line=part.start)
        return Entry(titled.number, "", at, at + 1, line=part.start)
    start = view.starts(at)
    if start is not None and (start.number.isdigit() or start.number in view.codes):
        under = view.label(at + 1) if at + 1 < len(view.parts) else None
        restated = start.style == "label" and part.kind == "heading"
        answered = under is not None and under.kind == "answer" and bool(under.rest or restated)
        if under is not None and answered and (restated or not start.text):
            return Entry(start.number, under.rest, at, at + 2, line=part.start)
        told = told_below(view, at) if start.style == "label" else None
        if told is not None and start.text and not KEY.match(start.text):
            return Entry(start.number, told[1], at, told[0] + 1, line=part.start, again=told[0])
        following = view.parts[at + 1].text if at + 1 < len(view.parts) else ""
        if not start.text and (is_letter(following) or _LETTER.match(following)):
            return Entry(start.number, following, at, at + 2, line=part.start)
        text = "" if is_only(start.text, "answer") else answer_in(start.text)
        return Entry(start.number, text, at, at + 1, line=part.start)
    match = _ENTRY.match(part.text) or _GLUED.fullmatch(part.text)
    if match is None:
        return None
    return Entry(match["number"], answer_in(balanced(match["rest"])), at, at + 1, line=part.start)


def entries_at(view: View, at: int) -> list[Entry]:
    """Return what a part says of several questions: "1-B 2-A", or the rows of a table."""
    part = view.parts[at]
    if part.kind == "table":
        rows = table_entries(part)
        return [Entry(n, text, at, at + 1, line=line, whole=False) for line, n, text in rows]
    if part.kind not in ("line", "code", "fence") or len(part.text) > 20000:
        return []
    if part.number not in ("", "1") and _FIRST.match(part.text):
        return []  # "7. 1-B, 2-C": the answer to question 7, which has parts
    ranges = key_ranges(part.text)
    if ranges:
        return [Entry(n, text, at, at + 1, line=part.start, whole=False) for n, text in ranges]
    below = _columns(view, at)
    if below is not None:
        end, told = below
        return [Entry(n, text, at, end, line=part.start, whole=False) for n, text in told]
    told = pairs(part) if part.kind == "line" else []
    if len(told) > 1:
        return [Entry(n, text, at, at + 1, line=part.start, whole=False) for n, text in told]
    spaced = _spaced(part) if part.kind == "line" else []
    if spaced:
        return [Entry(n, text, at, at + 1, line=part.start, whole=False) for n, text in spaced]
    row = _row(part)
    if row:
        return [Entry(n, text, at, at + 1, line=part.start, whole=False) for n, text in row]
    text = _BREAK.sub("; ", part.text) if "<" in part.text else part.text
    text = text.replace("\\.", ".")  # "1. **B** 2\\. **C**", as some editors write it
    found = [*_SEVERAL.finditer(f"{part.number}. {text}" if part.number else text)]
    return [Entry(m[1], m[2], at, at + 1, line=part.start, whole=False) for m in found]


def _columns(view: View, at: int) -> tuple[int, list[tuple[str, str]]] | None:
    """Return the answers below a line of numbers, as Pandoc draws a table, and where they end."""
    part = view.parts[at]
    if part.kind != "line" or part.mark or _NUMBERS.fullmatch(part.text) is None:
        return None
    for n in range(at + 1, min(at + 4, len(view.parts))):
        below = view.parts[n]
        if below.kind == "line" and not _DASHES.fullmatch(below.text):
            numbers, texts = part.text.split(), _CELLS.split(below.text)
            if len(numbers) != len(texts):
                return None
            return n + 1, list(zip(numbers, texts, strict=True))
        if below.kind not in ("line", "rule"):
            return None
    return None


def row_name(part: Part) -> str:
    """Return the name of the section that a row of a key is for: "**True or false:** 1(True) …"."""
    named = _NAMED.fullmatch(part.text) if is_row(part) else None
    return plain(named["name"]) if named is not None else ""


def is_row(part: Part) -> bool:
    """Tell whether a part is a row of a key, with or without the name of its section."""
    return bool(_row(part))


def is_row_of_letters(part: Part) -> bool:
    """Tell whether a part is such a row, and its answers are letters or verdicts: "Whisk: 1 egg,
    2 spoons of flour" is none.
    """
    row = _row(part)
    return bool(row) and all(is_letter(text) or is_only(text, "truth") for _, text in row)


def _row(part: Part) -> list[tuple[str, str]]:
    """Return the numbers and the answers of a row that begins with the name of their section:
    "**True or false:** 1(False), 2(True)", "Part A: 1b, 2c", "C: 1. Rome; 2. cold soup"; of
    verdicts without a name, "1 true, 2 false".
    """
    if part.kind != "line" or part.number or len(part.text) > _WIDEST:
        return []
    if _TWO.search(part.text) is None:  # as in most lines, which are asked again and again
        return []
    if label(part.text, "answer", "key") is not None:
        return []
    text = without_remark(part.text)
    named = _NAMED.fullmatch(text)
    rest = named["rest"] if named is not None else text
    row = row_of(_TOLD, rest) if named is not None else []
    row = row or row_of(_verdicts(), rest)
    if named is not None and len(row) < _FEWEST:
        row = row_of(_TEXTS, rest)
    told = [(one["number"], one["text"].strip()) for one in row]
    numbers = [int(number) for number, _ in told]
    rising = all(one < other for one, other in pairwise(numbers))
    return told if len(told) >= _FEWEST and rising else []


@cache
def _verdicts() -> re.Pattern[str]:
    """Return the entries "1b", "2 true" of a row, and what parts them."""
    said = one_of(words("truth"))
    return re.compile(
        rf"[\s,;|–—-]*(?P<number>\d{{1,3}})\s?[.):=-]?\s?\(?"
        rf"(?P<text>{said}|[A-H]{{2,5}}|[A-HVT](?:\)?\s?(?:and|&|\+)\s?\(?[A-H])*)\)?(?![\w'’])",
        re.IGNORECASE,
    )


def _spaced(part: Part) -> list[tuple[str, str]]:
    """Return the numbers and the answers in "1. drinks  2. is cold  3. the", two blanks between."""
    text = f"{part.number}. {part.text}" if part.number else part.text
    found = [_NUMBERED.fullmatch(piece) for piece in _BETWEEN.split(text)]
    told = [(match["number"], match["text"].strip()) for match in found if match is not None]
    numbers = [int(number) for number, _ in told]
    in_order = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return told if len(told) == len(found) >= _FEWEST and in_order else []
