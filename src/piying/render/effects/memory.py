"""Memory: colours fade and the edges bleach, for what is past."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

import skia

from piying.render.effect import Pointwise, Strength, View, hold
from piying.render.lay import Area
from piying.render.layer import Layer
from piying.render.planes import Planes, colour
from piying.render.veil import SOFT, Mask, mask_of, veil_scaled

FADED = 106
"""Of 256: the colour that is lost."""
WARM = colour(255, 226, 180)
WARMTH = 34
"""Of 256."""
PAPER = colour(255, 244, 220)


@dataclass(frozen=True, slots=True)
class Memory:
    """The look of a flashback."""

    name: str = "memory"
    strength: Strength = 1.0

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The look, ready for one shot."""
        return _Past(view, self.strength)


def _paint(canvas: skia.Canvas, width: float, height: float) -> None:
    edge = skia.GradientShader.MakeRadial(
        center=(width / 2, height * 0.44), radius=height * 0.62,
        colors=[0x00FFFFFF, 0x00FFFFFF, 0xB4FFFFFF], positions=[0, 0.5, 1],
    )  # fmt: skip
    canvas.drawPaint(skia.Paint(Shader=edge))


@dataclass(slots=True)
class _Past(Pointwise):
    view: View
    strength: float
    _edge: list[Mask] = field(default_factory=list)

    def lay_on(self, part: Planes, area: Area, frame: int) -> None:  # noqa: ARG002 - one look
        if not self._edge:
            self._edge.append(mask_of(self.view, _paint, SOFT))
        edge = self._edge[0].part(area)
        warm = min(256, round(WARMTH * self.strength))
        kept = max(0, 256 - round(FADED * self.strength))
        most = min(256, round(256 * self.strength))
        own = 256 - warm // 2
        veil_scaled(part.y, edge.full, own, WARM[0] * (warm // 2) + 128, PAPER[0], most)
        for plane, place in ((part.u, 1), (part.v, 2)):
            # first the colour fades towards grey, then it warms
            own = round(kept * (256 - warm) / 256)
            add = round(128 * (256 - kept) * (256 - warm) / 256) + WARM[place] * warm + 128
            veil_scaled(plane, edge.half, own, add, PAPER[place], most)

    def state(self, frame: int) -> Hashable:  # noqa: ARG002 - always the same
        return 0
