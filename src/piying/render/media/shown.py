"""The port of pictures: what every kind of picture gives to the painter of shots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from piying.model.cut import Direction, PictureClip
from piying.model.people import Style
from piying.model.script import Place
from piying.model.shot import Weather
from piying.render.effect import View
from piying.render.jobs import ShotJob
from piying.render.layer import Layer
from piying.render.puppet.framing import LENSES


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture of a clip, and what is drawn over it."""

    layers: tuple[Layer, ...]
    """Back to front; the lowest covers the whole picture."""
    view: View
    style: Style
    """Of the words."""
    place: Place
    weather: Weather
    effects: tuple[str, ...]
    flashback: bool
    shakes: bool = True
    """Its own camera follows the effects that move a camera; a clip has none that could."""


class Show(Protocol):
    """Makes the picture of a clip ready to be drawn, frame by frame."""

    def __call__(self, job: ShotJob, clip: PictureClip) -> Shown:
        """The picture of `clip` at the size of the film: a function of the clip alone."""


def near(zoom_permille: float) -> float:
    """How near a shot is that is seen with `zoom_permille`: 0 a wide shot … 1 the nearest."""
    nearest = max(lens.zoom_permille for lens in LENSES.values())
    return min(1.0, max(0.0, (zoom_permille - 1000) / (nearest - 1000)))


def directed(job: ShotJob, clip: PictureClip, layers: tuple[Layer, ...]) -> Shown:
    """A picture that is no stage, shown as its clip's direction says."""
    direction, shape = clip.direction or Direction(), job.profile
    view = View(
        width=shape.width,
        height=shape.height,
        rate=shape.rate.num / shape.rate.den,
        length_frames=clip.length_frames,
        seed=seed_of(clip),
        near=near(LENSES[direction.size].zoom_permille),
    )
    return Shown(
        layers,
        view,
        direction.style,
        direction.place,
        direction.weather,
        clip.effects,
        direction.flashback,
    )


def seed_of(clip: PictureClip) -> int:
    """The seed of all chance in a picture that brings none: its content decides."""
    return int(clip.blob[:12], 16)
