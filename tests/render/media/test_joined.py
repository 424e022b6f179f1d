from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from piying.model.canon import Digest
from piying.model.joined import Joined, JoinedPart
from piying.render.media.joined import JoinedLayer, spans


def joined(*lengths):
    return Joined(
        tuple(
            JoinedPart(Digest(str(at)), "video/mp4", length, 1 if at else 0)
            for at, length in enumerate(lengths)
        )
    )


def told(*given):
    return [(one.part.blob, one.source_start, one.length, one.first) for one in spans(*given)]


def test_parts_follow_each_other_and_the_picture_where_they_meet_is_shown_once():
    assert told(joined(50, 75), 0, 120) == [("0", 0, 50, 0), ("1", 1, 70, 50)]


def test_a_shot_that_shows_less_needs_fewer_parts():
    assert told(joined(50, 75), 0, 40) == [("0", 0, 40, 0)]


def test_a_shot_may_begin_in_any_part():
    assert told(joined(50, 75, 25), 60, 70) == [("1", 11, 64, 0), ("2", 1, 6, 64)]


def test_the_last_part_has_to_fill_what_is_left():
    assert told(joined(50, 25), 0, 90) == [("0", 0, 50, 0), ("1", 1, 40, 50)]


@given(
    lengths=st.lists(st.integers(2, 40), min_size=2, max_size=6),
    start=st.integers(0, 60),
    length=st.integers(1, 300),
)
def test_every_frame_is_shown_by_exactly_one_part(lengths, start, length):
    found = spans(joined(*lengths), start, length)

    at = 0
    for one in found:
        assert (one.first, one.length > 0) == (at, True)
        at += one.length
    assert at == length


class Part:
    def __init__(self, name):
        self.name, self.drawn = name, []

    def draw(self, _target, frame):
        self.drawn.append(frame)

    def state(self, frame):
        return frame // 2


def test_each_part_is_drawn_by_its_own_frames():
    parts = Part("a"), Part("b")
    layer = JoinedLayer(((0, parts[0]), (10, parts[1])))

    for frame in (0, 9, 10, 12):
        layer.draw(None, frame)

    assert (parts[0].drawn, parts[1].drawn) == ([0, 9], [0, 2])
    assert layer.state(9) != layer.state(18)
