"""Echo: every place answers by its own time, and a convolution is a convolution."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.clock import SAMPLE_RATE
from piying.model.cut import Manner, Space
from piying.render.sound.echo import PHONE_HIGH_HZ, PHONE_LOW_HZ, answer, convolved, phoned
from piying.render.sound.spaces import ACOUSTICS

PLACES = [space for space in Space if space is not Space.NONE]


def decay(impulse):
    """Seconds to fall by 60 dB, from -5 to -25 dB of the energy that is left (ISO 3382)."""
    energy = np.cumsum((impulse.astype(float) ** 2).sum(1)[::-1])[::-1]
    level = 10 * np.log10(energy / energy[0] + 1e-15)
    return 3 * (np.argmax(level < -25) - np.argmax(level < -5)) / SAMPLE_RATE


def noise(count, seed=1):
    return np.random.default_rng(seed).standard_normal(count).astype(np.float32) * 0.1


@given(st.integers(1, 9_000), st.integers(1, 3_000), st.integers(0, 9))
@settings(deadline=None, max_examples=25)
def test_overlap_and_add_is_the_convolution_of_the_textbook(count, taps, seed):
    dry = noise(count, seed)
    impulse = np.stack([noise(taps, seed + 1), noise(taps, seed + 2)], 1)
    wanted = np.stack([np.convolve(dry, impulse[:, c]) for c in range(2)], 1)

    assert np.abs(convolved(dry, impulse) - wanted).max() < 1e-5


@pytest.mark.parametrize("space", PLACES)
def test_a_place_answers_as_long_as_its_figures_say(space):
    figures = ACOUSTICS[space]
    assert decay(answer(space, Manner.PLAIN)) == pytest.approx(figures.decay_s[1], rel=0.45)


def test_a_hall_answers_longer_than_a_room_and_a_room_longer_than_a_car():
    hall, room, car = (
        decay(answer(s, Manner.PLAIN)) for s in (Space.HALL, Space.ROOM, Space.CAR)
    )

    assert hall > 3 * room > 6 * car


@pytest.mark.parametrize("space", PLACES)
def test_nothing_is_heard_before_the_first_wall(space):
    first = round(ACOUSTICS[space].before_ms * SAMPLE_RATE / 1000)
    impulse = answer(space, Manner.PLAIN)

    before = (impulse[: int(first * 0.8)] ** 2).sum()
    assert before < 1e-3 * (impulse**2).sum()


@pytest.mark.parametrize("space", PLACES)
def test_an_answer_is_as_loud_as_what_it_answers(space):
    heard = convolved(noise(SAMPLE_RATE), answer(space, Manner.PLAIN))
    power = (heard[:SAMPLE_RATE].astype(float) ** 2).mean() / 0.01

    assert 10 * np.log10(power) == pytest.approx(0, abs=2.5)


def test_an_answer_is_wide_and_ends_in_silence():
    impulse = answer(Space.HALL, Manner.PLAIN)

    assert np.corrcoef(impulse.T)[0, 1] < 0.5
    assert abs(impulse[-1]).max() == 0


def test_a_place_answers_the_same_every_time():
    first = answer(Space.OFFICE, Manner.PLAIN).copy()
    answer.cache_clear()

    assert np.array_equal(answer(Space.OFFICE, Manner.PLAIN), first)


def test_a_thought_has_a_space_of_its_own():
    inner = answer(Space.NONE, Manner.INNER)

    assert decay(inner) > 2 * decay(answer(Space.ROOM, Manner.PLAIN))


class TestPhone:
    def heard(self):
        both = np.repeat(noise(2 * SAMPLE_RATE)[:, None], 2, 1)
        return both, phoned(both)

    def test_it_has_neither_lows_nor_highs(self):
        _, heard = self.heard()
        power = np.abs(np.fft.rfft(heard[:, 0])) ** 2
        hertz = np.fft.rfftfreq(len(heard), 1 / SAMPLE_RATE)

        def level(low, high):
            return 10 * np.log10(power[(hertz > low) & (hertz < high)].mean())

        middle = level(500, 2_000)
        assert level(40, 0.6 * PHONE_LOW_HZ) < middle - 25
        assert level(1.3 * PHONE_HIGH_HZ, 20_000) < middle - 25
        assert level(2_500, 3_000) > middle - 2

    def test_it_is_as_long_and_not_late(self):
        dry, heard = self.heard()
        spectrum = np.fft.rfft(heard[:, 0]) * np.conj(np.fft.rfft(dry[:, 0]))

        assert heard.shape == dry.shape
        assert np.fft.irfft(spectrum).argmax() == 0

    def test_it_comes_from_the_middle(self):
        _, heard = self.heard()

        assert np.array_equal(heard[:, 0], heard[:, 1])
