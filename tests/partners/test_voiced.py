"""A vendor's voice as a take."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.emulator import voice
from piying.partners.media import media_type
from piying.partners.voiced import Heard, pcm, sound_of, spoken


def tone(seconds=0.5, rate=48_000, gain=0.3, quiet=0.5):
    at = np.arange(int(seconds * rate)) / rate
    silence = np.zeros(int(quiet * rate), np.float32)
    sound = np.asarray(gain * np.sin(2 * np.pi * 220 * at), np.float32)
    return np.concatenate([silence, sound, silence])


def samples(made):
    return np.frombuffer(made.data[44:], "<i2") / 32768


@pytest.mark.parametrize("rate", [16_000, 24_000, 48_000])
def test_every_rate_becomes_48_khz_of_one_channel(rate):
    made = spoken(tone(rate=rate), rate, [])

    assert (made.facts.sample_rate, made.facts.channels) == (48_000, 1)
    assert media_type(made.data) == made.facts.media_type == "audio/wav"
    assert made.facts.sample_count == len(samples(made))


def test_most_of_the_silence_around_a_line_is_dropped():
    made = spoken(tone(seconds=0.5, quiet=1.0), 48_000, [])

    assert made.facts.sample_count / 48_000 == pytest.approx(0.5 + 0.06 + 0.12, abs=0.02)


@pytest.mark.parametrize("gain", [0.01, 0.1, 0.9])
def test_every_line_is_equally_loud(gain):
    sound = samples(spoken(tone(gain=gain), 48_000, []))
    loud = sound[np.abs(sound) > 0.001]

    assert 20 * np.log10(np.sqrt(np.mean(loud**2))) == pytest.approx(-20, abs=1)
    assert np.abs(sound).max() < 0.98
    assert np.abs(sound[:2]).max() < 0.02
    assert np.abs(sound[-2:]).max() < 0.02


def test_words_move_with_the_silence_that_is_dropped():
    made = spoken(tone(quiet=1.0), 48_000, [Heard("妈", 1000, 1500)])
    first = next(mark for mark in made.facts.marks if mark.viseme != "rest")

    assert first.start == pytest.approx(0.06 * 48_000, abs=480)


@pytest.mark.parametrize(
    "sound", [np.zeros(0, np.float32), np.zeros(9000, np.float32)], ids=["empty", "silent"]
)
def test_silence_is_no_line(sound):
    with pytest.raises(ValueError, match=r"silent|no sound"):
        spoken(sound, 48_000, [])


def test_a_wav_is_read_whole():
    sound, rate = sound_of(voice(200, 24_000))

    assert (sound.size, rate) == (4800, 24_000)


@given(st.integers(0, 9643))
def test_a_wav_that_breaks_off_is_refused(length):
    with pytest.raises(ValueError):  # noqa: PT011 - any reason will do
        sound_of(voice(200, 24_000)[:length])


def test_half_a_sample_is_refused():
    with pytest.raises(ValueError, match="breaks off"):
        pcm(b"\0\0\0")
