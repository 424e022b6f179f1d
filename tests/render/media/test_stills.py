"""Stills: decoded upright and in sRGB, or refused before they take memory."""

from __future__ import annotations

import struct
import tracemalloc
import zlib

import numpy as np
import pytest
import skia

from piying.model.errors import Invalid
from piying.render.media.stills import PIXELS_MAX, Still, png_of

KINDS = {
    "image/png": skia.EncodedImageFormat.kPNG,
    "image/jpeg": skia.EncodedImageFormat.kJPEG,
    "image/webp": skia.EncodedImageFormat.kWEBP,
}


def corners(made):
    """A picture of 48 x 32 with another grey in each quarter: 20, 90 over 160, 230."""
    picture = made.flat(48, 32, 20)
    picture[:16, 24:], picture[16:, :24], picture[16:, 24:] = 90, 160, 230
    return made.opaque(picture)


def seen(pixels):
    """The greys of the four quarters."""
    high, wide = pixels.shape[:2]
    return [int(pixels[y, x, 1]) for y in (high // 4, 3 * high // 4)
            for x in (wide // 4, 3 * wide // 4)]  # fmt: skip


def with_orientation(jpeg, number):
    """A JPEG with an EXIF segment that says how it is turned."""
    tiff = (
        b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" + bytes([0, number, 0, 0]) + b"\0" * 4
    )
    body = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def absurd_png(width, height):
    """A PNG whose head claims a size that its data does not have."""

    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))  # fmt: skip

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
            + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b""))  # fmt: skip


@pytest.mark.parametrize("media_type", KINDS)
def test_a_still_is_known_by_its_bytes_and_decoded(made, media_type):
    still = Still(made.encoded(corners(made), KINDS[media_type]), "s", "a")

    assert (still.media_type, still.width, still.height) == (media_type, 48, 32)
    assert made.near(seen(still.pixels()), [20, 90, 160, 230], 3)


@pytest.mark.parametrize(
    ("number", "greys"),
    [
        (1, [20, 90, 160, 230]),
        (2, [90, 20, 230, 160]),
        (3, [230, 160, 90, 20]),
        (4, [160, 230, 20, 90]),
        (5, [20, 160, 90, 230]),
        (6, [160, 20, 230, 90]),
        (7, [230, 90, 160, 20]),
        (8, [90, 230, 20, 160]),
    ],
)
def test_the_orientation_of_a_jpeg_is_honoured(made, number, greys):
    """EXIF 2.32, tag 274."""
    jpeg = made.encoded(corners(made), KINDS["image/jpeg"])
    still = Still(with_orientation(jpeg, number), "s", "a")
    pixels = still.pixels()

    assert pixels.shape[:2] == (still.height, still.width)
    assert (still.width, still.height) == ((32, 48) if number > 4 else (48, 32))
    assert made.near(seen(pixels), greys, 3)


@pytest.mark.parametrize("media_type", KINDS)
@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.9])
def test_a_still_that_is_cut_off_is_refused_by_shot_and_file(made, media_type, share):
    noise = np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8)
    data = made.encoded(made.opaque(noise), KINDS[media_type], 90)

    with pytest.raises(Invalid) as refused:
        Still(data[: int(len(data) * share)], "e01s02", "a.png").pixels()

    assert refused.value.code == "render.still_broken"
    assert (refused.value.data["shot"], refused.value.data["path"]) == ("e01s02", "a.png")


def test_a_damaged_png_is_refused(made):
    data = bytearray(made.encoded(corners(made)))
    data[len(data) // 2] ^= 0xFF

    with pytest.raises(Invalid, match="damaged"):
        Still(bytes(data), "s", "a").pixels()


@pytest.mark.parametrize("size", [(100_000, 100_000), (1_000_000, 100), (15, 4000)])
def test_a_picture_of_absurd_size_is_refused_by_its_head_alone(size):
    data = absurd_png(*size)
    tracemalloc.start()
    with pytest.raises(Invalid) as refused:
        Still(data, "e01s02", "huge.png")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert refused.value.code == "render.picture_size"
    assert refused.value.data["width"] * refused.value.data["height"] != 0
    assert peak < 10_000_000 < PIXELS_MAX


def test_what_is_clear_stays_clear(made):
    pixels = corners(made)
    pixels[..., 3] = 128
    still = Still(made.encoded(pixels), "s", "a").pixels()

    assert still[0, 0].tolist() == [10, 10, 10, 128]
    again = Still(png_of(still), "s", "a").pixels()
    assert np.abs(again.astype(int) - still).max() <= 1
