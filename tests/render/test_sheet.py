"""A sheet holds drawings of all sizes; how they are laid is held in test_reference."""

from __future__ import annotations

import numpy as np
import pytest

from piying.render.planes import blank_planes, texture_of
from piying.render.sheet import STEPS, draw_sheet, sheet_of


def white(width, height):
    return texture_of(np.full((height, width, 4), 255, np.uint8))


def test_a_sheet_knows_the_size_of_every_drawing():
    sheet = sheet_of([white(6, 10), white(20, 4)])

    assert sheet.sizes.tolist() == [[10, 14], [24, 8]]


def test_a_drawing_at_whole_pixels_is_copied():
    target = blank_planes(40, 40)
    shown = np.array([(0, 6 * STEPS, 8 * STEPS, 256)], np.int64)
    draw_sheet(target, sheet_of([white(10, 12)]), shown)

    assert (target.y[10:22, 8:18] == 235).all()
    assert target.y.sum() == 40 * 40 * 16 + 10 * 12 * (235 - 16)


@pytest.mark.parametrize("drawings", [[], [white(6, 6)]], ids=["none", "one"])
def test_no_drawing_shown_draws_nothing(drawings):
    target = blank_planes(20, 20)
    draw_sheet(target, sheet_of(drawings), np.empty((0, 4), np.int64))

    assert (target.y == 16).all()


def test_a_clear_drawing_draws_nothing():
    target = blank_planes(20, 20)
    clear = texture_of(np.zeros((8, 8, 4), np.uint8))
    draw_sheet(target, sheet_of([clear]), np.array([(0, 5, 7, 256)], np.int64))

    assert (target.y == 16).all()


def test_of_every_row_what_is_drawn_is_known():
    """Of a row that is clear nothing is: its end lies before its first pixel."""
    rgba = np.zeros((4, 6, 4), np.uint8)
    rgba[1, 2:5] = 255
    sheet = sheet_of([texture_of(rgba, "row", border=0)])

    assert sheet.spans[:4].tolist() == [[6, 0], [2, 5], [6, 0], [6, 0]]
    assert sheet.spans[4:].tolist() == [[1, 3], [3, 0]]
