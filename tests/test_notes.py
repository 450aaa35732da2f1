"""Notes in all shapes are read as their labels say, and no line or word of them is lost."""

import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from studyleaf.notes import READERS, read
from studyleaf.notes.lines.labels import label, words
from studyleaf.notes.pieces import Asked, Notes, Structure, Text, Topical, Unplaced
from studyleaf.notes.unknown import SHAPES

BENCHMARK = ROOT / "benchmarks" / "import"
CASES = sorted(f for f in (BENCHMARK / "cases").rglob("*") if f.is_file() and f.suffix != ".labels")
KINDS = "question answer explanation options hint given right wrong key section task truth".split()
KINDS += ["outcome", "output", "marked right", "marked wrong"]
LABELS = {word for kind in KINDS for label in words(kind) for word in re.findall(r"\w+", label)}
TAGS = set(
    "br white abd details summary strong markdown open class span style background emsp nbsp mark "
    "quiz mcq question type single multiple true false group end pick title show click table of "
    "contents questions prompt distractors shortanswer multiplechoice tracing program answer "
    "docompile doescompile stdout context content correct revelar gabarito comentado success tip "
    "cloze tab tabs endtab endtabs "
    "start basic card reversed reverse front back vorderseite rückseite end tags id und ①번 "
    "ii iii iv result comment or sub aosr 正面 背面 答案 答案a 答案bc marca visual "
    "font color red above noodels checkmark".split()
)


def benchmark():
    spec = importlib.util.spec_from_file_location("import_benchmark", BENCHMARK / "run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def name(file: Path) -> str:
    return file.relative_to(BENCHMARK / "cases").as_posix()


def test_there_are_cases_of_every_shape():
    folders = Counter(name(file).split("/")[0] for file in CASES)
    assert folders.pop("none") >= 8
    assert all(count >= 3 for count in folders.values()), folders
    shapes = {reader.name.lower() for reader in READERS} - {"mdbook-quiz"}
    assert shapes <= {folder.lower() for folder in folders}


@pytest.mark.parametrize("file", CASES, ids=name)
def test_questions_are_those_of_the_labels(file: Path):
    run = benchmark()
    notes = read(file.read_text(encoding="utf-8"), file.name)
    labels = run.expected(file)
    got = {asked.line + 1: asked for asked in notes.questions}
    assert sorted(got) == sorted(labels)
    for line, (choices, key) in labels.items():
        assert len(got[line].choices) == choices
        assert run.has_key(got[line], key), run.key(got[line])


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: f"{reader.name}-{reader.title}")
def test_the_example_of_a_shape_is_read_in_that_shape(reader):
    shapes = {asked.shape for asked in read(reader.example).questions}
    assert shapes == {reader.name}


PROPERTIES = re.compile(r"</?[A-Za-z][\w.-]*|[\w:-]+(?==)|\w+(?=: )|\b(?:true|false)\b")
LISTS_AND_FORMS = re.compile(
    r"</?(?:ul|ol|li|form|label|input|span|button|div|i)\b[^<>]*>|&#xNAN;|\[cite[^\[\]]*\]"
    r"|\{:?\s*data-[^{}]*\}"
)


def lines_of(piece) -> list[int]:
    return list(piece.used if isinstance(piece, Asked) else range(piece.start, piece.end))


def assert_no_line_lost(text: str, notes: Notes) -> None:
    seen = Counter(line for piece in notes.pieces for line in lines_of(piece))
    lines = re.split(r"\r\n|\n|\r", text)
    blank = "\ufeff \t\r\n\f\v"
    wrong = [n for n, line in enumerate(lines) if line.strip(blank) and seen[n] != 1]
    assert not wrong
    assert all(n < len(lines) for n in seen)
    for asked in notes.questions:
        assert asked.prompt
        assert {line for line, _ in asked.structure} <= set(asked.used)


