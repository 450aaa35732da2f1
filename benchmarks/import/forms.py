"""Ways to write stems, choices and keys, each with each other → the share that is read whole.

    python benchmarks/import/forms.py [near|tight|marks|ends|sections|open|keyed|topics] … [-v]

People mix these as they like, so the cases of this folder can't hold all. Here each way to write a
stem meets each way to write choices and each way to give the key, in a bank of five questions, or
each way to answer below each title of a bank of eight open ones. A bank counts if all are found,
with all choices and the right one, or with the answer. Stems that state instead of asking, name a
thing, or stand in another language meet some of these, as "near, stated". With -v, the
worst pairs of forms are printed.
"""

import itertools
import sys
from collections import Counter

from studyleaf.notes import read

QUESTIONS = (
    ("Which soup is served cold?", ("Ramen", "Gazpacho", "Goulash", "Pho"), 1),
    ("What is a broth made from?", ("Bones", "Rice", "Flour", "Butter milk"), 0),
    ("Where does goulash come from?", ("Spain", "Italy", "Hungary", "Poland"), 2),
    ("What clears a consommé?", ("A roux", "Some cream", "Lemon peel", "A raft of egg white"), 3),
    ("Which of these has noodles?", ("Borscht", "Minced pie", "Ramen soup", "Gazpacho verde"), 2),
)
OTHERS = {
    "stated": (
        ("Gazpacho is a soup that is served", ("hot", "cold", "frozen", "dry"), 1),
        ("A broth is made from ___.", ("Bones", "Rice", "Flour", "Butter milk"), 0),
        ("Choose the country of goulash.", ("Spain", "Italy", "Hungary", "Poland"), 2),
        ("A cook wants to clear a soup.", ("A roux", "Cream", "Peel", "A raft of egg white"), 3),
        (
            "Name the soup with noodles",
            ("Borscht", "Minced pie", "Ramen soup", "Gazpacho verde"),
            2,
        ),
    ),
    "named": (
        ("2 + 2 =", ("3", "4", "5", "6"), 1),
        ("H2O", ("Water", "Salt", "Sugar", "Oil"), 0),
        ("Capital of France", ("Lyon", "Nice", "Paris", "Metz"), 2),
        ("DNS port", ("21", "22", "25", "53"), 3),
        ("Synonym of big", ("tiny", "small", "large", "wee"), 2),
    ),
    "Spanish": (
        ("¿Qué sopa se sirve fría?", ("Ramen", "Gazpacho", "Gulash", "Pho"), 1),
        ("El caldo se hace con:", ("Huesos", "Arroz", "Harina", "Mantequilla"), 0),
        ("Indique de dónde viene el gulash.", ("España", "Italia", "Hungría", "Polonia"), 2),
        ("Cuál NO es una sopa", ("Borsch", "Minestrone", "Miso", "La paella valenciana"), 3),
        ("Señale lo correcto:", ("Es dulce", "Es frío", "Lleva fideos", "Es de Italia"), 2),
    ),
    "Chinese": (
        ("下列哪种汤是冷的?", ("拉面", "冷汤", "炖汤", "河粉"), 1),
        ("高汤是用什么做的", ("骨头", "米饭", "面粉", "黄油"), 0),
        ("关于汤的说法正确的是( )", ("太甜", "太冷", "有面条", "没有水"), 2),
        ("以下不属于汤的是( )。", ("罗宋汤", "味噌汤", "面汤", "炒饭"), 3),
        ("拉面来自____", ("法国", "英国", "日本", "美国"), 2),
    ),
}
EVERY = 23
"""Of so many banks with other stems, one is read."""
LOWER, UPPER = "abcd", "ABCD"

STEMS = {
    "1. …": "{n}. {q}",
    "1) …": "{n}) {q}",
    "**1. …**": "**{n}. {q}**",
    "**1.** …": "**{n}.** {q}",
    "### 1. …": "### {n}. {q}",
    "## Question 1 ↵ …": "## Question {n}\n\n{q}",
    "### Q1. …": "### Q{n}. {q}",
    "### …": "### {q}",
    "**…**": "**{q}**",
    "Q1: …": "Q{n}: {q}",
    "**Q1.** …": "**Q{n}.** {q}",
    "Question 1: …": "Question {n}: {q}",
    "**Question 1:** …": "**Question {n}:** {q}",
    "**Question 1** ↵ …": "**Question {n}**\n\n{q}",
    "#1 …": "#{n} {q}",
    "(1) …": "({n}) {q}",
    "Q: …": "Q: {q}",
    "- Question 1 …": "- **Question {n}**: {q}",
    "--- …": "---\n\n**{n}.** {q}",
    "> **1.** …": "> **{n}. {q}**",
}


