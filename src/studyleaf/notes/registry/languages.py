"""Quiz languages, which are read before anything else."""

from __future__ import annotations

from studyleaf.notes.languages import (
    anki,
    anki_export,
    gift,
    jsx,
    liascript,
    mdanki,
    mkdocs,
    mochi,
    sectioned,
    text2qti,
    toml,
    trivia,
    yaml_fences,
)
from studyleaf.notes.registry.reader import Reader
from studyleaf.notes.shapes import (
    clozes,
)

LANGUAGES: tuple[Reader, ...] = (
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
        "YAML",
        "The fence `quiz`, with the fields of a question",
        "```quiz\nquestion: Which soup is served cold?\noptions: [Ramen, Gazpacho]\nanswer: b\n```",
        language=yaml_fences.yaml_fences,
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
        "Notes as Anki exports them, with tabs between their fields",
        "#separator:tab\n#html:true\nWhich soup is served cold?\tGazpacho\tsoups\n"
        "{{c1::Ramen}} has noodles.\t\tsoups",
        language=anki_export.anki_export,
    ),
    Reader(
        "D4",
        "Decks for mdanki: headings, and “%” over what answers",
        "## Which soup is cold?\n\n%\n\nGazpacho\n\n## Stock\n\n%\n\nWater with bones"
        "\n\n## Roux\n\n%\n\nFlour in butter",
        language=mdanki.mdanki,
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
)
