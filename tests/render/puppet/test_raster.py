"""Drawings as textures that know where they belong."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from piying.render.puppet.raster import PIXELS_MAX, Box, Grade, pixels, sprite


def square(colour=0xFFFFFFFF, left=20.0, top=30.0, side=40.0):
    def draw(canvas):
        canvas.drawRect(skia.Rect.MakeXYWH(left, top, side, side), skia.Paint(Color=colour))

    return draw


def test_boxes_meet_and_join():
    one, other = Box(0, 0, 10, 10), Box(5, -5, 20, 5)

    assert one.meet(other) == Box(5, 0, 10, 5)
    assert one.join(other) == Box(0, -5, 20, 10)
    assert one.meet(Box(10, 0, 20, 10)) is None


def test_pixels_show_the_box_at_its_scale():
    array = pixels(Box(10, 20, 110, 120), 0.5, square())

    assert array.shape == (50, 50, 4)
    rows, columns = np.nonzero(array[..., 3])
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (5, 24, 5, 24)


def test_a_blur_softens_the_edge():
    sharp = pixels(Box(0, 0, 100, 100), 1.0, square()).copy()
    soft = pixels(Box(0, 0, 100, 100), 1.0, square(), blur=5)

    assert sharp[50, 15, 3] == 0
    assert 0 < soft[50, 15, 3] < 255


def test_an_absurd_size_is_a_mistake():
    with pytest.raises(ValueError, match="pixels"):
        pixels(Box(0, 0, PIXELS_MAX, 10), 1.0, square())


def test_a_sprite_is_cut_to_what_was_drawn_and_knows_where_it_is():
    held = sprite(Box(0, 0, 200, 200), 0.5, square(), "square")

    assert held is not None
    assert (held.left, held.top) == (20, 30)
    assert held.texture.width == 20 + 2 * held.texture.border


def test_nothing_drawn_is_no_sprite():
    assert sprite(Box(0, 0, 50, 50), 1.0, lambda _: None, "nothing") is None


def test_a_picture_without_border_is_never_cut():
    held = sprite(Box(0, 0, 50, 50), 1.0, lambda _: None, "nothing", border=0)

    assert held is not None
    assert held.texture.width == 50


class TestGrades:
    GRADE = Grade(("#100030", "#806090", "#fff0d0"), 1.0)

    def graded(self, colour, mix):
        held = sprite(Box(0, 0, 8, 8), 1.0, square(colour, 0, 0, 8), "g", border=0,
                      grade=Grade(self.GRADE.stops, mix))  # fmt: skip
        texture = held.texture
        return int(texture.y[2, 2]), int(texture.u[1, 1]), int(texture.v[1, 1])

    def plain(self, colour):
        return self.graded(colour, 0.0)

    def test_the_table_goes_from_dark_by_the_middle_to_light(self):
        table = self.GRADE.table

        assert tuple(table[0]) == (0x10, 0, 0x30)
        assert tuple(table[255]) == (0xFF, 0xF0, 0xD0)
        assert (np.abs(np.diff(table.astype(int), axis=0)) <= 2).all()

    def test_lightness_is_looked_up_whatever_the_colour(self):
        assert self.graded(0xFF000000, 1.0) == self.plain(0xFF100030)
        assert self.graded(0xFFFFFFFF, 1.0)[0] == pytest.approx(
            self.plain(0xFFFFF0D0)[0], abs=2
        )

    def test_half_a_grade_is_half_the_way(self):
        none, half, full = (self.graded(0xFF30A040, mix) for mix in (0.0, 0.5, 1.0))

        for one, middle, other in zip(none, half, full, strict=True):
            assert middle == pytest.approx((one + other) / 2, abs=2)

    def test_soft_edges_keep_their_cover(self):
        def draw(canvas):
            canvas.clear(0x80408020)

        held = sprite(Box(0, 0, 8, 8), 1.0, draw, "soft", border=0, grade=self.GRADE)

        assert int(held.texture.a[2, 2]) == 0x80
        assert int(held.texture.y[2, 2]) <= 0x80
