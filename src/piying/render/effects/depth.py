"""Depth of field: what lies behind is out of focus."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

import skia

from piying.render.blur import blur, mix_masked
from piying.render.effect import Strength, View, hold
from piying.render.layer import Layer
from piying.render.planes import Planes, blank_planes
from piying.render.veil import SOFT, Mask, mask_of

RADIUS = 0.02
"""How far a point is spread, in widths of the frame."""


@dataclass(frozen=True, slots=True)
class Depth:
    """A soft background, so that the eye stays on the figure."""

    name: str = "depth"
    strength: Strength = 1.0

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The depth of one shot."""
        return _Far(view, RADIUS * view.width * self.strength)


@dataclass(slots=True)
class _Far:
    view: View
    radius: float
    _spared: list[Mask] = field(default_factory=list)
    _sharp: list[Planes] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:  # noqa: ARG002 - always the same
        if self.radius <= 0:
            return
        if self.view.behind:
            blur(target, self.radius)
            return
        # a flat picture: nobody knows what is behind, so the middle stays as it is
        if not self._spared:
            self._spared.append(mask_of(self.view, _middle, SOFT))
            self._sharp.append(blank_planes(target.width, target.height))
        sharp, mask = self._sharp[0], self._spared[0]
        sharp.copy_from(target)
        blur(target, self.radius)
        mix_masked(target.y, sharp.y, mask.full)
        mix_masked(target.u, sharp.u, mask.half)
        mix_masked(target.v, sharp.v, mask.half)

    def state(self, frame: int) -> Hashable:  # noqa: ARG002 - always the same
        return 0


def _middle(canvas: skia.Canvas, width: float, height: float) -> None:
    canvas.translate(width / 2, height * 0.5)
    canvas.scale(width, height)
    shape = skia.GradientShader.MakeRadial(
        center=(0, 0), radius=0.5,
        colors=[0xFFFFFFFF, 0xFFFFFFFF, 0x00FFFFFF], positions=[0, 0.55, 1],
    )  # fmt: skip
    canvas.drawPaint(skia.Paint(Shader=shape))