def lettered(form, letters=UPPER, between="\n"):
    return lambda texts: between.join(
        form.format(l=letter, t=text) for letter, text in zip(letters, texts, strict=True)
    )


CHOICES = {
    "A. …": lettered("{l}. {t}"),
    "A) …": lettered("{l}) {t}"),
    "a. …": lettered("{l}. {t}", LOWER),
    "a) …": lettered("{l}) {t}", LOWER),
    "(A) …": lettered("({l}) {t}"),
    "(a) …": lettered("({l}) {t}", LOWER),
    "A: …": lettered("{l}: {t}"),
    "- A. …": lettered("- {l}. {t}"),
    "- A) …": lettered("- {l}) {t}"),
    "* a) …": lettered("* {l}) {t}", LOWER),
    "- **A.** …": lettered("- **{l}.** {t}"),
    "**A)** …": lettered("**{l})** {t}"),
    "A. … with breaks": lettered("{l}. {t}  "),
    "A. … in paragraphs": lettered("{l}. {t}", between="\n\n"),
    "   A. …": lettered("   {l}. {t}"),
    "    a) …": lettered("    {l}) {t}", LOWER),
    "- [ ] A. …": lettered("- [ ] {l}. {t}"),
    "A. … B. … in a row": lettered("{l}. {t}", between="  "),
    "1. …": lettered("{l}. {t}", "1234"),
    "- …": lettered("- {t}"),
    "* …": lettered("* {t}"),
    "- [ ] …": lettered("- [ ] {t}"),
}

NEAR = {
    "Answer: B": "Answer: {l}",
    "**Answer: B**": "**Answer: {l}**",
    "**Answer:** B": "**Answer:** {l}",
    "Ans: b": "Ans: {s}",
    "ANSWER: B": "ANSWER: {l}",
    "Correct answer: B": "Correct answer: {l}",
    "**Correct Answer: B. text**": "**Correct Answer: {l}. {t}**",
    "Answer: B) text": "Answer: {l}) {t}",
    "Answer - B": "Answer - {l}",
    "> Answer: B": "> Answer: {l}",
    "*Answer: B*": "*Answer: {l}*",
    "✅ B": "✅ {l}",
    "✅ Answer: B": "✅ Answer: {l}",
    "Answer: (B)": "Answer: ({l})",
    "Answer: B ↵ Explanation: …": "Answer: {l}\n\nExplanation: it is so.",
    "Answer: B - because …": "Answer: {l} - it is so.",
    "The correct answer is B.": "The correct answer is {l}.",
    "Answer: Option B": "Answer: Option {l}",
    "**Answer** ↵ B": "**Answer**\n\n{l}",
    "#### Answer ↵ B": "#### Answer\n\n{l}",
    "details": "<details>\n<summary>Answer</summary>\n\n{l}\n\n</details>",
    "details, with text": (
        "<details>\n<summary>Show answer</summary>\n\n**{l}. {t}**\n\nIt is so.\n</details>"
    ),
    "details on one line": "<details><summary>Answer</summary>{l}</details>",
    "??? answer": '??? note "Answer"\n    {l}',
    "> [!success]- Answer": "> [!success]- Answer\n> {l}",
    "<!-- Answer: B -->": "<!-- Answer: {l} -->",
    "||B||": "||{l}||",
    "**B**": "**{l}**",
    "Answer: B because …": "Answer: {l} because it is so.",
    "Answer is B": "Answer is {l}",
    "Ans B": "Ans {l}",
    "Solution: B": "Solution: {l}",
    "Correct: B": "Correct: {l}",
    "Correct option: B": "Correct option: {l}",
    "Key: B": "Key: {l}",
    "[Answer: B]": "[Answer: {l}]",
    "(Answer: B)": "(Answer: {l})",
    "Answer = B": "Answer = {l}",
    "A: B": "A: {l}",
    "→ B": "→ {l}",
    "B": "{l}",
    "B. text": "{l}. {t}",
    "Right answer: text": "Right answer: {t}",
    "`Answer: B`": "`Answer: {l}`",
    "<b>Answer: B</b>": "<b>Answer: {l}</b>",
    "```answer": "```\nAnswer: {l}\n```",
    "<p hidden>": "<p hidden>Answer: {l}</p>",
    "spoiler": '<span class="spoiler">Answer: {l}</span>',
    "Answer: text": "Answer: {t}",
    "**Answer:** text": "**Answer:** {t}",
    "Respuesta: B": "Respuesta: {l}",
    "Resposta correta: B": "Resposta correta: {l}",
    "Réponse : B": "Réponse : {l}",
    "Antwort: B": "Antwort: {l}",
    "正解: B": "正解: {l}",
    "정답: B": "정답: {l}",
    "答案: B": "答案: {l}",
}

