from __future__ import annotations

import numpy as np
from numba import njit

from piying.store.plays.prefetch import prefetch


@njit
def asked(table, places):
    total = 0
    for at in places:
        prefetch(table, at)
    for at in places:
        total += table.flat[at]
    return total


def test_asking_changes_nothing():
    table = np.arange(4096, dtype=np.int64).reshape(1024, 4)
    places = np.arange(0, 4096, 37)

    assert asked(table, places) == places.sum()
    assert (table == np.arange(4096).reshape(1024, 4)).all()


def test_the_compiled_loop_asks_the_memory():
    asked(np.zeros((1, 1), np.int64), np.zeros(1, np.int64))

    assert any("llvm.prefetch" in text for text in asked.inspect_llvm().values())


def test_a_place_where_nothing_is_does_no_harm():
    @njit
    def astray(table):
        prefetch(table, np.int64(1) << np.int64(50))
        return table[0, 0]

    assert astray(np.full((2, 2), 7)) == 7
