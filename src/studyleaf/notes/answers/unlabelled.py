"""What stands right behind choices → the key that it says without a label: "(B)", "> Gazpacho"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyleaf.notes.answers.key import Key, fold, names_of
from studyleaf.notes.answers.places import Place, whole_key
from studyleaf.notes.answers.repeats import repeated
from studyleaf.notes.answers.sentences import said_in_sentence
from studyleaf.notes.choices.group import Group
from studyleaf.notes.lines.labels import is_only
from studyleaf.notes.lines.marks import Option, is_truth
from studyleaf.notes.lines.ticks import tick_of, unticked
from studyleaf.notes.parts import Part
from studyleaf.notes.view import View

_ARROW = r"(?:(?:[-=]{0,3}>|→|➡|➔|➜|⇒|👉)\ufe0f?\s*)"
_LETTERS = re.compile(
    rf"{_ARROW}?(?:\|\|)?[*_`(\[]*(?:(?:Option|Choice)\s)?[A-Ha-h](?:\s?[,&]\s?[A-Ha-h])*[*_`)\].]*(?:\|\|)?"
)
# "A C" below "(Select two.)", and "~~B~~" above the key, of who has thought again
_SPACED = re.compile(r"[A-H](?:[ \t]+[A-H]){1,4}")
_STRUCK = re.compile(r"~~\s*[A-H](?:\s?[,&]?\s?[A-H])*\s*~~")
_BULLET = re.compile(r"[*_(]*[A-H](?:\s?(?:[,&]|and)\s?[A-H])*[*_).]*")
_BOLD_LETTER = re.compile(
    r"(?P<letters>\*\*[(\[]?[A-H](?:\s?[,&]\s?[A-H])*[)\].:]?\*\*)[.:,]?\s+(?P<rest>(?![-–—]\s?\*\*).+)",
    re.DOTALL,
)
_REASON = re.compile(
    r"(?P<letters>[A-H](?:\s?[,&]\s?[A-H])*)(?:\s?[-–—:.)]+\s+|\s+(?=because\b|since\b))(?P<rest>\S.*)",
    re.DOTALL,
)
_AGAIN = re.compile(r"(?P<letter>[A-Ha-h])(?:\s?[-–—:.)]+\s+)(?P<text>\S.*)", re.DOTALL)
_BOLD_LINE = re.compile(
    r"(?P<em>\*\*|__)(?P<text>[^*_]+)(?P=em)\s*(?:[*_]?\((?P<why>[^()]+)\)[*_]?)?[.,]?"
)
_BREAKS = re.compile(r"(?:\s*<br\s*/?>)+$", re.IGNORECASE)
_ALL = re.compile(r"\W*all (?:of )?(?:the )?(?:above|them|these)\W*", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|__|\*|_)[^*_]+\1[.,]?")
_SHORT_A = re.compile(r"[*_]{0,2}A[*_]{0,2}[:：][*_]{0,2}\s+(?P<rest>\S.*)", re.DOTALL)
_TAGS = re.compile(r"</?(?:span|font|b|strong|p|mark|u|i|em)\b[^<>]{0,120}>", re.IGNORECASE)
_IS_RIGHT = re.compile(
    r"[\W_]*(?i:(?:why\s+)?(?:the\s+)?(?:correct\s+)?(?:options?|choices?|answers?)?)\s*[*_(]*"
    r"(?P<letters>[A-H](?:\s?(?:,|and|&)\s?[A-H])*)[*_).:]*\s+(?:is|are)\s+(?:both\s+)?(?:the\s+)?"
    r"(?:correct|right|true)\b"
)
_CHOICE_ABROAD = (
    r"(?:opci[oó]n|respuesta|alternativa|opção|resposta|option|réponse|antwort|opzione|risposta)"
)
_RIGHT_ABROAD = (
    r"(?:correcta|correta|correcte?|exacte|juste|bonne|richtige?|corretta|esatta|giusta)\b"
)
_IS_RIGHT_ABROAD = re.compile(
    rf"[\W_]*(?:(?:la|a|die|l['’])\s?)?{_CHOICE_ABROAD}\s*[*_(]*(?P<letters>[A-Ha-h])[*_).:]*"
    rf"\s+(?:es|é|è|est|ist)\s+(?:(?:la|a|die)\s+)?{_RIGHT_ABROAD}",
    re.IGNORECASE,
)
_SAID_RIGHT = re.compile(
    r"[\W_]*(?P<letters>[A-H])[*_.):]*\s*[(\[](?P<word>[^\W\d_][^()\[\]]{1,30})[)\]]"
)
_SAYS = re.compile(
    r"\b(?:answers?|options?|choices?)\s+(?:is|are|(?:would|must|should) be)\s*:?\s*"
    r"(?:options?\s+)?[*_`\"']*(?P<letters>(?:\([a-hA-H]\)|(?-i:[A-H])(?![\w'’]))(?:\s?(?:,|and|&)\s?(?-i:[A-H])(?![\w'’]))*)",
    re.IGNORECASE,
)
_SAYS_ABROAD = re.compile(  # "So podemos deducir que la respuesta correcta es D."
    rf"\b{_CHOICE_ABROAD}\s+(?:{_RIGHT_ABROAD}\s+)?"
    r"(?:es|é|est|è|ist|lautet)\s*:?\s*(?:(?:la|a|l['’])\s?)?"
    r"[*_`\"'(]*(?P<letters>(?-i:[A-H]))(?![\w'’]|\s+[^\W\d_])",
    re.IGNORECASE,
)
_ONLY_SAYS = re.compile(
    r"(?:so\s+)?(?:it|this)\s+(?:is|must be)\s+(?P<letters>(?-i:[A-H]))[.!]?$", re.IGNORECASE
)
_INSIDE = (_SAYS, _SAYS_ABROAD)
_OTHER_LABEL = re.compile(
    r"[*_]{0,3}(?:[^\W\d_]+\s)?(?:result|solution|answer|response|key|option|choice)s?[*_]{0,3}\s?[:：][*_]{0,3}\s*(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def unlabelled(view: View, group: Group, end: int) -> Place | None:
    """Read a paragraph right behind the choices that is nothing but letters, or in bold or quoted
    and nothing but a choice: "> B", "**B. Gazpacho**". `end` is where the question ends.
    """
    at = group.end
    while at < end and view.is_idle(at):
        at += 1
    if at + 1 < end and _STRUCK.fullmatch(view.parts[at].text.strip()) is not None:
        place = _right_behind(view, group, at + 1, end)
        return place._replace(used=(at, *place.used)) if place is not None else None
    return _right_behind(view, group, at, end) if at < end else None


def _right_behind(view: View, group: Group, at: int, end: int) -> Place | None:
    part, above = view.parts[at], view.parts[group.end - 1]
    arrow = part.text[:1] in "→➡➔➜⇒👉=>-"
    glued = part.block == above.block and not arrow and part.text[:1] not in "`✅✔"
    short = _SHORT_A.fullmatch(part.text)
    alone = _LETTERS.fullmatch(short["rest"] if short is not None else part.text) is not None
    glued = glued and not alone and _repeats(part.text, group.options) is None
    if part.mark and _is_only_bullet(view, at, above):
        key = whole_key(part.text, group.options)
        return None if key is None or key.unknown else Place("line", (at,), key, "", part.start)
    if part.kind not in ("line", "code") or part.mark or glued:
        return None
    quoted = _quoted(view, group, at, end)
    if len(quoted) > 1:
        right = frozenset().union(*(key.right for key in quoted.values()))
        return Place("line", tuple(quoted), Key(right, "", (), True), "", part.start)
    text = _TAGS.sub("", part.text).strip()
    short = _SHORT_A.fullmatch(text)  # "A: The correct answer is option 2"
    said = short["rest"] if short is not None else text
    told = said_in_sentence(said, group.options) if view.label(at) is None else None
    if told is not None:
        return Place("line", (at,), told[0], told[1], part.start)
    last = at + 1
    while last < end and not part.mark and view.parts[last].block == part.block:
        last += 1
    whole = " ".join(one.text for one in view.parts[at:last])
    told = said_in_sentence(whole, group.options) if last > at + 1 and short is None else None
    if told is not None:
        return Place("line", tuple(range(at, last)), told[0], told[1], part.start)
    return (
        _in_bold(view, group, at, end)
        or _said_again(view, group, at, end)
        or _alone(view, group, at, text)
        or _reasoned(view, group, at, end)
    )


def _in_bold(view: View, group: Group, at: int, end: int) -> Place | None:
    """Read lines of a paragraph that are in bold, a choice each, with a remark behind or not:
    "**Gazpacho** *(it is never heated)*"; and "**All of the above**".
    """
    block = view.parts[at].block
    right: set[int] = set()
    said: list[str] = []
    last = at
    while last < end and view.parts[last].block == block and view.parts[last].kind == "line":
        match = _BOLD_LINE.fullmatch(_BREAKS.sub("", view.parts[last].text))
        if match is None:
            return None
        key = whole_key(match["text"], group.options) or repeated(match["text"], group.options)
        if key is not None and (key.right and key.by_text):
            right |= key.right
        elif _ALL.fullmatch(match["text"]) is not None:
            right.update(range(len(group.options)))
        else:
            return None
        said += [match["why"]] if match["why"] else []
        last += 1
    if len(right) == len(group.options) and not _ALL.search(view.parts[at].text):
        return None
    if last == at + 1 and whole_key(view.parts[at].text, group.options) is not None:
        return None  # that is read below
    used = tuple(range(at, last))
    return Place("line", used, Key(frozenset(right), ""), "\n".join(said), view.parts[at].start)


def _is_only_bullet(view: View, at: int, above: Part) -> bool:
    """Tell whether a list of one bullet is nothing but letters, behind choices that have others."""
    part = view.parts[at]
    if part.kind != "line" or part.number or _BULLET.fullmatch(part.text) is None:
        return False
    after = view.parts[at + 1] if at + 1 < len(view.parts) else None
    more = after is not None and after.mark == part.mark and len(after.items) == len(part.items)
    return above.mark != part.mark and not more


def _alone(view: View, group: Group, at: int, text: str) -> Place | None:
    """Read a line that is a key and nothing else."""
    part, above = view.parts[at], view.parts[group.end - 1]
    after = view.parts[at + 1] if at + 1 < len(view.parts) else None
    alone = after is None or after.block != part.block
    bare, is_right = unticked(text)
    short = _SHORT_A.fullmatch(text) or (_OTHER_LABEL.fullmatch(bare) if alone else None)
    if short is not None and view.label(at) is not None:
        return None  # "Your answer: B", which may be wrong
    said = short["rest"] if short is not None else bare if is_right else text
    sure = short is not None or is_right or _LETTERS.fullmatch(text) is not None
    sure = sure or (alone and re.match(_ARROW, text) is not None)
    sure = sure or _SPACED.fullmatch(text) is not None
    bold = _BOLD.fullmatch(text) is not None and alone
    repeats = alone and (
        _repeats(text, group.options) is not None
        or (is_truth(group.options) and is_only(text, "truth"))
    )
    if not sure and not bold and not repeats and part.quoted <= above.quoted:
        return None
    key = whole_key(re.sub(rf"^{_ARROW}", "", said).strip("|"), group.options)
    if key is None or len(key.right) == len(group.options):
        return None
    return Place("line", (at,), key, "", part.start)


def _repeats(text: str, options: Sequence[Option]) -> int | None:
    """Return the choice that text is again, with its letter and all: "B) Gazpacho"."""
    match = _AGAIN.fullmatch(text)
    n = names_of(options).get(match["letter"].upper()) if match is not None else None
    same = match is not None and n is not None and fold(options[n].text) == fold(match["text"])
    return n if same else None


def _said_again(view: View, group: Group, at: int, end: int) -> Place | None:
    """Read a paragraph of which each line is a choice again: "b) Gazpacho"."""
    block, last = view.parts[at].block, at
    right: set[int] = set()
    while last < end and view.parts[last].block == block and not view.parts[last].mark:
        n = _repeats(view.parts[last].text, group.options)
        if n is None:
            return None
        right.add(n)
        last += 1
    if not 0 < len(right) < len(group.options):
        return None
    return Place(
        "line", tuple(range(at, last)), Key(frozenset(right), ""), "", view.parts[at].start
    )


def _reasoned(view: View, group: Group, at: int, end: int) -> Place | None:
    """Read "**B**. It is never heated.", unless other choices have such a line."""
    part = view.parts[at]
    for pattern in (_BOLD_LETTER, _REASON):
        begun = pattern.fullmatch(part.text)
        if begun is None:
            continue
        others = [n for n in range(at + 1, end) if pattern.match(view.parts[n].text)]
        key = None if others else whole_key(begun["letters"], group.options)
        if key is None or key.unknown or len(key.right) == len(group.options):
            return None
        again = _repeats(part.text, group.options) is not None
        return Place("line", (at,), key, "" if again else begun["rest"], part.start)
    return None


def _quoted(view: View, group: Group, at: int, end: int) -> dict[int, Key]:
    """Read quoted lines that are a choice each: "> Gazpacho", "> Borscht"."""
    found: dict[int, Key] = {}
    for n in range(at, end):
        part = view.parts[n]
        if part.quoted <= view.parts[group.start].quoted or part.kind != "line":
            break
        key = whole_key(part.text.rstrip(","), group.options)
        if key is None:
            return {}
        found[n] = key
    return found


def judged(view: View, options: Sequence[Option], tail: Sequence[int]) -> Place | None:
    """Read "B is correct because …" or "So the answer is B.", where no label gives the answer."""
    names = names_of(options)
    right: set[int] = set()
    line = 0
    for pattern in (_SAID_RIGHT, _IS_RIGHT, _IS_RIGHT_ABROAD, _SAYS, _SAYS_ABROAD, _ONLY_SAYS):
        for at in tail:
            part = view.parts[at]
            named = view.label(at)
            text = named.rest if named is not None and named.kind == "explanation" else part.text
            found = (pattern.search if pattern in _INSIDE else pattern.match)(text[:400])
            if found is None or part.kind != "line":
                continue
            if pattern is _SAID_RIGHT and not tick_of(found["word"]):
                continue
            letters = re.findall(r"\b[A-H]\b", found["letters"].upper())
            right |= {names[letter] for letter in letters if letter in names}
            line = line or part.start
        if right:
            break
    if not right or len(right) == len(options):
        return None
    return Place("line", (), Key(frozenset(right), ""), "", line)