MARKS = {
    "- [x] …": ("- [ ] {t}", "- [x] {t}"),
    "* [X] …": ("* [ ] {t}", "* [X] {t}"),
    "1. [x] …": ("1. [ ] {t}", "1. [x] {t}"),
    "( ) (x)": ("( ) {t}", "(x) {t}"),
    "- A. … ✅": ("- {l}. {t}", "- {l}. {t} ✅"),
    "A) … ✓": ("{l}) {t}", "{l}) {t} ✓"),
    "- ✅ …": ("- {t}", "- ✅ {t}"),
    "✅ and ❌": ("- ❌ {t}", "- ✅ {t}"),
    "**A. …**": ("{l}. {t}", "**{l}. {t}**"),
    "- **…**": ("- {t}", "- **{t}**"),
    "- a) **…**": ("- {s}) {t}", "- {s}) **{t}**"),
    "==…==": ("- {l}. {t}", "- =={l}. {t}=="),
    "… (Correct)": ("- {t}", "- {t} (Correct)"),
    "A. … **(correct)**": ("{l}. {t}", "{l}. {t} **(correct)**"),
    "*b) …, before the letter": ("{s}) {t}", "*{s}) {t}"),
    "… <--": ("{l}. {t}", "{l}. {t} <-- correct"),
    "- A. … ✔️": ("- {l}. {t}", "- {l}. {t} ✔️"),
    "☐ and ☑": ("☐ {t}", "☑ {t}"),
    "○ and ●": ("○ {t}", "● {t}"),
    "<mark>": ("- {l}) {t}", "- <mark>{l}) {t}</mark>"),
}

