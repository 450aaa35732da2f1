"""The shapes of questions in notes that can be read, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from studyleaf.notes.choices.asked import Doubt, Keyed
from studyleaf.notes.choices.draft import Draft
from studyleaf.notes.languages import (
    anki,
    gift,
    jsx,
    liascript,
    mkdocs,
    mochi,
    sectioned,
    text2qti,
    toml,
    trivia,
)
from studyleaf.notes.pieces import Asked
from studyleaf.notes.shapes import (
    alike,
    among,
    asking_headings,
    bold,
    bulleted,
    card_lists,
    cards,
    choice,
    clozes,
    counted,
    echoes,
    folded,
    keyless,
    labelled,
    lettered,
    lines,
    numbered,
    one_lines,
    pairs,
    paragraphs,
    results,
    sided,
    tasks,
)
from studyleaf.notes.view import View

ChoiceReader = Callable[[View, Draft], Keyed | Doubt | None]
"""Finds the key of a draft: yes, no, or "it looks like one, but …"."""
OpenReader = Callable[[View, Sequence[bool]], Iterator[tuple[int, int, Asked]]]
"""Finds questions among the parts that are not taken: first part, end, question."""
FileReader = Callable[[str], list[Asked] | None]
"""Reads a file that is no Markdown, or returns None."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A shape: its name in the documentation, what it is, an example, and what reads it."""

    name: str
    title: str
    example: str = ""
    choices: ChoiceReader | None = None
    open: OpenReader | None = None
    language: OpenReader | None = None
    """As `open`, but before any other reader looks at the lines."""
    file: FileReader | None = None
    also: tuple[str, ...] = ()
    """Other shapes that the same function reads."""

    @property
    def names(self) -> tuple[str, ...]:
        """All shapes that it reads."""
        return (self.name, *self.also)


