"""The profiles that ship with piying: how a cut becomes a file."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from piying.model.clock import Rate
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.model.messages.said import Said
from piying.render.encoders import encoder

if TYPE_CHECKING:
    from collections.abc import Mapping

RATES = (24, 25, 30, 50, 60)
"""Frames a second that a profile may run at; they divide the samples of a second."""

DEFAULT_RATE = Rate(25)


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    text = files("piying.render").joinpath("profiles.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["profile"])


@cache
def profiles() -> Mapping[str, Profile]:
    """The profiles by name, at 25 frames a second; the first is the default."""
    return MappingProxyType(
        {
            row["name"]: Profile(
                **{key: value for key, value in row.items() if not key.startswith("use_")},
                rate=DEFAULT_RATE,
            )
            for row in _rows()
        }
    )


@cache
def uses() -> Mapping[str, Said]:
    """What each profile is for, by name."""
    return MappingProxyType(
        {row["name"]: Said(zh=row["use_zh"], en=row["use_en"]) for row in _rows()}
    )


def profile(
    name: str = "", frames_a_second: int = DEFAULT_RATE.num, encoder_name: str = ""
) -> Profile:
    """The profile `name`, or the default, at a rate of its own.

    With another encoder than its own, preset and quality are those that are usual for it.
    """
    known = profiles()
    found = known.get(name or next(iter(known)))
    if found is None:
        raise Invalid("render.unknown_profile", name=name, known=", ".join(known))
    if frames_a_second not in RATES:
        said = ", ".join(map(str, RATES))
        raise Invalid("render.unknown_rate", rate=frames_a_second, known=said)
    shape = replace(found, rate=Rate(frames_a_second))
    if encoder_name in {"", shape.encoder}:
        return shape
    other = encoder(encoder_name)
    return replace(shape, encoder=other.name, preset=other.preset, crf=other.crf)
