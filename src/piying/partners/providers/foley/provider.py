"""The effects of sound as a provider that keeps the port."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Invalid
from piying.model.money import NOTHING, Money
from piying.model.take import Recipe, TakeKind
from piying.partners.providers.foley.effects import EFFECTS
from piying.partners.wav import wav_bytes, wav_facts
from piying.takes.provider import Ability, Inputs, Made

LENGTH_MS_MAX = 600_000
PEAK = 0.8
EDGE = SAMPLE_RATE * 4 // 1000
"""Samples over which both ends are faded, so that nothing clicks."""


@dataclass(frozen=True, slots=True)
class Foley:
    """Synthesises effects of sound."""

    name: str = "foley"
    abilities: tuple[Ability, ...] = (
        Ability(TakeKind.SOUND, models=("foley-1",), offline=True),
    )

    def quote(self, recipe: Recipe) -> Money:  # noqa: ARG002 - the port's signature
        """Nothing: the sound is made on this machine."""
        return NOTHING

    def make(self, recipe: Recipe, inputs: Inputs) -> Made:  # noqa: ARG002 - needs none
        """The effect that the recipe names, exactly as long as asked."""
        brief = recipe.sound
        if brief is None or not 0 < brief.length_ms <= LENGTH_MS_MAX:
            raise Invalid("takes.recipe_unfit", provider=self.name, want=recipe.want.value)
        if brief.name not in EFFECTS:
            raise Invalid("takes.unknown_sound", name=brief.name, known=", ".join(EFFECTS))
        count = brief.length_ms * SAMPLE_RATE // 1000
        chance = np.random.default_rng((recipe.seed, crc32(brief.name.encode())))
        sound = EFFECTS[brief.name](count, chance)
        sound = sound * (PEAK / max(1e-9, float(np.abs(sound).max())))
        edge = min(EDGE, count // 2)
        slope = np.linspace(0, 1, edge)[:, None]
        sound[:edge] *= slope
        sound[count - edge :] *= slope[::-1]
        made = sound.astype(np.float32)
        data = wav_bytes(made)
        return Made(data, wav_facts(data, made))
