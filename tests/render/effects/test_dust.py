"""Dust hangs in the light and turns to it now and then."""

from __future__ import annotations

from piying.render.effects.dust import Dust


def test_dust_hardly_moves(view):
    motes = Dust().prepare(view()).motes

    assert max(abs(m.speed_x) + abs(m.speed_y) for m in motes) < 130


def test_dust_comes_and_goes(view, grey):
    layer = Dust().prepare(view())
    layer.draw(grey(), 0)
    covers = [layer._held[0].shown(layer.view, layer.margin, n)[0, 3] for n in range(0, 120, 4)]

    assert max(covers) > 2 * min(covers)


def test_dust_only_lightens(change):
    assert change(Dust(), 9).min() >= -2
