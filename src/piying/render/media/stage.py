"""A stage of the puppet kit as the picture of a shot."""

from __future__ import annotations

from piying.model.canon import decode
from piying.model.cut import PictureClip
from piying.model.stage import Stage
from piying.render.effect import View
from piying.render.jobs import ShotJob
from piying.render.media.later import trimmed
from piying.render.media.shown import Shown, near
from piying.render.puppet.cels import cels_in
from piying.render.puppet.kit import set_art
from piying.render.puppet.play import stage_layers


def show_stage(job: ShotJob, clip: PictureClip) -> Shown:
    """What is played in `clip`."""
    stage = decode(job.blobs[clip.blob].read_bytes(), Stage)
    folder = None if job.cache is None else job.cache / "cels"
    art = set_art(stage.style, stage.set_name, stage.day_time, stage.weather, stage.place)
    view = View(
        width=job.profile.width,
        height=job.profile.height,
        rate=stage.rate.num / stage.rate.den,
        length_frames=stage.length_frames,
        seed=stage.seed,
        near=near(stage.camera.zoom_permille[0].value),
        accent=art.light.rim or art.light.key,
    )
    return Shown(
        trimmed(
            stage_layers(stage, job.profile.width, cels_in(folder)), clip.source_start_frames
        ),
        view,
        stage.style,
        stage.place,
        stage.weather,
        stage.effects,
        stage.flashback,
    )
