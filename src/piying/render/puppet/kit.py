"""What each style of the kit draws with: its figures and its sets."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import skia

from piying.model.people import Style
from piying.model.script import DayTime, Place
from piying.model.shot import Weather
from piying.render.puppet.art import FigureArt, SetArt
from piying.render.puppet.manhua.figure import ManhuaArt
from piying.render.puppet.sets.build import build_set
from piying.render.puppet.sets.props import prop
from piying.render.puppet.shadow.figure import ShadowArt
from piying.render.puppet.shadow.sets import build_shadow_set

SET_SEED = 7
"""A set looks the same in every shot of every episode."""

_FIGURES: dict[Style, FigureArt] = {Style.MANHUA: ManhuaArt(), Style.SHADOW: ShadowArt()}
_SETS = {Style.MANHUA: build_set, Style.SHADOW: build_shadow_set}


def figure_art(style: Style) -> FigureArt:
    """The art that draws the figures of `style`."""
    return _FIGURES[style]


@lru_cache(maxsize=32)
def set_art(
    style: Style, name: str, day_time: DayTime, weather: Weather, place: Place
) -> SetArt:
    """The set `name` of `style` in this light and weather."""
    return _SETS[style](name, day_time, weather, place, SET_SEED)


def prop_art(style: Style, name: str) -> Callable[[skia.Canvas], None]:  # noqa: ARG001 - one kit of things serves both
    """What draws the thing `name` round the origin."""
    return prop(name)
