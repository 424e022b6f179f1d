"""Boxes are walked as they stand; what reaches out of its place is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid, Missing
from piying.render.boxes import BOX_COUNT_MAX, inner_boxes, movie, top_boxes


def kinds(path):
    return [box.kind for box in top_boxes(path)]


@pytest.fixture(name="file")
def _file(tmp_path):
    def write(data):
        path = tmp_path / "file.mp4"
        path.write_bytes(data)
        return path

    return write


def test_sizes_of_4_and_8_bytes_and_the_open_end_are_read(file):
    """ISO/IEC 14496-12, 4.2: size 1 has a largesize, size 0 reaches to the end of the file."""
    short = b"\0\0\0\x0aftypab"
    long = b"\0\0\0\1moov" + (19).to_bytes(8) + b"abc"
    path = file(short + long + b"\0\0\0\0mdatxyz")

    assert [(b.kind, b.start, b.end) for b in top_boxes(path)] == [
        (b"ftyp", 8, 10), (b"moov", 26, 29), (b"mdat", 37, 40),
    ]  # fmt: skip
    assert movie(path) == b"abc"


@pytest.mark.parametrize(
    "data",
    [
        b"abc",
        b"\0\0\0\7free",
        b"\0\0\0\x09free",
        b"\0\0\0\1free",
        b"\0\0\0\1free" + (15).to_bytes(8),
        b"\0\0\0\1free" + (2**64 - 1).to_bytes(8),
        b"\0\0\0\x08free" * (BOX_COUNT_MAX + 1),
    ],
    ids=["short", "under 8", "too long", "no largesize", "under 16", "huge", "too many"],
)
def test_broken_boxes_are_refused(file, data):
    with pytest.raises(Invalid) as refused:
        top_boxes(file(data))

    assert refused.value.code == "render.box_broken"


def test_the_open_end_is_for_boxes_of_the_file_alone(tmp_path):
    with pytest.raises(Invalid):
        inner_boxes(b"\0\0\0\0free", 0, 8, tmp_path)


@pytest.mark.parametrize("data", [b"", b"\0\0\0\x08moov" * 2])
def test_a_file_has_one_movie(file, data):
    with pytest.raises(Invalid) as refused:
        movie(file(data))

    assert refused.value.code == "render.movie_box"


def test_a_missing_file_is_missing(tmp_path):
    with pytest.raises(Missing):
        top_boxes(tmp_path / "none.mp4")


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=80), st.integers(0, 20))
def test_whatever_is_walked_stays_in_its_place(data, start):
    start = min(start, len(data))
    try:
        boxes = inner_boxes(data, start, len(data), None)
    except Invalid:
        return
    at = start
    for box in boxes:
        assert box.at == at
        assert at + 8 <= box.start <= box.end <= len(data)
        at = box.end
