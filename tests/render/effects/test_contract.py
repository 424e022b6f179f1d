"""What every effect of the gallery keeps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from piying.model.errors import Invalid
from piying.model.shot import Weather
from piying.render.effects import EFFECTS, effect
from piying.render.layer import HeldLayer
from piying.render.planes import Planes
from piying.script import kit

ALL = pytest.mark.parametrize("item", EFFECTS, ids=lambda item: item.name)
SHAPES = ((90, 160), (270, 480), (540, 960), (360, 642))
"""Stand-ins for 720 x 1280, 1080 x 1920 and 2160 x 3840, and a shape that does not divide."""

CODE_MIN, CODE_MAX = 16, 240
"""Limited range; U and V reach 240."""
SLACK = 2
"""Levels that whole weights may add."""
SPREAD_MAX = 6
"""By how much the mean of an effect may differ between sizes of film, in levels of luma."""


def bytes_of(picture):
    return picture.y.tobytes() + picture.u.tobytes() + picture.v.tobytes()


def test_names_are_unique_and_known():
    names = [item.name for item in EFFECTS]

    assert len(set(names)) == len(names)
    assert all(effect(name).name == name for name in names)


def test_every_weather_and_every_effect_a_board_names_is_in_the_gallery():
    wanted = {w.value for w in Weather if w is not Weather.CLEAR}
    wanted |= set(kit.EFFECTS) | {"memory"}

    assert wanted <= {item.name for item in EFFECTS}


def test_an_unknown_effect_is_refused_with_the_known_ones():
    with pytest.raises(Invalid) as caught:
        effect("sparkle")

    assert caught.value.code == "render.unknown_effect"
    assert "speed_lines" in caught.value.said("zh")


@ALL
def test_an_effect_is_the_same_every_time_and_in_any_order(item, view, patterned):
    first, second = item.prepare(view()), item.prepare(view())
    forward, backward = {}, {}
    for frame in (0, 1, 7, 40):
        picture = patterned()
        first.draw(picture, frame)
        forward[frame] = bytes_of(picture)
    for frame in (40, 7, 1, 0):
        picture = patterned()
        second.draw(picture, frame)
        backward[frame] = bytes_of(picture)

    assert forward == backward


@ALL
@pytest.mark.parametrize("rgb", [(0, 0, 0), (255, 255, 255), (200, 30, 90)])
def test_levels_stay_in_the_range_of_film(item, seen, rgb):
    for frame in (0, 5, 60):
        picture = seen(item, frame, rgb)
        for plane, highest in ((picture.y, 235), (picture.u, 240), (picture.v, 240)):
            assert plane.min() >= CODE_MIN - SLACK
            assert plane.max() <= highest + SLACK


@ALL
def test_an_effect_covers_every_size_of_film_alike(item, change):
    means = [float(change(item, 3, width=w, height=h).mean()) for w, h in SHAPES]

    assert max(means) - min(means) < SPREAD_MAX


@ALL
def test_edges_of_the_frame_are_reached(item, change):
    """A still picture over the frame leaves no bare row or column at its end."""
    for width, height in SHAPES:
        made = change(item, 2, width=width, height=height)
        if np.abs(made).mean() < 8:
            continue
        assert abs(made[-8:-4].mean() - made[-2:].mean()) < 20
        assert abs(made[:, -8:-4].mean() - made[:, -2:].mean()) < 20


@ALL
@pytest.mark.parametrize("rate", [24.0, 30.0, 60.0])
def test_the_same_moment_looks_alike_at_every_rate(item, change, rate):
    at_25 = change(item, 25, rate=25.0).mean()

    assert change(item, round(rate), rate=rate).mean() == pytest.approx(at_25, abs=3)


@ALL
def test_equal_states_are_equal_pictures(item, view, grey):
    layer = item.prepare(view())
    assert isinstance(layer, HeldLayer)
    shown = {}
    for frame in (0, 1, 2, 3, 50, 51):
        picture = grey()
        layer.draw(picture, frame)
        drawn = shown.setdefault(layer.state(frame), bytes_of(picture))
        assert drawn == bytes_of(picture)


@ALL
def test_an_effect_is_seen_within_its_first_frames(item, view, patterned):
    layer, far = item.prepare(view()), []
    for frame in (1, 8):
        picture = patterned()
        layer.draw(picture, frame)
        far.append(np.abs(picture.y.astype(int) - patterned().y).max())

    assert max(far) > 8


@ALL
def test_an_effect_leaves_the_face_readable(item, change):
    """After its first second an effect does not wash out the middle of the upper half."""
    face = np.abs(change(item, 30))[120:260, 70:200]

    assert np.median(face) < 45


@ALL
@pytest.mark.parametrize("size", [(2, 2), (30, 54), (90, 160), (98, 62)], ids=str)
def test_nothing_is_written_beside_the_picture(item, size, view):
    """Rows of a frame lie further apart than they are wide; what is between is not ours."""
    width, height = size
    room = np.full((3, height + 4, width + 32), 77, np.uint8)
    inner = Planes(
        room[0, 2 : height + 2, 8 : width + 8],
        room[1, 2 : height // 2 + 2, 8 : width // 2 + 8],
        room[2, 2 : height // 2 + 2, 8 : width // 2 + 8],
    )
    layer = item.prepare(view(width, height))
    for frame in (0, 1, 9, 30):
        layer.draw(inner, frame)
    for plane in (inner.y, inner.u, inner.v):
        plane[:] = 77

    assert (room == 77).all()


@ALL
def test_an_effect_of_no_strength_draws_nothing(item, view, patterned):
    picture = patterned()
    layer = replace(item, strength=0.0).prepare(view())
    for frame in (0, 1, 5, 30):
        layer.draw(picture, frame)

    assert np.abs(picture.y.astype(int) - patterned().y).max() <= SLACK
    assert np.abs(picture.u.astype(int) - patterned().u).max() <= SLACK
