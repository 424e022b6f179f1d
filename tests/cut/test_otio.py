from __future__ import annotations

from dataclasses import replace

import opentimelineio as otio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.conform import Known
from piying.cut.media import plan_media
from piying.cut.otio import to_otio
from piying.cut.otio_read import from_otio
from piying.model.canon import digest_bytes
from piying.model.cut import Direction, Ruby
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


# --- media ----------------------------------------------------------------------------------


@given(data=st.data())
@settings(deadline=None, max_examples=20)
def test_a_cut_with_its_media_comes_back_whole(films, facts, data):
    cut = data.draw(films).cut
    baked = data.draw(st.booleans())

    assert from_otio(to_otio(cut, plan_media(cut, facts(cut), baked=baked))) == cut


def test_clips_name_their_files_and_how_long_those_are(cut, facts):
    media = plan_media(cut, facts(cut))
    clips = list(otio.adapters.read_from_string(to_otio(cut, media)).find_clips())

    assert clips[0].media_reference.target_url == "media/pictures/s0.mp4"
    assert clips[0].media_reference.available_range.duration.value == media.pictures[0].length


# --- what another tool may do ---------------------------------------------------------------


def strip(line, *, known=("timeline", "tracks", "clips", "markers")):
    """What a tool leaves that keeps no metadata but its own."""
    things = {
        "timeline": [line],
        "tracks": list(line.tracks),
        "clips": list(line.find_clips()),
        "markers": list(line.tracks.markers),
    }
    for name in known:
        for thing in things[name]:
            thing.metadata.clear()
    return line


def back(line, cut):
    return from_otio(line.to_json_string(), Known(cut))


def times(start, length, rate=25):
    return otio.opentime.TimeRange(
        otio.opentime.RationalTime(start, rate), otio.opentime.RationalTime(length, rate)
    )


@given(data=st.data())
@settings(deadline=None, max_examples=20)
def test_clips_without_metadata_are_known_by_their_files(films, facts, data):
    film = data.draw(films).cut
    cut = replace(film, sounds=tuple(_told_apart(film)))
    line = otio.adapters.read_from_string(to_otio(cut, plan_media(cut, facts(cut))))

    stripped = back(strip(line), cut)

    assert stripped.pictures == cut.pictures
    assert stripped.captions == cut.captions
    heard = [(c.blob, c.start, c.length) for t in stripped.sounds for c in t.clips]
    assert sorted(heard) == sorted(
        (c.blob, c.start, c.length) for t in cut.sounds for c in t.clips
    )


def _told_apart(cut):
    """Tracks whose every sound is another, so that a sound is known by its file alone."""
    for track in cut.sounds:
        yield replace(
            track,
            clips=tuple(
                replace(clip, blob=digest_bytes(f"{track.track}{place}".encode()))
                for place, clip in enumerate(track.clips)
                if clip.length
            ),
        )


def test_without_sounds_they_go_with_their_shots(cut):
    line = strip(timeline(cut))
    while len(line.tracks) > 1:
        del line.tracks[1]

    assert back(line, cut).sounds == cut.sounds


def test_a_caption_goes_with_its_voice(cut):
    line = timeline(cut)
    voices = line.tracks[1]
    gap = next(item for item in voices if isinstance(item, otio.schema.Gap))
    gap.source_range = times(0, gap.source_range.duration.value + 48_000, 48_000)

    moved = from_otio(line.to_json_string())

    assert moved.sounds[0].clips[0].start == cut.sounds[0].clips[0].start + 48_000
    assert moved.captions[0].start == cut.captions[0].start + 25


def test_a_caption_that_was_moved_stays_where_it_was_put(cut):
    line = timeline(cut)
    marker = line.tracks.markers[0]
    marker.marked_range = times(3, 10)
    del line.tracks[1][-1]

    moved = from_otio(line.to_json_string()).captions[0]

    assert (moved.text, moved.start, moved.length) == (cut.captions[0].text, 3, 10)


def test_a_caption_whose_voice_and_shot_are_gone_is_gone(cut):
    line = timeline(cut)
    del line.tracks[1][-1]
    del line.tracks[0][0]

    assert [one.text for one in from_otio(line.to_json_string()).captions] == ["三年后"]


def test_a_label_that_another_tool_threw_away_is_there_again(cut):
    line = timeline(cut)
    del line.tracks.markers[-1]

    assert from_otio(line.to_json_string()).label == cut.label


def test_pictures_in_another_order_take_their_words_along(cut):
    line = timeline(cut)
    track = line.tracks[0]
    last = track[-1].clone()
    del track[-1]
    track.insert(0, last)

    shown = from_otio(line.to_json_string())

    assert [clip.shot for clip in shown.pictures] == ["s2", "s0", "s1"]
    (words,) = [one for one in shown.captions if one.text == "三年后"]
    assert words.start == shown.pictures[0].length_frames + shown.pictures[1].length_frames


