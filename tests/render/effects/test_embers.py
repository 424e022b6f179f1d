"""Embers rise and glow orange."""

from __future__ import annotations

from piying.render.effects.embers import Embers


def test_sparks_rise(view):
    assert all(mote.speed_y < 0 for mote in Embers().prepare(view()).motes)


def test_sparks_glow_orange_in_the_dark(seen):
    picture = seen(Embers(), 3, rgb=(10, 8, 12))

    assert picture.v.max() > 128 + 25
    assert picture.u.min() < 128 - 20
    assert picture.y.max() > 120
