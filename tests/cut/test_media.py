from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.media import handle, lanes, plan_media, reels
from piying.model.errors import Invalid
from piying.model.shot import Transition


@pytest.fixture
def cut(make):
    board = make.board(
        make.spec(speech=make.speech("你终于肯回来了。"), sounds=("impact", "thunder")),
        make.spec(transition=Transition.DISSOLVE, length_ms=9_000),
        make.spec(transition=Transition.FADE, sounds=("impact",), length_ms=9_000),
    )
    return make.film(board, {"s0": make.voice(96_000)}).cut


@given(data=st.data())
@settings(deadline=None, max_examples=25)
def test_every_clip_lies_inside_its_file(films, facts, data):
    cut = data.draw(films).cut
    media = plan_media(cut, facts(cut))

    for index, clip in enumerate(cut.pictures):
        needed = clip.source_start_frames + clip.length_frames + handle(cut, index)
        assert media.pictures[index].length >= needed
    for track in cut.sounds:
        for clip in track.clips:
            assert clip.source_start + clip.length <= media.sounds[clip.blob].length


@given(data=st.data())
@settings(deadline=None, max_examples=25)
def test_names_of_files_and_reels_are_ascii_and_given_once(films, facts, data):
    cut = data.draw(films).cut
    media = plan_media(cut, facts(cut))
    files = {*media.pictures, *media.sounds.values(), *media.stems.values()}
    names = [medium.name for medium in files]

    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[a-z]+/[A-Za-z0-9._-]+\.(mp4|wav)", name) for name in names)
    named = reels(media)
    assert len(set(named.values())) == len(named)
    assert all(re.fullmatch(r"[A-Z0-9]{1,8}", reel) for reel in named.values())


def test_a_reel_is_the_eight_letters_of_the_shot(cut):
    named = replace(cut.pictures[0], shot="e01s02-1f2e3d4c")
    only = replace(cut, pictures=(named,), sounds=())
    media = plan_media(only, {})

    assert reels(media) == {"e01s02-1f2e3d4c": "1F2E3D4C"}


def test_shots_whose_names_are_not_ascii_are_told_apart_by_numbers(cut):
    pictures = tuple(
        replace(clip, shot=name)
        for clip, name in zip(cut.pictures, ("雨夜归人", "雪夜归人"), strict=False)
    )
    media = plan_media(replace(cut, pictures=pictures, sounds=()), {})

    assert [medium.file for medium in media.pictures] == ["shot.mp4", "shot-2.mp4"]
    assert list(reels(media).values()) == ["SHOT", "2"]


def test_a_reel_that_is_taken_or_means_black_gets_a_number(cut):
    names = ("e01s02-1f2e3d4c", "e01s03-1f2e3d4c", "BL")
    pictures = tuple(
        replace(clip, shot=name) for clip, name in zip(cut.pictures, names, strict=True)
    )
    media = plan_media(replace(cut, pictures=pictures, sounds=()), {})

    assert list(reels(media).values()) == ["1F2E3D4C", "S0000002", "S0000003"]


def test_a_dissolve_needs_frames_of_the_shot_before_and_a_fade_does_not(cut):
    assert [handle(cut, index) for index in range(3)] == [12, 0, 0]


def test_a_shot_used_twice_is_one_file_as_long_as_its_longest_use(cut):
    first = cut.pictures[0]
    short = replace(first, length_frames=5, source_start_frames=3)
    again = replace(cut, pictures=(short, first), sounds=())

    media = plan_media(again, {})

    assert media.pictures[0] is media.pictures[1]
    assert media.pictures[0].length == first.length_frames


def test_a_baked_file_begins_with_its_clip_and_has_no_passage(cut, facts):
    media = plan_media(cut, facts(cut), baked=True)

    assert [medium.length for medium in media.pictures] == [
        clip.length_frames for clip in cut.pictures
    ]
    assert all(media.passage(clip) == 0 for clip in cut.pictures)
    assert media.source_start(replace(cut.pictures[0], source_start_frames=7)) == 0


def test_stems_are_as_long_as_the_film(cut, facts):
    media = plan_media(cut, facts(cut))

    assert set(media.stems) == {"dialogue", "music", "effects", "tone"}
    assert {stem.length for stem in media.stems.values()} == {
        cut.rate.samples_at(cut.length_frames)
    }


def test_sounds_that_overlap_lie_in_rows_of_their_own(cut):
    rows = lanes(cut.sounds[2])

    assert sorted(place for row in rows for place, _ in row) == [0, 1, 2]
    for row in rows:
        ends = [clip.start + clip.length for _, clip in row]
        begins = [clip.start for _, clip in row]
        assert all(end <= begin for end, begin in zip(ends, begins[1:], strict=False))


def test_a_cut_without_pictures_has_no_media(cut):
    with pytest.raises(Invalid) as refusal:
        plan_media(replace(cut, pictures=()), {})

    assert refusal.value.code == "cut.empty"
