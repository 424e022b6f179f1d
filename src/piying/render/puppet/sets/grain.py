"""Brushwork: the unevenness of painted planes, as a tile in the pixels of the picture.

The noise is made once, its two masks are scaled once for each size that planes are painted
at, and coloured for each plane. A tile in whole pixels is copied over a plane in a tenth of
the time in which skia samples a repeated image.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import skia
from numba import types

from piying.model.kernel import kernel
from piying.render.transpose import READ, Bytes

SIDE = 512
"""Pixels of the noise."""
SPAN = 768.0
"""Design pixels after which the brushwork comes again."""
SPREAD = 2.4
"""How far strokes stand out of the noise."""

BROAD = (0.006, 0.03, 11)
"""Frequency across and down, and seed, of broad strokes; they are dark."""
UPRIGHT = (0.022, 0.008, 23)
"""And of upright ones, which are light."""

_TILE = types.Array(types.uint8, 3, "C")
_INK = types.UniTuple(types.int64, 4)


@lru_cache(maxsize=2)
def _noise(strokes: tuple[float, float, int]) -> skia.Image:
    """Where strokes lie, in the alpha of an image without seams."""
    surface = skia.Surface(SIDE, SIDE)
    across, down, seed = strokes
    shader = skia.PerlinNoiseShader.MakeFractalNoise(
        across, down, 3, seed, skia.ISize(SIDE, SIDE)
    )
    alpha = skia.ColorFilters.Matrix(
        [0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, SPREAD, 0, 0, 0, -SPREAD * 0.5]
    )
    tint = skia.ColorFilters.Blend(skia.ColorWHITE, skia.BlendMode.kSrcIn)
    paint = skia.Paint(Shader=shader, ColorFilter=tint.makeComposed(alpha))
    surface.getCanvas().drawPaint(paint)
    return surface.makeImageSnapshot()


@lru_cache(maxsize=16)
def _mask(strokes: tuple[float, float, int], side: int) -> Bytes:
    """The noise `side` pixels wide and high."""
    surface = skia.Surface(side, side)
    repeat, linear = skia.TileMode.kRepeat, skia.SamplingOptions(skia.FilterMode.kLinear)
    scale = skia.Matrix.Scale(side / SIDE, side / SIDE)
    shader = _noise(strokes).makeShader(repeat, repeat, linear, scale)
    surface.getCanvas().drawPaint(skia.Paint(Shader=shader))
    array = surface.makeImageSnapshot().toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)
    return np.ascontiguousarray(array[..., 3])


@kernel([types.void(READ, READ, _INK, _INK, _TILE)])
def _coloured(
    broad: Bytes,
    upright: Bytes,
    dark: tuple[int, int, int, int],
    light: tuple[int, int, int, int],
    tile: npt.NDArray[np.uint8],
) -> None:
    """Lay strokes of `light` over strokes of `dark`; colours are A, R, G, B."""
    for y in range(tile.shape[0]):
        for x in range(tile.shape[1]):
            below = broad[y, x] * dark[0] / 65025.0
            above = upright[y, x] * light[0] / 65025.0
            for c in range(3):
                level = dark[c + 1] * below * (1 - above) + light[c + 1] * above
                tile[y, x, c] = np.uint8(level + 0.5)
            # Rounded up, so that no colour is brighter than its alpha allows.
            tile[y, x, 3] = np.uint8(min(255.0, 255 * (below + above - below * above) + 0.999))


def _parts(ink: int) -> tuple[int, int, int, int]:
    return ink >> 24 & 255, ink >> 16 & 255, ink >> 8 & 255, ink & 255


@lru_cache(maxsize=8)
def tile(side: int, dark: int, light: int) -> skia.Image:
    """Brushwork that repeats after `side` pixels, in two inks, "0xAARRGGBB"."""
    array = np.empty((side, side, 4), np.uint8)
    _coloured(_mask(BROAD, side), _mask(UPRIGHT, side), _parts(dark), _parts(light), array)
    kind, alpha = skia.ColorType.kRGBA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    return skia.Surface(array, kind, alpha).makeImageSnapshot()


def lay_brushwork(canvas: skia.Canvas, bounds: skia.Rect, dark: int, light: int) -> None:
    """Lay brushwork over whatever lies on `canvas` inside of `bounds`, in its own units."""
    matrix = canvas.getTotalMatrix()
    side = max(16, round(SPAN * matrix.getScaleX()))
    image, held = tile(side, dark, light), matrix.mapRect(bounds)
    paint = skia.Paint(BlendMode=skia.BlendMode.kSrcATop)
    left, top = round(matrix.getTranslateX()), round(matrix.getTranslateY())
    canvas.save()
    canvas.clipRect(bounds)
    canvas.resetMatrix()
    for down in range(int(held.top() - top) // side - 1, int(held.bottom() - top) // side + 1):
        for across in range(
            int(held.left() - left) // side - 1, int(held.right() - left) // side + 1
        ):
            canvas.drawImage(
                image, left + across * side, top + down * side, skia.SamplingOptions(), paint
            )
    canvas.restore()
