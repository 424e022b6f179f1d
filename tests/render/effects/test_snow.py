"""Snow sinks slowly, small far flakes and a few large soft near ones."""

from __future__ import annotations

from piying.render.effects.snow import Snow


def test_flakes_sink_an_order_slower_than_rain(view):
    speeds = [mote.speed_y for mote in Snow().prepare(view()).motes]

    assert 80 < min(speeds) <= max(speeds) < 400


def test_near_flakes_are_few_faster_and_fainter(view):
    motes = Snow().prepare(view()).motes
    far, near = ([m for m in motes if m.sprite == kind] for kind in (0, 2))

    assert len(near) < len(far) / 2
    assert min(m.speed_y for m in near) > max(m.speed_y for m in far)
    assert max(m.opacity for m in near) < min(m.opacity for m in far)


def test_flakes_only_lighten(change):
    assert change(Snow(), 9).min() >= -2
