"""A wipe moves one soft edge over the frame, to the side that its name says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.passages import passage
from piying.render.passages.wipe import Wipe, kept_at
from piying.render.way import Way


@pytest.mark.parametrize(
    ("name", "new_side"),
    [
        ("wipe", np.s_[:, -4:]), ("wipe_right", np.s_[:, :4]),
        ("wipe_up", np.s_[-4:, :]), ("wipe_down", np.s_[:4, :]),
    ],
)  # fmt: skip
def test_the_new_picture_is_behind_the_edge(name, new_side, noisy):
    target, new, old = noisy(1), noisy(1), noisy(2)
    passage(name).blend(target, old, 9, 20)

    assert np.array_equal(target.y[new_side], new.y[new_side])
    other = tuple(slice(None, None, -1) for _ in range(2))
    assert np.array_equal(target.y[other][new_side], old.y[other][new_side])


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 200), st.floats(-50, 250), st.floats(0.01, 90))
def test_the_edge_is_soft_and_falls_once(count, edge, soft):
    kept = kept_at(count, edge, soft).astype(int)

    assert (np.diff(kept) >= 0).all()
    assert ((kept >= 0) & (kept <= 256)).all()
    partly = ((kept > 0) & (kept < 256)).sum()
    assert partly <= soft + 1


@pytest.mark.parametrize("way", Way, ids=str)
def test_light_and_colour_part_at_the_same_place(way, plain):
    target = plain((0, 0, 255))
    Wipe(way=way).blend(target, plain((255, 255, 0)), 5, 14)
    luma, chroma = target.y[::2, ::2].astype(float), target.u.astype(float)
    share_y = (luma - luma.min()) / (luma.max() - luma.min())
    share_u = (chroma - chroma.max()) / (chroma.min() - chroma.max())

    assert np.abs(share_y - share_u).max() < 0.12