def bag(text: str) -> Counter:
    return Counter(re.findall(r"[^\W\d_]{2,}", text.casefold()))


def all_text(asked: Asked) -> str:
    texts = [
        asked.number or "",
        *asked.scenario,
        asked.prompt,
        asked.stem,
        asked.answer,
        asked.explanation,
    ]
    for choice in asked.choices:
        texts += [choice.text, choice.reason]
    return "\n".join([*texts, *asked.hints])


@pytest.mark.parametrize("file", CASES, ids=name)
def test_no_line_and_no_word_is_lost(file: Path):
    text = file.read_text(encoding="utf-8")
    notes = read(text, file.name)
    assert_no_line_lost(text, notes)
    lines = text.split("\n")
    for asked in notes.questions:
        structure = {line for line, _ in asked.structure}
        used = "\n".join(lines[line] for line in asked.used if line not in structure)
        if asked.shape in ("JSX", "YAML"):
            used = PROPERTIES.sub(" ", used)
        source = bag(LISTS_AND_FORMS.sub(" ", used))
        kept = bag(all_text(asked))
        choices = bag("\n".join(choice.text for choice in asked.choices))
        lost = {
            word
            for word, count in (source - kept).items()
            if word not in LABELS | TAGS and word not in choices
        }
        assert not lost, asked


@pytest.mark.parametrize("file", CASES, ids=name)
def test_line_ends_and_a_bom_change_nothing(file: Path):
    text = file.read_text(encoding="utf-8")
    plain = [(a.line, a.shape, a.prompt) for a in read(text).questions]
    for changed in ("\ufeff" + text, text.replace("\n", "\r\n")):
        got = read(changed)
        assert_no_line_lost(changed, got)
        found = [(a.line, a.shape, a.prompt.replace("\r\n", "\n")) for a in got.questions]
        assert found == plain


@pytest.mark.parametrize("mark", ["```text", "~~~", "<!--"])
def test_what_hides_the_rest_of_a_file_is_told(mark: str):
    hidden = "Which is it?\nA. no\nB. yes\n\nAnswer: B\n"
    (problem,) = read(f"# M\n\n{mark}\n{hidden}", "n.md").problems
    assert (problem.line, problem.code) == (3, "unclosed")
    end = "-->" if mark == "<!--" else mark[:3]
    assert not read(f"# M\n\n{mark}\n{hidden}{end}\n").problems


