"""What the light of a set does to hide."""

from __future__ import annotations

import numpy as np
import pytest
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.puppet.shadow.light import GRAIN_SIDE, grain, lamp_of, tints, weathered
from piying.render.surface import painted

WHITE = 0xFFFFFFFF


def test_the_light_of_the_day_leaves_near_hide_as_it_is():
    near, far = tints("#ffffff")

    assert near is None
    assert far.filterColor(WHITE) != WHITE


def test_the_hour_tints_near_and_far_hide():
    near, far = tints("#3a3f8e")
    assert near is not None
    shown = near.filterColor(WHITE)

    assert shown & 255 > shown >> 16 & 255
    assert far.filterColor(WHITE) & 255 < shown & 255


@given(st.integers(0, 255), st.integers(0, 255))
@settings(deadline=None)
def test_the_cloth_where_puppets_stand_lies_between_its_core_and_its_edge(core, edge):
    lamp = lamp_of(f"#{core:02x}0000", f"#{edge:02x}ff00")

    assert min(core, edge) <= lamp.red * 255 + 1e-6
    assert lamp.red * 255 <= max(core, edge) + 1e-6
    assert 0 < lamp.green < 1
    assert lamp.blue == 0


def weathered_square(x, y):
    """A grey square of 200 pixels that stands at (x, y), with its grain."""

    def paint(canvas):
        canvas.translate(x, y)
        canvas.drawRect(skia.Rect.MakeWH(200, 200), skia.Paint(Color=0xFF909090))
        weathered(canvas)

    return painted(1000, 1000, paint)


@pytest.mark.parametrize(("x", "y"), [(0, 0), (137, 401), (790, 5)])
def test_the_grain_goes_with_the_hide(x, y):
    first = weathered_square(300, 300)[300:500, 300:500]

    assert np.array_equal(weathered_square(x, y)[y : y + 200, x : x + 200], first)
    assert first[..., 0].std() > 1


def test_the_grain_darkens_hide_and_nothing_else():
    shown = weathered_square(300, 300)

    assert shown[:290].max() == 0
    assert shown[300:500, 300:500, :3].mean() < 0x90 - 3
    assert shown[300:500, 300:500, 3].min() == 255


def test_the_tile_is_as_large_as_it_says():
    assert (grain().width(), grain().height()) == (GRAIN_SIDE, GRAIN_SIDE)
