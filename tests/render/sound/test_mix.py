"""Sound: clips stand on their sample, music gives way to speech, and no peak is over."""

from __future__ import annotations

import wave
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.canon import Digest
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import Cut, PictureClip, SoundClip, SoundTrack, TrackKind
from piying.model.errors import Missing
from piying.render.sound.mix import DUCK_DOWN, DUCK_UP, mix

FRAMES = 100
LENGTH = FRAMES * SAMPLE_RATE // 25
QUANTUM = 1.6 / 32768


def decibel(ratio):
    return 20 * np.log10(ratio)


@pytest.fixture(name="wav")
def _wav(tmp_path):
    """Writes a WAV and says its digest; `wav.blobs` is where they lie."""

    class Wavs:
        blobs: dict = {}  # noqa: RUF012 - one instance for one test

        def __call__(self, name, sound, rate=SAMPLE_RATE, width=2):
            path = tmp_path / name
            channels = 1 if np.ndim(sound) == 1 else sound.shape[1]
            with wave.open(str(path), "wb") as file:
                file.setnchannels(channels)
                file.setsampwidth(width)
                file.setframerate(rate)
                whole = np.rint(np.asarray(sound) * 32767).astype("<i2")
                file.writeframes(whole.tobytes())
            self.blobs = {**self.blobs, Digest(name): path}
            return Digest(name)

    return Wavs()


def film(*tracks):
    picture = PictureClip("s", Digest("t"), Digest("b"), "x", FRAMES)
    return Cut(Digest("b"), "series", 1, "", "zh", Rate(25), (picture,), tracks, ())


def tone(length, hertz=440.0, level=0.5, start=0):
    return level * np.sin(2 * np.pi * hertz * (np.arange(length) + start) / SAMPLE_RATE)


class TestPlacement:
    @pytest.mark.parametrize("start", [0, 1, 1919, 1920, 47_999, LENGTH - 1])
    def test_a_clip_stands_on_its_sample(self, wav, start):
        click = wav("click", np.array([0.5, 0.25]))
        made = mix(film(SoundTrack(TrackKind.DIALOGUE, (SoundClip("s", click, start, 2),))),
                   wav.blobs)  # fmt: skip

        heard = np.flatnonzero(made[:, 0])
        assert list(heard) == list(range(start, min(start + 2, LENGTH)))
        assert made.shape == (LENGTH, 2)

    def test_a_stretch_of_the_source_is_played_from_where_it_is_asked(self, wav):
        ramp = wav("ramp", np.arange(1000) / 2000)
        clip = SoundClip("s", ramp, 500, 10, source_start=300)
        made = mix(film(SoundTrack(TrackKind.EFFECTS, (clip,))), wav.blobs)

        assert made[500:510, 0] == pytest.approx(np.arange(300, 310) / 2000, abs=QUANTUM)
        assert not made[510:].any()

    def test_a_clip_that_begins_before_the_film_is_cut_into(self, wav):
        ramp = wav("ramp", np.arange(1000) / 2000)
        made = mix(film(SoundTrack(TrackKind.EFFECTS, (SoundClip("s", ramp, -600, 1000),))),
                   wav.blobs)  # fmt: skip

        assert made[0, 0] == pytest.approx(600 / 2000, abs=QUANTUM)
        assert np.count_nonzero(made[:, 0]) == 400

    def test_gain_is_in_hundredths_of_a_decibel(self, wav):
        flat = wav("flat", np.full(100, 0.25))
        made = mix(film(SoundTrack(TrackKind.EFFECTS, (
            SoundClip("s", flat, 0, 100, gain_mb=-600),
        ))), wav.blobs)  # fmt: skip

        assert decibel(made[50, 0] / 0.25) == pytest.approx(-6.0, abs=0.01)

    def test_mono_is_heard_on_both_sides_and_stereo_stays(self, wav):
        mono, both = wav("mono", np.full(10, 0.5)), wav("both", np.tile([0.5, 0.125], (10, 1)))
        made = mix(film(SoundTrack(TrackKind.EFFECTS, (
            SoundClip("s", mono, 0, 10), SoundClip("s", both, 20, 10),
        ))), wav.blobs)  # fmt: skip

        assert made[5] == pytest.approx([0.5, 0.5], abs=QUANTUM)
        assert made[25] == pytest.approx([0.5, 0.125], abs=QUANTUM)

    @pytest.mark.property
    @given(cuts=st.lists(st.integers(1, LENGTH - 1), min_size=1, max_size=6, unique=True))
    @settings(deadline=None, max_examples=15)
    def test_a_sine_across_all_cuts_has_no_click(self, tmp_path_factory, cuts):
        path = tmp_path_factory.mktemp("sine") / "sine"
        whole = np.rint(tone(LENGTH) * 32767).astype("<i2")
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
            file.writeframes(whole.tobytes())
        edges = [0, *sorted(cuts), LENGTH]
        clips = tuple(
            SoundClip("s", Digest("sine"), a, b - a, source_start=a) for a, b in pairwise(edges)
        )
        made = mix(film(SoundTrack(TrackKind.MUSIC, clips)), {Digest("sine"): path})

        assert np.abs(made[:, 0] - whole / 32768).max() < 1e-7