UNKNOWN = {
    "the fence of a quiz": "```mcq\nno header here\n```\n",
    "the tag of a quiz": "<exam>\nquestion: Which?\nanswer-correct: Gazpacho\n</exam>\n",
    "the shortcode of a quiz": "{{< quiz >}}\nWhich soup is cold?\n- Ramen\n{{< /quiz >}}\n",
    "the directive of a quiz": ":::quiz\nWhich soup is cold?\n- Ramen\n:::\n",
    "Tech.io": "?[Which soup is cold?]\n-[ ] Ramen\n-[x] Gazpacho\n",
    "R/exams": "Which?\n\nAnswerlist\n----------\n\n* a\n* b\n\nextype: schoice\nexsolution: 10\n",
    "a cloze": "A {{c1::gazpacho}} is served {{c2::cold}}.\n",
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_looks_like_a_question_in_no_known_shape_is_unplaced(name: str):
    prose = "" if name == "R/exams" else "# Soups\n\nA soup is a dish.\n\n"
    notes = read(f"{prose}{UNKNOWN[name]}")
    assert not notes.questions
    left = [piece for piece in notes.pieces if isinstance(piece, Unplaced)]
    lines = [line for piece in left for line in range(piece.start, piece.end)]
    first = prose.count("\n")
    wanted = [n for n, text in enumerate(UNKNOWN[name].split("\n"), first) if text]
    assert set(wanted) <= set(lines)
    assert all(name in piece.reason for piece in left)
    assert sum(isinstance(piece, Text) for piece in notes.pieces) == bool(prose)


def test_every_shape_that_is_not_read_has_an_example():
    assert {shape.name for shape in SHAPES} == set(UNKNOWN)


@pytest.mark.parametrize(
    "prose",
    [
        "The tag `<quiz>` and the fence `mcq` hold questions.\n",
        "```md\n<exam>\nquestion: x\n</exam>\n#Q Which?\n^ that\n```\n",
        "#Questions are collected here, in #Q and below.\n",
        "<question> is a tag of XML.\n",
        "Write `{{c1::word}}` for a gap.\n",
        "{{ question.text }} prints it.\n",
        ":::note\nWhich soup?\n:::\n",
    ],
)
def test_prose_on_shapes_is_prose(prose: str):
    notes = read(prose)
    assert not notes.questions
    assert not [piece for piece in notes.pieces if isinstance(piece, Unplaced)]


def test_a_key_without_its_questions_is_unplaced():
    notes = read("# Soups\n\nText.\n\n## Answer key\n\n1. B\n2. C\n3. A\n\n## Sauces\n\nText.\n")
    (left,) = [piece for piece in notes.pieces if isinstance(piece, Unplaced)]
    assert (left.start, left.end) == (6, 9)
    assert "not in this file" in left.reason


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            "1. Which soup is cold?\nA. a\nB. b\nC. c\n\nSee the [answers](key/soups.md).\n",
            6,
            "key/soups.md",
        ),
        ("## Soru 1\n\n**Cevap:** E\n\nText.\n\n## Soru 2\n\n**Cevap:** A\n", 1, "2 answers"),
    ],
)
def test_what_another_file_holds_is_told(text: str, line: int, said: str):
    (problem,) = read(text, "n.md").problems
    assert (problem.line, problem.code) == (line, "elsewhere")
    assert said in problem.message


def test_a_shape_can_be_forced():
    text = "1. Which?\n- [ ] A. no\n- [x] B. yes\n\nAnswer: A\n"
    assert [a.shape for a in read(text).questions] == ["A1"]
    assert [a.shape for a in read(text, shape="B1").questions] == ["B1"]
    assert read(text, shape="D3").questions == ()


def test_a_forced_shape_needs_nothing_that_says_questions_follow():
    text = "1) Who cooks?\n> The cook\n\n2) Who eats?\n> Guests\n\n3) Who pays?\n> The king\n"
    assert read(text, "soup.md").questions == ()
    found = read(text, "soup.md", shape="D1").questions
    assert [asked.answer for asked in found] == ["The cook", "Guests", "The king"]


def test_contradictions_are_reported_with_their_line():
    text = "1. Which is it?\n- [ ] A. no\n- [x] B. yes\n\nAnswer: A\n"
    (problem,) = read(text, "n.md").problems
    assert (problem.path, problem.line, problem.code) == ("n.md", 5, "contradiction")
    text = "1. Which is it?\nA. no\nB. yes\nC. maybe\nAnswer: E\n"
    (problem,) = read(text, "n.md").problems
    assert problem.line == 5
    assert "E" in problem.message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Which is red?\nA. Borscht\nB. Pho\n\nAnswer: C\n", 5, "names C"),
        ("## Which is red?\n\n- Borscht\n- Pho\n\nAnswer: C\n", 6, "names C"),
        ("Which is red?\nA. Borscht\nB. Pho\n\nAnswer: Beetroot soup\n", 5, "“Beetroot soup”"),
        ("1. Which is it?\nA. a\nB. b\n2. Which?\nA. a\nB. b\n\nAnswers: 1-C, 2-B\n", 8, "names C"),
    ],
)
def test_a_key_that_names_no_choice_is_reported_and_chooses_nothing(text, line, said):
    notes = read(text, "n.md")
    (problem,) = notes.problems
    assert problem.line == line
    assert said in problem.message
    assert notes.questions[0].choices
    assert not notes.questions[0].is_answered


