"""Passages: how one picture becomes the next."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from numba import njit

from piying.model.errors import Invalid
from piying.render.effect import Passage
from piying.render.kernels import crossfade, towards
from piying.render.planes import Planes, colour

BLACK, WHITE = colour(0, 0, 0), colour(255, 255, 255)

INK_BLOTS = 26
INK_CELLS = (96, 54)
"""Rows and columns of the map that says when ink reaches a place."""

INK_SOFT = 26
"""Levels of 256 over which the ink's edge fades."""


@dataclass(frozen=True, slots=True)
class Dissolve:
    """Time passes: one picture melts into the other."""

    name: str = "dissolve"

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:
        """`before` fades out over `target`."""
        _mix(target, before, 256 - round(256 * _smooth((frame + 1) / (length + 1))))


@dataclass(frozen=True, slots=True)
class Fade:
    """The picture comes out of black."""

    name: str = "fade"

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:  # noqa: ARG002 - out of nothing
        """`target` rises from black."""
        k = 256 - round(256 * _smooth((frame + 1) / (length + 1)))
        for plane, level in zip((target.y, target.u, target.v), BLACK, strict=True):
            towards(plane, level, k)


@dataclass(frozen=True, slots=True)
class Smash:
    """A shock: the old picture bursts into white, out of which the new one comes."""

    name: str = "flash"
    rise: float = 0.3
    """The share of the passage in which the old picture whitens."""

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:
        """`before` rises to white, `target` falls from it."""
        t = (frame + 0.5) / length
        if t < self.rise and length > 2:
            target.copy_from(before)
            white = t / self.rise
        else:
            left = (1 - t) / (1 - self.rise) if length > 2 else 1 - t
            white = left * left
        k = round(256 * white)
        for plane, level in zip((target.y, target.u, target.v), WHITE, strict=True):
            towards(plane, level, k)


@dataclass(frozen=True, slots=True)
class Ink:
    """Into the past: the new picture soaks through the old like ink through paper."""

    name: str = "ink"

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:
        """`before` stays where the ink has not arrived."""
        reached = round((256 + INK_SOFT) * (frame + 1) / (length + 1))
        for plane, old in (
            (target.y, before.y), (target.u, before.u), (target.v, before.v)
        ):  # fmt: skip
            _soak(plane, old, _arrival(*plane.shape), reached, INK_SOFT)


PASSAGES: tuple[Passage, ...] = (Dissolve(), Fade(), Smash(), Ink())


def passage(name: str) -> Passage:
    """The passage called `name`."""
    for item in PASSAGES:
        if item.name == name:
            return item
    known = ", ".join(item.name for item in PASSAGES)
    raise Invalid("render.unknown_passage", name=name, known=known)


def _smooth(t: float) -> float:
    return t * t * (3 - 2 * t)


def _mix(target: Planes, other: Planes, k: int) -> None:
    for plane, old in ((target.y, other.y), (target.u, other.u), (target.v, other.v)):
        crossfade(plane, old, k)


@lru_cache(maxsize=8)
def _arrival(height: int, width: int) -> npt.NDArray[np.uint8]:
    """When the ink reaches each pixel, 0 … 255: growing blots with frayed edges."""
    chance = random.Random(5)  # noqa: S311 - blots, not secrets
    rows, columns = INK_CELLS
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float64)
    field = np.full((rows, columns), np.inf)
    for _ in range(INK_BLOTS):
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
    return np.clip(top * (1 - fy) + bottom * fy, 0, 255).astype(np.uint8)


@njit(nogil=True, cache=True)
def _soak(
    target: npt.NDArray[np.uint8],
    before: npt.NDArray[np.uint8],
    arrival: npt.NDArray[np.uint8],
    reached: int,
    soft: int,
) -> None:
    for row in range(target.shape[0]):
        for x in range(target.shape[1]):
            k = (reached - np.int64(arrival[row, x])) * 256 // soft
            k = min(max(k, np.int64(0)), np.int64(256))
            new, old = np.int64(target[row, x]), np.int64(before[row, x])
            target[row, x] = np.uint8((new * k + old * (256 - k) + 128) >> 8)
