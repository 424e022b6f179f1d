"""Depth of field: what lies behind is out of focus."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

import skia

from piying.render.blur import blur, blurred_aside, mix_masked
from piying.render.effect import Strength, View, hold
from piying.render.layer import Layer
from piying.render.planes import Planes
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
    _soft: list[Mask] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:  # noqa: ARG002 - always the same
        if self.radius <= 0:
            return
        if self.view.behind:
            blur(target, self.radius)
            return
        # a flat picture: nobody knows what is behind, so the middle stays as it is
        if not self._soft:
            spared = mask_of(self.view, _middle, SOFT)
            self._soft.append(Mask(255 - spared.full, 255 - spared.half))
        soft, mask = blurred_aside(target, self.radius), self._soft[0]
        mix_masked(target.y, soft.y, mask.full)
        mix_masked(target.u, soft.u, mask.half)
        mix_masked(target.v, soft.v, mask.half)

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
