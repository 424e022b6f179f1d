"""The gallery of effects: what may be drawn over a shot, one file each.

A new effect is a file here, a line in `MADE` and the lines that name its class, its words in
`piying.script`, a line of what it draws in the catalogue of messages and a test of the same
name; the table of docs/effects.md follows. Its file is loaded when a shot asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.model.errors import Invalid
from piying.render.effect import Effect

if TYPE_CHECKING:
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
else:
    Depth = deferred("piying.render.effects.depth:Depth")
    Dust = deferred("piying.render.effects.dust:Dust")
    Embers = deferred("piying.render.effects.embers:Embers")
    Flash = deferred("piying.render.effects.flash:Flash")
    Flowers = deferred("piying.render.effects.flowers:Flowers")
    Focus = deferred("piying.render.effects.focus:Focus")
    Fog = deferred("piying.render.effects.fog:Fog")
    Gloom = deferred("piying.render.effects.gloom:Gloom")
    Glow = deferred("piying.render.effects.glow:Glow")
    Impact = deferred("piying.render.effects.impact:Impact")
    Ink = deferred("piying.render.effects.ink:Ink")
    LightLeak = deferred("piying.render.effects.light_leak:LightLeak")
    Memory = deferred("piying.render.effects.memory:Memory")
    Petals = deferred("piying.render.effects.petals:Petals")
    Rain = deferred("piying.render.effects.rain:Rain")
    Shake = deferred("piying.render.effects.shake:Shake")
    Snow = deferred("piying.render.effects.snow:Snow")
    SpeedLines = deferred("piying.render.effects.speed_lines:SpeedLines")
    Vignette = deferred("piying.render.effects.vignette:Vignette")

MADE: Mapping[str, Callable[[], Effect]] = {
    "rain": Rain,
    "snow": Snow,
    "petals": Petals,
    "embers": Embers,
    "dust": Dust,
    "fog": Fog,
    "flash": Flash,
    "impact": Impact,
    "shake": Shake,
    "speed_lines": SpeedLines,
    "focus": Focus,
    "depth": Depth,
    "glow": Glow,
    "light_leak": LightLeak,
    "vignette": Vignette,
    "gloom": Gloom,
    "flowers": Flowers,
    "memory": Memory,
    "ink": Ink,
}
"""What makes each effect, by its name, in the order of the documentation."""


@cache
def effect(name: str) -> Effect:
    """The effect called `name`."""
    if name not in MADE:
        raise Invalid("render.unknown_effect", name=name, known=", ".join(MADE))
    return MADE[name]()


def all_effects() -> tuple[Effect, ...]:
    """Every effect."""
    return tuple(effect(name) for name in MADE)
