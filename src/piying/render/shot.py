"""The painter of shots: a job becomes its layers, lowest first.

Picture, weather, effects of the picture, passage from the shot before, words, label: what
lies later covers what lies earlier, and nothing covers the label.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from piying.model.script import Place
from piying.model.shot import Transition, Weather
from piying.render.effect import BEHIND_EFFECTS, CAMERA_EFFECTS, Passage
from piying.render.effects import effect
from piying.render.jobs import ShotJob
from piying.render.layer import Composer, Layer
from piying.render.media.kinds import picture_of
from piying.render.media.shown import Shown
from piying.render.passages import passage
from piying.render.planes import Planes, blank_planes
from piying.render.puppet.play import Figure, Thing
from piying.render.words import word_layers

PAINTER = "piying.render.shot:paint_shot"
"""Where a worker process finds the painter."""


def paint_shot(job: ShotJob) -> Iterable[Layer]:
    """The layers of `job`."""
    picture = picture_of(job, job.clip)
    led = (_passage(job),) if job.clip.transition is not Transition.CUT else ()
    return (*_picture(picture), *led, *word_layers(job, picture.style))


def _picture(picture: Shown) -> tuple[Layer, ...]:
    """The layers of a picture with its weather and effects, without words."""
    # Weather falls outside: a room shows it in its windows and its light.
    outside = picture.place is not Place.INTERIOR
    weather = picture.weather
    names = [weather.value] if outside and weather is not Weather.CLEAR else []
    moved = CAMERA_EFFECTS if picture.shakes else frozenset()
    names += [name for name in picture.effects if name not in moved]
    names += ["memory"] if picture.flashback else []
    at = _first_figure(picture.layers)
    far = [name for name in dict.fromkeys(names) if name in BEHIND_EFFECTS and at]
    near = [name for name in dict.fromkeys(names) if name not in far]
    view = replace(picture.view, behind=True)
    return (
        *picture.layers[:at],
        *(effect(name).prepare(view) for name in far),
        *picture.layers[at:],
        *(effect(name).prepare(picture.view) for name in near),
    )


def _first_figure(layers: Sequence[Layer]) -> int:
    """How many layers lie behind the figures and things of a stage; 0 where it has none."""
    found = (i for i, layer in enumerate(layers) if isinstance(layer, Figure | Thing))
    return next(found, 0)


def _passage(job: ShotJob) -> Layer:
    before, last = None, 0
    if job.previous is not None:
        before = Composer(_picture(picture_of(job, job.previous)))
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
                # Its textures and copies are as many as ours, and are not asked for again.
                self.before = None
            self._picture.append(picture)
        self.passage.blend(target, self._picture[0], frame, self.length)

    def state(self, frame: int) -> Hashable:
        """Every frame of a passage is another picture."""
        return min(frame, self.length)
