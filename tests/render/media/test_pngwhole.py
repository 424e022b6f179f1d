"""A PNG is told to be whole by its checksums, its length and its rows; no other is."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
import skia
from hypothesis import example, given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.render.media.pngwhole import SIGNATURE, png_is_whole
from piying.render.media.stills import Still

PIXELS = np.random.default_rng(1).integers(0, 255, (40, 24, 4), np.uint8)
PNG = bytes(skia.Image.fromarray(PIXELS).encodeToData(skia.kPNG, 100))


def chunk(name, data):
    return (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    )


def png(rows, *, width=4, height=2, bits=8, colour=0, interlaced=0):
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlaced)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return SIGNATURE + b"".join(chunk(*part) for part in parts)


def test_a_whole_one_is_known_to_be_whole():
    assert png_is_whole(PNG, "s", "p")
    assert png_is_whole(png(b"\0abcd\4efgh"), "s", "p")


def test_more_than_a_piece_of_it_is_unpacked_to_the_end():
    sides = {"width": 1500, "height": 1500}
    assert png_is_whole(png((b"\0" + b"x" * 1500) * 1500, **sides), "s", "p")
    with pytest.raises(Invalid):
        png_is_whole(png((b"\0" + b"x" * 1500) * 1499, **sides), "s", "p")


@pytest.mark.parametrize(
    "rows",
    [b"\0abcd", b"\0abcd\0efghi", b"\0abcd\5efgh", b""],
    ids=["a row is missing", "a sample too many", "no such filter", "nothing"],
)
def test_rows_that_are_not_those_of_the_picture_are_refused(rows):
    with pytest.raises(Invalid, match="damaged"):
        png_is_whole(png(rows), "s", "p")


@pytest.mark.parametrize("how", [{"interlaced": 1}, {"bits": 4}])
def test_what_it_does_not_know_is_left_to_decoding(how):
    assert not png_is_whole(png(b"\0ab\0ef", **how), "s", "p")


def test_a_colour_that_there_is_not_is_refused():
    with pytest.raises(Invalid):
        png_is_whole(png(b"\0abcd\0efgh", colour=5), "s", "p")


@given(at=st.integers(len(SIGNATURE), len(PNG) - 13))
@settings(deadline=None)
def test_cut_off_before_its_end_it_is_refused(at):
    with pytest.raises(Invalid):
        png_is_whole(PNG[:at], "s", "p")


@given(at=st.integers(len(SIGNATURE), len(PNG) - 13), by=st.integers(1, 255))
@example(at=38, by=28)
@settings(deadline=None)
def test_what_it_calls_whole_can_be_decoded(at, by):
    data = bytearray(PNG)
    data[at] ^= by
    try:
        whole = png_is_whole(bytes(data), "s", "p")
    except Invalid:
        return
    if whole:
        assert Still(bytes(data), "s", "p").pixels().shape == PIXELS.shape
