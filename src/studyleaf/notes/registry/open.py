"""Shapes of questions without choices, which are read last."""

from __future__ import annotations

from studyleaf.notes.registry.reader import Reader
from studyleaf.notes.shapes import (
    alike,
    among,
    asking_headings,
    bold,
    bulleted,
    card_lists,
    cards,
    clozes,
    coloured,
    counted,
    echoes,
    folded,
    glued,
    in_order,
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
    toggles,
)

OPEN: tuple[Reader, ...] = (
    Reader(
        "E1",
        "Bullets that ask, section by section, and those that answer at the end",
        "## Exercise 1\n\n- Which soup is served cold?\n- What has noodles?\n- What is a roux?\n\n"
        "## Answers\n\n**Exercise 1**\n- Gazpacho.\n- Ramen.\n- Flour in butter.",
        language=in_order.in_order,  # before its key is taken for another
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
        "Questions of an exam, each over an answer in another colour",
        '# Exam\n\n- What clears a broth?\n\n    <span style="color:red">Egg white.\n\n'
        '- Which soup is cold?\n\n    <span style="color:red">Gazpacho.\n\n'
        '- Which has noodles?\n\n    <span style="color:red">Ramen.\n\n'
        '- What thickens a soup?\n\n    <span style="color:red">A roux.\n\n'
        '- Which is of beetroot?\n\n    <span style="color:red">Borscht.',
        open=coloured.coloured,
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
        "The parts of a task, each over a quote that answers",
        "**Task 1.** A soup of tomatoes.\n\n(a) Name the soup.\n\n> Gazpacho.\n\n"
        "(b) Is it heated?\n\n> It never is.\n\n(c) Why does it keep for a day only?\n\n"
        "> Nothing in it is cooked.",
        open=lettered.quoted_parts,
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
        "Toggles as Notion exports them: bullets that ask, each over an indented paragraph",
        "# Soups\n\n- Which soup is served cold?\n    \n    Gazpacho\n    \n"
        "- Which soup has noodles?\n    \n    Ramen\n    \n"
        "- Difference of stock and broth\n    \n    Stock has bones.\n    \n",
        open=toggles.toggles,
    ),
    Reader(
        "D1",
        "A paragraph of lines that ask, each over its answer in emphasis",
        "Which soup is served cold?\n*Gazpacho*\nWhich soup has noodles?\n*Ramen*\n"
        "A soup of beetroot is called ____.\n*Borscht*",
        open=glued.glued,
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
