"""Things of an insert as the shadow theatre shows them: cut from hide, inked, lit from behind.

The kit has one drawing of every thing. On a screen of hide its gloss, its glow and its soft
shadow would come from another world: here it is cut out, dyed and inked round.
"""

from __future__ import annotations

from collections.abc import Callable

import skia

from piying.render.puppet.art import Light
from piying.render.puppet.shadow.hide import HIDE_ALPHA, INK
from piying.render.puppet.shadow.light import tints, weathered

Painter = Callable[[skia.Canvas], None]

CUT_FROM, CUT_TO = 150, 190
"""Alpha of 255: what covers less is glow or shadow, what covers more is the thing."""
WARMED = 0x48E3A02C
"""The ochre that lies in all hide."""
OUTLINE = 7.0
"""Units of the line of ink round a thing."""
AREA = skia.Rect.MakeLTRB(-540, -540, 540, 540)


def hide_thing(thing: Painter, light: Light) -> Painter:
    """What draws `thing` as a piece of hide in this light, round the origin."""
    tint, _ = tints(light.ambient)

    def paint(canvas: skia.Canvas) -> None:
        canvas.saveLayer(AREA, skia.Paint())
        canvas.saveLayer(AREA, skia.Paint(ImageFilter=_outlined()))
        thing(canvas)
        canvas.restore()
        canvas.saveLayer(AREA, skia.Paint(ColorFilter=_dyed(tint), Alphaf=HIDE_ALPHA))
        thing(canvas)
        canvas.restore()
        weathered(canvas)
        canvas.restore()

    return paint


def _cut() -> skia.ColorFilter:
    """Leaves the thing and takes its glow and its shadow."""
    span = CUT_TO - CUT_FROM
    kept = [min(255, max(0, round((level - CUT_FROM) * 255 / span))) for level in range(256)]
    same = list(range(256))
    return skia.TableColorFilter.MakeARGB(kept, same, same, same)


def _dyed(tint: skia.ColorFilter | None) -> skia.ColorFilter:
    """Cut out, with a little ochre and the colour of the hour."""
    warm = skia.ColorFilters.Blend(WARMED, skia.BlendMode.kSrcATop)
    dyed = skia.ColorFilters.Compose(warm, _cut())
    return dyed if tint is None else skia.ColorFilters.Compose(tint, dyed)


def _outlined() -> skia.ImageFilter:
    """The silhouette in ink, a line's width larger all round."""
    ink = skia.ColorFilters.Blend(INK, skia.BlendMode.kSrcIn)
    inked = skia.ColorFilters.Compose(ink, _cut())
    return skia.ImageFilters.Dilate(
        OUTLINE, OUTLINE, skia.ImageFilters.ColorFilter(inked, None)
    )
