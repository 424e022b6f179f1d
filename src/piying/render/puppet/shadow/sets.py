"""The table of sets of the shadow style, and the one function that builds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from piying.model.errors import Invalid
from piying.model.script import DayTime, Place
from piying.model.shot import Weather
from piying.render.puppet.art import SetArt
from piying.render.puppet.shadow import indoors, outdoors
from piying.render.puppet.shadow.cloth import Layers
from piying.render.puppet.shadow.tone import hexed, light_of, tone_of

Scene = Callable[[Layers, Random], None]

FIGURE_SCALE = 0.655
"""A wide shot shows the puppet at about 62 % of the height of the frame."""
HORIZON = -700.0
"""A screen has no depth to speak of: who stands a little farther back is hardly smaller."""
SPREAD = 430.0
"""Puppets are flat and wide: they need more room beside each other."""

SETS: Mapping[str, Scene] = {
    "school": outdoors.school,
    "classroom": indoors.classroom,
    "hospital": indoors.hospital,
    "office": indoors.office,
    "street": outdoors.street,
    "rooftop": outdoors.rooftop,
    "bedroom": indoors.bedroom,
    "living_room": indoors.living_room,
    "palace_hall": indoors.palace_hall,
    "courtyard": outdoors.courtyard,
    "bamboo_forest": outdoors.bamboo_forest,
    "inn": indoors.inn,
    "cliff": outdoors.cliff,
    "underworld_gate": outdoors.underworld_gate,
    "restaurant": indoors.restaurant,
    "car": outdoors.car,
    "park": outdoors.park,
    "alley": outdoors.alley,
}
"""Every set by name; a new set is one function and one line here."""

_INSIDE: Mapping[str, Scene] = {"school": indoors.corridor}
_CLOSE: Mapping[str, tuple[float, float]] = {
    "bamboo_forest": (560, 780),
    "cliff": (600, 760),
    "courtyard": (560, 820),
    "bedroom": (620, 860),
    "palace_hall": (540, 900),
    "underworld_gate": (540, 820),
}


def build_shadow_set(
    name: str, day_time: DayTime, weather: Weather, place: Place, seed: int
) -> SetArt:
    """The set `name` on the screen of the shadow theatre, in one hour and weather.

    Raises:
        Invalid: no set has this name.
    """
    scene = SETS.get(name)
    if scene is None:
        raise Invalid("render.unknown_set", name=name, known=", ".join(sorted(SETS)))
    if place is Place.INTERIOR:
        scene = _INSIDE.get(name, scene)
    tone = tone_of(day_time, weather)
    layers = Layers(tone)
    scene(layers, Random(f"{seed}/{name}"))  # noqa: S311 - scenery
    close_x, close_y = _CLOSE.get(name, (540.0, 820.0))
    return SetArt(
        name=name,
        planes=tuple(sorted(layers.planes, key=lambda plane: plane.depth)),
        floor_y=outdoors.FLOOR,
        figure_scale=FIGURE_SCALE,
        horizon_y=HORIZON,
        light=light_of(tone),
        grade=(hexed(tone.edge), hexed(tone.middle), hexed(tone.core)),
        grade_mix=0.05,
        close_x=close_x,
        close_y=close_y,
        spread=SPREAD,
    )
