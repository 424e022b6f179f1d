"""Brushwork: uneven paint over what is there, and nowhere else."""

from __future__ import annotations

import numpy as np
import skia

from piying.render.puppet.sets.grain import SPAN, lay_brushwork, tile
from piying.render.surface import painted

DARK, LIGHT = 0x40102030, 0x30FFF0E0


def shown(scale, left=0.0, bounds=(0, 0, 1000, 1000)):
    """Brushwork over a grey square of 100 … 700 design pixels."""

    def draw(canvas):
        canvas.translate(left, 0)
        canvas.scale(scale, scale)
        square = skia.Rect.MakeLTRB(100, 100, 700, 700)
        canvas.drawRect(square, skia.Paint(Color=0xFF808080))
        lay_brushwork(canvas, skia.Rect.MakeLTRB(*bounds), DARK, LIGHT)

    side = round(1000 * scale)
    return painted(side, side, draw)


def test_it_is_uneven_on_paint_and_absent_beside_it():
    array = shown(1.0)

    assert array[100:700, 100:700, 0].std() > 1
    assert not array[:100].any()
    assert not array[700:].any()
    assert (array[100:700, 100:700, 3] == 255).all()


def test_it_stays_inside_of_its_bounds():
    array = shown(1.0, bounds=(200, 200, 300, 300))

    assert (array[400:700, 400:700, :3] == 0x80).all()
    assert (array[200:300, 200:300, :3] != 0x80).any()


def test_it_moves_with_the_canvas():
    still, moved = shown(1.0), shown(1.0, left=64.0)

    assert np.array_equal(still[:, 100:700], moved[:, 164:764])


def test_it_has_the_size_of_the_picture():
    """At half the size the same strokes lie at half the distance."""
    full, half = shown(1.0), shown(0.5)
    small = full[:, :, 0].reshape(500, 2, 500, 2).mean((1, 3))

    inside = slice(60, 340)
    apart = np.abs(small[inside, inside] - half[inside, inside, 0])
    assert apart.mean() < 1.5


def test_a_tile_has_no_seam_and_no_colour_brighter_than_its_alpha():
    array = tile(round(SPAN / 4), DARK, LIGHT).toarray(
        colorType=skia.ColorType.kRGBA_8888_ColorType,
        alphaType=skia.AlphaType.kPremul_AlphaType,
    )
    levels = array.astype(int)

    assert (levels[..., :3] <= levels[..., 3:]).all()
    assert np.abs(levels[0] - levels[-1]).max() <= np.abs(np.diff(levels, axis=0)).max() + 1
    assert (
        np.abs(levels[:, 0] - levels[:, -1]).max() <= np.abs(np.diff(levels, axis=1)).max() + 1
    )
