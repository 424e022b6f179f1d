"""The profiles that ship with piying: how a cut becomes a file."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from piying.model.clock import Rate
from piying.model.errors import Invalid
from piying.model.master import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping

RATES = (24, 25, 30, 50, 60)
"""Frames a second that a profile may run at; they divide the samples of a second."""

DEFAULT_RATE = Rate(25)


@cache
def profiles() -> Mapping[str, Profile]:
    """The profiles by name, at 25 frames a second; the first is the default."""
    text = files("piying.render").joinpath("profiles.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["profile"]
    return MappingProxyType({row["name"]: Profile(**row, rate=DEFAULT_RATE) for row in rows})


def profile(name: str = "", frames_a_second: int = DEFAULT_RATE.num) -> Profile:
    """The profile `name`, or the default, at a rate of its own."""
    known = profiles()
    found = known.get(name or next(iter(known)))
    if found is None:
        raise Invalid("render.unknown_profile", name=name, known=", ".join(known))
    if frames_a_second not in RATES:
        said = ", ".join(map(str, RATES))
        raise Invalid("render.unknown_rate", rate=frames_a_second, known=said)
    return replace(found, rate=Rate(frames_a_second))
