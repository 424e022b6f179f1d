"""Curves and tapered lines."""

from __future__ import annotations

import pytest
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.puppet.manhua.line import Brush, curve, loop, ribbon, shape, swell

NUMBERS = st.floats(-500, 500)
POINTS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=9)


@given(POINTS)
@settings(deadline=None)
def test_a_curve_goes_through_its_ends(points):
    path = curve(points)
    last = path.getPoint(path.countPoints() - 1)

    assert (last.x(), last.y()) == pytest.approx(points[-1], abs=1e-3)


@given(POINTS)
@settings(deadline=None)
def test_forms_are_closed_and_finite(points):
    for path in (
        loop(points),
        shape(points, points[::-1]),
        ribbon(points, [2.0] * len(points)),
    ):
        assert path.isFinite()
        assert path.isLastContourClosed()


def test_a_line_tapers_at_both_ends():
    widths = swell(5, 4.0)

    assert widths[0] == widths[-1] == 0.0
    assert max(widths) == widths[2] == 4.0


def test_a_small_picture_gets_heavier_lines():
    def weight(scale):
        canvas = skia.Surface(8, 8).getCanvas()
        canvas.scale(scale, scale)
        return Brush(canvas).weight

    assert weight(0.3) > weight(1.0) > weight(4.0)
