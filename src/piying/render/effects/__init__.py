"""The gallery of effects: what may be drawn over a shot, one file each.

A new effect is a file here, a line in `EFFECTS`, its words in `piying.script`, a line of what
it draws in the catalogue of messages and a test of the same name; the table of
docs/effects.md follows.
"""

from __future__ import annotations

from piying.model.errors import Invalid
from piying.render.effect import Effect
from piying.render.effects.depth import Depth
from piying.render.effects.dust import Dust
from piying.render.effects.embers import Embers
from piying.render.effects.flash import Flash
from piying.render.effects.flowers import Flowers
from piying.render.effects.focus import Focus
from piying.render.effects.fog import Fog
from piying.render.effects.gloom import Gloom
from piying.render.effects.glow import Glow
from piying.render.effects.impact import Impact
from piying.render.effects.ink import Ink
from piying.render.effects.light_leak import LightLeak
from piying.render.effects.memory import Memory
from piying.render.effects.petals import Petals
from piying.render.effects.rain import Rain
from piying.render.effects.shake import Shake
from piying.render.effects.snow import Snow
from piying.render.effects.speed_lines import SpeedLines
from piying.render.effects.vignette import Vignette

EFFECTS: tuple[Effect, ...] = (
    Rain(),
    Snow(),
    Petals(),
    Embers(),
    Dust(),
    Fog(),
    Flash(),
    Impact(),
    Shake(),
    SpeedLines(),
    Focus(),
    Depth(),
    Glow(),
    LightLeak(),
    Vignette(),
    Gloom(),
    Flowers(),
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
