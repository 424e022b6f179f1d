"""Playing: in tune with the plan, at one level, and the room does not shift it."""

from __future__ import annotations

import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE
from piying.model.take import MusicBrief, Recipe, TakeKind
from piying.partners.providers.soundfont import SoundFont
from piying.partners.providers.soundfont.compose import planned
from piying.partners.providers.soundfont.moods import MOODS, QUALITIES
from piying.partners.providers.soundfont.play import LEVEL_RMS, PEAK_MAX, levelled

A4 = 69


@pytest.fixture(name="cue", scope="module")
def _cue(data_folder):
    """A cue of each mood, (samples, 2), played once."""
    held = {}

    def make(mood, length_ms=14_000):
        if mood not in held:
            provider = SoundFont(data_folder)
            recipe = Recipe(
                TakeKind.MUSIC, "soundfont", provider.abilities[0].models[0], seed=3,
                music=MusicBrief(mood, length_ms),
            )  # fmt: skip
            whole = np.frombuffer(provider.make(recipe, None).data[44:], "<i2")
            held[mood] = whole.reshape(-1, 2) / 32768
        return held[mood]

    return make


def chroma(sound):
    """The share of the power near each of the twelve pitch classes, and near none."""
    power = np.abs(np.fft.rfft(sound.mean(1) * np.hanning(len(sound)))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    heard = (hertz > 60) & (hertz < 1400)
    pitch = A4 + 12 * np.log2(hertz[heard] / 440)
    near = np.abs(pitch - np.rint(pitch)) < 0.2
    classes = (np.rint(pitch) % 12).astype(int)
    shares = np.bincount(classes[near], power[heard][near], 12)
    return shares / power[heard].sum()


@pytest.mark.model
@pytest.mark.parametrize("mood", ["calm", "sorrow", "triumph"])
def test_music_is_in_tune_with_its_plan(mood, cue):
    """In each bar most of the power lies on the notes of its chord, within 20 cents."""
    chosen, sound = MOODS[mood], cue(mood)
    plan = planned(chosen, 14.0)
    shares = []
    for index, chord in enumerate(chosen.chords.split()[: plan.bars]):
        start = int(index * plan.bar * SAMPLE_RATE)
        bar = sound[start : start + int(plan.bar * SAMPLE_RATE)]
        root = chosen.key + int(chord[:-1])
        tones = {(root + step) % 12 for step in QUALITIES[chord[-1]]}
        shares.append(sum(chroma(bar)[tone] for tone in tones))

    assert np.mean(shares) > 0.6
    assert min(shares) > 0.4


@pytest.mark.model
@pytest.mark.parametrize("mood", ["calm", "tension", "comic"])
def test_a_cue_has_the_level_of_every_cue_and_fades_to_silence(mood, cue):
    sound = cue(mood)

    assert np.sqrt((sound**2).mean()) == pytest.approx(LEVEL_RMS, rel=0.05)
    assert np.abs(sound).max() <= PEAK_MAX + 1e-3
    assert abs(sound.mean()) < 5e-4
    assert np.abs(sound[:8]).max() < 0.01
    assert np.abs(sound[-48:]).max() < 0.01


@pytest.mark.model
def test_music_plays_to_its_end_without_a_hole(cue):
    sound = cue("sorrow")
    levels = [np.sqrt((sound[at : at + 24_000] ** 2).mean()) for at in
              range(0, len(sound) - 48_000, 24_000)]  # fmt: skip

    assert min(levels) > 0.25 * LEVEL_RMS


@pytest.mark.model
def test_the_stage_is_wide_and_balanced(cue):
    sound = cue("calm")
    left, right = np.sqrt((sound**2).mean(0))

    assert abs(20 * np.log10(left / right)) < 1.5
    assert np.corrcoef(sound[:, 0], sound[:, 1])[0, 1] < 0.97


def test_levelling_never_lets_a_peak_over_and_leaves_silence():
    peaky = np.zeros((4800, 2), np.float32)
    peaky[100] = 0.5

    assert np.abs(levelled(peaky)).max() == pytest.approx(PEAK_MAX)
    assert not levelled(np.zeros((10, 2), np.float32)).any()
