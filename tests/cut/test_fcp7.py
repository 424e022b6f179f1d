"""The file is read by a reader that is not ours: the FCP 7 XML adapter of OpenTimelineIO."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import opentimelineio as otio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.conform import starts
from piying.cut.fcp7 import to_fcp7
from piying.cut.media import plan_media
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.shot import Transition


@pytest.fixture
def cut(make):
    board = make.board(
        make.spec(speech=make.speech("你终于肯回来了。"), sounds=("impact", "thunder")),
        make.spec(transition=Transition.DISSOLVE, onscreen="三年后", length_ms=9_000),
        make.spec(transition=Transition.FADE, length_ms=3_000),
        make.spec(transition=Transition.INK, length_ms=3_000),
    )
    return make.film(board, {"s0": make.voice(96_000)}).cut


def parsed(text):
    return ET.fromstring(text)  # noqa: S314 - we wrote it a moment ago


def read(text):
    return otio.adapters.read_from_string(text, "fcp_xml")


def video(line):
    return next(one for one in line.tracks if one.kind == otio.schema.TrackKind.Video)


def frames(time):
    return round(time.value)


@given(data=st.data(), rate=st.sampled_from((24, 25, 30, 50, 60)))
@settings(deadline=None, max_examples=40)
def test_another_reader_finds_every_picture_frame_where_it_lies(films, facts, data, rate):
    film = data.draw(films).cut
    pictures = tuple(
        replace(clip, source_start_frames=data.draw(st.integers(0, 99)))
        for clip in film.pictures
    )
    cut = replace(film, rate=Rate(rate), pictures=pictures)
    track = video(read(to_fcp7(cut, plan_media(cut, facts(cut)))))
    clips = [item for item in track if isinstance(item, otio.schema.Clip)]
    passages = [item for item in track if isinstance(item, otio.schema.Transition)]

    assert len(clips) == len(cut.pictures)
    for clip, ours, start in zip(clips, cut.pictures, starts(cut.pictures), strict=False):
        assert frames(track.range_of_child(clip).start_time) == start
        assert frames(clip.source_range.start_time) == ours.source_start_frames
        assert frames(clip.source_range.duration) == ours.length_frames
    assert [(frames(one.in_offset), frames(one.out_offset)) for one in passages] == [
        (0, clip.transition_frames) for clip in cut.pictures if clip.transition_frames
    ]


@given(data=st.data())
@settings(deadline=None, max_examples=25)
def test_another_reader_finds_every_sound_within_half_a_frame(films, facts, data):
    cut = data.draw(films).cut
    line = read(to_fcp7(cut, plan_media(cut, facts(cut))))
    found = sorted(
        (frames(track.range_of_child(item).start_time), item.name)
        for track in line.tracks
        if track.kind == otio.schema.TrackKind.Audio
        for item in track
        if isinstance(item, otio.schema.Clip) and item.name != "tone"
    )
    ours = sorted(
        (clip.start * cut.rate.num / (SAMPLE_RATE * cut.rate.den), clip.shot)
        for track in cut.sounds
        for clip in track.clips
    )

    assert len(found) == len(ours)
    for (frame, _), (exact, _) in zip(found, ours, strict=True):
        assert abs(frame - exact) <= 0.5


def test_voices_lie_on_whole_frames(cut, facts):
    line = read(to_fcp7(cut, plan_media(cut, facts(cut))))
    track = next(one for one in line.tracks if one.kind == otio.schema.TrackKind.Audio)
    (voice,) = [item for item in track if isinstance(item, otio.schema.Clip)]
    (ours,) = cut.sounds[0].clips

    assert cut.rate.samples_at(frames(track.range_of_child(voice).start_time)) == ours.start


def test_captions_cards_and_label_are_markers(cut, facts):
    line = read(to_fcp7(cut, plan_media(cut, facts(cut))))
    found = {marker.name: marker.marked_range for marker in line.tracks.markers}

    for caption in cut.captions:
        name = "：".join(part for part in (caption.speaker, caption.text) if part)
        assert frames(found[name].start_time) == caption.start
        assert frames(found[name].duration) == caption.length
    assert "AI生成" in found


def test_every_file_is_described_once_and_named_by_every_clip_of_it(cut, facts):
    media = plan_media(cut, facts(cut))
    top = parsed(to_fcp7(cut, replace(media, where="file://localhost/剪辑/")))
    files = top.findall(".//clipitem/file")

    paths = [element.findtext("pathurl") for element in files if len(element)]

    assert len(paths) == len(set(paths)) == len({one.get("id") for one in files})
    assert all(path.startswith("file://localhost/剪辑/") for path in paths)


def test_stereo_is_a_pair_of_tracks_and_a_voice_is_one(cut, facts):
    top = parsed(to_fcp7(cut, plan_media(cut, facts(cut))))
    tracks = top.findall(".//audio/track")

    sides = [track.get("currentExplodedTrackIndex") for track in tracks]

    assert sides[:3] == [None, "0", "1"]
    assert [one.findtext("clipitem/sourcetrack/trackindex") for one in tracks[1:3]] == [
        "1",
        "2",
    ]


def test_a_sound_is_as_loud_as_in_the_film(cut, facts):
    top = parsed(to_fcp7(cut, plan_media(cut, facts(cut))))
    hits = [
        one
        for one in top.findall(".//clipitem")
        if (one.findtext("file/name") or "").startswith("effects")
    ]
    effect = cut.sounds[2].clips[0]

    assert float(hits[0].findtext(".//parameter/value")) == pytest.approx(
        10 ** (effect.gain_mb / 2000), abs=1e-6
    )


def test_music_under_a_line_is_drawn_with_keyframes(cut, facts):
    top = parsed(to_fcp7(cut, plan_media(cut, facts(cut))))
    music = next(
        one
        for one in top.findall(".//clipitem")
        if (one.findtext("file/name") or "").startswith("music")
    )
    values = [float(one.findtext("value")) for one in music.findall(".//keyframe")]

    assert max(values) / min(value for value in values if value > 0.01) > 3


def test_letters_that_xml_forbids_are_left_out(cut, facts):
    odd = replace(cut, title="归\x0b来\x00 <&>")

    assert parsed(to_fcp7(odd, plan_media(odd, facts(odd)))).findtext("sequence/name") == (
        "长夜 01 归来 <&>"
    )


def test_a_rate_beside_thirty_is_told_as_ntsc(cut, facts):
    odd = replace(cut, rate=Rate(30_000, 1_001))
    top = parsed(to_fcp7(odd, plan_media(odd, facts(odd))))

    assert top.findtext("sequence/rate/timebase") == "30"
    assert top.findtext("sequence/rate/ntsc") == "TRUE"


def test_baked_pictures_have_no_transitions(cut, facts):
    top = parsed(to_fcp7(cut, plan_media(cut, facts(cut), baked=True)))

    assert top.find(".//transitionitem") is None


def test_what_places_sound_like_lies_under_the_whole_film(cut, facts):
    top = parsed(to_fcp7(cut, plan_media(cut, facts(cut))))
    tones = [one for one in top.findall(".//clipitem") if one.findtext("name") == "tone"]

    assert cut.tones
    assert [(one.findtext("start"), one.findtext("end")) for one in tones] == [
        ("0", str(cut.length_frames))
    ] * 2


def test_left_and_right_are_tied_together(cut, facts):
    top = parsed(to_fcp7(cut, plan_media(cut, facts(cut))))
    tracks = top.findall(".//audio/track")
    ids = {item.get("id"): item for item in top.iter("clipitem")}
    pairs = [item for item in top.iter("clipitem") if item.find("link") is not None]

    assert pairs
    for item in pairs:
        for link in item.findall("link"):
            track = tracks[int(link.findtext("trackindex")) - 1]
            clips = track.findall("clipitem")
            assert (
                clips[int(link.findtext("clipindex")) - 1] is ids[link.findtext("linkclipref")]
            )
