"""Effects of sound come at one level, so that the gains of the mix mean the same for all."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import uniform_filter1d

from piying.model.clock import SAMPLE_RATE
from piying.model.take import Recipe, SoundBrief, TakeKind
from piying.partners.providers.foley import Foley
from piying.partners.providers.foley.effects import EFFECTS
from piying.partners.providers.foley.sounding import LEVEL, PEAK

FOLEY = Foley()
LOUDEST_SPREAD_DB = 4.0
"""How far the loudest parts of two effects may lie apart."""


def made(name, heard, length_ms=3000, seed=0):
    recipe = Recipe(
        TakeKind.SOUND, "foley", FOLEY.abilities[0].models[0], seed=seed,
        sound=SoundBrief(name, length_ms),
    )  # fmt: skip
    return heard(FOLEY.make(recipe, None))


def loudest(sound):
    size = SAMPLE_RATE * 400 // 1000
    return float(np.sqrt(uniform_filter1d((sound**2).mean(1), size, mode="constant").max()))


@pytest.mark.parametrize("name", EFFECTS)
def test_every_effect_is_as_loud_as_the_others_where_it_is_loudest(name, heard):
    level = 20 * np.log10(loudest(made(name, heard)) / LEVEL)

    assert -LOUDEST_SPREAD_DB < level < 0.2


@pytest.mark.parametrize("name", EFFECTS)
@pytest.mark.parametrize("length_ms", [300, 1500])
def test_no_effect_clips_clicks_or_leans(name, length_ms, heard):
    sound = made(name, heard, length_ms)

    assert 0.05 < np.abs(sound).max() <= PEAK + 1e-4
    assert abs(sound.mean()) < 0.003
    assert np.abs(sound[:2]).max() < 0.02
    assert np.abs(sound[-2:]).max() < 0.02


@pytest.mark.parametrize("name", EFFECTS)
def test_nothing_lies_below_what_is_heard(name, heard):
    sound = made(name, heard)[:, 0]
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)

    assert power[hertz < 20].sum() / power.sum() < 0.01
