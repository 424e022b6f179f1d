"""Jobs hold what decides a segment, and shots are drawn no more than needed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.canon import digest_bytes
from piying.model.clock import Rate
from piying.model.cut import AiLabel, Caption, Card, CardKind, Cut, PictureClip
from piying.model.errors import Invalid, Missing
from piying.model.master import Profile
from piying.model.shot import Transition
from piying.render.layer import Composer, jobs_of
from piying.render.planes import blank_planes

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


class Plain:
    """Adds a mark of its own and counts how often it is drawn."""

    def __init__(self, place, hold=0):
        self.place, self.hold, self.count = place, hold, 0

    def value(self, frame):
        return (frame // self.hold if self.hold else frame) % 200 + 20

    def draw(self, target, frame):
        self.count += 1
        if self.place == 0:
            target.y[:] = 0
        target.y[self.place] = self.value(frame)


class Held(Plain):
    def state(self, frame):
        return frame // self.hold


def test_nothing_is_drawn_again_while_every_layer_holds():
    """The background twice: for the first picture, and for the copy that is kept."""
    layers = [Held(0, hold=100), Held(1, hold=2)]
    composer, target = Composer(layers), blank_planes(8, 8)
    for frame in range(10):
        composer.draw(target, frame)

    assert [layer.count for layer in layers] == [2, 5]


def test_layers_over_a_still_background_are_drawn_over_its_copy():
    layers = [Held(0, hold=1000), Held(1, hold=4), Held(2, hold=2), Plain(3)]
    composer, target = Composer(layers), blank_planes(8, 8)
    for frame in range(100):
        composer.draw(target, frame)

    assert layers[0].count <= 4, "until copies below every change are kept"
    assert layers[3].count == 100
    assert layers[1].count <= 51


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 7), min_size=1, max_size=6), st.lists(st.integers(0, 30)))
def test_what_is_kept_never_shows(holds, frames):
    """The picture is the same as if every layer were drawn for every frame, in any order."""
    layers = [Held(n, hold) if hold else Plain(n) for n, hold in enumerate(holds)]
    composer, target = Composer(layers), blank_planes(8, 8)
    for frame in frames:
        composer.draw(target, frame)
        wanted = blank_planes(8, 8)
        for layer in layers:
            layer.draw(wanted, frame)

        assert np.array_equal(wanted.y, target.y)
