"""Drawing into memory of ours."""

from __future__ import annotations

import skia

from piying.render.surface import painted


def test_pixels_are_premultiplied_in_the_order_r_g_b_a():
    def draw(canvas):
        canvas.drawRect(skia.Rect.MakeWH(2, 2), skia.Paint(Color=0x80FF0000))

    array = painted(4, 3, draw)

    assert array.shape == (3, 4, 4)
    assert tuple(array[0, 0]) == (128, 0, 0, 128)
    assert tuple(array[2, 3]) == (0, 0, 0, 0)


def test_soft_things_do_not_clip():
    def draw(canvas):
        soft = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 3)
        canvas.drawCircle(10, 10, 4, skia.Paint(Color=0xFFFFFFFF, MaskFilter=soft))

    array = painted(20, 20, draw)

    assert (array[..., 0] <= array[..., 3]).all()
    assert 0 < array[10, 18, 3] < array[10, 10, 3]


def test_the_array_outlives_its_surface():
    arrays = [painted(64, 64, lambda canvas: canvas.clear(0xFF112233)) for _ in range(50)]

    assert all(tuple(array[5, 5]) == (0x11, 0x22, 0x33, 255) for array in arrays)
