"""The painter of shots: a job becomes its layers, lowest first.

Picture, weather, effects of the picture, passage from the shot before, words, label: what
lies later covers what lies earlier, and nothing covers the label.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from piying.model.canon import decode
from piying.model.cut import PictureClip
from piying.model.errors import Invalid
from piying.model.script import Place
from piying.model.shot import Transition, Weather
from piying.model.stage import Stage
from piying.render.effect import CAMERA_EFFECTS, Passage, View
from piying.render.effects import effect
from piying.render.jobs import ShotJob
from piying.render.layer import Composer, Layer
from piying.render.passages import passage
from piying.render.planes import Planes, blank_planes
from piying.render.puppet.framing import LENSES
from piying.render.puppet.kit import set_art
from piying.render.puppet.play import stage_layers
from piying.render.puppet.provider import STAGE_TYPE
from piying.render.words import word_layers

PAINTER = "piying.render.shot:paint_shot"
"""Where a worker process finds the painter."""


def paint_shot(job: ShotJob) -> Iterable[Layer]:
    """The layers of `job`."""
    stage = _stage(job, job.clip)
    led = (_passage(job),) if job.clip.transition is not Transition.CUT else ()
    return (*_picture(job, stage), *led, *word_layers(job, stage.style))


def _stage(job: ShotJob, clip: PictureClip) -> Stage:
    """What is played in `clip`."""
    if clip.media_type != STAGE_TYPE:
        raise Invalid("render.unknown_media", media=clip.media_type, shot=clip.shot)
    return decode(job.blobs[clip.blob].read_bytes(), Stage)


def _picture(job: ShotJob, stage: Stage) -> tuple[Layer, ...]:
    """The layers of a stage with its weather and effects, without words."""
    view = _view(job, stage)
    # Weather falls outside: a room shows it in its windows and its light.
    outside = stage.place is not Place.INTERIOR
    names = [stage.weather.value] if outside and stage.weather is not Weather.CLEAR else []
    names += [name for name in stage.effects if name not in CAMERA_EFFECTS]
    names += ["memory"] if stage.flashback else []
    return (
        *stage_layers(stage, job.profile.width),
        *(effect(name).prepare(view) for name in dict.fromkeys(names)),
    )


def _view(job: ShotJob, stage: Stage) -> View:
    art = set_art(stage.style, stage.set_name, stage.day_time, stage.weather, stage.place)
    zoom = stage.camera.zoom_permille[0].value
    nearest = max(lens.zoom_permille for lens in LENSES.values())
    return View(
        width=job.profile.width,
        height=job.profile.height,
        rate=stage.rate.num / stage.rate.den,
        length_frames=stage.length_frames,
        seed=stage.seed,
        near=min(1.0, max(0.0, (zoom - 1000) / (nearest - 1000))),
        accent=art.light.rim or art.light.key,
    )


def _passage(job: ShotJob) -> Layer:
    before, last = None, 0
    if job.previous is not None:
        before = Composer(_picture(job, _stage(job, job.previous)))
        last = job.previous.length_frames - 1
    return PassageLayer(
        passage(job.clip.transition.value), before, last, job.clip.transition_frames
    )


@dataclass(slots=True)
class PassageLayer:
    """The passage from the last picture of the shot before."""

    passage: Passage
    before: Composer | None
    last_frame: int
    """The frame of the shot before that is held."""
    length: int
    _picture: list[Planes] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:
        """Blend the picture before into the one in `target`."""
        if frame >= self.length:
            return
        if not self._picture:
            picture = blank_planes(target.width, target.height)
            if self.before is not None:
                self.before.draw(picture, self.last_frame)
            self._picture.append(picture)
        self.passage.blend(target, self._picture[0], frame, self.length)

    def state(self, frame: int) -> Hashable:
        """Every frame of a passage is another picture."""
        return min(frame, self.length)
