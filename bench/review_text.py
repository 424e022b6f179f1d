"""How fast texts are read against a whole policy, beside a search for the plain words.

    PYTHONPATH=src .venv/bin/python bench/review_text.py [POLICY.toml]

CPU time of one process and one thread; only figures of one run are comparable. The texts are
the scripts of `examples/`, line by line, each line once with its number of the round, so that
no line is read twice. The last rows hold a word of the policy in every line: the worst case.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from piying.model.review import Element, Stage, Unit
from piying.review.policy.load import load
from piying.review.text.read import read

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "src" / "piying" / "review" / "rules"
EXAMPLES = ("caller-is-me/script.txt", "woodcutter/script.txt")
CHARACTERS_MIN = 200_000
LINES_IN_SCENE = 25


def lines():
    """Every line of the example scripts."""
    texts = ((ROOT / "examples" / name).read_text("utf-8") for name in EXAMPLES)
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def units_of(said, words=()):
    """At least `CHARACTERS_MIN` characters of dialogue; with `words`, one in every line."""
    found, total, at = [], 0, 0
    while total < CHARACTERS_MIN:
        text = said[at % len(said)]
        text = f"{text}{words[at % len(words)]}" if words else f"{text}{at // len(said)}"
        found.append(Unit(Element.DIALOGUE, text, scene=at // LINES_IN_SCENE + 1, line=at))
        total += len(text)
        at += 1
    return found, total


def spent(work):
    """Seconds of CPU."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main(paths):
    """Prints the table."""
    path = Path(paths[0]) if paths else RULES / "cn_animated.toml"
    others = {one.name: one.read_text("utf-8") for one in path.parent.glob("*.*")}
    text = path.read_text("utf-8")
    policies = []
    loading = spent(lambda: policies.append(load(text, path.name, others)))
    policy = policies[0]
    words = [word for one in policy.sets for word in one.words if "*" not in word]
    units, total = units_of(lines())
    worst, worst_total = units_of(lines(), words)
    machine = AhoCorasick(words)
    read(policy, units[:50], Stage.SCRIPT)
    found = []
    rows = (
        (
            "plain words",
            total,
            lambda: [machine.find_matches_as_indexes(u.text) for u in units],
        ),
        ("policy", total, lambda: found.extend(read(policy, units, Stage.SCRIPT))),
        (
            "policy, a word in every line",
            worst_total,
            lambda: read(policy, worst, Stage.SCRIPT),
        ),
    )
    size = f"{len(policy.rules)} rules, {len(words)} words"
    print(f"{policy.name}: {size}, loaded in {loading:.2f} s")
    for name, count, work in rows:
        print(f"{name:32} {count / spent(work):>14,.0f} characters/s")
    print(f"{len(found)} findings in {len(units)} lines")


if __name__ == "__main__":
    main(sys.argv[1:])
