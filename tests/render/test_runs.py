"""Runs hold every byte, and refuse what they are not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.runs import LENGTH_MAX, filled, runs_of

stretches = st.lists(
    st.tuples(st.integers(0, 255), st.integers(1, 60) | st.just(LENGTH_MAX + 5)), max_size=40
)


@settings(deadline=None)
@given(stretches, st.integers(0, 2**32 - 1))
def test_what_is_packed_is_filled_again(stretches, seed):
    noise = np.random.default_rng(seed).integers(0, 256, 100, dtype=np.uint8)
    parts = [np.full(count, level, np.uint8) for level, count in stretches]
    source = np.concatenate([noise, *parts, noise[::-1]])
    lengths, values = runs_of(source)

    assert np.array_equal(filled(lengths, values, source.size), source)


def test_flat_bytes_become_few():
    lengths, values = runs_of(np.zeros(300_000, np.uint8))

    assert lengths.size == values.size == 10
    assert runs_of(np.zeros(0, np.uint8))[0].size == 0


def test_noise_grows_by_hardly_anything():
    source = np.random.default_rng(1).integers(0, 256, 100_000, dtype=np.uint8)
    lengths, values = runs_of(source)

    assert lengths.nbytes + values.nbytes < source.size * 1.01


@pytest.mark.parametrize("change", ["longer", "shorter", "fewer", "more"])
def test_runs_of_something_else_are_refused(change):
    source = np.repeat(np.arange(10, dtype=np.uint8), 30)
    lengths, values = (one.copy() for one in runs_of(source))
    size = source.size + {"longer": 1, "shorter": -1}.get(change, 0)
    if change == "fewer":
        values = values[:-1]
    if change == "more":
        values = np.append(values, values[:1])

    with pytest.raises(ValueError, match="another length"):
        filled(lengths, values, size)
