from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.conform import Known, Placed, conform, plain, starts
from piying.cut.edl import to_edl
from piying.cut.edl_read import read_edl
from piying.cut.media import plan_media
from piying.model.cut import CaptionKind, CardKind, TrackKind
from piying.model.errors import Invalid
from piying.model.shot import Transition


@pytest.fixture
def cut(make):
    board = make.board(
        make.spec(speech=make.speech("你终于肯回来了。"), sounds=("impact",)),
        make.spec(onscreen="三年后", length_ms=4_000),
        make.spec(speech=make.speech("我没有走。"), transition=Transition.DISSOLVE),
        make.spec(length_ms=3_000),
    )
    voices = {"s0": make.voice(96_000), "s2": make.voice(72_000)}
    return make.film(board, voices).cut


def placed(cut, *shots):
    by_shot = {clip.shot: clip for clip in cut.pictures}
    return [
        Placed(
            clip.shot,
            clip.source_start_frames,
            clip.length_frames,
            clip.transition,
            clip.transition_frames,
        )
        for clip in (by_shot[shot] for shot in shots)
    ]


def moment(cut, shot):
    """Where in the shot its line begins, in samples from the shot's first frame."""
    start = starts(cut.pictures)[[clip.shot for clip in cut.pictures].index(shot)]
    (voice,) = [clip for clip in cut.sounds[0].clips if clip.shot == shot]
    return voice.start - cut.rate.samples_at(start)


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_a_timeline_that_nobody_changed_is_the_same_cut(films, data):
    cut = data.draw(films).cut

    assert conform(placed(cut, *(clip.shot for clip in cut.pictures)), Known(cut)) == cut


def test_a_line_and_its_captions_go_with_their_shot(cut):
    new = conform(placed(cut, "s2", "s0", "s1", "s3"), Known(cut))

    assert [clip.shot for clip in new.pictures] == ["s2", "s0", "s1", "s3"]
    assert moment(new, "s2") == moment(cut, "s2")
    assert moment(new, "s0") == moment(cut, "s0")
    assert [caption.text for caption in new.captions] == [
        "我没有走。", "你终于肯回来了。", "三年后"
    ]  # fmt: skip


def test_what_belongs_to_a_shot_is_gone_with_it(cut):
    new = conform(placed(cut, "s1", "s2", "s3"), Known(cut))

    assert {clip.shot for clip in new.sounds[0].clips} == {"s2"}
    assert not [clip for clip in new.sounds[2].clips if clip.shot == "s0"]
    assert [caption.shot for caption in new.captions] == ["s1", "s2"]


def test_a_shorter_film_has_no_sound_behind_its_end(cut):
    new = conform(placed(cut, "s0"), Known(cut))
    end = cut.rate.samples_at(new.length_frames)

    assert all(clip.start + clip.length <= end for t in new.sounds for clip in t.clips)
    assert all(c.start + c.length <= new.length_frames for c in (*new.captions, *new.cards))


def test_the_end_card_stays_at_the_end(cut):
    new = conform(placed(cut, "s0", "s2", "s3"), Known(cut))
    (before,) = [card for card in cut.cards if card.role is CardKind.END]
    (after,) = [card for card in new.cards if card.role is CardKind.END]

    assert cut.length_frames - before.start == new.length_frames - after.start


def test_trimming_the_head_of_a_shot_takes_the_head_of_its_line(cut):
    first, *others = placed(cut, "s0", "s1", "s2", "s3")
    new = conform(
        [replace(first, source_start=20, length=first.length - 20), *others], Known(cut)
    )
    (was,) = [clip for clip in cut.sounds[0].clips if clip.shot == "s0"]
    (now,) = [clip for clip in new.sounds[0].clips if clip.shot == "s0"]
    lost = cut.rate.samples_at(20) - was.start

    assert (now.start, now.source_start, now.length) == (0, lost, was.length - lost)
    assert new.captions[0].start == 0


def test_the_first_picture_of_a_film_dissolves_out_of_nothing_as_a_fade(cut):
    new = conform(placed(cut, "s2", "s0"), Known(cut))

    assert new.pictures[0].transition is Transition.FADE
    assert new.pictures[0].transition_frames == 12


def test_a_shot_used_twice_speaks_where_it_is_first_seen(cut):
    new = conform(placed(cut, "s0", "s1", "s0"), Known(cut))

    assert len([clip for clip in new.sounds[0].clips if clip.shot == "s0"]) == 1
    assert moment(new, "s0") == moment(cut, "s0")


def test_names_are_compared_without_folders_endings_and_capitals():
    for name in ("e01s02-1f2e3d4c", "E01S02-1F2E3D4C.MP4", "file:///x/y/e01s02-1f2e3d4c.mov",
                 r"D:\x\e01s02-1f2e3d4c.mp4", "piying:e01s02-1f2e3d4c"):  # fmt: skip
        assert plain(name) == "e01s02-1f2e3d4c"


