"""The list is read by a reader that is not ours: the CMX 3600 adapter of OpenTimelineIO."""

from __future__ import annotations

import re
from dataclasses import replace

import opentimelineio as otio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.conform import starts
from piying.cut.edl import DISSOLVE_FRAMES_MAX, EVENT_COUNT_MAX, to_edl
from piying.cut.media import plan_media
from piying.model.clock import Rate
from piying.model.errors import Invalid
from piying.model.shot import Transition

RATES = (24, 25, 30, 50, 60)


@pytest.fixture
def cut(make):
    board = make.board(
        make.spec(speech=make.speech("你终于肯回来了。")),
        make.spec(transition=Transition.DISSOLVE, onscreen="三年后", length_ms=9_000),
        make.spec(transition=Transition.FADE, length_ms=3_000),
        make.spec(transition=Transition.INK, length_ms=3_000),
    )
    return make.film(board, {"s0": make.voice(96_000)}).cut


def read(text, rate):
    return otio.adapters.read_from_string(text, "cmx_3600", rate=rate)


def events(text):
    return [line for line in text.splitlines() if re.match(r"\d{3} ", line)]


@given(data=st.data(), rate=st.sampled_from(RATES))
@settings(deadline=None, max_examples=40)
def test_another_reader_finds_every_frame_where_it_lies(films, facts, data, rate):
    film = data.draw(films).cut
    pictures = tuple(
        replace(clip, source_start_frames=data.draw(st.integers(0, 99)))
        for clip in film.pictures
    )
    # the reader knows no black: it refuses what fades in out of it at the very beginning
    first = replace(pictures[0], transition=Transition.CUT, transition_frames=0)
    cut = replace(film, rate=Rate(rate), pictures=(first, *pictures[1:]))
    line = read(to_edl(cut, plan_media(cut, facts(cut))), rate)
    track = next(one for one in line.tracks if one.name == "V")
    clips = [item for item in track if isinstance(item, otio.schema.Clip)]

    assert len(clips) == len(cut.pictures)
    for clip, ours, start in zip(clips, cut.pictures, starts(cut.pictures), strict=False):
        assert track.range_of_child(clip).start_time.to_frames() == start
        assert clip.source_range.start_time.to_frames() == ours.source_start_frames
        assert clip.source_range.duration.to_frames() == ours.length_frames
        assert clip.name == f"{ours.shot}.mp4"


def test_another_reader_finds_the_dissolves(cut, facts):
    first = replace(cut.pictures[0], transition=Transition.CUT, transition_frames=0)
    plain = replace(cut, pictures=(first, *cut.pictures[1:]))
    line = read(to_edl(plain, plan_media(plain, facts(plain))), 25)

    found = [item for item in line.tracks[0] if isinstance(item, otio.schema.Transition)]

    assert [one.out_offset.to_frames() for one in found] == [
        clip.transition_frames for clip in plain.pictures if clip.transition_frames
    ]


def test_the_sound_is_stems_as_long_as_the_film(make, facts):
    board = make.board(make.spec(sounds=("impact",)), make.spec())
    cut = make.film(board, {}).cut
    line = read(to_edl(cut, plan_media(cut, facts(cut))), 25)

    sounds = {one.name: one for one in line.tracks if one.name.startswith("A")}

    assert list(sounds) == ["A1", "A2", "A3", "A4"]
    assert {one.duration().to_frames() for one in sounds.values()} == {cut.length_frames}
    assert [one[0].name for one in sounds.values()] == [
        "dialogue.wav", "music.wav", "effects.wav", "tone.wav"
    ]  # fmt: skip


def test_what_a_machine_reads_is_ascii_and_comments_say_what_is_said(cut, facts):
    text = to_edl(cut, plan_media(cut, facts(cut)))

    comments = [line for line in text.splitlines() if line.startswith("* COMMENT")]
    rest = [line for line in text.splitlines() if not line.startswith("* COMMENT")]

    assert "\n".join(rest).isascii()
    assert any("林晚：你终于肯回来了。" in line for line in comments)
    assert any("[super] 三年后" in line for line in comments)
    assert any(line.endswith("长夜 01 归来") for line in comments)


def test_a_list_of_known_shots_is_this_list(cut, facts):
    text = to_edl(cut, plan_media(cut, facts(cut)))

    assert text.startswith("TITLE: PIYING EPISODE 01\nFCM: NON-DROP FRAME\n\n001  ")
    assert events(text)[:3] == [
        "001  S0       V     C        00:00:00:00 00:00:02:12 00:00:00:00 00:00:02:12",
        "002  S0       V     C        00:00:02:12 00:00:02:12 00:00:02:12 00:00:02:12",
        "002  S1       V     D    012 00:00:00:00 00:00:09:00 00:00:02:12 00:00:11:12",
    ]


def test_a_fade_comes_out_of_black_and_other_passages_are_named(cut, facts):
    text = to_edl(cut, plan_media(cut, facts(cut)))

    assert "003  BL       V     C " in text
    assert "* PIYING TRANSITION: FADE" in text
    assert "* PIYING TRANSITION: INK" in text


def test_baked_pictures_follow_each_other_with_cuts(cut, facts):
    text = to_edl(cut, plan_media(cut, facts(cut), baked=True))

    assert not [line for line in events(text) if re.search(r" D +\d", line)]


def test_a_list_numbers_no_more_events_than_it_can(cut):
    long = replace(cut, pictures=cut.pictures[:1] * (EVENT_COUNT_MAX + 1), sounds=())

    with pytest.raises(Invalid) as refusal:
        to_edl(long, plan_media(long, {}))

    assert refusal.value.code == "cut.edl_long"


def test_a_dissolve_longer_than_three_digits_say_is_refused(cut, facts):
    slow = replace(
        cut.pictures[1], transition_frames=DISSOLVE_FRAMES_MAX + 1, length_frames=999
    )
    long = replace(cut, pictures=(cut.pictures[0], slow))

    with pytest.raises(Invalid) as refusal:
        to_edl(long, plan_media(long, facts(long)))

    assert refusal.value.code == "cut.edl_dissolve"
