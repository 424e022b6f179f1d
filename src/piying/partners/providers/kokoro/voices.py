"""The voices of voices.toml, and the style vectors that a voice asks for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from piying.model.errors import Invalid
from piying.partners.providers.kokoro.build import STYLE_WIDTH
from piying.script.casting import CastPreset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from piying.model.people import Voice
    from piying.partners.providers.kokoro.engine import Style

TIMBRE_WIDTH = STYLE_WIDTH // 2


@cache
def voices() -> Mapping[str, CastPreset]:
    """Every preset by its name, in the order of the file."""
    text = resources.files(__package__).joinpath("voices.toml").read_text("utf-8")
    return {name: msgspec.convert(row, CastPreset) for name, row in tomllib.loads(text).items()}


def style_of(voice: Voice, styles: Mapping[str, Style]) -> Style:
    """The style vectors of `voice`: one for the timbre, one for the prosody, one mixed in.

    Raises:
        Invalid: one of them is not in `styles`.
    """
    named = [voice.timbre, voice.prosody, *([voice.mix_with] if voice.mix_with else [])]
    for name in named:
        if name not in styles:
            raise Invalid("takes.voice_unknown", voice=name, known=", ".join(sorted(styles)))
    timbre, prosody = styles[voice.timbre], styles[voice.prosody]
    style = np.concatenate([timbre[:, :TIMBRE_WIDTH], prosody[:, TIMBRE_WIDTH:]], axis=1)
    if not voice.mix_with:
        return style
    share = np.float32(voice.mix_permille / 1000)
    return style * (np.float32(1.0) - share) + styles[voice.mix_with] * share
