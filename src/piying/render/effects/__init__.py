"""The gallery of effects: what may be drawn over a shot, one file each.

A new effect is a file here, a line in `EFFECTS`, a test of the same name and a line in the
table of docs/effects.md.
"""

from __future__ import annotations

from piying.model.errors import Invalid
from piying.render.effect import Effect
from piying.render.effects.embers import Embers
from piying.render.effects.flash import Flash
from piying.render.effects.fog import Fog
from piying.render.effects.ink import Ink
from piying.render.effects.light_leak import LightLeak
from piying.render.effects.memory import Memory
from piying.render.effects.petals import Petals
from piying.render.effects.rain import Rain
from piying.render.effects.snow import Snow
from piying.render.effects.speed_lines import SpeedLines
from piying.render.effects.vignette import Vignette

EFFECTS: tuple[Effect, ...] = (
    Rain(),
    Snow(),
    Petals(),
    Embers(),
    Fog(),
    Flash(),
    SpeedLines(),
    LightLeak(),
    Vignette(),
    Memory(),
    Ink(),
)


def effect(name: str) -> Effect:
    """The effect called `name`."""
    for item in EFFECTS:
        if item.name == name:
            return item
    known = ", ".join(item.name for item in EFFECTS)
    raise Invalid("render.unknown_effect", name=name, known=known)
