"""How well the shipped policies find what they should, and what they find that they should not.

The lines are in tests/review/eval. A third of them (`dev`) was looked at while the word sets
were tuned; the others (`held`) were only counted, but the same hand wrote them and the sets.
`fresh` lines were written after the first sets, counted once, and then used to widen them;
`blind` lines came last and changed nothing. docs/policies.md says what these figures are worth.

    .venv/bin/python bench/review_eval.py            the table
    .venv/bin/python bench/review_eval.py dev        and every line of `dev` that went wrong
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from review.independent import table  # noqa: E402  # after the path is set
from review.scoring import (  # noqa: E402  # after the path is set
    EVASIONS,
    files,
    ordinary,
    policy_of,
    score,
    wrong,
)


def main() -> None:
    """Prints the tables."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    for which in ("dev", "held", "fresh", "blind"):
        print(
            f"\n{which}: category, hits, misses | policy P R | keywords P R | "
            + " ".join(EVASIONS)
        )
        total = []
        for file in files():
            got = score(file, which)
            if got is None:
                continue
            total.append(got)
            print(got.line())
        if total:
            print(sum(total[1:], total[0]).line())
    lines = ordinary()
    flagged = [line for line in lines if policy_of("zh").flags(line)]
    print(f"\nordinary dialogue: {len(lines)} lines, {len(flagged)} sent to a person")
    for line in flagged:
        print("  ", line)
    print("\nindependent, held half")
    for row in table():
        print(row)
    if part in {"dev", "held"}:
        for file in files():
            for how, line in wrong(file, part):
                print(file.category, how, line)


if __name__ == "__main__":
    main()
