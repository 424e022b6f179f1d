"""A clip as the picture of a shot: drawn by frame number, kept between jobs, memory flat."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from piying.model.canon import digest_bytes
from piying.model.clock import Rate
from piying.model.cut import Direction, PictureClip
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.model.shot import Transition
from piying.render.jobs import ShotJob
from piying.render.layer import Composer
from piying.render.planes import blank_planes
from piying.render.shot import paint_shot

SMALL = Profile("small", 90, 160, Rate(25))


@pytest.fixture(name="job")
def _job(made, tmp_path):
    def make(count=20, length=20, start=0, held=0, cache="prepared"):
        frames = [made.flat(90, 160, 8 * n + 8) for n in range(count)]
        path = made.write_clip(tmp_path / "c.mp4", frames, made.Made(90, 160))
        blob = digest_bytes(path.read_bytes())
        clip = PictureClip("", blob, blob, "video/mp4", length, start,
                           direction=Direction(held_frames=held))  # fmt: skip
        kept = tmp_path / cache if cache else None
        return ShotJob(SMALL, clip, 0, length, {blob: path}, cache=kept)

    return make


def number(composer, frame):
    planes = blank_planes(SMALL.width, SMALL.height)
    composer.draw(planes, frame)
    return round((planes.y.mean() - 16) * 255 / 219 / 8) - 1


def test_frame_n_of_the_shot_is_frame_n_of_the_clip_in_any_order(job):
    one = job()

    found = [number(Composer(paint_shot(one)), n) for n in (7, 0, 19, 3)]
    assert found == [7, 0, 19, 3]


def test_the_shot_begins_where_its_clip_is_cut_in(job):
    assert number(Composer(paint_shot(job(length=5, start=10))), 2) == 12


def test_a_clip_half_a_second_short_holds_its_last_frame(job):
    assert number(Composer(paint_shot(job(count=10, length=20))), 19) == 9


def test_the_last_shot_is_held_under_the_end_card_besides(job):
    with pytest.raises(Invalid) as refused:
        paint_shot(job(count=10, length=40))

    assert refused.value.code == "render.clip_short"
    assert number(Composer(paint_shot(job(count=10, length=40, held=20))), 39) == 9


def test_two_jobs_of_one_shot_decode_their_clip_once(job, tmp_path):
    one = job()
    led = replace(one.clip, transition=Transition.FADE, transition_frames=5)
    paint_shot(one)
    kept = {path: path.stat().st_ino for path in (tmp_path / "prepared").rglob("*.yuv")}
    paint_shot(replace(one, clip=led))

    again = {path: path.stat().st_ino for path in (tmp_path / "prepared").rglob("*.yuv")}
    assert len(kept) == 1
    assert again == kept


def test_the_frame_before_a_passage_is_that_of_the_clip_before(job):
    one = job()
    still = replace(one.clip, transition=Transition.DISSOLVE, transition_frames=10)
    led = replace(one, clip=still, previous=replace(one.clip, length_frames=15))

    assert number(Composer(paint_shot(led)), 0) == pytest.approx(14, abs=1)


def test_a_job_without_a_cache_draws_too(job):
    assert number(Composer(paint_shot(job(cache=""))), 4) == 4


def test_a_picture_that_stays_is_not_drawn_again(made, job, tmp_path):
    frames = [made.flat(90, 160, 60), made.flat(90, 160, 160)]
    slow = made.write_clip(tmp_path / "slow.mp4", frames, made.Made(90, 160), rate=5)
    one = job()
    held = replace(one.clip, length_frames=10)
    one = replace(one, blobs={held.blob: slow}, clip=held, cache=tmp_path / "other")
    composer, planes = Composer(paint_shot(one)), blank_planes(90, 160)
    composer.draw(planes, 1)
    planes.y[:] = 7

    composer.draw(planes, 2)
    assert np.all(planes.y == 7)
