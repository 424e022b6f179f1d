"""What every passage of the gallery keeps: it leads steadily from one picture to the next."""

from __future__ import annotations

import numpy as np
import pytest

from piying.model.errors import Invalid
from piying.model.shot import Transition
from piying.render.passages import all_passages, passage
from piying.render.planes import Planes, colour

ALL = pytest.mark.parametrize("item", all_passages(), ids=lambda item: item.name)
OLD, NEW = (180, 60, 60), (60, 90, 150)
LENGTHS = (2, 5, 12, 30)
SIZES = ((2, 2), (4, 30), (30, 4), (90, 160), (98, 62))


def away(picture, rgb):
    """How far a picture is from one colour, the mean over all planes."""
    return sum(
        float(np.abs(plane.astype(int) - level).mean())
        for plane, level in zip((picture.y, picture.u, picture.v), colour(*rgb), strict=True)
    )


def bytes_of(picture):
    return picture.y.tobytes() + picture.u.tobytes() + picture.v.tobytes()


def test_every_transition_but_the_cut_has_a_passage():
    assert {item.name for item in all_passages()} == {t.value for t in Transition} - {"cut"}


def test_an_unknown_passage_is_refused_with_the_known_ones():
    with pytest.raises(Invalid) as caught:
        passage("sparkle")

    assert caught.value.code == "render.unknown_passage"
    assert "push_up" in caught.value.said("en")


@ALL
def test_the_first_frame_is_mostly_what_was_and_the_last_mostly_what_comes(item, drawn, plain):
    was = (0, 0, 0) if item.name == "fade" else OLD
    first, last = drawn(item, 0, 30), drawn(item, 29, 30)

    assert away(first, was) < 0.3 * away(plain(NEW), was)
    assert away(last, NEW) < 0.1 * away(plain(was), NEW) + 1


@ALL
@pytest.mark.parametrize("length", LENGTHS)
def test_the_new_picture_comes_steadily(item, length, drawn):
    """Nothing goes back: from its height on, the distance to the new picture only falls."""
    distances = [away(drawn(item, frame, length), NEW) for frame in range(length)]
    height = distances.index(max(distances))

    assert distances[height:] == sorted(distances[height:], reverse=True)
    assert distances[-1] < distances[height]


@pytest.mark.parametrize("item", [p for p in all_passages() if p.name != "flash"], ids=str)
def test_a_quiet_passage_only_ever_comes_nearer(item, drawn):
    distances = [away(drawn(item, frame, 24), NEW) for frame in range(24)]

    assert distances == sorted(distances, reverse=True)


@ALL
def test_a_passage_keeps_the_range_of_film(item, drawn):
    for frame in (0, 6, 11):
        one = drawn(item, frame, 12, old=(255, 255, 255), new=(0, 0, 0))

        assert 14 <= one.y.min() <= one.y.max() <= 237


@ALL
def test_a_frame_is_the_same_whatever_was_drawn_before_it(item, noisy):
    forward, backward = {}, {}
    for frames, drawn in ((range(9), forward), (range(8, -1, -1), backward)):
        for frame in frames:
            target = noisy(1)
            item.blend(target, noisy(2), frame, 9)
            drawn[frame] = bytes_of(target)

    assert forward == backward
    assert len(set(forward.values())) == 9


@ALL
def test_the_picture_before_is_only_read(item, noisy):
    before = noisy(3)
    for frame in range(4):
        item.blend(noisy(4), before, frame, 4)

    assert bytes_of(before) == bytes_of(noisy(3))


@ALL
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_written_beside_the_picture(item, size, noisy):
    width, height = size
    room = np.full((3, height + 4, width + 32), 77, np.uint8)
    inner = Planes(
        room[0, 2 : height + 2, 8 : width + 8],
        room[1, 2 : height // 2 + 2, 8 : width // 2 + 8],
        room[2, 2 : height // 2 + 2, 8 : width // 2 + 8],
    )
    for frame in range(5):
        inner.copy_from(noisy(5, size))
        item.blend(inner, noisy(6, size), frame, 5)
        for plane in (inner.y, inner.u, inner.v):
            plane[:] = 77

        assert (room == 77).all()
