"""Text of notes → whether it asks: "…?", "… (Choose two.)", "… is ___."."""

from __future__ import annotations

import re
from functools import cache

from studyleaf.notes.lines.labels import bare, words

_ASKS = re.compile(
    r"[?？؟](?:[\s\"'”’»)\]*_`:：]|\\|<[^<>]{0,20}>"
    r"|[(\[][^()\[\]]{0,20}\d{1,3} ?(?:points?|marks?|pts?)[)\]])*$"
)
# what it is worth, as in exams: "The Sun is (1 point)"
_POINTS = re.compile(
    r"[(\[]\s?\d{1,3}(?:[.,]\d)?\s?(?:points?|marks?|pts?|punkte?|punti|puntos|pontos|bod[yů]|балл\w*"
    r"|分|점)\s?[)\]][\s*_:.]*$",
    re.IGNORECASE,
)
EXAM_PART = (  # with its number: "Part B", "Sección 2", "Teil III"
    r"(?:part|section|teil|abschnitt|partie|parte|secci[oó]n|seção|sezione|część|část|раздел|часть)"
    r"\s+(?:[A-Z]|\d{1,2}|[IVX]{1,4})\b"
)
# the title of a part of an exam says what it is worth, too: "Part B: Short answer (30 points)"
_PART = re.compile(
    rf"[\W_]*(?:{EXAM_PART}"
    r"|(?:[^\W\d_]+[\s/&-]+){0,4}(?:questions?|exercises|problems|quiz|exam|essays?|rubric|choices?"
    r"|short answers?|matching|true[\s/]+(?:or\s+)?false|blanks?)[\s*_:]*[(\[]"
    r"|(?:questions|preguntas|perguntas|domande|aufgaben|exercices|ejercicios|exerc[ií]cios|esercizi)"
    r"(?:\s[^\W\d_]+){1,2}[\s*_:]*[(\[])",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    r"[\W_]*(?:what(?:'s| is)|who is|why(?: use)?|how (?:to|do i|can i) (?:use|read)|how does) this"
    r"(?: (?:repo|repository|project|guide|book|course|site|package|tool|list|page))?"
    r"(?: (?:for|about|work))?\s?\?\W*$",
    re.IGNORECASE,
)
# "Chapter 2: What is a soup made of?" is the title of a text
_CHAPTER = re.compile(
    r"[\W_]*(?:chapter|week|unit|lesson|module|lecture|day|kapitel|woche|lektion|cap[ií]tulo|semana"
    r"|unidad|lecci[oó]n|m[oó]dulo|chapitre|semaine|leçon|capitolo|lezione|settimana|глава|урок"
    r"|rozdział|lekcja|hoofdstuk|les)\s+\d{1,3}\b",
    re.IGNORECASE,
)
_ASKS_INSIDE = re.compile(r"？|[?؟](?=[\s*_\"')\]<:：]|$)")
# languages that ask without a mark: "설명하시오.", "どれか。", "哪个"
_ASKS_BARE = re.compile(
    r"(?:시오|십시오|는가|인가|ですか|ますか|でしょうか|どれか|何か|せよ|なさい|答えよ|吗|呢"
    r"|[0-9０-９二三四]つ(?:選択|選べ)?|を選択|を選べ)[.。]?[\s*_)）]*$"
)
# each begins with a character that is no pattern, so that it is found fast
# in a drawing, lines run from one bar to the next: "|________|"
_BLANK = re.compile(
    r"___(?<!\|___)(?<!____)|__(?<=\s__)(?=[\s.?]|$)|\\_\\_\\_|_\s?[(（]\d{1,3}[)）]\s?\\?_|\.\.\.\.\.|……|\[\s*\.{3}\s*\]|\[\s{2,}\]|（\s*）|\(\s{2,}\)"
)
_SHORT = 30
_TAG = re.compile(r"[*_]{0,3}\\?\[[^\[\]]{1,40}\][*_]{0,3}")
_COUNTED = re.compile(r"[(\[](?:please\s+)?(\w[^()\[\]]{1,75})[)\]]", re.IGNORECASE)
_TAKES_ALL = re.compile(
    r"\ball (?:(?:that|which) apply|(?:of the )?correct)\b|\(multiple[ -]choice\)", re.IGNORECASE
)
_CHOOSE = re.compile(
    r"\b(?:choose|select|pick)\s+(?:\w+\s){0,4}"
    r"(?:two|three|four|all|that apply|\d|answers?|options?|best|correct|one)\b"
)


