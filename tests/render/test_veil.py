"""Masks have the size of the frame to their last pixel, and are as hard as they are asked."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from piying.render.effect import View
from piying.render.planes import blank_planes
from piying.render.veil import SOFT, Veils, mask_of


def whole(canvas, _width, _height):
    canvas.clear(0xFFFFFFFF)


@pytest.mark.parametrize("size", [(2, 2), (90, 160), (270, 480), (362, 642), (1080, 1920)])
@pytest.mark.parametrize("shrink", [1, SOFT])
def test_a_mask_covers_the_frame_to_its_last_row_and_column(size, shrink):
    mask = mask_of(View(*size, 25.0, 75, 1), whole, shrink)

    assert mask.full.shape == size[::-1]
    assert mask.half.shape == (size[1] // 2, size[0] // 2)
    assert mask.full.min() == 255
    assert mask.half.min() == 255


def test_a_mask_is_painted_in_design_pixels():
    seen = []
    mask_of(View(270, 480, 25.0, 75, 1), lambda _c, *size: seen.append(size), SOFT)

    assert seen == [(1080.0, pytest.approx(1920, abs=8))]


def test_a_hard_mask_has_edges_of_one_pixel():
    def half(canvas, width, height):
        canvas.drawRect(skia.Rect.MakeWH(width / 2, height), skia.Paint(Color=0xFFFFFFFF))

    row = mask_of(View(200, 200, 25.0, 75, 1), half).full[100]

    assert ((row > 0) & (row < 255)).sum() <= 1


def test_a_mask_of_no_opacity_is_not_even_painted():
    layer = Veils(View(90, 160, 25.0, 75, 1), (0, 0, 0), (whole, whole), lambda n: (0, 256 * n))
    target = blank_planes(90, 160)
    target.y[:] = 99
    layer.draw(target, 0)

    assert layer._masks == {}
    assert (target.y == 99).all()
    layer.draw(target, 1)
    assert list(layer._masks) == [1]
    assert np.unique(target.y).tolist() == [16]
