"""What each style of the kit draws with: its figures and its sets."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import skia

from piying.model.deferred import deferred
from piying.model.people import Style
from piying.model.script import DayTime, Place
from piying.model.shot import Weather
from piying.render.puppet.art import FigureArt, Light, SetArt
from piying.render.puppet.manhua.figure import ManhuaArt
from piying.render.puppet.sets.build import build_set
from piying.render.puppet.sets.props import prop

if TYPE_CHECKING:
    from piying.render.puppet.shadow.figure import ShadowArt
    from piying.render.puppet.shadow.sets import build_shadow_set
    from piying.render.puppet.shadow.things import hide_thing
else:
    ShadowArt = deferred("piying.render.puppet.shadow.figure:ShadowArt")
    build_shadow_set = deferred("piying.render.puppet.shadow.sets:build_shadow_set")
    hide_thing = deferred("piying.render.puppet.shadow.things:hide_thing")

SET_SEED = 7
"""A set looks the same in every shot of every episode."""

NOON = Light()
"""A light that leaves every colour as it is."""

_FIGURES: dict[Style, Callable[[], FigureArt]] = {
    Style.MANHUA: ManhuaArt,
    Style.SHADOW: ShadowArt,
}
_SETS = {Style.MANHUA: build_set, Style.SHADOW: build_shadow_set}


@cache
def figure_art(style: Style) -> FigureArt:
    """The art that draws the figures of `style`."""
    return _FIGURES[style]()


@lru_cache(maxsize=32)
def set_art(
    style: Style, name: str, day_time: DayTime, weather: Weather, place: Place
) -> SetArt:
    """The set `name` of `style` in this light and weather."""
    return _SETS[style](name, day_time, weather, place, SET_SEED)


def prop_art(style: Style, name: str, light: Light = NOON) -> Callable[[skia.Canvas], None]:
    """What draws the thing `name` of `style` in this light, round the origin.

    One kit of things serves both styles: the shadow theatre cuts them from hide.
    """
    return _THINGS[style](prop(name), light)


def _lit(thing: Callable[[skia.Canvas], None], light: Light) -> Callable[[skia.Canvas], None]:
    """`thing` in the colour that falls on figures, too."""
    if light.ambient == "#ffffff":
        return thing
    ambient = skia.Color(*(int(light.ambient[i : i + 2], 16) for i in (1, 3, 5)))
    filtered = skia.ColorFilters.Blend(ambient, skia.BlendMode.kModulate)

    def paint(canvas: skia.Canvas) -> None:
        canvas.saveLayer(None, skia.Paint(ColorFilter=filtered))
        thing(canvas)
        canvas.restore()

    return paint


_THINGS = {Style.MANHUA: _lit, Style.SHADOW: hide_thing}