SOUPS = """\
1. Which is cold?
A. Ramen
B. Gazpacho

Answer: B

It is never heated.

2. Which has noodles?
A. Ramen
B. Gazpacho

Answer: A

They swim in it.

"""
RED = "3. Which is red?\nA. Borscht\nB. Pho\n\nAnswer: A\n\nIt has beetroot.\n\n"


@pytest.mark.parametrize(
    "behind",
    [
        "This chapter goes on with sauces.\n\nThey are thick.\n",
        "TODO: look up more soups\n\n- [ ] buy beets\n",
        "What is a bisque?\n\nWhy is stock boiled?\n",
        "| Question | Answer |\n|---|---|\n| What is salt? | A mineral |\n",
    ],
    ids=["prose", "to-do", "questions", "table"],
)
@pytest.mark.parametrize("before", [SOUPS, ""], ids=["several", "one"])
def test_what_stands_behind_a_question_is_not_its_explanation(before: str, behind: str):
    if not before and behind.startswith("This"):
        before = SOUPS  # nothing but other questions shows where an explanation ends
    notes = read(f"# Quiz\n\n{before}{RED}{behind}")
    (asked,) = [one for one in notes.questions if one.prompt == "Which is red?"]
    assert asked.explanation == "It has beetroot."
    assert [choice.right for choice in asked.choices] == [True, False]


def test_a_question_behind_an_answer_is_one_of_its_own():
    text = "**E1.** Which is cold?\n\n- (a) Ramen  (b) Gazpacho  (c) Pho\n\n"
    text += '??? success "Answer"\n    **(b)**\n\n**E2.** Cook a stock for $n$ guests.\n\n'
    text += '??? success "Answer"\n    Take $n$ bones.\n'
    assert [asked.prompt for asked in read(text).questions] == [
        "Which is cold?",
        "Cook a stock for $n$ guests.",
    ]


def test_open_answers_end_where_those_before_them_do():
    text = "".join(f"**Q: What is {n}?**\n\n**A:** It is {n}.\n\n" for n in "abc")
    notes = read(f"{text}The chapter goes on here.\n")
    assert [asked.answer for asked in notes.questions] == ["It is a.", "It is b.", "It is c."]
    assert isinstance(notes.pieces[-1], Text)


@pytest.mark.parametrize("word", ["Answers", "Solutions", "Key", "Quiz", "Exercises"])
def test_a_heading_over_prose_alone_is_a_topic_whatever_it_says(word: str):
    notes = read(f"# M\n\n## {word}\n\nSalt in water.\n\n## Questions\n\nQ: What?\nA: That.\n")
    assert [p.name for p in notes.pieces if isinstance(p, Topical)] == ["M", word]
    assert [p.name for p in notes.pieces if isinstance(p, Structure)] == ["questions heading"]


