"""Drawn: where the segments of films lie that were drawn, for the verbs that share them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from piying.model.master import Profile
from piying.render.profiles import profile
from piying.studio.current import code
from piying.studio.house import House


def drawn_by(house: House) -> Path:
    """The folder of what today's renderer has drawn."""
    return house.store.folder / "segments" / code("piying.render", "piying.model")[:16]


def prepared_in(house: House) -> Path:
    """The folder of what is prepared of clips; it may be deleted at any time."""
    return house.store.folder / "prepared"


def shape_of(house: House, name: str) -> Profile:
    """The profile called `name` at the rate of this house."""
    return replace(profile(name), rate=house.settings.rate)
