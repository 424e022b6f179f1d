"""An impact is white on black, then black on white, for a few frames and without colour."""

from __future__ import annotations

import numpy as np
import pytest

from piying.render.effects.impact import Impact


@pytest.mark.parametrize("frame", range(4))
def test_its_frames_are_black_and_white(frame, view, patterned):
    picture = patterned()
    Impact().prepare(view()).draw(picture, frame)
    stark = (picture.y < 30) | (picture.y > 220)

    assert stark.mean() > 0.75
    assert (picture.u == 128).all()
    assert (picture.v == 128).all()


def test_first_the_negative_then_the_picture(view, patterned):
    dark = patterned().y < 60
    shown = []
    for frame in (0, 3):
        picture = patterned()
        Impact().prepare(view()).draw(picture, frame)
        shown.append(picture.y[150:250, 75:195][dark[150:250, 75:195]])

    assert shown[0].min() > 220
    assert shown[1].max() < 30


@pytest.mark.parametrize("rate", [25.0, 50.0])
def test_it_is_over_after_four_frames_of_film(rate, change):
    seconds = 4 / 25
    last = round(seconds * rate)

    assert np.abs(change(Impact(), last - 1, rate=rate)).max() > 50
    assert np.abs(change(Impact(), last, rate=rate)).max() == 0
