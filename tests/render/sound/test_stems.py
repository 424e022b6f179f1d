from __future__ import annotations

import wave

import av
import numpy as np
import pytest

from piying.model.errors import Invalid, Outside
from piying.render.sound.stems import facts_of, write_clip


def wav(path, samples, rate=48_000):
    with wave.open(str(path), "wb") as file:
        file.setparams((samples.shape[1], 2, rate, 0, "NONE", ""))
        file.writeframes(samples.astype("<i2").tobytes())
    return path


@pytest.fixture
def tone():
    at = np.arange(12_000)[:, None]
    return np.rint(9_000 * np.sin(at * 0.05)).astype(np.int16)


def test_a_take_that_is_such_a_wav_is_copied_byte_for_byte(tmp_path, tone):
    source = wav(tmp_path / "take", tone)
    write_clip(source, "s0", tmp_path / "out.wav")

    assert (tmp_path / "out.wav").read_bytes() == source.read_bytes()
    assert facts_of(source, "s0") == (12_000, 1)


def test_a_take_of_another_rate_becomes_one_of_ours(tmp_path, tone):
    source = wav(tmp_path / "take", tone, rate=24_000)
    write_clip(source, "s0", tmp_path / "out.wav")
    length, channels = facts_of(source, "s0")

    with wave.open(str(tmp_path / "out.wav")) as made:
        assert made.getframerate() == 48_000
        assert (made.getnframes(), made.getnchannels()) == (length, channels)
    assert abs(length - 24_000) < 50


def test_a_take_that_is_no_wav_is_decoded(tmp_path, tone):
    source = tmp_path / "take"
    with av.open(str(source), "w", format="flac") as container:
        stream = container.add_stream("flac", rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone.T, "s16", "mono")
        frame.sample_rate = 48_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    write_clip(source, "s0", tmp_path / "out.wav")

    with wave.open(str(tmp_path / "out.wav")) as made:
        assert made.getnchannels() == 2
        assert made.getnframes() == facts_of(source, "s0")[0] == 12_000


def test_what_cannot_be_read_is_refused_with_its_shot(tmp_path):
    (tmp_path / "take").write_bytes(b"no sound")

    with pytest.raises(Invalid, match="s7"):
        facts_of(tmp_path / "take", "s7")


def test_where_nothing_can_be_written_the_file_is_named(tmp_path, tone):
    source = wav(tmp_path / "take", tone)

    with pytest.raises(Outside, match="away"):
        write_clip(source, "s0", tmp_path / "away" / "out.wav")