def test_a_picture_that_is_no_shot_of_the_film_is_refused_by_name(cut):
    with pytest.raises(Invalid, match="stock") as refusal:
        conform([*placed(cut, "s0"), Placed("stock.mov", 0, 25)], Known(cut))

    assert refusal.value.code == "cut.otio_foreign"


def test_another_take_that_the_house_holds_of_a_shot_is_that_shot(cut, make):
    other = replace(cut.pictures[1], blob=make.chosen("other", None).blob)
    new = conform(
        [*placed(cut, "s0"), Placed(f"{other.blob}.mp4", 0, 30)], Known(cut, ((other, ""),))
    )

    assert (new.pictures[1].shot, new.pictures[1].blob) == ("s1", other.blob)
    assert new.captions[-1].role is CaptionKind.SUPER


def test_a_file_that_a_person_brought_for_a_shot_is_that_shot(cut, make):
    other = replace(cut.pictures[1], blob=make.chosen("other", None).blob)
    known = Known(cut, ((other, "我的镜头.mov"),))
    new = conform([*placed(cut, "s0"), Placed("D:\\拍摄\\我的镜头.MOV", 0, 30)], known)

    assert new.pictures[1].blob == other.blob


def test_a_shot_that_the_cut_no_longer_shows_may_come_back(cut):
    gone = conform(placed(cut, "s0", "s2"), Known(cut))
    known = Known(gone, tuple((clip, "") for clip in cut.pictures))

    back = conform(placed(cut, "s0", "s1", "s2"), known)

    assert [clip.shot for clip in back.pictures] == ["s0", "s1", "s2"]


def test_a_picture_from_before_its_first_frame_is_refused(cut):
    with pytest.raises(Invalid) as refusal:
        conform([Placed("s0", -3, 25)], Known(cut))

    assert refusal.value.code == "cut.before_first_frame"


def test_a_timeline_without_pictures_is_refused(cut):
    with pytest.raises(Invalid) as refusal:
        conform([], Known(cut))

    assert refusal.value.code == "cut.empty"


# --- edit decision lists --------------------------------------------------------------------


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_a_list_of_ours_comes_back_as_the_same_cut(films, facts, data):
    cut = data.draw(films).cut
    text = to_edl(cut, plan_media(cut, facts(cut)))

    assert conform(read_edl(text, cut.rate), Known(cut)) == cut


OTHERS = """\
TITLE: 终版
FCM: NON-DROP FRAME

000001  S2       V     C        00:00:00:05 00:00:01:05 01:00:00:00 01:00:01:00
* FROM CLIP NAME: S2.MP4
000002  AX       V     C        00:00:01:05 00:00:01:05 01:00:01:00 01:00:01:00
000002  AX       V     D    010 00:00:00:00 00:00:02:00 01:00:01:00 01:00:03:00
* FROM CLIP NAME: S2.MP4
* TO CLIP NAME: s0.mp4
* TO CLIP IS A STILL
000003  S1       B     C        00:00:00:00 00:00:01:00 01:00:03:00 01:00:04:00
"""


def test_a_list_of_another_tool_is_read_by_clip_names_and_reels(cut):
    new = conform(read_edl(OTHERS, cut.rate), Known(cut))

    assert [
        (
            c.shot,
            c.source_start_frames,
            c.length_frames,
            c.transition.value,
            c.transition_frames,
        )
        for c in new.pictures
    ] == [("s2", 5, 25, "cut", 0), ("s0", 0, 50, "dissolve", 10), ("s1", 0, 25, "cut", 0)]
    assert new.sounds[1].track is TrackKind.MUSIC


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("cut.speed_changed", "00:00:00:05 00:00:01:05", "00:00:00:05 00:00:02:05"),
        ("cut.speed_changed", "* TO CLIP IS A STILL", "M2   s0   050.0   00:00:00:00"),
        ("cut.gap", "01:00:03:00 01:00:04:00", "01:00:03:10 01:00:04:10"),
        ("cut.gap", "000003  S1       B", "000003  BL       V"),
        ("cut.overlap", "01:00:03:00 01:00:04:00", "01:00:02:20 01:00:03:20"),
        ("cut.edl_passage", "D    010", "W001 010"),
        ("cut.timecode", "00:00:00:05", "00:00:00:29"),
        ("cut.timecode", "01:00:00:00", "01;00;00;00"),
        ("cut.edl_line", "FCM: NON-DROP FRAME", "FCM: DROP FRAME"),
        ("cut.edl_line", "000003  S1       B     C", "000003  S1       B     Q"),
        ("cut.edl_empty", OTHERS, "TITLE: x\n"),
        ("cut.edl_empty", OTHERS, ""),
        ("cut.otio_foreign", "* TO CLIP NAME: s0.mp4", "* TO CLIP NAME: stock.mov"),
    ],
)
def test_what_a_cut_cannot_do_is_refused(cut, code, old, new):
    with pytest.raises(Invalid) as refusal:
        conform(read_edl(OTHERS.replace(old, new), cut.rate), Known(cut))

    assert refusal.value.code == code
