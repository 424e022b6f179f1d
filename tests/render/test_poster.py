"""Stills are the frames that were asked for, in their colours."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from piying.model.errors import Invalid, Missing
from piying.render.encode import encode_segment
from piying.render.planes import colour
from piying.render.poster import GAP, SHEET_WIDTH_MAX, contact_sheet, frame_png, frame_rgb

COLOUR_LEVELS_MAX = 4
"""The encoder at crf 12 and two roundings."""


def pixels(png):
    image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(png))
    return np.array(image.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType))


def flat(red, green, blue, width=40, height=60):
    array = np.full((height, width, 4), (red, green, blue, 255), np.uint8)
    image = skia.Image.fromarray(array, skia.ColorType.kRGBA_8888_ColorType)
    return bytes(image.encodeToData())


@pytest.mark.parametrize("frame", [0, 1, 37, 59])
def test_a_frame_is_found_by_its_number(frame, library):
    """Level 20 + number is grey (level - 16) * 255 / 219."""
    png = frame_png(library[60], frame)
    grey = (20 + 80 + frame - 16) * 255 / 219

    assert pixels(png).shape == (112, 64, 4)
    assert abs(pixels(png)[..., :3].mean() - grey) <= COLOUR_LEVELS_MAX


def test_colours_are_read_as_bt_709(small, tmp_path):
    def draw(target, _frame):
        target.y[:], target.u[:], target.v[:] = colour(200, 40, 90)

    encode_segment(tmp_path / "red.mp4", small, 2, draw)
    seen = frame_rgb(tmp_path / "red.mp4", 1).reshape(-1, 3).mean(0)

    assert np.abs(seen - (200, 40, 90)).max() <= COLOUR_LEVELS_MAX


def test_a_frame_that_is_not_there_is_named(library, tmp_path):
    for frame in (-1, 60, 10_000):
        with pytest.raises(Invalid, match=f"no frame {frame}"):
            frame_png(library[60], frame)
    with pytest.raises(Missing):
        frame_png(tmp_path / "none.mp4", 0)


def test_pictures_stand_on_the_sheet_in_reading_order():
    reds = [flat(50 * n, 0, 0) for n in range(5)]
    sheet = pixels(contact_sheet(reds, 2))

    assert sheet.shape == (3 * 68 + GAP, 2 * 48 + GAP, 4)
    for n in range(5):
        middle = sheet[GAP + n // 2 * 68 + 30, GAP + n % 2 * 48 + 20]
        assert tuple(middle[:3]) == (50 * n, 0, 0)
    assert tuple(sheet[0, 0, :3]) == (0x14, 0x12, 0x16)


def test_a_sheet_is_no_wider_than_its_limit_and_fits_other_shapes():
    wide = contact_sheet([flat(9, 9, 9, 1080, 1920)] * 5 + [flat(200, 0, 0, 100, 20)], 6)
    sheet = pixels(wide)

    assert sheet.shape[1] <= SHEET_WIDTH_MAX
    assert tuple(sheet[sheet.shape[0] // 2, -GAP - 300, :3]) == (200, 0, 0)
    assert tuple(sheet[GAP + 2, -GAP - 300, :3]) == (0x14, 0x12, 0x16)


def test_what_makes_no_sheet_is_refused():
    for images, columns in (([], 3), ([flat(1, 2, 3)], 0), ([b"no picture"], 1)):
        with pytest.raises(Invalid):
            contact_sheet(images, columns)
