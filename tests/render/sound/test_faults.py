"""Faults nobody meant are found and named: silence, clipping, an offset, a missing side."""

from __future__ import annotations

import numpy as np
import pytest

from piying.model.canon import Digest
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import Cut, PictureClip, RoomTone, Space
from piying.model.errors import Invalid, Outside
from piying.render.sound.faults import CLIPPED_RUN, FilmWatch, SourceWatch

SECOND = SAMPLE_RATE


def film(*tones):
    pictures = tuple(PictureClip(f"s{i}", Digest("t"), Digest("b"), "x", 50) for i in range(2))
    return Cut(Digest("b"), "s", 1, "", "zh", Rate(25), pictures, (), (), tones=tones)


STREET = RoomTone("s0", Space.STREET, night=False, start=0, length=4 * SECOND, gain_mb=-4800)


def noise(count, level=0.1):
    sound = np.random.default_rng(1).standard_normal((count, 2)) * level
    return sound.astype(np.float32)


def watched(sound, size=96_000):
    watch = FilmWatch()
    for at in range(0, len(sound), size):
        watch.see(sound[at : at + size])
    return watch


class TestFilm:
    @pytest.mark.parametrize("size", [96_000, 7_777])
    def test_silence_where_a_place_is_heard_is_refused_with_shot_and_time(self, size):
        sound = noise(4 * SECOND)
        sound[int(2.5 * SECOND) : 3 * SECOND] = 0
        with pytest.raises(Outside) as caught:
            watched(sound, size).refuse(film(STREET))

        assert caught.value.code == "render.silence"
        assert caught.value.data["shot"] == "s1"
        assert float(caught.value.data["seconds"]) == pytest.approx(2.5, abs=0.02)

    def test_silence_where_no_place_is_heard_is_meant(self):
        sound = noise(4 * SECOND)
        sound[2 * SECOND :] = 0

        watched(sound).refuse(film())

    def test_a_breath_of_silence_is_no_fault(self):
        sound = noise(4 * SECOND)
        sound[SECOND : SECOND + SECOND // 10] = 0

        watched(sound).refuse(film(STREET))

    def test_silence_to_the_very_end_is_found(self):
        sound = noise(4 * SECOND)
        sound[3 * SECOND :] = 0
        with pytest.raises(Outside):
            watched(sound).refuse(film(STREET))

    @pytest.mark.parametrize(("side", "name"), [(0, "left"), (1, "right")])
    def test_a_missing_channel_is_refused(self, side, name):
        sound = noise(SECOND)
        sound[:, side] *= 0.001
        with pytest.raises(Outside) as caught:
            watched(sound).refuse(film())

        assert caught.value.data["side"] == name

    def test_an_offset_is_refused(self):
        with pytest.raises(Outside) as caught:
            watched(noise(SECOND) + np.float32(0.05)).refuse(film())

        assert caught.value.code == "render.film_offset"

    @pytest.mark.parametrize("level", [0.0, 0.1])
    def test_a_good_film_and_a_silent_one_pass(self, level):
        watched(noise(4 * SECOND, level)).refuse(film())


class TestSource:
    def notes(self, sound, *, voice=False, start=SECOND):
        found = []
        watch = SourceWatch("e01s01-x", Digest("d"), "voice.wav")
        for at in range(0, len(sound), 1_000):
            watch.see(sound[at : at + 1_000])
        watch.end(found.append, start=start, voice=voice)
        return found

    @pytest.mark.parametrize("level", [0, 1e-4])
    def test_a_voice_that_says_nothing_is_refused_by_name(self, level):
        with pytest.raises(Invalid) as caught:
            self.notes(noise(SECOND, level), voice=True)

        assert caught.value.code == "render.line_silent"
        assert "voice.wav" in caught.value.said("en")
        assert "e01s01-x" in caught.value.said("zh")

    def test_silent_music_is_meant(self):
        assert not self.notes(np.zeros((SECOND, 2), np.float32))

    def test_a_clipped_source_is_noted_where_it_is_heard(self):
        sound = noise(SECOND)
        sound[SECOND // 2 + 7 : SECOND // 2 + 7 + CLIPPED_RUN] = 1.0
        (flaw,) = self.notes(sound, voice=True)

        assert (flaw.code, flaw.shot, flaw.at_ms) == ("render.sound_clipped", "e01s01-x", 1_500)

    def test_a_single_peak_at_full_scale_is_no_clipping(self):
        sound = noise(SECOND)
        sound[100] = -1

        assert not self.notes(sound)

    def test_an_offset_of_a_source_is_noted(self):
        (flaw,) = self.notes(noise(SECOND) + np.float32(0.04))

        assert flaw.code == "render.sound_offset"
