"""What stands behind "Answer:" → which choices it says are right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from studyleaf.notes.answers.key_texts import following, plain_letters, roman_names
from studyleaf.notes.lines.alphabets import romanised
from studyleaf.notes.lines.labels import bare, label
from studyleaf.notes.lines.marks import Option

# how near a misspelt answer must be, in percent, and how much farther the next choice is
_NEAR = 80
_MARGIN = 15
_UNCOUNTED = re.compile(r"[^\w+\-=<>$%/#&|^~]+|_+")
_SHORT = 300  # a longer text is not kept in memory
_CONJUNCTION = r"(?:and|or|und|oder|y|e|o|i|et|ou|och|ve|и|和|と|및|와|과)"
_AND = rf"(?:(?:\s{{0,3}}(?:[,;/|+&、，]|\s{_CONJUNCTION}(?=\s)|[和と및와과])){{1,2}}\s*)"
_EM = r"[*_`(\[（【「\s]*"
_OUT = r"[*_`)\]）】」]*"
_PREFIX = (
    r"(?:(?:the\s+)?(?:correct\s+)?(?:options?|choices?|letters?|answers?|opci[oó]n(?:es)?|letra|alternativas?|lettera"
    r"|antwort|selection)\s*(?:is|are|é|es|:)?[:\s]+)?(?:both\s+|only\s+)?"
)
_IS = r"(?:is|are|ist|sind|es|son|é|são|est|sont|sono)"


def _letters(case: str) -> re.Pattern[str]:
    """Return what reads letters of one case: in "A y C", the small one says "and"."""
    # what may stand behind a letter: "B. O **bucket** é …" does not go on with an "O"
    ends = rf"$|[.,;:)&(\]/+—–|\n`、，和と및와과-]|{_CONJUNCTION}\b"
    ends += r"|[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"  # pictures
    ends += rf"|(?-i:[{case}])(?:\s|$)"  # "A C D"
    more = rf"{ends}|(?:{_IS}|because|since)\b"  # "A and C are right", but not "A. C is wrong"
    behind, behind_and = (
        rf"(?=\s*(?:{one}|[*_]{{1,3}}\s*(?:{one}|[*_]{{1,3}}[A-Z][*_])))" for one in (ends, more)
    )
    one = rf"{_EM}(?:option\s+)?(?-i:[{case}])(?![\w'’])"
    return re.compile(
        rf"{_EM}{_PREFIX}{_EM}(?P<letters>(?-i:[{case}]){_OUT}[.:)]?{_OUT}"
        rf"(?:(?:{_AND}{one}{behind_and}|\s+{one}{behind}){_OUT}[.:)]?{_OUT})*)"
        r"(?P<rest>.*)",
        re.DOTALL | re.IGNORECASE,
    )


_CAPITALS, _SMALL = _letters("A-Z"), _letters("a-z")
_PLACE = re.compile(
    rf"[*_`(\[]*(?:options?\s)?[1-9](?:{_AND}[1-9](?!\d)){{0,4}}[*_`)\].]*", re.IGNORECASE
)
_QUOTED = re.compile(r"[*_]{0,2}([\"'“‘])(?P<text>[^\"'“”‘’]{1,200})[\"'”’][*_.]{0,3}")
_LISTED = re.compile(rf"\s*[,;&+]\s*(?:{_CONJUNCTION}\s+)?|\s+{_CONJUNCTION}\s+")
_WHY = re.compile(r"\s+(?:because|since|as|due|for)\b", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?<=[\s,]){_CONJUNCTION}(?=\s)")
_JOINED = re.compile(
    rf"{_EM}{_PREFIX}{_EM}(?P<letters>[A-Z]{{2,8}})(?![\w'’]){_OUT}(?P<rest>.*)", re.DOTALL
)
_ROMAN = re.compile(
    rf"{_EM}(?P<name>[iv]{{1,3}})(?!\w){_OUT}(?P<rest>.*)", re.DOTALL | re.IGNORECASE
)
_NUMBERS = re.compile(
    rf"{_EM}{_PREFIX}{_EM}(?P<letters>\d{{1,2}}(?!\d){_OUT}(?:(?:{_AND}|\s+){_EM}\d{{1,2}}(?![\w.])"
    rf"{_OUT})*)(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_BORDER = re.compile(
    r"\s*(?:[.,:;)\]}—–\-(*_<\n|=【「。：、，!\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]|$)"
)
_LETTER_BEHIND = re.compile(
    r"(?P<text>[^()\n]{1,300}?)\s*[(\[](?P<letter>[A-Ha-h])[)\]][*_]*(?P<rest>.*)", re.DOTALL
)
_SENTENCE = re.compile(
    r"(?:answers?|options?|choices?|respuestas?|respostas?|alternativas?|antwort|réponses?|risposta)"
    r"(?:\s+(?:is|are|es|é|son|são|est|ist))?\s*:?\s*[*_`(\[\"']*(?:options?\s+)?(?P<letters>[A-Z](?![\w'’])"
    r"(?:[*_`)\]\"'.]*(?:\s*(?:,|and|&|y|e)\s*)[*_`(\[]*[A-Z](?![\w'’]))*)",
    re.IGNORECASE,
)


_STRUCK = re.compile(r"~~[^~]{1,80}~~(?=\s*\S)")
_TAG = re.compile(
    r"</?(?:b|strong|p|br|em|i|u|mark|div|span|h\d|code|font|sub|sup|small|big|center|del|ins)\b"
    r"[^<>]{0,200}/?>"
)
_ASIDE = re.compile(r"\s*(\([^()]{1,60}\))[*_.]*$")


class Key(NamedTuple):
    """Which choices are right, by index; `rest` is what the key says besides."""

    right: frozenset[int]
    rest: str
    unknown: tuple[str, ...] = ()
    """Names of choices that there are none of."""
    by_text: bool = False


def read_key(text: str, options: Sequence[Option], *, certain: bool = True) -> Key | None:
    """Read what stands behind an answer label. None if it names no choice.

    `certain` is false where the text need not be a key at all, so that "A mock …" is no letter.
    """
    stripped = romanised(_untagged(text).strip().strip("|").strip())
    if not stripped:
        return None
    if stripped.endswith("**") and stripped.count("**") % 2:  # "**Answer: A C**"
        stripped = stripped[:-2].rstrip()
    quoted = _QUOTED.fullmatch(stripped)
    stripped = quoted["text"] if quoted is not None else plain_letters(stripped)
    exact = _same_text(stripped, options) or _text_and_aside(stripped, options)
    if exact is not None:
        return exact
    exact = _text_and_letter(stripped, options)
    if exact is not None:
        return exact
    named = _named(stripped, options, certain=certain)
    if named is not None and named.right:
        return named
    found = _texts(stripped, options)
    if found is not None:
        return found
    return named or (_by_place(stripped, options) if certain else None)


def _by_place(text: str, options: Sequence[Option]) -> Key | None:
    """Read the number of a choice, though choices have letters: "2" for "B"."""
    if not options or options[0].name != "A" or _PLACE.fullmatch(text) is None:
        return None
    places = [int(number) - 1 for number in re.findall(r"\d", text)]
    known = all(0 <= n < len(options) for n in places)
    return Key(frozenset(places), "") if known else None


def key_in_sentence(text: str, options: Sequence[Option]) -> Key | None:
    """Find "the correct answer is B" inside running text."""
    match = _SENTENCE.search(text[:2000])
    if match is None:
        return None
    letters = [name.upper() for name in re.findall(r"\b[A-Za-z]\b", match["letters"])]
    letters = [name for name in letters if name != "E" or "E" in names_of(options)]
    names = names_of(options)
    right = frozenset(names[name] for name in letters if name in names)
    return Key(right, text) if right else None


def _untagged(text: str) -> str:
    text = _STRUCK.sub(" ", text) if "~~" in text else text  # "~~A~~ B", who has thought again
    return _TAG.sub(" ", text) if "<" in text else text


def names_of(options: Sequence[Option]) -> dict[str, int]:
    """Return the letters of choices, those that the places stand for where they have none."""
    names: dict[str, int] = {}
    for n, option in enumerate(options):
        name = option.name if option.name and not option.name.isdigit() else chr(65 + n)
        names.setdefault(name, n)
    return names


def _named(text: str, options: Sequence[Option], *, certain: bool) -> Key | None:
    text = bare(text).lstrip("(（")
    names = names_of(options)
    romans = roman_names(options, names)
    roman = _ROMAN.match(text) if romans else None
    if roman is not None and roman["name"].upper() in romans and _BORDER.match(roman["rest"]):
        return _key([roman["name"].upper()], roman["rest"], romans)
    joined = _JOINED.match(text)
    if joined is not None and _is_joined(joined["letters"], names):
        return _key(list(joined["letters"]), joined["rest"], names)
    match = _CAPITALS.match(text) or _SMALL.match(text)
    if match is not None:
        told = _BETWEEN.sub(",", match["letters"])
        letters = re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", told)
        word = len(letters) == 1 and not _BORDER.match(match["rest"]) and not _pointed(match)
        next_word = match["rest"].lstrip()[:1]
        if re.match(r"[\w'’]", match["rest"]) or (
            word
            and (
                not certain
                or letters[0].islower()
                or (letters[0] in "AI" and next_word.islower() and not _WHY.match(match["rest"]))
            )
        ):
            letters = []
        letters = list(letters)
        if letters:
            more = following([x.upper() for x in letters], match["rest"], options, names)
            return _key(*more, names)
    match = _NUMBERS.match(text)
    if match is not None and _BORDER.match(match["rest"]):
        numbers = re.findall(r"\d+", match["letters"])
        by_number = {option.name: n for n, option in enumerate(options) if option.name.isdigit()}
        if not by_number and not any(option.name for option in options):
            by_number = {str(n + 1): n for n in range(len(options))}
        if by_number and all(number in by_number for number in numbers):
            return _key(*following(numbers, match["rest"], options, by_number), by_number)
    return None


def _pointed(match: re.Match[str]) -> bool:
    return match["letters"].rstrip("*_` ")[-1:] in ".:)"


def _is_joined(letters: str, names: dict[str, int]) -> bool:
    return all(name in names for name in letters) and list(letters) == sorted(set(letters))


def _key(letters: Sequence[str], rest: str, names: Mapping[str, int]) -> Key:
    right = frozenset(names[name] for name in letters if name in names)
    unknown = tuple(name for name in letters if name not in names)
    return Key(right, rest.strip(), unknown)


def fold(text: str) -> str:
    """Return what counts when texts are compared: letters, digits and signs of code, no case."""
    return _kept(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    return _UNCOUNTED.sub("", text.casefold())


_kept = lru_cache(maxsize=4096)(_fold)  # each text of a key is compared with each choice


def _same_text(text: str, options: Sequence[Option]) -> Key | None:
    wanted = fold(text)
    numbered = any(option.name.isdigit() for option in options)
    for n, option in enumerate(options):
        long = len(wanted) > 1 or (wanted.isdigit() and not numbered)
        if long and fold(option.text) == wanted:
            return Key(frozenset([n]), "", by_text=True)
    return None


def _text_and_aside(text: str, options: Sequence[Option]) -> Key | None:
    """Read the text of a choice with a remark behind it: "AI (.ai)" for the choice "AI"."""
    aside = _ASIDE.search(text)
    key = _same_text(text[: aside.start()], options) if aside is not None else None
    return key._replace(rest=aside[1]) if aside is not None and key is not None else None


def _text_and_letter(text: str, options: Sequence[Option]) -> Key | None:
    """Read the text of a choice with its letter behind it: "Gazpacho (B)"."""
    match = _LETTER_BEHIND.match(text)
    if match is None:
        return None
    n = names_of(options).get(match["letter"].upper())
    if n is None or fold(match["text"]) != fold(options[n].text):
        return None
    return Key(frozenset([n]), match["rest"], by_text=True)


def _texts(text: str, options: Sequence[Option]) -> Key | None:
    """Match the texts of choices, several of which the answer can name."""
    first, *others = re.split(r"\n|<br\s*/?>", text)
    wanted = fold(first)
    folded = [fold(option.text) for option in options]
    if not wanted:
        return None
    named = _each(first, folded)
    if named:
        return Key(named, "\n".join(others).strip(), by_text=True)
    rest = wanted
    right = set()
    for n in sorted(range(len(folded)), key=lambda n: -len(folded[n])):
        if folded[n] and folded[n] in rest and (len(folded[n]) > 2 or rest.startswith(folded[n])):
            right.add(n)
            rest = rest.replace(folded[n], " ", 1)
    if right:
        left = re.sub(r"and|und|or|\W|y|e|et", "", rest)
        if not left:
            return Key(frozenset(right), "\n".join(others).strip(), by_text=True)
        starts = [n for n in right if wanted.startswith(folded[n]) and len(folded[n]) > 3]
        if starts:
            n = max(starts, key=lambda n: len(folded[n]))
            return Key(frozenset([n]), text, by_text=True)
        if len(right) == 1 and len(folded[min(right)]) > 12:
            return Key(frozenset(right), text, by_text=True)
    near = [n for n, one in enumerate(folded) if len(wanted) > 5 and one.startswith(wanted)]
    if len(near) == 1:
        return Key(frozenset(near), "\n".join(others).strip(), by_text=True)
    scores = sorted(((fuzz.ratio(wanted, one), n) for n, one in enumerate(folded)), reverse=True)
    second = scores[1][0] if len(scores) > 1 else 0.0
    if scores and scores[0][0] >= _NEAR and scores[0][0] - second >= _MARGIN and len(wanted) > 3:
        return Key(frozenset([scores[0][1]]), text, by_text=True)
    parts = [n for n, one in enumerate(folded) if len(wanted) > 5 and wanted in one]
    if len(parts) == 1:  # "functions" for "Azure Functions"
        return Key(frozenset(parts), "\n".join(others).strip(), by_text=True)
    return None


def _each(text: str, folded: Sequence[str]) -> frozenset[int]:
    """Return the choices that an answer lists, if all that it lists are choices."""
    pieces = [fold(piece) for piece in _LISTED.split(text)]
    if len(pieces) < 2 or not all(piece and piece in folded for piece in pieces):
        return frozenset()
    return frozenset(folded.index(piece) for piece in pieces)


def without_choice(rest: str, options: Sequence[Option], right: frozenset[int]) -> str:
    """Return what a key says besides the text of the right choice: "B) Gazpacho" → ""."""
    text = rest.strip().lstrip(".):-–—*_ \t")
    wanted = fold(text)
    said = {fold(options[n].text) for n in right}
    if (
        not wanted
        or wanted in said
        or any(one.startswith(wanted) and len(wanted) > 3 for one in said)
    ):
        return ""
    inner = text.rstrip("*_ .")
    if inner.startswith("(") and inner.endswith(")") and fold(inner) in said:
        return ""
    for n in right:
        plain = options[n].text.strip().rstrip(".")
        if plain and text.casefold().startswith(plain.casefold()):
            after = text[len(plain) :]
            if not after or not after[0].isalnum():
                return after.lstrip("*_.):; \t").lstrip("-–— ").strip()
    return rest.strip().lstrip(".):*_ \t").lstrip("-–— ").strip()


def labelled(text: str, options: Sequence[Option]) -> Key | None:
    """Read a line that may or may not begin with "Answer:"."""
    named = label(text, "answer")
    if named is not None:
        return read_key(named.rest, options)
    return read_key(text, options, certain=False)
