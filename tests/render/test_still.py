"""A still is the frame that the film will show, as a PNG."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import av
import numpy as np

from piying.model.canon import canonical, digest
from piying.model.clock import Rate
from piying.model.cut import PictureClip
from piying.model.master import Profile
from piying.model.people import Style
from piying.model.script import DayTime, Place
from piying.model.shot import Weather
from piying.model.stage import STAGE_TYPE, Camera, Key, Stage
from piying.render.jobs import ShotJob
from piying.render.still import still_png

STAGE = Stage(
    Style.MANHUA, "rooftop", DayTime.DAY, Weather.CLEAR, Place.EXTERIOR, 50, Rate(25),
    Camera((Key(0, 540),), (Key(0, 960),), (Key(0, 1000),)),
)  # fmt: skip


def still(tmp_path, frame, shot="e01s01-a", stage=STAGE):
    blob = digest(stage)
    (tmp_path / blob).write_bytes(canonical(stage))
    clip = PictureClip(shot, blob, blob, STAGE_TYPE, 50)
    job = ShotJob(Profile("s", 90, 160, Rate(25)), clip, 0, 50, {blob: tmp_path / blob})
    return still_png(job, frame)


def rgb(png):
    with av.open(BytesIO(png)) as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24")


def test_a_still_is_a_png_of_the_profiles_size(tmp_path):
    png = still(tmp_path, 10)

    assert png.startswith(b"\x89PNG")
    assert rgb(png).shape == (160, 90, 3)


def test_the_sky_over_a_roof_is_blue_by_day_and_dark_by_night(tmp_path):
    day = rgb(still(tmp_path, 10))[:30].reshape(-1, 3).mean(0)
    night = rgb(still(tmp_path, 10, stage=replace(STAGE, day_time=DayTime.NIGHT)))[:30]

    assert day[2] > day[0] + 20
    assert np.mean(night) < day.mean() / 2


def test_the_name_of_the_shot_changes_no_pixel(tmp_path):
    assert still(tmp_path, 10, "e01s01-a") == still(tmp_path, 10, "e09s09-z")
