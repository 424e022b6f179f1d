"""Sources: whatever a file holds is heard as stereo at 48 kHz, or refused by name."""

from __future__ import annotations

import struct
import wave
from fractions import Fraction

import av
import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Invalid
from piying.render.sound.source import SIDES, USUAL, downmixed, opened, resampled

SHOT = "e01s01-x"


def tone(count, hertz=440.0, rate=SAMPLE_RATE, level=0.5):
    return level * np.sin(2 * np.pi * hertz * np.arange(count) / rate)


def wav(path, sound, *, rate=SAMPLE_RATE, kind="<i2"):
    """A WAV of any kind of samples, with a chunk before the sound that nobody knows."""
    sound = np.atleast_2d(np.asarray(sound, float).T).T
    kind = np.dtype(kind)
    if kind.kind == "f":
        data, tag = sound.astype(kind), 3
    elif kind.itemsize == 1:
        data, tag = np.rint(sound * 127 + 128).astype(kind), 1
    else:
        data, tag = np.rint(sound * (2 ** (8 * kind.itemsize - 1) - 1)).astype(kind), 1
    channels, size = sound.shape[1], kind.itemsize
    form = struct.pack(
        "<HHIIHH", tag, channels, rate, rate * channels * size, channels * size, 8 * size
    )
    body = b"fmt " + struct.pack("<I", 16) + form + b"junk" + struct.pack("<I", 3) + b"abc\0"
    body += b"data" + struct.pack("<I", data.nbytes) + data.tobytes()
    path.write_bytes(b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body)
    return path


def encoded(path, planes, codec, form, layout, rate=SAMPLE_RATE):
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        frame = av.AudioFrame.from_ndarray(planes, format=form, layout=layout)
        frame.sample_rate, frame.time_base = rate, Fraction(1, rate)
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("kind", ["<i2", "<i4", "<f4", "<f8", "u1"])
def test_every_kind_of_samples_is_read(tmp_path, kind):
    sound = np.stack([tone(4800), tone(4800, 880)], 1)
    source = opened(wav(tmp_path / "a.wav", sound, kind=kind), SHOT)

    assert source.length == 4800
    assert source.take(0, 4800) == pytest.approx(sound, abs=0.01 if kind == "u1" else 1e-4)


def test_a_stretch_is_read_from_where_it_is_asked(tmp_path):
    sound = np.arange(1000) / 2000
    source = opened(wav(tmp_path / "a.wav", sound), SHOT)

    assert source.take(300, 310)[:, 1] == pytest.approx(sound[300:310], abs=1e-4)


def test_a_file_of_the_house_is_mapped_and_not_held(tmp_path):
    samples = opened(wav(tmp_path / "a.wav", tone(4800)), SHOT).samples

    assert samples.dtype == np.int16
    assert isinstance(samples.base, np.memmap)


def test_what_is_taken_is_not_shared_with_the_file(tmp_path):
    path = wav(tmp_path / "a.wav", tone(480))
    before = path.read_bytes()
    opened(path, SHOT).take(0, 480)[:] = 9

    assert path.read_bytes() == before


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 96_000])
def test_another_rate_is_heard_at_its_pitch_and_length(tmp_path, rate):
    source = opened(wav(tmp_path / "a.wav", tone(rate, 440, rate), rate=rate), SHOT)
    middle = source.take(4_800, 43_200)[:, 0]

    assert source.length == SAMPLE_RATE
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert spectrum.argmax() * SAMPLE_RATE / len(middle) == pytest.approx(440, abs=1.5)
    assert np.abs(middle).max() == pytest.approx(0.5, abs=0.01)


def test_resampling_is_not_a_sample_late():
    click = np.zeros((24_000, 2), np.float32)
    click[6_000] = 1

    assert resampled(click, 24_000)[:, 0].argmax() == 12_000


