"""The sheet of the takes of one shot."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from piying.render.takesheet import (
    COLUMNS_MAX,
    GAP,
    GOLD,
    MARGIN,
    PICTURE_HEIGHT,
    PICTURE_WIDTH,
    Cell,
    Page,
    take_sheet,
)


def png(colour, width=360, height=640):
    surface = skia.Surface(width, height)
    with surface as canvas:
        canvas.clear(colour)
    image = surface.makeImageSnapshot()
    return bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100))


CELL = Cell(1, ("acme/pic-1", "0.70 CNY · seed 0"), picture=png(0xFF2060A0))


def drawn(*cells):
    """The sheet, (height, width, 4) uint8 RGBA."""
    data = take_sheet(Page("小戏/e01", "closeup", cells))
    image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(data))
    return image.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)


def shares(pixels, colour):
    rgb = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return int((np.abs(pixels[..., :3].astype(int) - rgb).max(2) < 4).sum())


def test_pictures_stand_side_by_side_and_then_below():
    one = drawn(*[replace(CELL, number=n) for n in range(1, COLUMNS_MAX + 1)])
    two = drawn(*[replace(CELL, number=n) for n in range(1, COLUMNS_MAX + 2)])

    assert one.shape[1] == 2 * MARGIN + COLUMNS_MAX * (PICTURE_WIDTH + GAP) - GAP
    assert two.shape[1] == one.shape[1]
    assert two.shape[0] > one.shape[0] + PICTURE_HEIGHT


def test_only_the_take_that_the_film_uses_is_marked():
    plain, marked = drawn(CELL, CELL), drawn(CELL, replace(CELL, mark="in the film"))

    assert shares(plain, GOLD) == 0
    assert shares(marked, GOLD) > 2 * 6 * PICTURE_HEIGHT


def test_what_cannot_be_seen_says_why_in_its_place():
    lost = replace(CELL, picture=b"", missing="file lost")

    assert (drawn(lost) != drawn(replace(lost, missing=""))).any()
    assert drawn(lost).shape == drawn(replace(lost, missing="")).shape


def test_words_of_any_length_and_of_any_script_never_leave_their_column():
    long = "模型说：" + "拒绝 refused because of ☃ \n\t" * 60
    pixels = drawn(replace(CELL, notes=(long,), picture=b"", missing=long))
    right = MARGIN + PICTURE_WIDTH + GAP // 2

    assert (pixels[MARGIN + 150 :, right:, :3] == pixels[-1, -1, :3]).all()
