"""Shapes of questions with choices: what reads their keys."""

from __future__ import annotations

from studyleaf.notes.registry.reader import Reader
from studyleaf.notes.shapes import (
    choice,
    keyless,
)

CHOICES: tuple[Reader, ...] = (
    Reader(
        "Aiken",
        "Aiken, of Moodle",
        "Which soup is served cold?\nA. Ramen\nB. Gazpacho\nANSWER: B",
        choices=choice.aiken,
    ),
    Reader(
        "A1",
        "Boxes, the right ones ticked",
        "#### Q1. Which soup is served cold?\n\n- [ ] Ramen\n- [x] Gazpacho",
        choices=choice.a1,
    ),
    Reader(
        "B4",
        "The letter stands in the line with the number of the question",
        "K1A02 (B)\nWhich soup is served cold?\nA. Ramen\nB. Gazpacho\n~~",
        choices=choice.b4,
    ),
    Reader(
        "A3",
        "A tick, a highlight or a word marks the right choice",
        "Which soup is served cold?\n\n- A) Ramen\n- ✅ B) Gazpacho",
        choices=choice.a3,
    ),
    Reader(
        "B1",
        "A line behind the choices names the letter",
        "1. Which soup is served cold?\n\nA. Ramen\nB. Gazpacho\n\nCorrect Answer: B",
        choices=choice.b1,
    ),
    Reader(
        "B2",
        "A line behind the choices gives the text of the right one",
        "Which soup is served cold?\n- Ramen\n- Gazpacho\n\nAns - Gazpacho",
        choices=choice.b2,
    ),
    Reader(
        "B3",
        "The answer stands under a heading of its own",
        "### Question 1\n\nWhich soup is served cold?\n\n#### Options\n\n- A. Ramen\n"
        "- B. Gazpacho\n\n#### Correct Answer\n\n**B. Gazpacho**",
        choices=choice.b3,
    ),
    Reader(
        "C1",
        "The answer to choices is folded away",
        "Which soup is served cold?\n\nA) Ramen\nB) Gazpacho\n\n"
        "<details><summary>Answer</summary>\n\n**B)** because it needs no cooking.\n</details>",
        choices=choice.c1,
    ),
    Reader(
        "C4",
        "Admonitions and callouts that fold",
        "#### 1. Which soup is served cold?\n\n1. Ramen\n2. Gazpacho\n\n"
        '??? question "Show answer"\n'
        "    The correct answer is **B**.",
        choices=choice.c4,
    ),
    Reader(
        "A2",
        "The right choice is in bold",
        "Which soup is served cold?\n\n* Ramen\n* **Gazpacho**",
        choices=choice.a2,
    ),
    Reader(
        "B5",
        "“Answers” or “Options” labels the choices, and there is no key",
        "Which soup is served cold?\n\nAnswers\nA. Ramen\nB. Gazpacho\nC. Pho",
        choices=choice.b5,
    ),
    Reader(
        "F",
        "Choices without a key: a question that waits for an answer",
        "1. Which soup is served cold?\n\n   A. Ramen\n   B. Gazpacho\n   C. Pho",
        choices=keyless.unanswered,
    ),
    Reader(
        "E1",
        "The key stands at the end of the file, or of the section",
        "1. Which soup is served cold?\n   A) Ramen\n   B) Gazpacho\n"
        "2. Which soup has noodles?\n   A) Ramen\n   B) Gazpacho\n\n## Answer Key\n\n1. B\n2. A",
        choices=choice.e1,
    ),
)
