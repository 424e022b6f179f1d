"""What every effect of the gallery keeps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.model.shot import Weather
from piying.render.effect import View
from piying.render.effects import all_effects, effect
from piying.render.lay import Area
from piying.render.layer import NOTHING, Composer, HeldLayer, PiecedLayer
from piying.render.planes import Planes
from piying.script import kit

ALL = pytest.mark.parametrize("item", all_effects(), ids=lambda item: item.name)
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
    names = [item.name for item in all_effects()]

    assert len(set(names)) == len(names)
    assert all(effect(name).name == name for name in names)


def test_every_weather_and_every_effect_a_board_names_is_in_the_gallery():
    wanted = {w.value for w in Weather if w is not Weather.CLEAR}
    wanted |= set(kit.EFFECTS) | {"memory"}

    assert wanted <= {item.name for item in all_effects()}


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
def test_a_state_of_nothing_draws_nothing(item, view, patterned):
    layer, bare = item.prepare(view()), bytes_of(patterned())
    for frame in (0, 3, 20, 74):
        picture = patterned()
        layer.draw(picture, frame)
        assert layer.state(frame) != NOTHING or bytes_of(picture) == bare


WIDTH, HEIGHT = 90, 160
sides = st.tuples(st.integers(0, WIDTH // 2), st.integers(0, WIDTH // 2)).map(sorted)
heights = st.tuples(st.integers(0, HEIGHT // 2), st.integers(0, HEIGHT // 2)).map(sorted)
areas = st.builds(lambda x, y: Area(2 * x[0], 2 * y[0], 2 * x[1], 2 * y[1]), sides, heights)


PIECED = [
    item
    for item in all_effects()
    if isinstance(item.prepare(View(WIDTH, HEIGHT, 25.0, 75, 7)), PiecedLayer)
]
IN_PART = pytest.mark.parametrize("item", PIECED, ids=lambda item: item.name)


def test_what_makes_each_pixel_of_itself_alone_can_be_drawn_in_part():
    assert {item.name for item in PIECED} >= {
        "vignette", "gloom", "memory", "ink", "speed_lines", "flash", "impact", "fog",
        "light_leak", "flowers",
    }  # fmt: skip


@IN_PART
def test_a_part_is_the_same_as_in_the_whole_to_the_bit(item, view, patterned):
    layer = item.prepare(view(WIDTH, HEIGHT))

    @settings(deadline=None, max_examples=25)
    @given(areas, st.integers(0, 60))
    def holds(area, frame):
        drawn, wanted = patterned(WIDTH, HEIGHT), patterned(WIDTH, HEIGHT)
        layer.draw_within(drawn, frame, area)
        whole = patterned(WIDTH, HEIGHT)
        layer.draw(whole, frame)
        wanted.copy_from(whole, area)

        assert bytes_of(drawn) == bytes_of(wanted)

    holds()


@IN_PART
def test_outside_of_its_pieces_an_effect_changes_nothing(item, view, patterned):
    layer = item.prepare(view(WIDTH, HEIGHT))
    for frame in (0, 8, 30):
        drawn, rest = patterned(WIDTH, HEIGHT), patterned(WIDTH, HEIGHT)
        layer.draw(drawn, frame)
        for piece in layer.pieces(frame):
            seen = piece.area.meet(Area(0, 0, WIDTH, HEIGHT))
            if seen is not None:
                drawn.copy_from(rest, seen)

        assert bytes_of(drawn) == bytes_of(rest)


class Ground:
    """A still picture."""

    def __init__(self, picture):
        self.picture = picture

    def state(self, _frame):
        return 0

    def draw(self, target, _frame):
        target.copy_from(self.picture)


@ALL
def test_over_a_still_picture_any_order_of_frames_gives_equal_pictures(item, view, patterned):
    layers = [Ground(patterned(WIDTH, HEIGHT)), item.prepare(view(WIDTH, HEIGHT))]
    composer, target = Composer(layers), patterned(WIDTH, HEIGHT)
    for frame in (0, 1, 2, 3, 4, 5, 40, 41, 12, 13, 14, 40, 0):
        composer.draw(target, frame)
        wanted = patterned(WIDTH, HEIGHT)
        layers[1].draw(wanted, frame)

        assert bytes_of(target) == bytes_of(wanted)


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
