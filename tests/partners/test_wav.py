"""Sound as WAV bytes that say nothing but the sound."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.take import Mark
from piying.partners.wav import wav_bytes, wav_facts


def opened(data):
    with wave.open(io.BytesIO(data), "rb") as file:
        return file.getparams(), np.frombuffer(file.readframes(file.getnframes()), "<i2")


@pytest.mark.parametrize("shape", [(100,), (100, 2)])
def test_a_wav_is_48_khz_16_bits_of_its_channels(shape):
    params, _ = opened(wav_bytes(np.zeros(shape, np.float32)))

    assert (params.framerate, params.sampwidth, params.nframes) == (48_000, 2, 100)
    assert params.nchannels == len(shape)


@pytest.mark.property
@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=50))
@settings(deadline=None, max_examples=50)
def test_samples_come_back_within_half_a_step(values):
    _, whole = opened(wav_bytes(np.array(values, np.float32)))

    assert np.abs(whole / 32767 - np.array(values)).max() <= 0.5 / 32767 + 1e-7


def test_what_is_too_loud_is_held_at_the_edge_and_not_turned_over():
    _, whole = opened(wav_bytes(np.array([1.5, -1.5], np.float32)))

    assert list(whole) == [32767, -32768]


def test_left_comes_before_right():
    sound = np.zeros((2, 2), np.float32)
    sound[:, 0] = 0.5

    assert list(opened(wav_bytes(sound))[1]) == [16384, 0, 16384, 0]


def test_equal_sounds_are_equal_bytes():
    sound = np.linspace(-1, 1, 64, dtype=np.float32)

    assert wav_bytes(sound) == wav_bytes(sound.copy())


def test_facts_are_those_of_the_header():
    sound, marks = np.zeros((480, 2), np.float32), (Mark(0, 480, "", "rest"),)
    data = wav_bytes(sound)
    facts = wav_facts(data, sound, marks)

    assert (facts.media_type, facts.byte_count) == ("audio/wav", len(data))
    assert (facts.sample_count, facts.sample_rate, facts.channels) == (480, 48_000, 2)
    assert facts.marks == marks