# question, answer, correct answer, explanation, options, hint
WORDS = {
    "en": ("Question", "Answer", "Correct answer", "Explanation", "Options", "Hint"),
    "es": ("Pregunta", "Respuesta", "Respuesta correcta", "Explicación", "Opciones", "Pista"),
    "pt": ("Pergunta", "Resposta", "Resposta correta", "Explicação", "Alternativas", "Dica"),
    "fr": ("Question", "Réponse", "Bonne réponse", "Explication", "Propositions", "Indice"),
    "de": ("Frage", "Antwort", "Richtige Antwort", "Erklärung", "Antwortmöglichkeiten", "Hinweis"),
    "it": ("Domanda", "Risposta", "Risposta corretta", "Spiegazione", "Opzioni", "Suggerimento"),
    "sv": ("Fråga", "Svar", "Rätt svar", "Förklaring", "Svarsalternativ", "Ledtråd"),
    "ca": ("Pregunta", "Resposta", "Resposta correcta", "Explicació", "Opcions", "Pista"),
    "tr": ("Soru", "Cevap", "Doğru cevap", "Açıklama", "Seçenekler", "İpucu"),  # noqa: RUF001
    "ja": ("問題", "答え", "正解", "解説", "選択肢", "ヒント"),
    "ko": ("문제", "답", "정답", "해설", "선택지", "힌트"),
    "zh": ("题目", "答案", "正确答案", "解析", "选项", "提示"),
    "vi": ("Câu hỏi", "Trả lời", "Đáp án đúng", "Giải thích", "Các lựa chọn", "Gợi ý"),
    "ru": ("Вопрос", "Ответ", "Правильный ответ", "Объяснение", "Варианты ответа", "Подсказка"),
    "nl": ("Vraag", "Antwoord", "Juiste antwoord", "Uitleg", "Antwoordopties", "Hint"),
    "pl": ("Pytanie", "Odpowiedź", "Poprawna odpowiedź", "Wyjaśnienie", "Opcje", "Wskazówka"),
    "cs": ("Otázka", "Odpověď", "Správná odpověď", "Vysvětlení", "Možnosti", "Nápověda"),
    "ro": ("Întrebarea", "Răspuns", "Răspuns corect", "Explicație", "Variante", "Indiciu"),
    "uk": (
        "Питання",
        "Відповідь",
        "Правильна відповідь",
        "Пояснення",
        "Варіанти відповіді",
        "Підказка",
    ),
    "da": ("Spørgsmål", "Svar", "Rigtigt svar", "Forklaring", "Svarmuligheder", "Hint"),
    "no": ("Spørsmål", "Svar", "Riktig svar", "Begrunnelse", "Svaralternativer", "Hint"),
    "fi": ("Kysymys", "Vastaus", "Oikea vastaus", "Perustelu", "Vaihtoehdot", "Vihje"),
    "hu": ("Kérdés", "Válasz", "Helyes válasz", "Magyarázat", "Válaszlehetőségek", "Tipp"),
    "el": ("Ερώτηση", "Απάντηση", "Σωστή απάντηση", "Εξήγηση", "Επιλογές", "Υπόδειξη"),
    "id": ("Soal", "Jawaban", "Jawaban yang benar", "Pembahasan", "Pilihan", "Petunjuk"),
    "ar": ("السؤال", "الجواب", "الإجابة الصحيحة", "الشرح", "الخيارات", "تلميح"),
    "he": ("שאלה", "תשובה", "תשובה נכונה", "הסבר", "אפשרויות", "רמז"),
    "hi": ("प्रश्न", "उत्तर", "सही उत्तर", "व्याख्या", "विकल्प", "संकेत"),
    "hr": ("Pitanje", "Odgovor", "Točan odgovor", "Objašnjenje", "Opcije", "Pomoć"),
    "sr": ("Питање", "Одговор", "Тачан одговор", "Објашњење", "Опције", "Помоћ"),
    "bg": ("Въпрос", "Отговор", "Верен отговор", "Обяснение", "Опции", "Подсказка"),
    "sk": ("Otázka", "Odpoveď", "Správna odpoveď", "Vysvetlenie", "Možnosti", "Nápoveda"),
    "th": ("คำถาม", "คำตอบ", "คำตอบที่ถูกต้อง", "คำอธิบาย", "ตัวเลือก", "คำใบ้"),
    "fa": ("سوال", "پاسخ", "پاسخ صحیح", "توضیح", "گزینه‌ها", "راهنما"),  # noqa: RUF001
}
FORMS = {
    "plain": """\
{question} 7: Which soup?

{options}:
A. Ramen
B. Gazpacho

{hint}: It is cold.

{correct}: B

{explanation}: Nothing is boiled.
""",
    "bold": """\
**{question} 7.** Which soup?

**{options}:**

- A) Ramen
- B) Gazpacho

**{hint}:** It is cold.

**{correct}:** B

**{explanation}:** Nothing is boiled.
""",
    "headings": """\
### {question} 7

Which soup?

#### {options}

- A. Ramen
- B. Gazpacho

#### {hint}

It is cold.

#### {correct}

**B**

#### {explanation}

Nothing is boiled.
""",
    "folds": """\
**{question} 7: Which soup?**

- A) Ramen
- B) Gazpacho

<details><summary>{hint}</summary>

It is cold.

</details>

<details><summary>{correct}</summary>

**B.** Nothing is boiled.

</details>
""",
}