ENDS = {
    "1. B": "{n}. {l}",
    "1) B": "{n}) {l}",
    "1: B": "{n}: {l}",
    "1 - B": "{n} - {l}",
    "1-B": "{n}-{l}",
    "**1.** B": "**{n}.** {l}",
    "1. **B**": "{n}. **{l}**",
    "- 1. B": "- {n}. {l}",
    "- Q1: B": "- Q{n}: {l}",
    "Q1. B": "Q{n}. {l}",
    "**Q1:** B": "**Q{n}:** {l}",
    "Question 1: B": "Question {n}: {l}",
    "1. b) text": "{n}. {s}) {t}",
    "1. B - text": "{n}. {l} - {t}",
    "1. B. It is so.": "{n}. {l}. It is so.",
    "1. (B)": "{n}. ({l})",
    "| 1 | B |": "| {n} | {l} |",
    "1B": "{n}{l}",
    "Answer 1: B": "Answer {n}: {l}",
    "### 1. B": "### {n}. {l}\n\nIt is so.",
}
TITLES = ("## Answers", "**Answer Key**", "---\n\n### Answer key", "Answers:")
ANSWERS = {
    "paragraph": "\n\n{a}",
    "next line": "\n{a}",
    "next line, after a break": "  \n{a}",
    "bullets": "\n\n- {a}\n- It is often so.",
    "bullets, glued": "\n- {a}\n- It is often so.",
    "one bullet": "\n- {a}",
    "inner bullets": "\n    - {a}\n    - It is often so.",
    "inner paragraph": "\n\n    {a}",
    "> …": "\n\n> {a}",
    "> …, glued": "\n> {a}",
    "**…**": "\n\n**{a}**",
    "*…*, glued": "\n*{a}*",
    "A: …": "\nA: {a}",
    "A: …, apart": "\n\nA: {a}",
    "**A:** …": "\n\n**A:** {a}",
    "**Answer:** …": "\n\n**Answer:** {a}",
    "Answer: …": "\nAnswer: {a}",
    "Ans. …": "\nAns. {a}",
    "- Answer: …": "\n- Answer: {a}",
    "**Answer** ↵ …": "\n\n**Answer**\n\n{a}",
    "#### Answer ↵ …": "\n\n#### Answer\n\n{a}",
    "details": "\n\n<details>\n<summary>Answer</summary>\n\n{a}\n\n</details>",
    "details, glued": "\n<details><summary>Show answer</summary>{a}</details>",
    "??? answer": '\n\n??? success "Answer"\n    {a}',
    "> [!tip]- Answer": "\n\n> [!tip]- Answer\n> {a}",
    "-> …": "\n-> {a}",
    "→ …": "\n\n→ {a}",
    "code": "\n\n```text\n{a}\n```",
    "<!-- … -->": "\n<!-- Answer: {a} -->",
    "Respuesta: …": "\n\nRespuesta: {a}",
    "Antwort: …": "\n\nAntwort: {a}",
    "- **…**": "\n- **{a}**",
    "two paragraphs": "\n\n{a}\n\nIt is often so.",
    "===": "\n\n{a}\n\n---",
}
ASKED = (
    ("What clears a consommé?", "A raft of egg white"),
    ("Why is stock skimmed?", "Because fat and scum would cloud it"),
    ("Where does goulash come from?", "Hungary, and the plains of it"),
    ("How is a roux made?", "Flour is stirred into melted butter"),
    ("When is gazpacho served?", "On a hot day"),
    ("Which soup is of beetroot?", "Borscht"),
    ("Who eats ramen?", "Whoever is hungry at night"),
    ("What is bisque made from?", "The shells of lobsters"),
)
OPENED = (
    *("# Interview questions", "# Soup quiz", "# Kitchen\n\n## Review questions"),
    *("# Practice exam", "# Soups\n\n## Self-test"),
)
ENTRIES = {
    "1. …": "{n}. {a}",
    "1) …": "{n}) {a}",
    "**1.** …": "**{n}.** {a}",
    "- 1: …": "- {n}: {a}",
    "**Q1:** …": "**Q{n}:** {a}",
    "**A1.** …": "**A{n}.** {a}",
    "### Q1 ↵ …": "### Q{n}\n\n{a}",
    "### Answer 1 ↵ …": "### Answer {n}\n\n{a}",
    "1. **q** …": "{n}. **{q}** {a}",
    "1. q ↵ …": "{n}. {q}\n\n   {a}",
    "### 1. q ↵ …": "### {n}. {q}\n\n{a}",
    "**1. q** ↵ …": "**{n}. {q}**\n\n{a}",
    "1. **…**": "{n}. **{a}**",
}
KEYS = {
    "## Answers": ("## Answers\n\n", ""),
    "**Answers**": ("**Answers**\n\n", ""),
    "Answers:": ("Answers:\n\n", ""),
    "## Answer guide": ("---\n\n## Answer guide\n\n", ""),
    "details": ("<details>\n<summary>Show answers</summary>\n\n", "\n\n</details>"),
    "# Answers (…)": ("# Answers (don't peek!)\n\n", ""),
}
BEHIND = {
    "": "",
    "notes": "\n\n## Further reading\n\n- The book of soups\n",
    "essays": "\n\n## Essay questions\n\n1. Describe a soup.\n2. Compare broth and stock.\n"
    "3. Discuss why soups are old.\n4. Explain salt.\n5. Tell of pots.\n",
}
TOPICS = ("Stocks", "Kinds")
TITLED = {
    "## Answers: Part 1": ("## Answers: Part {i}\n\n", ""),
    "## Answers: Part 1: Stocks": ("## Answers: Part {i}: {name}\n\n", ""),
    "## Part 1 Answers": ("## Part {i} Answers\n\n", ""),
    "## Answers for Part 1": ("## Answers for Part {i}\n\n", ""),
    "## Stocks: Answers": ("## {name}: Answers\n\n", ""),
    "### Answer Key - Part 1": ("### Answer Key - Part {i}\n\n", ""),
    "**Answers: Part 1**": ("**Answers: Part {i}**\n\n", ""),
    "**Part 1 answers**": ("**Part {i} answers**\n\n", ""),
    "details": ("<details>\n<summary>Answers, part {i}</summary>\n\n", "\n\n</details>"),
    "details: Stocks": ("<details><summary>{name}: answers</summary>\n\n", "\n\n</details>"),
}
MORE = (
    ("Who eats ramen?", ("Nobody", "Whoever is hungry", "Cows", "Stones"), 1),
    ("Why is stock skimmed?", ("For taste", "For colour", "Since scum clouds it", "It isn't"), 2),
    ("When is gazpacho served?", ("In winter", "At night", "Never", "On a hot day"), 3),
)
OPEN = {"open": ASKED, "keyed": ASKED[:5], "topics": ASKED}
"""The families of open questions, and those that they ask."""
ON_THE_LINE = {"… → …": " → {a}", "… - …": " - {a}", "… **…**": " **{a}**"}
UNNUMBERED = {"### …", "**…**", "Q: …"}
"""Stems without a number, whose keys at the end can only be joined by order."""
UNLETTERED = {"- …", "* …", "- [ ] …", "1. …"}
"""Choices for which a letter is a guess, but where a number or a text stands."""


