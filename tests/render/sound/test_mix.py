"""Sound: clips stand on their sample, music gives way to speech, and no peak is over."""

from __future__ import annotations

import wave
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.levels import DUCK_DOWN, DUCK_UP
from piying.model.canon import Digest
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import (
    Cut,
    Manner,
    PictureClip,
    RoomTone,
    SoundClip,
    SoundTrack,
    Space,
    TrackKind,
)
from piying.model.errors import Invalid, Missing
from piying.render.sound.meter import StepMeter
from piying.render.sound.mix import PIECE, STEMS, mix, pieces

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


def room(space, start, length, gain_mb=-4_000, fade_in=0, fade_out=0):
    return RoomTone("s", space, False, start, length, gain_mb, fade_in, fade_out)  # noqa: FBT003


class TestParts:
    """A mix is the sum of its parts, and its parts do not know of each other."""

    @staticmethod
    def cut(wav):
        chance = np.random.default_rng(5)
        voice = wav("voice", np.clip(chance.standard_normal(SAMPLE_RATE) * 0.1, -1, 1))
        music = wav("music", np.clip(chance.standard_normal((LENGTH, 2)) * 0.1, -1, 1))
        blow = wav("blow", np.clip(chance.standard_normal(9_000) * 0.2, -1, 1))
        return replace(
            film(
                SoundTrack(TrackKind.DIALOGUE, (
                    SoundClip("s", voice, 20_001, SAMPLE_RATE, space=Space.HALL,
                              echo_mb=-900, fade_in=96, fade_out=96),
                    SoundClip("s", voice, 90_000, 30_000, manner=Manner.PHONE),
                    SoundClip("s", voice, 130_000, 30_000, manner=Manner.INNER,
                              echo_mb=-1500),
                )),
                SoundTrack(TrackKind.MUSIC, (SoundClip("s", music, 0, LENGTH),), 1_200),
                SoundTrack(TrackKind.EFFECTS, (
                    SoundClip("s", blow, 60_000, 9_000, space=Space.STREET, echo_mb=-2000),
                ), 300),
            ),
            tones=(
                room(Space.HALL, 0, 110_000, -5000, 0, 19_200),
                room(Space.STREET, 90_800, LENGTH - 90_800, -5000, 19_200, 999),
            ),
        )  # fmt: skip

    def test_the_mix_is_the_sum_of_its_stems(self, wav):
        cut = self.cut(wav)
        parts = [mix(cut, wav.blobs, {stem}) for stem in STEMS]

        assert all(np.abs(part).max() > 1e-3 for part in parts)
        assert np.abs(sum(parts) - mix(cut, wav.blobs)).max() < 1e-6

    def test_pieces_are_the_whole(self, wav):
        cut = self.cut(wav)
        made = list(pieces(cut, wav.blobs))

        assert [len(piece) for piece in made] == [PIECE] * (LENGTH // PIECE)
        assert np.array_equal(np.concatenate(made), mix(cut, wav.blobs))

    def test_a_quieter_clip_is_the_same_clip_quieter(self, wav):
        cut = self.cut(wav)
        softer = replace(cut, sounds=tuple(
            replace(track, clips=tuple(replace(c, gain_mb=-600) for c in track.clips))
            for track in cut.sounds
        ))  # fmt: skip
        for stem in ("music", "effects"):
            loud, soft = (mix(one, wav.blobs, {stem}) for one in (cut, softer))
            assert np.abs(soft - loud * 10 ** (-6 / 20)).max() < 1e-6

    def test_a_voice_in_a_place_stands_on_its_sample_and_rings_after_it(self, wav):
        click = np.zeros(4_800)
        click[0] = 0.9
        blob = wav("click", click)
        clip = SoundClip("s", blob, 95_990, 4_800, space=Space.HALL, echo_mb=-900)
        made = mix(film(SoundTrack(TrackKind.DIALOGUE, (clip,))), wav.blobs)

        assert not made[:95_990].any()
        assert made[95_990, 0] == pytest.approx(0.9, abs=1e-3)
        assert np.abs(made[101_000:110_000]).max() > 1e-4

    def test_what_has_no_place_has_no_echo(self, wav):
        blob = wav("flat", np.full(4_800, 0.3))
        made = mix(film(SoundTrack(TrackKind.DIALOGUE, (SoundClip("s", blob, 0, 4_800),))),
                   wav.blobs)  # fmt: skip

        assert not made[4_800:].any()


class TestTones:
    def cut(self, *tones):
        return replace(film(), tones=tones)

    def test_a_tone_goes_on_where_it_was_and_is_never_silent(self):
        made = mix(self.cut(room(Space.OFFICE, 0, LENGTH, -4000)), {})
        level = np.sqrt((made.reshape(-1, 960, 2) ** 2).mean((1, 2)))

        assert level.min() > level.max() / 8

    def test_the_tones_of_two_places_cross_and_keep_their_power(self):
        cross, at = 19_200, 90_000
        made = mix(self.cut(
            room(Space.OFFICE, 0, at + cross, -4000, 0, cross),
            room(Space.WARD, at, LENGTH - at, -4000, cross, 0),
        ), {})  # fmt: skip
        energies = StepMeter()
        energies.hear(made)
        loud = 10 * np.log10(energies.energies.reshape(-1, 20).mean(1))

        assert np.ptp(loud[5:]) < 4

    def test_a_tone_that_comes_back_has_not_begun_again(self):
        whole = mix(self.cut(room(Space.PARK, 0, LENGTH, -4000)), {})
        later = mix(self.cut(room(Space.PARK, 70_000, 9_000, -4000)), {})

        assert np.array_equal(later[70_000:79_000], whole[70_000:79_000])


class TestFiles:
    def test_a_file_that_is_cut_off_is_refused_with_shot_and_file(self, wav):
        short = wav("short", np.full(900, 0.5))
        clip = SoundClip("e01s01-x", short, 0, 1_000)
        with pytest.raises(Invalid) as caught:
            mix(film(SoundTrack(TrackKind.MUSIC, (clip,))), wav.blobs)

        assert caught.value.code == "render.sound_short"
        assert "e01s01-x" in caught.value.said("en")

    def test_a_silent_voice_is_refused_and_a_clipped_sound_noted(self, wav):
        mute, loud = wav("mute", np.zeros(1_000)), wav("loud", np.ones(1_000))
        noted = []
        clips = (SoundClip("a", loud, 0, 1_000), SoundClip("b", mute, 2_000, 1_000))
        with pytest.raises(Invalid) as caught:
            list(pieces(film(SoundTrack(TrackKind.DIALOGUE, clips)), wav.blobs, noted.append))

        assert caught.value.code == "render.line_silent"
        assert caught.value.data["shot"] == "b"
        assert [flaw.code for flaw in noted] == ["render.sound_clipped", "render.sound_offset"]

    def test_a_source_of_another_rate_is_heard_at_its_length(self, wav):
        slow = wav("slow", tone(24_000, 440), rate=24_000)
        made = mix(film(SoundTrack(TrackKind.MUSIC, (SoundClip("s", slow, 0, 48_000),))),
                   wav.blobs)  # fmt: skip

        assert np.abs(made[40_000:47_000]).max() > 0.4

    def test_a_missing_blob_is_named(self):
        clip = SoundClip("e01s01-x", Digest("nowhere"), 0, 10)
        with pytest.raises(Missing) as caught:
            mix(film(SoundTrack(TrackKind.MUSIC, (clip,))), {})

        assert "e01s01-x" in caught.value.said("en")

    def test_a_film_without_sound_is_silent_and_as_long(self):
        made = mix(film(), {})

        assert made.shape == (LENGTH, 2)
        assert not made.any()
