"""A person's recording: mono at 48 kHz, trimmed, at one level, with a mouth that follows."""

from __future__ import annotations

import av
import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Invalid
from piying.render.media.voice import (
    LEAD_SAMPLES,
    LEVEL_DB,
    heard,
    media_type_of_sound,
    mouth_marks,
    recording,
)

VISEMES = {"rest", "half", "mid", "open"}


def tone(seconds, rate, level=0.3):
    """A tone with silence round it, (samples,)."""
    silence = np.zeros(int(0.5 * rate))
    sound = level * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)
    return np.concatenate((silence, sound, silence)).astype(np.float32)


def written(path, channels, rate, codec, layout, kind="fltp"):
    """A file of sound with these channels."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        resampler = av.AudioResampler(format=stream.format.name, layout=layout, rate=rate)
        step = 1024
        for at in range(0, channels.shape[1] - step + 1, step):
            piece = np.ascontiguousarray(channels[:, at : at + step])
            frame = av.AudioFrame.from_ndarray(piece, format=kind, layout=layout)
            frame.sample_rate, frame.pts = rate, at
            for one in resampler.resample(frame):
                container.mux(stream.encode(one))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "codec", "form", "media_type"),
    [
        ("a.wav", "pcm_s16le", (44_100, "mono", 1), "audio/wav"),
        ("a.wav", "pcm_s24le", (96_000, "stereo", 2), "audio/wav"),
        ("a.wav", "pcm_f32le", (8_000, "mono", 1), "audio/wav"),
        ("a.flac", "flac", (48_000, "stereo", 2), "audio/flac"),
        ("a.flac", "flac", (48_000, "5.1", 6), "audio/flac"),
        ("a.mp3", "libmp3lame", (44_100, "mono", 1), "audio/mpeg"),
        ("a.m4a", "aac", (32_000, "stereo", 2), "audio/mp4"),
        ("a.ogg", "libopus", (48_000, "mono", 1), "audio/ogg"),
    ],
)
def test_any_recording_becomes_a_voice(tmp_path, name, codec, form, media_type):
    rate, layout, count = form
    path = written(tmp_path / name, np.stack([tone(1.0, rate)] * count), rate, codec, layout)
    voice = recording(path, "s")
    active = voice[LEAD_SAMPLES * 2 : -LEAD_SAMPLES * 2]

    assert media_type_of_sound(path, "s") == media_type
    assert len(voice) / SAMPLE_RATE == pytest.approx(1.0 + 2 * LEAD_SAMPLES / SAMPLE_RATE,
                                                     abs=0.1)  # fmt: skip
    assert 20 * np.log10(np.sqrt((active**2).mean())) == pytest.approx(LEVEL_DB, abs=0.5)
    spectrum = np.abs(np.fft.rfft(active * np.hanning(len(active))))
    assert np.argmax(spectrum) * SAMPLE_RATE / len(active) == pytest.approx(440, abs=3)


def test_the_middle_of_five_point_one_is_heard_and_the_deep_one_is_not(tmp_path):
    """ITU-R BS.775: what the low channel carries is not part of a downmix."""
    sound = np.zeros((6, 96_000), np.float32)
    time = np.arange(48_000) / 48_000
    sound[2, 24_000:72_000] = 0.2 * np.sin(2 * np.pi * 440 * time)
    sound[3, 24_000:72_000] = 0.9 * np.sin(2 * np.pi * 60 * time)
    voice = recording(written(tmp_path / "a.flac", sound, 48_000, "flac", "5.1"), "s")
    spectrum = np.abs(np.fft.rfft(voice * np.hanning(len(voice))))
    hertz = np.fft.rfftfreq(len(voice), 1 / SAMPLE_RATE)

    assert hertz[np.argmax(spectrum)] == pytest.approx(440, abs=3)
    assert spectrum[hertz < 100].max() < 0.01 * spectrum.max()


def test_a_loud_recording_does_not_clip(tmp_path):
    rate = 48_000
    sound = tone(1.0, rate, 0.02)
    sound[rate::4000] = 0.99
    voice = recording(written(tmp_path / "a.wav", sound[None], rate, "pcm_s16le", "mono"), "s")

    assert np.abs(voice).max() < 0.98


def test_the_mouth_opens_where_the_voice_is_loud():
    loud = tone(0.5, SAMPLE_RATE)
    marks = mouth_marks(loud)

    assert {mark.viseme for mark in marks} <= VISEMES
    assert marks[0].viseme == marks[-1].viseme == "rest"
    assert any(mark.viseme == "open" for mark in marks)
    assert [mark.start for mark in marks[1:]] == [mark.end for mark in marks[:-1]]
    assert (marks[0].start, marks[-1].end) == (0, len(loud))


def test_silence_has_no_words_and_no_mouth():
    assert heard(np.zeros(48_000, np.float32)) == (0, 0)
    assert heard(np.zeros(0, np.float32)) == (0, 0)
    assert mouth_marks(np.zeros(0, np.float32)) == ()


def test_a_silent_recording_is_refused_by_shot_and_file(tmp_path):
    path = written(tmp_path / "hush.wav", np.zeros((1, 48_000), np.float32), 48_000,
                   "pcm_s16le", "mono")  # fmt: skip
    with pytest.raises(Invalid, match=r"hush\.wav") as refused:
        recording(path, "e01s05")

    assert refused.value.code == "render.voice_silent"
    assert refused.value.data["shot"] == "e01s05"


@pytest.mark.parametrize("data", [b"", b"\xff", b"#EXTM3U\nother.wav\n", b"PK\x03\x04" * 9])
def test_what_is_no_recording_is_refused(tmp_path, data):
    path = tmp_path / "a.wav"
    path.write_bytes(data)

    with pytest.raises(Invalid) as refused:
        media_type_of_sound(path, "e01s05")
    assert refused.value.code == "render.voice_kind"


def test_a_recording_of_minutes_is_no_line(tmp_path):
    path = written(tmp_path / "a.wav", tone(130, 8000)[None], 8000, "pcm_s16le", "mono")

    with pytest.raises(Invalid) as refused:
        recording(path, "s")
    assert refused.value.code == "render.voice_long"
