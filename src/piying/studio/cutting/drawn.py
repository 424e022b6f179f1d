"""Drawn: where the segments of films lie, and how a master stands, for verbs that share it."""

from __future__ import annotations

from pathlib import Path

from piying.model.canon import Digest, digest
from piying.model.master import Profile
from piying.render.profiles import profile
from piying.render.program import code
from piying.studio.current import Inputs, Standing, standing
from piying.studio.house import House
from piying.studio.shooting.held import current_cut, episode_name


def drawn_by(house: House) -> Path:
    """The folder of what today's renderer has drawn."""
    return house.store.folder / "segments" / code("piying.render", "piying.model")[:16]


def prepared_in(house: House) -> Path:
    """The folder of what is prepared of clips; it may be deleted at any time."""
    return house.store.folder / "prepared"


def shape_of(house: House, name: str) -> Profile:
    """The profile called `name` at the rate of this house, with its encoder if it has one."""
    settings = house.settings
    return profile(name, settings.rate.num, settings.encoder)


def master_inputs(cut: Digest, shape: Profile) -> Inputs:
    """The digests that a master depends on."""
    return (
        ("cut", cut),
        ("profile", digest(shape)),
        ("renderer", code("piying.render", "piying.model")),
    )


def master_standing(house: House, series: str, episode: int, profile: str) -> Standing:
    """Whether the master of `episode` is current; its cut must be."""
    _, cut = current_cut(house, series, episode)
    shape = shape_of(house, profile)
    return standing(
        house, episode_name(series, episode), f"master:{profile}", master_inputs(cut, shape)
    )
