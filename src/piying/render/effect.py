"""The port of effects: what draws over the picture of a shot, and what leads into one.

An effect is a frozen value. `prepare` is called once for a shot and gives a layer; the layer
draws frame n as a pure function of what it was prepared with. A passage leads from the last
picture of the shot before into the first pictures of a shot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from piying.render.layer import Layer
from piying.render.planes import Planes

CAMERA_EFFECTS = frozenset({"shake"})
"""Names in a board that move the camera: nothing is drawn for them."""


@dataclass(frozen=True, slots=True)
class View:
    """What an effect may know of the shot that it is drawn over."""

    width: int
    """Pixels of the film."""
    height: int
    rate: float
    """Frames a second."""
    length_frames: int
    seed: int
    near: float = 0.0
    """0 a wide shot … 1 a close-up: particles are larger and fewer when near."""
    accent: str = "#ffd27a"
    """A colour of the set's light, for flares and leaks."""


class Effect(Protocol):
    """Draws over the picture of a shot."""

    @property
    def name(self) -> str:
        """What it is called in a board."""

    def prepare(self, view: View) -> Layer:
        """The effect made ready for one shot."""


class Passage(Protocol):
    """Leads from one picture into another."""

    @property
    def name(self) -> str:
        """What it is called in a board."""

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:
        """Draw frame `frame` of `length`: `target` holds the new picture, `before` the old."""
