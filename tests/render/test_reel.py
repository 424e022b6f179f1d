"""A reel gives any frame, the same whatever was asked before, and the one that is encoded."""

from __future__ import annotations

import io
import random

import av
import numpy as np
import pytest

from piying.model.canon import digest_bytes
from piying.model.clock import Rate
from piying.model.cut import Cut, PictureClip
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.render import reel as module
from piying.render import still
from piying.render.reel import Reel

PROFILE = Profile(name="small", width=64, height=112, rate=Rate(25))
BLOB = digest_bytes(b"")


class Grey:
    """A level of grey that tells the frame."""

    def __init__(self, job):
        self.level = 40 + len(job.clip.effects[0])

    def draw(self, target, frame):
        target.y[:] = self.level + 3 * frame
        target.u[:] = target.v[:] = 128


@pytest.fixture
def reel(monkeypatch):
    monkeypatch.setattr(still, "paint_shot", lambda job: [Grey(job)])
    clips = tuple(
        PictureClip(f"s{n}", BLOB, BLOB, "x/y", 6, effects=("x" * 30 * n,)) for n in range(4)
    )
    cut = Cut(
        board=BLOB, series="", episode=1, title="", language="zh", rate=Rate(25),
        pictures=clips, sounds=(), captions=(),
    )  # fmt: skip
    return Reel(cut, PROFILE, {BLOB: "nowhere"})


def level(jpeg):
    """The mean level of the picture in limited range."""
    with av.open(io.BytesIO(jpeg)) as container:
        grey = next(container.decode(video=0)).to_ndarray(format="gray")
    return 16 + grey.mean() * 219 / 255


def test_every_frame_is_its_own_in_any_order(reel):
    frames = list(range(24))
    random.Random(1).shuffle(frames)  # noqa: S311 - an order, not a secret
    levels = {frame: level(reel.jpeg(frame)) for frame in frames}

    for frame, seen in levels.items():
        assert seen == pytest.approx(40 + 30 * (frame // 6) + 3 * (frame % 6), abs=1.5)


def test_a_frame_asked_for_again_is_the_same_bytes(reel):
    first = reel.jpeg(7)
    reel.jpeg(20)

    assert reel.jpeg(7) is first


def test_a_thumbnail_is_as_wide_as_asked(reel):
    with av.open(io.BytesIO(reel.jpeg(3, 32))) as container:
        picture = next(container.decode(video=0))

    assert (picture.width, picture.height) == (32, 56)


def test_a_frame_that_is_not_there_is_refused(reel):
    for frame in (-1, 24):
        with pytest.raises(Invalid):
            reel.jpeg(frame)


def test_what_is_kept_is_bounded(reel, monkeypatch):
    monkeypatch.setattr(module, "PICTURES_BYTES_MAX", 3 * len(reel.jpeg(0)))
    for frame in range(24):
        reel.jpeg(frame)

    assert len(reel._pictures) <= 3
    assert len(reel._stills) <= module.SEGMENTS_MAX
    assert np.isclose(level(reel.jpeg(0)), 40, atol=1.5)
