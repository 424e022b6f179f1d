"""A flash is white between the pictures, as light and not as chalk."""

from __future__ import annotations

import numpy as np

from piying.render.passages.flash import Flash


def test_a_smash_is_white_between_the_pictures(drawn):
    levels = [float(drawn(Flash(), frame, 12).y.mean()) for frame in range(12)]

    assert max(levels) > 205
    assert 1 <= levels.index(max(levels)) <= 5


def test_what_is_dark_is_lifted_most(noisy):
    target, old = noisy(1), noisy(2)
    before = target.y.astype(float)
    Flash().blend(target, old, 8, 12)
    lifted = target.y.astype(float) - before
    dark, bright = lifted[before < 60].mean(), lifted[before > 190].mean()

    assert dark > 2 * bright > 0


def test_a_flash_of_two_frames_shows_both_pictures_through_white(drawn):
    first, last = drawn(Flash(), 0, 2), drawn(Flash(), 1, 2)

    assert np.abs(first.y.astype(int) - 235).mean() < np.abs(last.y.astype(int) - 235).mean()
