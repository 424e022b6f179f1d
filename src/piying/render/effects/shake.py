"""Shake: the whole picture jolts and comes to rest, whatever kind of picture it is."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from piying.render.effect import Seconds, Strength, View, hold
from piying.render.jolt import jolt
from piying.render.kernels import SCRATCH, sample
from piying.render.layer import NOTHING, Layer
from piying.render.planes import Planes
from piying.render.transpose import transpose

THROWN = 0.017
"""How far the picture moves at first, in widths of the frame."""
STILL = 0.15
"""Pixels under which nothing is seen any more."""


@dataclass(frozen=True, slots=True)
class Shake:
    """The picture is struck, and swings out."""

    name: str = "shake"
    strength: Strength = 1.0
    length_s: Seconds = 0.22
    """In this time the swing falls to about a third."""

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The shake of one shot."""
        return _Swing(view, THROWN * view.width * self.strength, self.length_s)


@dataclass(frozen=True, slots=True)
class _Swing:
    view: View
    thrown: float
    falls_s: float

    def draw(self, target: Planes, frame: int) -> None:
        far, x, y = self._place(frame)
        if far < STILL:
            return
        # so much larger that the edge of the picture is never seen
        scale = 1 + 2 * far / min(target.width, target.height)
        for plane, half in ((target.y, 1), (target.u, 2), (target.v, 2)):
            height, width = plane.shape
            turned = SCRATCH.plane("shake", width, height)
            transpose(plane, turned)
            left = (width - width / scale) / 2 - x / half / scale
            top = (height - height / scale) / 2 - y / half / scale
            sample(turned, plane, scale, left, top)

    def state(self, frame: int) -> Hashable:
        place = self._place(frame)
        return place if place[0] >= STILL else NOTHING

    def _place(self, frame: int) -> tuple[float, float, float]:
        """How far the swing goes, and where the picture is: pixels."""
        far, x, y = jolt(frame / self.view.rate, self.falls_s)
        return self.thrown * far, self.thrown * x, self.thrown * y