def test_labels_are_read_in_capitals_of_turkish():
    found = label("AÇIKLAMA: Soğuk içilir.", "explanation")
    assert found is not None
    assert found.rest == "Soğuk içilir."


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", WORDS)
def test_labels_are_read_in_each_language(language: str, form: str):
    question, answer, correct, explanation, options, hint = WORDS[language]
    text = FORMS[form].format(
        question=question, options=options, hint=hint, correct=correct, explanation=explanation
    )
    (asked,) = read(text).questions
    assert (asked.number, asked.prompt, asked.stem) == ("7", "Which soup?", "")
    assert [(c.text, c.right) for c in asked.choices] == [("Ramen", False), ("Gazpacho", True)]
    assert asked.hints == ("It is cold.",)
    assert asked.explanation == "Nothing is boiled."
    notes = read(f"**{question}:** Which?\n\n**{answer}:** That.\n")
    assert [(one.prompt, one.answer) for one in notes.questions] == [("Which?", "That.")]
    notes = read(f"Which?\n\n<details><summary>{answer}</summary>\n\nThat.\n</details>\n")
    assert [(one.prompt, one.answer) for one in notes.questions] == [("Which?", "That.")]


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("- [ ] **1. Which is cold?**\n  <details><summary>Answer</summary>\n  Gazpacho\n", ""),
        ("**Q4. ★** Which is cold?\n\nA) Ramen\nB) Gazpacho\n\nAnswer: B\n", "★ "),
        ("### #4 Which is cold?\n\n- Ramen\n- **Gazpacho**\n", ""),
        ("* ? 7: Which is cold?\n  A. Ramen\n  B. Gazpacho\n\nAnswer: B\n", ""),
        ("Which is cold?\n- a) `ramen`\n**b) `gazpacho ✅`**\n", ""),
    ],
)
def test_prompts_and_choices_keep_nothing_of_what_marked_them(text: str, prompt: str):
    (asked,) = read(text).questions
    assert asked.prompt == f"{prompt}Which is cold?"
    assert "".join(choice.text for choice in asked.choices).replace("`", "").casefold() in (
        "",
        "ramengazpacho",
    )


@pytest.mark.parametrize(
    ("line", "choice"),
    [
        ("[x] <b>Gazpacho</b>", "`<b>Gazpacho</b>`"),
        ("[x] **Gazpacho**", "`**Gazpacho**`"),
        ("[x] `Gazpacho`", "`` `Gazpacho` ``"),
        ("[x] Gazpacho,\n    <i>cold</i>", "```\nGazpacho,\n    <i>cold</i>\n```"),
        ("[x] Gazpacho", "Gazpacho"),
    ],
)
def test_choices_out_of_a_fence_read_as_they_did_in_it(line: str, choice: str):
    (asked,) = read(f"1. Which is cold?\n\n```\n{line}\n[ ] Ramen\n```\n").questions
    assert [(one.text, one.right) for one in asked.choices] == [(choice, True), ("Ramen", False)]


def test_pieces_between_questions_are_named():
    text = "---\ntitle: x\n---\n\n# S3\n\nText.\n\n## Practice questions\n\n"
    text += "Q: What?\nA: That.\n\n---\n"
    kinds = [(type(piece), piece.start) for piece in read(text).pieces]
    assert kinds == [
        (Structure, 0),
        (Topical, 4),
        (Text, 6),
        (Structure, 8),
        (Asked, 10),
        (Structure, 13),
    ]