READERS: tuple[Reader, ...] = (
    Reader(
        "mdbook-quiz",
        "TOML of mdbook-quiz, a file of its own",
        '[[questions]]\ntype = "MultipleChoice"\nprompt.prompt = "Which soup is served cold?"\n'
        'prompt.distractors = ["Ramen"]\nanswer.answer = "Gazpacho"',
        file=toml.toml_questions,
    ),
    Reader(
        "quiz",
        "`<quiz>` of mkdocs-quiz",
        "<quiz>\nWhich soup is served cold?\n- [ ] Ramen\n- [x] Gazpacho\n</quiz>",
        language=mkdocs.quizzes,
    ),
    Reader(
        "quiz",
        "`<?quiz?>` of mkdocs-quiz, as its first versions wrote it",
        "<?quiz?>\nquestion: Which soup is served cold?\nanswer: Ramen\nanswer-correct: Gazpacho\n"
        "content:\n<?/quiz?>",
        language=mkdocs.first_quizzes,
    ),
    Reader(
        "mcq",
        "The fence `mcq` of mkdocs-mcq",
        "```mcq\n---\nquestion: Which soup is served cold?\n---\n- [ ] Ramen\n- [x] Gazpacho\n```",
        language=mkdocs.fences,
    ),
    Reader(
        "JSX",
        "Components of MDX and Vue whose properties ask",
        '<Quiz\n  question="Which soup is served cold?"\n  options={["Ramen", "Gazpacho"]}\n'
        "  answer={1}\n/>",
        language=jsx.components,
    ),
    Reader(
        "Anki",
        "Cards for Anki, between START and END",
        "START\nBasic\nWhich soup is served cold?\nBack: Gazpacho\nEND",
        language=anki.anki,
    ),
    Reader(
        "D4",
        "Cards between rules, each with its id",
        "---\ncard_id: a1\n---\nWhich soup is served cold?\n---\nGazpacho\n---\ncard_id: a2\n---\n"
        "Which soup has noodles?\n---\nRamen",
        language=mochi.mochi,
    ),
    Reader(
        "D4",
        "Sentences with blanks, as Anki has them",
        "{{c1::Gazpacho}} is served cold.\n\nRamen has {{c1::noodles}}.\n\n"
        "Borscht is of {{c1::beetroot}}.",
        language=clozes.anki_clozes,
    ),
    Reader(
        "GIFT",
        "GIFT, of Moodle",
        "Which soup is served cold? {=Gazpacho ~Ramen}",
        language=gift.gift,
    ),
    Reader(
        "LiaScript",
        "Quizzes of LiaScript",
        "Which soup is served cold?\n\n[( )] Ramen\n[(X)] Gazpacho",
        language=liascript.liascript,
    ),
    Reader(
        "OpenTriviaQA",
        "Lines of OpenTriviaQA",
        "#Q Which soup is served cold?\n^ Gazpacho\nA Ramen\nB Gazpacho",
        language=trivia.trivia,
    ),
    Reader(
        "freeCodeCamp",
        "Quizzes of freeCodeCamp",
        "#### --text--\n\nWhich soup is served cold?\n\n#### --distractors--\n\nRamen\n\n---\n\n"
        "Pho\n\n#### --answer--\n\nGazpacho",
        language=sectioned.camp,
    ),
    Reader(
        "Learn",
        "Challenges of Learn, of Galvanize",
        "### !challenge\n\n* type: multiple-choice\n\n##### !question\n\nWhich soup is served cold?"
        "\n\n##### !end-question\n\n##### !options\n\n* Ramen\n* Gazpacho\n\n##### !end-options\n\n"
        "##### !answer\n\n* Gazpacho\n\n##### !end-answer\n\n### !end-challenge",
        language=sectioned.learn,
    ),
    Reader(
        "text2qti",
        "The plain text of text2qti",
        "1. Which soup is served cold?\na) Ramen\n*b) Gazpacho",
        language=text2qti.text2qti,
    ),
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
    Reader(
        "D5",
        "A page of results, pasted",
        "### Question 3 of 9\nWhich soup is served cold?\nYour Answer\ngazpacho\n"
        "This answer is correct.",
        open=results.results,
    ),
    Reader(
        "D3",
        "A table of questions and answers",
        "| Question | Answer |\n|---|---|\n| Which soup is served cold? | Gazpacho |",
        open=pairs.tables,
    ),
    Reader(
        "D4",
        "Flashcards",
        "Which soup is served cold?\n?\nGazpacho",
        open=cards.cards,
    ),
    Reader(
        "D4",
        "Flashcards with both sides named",
        "Front: Which soup is served cold?\nBack: Gazpacho",
        open=sided.sided_cards,
    ),
    Reader(
        "D4",
        "Flashcards with a tab between their sides",
        "# Flashcards\n\nWhich soup is served cold?\tGazpacho\nWhich soup has noodles?\tRamen\n"
        "Which soup is of beetroot?\tBorscht",
        open=card_lists.card_lists,
    ),
    Reader(
        "D4",
        "Sentences with blanks, labelled between cards",
        "C: Gazpacho is served [cold].\n\nC: A roux is of [butter] and [flour].",
        open=clozes.clozes,
    ),
    Reader(
        "D2",
        "Question and answer are labelled",
        "Q: Which soup is served cold?\nA: Gazpacho",
        open=lines.lines,
    ),
    Reader(
        "C3",
        "A task, and its solution folded away",
        "### Chill the soup\n\n<details><summary>show</summary>\n\n`fridge --hours 2 soup`\n"
        "</details>",
        open=pairs.answers,
        also=("D2", "D6", "C4"),
    ),
    Reader(
        "D6",
        "A scenario in bullets, of which the last answers",
        "#### Scenario 4\n- the guest is vegan\n- the stock is of bones\n- Answer: Use vegetables",
    ),
    Reader(
        "C2",
        "The summary of `<details>` asks",
        "<details><summary>Which soup is served cold?</summary>\nGazpacho\n</details>",
        open=folded.summaries,
        also=("C4",),
    ),
    Reader(
        "D1",
        "The parts of a numbered question in bold, each over its answer",
        "## Exam\n\n### Question 1\n\nA soup of tomatoes.\n\n**a) Name the soup.**\n\nGazpacho."
        "\n\n**b) Is it heated?**\n\nIt never is.\n\n**c) Explain why it keeps for a day.**\n\n"
        "Nothing in it is cooked.",
        open=lettered.lettered,
    ),
    Reader(
        "D1",
        "A heading or a paragraph asks, and bold text answers",
        "### Which soup is served cold?\n\n**Gazpacho**\n\nIt is never heated.",
        open=bold.bold_answers,
    ),
    Reader(
        "D1",
        "A list of questions or statements, each with its answer on the same line",
        "## True or false\n\n1. Gazpacho is served cold. **True**\n"
        "2. Ramen is from Spain. **False**\n3. Borscht is of beetroot. **True**",
        open=lines.listed_lines,
    ),
    Reader(
        "D1",
        "Lines that ask, each with its answer behind the question mark",
        "# Quiz\n\n**1. Which soup is served cold?** → Gazpacho\n\n"
        "**2. Which soup has noodles?** → Ramen\n\n**3. Which soup is of beetroot?** → Borscht\n\n"
        "**4. What thickens a soup?** → Roux",
        open=one_lines.one_lines,
    ),
    Reader(
        "D1",
        "Numbered questions, and below each its answer",
        "1. Which soup is served cold?\n   - Gazpacho\n2. Which soup has noodles?\n   - Ramen\n"
        "3. Which soup is of beetroot?\n   - Borscht\n4. What thickens a soup?\n   - Roux\n"
        "5. What clears a broth?\n   - Egg white",
        open=numbered.numbered,
    ),
    Reader(
        "D1",
        "Bullets or bold lines that ask below a heading such as “Review questions”",
        "## Review questions\n\n- Which soup is served cold?\n  - Gazpacho\n"
        "- Which soup has noodles?\n  - Ramen\n- Which soup is of beetroot?\n  - Borscht",
        open=bulleted.bulleted,
    ),
    Reader(
        "D1",
        "Paragraphs that ask, each over a quote, a bullet or a line that answers",
        "## Quiz\n\nWhich soup is served cold?\n\n- Gazpacho\n\nWhich soup has noodles?\n\n- Ramen"
        "\n\nWhich soup is of beetroot?\n\n- Borscht\n\nWhat thickens a soup?\n\n- Roux"
        "\n\nWhat clears a broth?\n\n- Egg white",
        open=paragraphs.paragraphs,
    ),
    Reader(
        "D1",
        "Numbered tasks of a bank of questions, each over the code that does it",
        "# Practice questions\n"
        + "".join(
            f"\n## Task {n}\n\nServe {n} soups at once.\n\n```sh\nserve --count {n}\n```\n"
            for n in (1, 2, 3)
        ),
        open=tasks.tasks,
    ),
    Reader(
        "D1",
        "Headings that only count, each over a line that asks and what answers it",
        "## First question\n\nWhich soup is served cold?\n\nGazpacho\n\n"
        "## Second question\n\nWhich soup has noodles?\n\nRamen\n\n"
        "## Third question\n\nWhich soup is of beetroot?\n\nBorscht",
        open=counted.counted,
    ),
    Reader(
        "D1",
        "Questions that ask nothing, each over an answer with the same kind of mark",
        "Q: The soup that is served cold.\n> Gazpacho\n\nQ: The soup with noodles.\n> Ramen\n\n"
        "Q: The soup of beetroot.\n> Borscht",
        open=alike.alike,
    ),
    Reader(
        "D2",
        "A labelled question, and what follows answers",
        "**Q1: Which soup is served cold?**\n\n- Gazpacho",
        open=labelled.labelled_questions,
    ),
    Reader(
        "D1",
        "Headings that bid to answer, among many that ask",
        "## What is a stock?\n\n**Water with bones.**\n\n## What is a roux?\n\n"
        "**Flour in butter.**\n\n## What is a raft?\n\n**Egg white.**\n\n## What is a bisque?"
        "\n\n**A soup of shellfish.**\n\n## Name two clear soups.\n\n- Consommé\n- Tom yam",
        open=among.among,
    ),
    Reader(
        "D1",
        "Paragraphs that ask, and below each one that answers with its words",
        "Why is a stock strained?\n\nA stock is strained since its bones have given all they had."
        "\n\nWhen is salt added to a broth?\n\nSalt is added to the broth at its end.\n\n"
        "What thickens a cream soup?\n\nA cream soup is thickened with a roux.",
        open=echoes.echoes,
    ),
    Reader(
        "D1",
        "Headings of which nearly all ask, each over the text that answers",
        "\n\n".join(
            f"## {question}?\n\n{answer}."
            for question, answer in (
                ("What is a stock", "Water in which bones simmered"),
                ("What is a broth", "Water in which meat simmered"),
                ("What is a roux", "Flour in butter"),
                ("What is a raft", "Egg white, which clears"),
                ("Which soup is served cold", "Gazpacho"),
                ("Which soup has noodles", "Ramen"),
                ("Which soup is of beetroot", "Borscht"),
                ("When is salt added", "At the end"),
            )
        ),
        open=asking_headings.asking_headings,
    ),
)
