"""How long `check` takes on large guides: python benchmarks/check.py [QUESTIONS].

Two guides: one of questions as people write them, some of them twice with a few letters changed,
and one of the worst kind, where all questions are made from one sentence. Prints seconds of wall
time for the search of twins alone, for parsing and for all rules, as medians.
"""

import random
import statistics
import sys
import time

from studyleaf.check import check
from studyleaf.check.twins import Text, twins
from studyleaf.model import Guide
from studyleaf.parser import parse
from studyleaf.settings import Settings

SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo ka lo mi na per tor".split()
SENTENCES = [
    "A {0} reads {1} from a {2} and writes {3} to a {4}. Which {5} keeps the {6} {7}?",
    "Which {0} of {1} makes the {2} of a {3} {4} when {5} fails?",
    "How does a developer let {0} in one {1} call {2} in another {3} without {4}?",
    "What happens to {0} when the {1} of a {2} ends before {3} is {4}?",
    "A company moves {0} to {1}. The {2} must stay {3}. Which {4} meets this with least {5}?",
    "Why does {0} answer {1} although the {2} allows {3}?",
]


def vocabulary(rng, count=3000):
    return ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(count)]


def questions(rng, count, sentences, twins_planted):
    """Return the texts of questions, of which the last ones are misspelt copies of others."""
    words = vocabulary(rng)
    weights = [1 / (rank + 1) for rank in range(len(words))]  # some words are everywhere
    made = [
        rng.choice(sentences).format(*rng.choices(words, weights, k=8))
        for _ in range(count - twins_planted)
    ]
    for text in rng.sample(made, twins_planted):
        parts = text.split()
        place = max(range(len(parts)), key=lambda i: len(parts[i]))
        parts[place] = parts[place][:3] + "h" + parts[place][3:]
        made.append(" ".join(parts).replace(", ", " ").replace("Which", "What"))
    return made


def guide(texts):
    pages = {}
    for start in range(0, len(texts), 100):
        blocks = ["# Page\n\n## Practice questions\n"]
        for number, text in enumerate(texts[start : start + 100], start):
            choices = "- [x] one\n    > It is.\n- [ ] two\n    > It is not.\n- [ ] three\n"
            blocks.append(f"### {text} {{#q-{number}}}\n\n{choices}\nSee <https://example.org/>.\n")
        pages[f"page-{start}.md"] = "\n".join(blocks)
    return pages


def median(function, runs=5):
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        result = function()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), result


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for name, sentences in (("as written", SENTENCES), ("one sentence", SENTENCES[:1])):
        rng = random.Random(7)  # noqa: S311  the same guide each time
        texts = questions(rng, count, sentences, count // 100)
        alone, found = median(lambda texts=texts: list(twins([Text(text) for text in texts])))
        pages = guide(texts)
        parsing, parsed = median(
            lambda pages=pages: Guide(tuple(parse(text, path) for path, text in pages.items())), 1
        )
        whole, problems = median(
            lambda pages=pages, parsed=parsed: check(parsed, pages, Settings(), files=pages), 3
        )
        planted = len({second for _, second in found} & set(range(count - count // 100, count)))
        print(
            f"{name:>12}: {count} questions, {planted} of {count // 100} twins found (and "
            f"{len(found) - planted} others); twins {alone:.2f} s, parsing {parsing:.2f} s, "
            f"all rules {whole:.2f} s ({len(problems)} problems)"
        )


if __name__ == "__main__":
    main()