def test_headings_over_prose_stay_topics_where_each_has_one_question():
    text = (BENCHMARK / "cases" / "B1" / "topics.md").read_text(encoding="utf-8")
    notes = read(text)
    topics = [piece.name for piece in notes.pieces if isinstance(piece, Topical)]
    assert topics == ["Kitchen", "Soups", "Cheeses", "Breads"]
    assert [asked.prompt for asked in notes.questions] == [
        "Which soup is served cold?",
        "Which cheese is hard?",
        "Which bread has no yeast?",
    ]
    assert not any(asked.scenario for asked in notes.questions)


@pytest.mark.parametrize("word", ["Links", "Options", "Domain", "Feedback", "Note", "Level"])
@pytest.mark.parametrize("asked", ["Q: What is x?", "### What is x?"])
def test_a_topic_named_like_a_label_ends_the_question_above(asked: str, word: str):
    text = f"# M\n\n## S\n\n{asked}\n\n- [ ] old\n- [x] new\n\n## {word}\n\nProse of its own.\n"
    notes = read(text)
    topics = [piece.name for piece in notes.pieces if isinstance(piece, Topical)]
    assert topics == ["M", "S", word]
    assert [asked.explanation for asked in notes.questions] == [""]
    assert isinstance(notes.pieces[-1], Text)


@pytest.mark.parametrize("behind", ["## Answer\n\nB\n\n", "Answer: B\n\n"])
def test_an_answer_heading_beside_that_of_the_question_belongs_to_it(behind: str):
    text = f"# M\n\n## What is x?\n\nA) old\nB) new\n\n{behind}## Explanation\n\nIt is.\n"
    (asked,) = read(text).questions
    assert [choice.right for choice in asked.choices] == [False, True]
    assert asked.explanation == "It is."


def test_a_heading_of_spanish_questions_is_a_section():
    text = "# Arte\n\n### Preguntas\n\n1. ¿Quién pintó?\n"
    text += "   a) Dalí\n   b) Picasso\n\n   Solución: b)\n"
    (asked,) = read(text).questions
    assert (asked.prompt, asked.stem, asked.number) == ("¿Quién pintó?", "", "1")
    assert [choice.right for choice in asked.choices] == [False, True]


def test_a_number_of_the_source_is_kept():
    text = "### Question 41\nWhich is it?\nA. no\nB. yes\nC. maybe\nAnswer: B\n"
    assert [asked.number for asked in read(text).questions] == ["41"]


LINES = [
    "1. Which soup is served cold?", "2. Which?", "### Question 3", "# Soups", "A. Ramen",
    "B. Gazpacho", "- [x] Yes", "- [ ] No", "* C) Pho", "Answer: B", "**Answer:** A, C", "A: that",
    "Q: What?", "<details>", "<details><summary>Answer</summary>", "</details>", "<summary>", "---",
    "```", "~~~text", "> quoted", "> [!tip]- Answer", '??? question "Show answer"', "    indented",
    "| Question | Answer |", "|---|---|", "| What? | That |", "**Gazpacho**", "prose.", "?", "",
    "<quiz>", "</quiz>", "{=a ~b}", "*b) right", "## Answer Key", "1. B 2. A", "<!--", "-->",
    "[[questions]]", "\ttab", "  - nested", "ANSWER: A", "[x]: /url", "==", "-", "1)", "\u00a0A. x",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=40))
@settings(max_examples=400, deadline=None)
def test_no_mixture_of_shapes_crashes_or_loses_a_line(chosen):
    text = "\n".join(chosen)
    assert_no_line_lost(text, read(text))


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_text_crashes_or_loses_a_line(text):
    assert_no_line_lost(text, read(text))


