"""Ink: the new picture soaks through the old like ink through paper."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.planes import Planes
from piying.render.transpose import READ, WRITE, Bytes
from piying.render.way import share

_U16 = np.uint16

BLOTS = 26
CELLS = (96, 54)
"""Rows and columns of the map that says when ink reaches a place."""

SOFT = 32
"""Levels of 256 over which the ink's edge fades."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Into the past: the new picture soaks through the old like ink through paper."""

    name: str = "ink"

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:
        """`before` stays where the ink has not arrived."""
        reached = round((256 + SOFT) * share(frame, length))
        for plane, old in (
            (target.y, before.y), (target.u, before.u), (target.v, before.v)
        ):  # fmt: skip
            _soak(plane, old, _arrival(*plane.shape), reached)


@lru_cache(maxsize=8)
def _arrival(height: int, width: int) -> npt.NDArray[np.uint8]:
    """When the ink reaches each pixel, 0 … 255: growing blots with frayed edges."""
    chance = random.Random(5)  # noqa: S311 - blots, not secrets
    rows, columns = CELLS
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float64)
    field = np.full((rows, columns), np.inf)
    for _ in range(BLOTS):
        centre_x, centre_y = chance.uniform(0, columns), chance.uniform(0, rows)
        late = chance.uniform(0, 14)
        field = np.minimum(field, np.hypot(x - centre_x, y - centre_y) + late)
    grain = np.random.default_rng(5).standard_normal((rows, columns))
    for axis in (0, 1):
        grain = (grain + np.roll(grain, 1, axis) + np.roll(grain, -1, axis)) / 3
    field += grain * 3.2
    field = (field - field.min()) / (field.max() - field.min()) * 255
    at_y = np.linspace(0, rows - 1, height)
    at_x = np.linspace(0, columns - 1, width)
    y0, x0 = at_y.astype(int).clip(0, rows - 2), at_x.astype(int).clip(0, columns - 2)
    fy, fx = (at_y - y0)[:, None], (at_x - x0)[None, :]
    top = field[y0][:, x0] * (1 - fx) + field[y0][:, x0 + 1] * fx
    bottom = field[y0 + 1][:, x0] * (1 - fx) + field[y0 + 1][:, x0 + 1] * fx
    return np.ascontiguousarray(top * (1 - fy) + bottom * fy).clip(0, 255).astype(np.uint8)


@kernel([types.void(WRITE, READ, READ, types.uint16)])
def _soak(target: Bytes, before: Bytes, arrival: Bytes, reached: int) -> None:
    """Mix `before` in where ink arrives later than `reached`; the edge is `SOFT` wide."""
    height, width = target.shape
    for y in range(height):
        line, old, arrives = target[y], before[y], arrival[y]
        for x in range(width):
            late = _U16(arrives[x])
            since = _U16(reached - late) if reached > late else _U16(0)
            wet = _U16(since * _U16(256 // SOFT))
            to = min(wet, _U16(256))
            new, was = _U16(_U16(line[x]) * to), _U16(_U16(old[x]) * _U16(_U16(256) - to))
            line[x] = np.uint8(_U16(_U16(new + was) + _U16(128)) >> _U16(8))
