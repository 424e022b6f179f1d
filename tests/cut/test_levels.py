from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.levels import DUCK_DOWN, DUCK_UP, ducking, levels, spoken
from piying.model.canon import digest_bytes
from piying.model.cut import SoundClip, SoundTrack, TrackKind
from piying.render.sound import mix

BLOB = digest_bytes(b"music")


@st.composite
def speech(draw):
    now, found = 0, []
    for pause, length in draw(
        st.lists(st.tuples(st.integers(0, 60_000), st.integers(1, 60_000)), max_size=6)
    ):
        found.append((now + pause, now + pause + length))
        now += pause + length
    return tuple(found)


def reference(spoken_at, length):
    """A ramp a sample at a time: the definition, as the film's mix follows it."""
    low = np.zeros(length, bool)
    for start, end in spoken_at:
        low[max(0, start - DUCK_DOWN) : end] = True
    share, level = np.empty(length), 0.0
    for i in range(length):
        level = min(1.0, level + 1 / DUCK_DOWN) if low[i] else max(0.0, level - 1 / DUCK_UP)
        share[i] = level
    return share


@given(spoken_at=speech())
@settings(deadline=None, max_examples=15)
def test_the_bends_of_ducking_draw_the_ramp_of_the_mix(spoken_at):
    length = (spoken_at[-1][1] if spoken_at else 0) + DUCK_UP + 10
    bends = ducking(spoken_at)
    drawn = np.interp(np.arange(length), *zip(*bends, strict=True)) if bends else np.zeros(1)

    assert np.abs(drawn - reference(spoken_at, length)).max() < 2 / DUCK_DOWN + 1e-9


def test_the_slopes_are_those_of_the_mix():
    assert (DUCK_DOWN, DUCK_UP) == (mix.DUCK_DOWN, mix.DUCK_UP)


def test_music_is_down_when_a_line_begins():
    clip = SoundClip("s0", BLOB, 0, 480_000, gain_mb=-600)
    track = SoundTrack(TrackKind.MUSIC, (clip,), 1200)
    found = {one.sample: one.factor for one in levels(clip, track, ((96_000, 144_000),))}

    assert found[96_000] == pytest.approx(10 ** (-1800 / 2000))
    assert found[96_000 - DUCK_DOWN] == pytest.approx(10 ** (-600 / 2000))
    assert found[144_000 + DUCK_UP] == pytest.approx(10 ** (-600 / 2000))


def test_a_fade_begins_and_ends_in_silence_with_constant_power():
    clip = SoundClip("s0", BLOB, 0, 96_000, fade_in=48_000, fade_out=24_000)
    found = {
        one.sample: one.factor for one in levels(clip, SoundTrack(TrackKind.EFFECTS, ()), ())
    }

    assert found[0] == found[96_000] == pytest.approx(0)
    assert found[24_000] == pytest.approx(0.5**0.5)
    assert found[48_000] == pytest.approx(1)


def test_a_fade_too_short_to_draw_is_left_out():
    clip = SoundClip("s0", BLOB, 0, 96_000, fade_in=96, fade_out=96)
    found = levels(clip, SoundTrack(TrackKind.DIALOGUE, (clip,)), (), least=1920)

    assert {one.factor for one in found} == {1.0}


@given(data=st.data())
@settings(deadline=None, max_examples=20)
def test_levels_run_from_the_first_sample_to_the_last(films, data):
    cut = data.draw(films).cut
    said = spoken(cut)

    for track in cut.sounds:
        for clip in track.clips:
            found = levels(clip, track, said)
            assert (found[0].sample, found[-1].sample) == (0, clip.length)
            assert [one.sample for one in found] == sorted({one.sample for one in found})
            assert all(one.factor >= 0 for one in found)
