"""Passages lead from one picture into the next, steadily."""

from __future__ import annotations

import numpy as np
import pytest

from piying.model.errors import Invalid
from piying.model.shot import Transition
from piying.render.kernels import fill
from piying.render.passages import PASSAGES, passage
from piying.render.planes import blank_planes, colour

ALL = pytest.mark.parametrize("item", PASSAGES, ids=lambda item: item.name)
SIZE = (90, 160)
OLD, NEW = (180, 60, 60), (60, 90, 150)
LENGTHS = (2, 5, 12, 30)


def plain(rgb):
    picture = blank_planes(*SIZE)
    fill(picture, colour(*rgb))
    return picture


def drawn(item, frame, length, *, old=OLD, new=NEW):
    target = plain(new)
    item.blend(target, plain(old), frame, length)
    return target


def away(picture, rgb):
    """How far a picture is from one colour, the mean over all planes."""
    return sum(
        float(np.abs(plane.astype(int) - level).mean())
        for plane, level in zip((picture.y, picture.u, picture.v), colour(*rgb), strict=True)
    )


def test_every_transition_but_the_cut_has_a_passage():
    assert {item.name for item in PASSAGES} == {t.value for t in Transition} - {"cut"}


def test_an_unknown_passage_is_refused():
    with pytest.raises(Invalid) as caught:
        passage("wipe")

    assert caught.value.code == "render.unknown_passage"


SHOWN_FIRST = {"dissolve": OLD, "ink": OLD, "flash": OLD, "fade": (0, 0, 0)}
"""What a passage starts from."""


@ALL
def test_the_first_frame_is_mostly_what_was_and_the_last_mostly_what_comes(item):
    was = SHOWN_FIRST[item.name]
    first, last = drawn(item, 0, 30), drawn(item, 29, 30)

    assert away(first, was) < 0.3 * away(plain(NEW), was)
    assert away(last, NEW) < 0.1 * away(plain(was), NEW) + 1


@ALL
@pytest.mark.parametrize("length", LENGTHS)
def test_the_new_picture_comes_steadily(item, length):
    """Nothing goes back: from its height on, the distance to the new picture only falls."""
    distances = [away(drawn(item, frame, length), NEW) for frame in range(length)]
    height = distances.index(max(distances))

    assert distances[height:] == sorted(distances[height:], reverse=True)
    assert distances[-1] < distances[height]


@pytest.mark.parametrize("name", ["dissolve", "ink", "fade"])
def test_a_quiet_passage_only_ever_comes_nearer(name):
    distances = [away(drawn(passage(name), frame, 24), NEW) for frame in range(24)]

    assert distances == sorted(distances, reverse=True)


def test_a_smash_is_white_between_the_pictures():
    levels = [float(drawn(passage("flash"), frame, 12).y.mean()) for frame in range(12)]

    assert max(levels) > 205
    assert 1 <= levels.index(max(levels)) <= 5


@ALL
def test_a_passage_keeps_the_range_of_film_and_forgets_nothing(item):
    for frame in (0, 6, 11):
        one = drawn(item, frame, 12, old=(255, 255, 255), new=(0, 0, 0))
        same = drawn(item, frame, 12, old=(255, 255, 255), new=(0, 0, 0))

        assert 14 <= one.y.min() <= one.y.max() <= 237
        assert np.array_equal(one.y, same.y)
        assert np.array_equal(one.u, same.u)


def test_ink_soaks_through_in_blots_not_evenly():
    picture = drawn(passage("ink"), 10, 24)
    new = np.abs(picture.y.astype(int) - colour(*NEW)[0]) < 3
    old = np.abs(picture.y.astype(int) - colour(*OLD)[0]) < 3

    assert new.mean() > 0.1
    assert old.mean() > 0.1
    assert (new | old).mean() > 0.6


def test_ink_arrives_alike_in_luma_and_colour():
    picture = drawn(passage("ink"), 10, 24)
    (old_y, old_u, _), (new_y, new_u, _) = colour(*OLD), colour(*NEW)
    luma = (picture.y[::2, ::2].astype(float) - old_y) / (new_y - old_y)
    chroma = (picture.u.astype(float) - old_u) / (new_u - old_u)

    assert np.abs(luma - chroma).mean() < 0.06


def test_a_fade_knows_nothing_of_the_picture_before():
    assert np.array_equal(
        drawn(passage("fade"), 3, 9, old=OLD).y,
        drawn(passage("fade"), 3, 9, old=(255, 255, 255)).y,
    )
