"""kill -9 at any moment: nothing that was acknowledged is lost, and the books balance."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from piying.store import tables
from piying.studio.settling.settle import closes
from simulator.machine import Machine
from simulator.world import made, week_of

ROUNDS = 12
TESTS = Path(__file__).parents[1]


def killed_after(seed, folder, lines):
    """What a worker said until it was killed shortly after so many lines; None: it ended."""
    path = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    worker = subprocess.Popen(  # noqa: S603 - this very python
        [sys.executable, str(Path(__file__).with_name("worker.py")), str(seed), str(folder)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    said = []
    for line in worker.stdout:
        said.append(tuple(line.split()))
        if len(said) == lines:
            delay = random.Random(lines).random() * 0.5  # noqa: S311 - a seed
            threading.Timer(delay, lambda: os.kill(worker.pid, signal.SIGKILL)).start()
    worker.stdout.close()
    assert worker.wait() in {0, -signal.SIGKILL}
    return said


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 8])
def test_a_process_that_is_killed_at_any_moment_loses_nothing(seed, tmp_path):
    machine = Machine(made(seed), tmp_path, deaths=0)
    machine.clock.ms = machine.world.steps[-1][0]
    told, ended = set(), False
    rng = random.Random(seed)  # noqa: S311 - a seed
    for turn in range(ROUNDS):
        said = killed_after(seed, tmp_path, rng.randint(1, 4 + 3 * turn))
        ended = ended or ("end",) in said
        told |= set(said)
        machine.acknowledged = {name for what, name in told - {("end",)} if what == "batch"}
        machine.check_log()
        with machine.house() as house:
            machine.check_books(house)
            with house.store.database.reading() as connection:
                sales = set(connection.execute(select(tables.sale.c.id)).scalars())
            periods = {close.period for close in closes(house)}
        assert {one[1] for one in told if one[0] == "sale"} <= sales
        assert {week_of(int(one[1])) for one in told if one[0] == "close"} <= periods
    assert ended or told
    with machine.house() as house:
        machine.count(house, None)
        machine.check_count(house, None)
