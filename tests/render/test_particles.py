"""Particles: where each is at a frame follows from its own numbers."""

from __future__ import annotations

import numpy as np
import pytest
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.effect import View
from piying.render.particles import Drawing, Mote, MoteLayer, scattered
from piying.render.planes import blank_planes

VIEW = View(270, 480, 25.0, 75, seed=3)


def dot():
    def draw(canvas):
        canvas.drawRect(skia.Rect.MakeLTRB(-4, -4, 4, 4), skia.Paint(Color=0xFFFFFFFF))

    return Drawing(8, 8, draw, "dot")


def mote(**changes):
    plain = {
        "sprite": 0, "x": 540.0, "y": 960.0, "speed_x": 0.0, "speed_y": 0.0, "sway": 0.0,
        "sway_s": 1.0, "phase": 0.0, "scale": 4.0, "opacity": 1.0,
    }  # fmt: skip
    return Mote(**{**plain, **changes})


def middle(motes, frame, view=VIEW):
    """The middle of what is drawn, in design pixels, or None."""
    target = blank_planes(view.width, view.height)
    MoteLayer(view, (dot(),), motes, margin=60).draw(target, frame)
    rows, columns = np.nonzero(target.y > 100)
    if not len(rows):
        return None
    unit = view.width / 1080
    return (columns.mean() + 0.5) / unit, (rows.mean() + 0.5) / unit


def test_a_mote_is_where_its_speed_has_taken_it():
    place = middle((mote(x=560.0, y=460.0, speed_x=100, speed_y=200),), 25)

    assert place == pytest.approx((560 + 100 - 60, 460 + 200 - 60), abs=4)


def test_a_mote_that_leaves_comes_in_on_the_other_side():
    one = (mote(x=30.0, y=560.0, speed_x=-40),)

    assert middle(one, 0) is None
    assert middle(one, 50) is not None
    assert middle(one, 50)[0] > 900


@pytest.mark.property
@given(frame=st.integers(0, 5000), speed=st.floats(-3000, 3000))
@settings(deadline=None, max_examples=25)
def test_a_layer_forgets_what_it_drew_before(frame, speed):
    motes = (mote(speed_y=speed, sway=30, phase=0.3),)
    used = MoteLayer(VIEW, (dot(),), motes, margin=60)
    for other in (7, 3):
        used.draw(blank_planes(270, 480), other)
    one, fresh = blank_planes(270, 480), blank_planes(270, 480)
    used.draw(one, frame)
    MoteLayer(VIEW, (dot(),), motes, margin=60).draw(fresh, frame)

    assert np.array_equal(one.y, fresh.y)


def test_chance_comes_from_the_shot_and_the_effect():
    other = View(270, 480, 25.0, 75, seed=4)

    assert scattered(VIEW, "rain").random() == scattered(VIEW, "rain").random()
    assert scattered(VIEW, "rain").random() != scattered(VIEW, "snow").random()
    assert scattered(VIEW, "rain").random() != scattered(other, "rain").random()


def test_a_mote_lies_at_a_sixteenth_of_a_pixel():
    step = 1080 / 270 / 16
    at = [middle_of((mote(x=560.0 + n * step, y=560.0),)) for n in range(17)]

    assert np.diff(at) == pytest.approx(1 / 16, abs=0.02)


def middle_of(motes):
    """The centre of gravity of what is drawn, sideways in pixels."""
    target = blank_planes(270, 480)
    MoteLayer(VIEW, (dot(),), motes, margin=60).draw(target, 0)
    weight = target.y.astype(float) - 16
    return (weight * np.arange(270)).sum() / weight.sum()


def test_near_the_camera_there_are_fewer_and_larger_motes():
    motes = tuple(mote(x=100.0 + 90 * i, y=300.0 + 100 * i) for i in range(10))
    covered = []
    for near in (0.0, 1.0):
        target = blank_planes(270, 480)
        MoteLayer(View(270, 480, 25.0, 75, 3, near=near), (dot(),), motes, 60).draw(target, 0)
        covered.append(target.y > 100)
    rows = [len(set(np.nonzero(np.diff(c.any(1).astype(int)) > 0)[0])) for c in covered]

    assert rows[1] < rows[0]
    assert covered[1].sum() / max(1, rows[1]) > 1.5 * covered[0].sum() / rows[0]
