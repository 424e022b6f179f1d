from __future__ import annotations

from dataclasses import replace

import opentimelineio as otio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.otio import to_otio
from piying.cut.otio_read import from_otio
from piying.model.errors import Invalid
from piying.model.shot import Transition


@pytest.fixture
def cut(make):
    board = make.board(
        make.spec(speech=make.speech("你终于肯回来了。"), sounds=("impact", "thunder")),
        make.spec(transition=Transition.DISSOLVE, onscreen="三年后", length_ms=9_000),
        make.spec(sounds=("impact",), mood="tension", length_ms=9_000),
    )
    return make.film(board, {"s0": make.voice(96_000)}).cut


def timeline(cut):
    return otio.adapters.read_from_string(to_otio(cut), "otio_json")


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_a_cut_comes_back_whole(films, data):
    cut = data.draw(films).cut

    assert from_otio(to_otio(cut)) == cut


def test_clips_stand_where_other_tools_look_for_them(cut):
    line = timeline(cut)
    pictures = line.tracks[0]

    clips = [item for item in pictures if isinstance(item, otio.schema.Clip)]

    assert [clip.name for clip in clips] == ["s0", "s1", "s2"]
    assert pictures.range_of_child(clips[1]).start_time.value == cut.pictures[0].length_frames
    assert pictures.duration().value == cut.length_frames


def test_a_dissolve_is_a_dissolve_over_the_head_of_its_clip(cut):
    line = timeline(cut)

    (dissolve,) = [i for i in line.tracks[0] if isinstance(i, otio.schema.Transition)]

    assert dissolve.transition_type == otio.schema.TransitionTypes.SMPTE_Dissolve
    assert (dissolve.in_offset.value, dissolve.out_offset.value) == (0, 12)


def test_sounds_that_overlap_lie_on_tracks_of_their_own(cut):
    line = timeline(cut)
    lanes = [track for track in line.tracks if track.name.startswith("effects")]

    assert len(lanes) == 2
    starts = {
        int(lane.range_of_child(clip).start_time.value)
        for lane in lanes
        for clip in lane
        if isinstance(clip, otio.schema.Clip)
    }
    assert starts == {clip.start for clip in cut.sounds[2].clips}


def test_captions_cards_and_label_are_markers(cut):
    line = timeline(cut)

    names = [marker.name for marker in line.tracks.markers]

    assert names == ["你终于肯回来了。", "三年后", "长夜 / 第1集 / 归来", "未完待续", "AI生成"]


def test_a_rate_that_is_no_decimal_number_comes_back_exactly(cut):
    odd = replace(cut, rate=replace(cut.rate, num=30_000, den=1_001))

    assert from_otio(to_otio(odd)).rate == odd.rate


def test_a_trim_made_by_another_tool_is_kept(cut):
    line = timeline(cut)
    clip = line.tracks[0][0]
    clip.source_range = otio.opentime.TimeRange(
        otio.opentime.RationalTime(5, 25), otio.opentime.RationalTime(20, 25)
    )

    first = from_otio(line.to_json_string()).pictures[0]

    assert (first.source_start_frames, first.length_frames) == (5, 20)


def test_a_transition_that_another_tool_removed_is_a_cut(cut):
    line = timeline(cut)
    del line.tracks[0][1]

    assert from_otio(line.to_json_string()).pictures[1].transition is Transition.CUT


def test_a_clip_of_another_hand_is_refused_by_name(cut):
    line = timeline(cut)
    line.tracks[0].append(otio.schema.Clip(name="外来片段"))

    with pytest.raises(Invalid, match="外来片段"):
        from_otio(line.to_json_string())


@pytest.mark.parametrize("text", ["", "{", "[]", '{"OTIO_SCHEMA": "Clip.99"}', '{"a": 1}'])
def test_what_is_not_a_timeline_of_piying_is_refused(text):
    with pytest.raises(Invalid) as refusal:
        from_otio(text)

    assert refusal.value.code == "cut.otio_unreadable"
