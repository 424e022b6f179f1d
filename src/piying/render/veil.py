"""Veils: one colour laid over the picture through a mask.

Most of what lies over a whole frame has a single colour: a vignette, fog, ink, drawn lines.
Then the colour need not be stored or scaled, only how much of it lies where.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import skia
from numba import types

from piying.model.kernel import kernel
from piying.render.effect import Pointwise, View
from piying.render.kernels import sample
from piying.render.lay import Area
from piying.render.layer import NOTHING
from piying.render.light import Level
from piying.render.planes import Planes, colour, texture_of
from piying.render.surface import painted
from piying.render.transpose import READ, WRITE, Bytes

DESIGN_WIDTH = 1080
SOFT = 4
"""How many times smaller a soft mask is painted."""

Paint = Callable[[skia.Canvas, float, float], None]
"""Paints in white on a canvas of design pixels, given the frame's width and height in them."""


@dataclass(frozen=True, eq=False)
class Mask:
    """How much of something lies on each pixel, 0 … 255."""

    full: Bytes
    """(height, width)."""
    half: Bytes
    """(height / 2, width / 2), for U and V."""

    def part(self, area: Area) -> Mask:
        """The mask of an area of the picture."""
        left, top, right, bottom = area
        return Mask(
            self.full[top:bottom, left:right],
            self.half[top // 2 : bottom // 2, left // 2 : right // 2],
        )

    @cached_property
    def covered(self) -> Area:
        """The smallest area of the picture outside of which the mask is clear."""
        spans: list[tuple[int, int]] = []
        for axis in (0, 1):
            full = np.flatnonzero(self.full.any(axis=axis))
            half = np.flatnonzero(self.half.any(axis=axis)) * 2
            both = np.concatenate((full, half))
            spans.append((int(both.min()) // 2 * 2, int(both.max()) // 2 * 2 + 2) if both.size
                         else (0, 0))  # fmt: skip
        (left, right), (top, bottom) = spans
        return Area(left, top, right, bottom)


def mask_of(view: View, paint: Paint, shrink: int = 1) -> Mask:
    """The mask that `paint` paints; its colour does not count, only how much it covers.

    Args:
        view: the shot.
        paint: paints the mask.
        shrink: `SOFT` for what has no edges; 1 for what has.
    """
    width = math.ceil(view.width / shrink / 2) * 2
    height = math.ceil(view.height * width / view.width / 2) * 2
    unit = width / DESIGN_WIDTH

    def scaled(canvas: skia.Canvas) -> None:
        canvas.scale(unit, unit)
        paint(canvas, float(DESIGN_WIDTH), view.height * DESIGN_WIDTH / view.width)

    cover = texture_of(painted(width, height, scaled), "mask", border=0)
    return spread(cover.a, cover.a2, view.width, view.height)


def spread(a: Bytes, a2: Bytes, width: int, height: int) -> Mask:
    """A mask of the size of the frame, from a small one that lies on its side."""
    full = np.empty((height, width), np.uint8)
    half = np.empty((height // 2, width // 2), np.uint8)
    scale = width / a.shape[0]
    sample(a, full, scale, 0.0, 0.0)
    sample(a2, half, scale, 0.0, 0.0)
    for plane in (full, half):
        plane.flags.writeable = False
    return Mask(full, half)


def lay_veil(target: Planes, mask: Mask, level: Level, k: int) -> None:
    """Lay a colour over `target` through `mask`, at k / 256 of it."""
    if k <= 0:
        return
    for plane, cover, value in (
        (target.y, mask.full, level[0]),
        (target.u, mask.half, level[1]),
        (target.v, mask.half, level[2]),
    ):
        veil(plane, cover, value, min(k, 256))


@kernel([types.void(WRITE, READ, types.uint16, types.uint16)])
def veil(target: Bytes, cover: Bytes, level: int, k: int) -> None:
    """Mix one level into `target`, by `cover` / 255 * k / 256, rounded twice."""
    height, width = target.shape
    for y in range(height):
        line, covers = target[y], cover[y]
        for x in range(width):
            to = np.uint16(np.uint16(np.uint16(covers[x]) * k) + np.uint16(128)) >> np.uint16(8)
            keep = np.uint16(np.uint16(255) - np.uint16(to))
            mixed = np.uint16(np.uint16(line[x]) * keep)
            mixed = np.uint16(mixed + np.uint16(np.uint16(to) * level))
            mixed = np.uint16(mixed + np.uint16(128))
            line[x] = np.uint8(
                np.uint16(mixed + np.uint16(mixed >> np.uint16(8))) >> np.uint16(8)
            )


@kernel(
    [types.void(WRITE, READ, types.uint16, types.uint16, types.uint16, types.uint16)],
)  # fmt: skip
def veil_scaled(target: Bytes, cover: Bytes, keep: int, add: int, level: int, k: int) -> None:
    """Make every level (level * keep + add) / 256 and lay a veil over it, in one pass."""
    height, width = target.shape
    for y in range(height):
        line, covers = target[y], cover[y]
        for x in range(width):
            own = np.uint16(np.uint16(np.uint16(line[x]) * keep) + add) >> np.uint16(8)
            to = np.uint16(np.uint16(np.uint16(covers[x]) * k) + np.uint16(128)) >> np.uint16(8)
            rest = np.uint16(np.uint16(255) - np.uint16(to))
            mixed = np.uint16(np.uint16(own) * rest)
            mixed = np.uint16(mixed + np.uint16(np.uint16(to) * level))
            mixed = np.uint16(mixed + np.uint16(128))
            line[x] = np.uint8(
                np.uint16(mixed + np.uint16(mixed >> np.uint16(8))) >> np.uint16(8)
            )


@dataclass(slots=True)
class Veils(Pointwise):
    """Masks of one colour over the frame, each with an opacity that follows the frame."""

    view: View
    rgb: tuple[int, int, int]
    paints: tuple[Paint, ...]
    opacity: Callable[[int], tuple[int, ...]]
    """For each mask how much of it is laid at a frame, in 256ths."""
    shrink: int = SOFT
    _masks: dict[int, Mask] = field(default_factory=dict)

    def lay_on(self, part: Planes, area: Area, frame: int) -> None:
        """Lay the masks over a part of the frame."""
        for index, k in enumerate(self.opacity(frame)):
            if k <= 0:
                continue
            if index not in self._masks:
                self._masks[index] = mask_of(self.view, self.paints[index], self.shrink)
            mask = self._masks[index]
            seen = mask.covered.meet(area)
            if seen is not None:
                on = part.part(seen.seen_from(area))
                lay_veil(on, mask.part(seen), colour(*self.rgb), k)

    def state(self, frame: int) -> Hashable:
        """The opacities."""
        opacities = self.opacity(frame)
        return opacities if any(k > 0 for k in opacities) else NOTHING
