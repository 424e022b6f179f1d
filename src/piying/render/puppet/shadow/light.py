"""What the light of a set does to hide: the colour of the hour, the cloth behind, the grain."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import skia

from piying.render.puppet.shadow.cloth import weave
from piying.render.puppet.shadow.hide import Lamp

FAR_TINT = skia.ColorFilters.Blend(0x48240F06, skia.BlendMode.kSrcATop)
"""What the far arm and leg lose: they hang behind the rest."""
AMBIENT_ALPHA = 0x30000000
SCREEN_EDGE = 0.3
"""How far the cloth where puppets stand has fallen off, from its core to its edge."""
GRAIN_SIDE = 384
"""Pixels after which the grain comes again."""
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)


@lru_cache(maxsize=8)
def tints(ambient: str) -> tuple[skia.ColorFilter | None, skia.ColorFilter]:
    """What the lamp's colour "#rrggbb" does to near and to far leather."""
    tint = int(ambient[1:7], 16)
    if tint == 0xFFFFFF:
        return None, FAR_TINT
    wash = skia.ColorFilters.Blend(AMBIENT_ALPHA | tint, skia.BlendMode.kSrcATop)
    return wash, skia.ColorFilters.Compose(wash, FAR_TINT)


@lru_cache(maxsize=8)
def lamp_of(core: str, edge: str) -> Lamp:
    """The cloth where puppets stand: some way from its lit core to its edge, both "#rrggbb"."""
    return Lamp(*_between(core, edge))


def _between(core: str, edge: str) -> Iterator[float]:
    for at in (1, 3, 5):
        lit, dim = int(core[at : at + 2], 16), int(edge[at : at + 2], 16)
        yield (lit + (dim - lit) * SCREEN_EDGE) / 255


def weathered(canvas: skia.Canvas) -> None:
    """Lay the grain of the hide over what was drawn inside the clip; it goes with the origin.

    It is laid pixel for pixel: sampling it took most of the time of a drawing.
    """
    origin = canvas.getTotalMatrix().mapXY(0, 0)
    seen = canvas.getDeviceClipBounds()
    image, over = grain(), skia.Paint(BlendMode=skia.BlendMode.kSrcATop)
    canvas.save()
    canvas.resetMatrix()
    for y in _tiles(round(origin.y()), seen.top(), seen.bottom()):
        for x in _tiles(round(origin.x()), seen.left(), seen.right()):
            canvas.drawImage(image, x, y, _NEAREST, over)
    canvas.restore()


def _tiles(origin: int, start: int, end: int) -> range:
    """Where tiles that meet at `origin` begin, to cover from `start` to `end`."""
    return range(origin + (start - origin) // GRAIN_SIDE * GRAIN_SIDE, end, GRAIN_SIDE)


@lru_cache(maxsize=1)
def grain() -> skia.Image:
    """The grain of scraped hide under the weave of the cloth: a seamless tile of dark alpha."""
    noise = skia.PerlinNoiseShader.MakeFractalNoise(
        0.02, 0.03, 3, 5, skia.ISize(GRAIN_SIDE, GRAIN_SIDE)
    )
    surface = skia.Surface(GRAIN_SIDE, GRAIN_SIDE)
    alpha = skia.ColorFilters.Matrix(
        [0, 0, 0, 0, 0.2, 0, 0, 0, 0, 0.08, 0, 0, 0, 0, 0.03, 0.5, 0, 0, 0, -0.21]
    )
    canvas = surface.getCanvas()
    canvas.drawPaint(skia.Paint(Shader=noise, ColorFilter=alpha))
    tile = skia.TileMode.kRepeat
    canvas.drawPaint(skia.Paint(Shader=weave().makeShader(tile, tile, _NEAREST), Alphaf=0.25))
    return surface.makeImageSnapshot()
