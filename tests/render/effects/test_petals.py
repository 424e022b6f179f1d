"""Petals turn over while the wind carries them."""

from __future__ import annotations

import numpy as np

from piying.render.effects.petals import TURNS, Petals
from piying.render.surface import painted


def test_petals_are_pink(seen):
    picture = seen(Petals(), 3, rgb=(120, 120, 120))
    strong = picture.v.astype(int) - 128

    assert strong.max() > 15
    assert strong.min() > -6


def test_every_petal_turns_through_all_its_drawings(view):
    layer = Petals().prepare(view())

    assert len(layer.drawings) == 2 * TURNS
    assert {mote.turns for mote in layer.motes} == {TURNS}
    assert len({drawing.key for drawing in layer.drawings}) == 2 * TURNS


def test_a_petal_seen_on_its_edge_is_thin(view):
    drawings = Petals().prepare(view()).drawings[:TURNS]
    covers = []
    for drawing in drawings:

        def centred(canvas, drawing=drawing):
            canvas.translate(40, 40)
            drawing.draw(canvas)

        covers.append(np.count_nonzero(painted(80, 80, centred)[..., 3]))

    assert min(covers) < 0.6 * max(covers)


def test_the_wind_blows_from_the_right(view):
    assert all(mote.speed_x < 0 < mote.speed_y for mote in Petals().prepare(view()).motes)
