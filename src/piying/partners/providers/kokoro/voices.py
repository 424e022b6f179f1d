"""The voices of voices.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from piying.script.casting import CastPreset

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def voices() -> Mapping[str, CastPreset]:
    """Every preset by its name, in the order of the file."""
    text = resources.files(__package__).joinpath("voices.toml").read_text("utf-8")
    return {name: msgspec.convert(row, CastPreset) for name, row in tomllib.loads(text).items()}