class TestFades:
    def test_fades_begin_and_end_in_silence(self, wav):
        flat = wav("flat", np.full(1000, 0.5))
        made = mix(film(SoundTrack(TrackKind.MUSIC, (
            SoundClip("s", flat, 0, 1000, fade_in=100, fade_out=200),
        ))), wav.blobs)[:, 0]  # fmt: skip

        assert made[0] == made[999] == 0
        assert (np.diff(made[:100]) > 0).all()
        assert (np.diff(made[800:1000]) < 0).all()
        assert made[500] == pytest.approx(0.5, abs=QUANTUM)

    def test_crossing_cues_keep_their_power(self, wav):
        chance = np.random.default_rng(1)
        one, other = (
            wav(n, np.clip(chance.standard_normal(LENGTH) * 0.1, -1, 1)) for n in "ab"
        )
        cross = SAMPLE_RATE
        made = mix(film(SoundTrack(TrackKind.MUSIC, (
            SoundClip("s", one, 0, 2 * SAMPLE_RATE, fade_out=cross),
            SoundClip("s", other, SAMPLE_RATE, 2 * SAMPLE_RATE, fade_in=cross),
        ))), wav.blobs)[:, 0]  # fmt: skip
        power = [float((made[at : at + 4800] ** 2).mean()) for at in
                 range(SAMPLE_RATE, 2 * SAMPLE_RATE, 4800)]  # fmt: skip

        assert all(abs(decibel(np.sqrt(p) / 0.1)) < 0.5 for p in power)

    def test_fades_longer_than_the_clip_do_no_harm(self, wav):
        flat = wav("flat", np.full(10, 0.5))
        made = mix(film(SoundTrack(TrackKind.MUSIC, (
            SoundClip("s", flat, 0, 10, fade_in=400, fade_out=400),
        ))), wav.blobs)  # fmt: skip

        assert made.max() <= 0.5


class TestDucking:
    START, END = 2 * SAMPLE_RATE, 3 * SAMPLE_RATE

    def gain(self, wav, duck_mb=1200, speech=((START, END),)):
        """The gain of music under speech, in decibels for every sample."""
        music, voice = wav("music", np.full(LENGTH, 0.5)), wav("voice", np.zeros(LENGTH))
        made = mix(film(
            SoundTrack(TrackKind.DIALOGUE, tuple(
                SoundClip("s", voice, start, end - start) for start, end in speech
            )),
            SoundTrack(TrackKind.MUSIC, (SoundClip("s", music, 0, LENGTH),), duck_mb=duck_mb),
        ), wav.blobs, stems={"music"})[:, 0]  # fmt: skip
        return decibel(made / (0.5 * 32767 / 32768))

    def test_music_is_down_by_what_was_asked_from_the_first_sample_of_a_line(self, wav):
        gain = self.gain(wav)

        assert gain[self.START] == pytest.approx(-12, abs=0.1)
        assert gain[self.START : self.END].max() <= -11.9
        assert gain[self.START : self.END].min() >= -12.1

    def test_music_is_untouched_before_and_recovers_after(self, wav):
        gain = self.gain(wav)

        assert abs(gain[: self.START - DUCK_DOWN]).max() < 0.02
        assert abs(gain[self.END + DUCK_UP + 2 :]).max() < 0.02

    def test_music_goes_down_and_up_without_a_step(self, wav):
        steps = np.abs(np.diff(self.gain(wav)))

        assert steps.max() < 0.01

    def test_between_two_quick_lines_music_stays_low(self, wav):
        gap = SAMPLE_RATE // 4
        gain = self.gain(wav, speech=((self.START, self.END),
                                      (self.END + gap, self.END + gap + 9000)))  # fmt: skip

        assert gain[self.END : self.END + gap].max() < -6

    def test_a_track_that_asks_for_none_is_not_ducked(self, wav):
        assert abs(self.gain(wav, duck_mb=0)).max() < 0.02

    def test_without_speech_nothing_gives_way(self, wav):
        assert abs(self.gain(wav, speech=())).max() < 0.02


class TestFiles:
    def test_a_missing_blob_is_named(self):
        clip = SoundClip("e01s01-x", Digest("nowhere"), 0, 10)
        with pytest.raises(Missing) as caught:
            mix(film(SoundTrack(TrackKind.MUSIC, (clip,))), {})

        assert "e01s01-x" in caught.value.said("en")

    def test_a_film_without_sound_is_silent_and_as_long(self):
        made = mix(film(), {})

        assert made.shape == (LENGTH, 2)
        assert not made.any()