@pytest.mark.parametrize(
    "text",
    [
        "<details>\n1)\n?\n1. Which soup is served cold?",  # a flashcard whose front is a number
        "--distractors--",  # a word of a quiz language, and no heading
    ],
)
def test_what_a_long_run_found_loses_nothing(text):
    for shape in (None, *sorted({reader.name for reader in READERS})):
        assert_no_line_lost(text, read(text, shape=shape))


def test_nothing_is_unplaced_without_a_reason():
    reasons = [
        piece.reason
        for file in CASES
        for piece in read(file.read_text(encoding="utf-8")).pieces
        if isinstance(piece, Unplaced)
    ]
    assert all(reasons)


def test_bullets_under_headings_that_count_are_no_answer():
    """Three bullets below each question may be what to choose from."""
    asked = ("has rings", "is red", "is the nearest to the Sun")
    sections = [
        f"## {n}\n\nWhich planet {one}?\n\n- Mars\n- Saturn\n- Mercury\n"
        for n, one in enumerate(asked, 1)
    ]
    assert not any(one.answer for one in read("# Exam\n\n" + "\n".join(sections)).questions)


@pytest.mark.parametrize(
    "key",
    [
        "Answer: A. Gazpacho",
        "**Answer**\n\nA. Gazpacho",
        "<details><summary>Answer</summary>\n\nA. Gazpacho\n</details>",
        "## Answers\n\n1. A. Gazpacho\n2. B. Ramen",
    ],
)
def test_a_letter_with_the_text_of_another_choice_is_told_and_the_text_stands(key: str):
    text = f"1. Which soup is served cold?\nA. Borscht\nB. Gazpacho\n\n{key}\n"
    if "Answers" in key:
        text = text.replace("\n\n##", "\n\n2. Which soup has noodles?\nA. Gazpacho\nB. Ramen\n\n##")
    notes = read(text)
    assert [choice.right for choice in notes.questions[0].choices] == [False, True]
    (problem,) = notes.problems
    assert problem.code == "contradiction"
    own = text.split("\n")[problem.line - 1 :]
    assert own[0].startswith(("Answer:", "**Answer**", "<details>", "A. ", "1. A. "))


def test_tags_that_share_a_line_belong_to_one_question():
    text = """# Practice exam

1. Start the oven.
2. Chill the soup.
3. Clear the broth.

## Answer key

<details><summary>Task 1 — oven</summary>

oven --warm
</details>

<details><summary>Task 2 — chilling</summary>

<details>Use the fridge:
</details>

<details>> <details><summary>Task 3 — egg whites</summary>

Whisk them in.
</details>
"""
    assert_no_line_lost(text, read(text))


COMPONENT = '<Quiz question="Which soup is cold?" options={[%s, {text: "Pho"}]} answer={0} />'


@pytest.mark.parametrize("reason", ['["x", "y"]', "5", "null", "{}"])
def test_a_reason_that_is_no_text_is_no_reason(reason: str):
    (asked,) = read(COMPONENT % f'{{text: "Gazpacho", explanation: {reason}}}', "n.mdx").questions
    assert (asked.choices[0].text, asked.choices[0].reason) == ("Gazpacho", "")


def test_a_list_of_explanations_explains_each_choice():
    text = (BENCHMARK / "cases/jsx/each-choice-explained.md").read_text(encoding="utf-8")
    first, second = read(text, "n.md").questions
    assert [choice.reason for choice in first.choices] == [
        "It is a hot stew of beef.",
        "Correct!",
        "It is mostly served hot, with sour cream.",
    ]
    assert first.explanation == "It is made of raw tomatoes and never cooked."
    assert [choice.reason for choice in second.choices] == ["They make chowder thick.", "", ""]


def test_an_emoji_that_is_escaped_in_halves_is_whole_again():
    (asked,) = read(COMPONENT % r'"Gazpacho \uD83C\uDF45 \uD83C"', "n.mdx").questions
    assert asked.choices[0].text == "Gazpacho \U0001f345 \ufffd"
