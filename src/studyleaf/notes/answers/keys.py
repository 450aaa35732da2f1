"""What stands behind "Answer:" → which choices it says are right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from studyleaf.notes.answers.key import CONJUNCTION, Key, fold, names_of
from studyleaf.notes.answers.key_texts import following, plain_letters, roman_names
from studyleaf.notes.answers.repeats import (
    letter_and_text,
    repeated,
    same_text,
    text_and_aside,
    text_and_letter,
)
from studyleaf.notes.lines.alphabets import romanised
from studyleaf.notes.lines.labels import bare, label
from studyleaf.notes.lines.marks import Option

_AND = rf"(?:(?:\s{{0,3}}(?:[,;/|+&、，]|\s{CONJUNCTION}(?=\s)|[和と및와과])){{1,2}}\s*)"
_EM = r"[*_`(\[（【「\s]*"
_OUT = r"[*_`)\]）】」]*"
_PREFIX = (
    r"(?:(?:the\s+)?(?:(?:correct|right|multiple)\s+)?(?:options?|choices?|letters?|answers?|opci[oó]n(?:es)?|letra|alternativas?|lettera"
    r"|antwort|selection)\s*(?:is|are|é|es|:)?[:\s]+)?(?:both\s+|only\s+)?"
)
_IS = r"(?:is|are|ist|sind|es|son|é|são|est|sont|sono)"


def _letters(case: str) -> re.Pattern[str]:
    """Return what reads letters of one case: in "A y C", the small one says "and"."""
    # what may stand behind a letter: "B. O **bucket** é …" does not go on with an "O"
    ends = rf"$|[.,;:)&(\]/+—–|\n`、，。；：！和と및와과-]|{CONJUNCTION}\b"
    ends += r"|[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"  # pictures
    ends += rf"|(?-i:[{case}])(?:\s|$)"  # "A C D"
    more = rf"{ends}|(?:{_IS}|because|since)\b"  # "A and C are right", but not "A. C is wrong"
    behind, behind_and = (
        rf"(?=\s*(?:{one}|[*_]{{1,3}}\s*(?:{one}|[*_]{{1,3}}[A-Z][*_])))" for one in (ends, more)
    )
    one = rf"{_EM}(?:option\s+)?(?-i:[{case}])(?![\w'’]|\.[a-z_])"  # not "`t.x`"
    return re.compile(
        rf"{_EM}{_PREFIX}{_EM}(?P<letters>(?-i:[{case}])(?![^\W_]|['’]){_OUT}[.:)]?{_OUT}"
        rf"(?:(?:{_AND}{one}{behind_and}|\s+{one}{behind}){_OUT}[.:)]?{_OUT})*)"
        r"(?P<rest>.*)",
        re.DOTALL | re.IGNORECASE,
    )


_CAPITALS, _SMALL = _letters("A-Z"), _letters("a-z")
_PLACE = re.compile(
    rf"[*_`(\[]*(?:(?:options?|la|il|the|no\.?|nr\.?|n[.º°])\s)?[1-9](?:{_AND}[1-9](?!\d)){{0,4}}[*_`)\].]*",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[*_]{0,2}([\"'“‘])(?P<text>[^\"'“”‘’]{1,200})[\"'”’][*_.]{0,3}")
_GLUED = re.compile(r"^([A-H]):(?=[^\s:/])")  # "A:Ramen"
_WHY = re.compile(r"\s+(?:because|since|as|due|for)\b", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?<=[\s,]){CONJUNCTION}(?=\s)")
_JOINED = re.compile(
    rf"{_EM}{_PREFIX}{_EM}(?P<letters>[A-Z]{{2,8}})(?![\w'’]){_OUT}(?P<rest>.*)", re.DOTALL
)
# "ACE inhibitors", a word; "AC are right" is none
_IN_TEXT = re.compile(r"\s(?!(?:is|are|because|since|as)\b)[a-z]{3}")
_ROMAN = re.compile(
    rf"{_EM}(?P<name>[iv]{{1,3}})(?!\w){_OUT}(?P<rest>.*)", re.DOTALL | re.IGNORECASE
)
_NUMBERS = re.compile(
    rf"{_EM}{_PREFIX}{_EM}(?P<letters>\d{{1,5}}(?!\d){_OUT}(?:(?:{_AND}|\s+){_EM}\d{{1,2}}(?!\w|\.\w)"
    rf"{_OUT})*)(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_BORDER = re.compile(
    r"\s*(?:[.,:;)\]}—–\-(*_<\n|=【「。：、，!\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]|$)"
)
_SENTENCE = re.compile(
    r"(?:answers?|options?|choices?|respuestas?|respostas?|alternativas?|antwort|réponses?|risposta)"
    r"(?:\s+(?:is|are|es|é|son|são|est|ist))?\s*:?\s*[*_`(\[\"']*(?:options?\s+)?(?P<letters>[A-Z](?![\w'’])"
    r"(?:[*_`)\]\"'.]*(?:\s*(?:,|and|&|y|e)\s*)[*_`(\[]*[A-Z](?![\w'’]))*)",
    re.IGNORECASE,
)


# where no choice says so
_EVERY = re.compile(
    r"[*_]{0,3}(?:all(?: (?:of )?(?:the )?(?:above|options|choices|them))?"
    r"(?: are (?:correct|right|true))?"
    r"|todas(?: las anteriores| as anteriores| as alternativas)?|toutes?(?: les réponses)?"
    r"|alle(?: antworten| genannten)?|tutte(?: le precedenti)?|以上[全都]对|以上皆是)[*_.!]{0,3}",
    re.IGNORECASE,
)
_SHORT = 3  # characters that can be of another word
_NEXT = re.compile(r"\)\((?=[A-Ha-h]\))")
_STRUCK = re.compile(r"~~[^~]{1,80}~~(?=\s*\S)")
_TAG = re.compile(
    r"</?(?:b|strong|p|br|em|i|u|mark|div|span|h\d|code|font|sub|sup|small|big|center|del|ins)\b"
    r"[^<>]{0,200}/?>"
)


def read_key(text: str, options: Sequence[Option], *, certain: bool = True) -> Key | None:
    """Read what stands behind an answer label. None if it names no choice.

    `certain` is false where the text need not be a key at all, so that "A mock …" is no letter.
    """
    text = text.strip().removesuffix("\\")  # which breaks a line
    text = text.removeprefix("- ")  # a bullet, which is none within tags
    stripped = romanised(_untagged(text).strip().strip("|").strip())
    if not stripped:
        return None
    if stripped.endswith("**") and stripped.count("**") % 2:  # "**Answer: A C**"
        stripped = stripped[:-2].rstrip()
    quoted = _QUOTED.fullmatch(stripped)
    stripped = quoted["text"] if quoted is not None else plain_letters(stripped)
    stripped = _GLUED.sub(r"\1: ", stripped)
    stripped = _NEXT.sub("), (", stripped) if ")(" in stripped else stripped  # "(A)(C)"
    exact = same_text(stripped, options) or text_and_aside(stripped, options)
    if exact is not None:
        return exact
    exact = text_and_letter(stripped, options) or letter_and_text(stripped, options)
    if exact is not None:
        return exact
    named = _named(stripped, options, certain=certain)
    if named is not None and named.right:
        return _with_text(named, options)
    found = repeated(stripped, options)
    if found is not None:
        return found
    if certain and len(options) > 1 and _EVERY.fullmatch(stripped) is not None:
        return Key(frozenset(range(len(options))), "")
    return named or (_by_place(stripped, options) if certain else None)


def _with_text(named: Key, options: Sequence[Option]) -> Key:
    """Return a key with one letter, and behind it the text of another choice, as for that choice:
    a letter is mistyped sooner than a sentence.
    """
    said = fold(named.rest) if len(named.right) == 1 and not named.unknown else ""
    same = [
        n for n, option in enumerate(options) if len(said) > _SHORT and fold(option.text) == said
    ]
    if len(same) != 1 or same[0] in named.right:
        return named
    (wrong,) = named.right
    name = options[wrong].name or chr(65 + wrong)
    return Key(frozenset(same), named.rest, by_text=True, slip=name)


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


def _named(text: str, options: Sequence[Option], *, certain: bool) -> Key | None:
    text = bare(text).lstrip("(（")
    names = names_of(options)
    romans = roman_names(options, names)
    roman = _ROMAN.match(text) if romans else None
    if roman is not None and roman["name"].upper() in romans and _BORDER.match(roman["rest"]):
        return _key([roman["name"].upper()], roman["rest"], romans)
    joined = _JOINED.match(text)
    word = joined is not None and _IN_TEXT.match(joined["rest"]) is not None
    if joined is not None and not word and _is_joined(joined["letters"], names):
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
        unlettered = not any(option.name for option in options)
        if unlettered and match["rest"][:1] == "(" and letters[:1] and letters[0] not in names:
            letters = []  # "P(Red) = 1/2"
        if letters:
            more = following([x.upper() for x in letters], match["rest"], options, names)
            return _key(*more, names)
    match = _NUMBERS.match(text)
    if match is not None and (_BORDER.match(match["rest"]) or _WHY.match(match["rest"])):
        numbers = re.findall(r"\d+", match["letters"])
        by_number = {option.name: n for n, option in enumerate(options) if option.name.isdigit()}
        if not by_number and not any(option.name for option in options):
            by_number = {str(n + 1): n for n in range(len(options))}
        if len(numbers) == 1 and numbers[0] not in by_number:  # "14", the first and the fourth
            numbers = list(numbers[0]) if list(numbers[0]) == sorted(set(numbers[0])) else numbers
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


def labelled(text: str, options: Sequence[Option]) -> Key | None:
    """Read a line that may or may not begin with "Answer:"."""
    named = label(text, "answer")
    if named is not None:
        return read_key(named.rest, options)
    return read_key(text, options, certain=False)
