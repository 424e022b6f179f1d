"""Seeded worlds come out as the oracle says, however often the process dies.

python -m pytest tests/simulator -k short_seed --seed 4711      one seed
"""

from __future__ import annotations

import pytest

from simulator.machine import Machine
from simulator.world import made

SHORT = (1, 2)
LONG = range(100, 140)


def test_a_short_seed_comes_out_to_the_fen(seed, tmp_path):
    Machine(made(seed), tmp_path).run()


@pytest.mark.slow
@pytest.mark.parametrize("long_seed", LONG)
def test_a_long_seed_comes_out_to_the_fen(long_seed, tmp_path):
    Machine(made(long_seed, weeks=4, plays=150), tmp_path).run()
