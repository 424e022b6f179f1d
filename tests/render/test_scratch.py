"""Scratch memory is kept, grows, and belongs to one thread."""

from __future__ import annotations

from threading import Thread

import numpy as np

from piying.render.scratch import KEPT_BYTES_MAX, SCRATCH, Scratch


def test_equal_names_are_the_same_memory_until_more_is_asked_for():
    scratch = Scratch()
    first = scratch.take("a", 100)

    assert np.shares_memory(first, scratch.plane("a", 5, 10))
    assert not np.shares_memory(first, scratch.take("a", 101))
    assert not np.shares_memory(first, scratch.take("b", 10))


def test_every_thread_has_its_own():
    mine, others = SCRATCH.take("shared name", 16), []
    thread = Thread(target=lambda: others.append(SCRATCH.take("shared name", 16)))
    thread.start()
    thread.join()

    assert not np.shares_memory(mine, others[0])


def test_what_a_set_takes_is_not_kept():
    scratch = Scratch()
    first, second = (scratch.take("set", KEPT_BYTES_MAX + 1) for _ in range(2))

    assert not np.shares_memory(first, second)
