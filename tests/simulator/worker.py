"""A process that lives through a world again and again, to be killed at any moment.

    python worker.py SEED FOLDER

says on its standard output, a line each, what it was told was done: that much must never be
lost. It begins at the first step each time; what was done before is not done again.
"""

from __future__ import annotations

import sys
from pathlib import Path

from simulator.machine import Machine
from simulator.world import made


def tell(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


class Told(Machine):
    """Says what it was told, and looks at nothing."""

    def batches(self, house, with_what):
        order, _ = with_what
        for number in order:
            super().batches(house, ([number], None))
            tell("batch", self.world.batches[number].id)

    def sales(self, house, rows):
        super().sales(house, rows)
        for row in rows:
            tell("sale", f"own:{row[0]}")

    def close(self, house, week):
        super().close(house, week)
        tell("close", week)


def main(seed, folder):
    """Every step that other processes may have done already."""
    machine = Told(made(seed), Path(folder), deaths=0)
    with machine.house() as house:
        machine.prepare(house)
    for at, what, with_what in machine.world.steps:
        machine.clock.ms = max(machine.clock.ms, at)
        if what in {"batches", "sales", "hours", "count", "close"}:
            with machine.house() as house:
                machine.write_deals()
                getattr(machine, what)(house, with_what)
    tell("end")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
