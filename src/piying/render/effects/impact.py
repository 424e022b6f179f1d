"""Impact frames: for a few frames the picture is ink on paper, then paper on ink."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Annotated

import numpy as np
from numba import types

from piying.model.kernel import kernel
from piying.render.effect import Limits, Pointwise, Strength, View, hold
from piying.render.lay import Area
from piying.render.layer import NOTHING, Layer
from piying.render.planes import Planes
from piying.render.strokes import converging
from piying.render.transpose import READ, WRITE, Bytes
from piying.render.veil import Mask, mask_of

FILM_RATE = 25.0
PAPER, INK = 235, 16
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
        part.u[:] = 128
        part.v[:] = 128
        strokes = self._strokes[turn].part(area).full
        first = max(0, math.floor(PIVOT - self.soft / 2))
        last = min(255, math.ceil(PIVOT + self.soft / 2))
        slope = round((PAPER - INK) * 256 / (last - first))
        _cut(part.y, strokes, first, last, slope, negative)

    def state(self, frame: int) -> Hashable:
        turn = self._turn(frame)
        return turn if turn >= 0 else NOTHING

    def _turn(self, frame: int) -> int:
        """Which of the drawings is shown, or -1."""
        turn = int(frame * FILM_RATE / self.view.rate)
        return turn if turn < self.frames else -1


@kernel(
    [types.void(WRITE, READ, types.uint8, types.uint8, types.uint16, types.boolean)],
)  # fmt: skip
def _cut(
    target: Bytes,
    strokes: Bytes,
    first: int,
    last: int,
    slope: int,
    negative: bool,  # noqa: FBT001
) -> None:
    """Make every level ink or paper, rising from `first` to `last`, with strokes over it.

    The strokes are ink on paper, or in the negative paper on ink.
    """
    black, span, half = np.uint16(16), np.uint16(219), np.uint16(128)
    turned = np.uint16(span) if negative else np.uint16(0)
    height, width = target.shape
    for y in range(height):
        line, covers = target[y], strokes[y]
        for x in range(width):
            risen = np.uint16(min(max(line[x], first), last) - first)
            own = np.uint16(np.uint16(np.uint16(risen * slope) + half) >> np.uint16(8))
            # the negative of a light is what is left to white; strokes take it to white too
            lit = np.uint16(max(own, turned) - min(own, turned))
            rest = np.uint16(np.uint16(255) - np.uint16(covers[x]))
            mixed = np.uint16(np.uint16(lit * rest) + np.uint16(turned * np.uint16(covers[x])))
            mixed = np.uint16(mixed + half)
            mixed = np.uint16(mixed + np.uint16(mixed >> np.uint16(8))) >> np.uint16(8)
            line[x] = np.uint8(np.uint16(mixed) + black)
