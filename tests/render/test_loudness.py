"""Loudness: a mix comes out at its programme loudness, and no peak of the file is over."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from piying.cut.spaces import TONE_MB
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import Space
from piying.model.errors import Outside
from piying.model.master import Profile
from piying.render.loudness import decoded, encode_audio, measure, measure_file
from piying.render.sound.faults import SILENT
from piying.render.sound.mix import PIECE
from piying.render.sound.tone import tone

PROFILE = Profile("test", 64, 112, Rate(25))
TARGET = PROFILE.loudness_lufs_milli / 1000
LIMIT = PROFILE.true_peak_dbtp_milli / 1000
NEAR = 0.5


def sine(seconds, level, hertz=997.0):
    t = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.stack([level * np.sin(2 * np.pi * hertz * t)] * 2, 1).astype(np.float32)


def speechlike(seconds, level, seed=1):
    """Syllables of noise with a pitch, four a second, with pauses: peaky as speech is."""
    chance = np.random.default_rng(seed)
    count = round(seconds * SAMPLE_RATE)
    t = np.arange(count) / SAMPLE_RATE
    voice = sum(
        np.sin(2 * np.pi * 180 * k * t + chance.uniform(0, 6)) / k for k in range(1, 25)
    )
    shape = np.clip(np.sin(2 * np.pi * 2.1 * t), 0, 1) ** 2 * (
        np.sin(2 * np.pi * 0.3 * t) > -0.5
    )
    sound = (voice + chance.standard_normal(count) * 0.2) * shape
    sound *= level / np.abs(sound).max()
    return np.stack([sound, sound * 0.95], 1).astype(np.float32)


def mixed(sound):
    """The sound as a mix gives it: in pieces."""
    return (sound[at : at + PIECE] for at in range(0, len(sound), PIECE))


def test_the_meter_reads_a_sine_as_the_standard_says():
    """EBU Tech 3341, case 1: a stereo 1 kHz sine at -23 dBFS reads -23 LUFS, within 0.1."""
    found = measure(sine(20, 10 ** (-23 / 20), 1000))

    assert found.integrated_lufs == pytest.approx(-23.0, abs=0.1)
    assert found.true_peak_dbtp == pytest.approx(-23.0, abs=0.2)


def test_silence_has_no_loudness():
    found = measure(np.zeros((SAMPLE_RATE * 2, 2), np.float32))

    assert found.integrated_lufs <= -69
    assert found.true_peak_dbtp < -100


@pytest.mark.parametrize("seed", [1, 2])
def test_the_file_is_at_its_loudness_and_under_its_peak_after_aac(tmp_path, seed):
    path = tmp_path / "sound.m4a"
    found, _ = encode_audio(mixed(speechlike(6, 0.4, seed)), path, PROFILE)

    assert found == measure_file(path)
    assert found.integrated_lufs == pytest.approx(TARGET, abs=NEAR)
    assert found.true_peak_dbtp <= LIMIT


def test_harsh_noise_is_brought_under_the_peak_too(tmp_path):
    chance = np.random.default_rng(3)
    noise = (chance.standard_normal((4 * SAMPLE_RATE, 2)) * 0.4).astype(np.float32)
    found, _ = encode_audio(mixed(noise), tmp_path / "noise.m4a", PROFILE)

    assert found.true_peak_dbtp <= LIMIT
    assert found.integrated_lufs == pytest.approx(TARGET, abs=NEAR)


def test_a_silent_film_is_accepted(tmp_path):
    path = tmp_path / "silent.m4a"
    found, _ = encode_audio(mixed(np.zeros((2 * SAMPLE_RATE, 2), np.float32)), path, PROFILE)

    assert path.stat().st_size > 0
    assert found.integrated_lufs <= -69


def test_what_cannot_be_brought_there_is_refused_with_the_measurements(tmp_path):
    quiet = replace(PROFILE, true_peak_dbtp_milli=-40_000)
    with pytest.raises(Outside) as caught:
        encode_audio(mixed(speechlike(3, 0.4)), tmp_path / "sound.m4a", quiet)

    assert caught.value.code == "render.loudness_missed"
    assert "-40.0" in caught.value.said("en")


@pytest.mark.parametrize("length", [4 * SAMPLE_RATE, 5 * SAMPLE_RATE + 1, 200_003])
def test_what_is_decoded_is_as_long_as_what_was_mixed(tmp_path, length):
    path = tmp_path / "sound.m4a"
    encode_audio(mixed(speechlike(6, 0.4)[:length]), path, PROFILE)

    assert sum(len(piece) for piece in decoded(path)) == length


def test_the_file_is_not_a_sample_late(tmp_path):
    sound, path = speechlike(4, 0.4), tmp_path / "sound.m4a"
    encode_audio(mixed(sound), path, PROFILE)
    made = np.concatenate(list(decoded(path)))[:, 0]

    spectrum = np.fft.rfft(made, 1 << 19) * np.conj(np.fft.rfft(sound[:, 0], 1 << 19))
    assert np.fft.irfft(spectrum).argmax() == 0


def test_the_tape_is_gone_afterwards_however_that_ends(tmp_path):
    quiet = replace(PROFILE, true_peak_dbtp_milli=-40_000)
    with pytest.raises(Outside):
        encode_audio(mixed(speechlike(3, 0.4)), tmp_path / "sound.m4a", quiet)

    assert [path.name for path in tmp_path.iterdir()] == ["sound.m4a"]


@pytest.mark.parametrize("space", [Space.ROOM, Space.HALL, Space.CAR])
def test_the_quietest_room_is_still_heard_after_aac(tmp_path, space):
    """An encoder throws away what nobody hears: it must not make silence of a tone."""
    level = np.float32(10 ** (TONE_MB[space] / 2000))
    sound = tone(space, night=False)[: 6 * SAMPLE_RATE] * level
    sound[: 3 * SAMPLE_RATE] += speechlike(3, 0.5)
    path = tmp_path / "sound.m4a"
    encode_audio(mixed(sound), path, PROFILE)
    made = np.concatenate(list(decoded(path)))

    quiet = made[int(3.5 * SAMPLE_RATE) : int(5.9 * SAMPLE_RATE)].reshape(-1, 480, 2)
    assert np.abs(quiet).max((1, 2)).min() > 10 * SILENT
