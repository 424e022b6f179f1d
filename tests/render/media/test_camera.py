"""The camera over a still: every move stays where the picture has something to show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.shot import Move
from piying.render.media.camera import (
    FAR_FOLLOWS,
    NEAR_FOLLOWS,
    PAN_MAX,
    Look,
    Path,
    followed,
    shares,
    span,
)

LENGTH = 100


def path(move, **changes):
    return Path(move, LENGTH, 25.0, **changes)


def ends(move, **changes):
    one = path(move, **changes)
    return one.at(0), one.at(LENGTH - 1)


def test_a_static_camera_shows_the_whole_picture():
    assert ends(Move.STATIC) == (Look(), Look())


def test_a_push_comes_nearer_and_a_pull_goes_back():
    near, far = ends(Move.PUSH)[::-1]

    assert (far.zoom, near.zoom) == (1.0, pytest.approx(1.16))
    assert ends(Move.PULL) == (near, far)


@pytest.mark.parametrize(("move", "sign"), [(Move.PAN_LEFT, -1), (Move.PAN_RIGHT, 1)])
def test_a_pan_looks_from_one_side_to_the_other(move, sign):
    begin, end = ends(move)

    assert sign * (end.x - begin.x) > 0
    assert begin.x == -end.x


def test_a_pan_uses_what_a_wide_picture_has_to_show():
    assert ends(Move.PAN_RIGHT, spare_x=0.5)[1].x == pytest.approx(0.25)
    assert ends(Move.PAN_RIGHT, spare_x=9.0)[1].x == pytest.approx(PAN_MAX)


@pytest.mark.parametrize(("move", "sign"), [(Move.TILT_UP, -1), (Move.TILT_DOWN, 1)])
def test_a_tilt_looks_up_or_down(move, sign):
    begin, end = ends(move)

    assert sign * (end.y - begin.y) > 0


def test_a_shake_dies_down():
    shaken = path(Move.STATIC, shaken=True)
    first = max(abs(shaken.at(n).x) for n in range(5))
    later = max(abs(shaken.at(n).x) for n in range(40, 60))

    assert first > 8 * later
    assert shaken.at(99) == Look()
    assert path(Move.SHAKE).at(3) == shaken.at(3)


def test_nearer_planes_follow_more():
    assert shares(1) == (1.0,)
    assert shares(3) == (FAR_FOLLOWS, (FAR_FOLLOWS + NEAR_FOLLOWS) / 2, NEAR_FOLLOWS)


@given(
    move=st.sampled_from(Move),
    length=st.integers(1, 400),
    rate=st.sampled_from([24.0, 25.0, 60.0]),
    spare=st.floats(0, 4),
    shaken=st.booleans(),
    count=st.integers(1, 8),
)
def test_no_plane_is_ever_seen_beyond_its_span(move, length, rate, spare, shaken, count):
    one = Path(move, length, rate, spare_x=spare, spare_y=spare, shaken=shaken)
    reach = span(one, shares(count))

    for frame in range(length):
        for share in shares(count):
            look = followed(one.at(frame), share)
            assert abs(look.x) + 0.5 / look.zoom <= reach.half_x + 1e-9
            assert abs(look.y) + 0.5 / look.zoom <= reach.half_y + 1e-9
            assert 0.5 < look.zoom <= reach.zoom


@given(move=st.sampled_from(Move), frame=st.integers(0, 500))
def test_a_camera_is_a_function_of_the_frame(move, frame):
    assert path(move).at(frame) == path(move).at(frame)