# fields that are filled in by hand, one of them empty or all of them
_FORM = re.compile(r"(?:[*_]{0,3}[^\W\d_][^:_*]{0,30}:[^:_*]{0,30}[*_]{0,3}[\s\\_.…]{1,200}){2,6}")
# what a chat program asks at the end
_OFFERS = re.compile(r"\W*(?:would you like|do you want|want) me to\b", re.IGNORECASE)


def asks(text: str) -> bool:
    """Tell whether text ends like a question: "…?", "… (Choose two.)", "… is ___."."""
    text = text.rstrip()
    if not text.strip("?？؟") or _OFFERS.match(text):
        return False  # what divides the sides of a flashcard
    if _ASKS.search(text[-120:]) or is_counted(text[-160:]) or has_blank(text):
        return True
    if _is_worth(text):
        return True
    return not text.isascii() and bool(_ASKS_BARE.search(text[-40:]))


def asks_somewhere(text: str) -> bool:
    """Tell whether any sentence of text asks, or it leaves a blank to fill."""
    if _OFFERS.match(text):
        return False
    if _ASKS_INSIDE.search(text) or is_counted(text) or has_blank(text):
        return True
    if _is_worth(text):
        return True
    return not text.isascii() and bool(_ASKS_BARE.search(text[-40:]))


def names_chapter(text: str) -> bool:
    """Tell whether text is the title of a chapter or a week, which can ask what it tells."""
    return _CHAPTER.match(text) is not None


def _is_worth(text: str) -> bool:
    """Tell whether text ends with what it is worth, as a question of an exam does."""
    return _POINTS.search(text[-40:]) is not None and _PART.match(text) is None


def asks_about_itself(text: str) -> bool:
    """Tell whether text asks about the page that it stands on: "Who is this for?"."""
    return _ITSELF.match(text) is not None


def is_tag(text: str) -> bool:
    """Tell whether a line says only how hard a question is, or of which kind: "**[HARD]**"."""
    return _TAG.fullmatch(text) is not None


def is_worth(text: str) -> bool:
    """Tell whether a line says nothing but what a question is worth: "*(2 marks)*"."""
    return len(text) < _SHORT and _POINTS.fullmatch(text.strip("*_ ")) is not None


def without_worth(text: str) -> str:
    """Return text without what it is worth: "Borscht (10 points)" is a title, and asks nothing."""
    return _POINTS.sub("", text)


def has_blank(text: str) -> bool:
    """Tell whether text leaves a blank to fill, and is no form: "Name: ____ Class: ____"."""
    return _BLANK.search(text, 0, 4000) is not None and not _is_form(text)


def _is_form(text: str) -> bool:
    return ":" in text and len(text) < _SHORT * 4 and _FORM.fullmatch(text) is not None


def is_counted(text: str) -> bool:
    """Tell whether text ends with "(Choose two.)" or something like it."""
    tail = text[-400:]
    for match in _COUNTED.finditer(tail) if ")" in tail or "]" in tail else ():
        if _select().match(match[1].casefold()):
            return True
    tail = tail[-200:].lower()
    may = "choose" in tail or "select" in tail or "pick" in tail
    return may and _CHOOSE.search(tail) is not None


def takes_all(text: str) -> bool:
    """Tell whether text bids to take all choices that are right, which may be all there are."""
    return _TAKES_ALL.search(text) is not None


def selects(text: str) -> bool:
    """Tell whether text begins with "Choose" or the like, in any language."""
    return bool(_select().match(bare(text[:80]).casefold()))


@cache
def _select() -> re.Pattern[str]:
    said = sorted(map(re.escape, words("select")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(said)})(?!\w)")
