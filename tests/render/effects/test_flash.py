"""A flash bursts white at once and gives the picture back in under a third of a second."""

from __future__ import annotations

import pytest

from piying.render.effects.flash import Flash


def test_the_first_frame_is_nearly_white(seen):
    assert seen(Flash(), 0, rgb=(0, 0, 0)).y.min() > 200


@pytest.mark.parametrize("rate", [24.0, 25.0, 60.0])
def test_the_picture_is_back_within_a_third_of_a_second(change, rate):
    levels = [change(Flash(), frame, rate=rate).mean() for frame in range(int(rate / 3) + 2)]

    assert levels == sorted(levels, reverse=True)
    assert levels[-1] == 0
