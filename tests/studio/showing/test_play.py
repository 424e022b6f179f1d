"""play: a place in an episode as a person names it, and a preview that needs no house."""

from __future__ import annotations

import pytest

from piying.model.canon import digest_bytes
from piying.model.clock import Rate
from piying.model.cut import Cut, PictureClip
from piying.model.errors import Invalid
from piying.studio.showing.play import frame_at, play

BLOB = digest_bytes(b"")


def cut_of(rate=25):
    clips = [PictureClip(f"e01s01-{n}", BLOB, BLOB, "x/y", 40 * rate) for n in range(3)]
    return Cut(
        board=BLOB, series="s", episode=1, title="", language="zh", rate=Rate(rate),
        pictures=tuple(clips), sounds=(), captions=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("place", "frame"),
    [("", 0), ("0", 0), ("12", 300), ("12.5", 312), ("1:05.2", 1630), ("01:05", 1625),
     ("0.04", 1), ("0.039", 0), ("e01s01-2", 2000)],
)  # fmt: skip
def test_a_place_is_a_time_or_a_shot(place, frame):
    assert frame_at(cut_of(), place) == frame


@pytest.mark.parametrize(
    "place",
    ["2:00", "120", "1:", "x", "-1", "1.2345", "1:2:3", "１２", "e09s01-1", ".", "1. 5"],
)
def test_a_place_that_there_is_not_is_refused(place):
    with pytest.raises(Invalid, match="no “"):
        frame_at(cut_of(), place)


def test_a_preview_outlives_the_house_and_draws_what_is_encoded(filmed):
    (series,) = filmed.store.names("script")
    preview = play(filmed, series, 1)
    filmed.store.close()
    picture = preview.reel.jpeg(preview.cut.length_frames - 1)

    assert picture.startswith(b"\xff\xd8")
    assert preview.reel.jpeg(0, 108) != picture
