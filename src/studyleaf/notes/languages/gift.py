"""GIFT, Moodle's text format for questions → questions.

https://docs.moodle.org/en/GIFT_format
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyleaf.model import Choice
from studyleaf.notes.parts import Part
from studyleaf.notes.pieces import Asked
from studyleaf.notes.view import View

_ANSWERS = re.compile(r"(?<!\\)\{(?P<answers>(?:\\.|[^{}\\])*)(?<!\\)\}", re.DOTALL)
_TITLE = re.compile(r"\s*::(?:\\.|[^:\\]|:(?!:))*::\s*", re.DOTALL)
_FORMAT = re.compile(r"^\[(?:html|moodle|plain|markdown)\]", re.IGNORECASE)
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(?P<said>.*))?$", re.DOTALL)
_ANSWER = re.compile(r"(?<!\\)([=~])((?:\\.|[^=~\\])*)", re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-?[\d.]+)%\s*")
_ESCAPED = re.compile(r"\\([~=#{}:\\])")
_FORMULA = re.compile(r"(?:[\^_]\s?|[}$]|\\[A-Za-z]+\*?\s?)$")
_NEAR = 30
_LONGEST = 20_000


def gift(view: View, taken: Sequence[bool]) -> Iterator[tuple[int, int, Asked]]:
    """Yield the questions in GIFT, blocks of lines with answers in braces."""
    found = view.parts
    if "{" not in view.text:
        return
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and found[end].start == found[end - 1].end and not taken[end]:
            end += 1
        run = [part for part in found[at:end] if not part.text.startswith("//")]
        if not taken[at] and all(part.kind in ("line", "code") for part in run) and run:
            asked = _question(run)
            if asked is not None:
                first = next(n for n in range(at, end) if found[n] is run[0])
                yield first, end, asked
        at = end


def _question(run: Sequence[Part]) -> Asked | None:
    text = "\n".join(_marked(part) for part in run)
    asked = _untitled(run, text)
    title = _TITLE.match(text)
    if asked is None or title is None:
        return asked
    return replace(asked, number=_plain(title[0].strip().strip(":")) or None)


def _untitled(run: Sequence[Part], text: str) -> Asked | None:
    found = _ANSWERS.finditer(text) if len(text) <= _LONGEST else ()
    match = next((one for one in found if not _is_formula(text, one.start())), None)
    if match is None:
        return None
    before = _FORMAT.sub("", _TITLE.sub("", text[: match.start()], count=1)).strip()
    after = text[match.end() :].strip()
    if not any(char.isalpha() for char in before):
        return None
    prompt = _plain(f"{before} ___ {after}" if after else before)
    start, end = run[0].start, run[-1].end
    inside = match["answers"].strip()
    truth = _TRUTH.match(inside)
    if truth is not None:
        right = truth[1].startswith("T")
        pair = (Choice("True", right), Choice("False", not right))
        said = _plain(truth["said"] or "").replace("#", " ").strip()
        return Asked(start, end, "GIFT", prompt, choices=pair, explanation=said)
    if inside.startswith("#"):
        number = re.match(r"#\s*=?\s*(?:%100%)?\s*(-?\d[\d.]*)(?::[\d.]+|\.\.[-\d.]+)?", inside)
        if number is None:
            return None
        return Asked(start, end, "GIFT", prompt, answer=inside.lstrip("#= ").strip())
    return _listed(start, end, prompt, inside)


def _marked(part: Part) -> str:
    return f"{part.mark} {part.text}" if part.mark and part.mark not in "=~" else part.text


def _listed(start: int, end: int, prompt: str, inside: str) -> Asked | None:
    answers = [(mark, *_parts(text)) for mark, text in _ANSWER.findall(inside)]
    if not answers or not re.match(r"\s*[=~]", inside):
        return None
    if _is_code(answers):
        return None
    pairs = [text for mark, text, _, _ in answers if mark == "=" and "->" in text]
    if len(pairs) == len(answers):
        return Asked(start, end, "GIFT", prompt, answer="\n".join(f"- {pair}" for pair in pairs))
    if all(mark == "=" for mark, *_ in answers):
        text = " / ".join(text for _, text, _, _ in answers)
        said = "\n\n".join(said for *_, said in answers if said)
        return Asked(start, end, "GIFT", prompt, answer=text, explanation=said)
    choices = tuple(
        Choice(text, (mark == "=" or weight > 0), said) for mark, text, weight, said in answers
    )
    return Asked(start, end, "GIFT", prompt, choices=choices)


def _is_formula(text: str, at: int) -> bool:
    """Tell whether a brace is of a formula, behind a sign or the name of a command: "A^{T}"."""
    return _FORMULA.search(text[max(0, at - _NEAR) : at]) is not None


def _is_code(answers: Sequence[tuple[str, str, float, str]]) -> bool:
    """Tell whether braces are of a program, "{ ~a; ~ }", or of a list of changed files,
    "{old => new}/soup.c".
    """
    only = answers[0][1] if len(answers) == 1 else ""
    return only.startswith((">", "=")) or any(not text for _, text, _, _ in answers)


def _parts(text: str) -> tuple[str, float, str]:
    """Return an answer's text, its weight in percent, and the feedback on it."""
    weight = _WEIGHT.match(text)
    rest = text[weight.end() :] if weight else text
    plain, _, said = re.sub(r"\\#", "\0", rest).partition("#")
    value = float(weight[1]) if weight and re.fullmatch(r"-?\d+(\.\d+)?", weight[1]) else 0.0
    return (
        _plain(plain.replace("\0", "\\#")),
        value,
        _plain(said.partition("####")[0].replace("\0", "\\#")),
    )


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()