def test_a_dissolve_that_was_centred_covers_the_head_for_as_long(cut):
    line = timeline(cut)
    dissolve = line.tracks[0][1]
    dissolve.name = "Cross Dissolve"
    dissolve.in_offset = otio.opentime.RationalTime(10, 25)
    dissolve.out_offset = otio.opentime.RationalTime(10, 25)

    clip = from_otio(line.to_json_string()).pictures[1]

    assert (clip.transition, clip.transition_frames) == (Transition.DISSOLVE, 20)


def test_a_transition_that_another_tool_added_is_a_dissolve(cut):
    line = timeline(cut)
    added = otio.schema.Transition(
        "SMPTE_Dissolve", "SMPTE_Dissolve",
        otio.opentime.RationalTime(0, 25), otio.opentime.RationalTime(8, 25),
    )  # fmt: skip
    line.tracks[0].insert(3, added)

    clip = from_otio(line.to_json_string()).pictures[2]

    assert (clip.transition, clip.transition_frames) == (Transition.DISSOLVE, 8)


@pytest.mark.parametrize("rate", [24_000, 1_000, 50, 100])
def test_times_in_another_rate_are_the_same_frames(cut, rate):
    line = timeline(cut)
    for item in line.tracks[0]:
        if isinstance(item, otio.schema.Clip):
            item.source_range = otio.opentime.TimeRange(
                item.source_range.start_time.rescaled_to(rate),
                item.source_range.duration.rescaled_to(rate),
            )

    assert from_otio(line.to_json_string()) == cut


def test_source_times_that_count_from_the_timecode_of_the_file_count_from_its_beginning(
    cut, facts
):
    line = otio.adapters.read_from_string(to_otio(cut, plan_media(cut, facts(cut))))
    clip = line.tracks[0][0]
    hour = otio.opentime.RationalTime(90_000, 25)
    length = clip.media_reference.available_range.duration
    clip.media_reference.available_range = otio.opentime.TimeRange(hour, length)
    clip.source_range = otio.opentime.TimeRange(hour, clip.source_range.duration)

    assert from_otio(line.to_json_string()) == cut


def test_a_collection_of_one_timeline_is_that_timeline(cut):
    held = otio.schema.SerializableCollection("bin", [timeline(cut)])

    assert from_otio(held.to_json_string()) == cut


def faster(line):
    line.tracks[0][0].effects.append(otio.schema.LinearTimeWarp(time_scalar=2))


def frozen(line):
    line.tracks[0][0].effects.append(otio.schema.FreezeFrame())


def parted(line):
    line.tracks[0].insert(1, otio.schema.Gap(source_range=times(0, 9)))


def disabled(line):
    line.tracks[0][0].enabled = False


def layered(line):
    line.tracks.append(line.tracks[0].clone())


def nested(line):
    stack = otio.schema.Stack("里面")
    stack.append(line.tracks[0][0].clone())
    line.tracks[0][0] = stack


def ending(line):
    line.tracks[0].append(line.tracks[0][1].clone())


def halved(line):
    line.tracks[0][0].source_range = times(0, 20.5)


def early(line):
    line.tracks[0][0].source_range = times(-4, 20)


def foreign_sound(line):
    clip = line.tracks[1][-1]
    clip.metadata.clear()
    clip.name = "别人的歌"
    clip.media_reference.target_url = "song.mp3"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (faster, "cut.speed_changed"),
        (frozen, "cut.speed_changed"),
        (parted, "cut.gap"),
        (disabled, "cut.gap"),
        (layered, "cut.two_pictures"),
        (nested, "cut.otio_foreign"),
        (ending, "cut.transition_at_end"),
        (halved, "cut.not_whole"),
        (early, "cut.before_first_frame"),
        (foreign_sound, "cut.otio_foreign"),
    ],
)
def test_what_a_cut_cannot_do_is_refused(cut, change, code):
    line = timeline(cut)
    change(line)

    with pytest.raises(Invalid) as refusal:
        back(line, cut)

    assert refusal.value.code == code


def test_a_track_of_sound_that_was_muted_is_silent(cut):
    line = timeline(cut)
    for track in line.tracks:
        if track.name.startswith("music"):
            track.enabled = False

    silent = from_otio(line.to_json_string())

    assert [bool(track.clips) for track in silent.sounds] == [True, False, True]


def test_every_field_of_a_cut_is_written(cut):
    """A field that is added to the model must not be lost on the way."""
    filled = replace(
        cut,
        captions=(
            replace(cut.captions[0], ruby=(Ruby(0, 1, "nǐ"),), keep=("林晚",)),
            replace(cut.captions[1], vertical=True),
        ),
        pictures=(
            replace(cut.pictures[0], effects=("rain",), direction=Direction(held_frames=3)),
            *cut.pictures[1:],
        ),
    )

    assert from_otio(to_otio(filled)) == filled
