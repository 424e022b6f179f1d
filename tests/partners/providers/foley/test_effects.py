"""Each effect of sound has its own character."""

from __future__ import annotations

import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE
from piying.partners.providers.foley.effects import EFFECTS

SECONDS = 3


@pytest.fixture(name="effect")
def _effect():
    def make(name, seconds=SECONDS, seed=4):
        count = int(seconds * SAMPLE_RATE)
        return EFFECTS[name](count, np.random.default_rng(seed))

    return make


def share(sound, low, high):
    """The share of a sound's power that lies between two frequencies."""
    power = np.abs(np.fft.rfft(sound[:, 0])) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    return power[(hertz >= low) & (hertz < high)].sum() / power.sum()


def loud(sound, span_ms=50):
    """The level of every stretch."""
    size = span_ms * SAMPLE_RATE // 1000
    whole = sound[: len(sound) // size * size]
    return np.sqrt((whole.reshape(-1, size * sound.shape[1]) ** 2).mean(1))


@pytest.mark.parametrize("name", EFFECTS)
@pytest.mark.parametrize("count", [1, 48, 4_801, 48_000])
def test_an_effect_of_any_length_is_stereo_and_finite(name, count):
    sound = EFFECTS[name](count, np.random.default_rng(1))

    assert sound.shape == (count, 2)
    assert np.isfinite(sound).all()


@pytest.mark.parametrize("name", ["rain", "crowd", "wind"])
def test_beds_are_even_and_wide(effect, name):
    sound = effect(name, 6)
    levels = loud(sound, 500)

    assert levels.max() / levels.min() < 4
    assert abs(np.corrcoef(sound[:, 0], sound[:, 1])[0, 1]) < 0.9


def test_rain_patters_and_does_not_hiss(effect):
    sound = effect("rain")

    assert share(sound, 7_000, 24_000) < 0.06
    assert share(sound, 400, 4_000) > 0.3


def test_a_heart_is_heard_on_the_speaker_of_a_phone(effect):
    """Twice a beat at 84 beats a minute, and not only below what a phone gives back."""
    sound = effect("heartbeat", 60 / 84 * 4)
    levels = np.concatenate([[0.0], loud(sound, 20)])
    over = levels > 0.3 * levels.max()
    beats = np.flatnonzero(over[1:] & ~over[:-1])

    assert len(beats) == 8
    assert share(sound, 100, 1_000) > 0.12


@pytest.mark.parametrize("name", ["impact", "door", "ding", "gong"])
def test_blows_die_away(effect, name):
    levels = loud(effect(name), 100)

    assert levels[:6].max() > 8 * levels[-3:].max()


def test_an_impact_begins_at_once(effect):
    levels = loud(effect("impact"), 20)

    assert levels[:3].max() > 0.6 * levels.max()


def test_a_whoosh_is_loudest_in_its_middle_and_goes_from_left_to_right(effect):
    sound = effect("whoosh", 0.7)
    levels = loud(sound, 70)
    third = len(sound) // 3

    assert 3 <= int(levels.argmax()) <= 6
    assert (sound[:third, 0] ** 2).mean() > (sound[:third, 1] ** 2).mean()
    assert (sound[-third:, 1] ** 2).mean() > (sound[-third:, 0] ** 2).mean()


def test_steps_come_every_520_milliseconds_from_two_feet(effect):
    sound = effect("footsteps", 0.52 * 6)
    levels = np.concatenate([[0.0], loud(sound, 20)])
    over = levels > 0.35 * levels.max()
    starts = np.flatnonzero(over[1:] & ~over[:-1])
    sides = [
        np.sign((sound[at : at + 4800, 0] ** 2).mean() - (sound[at : at + 4800, 1] ** 2).mean())
        for at in (np.arange(6) * 24_960 + 960)
    ]

    assert len(starts) == 6
    assert sides == [1, -1] * 3


def test_thunder_is_low_and_rolls(effect):
    sound = effect("thunder", 4)

    assert share(sound, 20, 300) > 0.7
    assert loud(sound, 100)[15:22].max() > 0.15 * loud(sound, 100).max()


def test_a_ding_is_two_clear_notes(effect):
    sound = effect("ding", 1.5)

    assert share(sound, 1_250, 1_400) > 0.2
    assert share(sound, 1_700, 1_820) > 0.1


def test_a_crowd_speaks_in_the_range_of_voices_with_its_own_rhythm(effect):
    sound = effect("crowd", 4)
    beat = loud(sound, 40)

    assert share(sound, 200, 3_000) > 0.8
    assert beat.std() / beat.mean() > 0.12


def test_a_glitch_has_gaps(effect):
    levels = loud(effect("glitch"), 10)

    assert (levels < 0.1 * levels.max()).mean() > 0.1
    assert (levels > 0.4 * levels.max()).mean() > 0.3
