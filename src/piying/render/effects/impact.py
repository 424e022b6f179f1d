"""Impact frames: for a few frames the picture is ink on paper, then paper on ink."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Annotated

import numpy as np

from piying.render.effect import Limits, Pointwise, Strength, View, hold
from piying.render.lay import Area
from piying.render.layer import NOTHING, Layer
from piying.render.light import remap
from piying.render.planes import Planes
from piying.render.strokes import converging
from piying.render.veil import Mask, lay_veil, mask_of

FILM_RATE = 25.0
PAPER, INK = (235, 128, 128), (16, 128, 128)
PIVOT = 112.0
"""The level that parts light from dark."""
HARD = 26.0
"""How many levels lie between ink and paper; fewer cut harder."""


@dataclass(frozen=True, slots=True)
class Impact:
    """Frames of stark black and white with lines of force, at a blow."""

    name: str = "impact"
    strength: Strength = 1.0
    """How hard light and dark are parted."""
    frames: Annotated[int, Limits(2, 8)] = 4
    """How many frames of 25 a second: half of them white on black, half black on white."""

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The impact of one shot."""
        frames = self.frames if self.strength > 0 else 0
        return _Blow(view, frames, HARD / max(self.strength, 0.1))


@dataclass(slots=True)
class _Blow(Pointwise):
    view: View
    frames: int
    soft: float
    _strokes: dict[int, Mask] = field(default_factory=dict)

    def lay_on(self, part: Planes, area: Area, frame: int) -> None:
        turn = self._turn(frame)
        if turn < 0:
            return
        negative = turn * 2 < self.frames
        if turn not in self._strokes:
            # fewer, heavier lines than round a face that is only excited
            paint = converging(turn, lines=46, free=(0.4, 0.72), heavy=(0.006, 0.034))
            self._strokes[turn] = mask_of(self.view, paint)
        remap(part.y, _stark(self.soft, negative=negative))
        part.u[:] = 128
        part.v[:] = 128
        lay_veil(part, self._strokes[turn].part(area), PAPER if negative else INK, 256)

    def state(self, frame: int) -> Hashable:
        turn = self._turn(frame)
        return turn if turn >= 0 else NOTHING

    def _turn(self, frame: int) -> int:
        """Which of the drawings is shown, or -1."""
        turn = int(frame * FILM_RATE / self.view.rate)
        return turn if turn < self.frames else -1


def _stark(soft: float, *, negative: bool) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Every level as ink or paper, with a short step between."""
    share = np.clip((np.arange(256) - PIVOT) / soft + 0.5, 0, 1)
    light = 1 - share if negative else share
    return np.rint(INK[0] + (PAPER[0] - INK[0]) * light).astype(np.uint8)
