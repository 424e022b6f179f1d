from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from piying.partners.providers.kokoro import sound


@pytest.fixture
def tone():
    at = np.arange(24_000) / 24_000
    body = (0.3 * np.sin(2 * np.pi * 220 * at)).astype(np.float32)
    return np.concatenate([np.zeros(2400, np.float32), body, np.zeros(4800, np.float32)])


def test_silence_around_the_sound_is_found(tone):
    assert sound.heard(tone, 24_000) == (2400, 26_400)
    assert sound.heard(np.zeros(2400, np.float32), 24_000) == (0, 0)


def test_played_faster_it_is_shorter_and_higher(tone):
    played = sound.resampled(tone, 24_000, 1.2)
    spectrum = np.abs(np.fft.rfft(played))

    assert played.size == pytest.approx(tone.size * 2 / 1.2, abs=2)
    assert np.argmax(spectrum) * 48_000 / played.size == pytest.approx(264, abs=2)


@pytest.mark.parametrize("loudness", [0.001, 0.3, 0.99])
def test_every_line_comes_out_at_one_level_and_never_clips(tone, loudness):
    out = sound.levelled(tone * np.float32(loudness), sound.LEVEL_DB)
    active = out[2400:26_400]

    assert 20 * np.log10(np.sqrt(np.mean(active**2))) == pytest.approx(sound.LEVEL_DB, abs=0.2)
    assert np.abs(out).max() <= sound.CEILING


def test_peaks_are_bent_below_the_ceiling():
    spikes = np.zeros(48_000, np.float32)
    spikes[::480] = 1.0
    out = sound.levelled(spikes, -6.0)

    assert sound.KNEE < np.abs(out).max() <= sound.CEILING


def test_silence_stays_silence():
    assert not sound.levelled(np.zeros(4800, np.float32), -20.0).any()


def test_a_room_adds_a_tail_and_is_the_same_every_time(tone):
    wet = sound.in_room(tone, 0.15)

    assert wet.size > tone.size
    assert np.array_equal(wet, sound.in_room(tone, 0.15))


def test_the_file_is_mono_48_khz_16_bit(tone):
    with wave.open(io.BytesIO(sound.wav(tone))) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, 48_000, 2)
        assert file.getnframes() == tone.size