def fields(questions, n):
    text, texts, right = questions[n]
    return {"n": n + 1, "q": text, "l": UPPER[right], "s": LOWER[right], "t": texts[right]}


def asked(_questions, stem_form, answer, title):
    pairs = [
        stem_form.format(n=n + 1, q=question) + answer.format(a=reply)
        for n, (question, reply) in enumerate(ASKED)
    ]
    return f"{title}\n\n" + "\n\n".join(pairs) + "\n"


def is_answered(text, asked_for):
    found = read(text, "notes.md").questions
    told = [(one.prompt, one.answer.strip("*_`>- \n")) for one in found]
    return len(told) == len(asked_for) and all(
        prompt == question and reply in answer
        for (prompt, answer), (question, reply) in zip(told, asked_for, strict=True)
    )


def stem(questions, form, n):
    return form.format(**fields(questions, n))


def in_sections(questions, stem_form, choices, key):
    """A bank of two sections with a key each, at its end or at that of the file."""
    title, entry, where, anew = key
    sections, keys = [], []
    for n, name in enumerate(TOPICS):
        own = questions[: len(questions) // 2] if n == 0 else questions[len(questions) // 2 :]
        first = 1 if anew or n == 0 else len(questions) // 2 + 1
        told = [{**fields(own, m), "n": first + m} for m in range(len(own))]
        bank = [
            f"{stem_form.format(**one)}\n\n{choices(texts)}"
            for one, (_, texts, _right) in zip(told, own, strict=True)
        ]
        sections.append(f"## Part {n + 1}: {name}\n\n" + "\n\n".join(bank))
        begin, end = (text.format(i=n + 1, name=name) for text in title)
        keys.append(begin + "\n".join(entry.format(**one) for one in told) + end)
    if where == "behind each":
        texts = [text for pair in zip(sections, keys, strict=True) for text in pair]
    else:
        texts = sections + keys
    return "\n\n".join(["# Quiz", *texts]) + "\n"


def keyed(_questions, stem_form, entry, ends):
    """A bank of open questions, and a key with their answers at the end."""
    (begin, end), behind = ends
    own = [
        {"n": n + 1, "q": question, "a": answer} for n, (question, answer) in enumerate(ASKED[:5])
    ]
    bank = "\n\n".join(stem_form.format(**one) for one in own)
    key = "\n\n".join(entry.format(**one) for one in own)
    return f"# Soups\n\n## Knowledge check\n\n{bank}\n\n{begin}{key}{end}{behind}\n"


def in_topics(_questions, stem_form, answer, title):
    """A bank of open questions with their answers, in sections whose numbers begin anew or not."""
    heading, anew = title
    texts = [heading]
    for n, (question, reply) in enumerate(ASKED):
        texts += [f"## {TOPICS[n // 4]}"] if n % 4 == 0 else []
        number = n % 4 + 1 if anew else n + 1
        texts.append(stem_form.format(n=number, q=question) + answer.format(a=reply))
    return "\n\n".join(texts) + "\n"


def near(questions, stem_form, choices, key, gap="\n\n"):
    return "# Quiz\n\n" + "\n\n".join(
        gap.join(
            [
                stem(questions, stem_form, n),
                choices(questions[n][1]),
                key.format(**fields(questions, n)),
            ]
        )
        for n in range(len(questions))
    )


def tight(questions, stem_form, choices, key):
    return near(questions, stem_form, choices, key, "\n")


def marked(questions, stem_form, forms, _):
    blocks = []
    for n, (_text, texts, right) in enumerate(questions):
        lines = [
            forms[m == right].format(l=UPPER[m], s=LOWER[m], t=text) for m, text in enumerate(texts)
        ]
        blocks.append(f"{stem(questions, stem_form, n)}\n\n" + "\n".join(lines))
    return "# Quiz\n\n" + "\n\n".join(blocks)


def ended(questions, stem_form, choices, key):
    title, entry = key
    bank = [
        f"{stem(questions, stem_form, n)}\n\n{choices(questions[n][1])}"
        for n in range(len(questions))
    ]
    head = "| Question | Answer |\n|---|---|\n" if entry.startswith("|") else ""
    rows = "\n".join(entry.format(**fields(questions, n)) for n in range(len(questions)))
    return "# Quiz\n\n" + "\n\n".join(bank) + f"\n\n{title}\n\n{head}{rows}\n"


def is_whole(text, questions):
    found = read(text, "notes.md").questions
    return [
        (tuple(choice.text for choice in asked.choices), [c.right for c in asked.choices])
        for asked in found
    ] == [(texts, [m == right for m in range(len(texts))]) for _, texts, right in questions]


def families():
    """Return for each kind of key: what makes a bank of three forms, and these with their names."""
    ends = {
        f"{title!r}, {name}": (title, entry)
        for title, (name, entry) in itertools.product(TITLES, ENDS.items())
    }
    keys = {
        f"{title}, {name}": (own, behind)
        for (title, own), (name, behind) in itertools.product(KEYS.items(), BEHIND.items())
    }
    parted = {
        f"{title}, {name}, {where}{', anew' if anew else ''}": (own, entry, where, anew)
        for (title, own), (name, entry), where, anew in itertools.product(
            TITLED.items(), ENDS.items(), ("behind each", "at the end"), (False, True)
        )
        if "\n" not in entry and not entry.startswith("|")
    }
    titles = {
        f"{title}{' anew' if anew else ''}": (title, anew)
        for title, anew in itertools.product(("# Kitchen quiz", "# Interview questions"), (0, 1))
    }
    numbered = {name: form for name, form in STEMS.items() if name not in UNNUMBERED}
    known = {name: form for name, form in CHOICES.items() if name not in UNLETTERED}
    return {
        "near": (near, STEMS, CHOICES, NEAR),
        "tight": (tight, STEMS, CHOICES, NEAR),
        "marks": (marked, STEMS, MARKS, {"": None}),
        "ends": (ended, numbered, known, ends),
        "sections": (in_sections, numbered, known, parted),
        "open": (asked, STEMS, ANSWERS, {title: title for title in OPENED}),
        "keyed": (keyed, numbered, ENTRIES, keys),
        "topics": (in_topics, STEMS, {**ANSWERS, **ON_THE_LINE}, titles),
    }


def runs():
    """Yield each family with its name, its questions, and of how many banks one is read."""
    own = families()
    for name, forms in own.items():
        questions = QUESTIONS + MORE if name == "sections" else OPEN.get(name, QUESTIONS)
        yield name, questions, forms, EVERY if name == "sections" else 1
    for (kind, questions), (name, forms) in itertools.product(OTHERS.items(), own.items()):
        if name not in (*OPEN, "sections"):
            yield f"{name}, {kind}", questions, forms, 1 if name == "marks" else EVERY


def main():
    arguments = sys.argv[1:]
    wanted = [name for name in arguments if name != "-v"]
    for name, questions, (make, stems, choices, keys), every in runs():
        if wanted and name.partition(",")[0] not in wanted:
            continue
        count, failed = 0, Counter()
        pairs = [Counter() for _ in range(3)]
        check = is_answered if name in OPEN else is_whole
        forms = itertools.product(stems.items(), choices.items(), keys.items())
        for (s, stem_form), (c, choice), (k, key) in itertools.islice(forms, 0, None, every):
            count += 1
            if not check(make(questions, stem_form, choice, key), questions):
                failed[(s, c, k)] += 1
                for counter, pair in zip(pairs, ((s, c), (c, k), (s, k)), strict=True):
                    counter[pair] += 1
        lost = len(failed)
        print(f"{name:<14} {count:>6} banks, {lost:>5} not read whole: {1 - lost / count:.1%}")
        if "-v" in arguments:
            for counter in pairs:
                for pair, times in counter.most_common(12):
                    print(f"    {times:>5}  {' + '.join(pair)}")


if __name__ == "__main__":
    main()
