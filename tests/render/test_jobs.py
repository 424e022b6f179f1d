"""Jobs hold all that decides the pixels of a segment, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.canon import digest_bytes
from piying.model.clock import Rate
from piying.model.cut import AiLabel, Caption, Card, CardKind, Cut, PictureClip
from piying.model.errors import Invalid, Missing
from piying.model.master import Profile
from piying.model.shot import Transition
from piying.render.jobs import jobs_of

PROFILE = Profile(name="small", width=64, height=112, rate=Rate(25))
TAKES = {name: digest_bytes(name.encode()) for name in "abcd"}
PLACES = {blob: Path(f"/{name}.json") for name, blob in TAKES.items()}


def clip(name, length, transition=Transition.CUT, frames=0):
    return PictureClip(
        shot=f"shot-{name}", take=TAKES[name], blob=TAKES[name], media_type="image/png",
        length_frames=length, transition=transition, transition_frames=frames,
    )  # fmt: skip


def cut_of(*clips, captions=(), **more):
    return Cut(
        board=digest_bytes(b""), series="", episode=1, title="", language="zh", rate=Rate(25),
        pictures=clips, sounds=(), captions=captions, **more,
    )  # fmt: skip


def test_a_transition_is_a_segment_of_its_own_with_both_shots(small):
    cut = cut_of(clip("a", 50), clip("b", 40, Transition.DISSOLVE, 12), clip("c", 30))
    jobs = jobs_of(cut, small, PLACES)
    seen = [
        (job.clip.shot, job.first_frame, job.length_frames, job.start_frame) for job in jobs
    ]

    assert seen == [
        ("shot-a", 0, 50, 0), ("shot-b", 0, 12, 50),
        ("shot-b", 12, 28, 62), ("shot-c", 0, 30, 90),
    ]  # fmt: skip
    assert [job.previous and job.previous.shot for job in jobs] == [None, "shot-a", None, None]
    assert [set(job.blobs) for job in jobs] == [
        {TAKES["a"]}, {TAKES["a"], TAKES["b"]}, {TAKES["b"]}, {TAKES["c"]},
    ]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 50), st.sampled_from(Transition), st.integers(0, 60))))
def test_segments_follow_each_other_without_gap(shots):
    clips = [clip("abcd"[n % 4], *shot) for n, shot in enumerate(shots)]
    at = 0
    jobs = jobs_of(cut_of(*clips), PROFILE, PLACES)
    for job in jobs:
        assert job.start_frame == at
        assert job.length_frames > 0
        assert job.first_frame + job.length_frames <= job.clip.length_frames
        at += job.length_frames

    assert at == sum(one.length_frames for one in clips)


def test_words_are_timed_from_their_clip_and_only_where_they_are_seen(small):
    cut = cut_of(
        clip("a", 50), clip("b", 50),
        captions=(Caption(10, 20, "一"), Caption(45, 10, "二"), Caption(60, 5, "三")),
        cards=(Card(CardKind.TITLE, 0, 50, ("皮影",)),),
        label=AiLabel("人工智能生成", 0, 75),
    )  # fmt: skip
    first, second = jobs_of(cut, small, PLACES)

    assert [(c.text, c.start) for c in first.captions] == [("一", 10), ("二", 45)]
    assert [(c.text, c.start) for c in second.captions] == [("二", -5), ("三", 10)]
    assert [len(first.cards), len(second.cards)] == [1, 0]
    assert (first.label.start, second.label.start) == (0, -50)


def digests(cut, profile):
    return [job.digest for job in jobs_of(cut, profile, PLACES)]


def test_a_shot_put_in_front_changes_no_segment_behind_it(small):
    cut = cut_of(clip("a", 50), clip("b", 40), captions=(Caption(60, 5, "三", shot="shot-b"),))
    longer = cut_of(
        clip("c", 7), clip("a", 50), replace(clip("b", 40), shot="renamed", take=TAKES["d"]),
        captions=(Caption(67, 5, "三", shot="renamed"),),
    )  # fmt: skip

    assert digests(cut, small) == digests(longer, small)[1:]


def test_a_changed_shot_changes_its_own_segment_and_the_transition_to_the_next(small):
    a, b = clip("a", 50), clip("b", 40, Transition.DISSOLVE, 12)
    before = digests(cut_of(a, b), small)
    after = digests(cut_of(replace(a, blob=TAKES["d"]), b), small)

    assert [x == y for x, y in zip(before, after, strict=True)] == [False, False, True]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"width": 128}, False), ({"crf": 30}, False), ({"preset": "fast"}, False),
        ({"label_height_permille": 70}, False),
        ({"name": "other"}, True), ({"loudness_lufs_milli": -14_000}, True),
        ({"audio_bit_rate": 96_000}, True),
    ],
)  # fmt: skip
def test_only_what_changes_pixels_changes_the_name(small, change, same):
    cut = cut_of(clip("a", 50))

    assert (digests(cut, small) == digests(cut, replace(small, **change))) is same


@pytest.mark.parametrize(
    "change",
    [
        {"captions": (Caption(0, 5, "一"),)}, {"label": AiLabel("AI生成", 0, 5)},
        {"cards": (Card(CardKind.END, 0, 5, ("待续",)),)}, {"language": "en"},
        {"length_frames": 49}, {"first_frame": 1},
    ],
)  # fmt: skip
def test_everything_that_is_seen_changes_the_name(small, change):
    (job,) = jobs_of(cut_of(clip("a", 50)), small, PLACES)

    assert replace(job, **change).digest != job.digest


def test_what_a_painter_sees_has_no_names_and_no_place_in_the_film(small):
    cut = cut_of(clip("b", 9), clip("a", 50), captions=(Caption(9, 5, "一", shot="shot-a"),))
    job = jobs_of(cut, small, PLACES)[1].bare()

    assert (job.clip.shot, job.clip.take, job.captions[0].shot, job.start_frame) == (
        "",
        "",
        "",
        0,
    )
    assert job.blobs == {TAKES["a"]: PLACES[TAKES["a"]]}


def test_a_missing_picture_and_another_rate_are_named(small):
    with pytest.raises(Missing, match="shot-a"):
        jobs_of(cut_of(clip("a", 50)), small, {})
    with pytest.raises(Invalid, match="25/1 frames a second and the profile at 30/1"):
        jobs_of(cut_of(clip("a", 50)), replace(small, rate=Rate(30)), PLACES)
