"""Props for insert shots, each around the origin within about 800 x 800 units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

import skia

from piying.model.errors import Invalid
from piying.model.script import DayTime
from piying.model.shot import Weather
from piying.render.puppet.sets import props_modern as modern
from piying.render.puppet.sets import props_period as period
from piying.render.puppet.sets.grade import tone_of
from piying.render.puppet.sets.pen import Pen
from piying.render.puppet.sets.space import Camera

Prop = Callable[[skia.Canvas], None]

_TONE = replace(
    tone_of(DayTime.DAY, Weather.CLEAR, inside=True, key_x=-0.6),
    balance=(1.0, 1.0, 1.0),
    ramp_share=0.0,
    haze_share=0.0,
    lamps=1.0,
)
"""Props keep their own colours; the stage grades the shot that shows them."""


def _prop(draw: Callable[[Pen], None]) -> Prop:
    def paint(canvas: skia.Canvas) -> None:
        rng = Random(draw.__name__)  # noqa: S311 - painting, not cryptography
        canvas.saveLayer()
        draw(Pen(canvas, _TONE, Camera(), rng))
        canvas.restore()

    return paint


PROPS: Mapping[str, Prop] = {
    "phone": _prop(modern.phone),
    "letter": _prop(period.letter),
    "door": _prop(modern.door),
    "ring": _prop(modern.ring),
    "knife": _prop(modern.knife),
    "cup": _prop(modern.cup),
    "key": _prop(modern.key),
    "umbrella": _prop(modern.umbrella),
    "photo": _prop(modern.photo),
    "clock": _prop(modern.clock),
    "jade_pendant": _prop(period.jade_pendant),
    "sword": _prop(period.sword),
    "lantern": _prop(period.red_lantern),
    "candle": _prop(period.candle),
    "medicine": _prop(modern.medicine),
    "money": _prop(modern.money),
    "contract": _prop(modern.contract),
    "car": _prop(modern.car),
    "flower": _prop(period.flower),
    "blood_drop": _prop(period.blood_drop),
}
"""Every prop by name; a new prop is one function and one line here."""


def prop(name: str) -> Prop:
    """The painter of the prop `name`.

    Raises:
        Invalid: no prop has this name.
    """
    found = PROPS.get(name)
    if found is None:
        raise Invalid("render.unknown_prop", name=name, known=", ".join(sorted(PROPS)))
    return found
