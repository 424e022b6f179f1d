"""Tracks that are kept: found for what is heard in them, and only while they are whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.canon import Digest
from piying.model.clock import Rate
from piying.model.cut import Cut, PictureClip, RoomTone, Space
from piying.model.master import Flaw, Measurement
from piying.render.profiles import profile
from piying.studio.cutting.track import keep_track, kept_track, track_in

SHAPE = profile("phone")
TONE = RoomTone("1-1", Space.ROOM, night=False, start=0, length=48_000, gain_mb=-5000)
HEARD = (
    (Measurement("loudness", -16020, "LUFS", "ebur128"),),
    (Flaw("render.clipped", "1-1", Digest("a" * 64), 1200),),
)


def clip(shot, length, blob="b"):
    return PictureClip(shot, Digest("c" * 64), Digest(blob * 64), "application/json", length)


@pytest.fixture
def cut():
    pictures = (clip("1-1", 50), clip("1-2", 25))
    return Cut(Digest("d" * 64), "series", 1, "", "zh", Rate(25, 1), pictures, (), ())


@pytest.fixture
def kept(cut, tmp_path):
    made = tmp_path / "sound.m4a"
    made.write_bytes(b"what is heard")
    place = track_in(tmp_path / "segments", cut, SHAPE)
    keep_track(place, made, HEARD)
    return place


def test_what_is_kept_is_found_with_what_was_heard_in_it(kept):
    assert kept_track(kept) == HEARD
    assert kept.read_bytes() == b"what is heard"


def test_nothing_is_found_where_nothing_is_kept(cut, tmp_path):
    assert kept_track(track_in(tmp_path, cut, SHAPE)) is None


@pytest.mark.parametrize("data", [b"", b"{", b"{}", b"\xff"])
def test_a_track_of_which_nothing_is_known_is_not_found(kept, data):
    kept.with_suffix(".json").write_bytes(data)

    assert kept_track(kept) is None


def test_a_damaged_track_is_not_found(kept):
    kept.write_bytes(b"what was heard")

    assert kept_track(kept) is None


def test_another_picture_has_the_same_sound(cut, tmp_path):
    first, *rest = cut.pictures
    other = replace(cut, pictures=(replace(first, blob=Digest("e" * 64)), *rest), title="new")

    assert track_in(tmp_path, other, SHAPE) == track_in(tmp_path, cut, SHAPE)


@pytest.mark.parametrize("change", [
    {"pictures": (clip("1-1", 51), clip("1-2", 25))},
    {"pictures": (clip("1-1", 50), clip("1-3", 25))},
    {"tones": (TONE,)},
])  # fmt: skip
def test_what_is_heard_or_named_decides_the_track(cut, change, tmp_path):
    assert track_in(tmp_path, replace(cut, **change), SHAPE) != track_in(tmp_path, cut, SHAPE)


def test_another_profile_has_another_track(cut, tmp_path):
    assert track_in(tmp_path, cut, profile("upload")) != track_in(tmp_path, cut, SHAPE)
