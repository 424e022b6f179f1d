"""Room tone: at its loudness, without a seam, and its own in every place."""

from __future__ import annotations

import numpy as np
import pytest

from piying.cut.spaces import TONE_MB
from piying.model.clock import SAMPLE_RATE
from piying.model.cut import Space
from piying.render.loudness import measure
from piying.render.sound.tone import CRICKET_HZ, PERIOD, tone

PLACES = [space for space in Space if space is not Space.NONE]


@pytest.mark.parametrize("space", PLACES)
def test_a_tone_is_as_loud_as_it_is_asked(space):
    quiet = tone(space, night=False) * np.float32(10 ** (TONE_MB[space] / 2000))

    assert measure(quiet).integrated_lufs == pytest.approx(TONE_MB[space] / 100, abs=0.6)


@pytest.mark.parametrize("space", PLACES)
def test_a_tone_meets_itself_without_a_seam(space):
    sound = tone(space, night=True)
    bends = np.abs(np.diff(np.concatenate([sound[-200:], sound[:200]]), axis=0))

    assert bends[195:204].max() < 6 * np.median(np.abs(np.diff(sound, axis=0)))


@pytest.mark.parametrize("space", PLACES)
def test_a_tone_is_never_silent(space):
    blocks = tone(space, night=False).reshape(-1, SAMPLE_RATE // 20, 2)

    level = 20 * np.log10(np.sqrt((blocks**2).mean((1, 2))))
    assert level.min() > level.max() - 25


def test_every_place_has_a_tone_of_its_own():
    one, other = tone(Space.HALL, night=False), tone(Space.FOREST, night=False)

    assert abs(np.corrcoef(one[:, 0], other[:, 0])[0, 1]) < 0.05


def test_a_place_sounds_the_same_every_time():
    first = tone(Space.INN, night=True).copy()
    tone.cache_clear()

    assert np.array_equal(tone(Space.INN, night=True), first)


def test_at_night_crickets_are_heard_outside_and_not_in_a_room():
    def chirping(space, night):
        power = np.abs(np.fft.rfft(tone(space, night=night)[:, 0])) ** 2
        hertz = np.arange(len(power)) * SAMPLE_RATE / PERIOD
        inside = (hertz > CRICKET_HZ[0]) & (hertz < CRICKET_HZ[1])
        return power[inside].sum() / power.sum()

    assert chirping(Space.YARD, night=True) > 5 * chirping(Space.YARD, night=False)
    assert chirping(Space.ROOM, night=True) < 2 * chirping(Space.ROOM, night=False)


def test_lows_come_to_both_ears_and_highs_from_all_around():
    spectra = np.fft.rfft(tone(Space.STREET, night=False), axis=0)
    hertz = np.arange(len(spectra)) * SAMPLE_RATE / PERIOD

    def together(low, high):
        part = spectra[(hertz > low) & (hertz < high)]
        both = np.abs((part[:, 0] * np.conj(part[:, 1])).sum())
        return both / np.sqrt((np.abs(part) ** 2).sum(0).prod())

    assert together(40, 80) > 0.6
    assert together(3_000, 6_000) < 0.2
