"""Segments hold every frame once, and appear only when they are whole."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import av
import pytest

from piying.model.clock import Rate
from piying.model.errors import Invalid, Outside
from piying.render.encode import encode_segment, frames_between_keys


def keys_of(path):
    with av.open(path) as container:
        stream = container.streams.video[0]
        return sorted(
            packet.pts * stream.time_base * 25
            for packet in container.demux(stream)
            if packet.size and packet.is_keyframe
        )


@pytest.mark.parametrize("length", [1, 2, 3, 5, 60])
def test_one_reused_frame_gives_every_frame_once(length, library, numbers):
    first = 20 * [1, 2, 3, 5, 60].index(length)

    assert numbers(library[length]) == (
        list(range(first, first + length)),
        [Fraction(n, 25) for n in range(length)],
    )


def test_a_key_frame_stands_every_two_seconds_and_nowhere_else(small, tmp_path):
    path = tmp_path / "long.mp4"

    def cuts(target, frame):
        """A hard cut every ten frames, which must not call for a key frame."""
        target.y[:] = 40 if frame // 10 % 2 else 200

    encode_segment(path, small, 130, cuts)

    assert keys_of(path) == [0, 50, 100]


@pytest.mark.parametrize(
    ("rate", "frames"),
    [
        (Rate(24), 48),
        (Rate(25), 50),
        (Rate(60), 120),
        (Rate(30_000, 1001), 59),
        (Rate(1, 5), 1),
    ],
)
def test_frames_between_keys_are_whole_and_at_most_two_seconds(rate, frames):
    assert frames == frames_between_keys(rate)


def test_what_is_not_drawn_again_stays(small, numbers, tmp_path):
    path = tmp_path / "held.mp4"

    def draw(target, frame):
        if frame % 4 == 0:
            target.y[:] = 20 + frame
            target.u[:], target.v[:] = 128, 128

    encode_segment(path, small, 10, draw)

    assert numbers(path)[0] == [0, 0, 0, 0, 4, 4, 4, 4, 8, 8]


def test_a_failure_leaves_nothing_behind(small, tmp_path):
    def draw(_target, frame):
        if frame == 3:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        encode_segment(tmp_path / "a.mp4", small, 5, draw)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_outside_failure(small, drawn, tmp_path):
    with pytest.raises(Outside, match="could not be written"):
        encode_segment(tmp_path / "none" / "a.mp4", small, 5, drawn(0))


@pytest.mark.parametrize(
    ("changes", "length", "code"),
    [
        ({}, 0, "render.segment_length"),
        ({}, 100_001, "render.segment_length"),
        ({"width": 63}, 5, "render.size_odd"),
        ({"encoder": "libx265"}, 5, "render.encoder_unknown"),
    ],
)
def test_what_cannot_be_encoded_is_refused(changes, length, code, small, drawn, tmp_path):
    with pytest.raises(Invalid) as refused:
        encode_segment(tmp_path / "a.mp4", replace(small, **changes), length, drawn(0))

    assert refused.value.code == code
    assert refused.value.said("zh")
