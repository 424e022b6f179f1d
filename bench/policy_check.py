"""Loads policy files and tells every fault of them: policy_check.py FILE …

PYTHONPATH=src .venv/bin/python bench/policy_check.py src/piying/review/rules/NAME.toml
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from piying.review.policy.faults import Unsound
from piying.review.policy.load import load


def main(paths):
    """The number of files that were refused."""
    refused = 0
    for path in map(Path, paths):
        others = {one.name: one.read_text("utf-8") for one in path.parent.glob("*.*")}
        began = time.process_time()
        try:
            policy = load(path.read_text("utf-8"), path.name, others)
        except Unsound as error:
            print(error.said("en"))
            refused += 1
        else:
            examples = sum(len(rule.examples) for rule in policy.rules)
            spent = time.process_time() - began
            print(
                f"{policy.name}: {len(policy.rules)} rules, {examples} examples, {spent:.2f} s"
            )
    return refused


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