@pytest.mark.parametrize(
    ("name", "codec", "form"),
    [("a.flac", "flac", "s16"), ("a.mp3", "libmp3lame", "fltp"), ("a.m4a", "aac", "fltp")],
)
def test_files_that_are_not_wav_are_read(tmp_path, name, codec, form):
    sound = tone(SAMPLE_RATE)
    both = np.stack([sound, sound])
    planes = (both.T.reshape(1, -1) * 32767).astype(np.int16) if form == "s16" else both
    kind = np.int16 if form == "s16" else np.float32
    path = encoded(tmp_path / name, planes.astype(kind), codec, form, "stereo")
    source = opened(path, SHOT)

    assert abs(source.length - SAMPLE_RATE) < 2_400
    heard = source.take(10_000, 20_000)
    assert np.sqrt((heard**2).mean()) == pytest.approx(0.5 / np.sqrt(2), rel=0.05)


class TestDownmix:
    """ITU-R BS.775-3, table 2: L' = L + 0.7071 C + 0.7071 Ls, and so for the right."""

    def test_the_middle_comes_from_both_sides_3_db_softer(self):
        made = downmixed(np.eye(6, dtype=np.float32), USUAL[6])

        assert made[2] == pytest.approx([0.7071, 0.7071])

    def test_front_and_back_stay_on_their_side(self):
        made = downmixed(np.eye(6, dtype=np.float32), USUAL[6])

        assert made[[0, 1]] == pytest.approx(np.eye(2))
        assert made[[4, 5]] == pytest.approx(0.7071 * np.eye(2))

    def test_the_deep_channel_is_left_out(self):
        assert not downmixed(np.eye(8, dtype=np.float32), USUAL[8])[3].any()

    @pytest.mark.parametrize(("layout", "count"), [("5.1", 6), ("5.1(side)", 6), ("7.1", 8)])
    def test_a_file_with_many_channels_is_brought_to_two(self, tmp_path, layout, count):
        planes = np.zeros((count, 9_600), np.float32)
        planes[2] = tone(9_600)
        path = encoded(
            tmp_path / "a.flac",
            (planes.T.reshape(1, -1) * 32767).astype(np.int16),
            "flac", "s16", layout,
        )  # fmt: skip
        heard = opened(path, SHOT).take(0, 9_600)

        assert heard[:, 0] == pytest.approx(0.7071 * planes[2], abs=2e-4)
        assert heard[:, 1] == pytest.approx(heard[:, 0])

    def test_a_wav_that_names_no_loudspeakers_has_the_usual_ones(self, tmp_path):
        sound = np.zeros((4_800, 6))
        sound[:, 4] = tone(4_800)
        heard = opened(wav(tmp_path / "a.wav", sound), SHOT).take(0, 4_800)

        assert heard[:, 0] == pytest.approx(0.7071 * sound[:, 4], abs=2e-4)
        assert not heard[:, 1].any()

    def test_every_usual_loudspeaker_has_its_sides(self):
        assert {name for names in USUAL.values() for name in names} <= set(SIDES)

    def test_channels_that_nobody_knows_are_refused_by_name(self, tmp_path):
        with pytest.raises(Invalid) as caught:
            opened(wav(tmp_path / "a.wav", np.zeros((480, 11))), SHOT)

        assert caught.value.code == "render.sound_channels"
        assert SHOT in caught.value.said("zh")


class TestRefusals:
    def test_a_file_that_is_cut_off_gives_what_is_there(self, tmp_path):
        path = wav(tmp_path / "a.wav", tone(4_800))
        path.write_bytes(path.read_bytes()[:-4_001])

        assert opened(path, SHOT).length == 2_799

    @pytest.mark.parametrize("data", [b"", b"RIFF", b"no sound at all" * 9])
    def test_what_is_no_sound_is_refused_with_shot_and_file(self, tmp_path, data):
        path = tmp_path / "a.wav"
        path.write_bytes(data)
        with pytest.raises(Invalid) as caught:
            opened(path, SHOT)

        assert SHOT in caught.value.said("en")
        assert "a.wav" in caught.value.said("en")

    def test_a_wav_without_samples_is_refused(self, tmp_path):
        with wave.open(str(tmp_path / "a.wav"), "wb") as file:
            file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        with pytest.raises(Invalid) as caught:
            opened(tmp_path / "a.wav", SHOT)

        assert caught.value.code == "render.sound_empty"

    def test_a_file_that_is_not_there_is_refused(self, tmp_path):
        with pytest.raises(Invalid) as caught:
            opened(tmp_path / "nothing.wav", SHOT)

        assert caught.value.code == "render.sound_unreadable"
