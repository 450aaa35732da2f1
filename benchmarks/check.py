"""How long `check` takes on large guides: python benchmarks/check.py [QUESTIONS].

Two guides: one of questions as people write them, some of them twice with a few letters changed,
and one of the worst kind, where all questions are made from one sentence. Prints, as medians, the
seconds of wall time for the search of twins alone and for the whole command from its start to its
end, beside the processor's time for the latter: on a busy machine only that says much. Bar: 5 s for
10,000 questions.
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from studyleaf.check.twins import Text, twins

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


def write(root, texts):
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: Large\n", encoding="utf-8")
    for path, text in guide(texts).items():
        (root / "docs" / path).write_text(text, encoding="utf-8")


def command(root):
    """Run `studyleaf check`; return its seconds by the clock, those of the processor, its finds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "studyleaf", "check", "--format", "json"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    taken = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken, used, json.loads(done.stdout)["problems"]


def alone(texts):
    start = time.perf_counter()
    found = list(twins([Text(text) for text in texts]))
    return time.perf_counter() - start, found


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for name, sentences in (("as written", SENTENCES), ("one sentence", SENTENCES[:1])):
        rng = random.Random(7)  # noqa: S311  the same guide each time
        texts = questions(rng, count, sentences, count // 100)
        searched, found = zip(*(alone(texts) for _ in range(5)), strict=True)
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "guide"
            write(root, texts)
            taken, used, problems = zip(*(command(root) for _ in range(3)), strict=True)
        last = range(count - count // 100, count)
        planted = len({second for _, second in found[0]} & set(last))
        print(
            f"{name:>12}: {count} questions, {planted} of {count // 100} twins found (and "
            f"{len(found[0]) - planted} others) in {statistics.median(searched):.2f} s; "
            f"`studyleaf check` {statistics.median(taken):.2f} s, of the processor "
            f"{statistics.median(used):.2f} s ({len(problems[0])} problems)"
        )


if __name__ == "__main__":
    main()
