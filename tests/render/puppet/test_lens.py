"""The camera: parallax, zoom and shake as mappings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.stage import Camera, Ease, Key
from piying.render.puppet.lens import (
    HEIGHT,
    UNSEEN_PIXELS,
    WIDTH,
    Sight,
    figure_mapping,
    follows,
    plane_mapping,
    seen_at,
    sight_at,
    visible,
)

SIGHTS = st.builds(
    Sight, st.floats(300, 800), st.floats(600, 1300), st.floats(1.0, 2.8)
)  # fmt: skip
STEP_MAX = 60.0
"""Design pixels that a point of the frame may go in a frame, shaken or whipped."""


def test_the_wide_view_is_seen_as_it_is_drawn():
    for depth in (0.0, 0.5, 1.0, 1.6):
        mapping = plane_mapping(Sight(WIDTH / 2, HEIGHT / 2, 1.0), depth)

        assert (mapping.scale, mapping.x, mapping.y) == (1, 0, 0)


def test_near_planes_follow_the_camera_more_than_far_ones():
    one, other = Sight(540, 960, 1.5), Sight(600, 960, 1.5)
    moved = [plane_mapping(one, d).x - plane_mapping(other, d).x for d in (0, 0.4, 1, 1.6)]

    assert moved == sorted(moved)
    assert moved[0] > 0
    assert follows(1.0) == pytest.approx(1.0)


@pytest.mark.property
@given(rest=SIGHTS, now=SIGHTS, x=st.floats(0, WIDTH), y=st.floats(0, HEIGHT))
@settings(deadline=None, max_examples=60)
def test_a_figure_moves_with_the_plane_it_stands_on(rest, now, x, y):
    plane, seen = plane_mapping(rest, 1.0), plane_mapping(now, 1.0)
    on_set = ((x - plane.x) / plane.scale, (y - plane.y) / plane.scale)
    figure = figure_mapping(now, rest)

    expected = (on_set[0] * seen.scale + seen.x, on_set[1] * seen.scale + seen.y)
    assert (x * figure.scale + figure.x, y * figure.scale + figure.y) == pytest.approx(expected)


@pytest.mark.property
@given(rest=SIGHTS, via=SIGHTS, now=SIGHTS)
@settings(deadline=None, max_examples=60)
def test_going_by_way_of_another_sight_changes_nothing(rest, via, now):
    direct = figure_mapping(now, rest)
    first, second = figure_mapping(via, rest), figure_mapping(now, via)

    assert first.scale * second.scale == pytest.approx(direct.scale)
    assert first.x * second.scale + second.x == pytest.approx(direct.x, abs=1e-6)
    assert first.y * second.scale + second.y == pytest.approx(direct.y, abs=1e-6)


def test_what_is_visible_is_mapped_back_onto_the_frame():
    mapping = plane_mapping(Sight(500, 900, 1.7), 0.8)
    left, top, right, bottom = visible(mapping)

    assert (left * mapping.scale + mapping.x, top * mapping.scale + mapping.y) == (
        pytest.approx(0, abs=1e-9), pytest.approx(0, abs=1e-9),
    )  # fmt: skip
    assert right - left == pytest.approx(WIDTH / mapping.scale)
    assert bottom - top == pytest.approx(HEIGHT / mapping.scale)


def test_a_shake_dies_away_and_never_leaves_the_overscan():
    camera = Camera((Key(0, 540),), (Key(0, 960),), (Key(0, 1000, Ease.HOLD),),
                    shake_permille=1000)  # fmt: skip
    sights = [sight_at(camera, frame) for frame in range(90)]
    thrown = [max(abs(sight.shake_x), abs(sight.shake_y)) for sight in sights]

    assert 10 < max(thrown) < STEP_MAX
    assert max(thrown[60:]) < 0.5


def zooming(permille, frames, shake=0):
    still = (Key(0, 540),)
    zoom = (Key(0, 2000, Ease.LINEAR), Key(frames, permille))
    return Camera(still, (Key(0, 960),), zoom, shake_permille=shake)


def test_a_drift_that_nobody_sees_goes_with_the_drawings():
    drift = zooming(2040, 100)

    assert all(seen_at(drift, frame) == sight_at(drift, frame) for frame in range(0, 40, 2))
    assert all(seen_at(drift, frame) == seen_at(drift, frame - 1) for frame in range(1, 41, 2))


@pytest.mark.parametrize("camera", [zooming(2600, 50), zooming(2000, 50, shake=1000)])
def test_a_camera_that_is_seen_to_move_moves_on_ones(camera):
    assert all(seen_at(camera, frame) == sight_at(camera, frame) for frame in range(12))


@settings(deadline=None)
@given(st.integers(1500, 3000), st.integers(20, 200), st.integers(0, 200))
def test_a_held_camera_is_never_seen_to_be_late(zoom, frames, frame):
    camera = zooming(zoom, frames)
    one, other = (plane_mapping(see(camera, frame), 1.0) for see in (seen_at, sight_at))
    for corner in ((0, 0), (WIDTH, HEIGHT)):
        point = [(at - move) / other.scale
                 for at, move in zip(corner, (other.x, other.y), strict=True)]  # fmt: skip
        shown = (point[0] * one.scale + one.x, point[1] * one.scale + one.y)

        assert shown == pytest.approx(corner, abs=UNSEEN_PIXELS * 1.01)
