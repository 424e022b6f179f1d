"""Fog: two soft banks that drift past each other."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import skia
from numba import types

from piying.model.kernel import kernel
from piying.render.effect import Pointwise, Strength, View, hold
from piying.render.kernels import SCRATCH, lerp_rows, sample
from piying.render.lay import Area
from piying.render.layer import Layer
from piying.render.particles import scattered
from piying.render.planes import Planes, colour, texture_of
from piying.render.surface import painted
from piying.render.transpose import READ, WRITE, Bytes
from piying.render.veil import DESIGN_WIDTH, Mask, lay_veil

SPAN = 1.6
"""Width of a bank in widths of the frame."""
BLOBS = 16
DRIFT_S = 150.0
"""From one side to the other and back."""
HELD_S = 0.16
"""For so long a drawing is held: until then no edge of a bank has moved by three pixels."""
SHRINK = 8
"""How many times smaller the banks are than the frame: they have no edges."""
MIST = colour(238, 242, 250)
OPACITY = 0.75


@dataclass(frozen=True, slots=True)
class Fog:
    """Drifting fog."""

    name: str = "fog"
    strength: Strength = 1.0

    def __post_init__(self) -> None:
        hold(self)

    def prepare(self, view: View) -> Layer:
        """The fog of one shot."""
        chance = scattered(view, self.name)
        spots = tuple(
            tuple(
                (chance.uniform(0, 1), chance.uniform(0.25, 1.0), chance.uniform(180, 420))
                for _ in range(BLOBS)
            )
            for _ in range(2)
        )
        return _Banks(view, spots, min(256, round(256 * OPACITY * self.strength)))


@dataclass(slots=True)
class _Banks(Pointwise):
    view: View
    spots: tuple[tuple[tuple[float, float, float], ...], ...]
    k: int
    _banks: list[Bytes] = field(default_factory=list)
    _room: Mask | None = None
    _last: tuple[int, Mask] | None = None

    def lay_on(self, part: Planes, area: Area, frame: int) -> None:
        lay_veil(part, self._mist(self.state(frame)).part(area), MIST, self.k)

    def state(self, frame: int) -> int:
        """The frame whose drawing is shown."""
        return frame - frame % max(1, round(HELD_S * self.view.rate))

    def _mist(self, frame: int) -> Mask:
        """How much fog lies where; what was asked for last is kept."""
        if self._last is None or self._last[0] != frame:
            self._last = frame, self._drawn(frame)
        return self._last[1]

    def _drawn(self, frame: int) -> Mask:
        width, height = self._small()
        if not self._banks:
            self._banks += [self._bank(spots) for spots in self.spots]
        one = SCRATCH.plane("fog/one", width, height)
        other = SCRATCH.plane("fog/other", width, height)
        for bank, to, way in zip(self._banks, (one, other), self._ways(frame), strict=True):
            slack = bank.shape[0] - width
            lerp_rows(bank, to, 1.0, slack * way, 0)
        _join(one, other)
        if self._room is None:
            full = np.empty((self.view.height, self.view.width), np.uint8)
            half = np.empty((self.view.height // 2, self.view.width // 2), np.uint8)
            self._room = Mask(full, half)
        sample(one, self._room.full, float(SHRINK), 0.0, 0.0)
        sample(one, self._room.half, SHRINK / 2, 0.0, 0.0)
        return self._room

    def _small(self) -> tuple[int, int]:
        return math.ceil(self.view.width / SHRINK) + 1, math.ceil(self.view.height / SHRINK) + 1

    def _ways(self, frame: int) -> tuple[float, float]:
        """Where each bank is between its ends, 0 … 1."""
        swing = 0.5 * math.sin(2 * math.pi * frame / self.view.rate / DRIFT_S)
        return 0.5 - swing, 0.5 + swing

    def _bank(self, spots: tuple[tuple[float, float, float], ...]) -> Bytes:
        """How much fog lies where, on its side."""
        _, height = self._small()
        unit = self.view.width / SHRINK / DESIGN_WIDTH
        width = math.ceil(self.view.width / SHRINK * SPAN / 2) * 2

        def paint(canvas: skia.Canvas) -> None:
            canvas.scale(unit, unit)
            for x, y, radius in spots:
                middle = x * width / unit, y * height / unit
                puff = skia.GradientShader.MakeRadial(
                    center=middle, radius=radius, colors=[0x58FFFFFF, 0x00FFFFFF]
                )
                canvas.drawCircle(*middle, radius, skia.Paint(AntiAlias=True, Shader=puff))

        cover = texture_of(painted(width, height + height % 2, paint), "fog", border=0).a
        return np.ascontiguousarray(cover[:, :height])


@kernel([types.void(WRITE, READ)])
def _join(one: Bytes, other: Bytes) -> None:
    """What two veils cover together: what the one leaves open, the other covers in part."""
    for row in range(one.shape[0]):
        line, more = one[row], other[row]
        for x in range(line.shape[0]):
            left = np.uint16(np.uint16(255) - np.uint16(line[x]))
            open_ = np.uint16(np.uint16(left * np.uint16(np.uint16(255) - np.uint16(more[x]))))
            line[x] = np.uint8(
                np.uint16(255) - np.uint16(np.uint16(open_ + np.uint16(127)) // np.uint16(255))
            )
