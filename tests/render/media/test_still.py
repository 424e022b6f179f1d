"""A still as the picture of a shot: it covers the frame, keeps its proportions and moves."""

from __future__ import annotations

import numpy as np
import pytest

from piying.model.canon import digest_bytes
from piying.model.clock import Rate
from piying.model.cut import Direction, PictureClip
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.model.script import Place
from piying.model.shot import Move, Weather
from piying.render.jobs import ShotJob
from piying.render.layer import Composer
from piying.render.media.kinds import picture_of
from piying.render.media.openraster import ORA_TYPE, write
from piying.render.planes import blank_planes
from piying.render.shot import paint_shot

SMALL = Profile("small", 90, 160, Rate(25))


@pytest.fixture(name="job")
def _job(tmp_path):
    """A job that shows the bytes of a picture."""

    def make(data, media_type="image/png", length=50, effects=(), **directed):
        blob = digest_bytes(data)
        (tmp_path / blob).write_bytes(data)
        clip = PictureClip("e01s01", blob, blob, media_type, length, effects=effects,
                           direction=Direction(**directed))  # fmt: skip
        return ShotJob(SMALL, clip, 0, length, {blob: tmp_path / blob})

    return make


def drawn(made, job, frame):
    planes = blank_planes(SMALL.width, SMALL.height)
    planes.y[:] = 99  # what was there before never shows
    Composer(paint_shot(job.bare())).draw(planes, frame)
    return made.rgb_of(planes)


def disc(made, width, height, radius=30):
    """A light disc in the middle of a dark picture."""
    picture = made.flat(width, height, 40)
    rows, columns = np.mgrid[0:height, 0:width]
    inside = (rows - height / 2 + 0.5) ** 2 + (columns - width / 2 + 0.5) ** 2 < radius**2
    picture[inside] = 220
    return made.encoded(made.opaque(picture))


@pytest.mark.parametrize("size", [(90, 160), (400, 160), (100, 900), (33, 47), (720, 1280)])
@pytest.mark.parametrize("move", [Move.STATIC, Move.PAN_LEFT, Move.PULL, Move.SHAKE])
def test_a_still_of_any_size_covers_the_frame_on_every_frame(made, job, size, move):
    data = made.encoded(made.opaque(made.flat(*size, 140)))
    shown = job(data, move=move)
    composer = Composer(paint_shot(shown.bare()))
    planes = blank_planes(SMALL.width, SMALL.height)

    for frame in (0, 1, 24, 48, 49):
        composer.draw(planes, frame)
        assert made.near(made.rgb_of(planes), 140, 2)


@pytest.mark.parametrize("size", [(320, 160), (160, 480), (90, 160)])
def test_a_still_is_never_stretched(made, job, size):
    radius = 20
    found = drawn(made, job(disc(made, *size, radius), move=Move.STATIC), 0)
    light = found[..., 1] > 130

    assert light.any(0).sum() == pytest.approx(light.any(1).sum(), abs=1)
    cover = max(90 / size[0], 160 / size[1])
    assert light.any(0).sum() == pytest.approx(2 * radius * cover, abs=2)


def test_a_push_makes_things_larger(made, job):
    shown = job(disc(made, 90, 160), move=Move.PUSH)
    first, last = ((drawn(made, shown, n)[..., 1] > 130).sum() for n in (0, 49))

    assert last / first == pytest.approx(1.16**2, rel=0.05)


def test_what_a_picture_leaves_clear_is_black(made, job):
    pixels = made.opaque(made.flat(90, 160, 200))
    pixels[:, :45, 3] = 0
    found = drawn(made, job(made.encoded(pixels), move=Move.STATIC), 0)

    assert made.near(found[80, [10, 80]], [[0] * 3, [200] * 3], 2)


def test_the_layers_of_a_layered_still_move_past_each_other(made, job):
    """Parallax: what is nearer moves farther, back to front."""
    planes = []
    for index, row in enumerate((20, 80, 140)):
        plane = np.zeros((160, 90, 4), np.uint8)
        if index == 0:
            plane[...] = (30, 30, 30, 255)
        plane[row - 8 : row + 8, 40:50] = (230, 230, 230, 255)
        planes.append(plane)
    shown = job(write(planes, ["far", "middle", "near"]), ORA_TYPE, move=Move.PAN_RIGHT)
    moved = []
    for row in (20, 80, 140):
        places = []
        for frame in (0, 49):
            line = drawn(made, shown, frame)[row, :, 1].astype(float) - 30
            places.append(float((line.clip(0) * np.arange(90)).sum() / line.clip(0).sum()))
        moved.append(places[0] - places[1])

    assert made.rising(moved)
    assert moved[0] > 0.5
    assert moved[2] / moved[0] == pytest.approx(1.25 / 0.35, rel=0.15)


def test_weather_effects_and_flashback_lie_over_a_still(made, job):
    data = made.encoded(made.opaque(np.dstack([np.full((160, 90), k, np.uint8)
                                               for k in (200, 90, 40)])))  # fmt: skip
    plain = drawn(made, job(data, move=Move.STATIC), 5).astype(int)
    wet = drawn(made, job(data, move=Move.STATIC, weather=Weather.RAIN), 5).astype(int)
    dark = drawn(made, job(data, move=Move.STATIC, effects=("vignette",)), 5).astype(int)
    past = drawn(made, job(data, move=Move.STATIC, flashback=True), 5).astype(int)
    room = job(data, move=Move.STATIC, weather=Weather.RAIN, place=Place.INTERIOR)

    assert np.abs(wet - plain).max() > 10
    assert dark[0, 0].sum() < plain[0, 0].sum()
    assert np.ptp(past[80, 45]) < np.ptp(plain[80, 45])
    assert np.array_equal(drawn(made, room, 5), plain)


def test_a_frame_is_the_same_whatever_was_drawn_before(made, job):
    shown = job(disc(made, 200, 200), move=Move.DRIFT)
    composer = Composer(paint_shot(shown.bare()))
    planes = blank_planes(SMALL.width, SMALL.height)
    for frame in (40, 3, 17):
        composer.draw(planes, frame)

    assert np.array_equal(made.rgb_of(planes), drawn(made, shown, 17))


def test_a_kind_of_picture_that_nothing_draws_is_refused(made, job):
    shown = job(made.encoded(made.opaque(made.flat(90, 160, 9))), "image/tiff")

    with pytest.raises(Invalid, match="image/tiff"):
        picture_of(shown, shown.clip)
