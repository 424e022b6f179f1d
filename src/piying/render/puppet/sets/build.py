"""The table of sets of the manhua style, and the one function that builds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from piying.model.errors import Invalid
from piying.model.script import DayTime, Place
from piying.render.puppet.art import SetArt
from piying.render.puppet.sets import (
    alley,
    bamboo_forest,
    bedroom,
    car_ride,
    classroom,
    cliff,
    courtyard,
    hospital,
    inn,
    living_room,
    office,
    palace,
    park,
    restaurant,
    rooftop,
    school,
    street,
    underworld,
)
from piying.render.puppet.sets.easel import Easel
from piying.render.puppet.sets.grade import tone_of

if TYPE_CHECKING:
    from piying.model.shot import Weather


@dataclass(frozen=True, slots=True)
class SetPlan:
    """How one set is painted."""

    paint: Callable[[Easel], SetArt]
    inside: bool
    """It has a roof: weather stays behind its windows and lamps may burn by day."""
    key_x: float = -0.6
    """Where its light comes from: -1 the left of the screen … 1 the right."""
    by_place: Mapping[Place, SetPlan] | None = None
    """Other plans under the same name, by what the heading says of the place."""


_CORRIDOR = SetPlan(school.corridor, inside=True)

SETS: Mapping[str, SetPlan] = {
    "school": SetPlan(school.gate, inside=False, by_place={Place.INTERIOR: _CORRIDOR}),
    "classroom": SetPlan(classroom.paint, inside=True),
    "hospital": SetPlan(hospital.paint, inside=True, key_x=0.6),
    "office": SetPlan(office.paint, inside=True),
    "street": SetPlan(street.paint, inside=False, key_x=0.6),
    "bedroom": SetPlan(bedroom.paint, inside=True),
    "living_room": SetPlan(living_room.paint, inside=True, key_x=0.6),
    "rooftop": SetPlan(rooftop.paint, inside=False),
    "palace_hall": SetPlan(palace.hall, inside=True),
    "courtyard": SetPlan(courtyard.paint, inside=False),
    "bamboo_forest": SetPlan(bamboo_forest.paint, inside=False),
    "inn": SetPlan(inn.paint, inside=True),
    "cliff": SetPlan(cliff.paint, inside=False),
    "restaurant": SetPlan(restaurant.paint, inside=True),
    "car": SetPlan(car_ride.paint, inside=True),
    "park": SetPlan(park.paint, inside=False),
    "alley": SetPlan(alley.paint, inside=False),
    "underworld_gate": SetPlan(underworld.gate, inside=False, key_x=0.5),
}
"""Every set by name; a new set is one file and one line here."""


def build_set(
    name: str, day_time: DayTime, weather: Weather, place: Place, seed: int
) -> SetArt:
    """The set `name` in one hour and weather.

    Raises:
        Invalid: no set has this name.
    """
    plan = SETS.get(name)
    if plan is None:
        raise Invalid("render.unknown_set", name=name, known=", ".join(sorted(SETS)))
    if plan.by_place:
        plan = plan.by_place.get(place, plan)
    tone = tone_of(day_time, weather, inside=plan.inside, key_x=plan.key_x)
    return plan.paint(Easel(name, tone, seed, place))
