"""Push: the new picture pushes the old one out, at the exact place between two pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import types

from piying.model.kernel import kernel
from piying.render.kernels import SCRATCH, mix_line
from piying.render.planes import Planes
from piying.render.transpose import READ, WRITE, Bytes
from piying.render.way import Way, share, smooth


@dataclass(frozen=True, slots=True)
class Push:
    """On to the next: the new picture pushes the old one out."""

    name: str = "push"
    way: Way = Way.LEFT
    """Where both pictures go."""

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:
        """`target` comes in on the side that `before` leaves."""
        gone = smooth(share(frame, length))
        for plane, old in (
            (target.y, before.y), (target.u, before.u), (target.v, before.v)
        ):  # fmt: skip
            height, width = plane.shape
            moved = gone * (width if self.way.is_sideways else height)
            if self.way.is_sideways:
                strip = SCRATCH.plane("push", 1, 2 * width + 1)
                _sideways(plane, old, moved, self.way is Way.LEFT, strip)
            elif self.way is Way.UP:
                _upwards(plane, old, moved)
            else:
                _upwards(plane[::-1], old[::-1], moved)


@kernel([types.void(WRITE, READ, types.float64, types.boolean, WRITE)])
def _sideways(
    target: Bytes,
    old: Bytes,
    moved: float,
    left: bool,  # noqa: FBT001 - a kernel
    strip: Bytes,
) -> None:
    """Shift both pictures by `moved` pixels; they lie end to end in `strip`."""
    width = target.shape[1]
    place = moved if left else width - moved
    whole = min(int(place), width)
    to_b = np.uint16((place - whole) * 256 + 0.5)
    to_a = np.uint16(256 - to_b)
    row = strip[0]
    for y in range(target.shape[0]):
        line = target[y]
        first, second = (old[y], line) if left else (line, old[y])
        for x in range(width):
            row[x] = first[x]
        for x in range(width):
            row[width + x] = second[x]
        row[2 * width] = second[width - 1]
        a, b = row[whole : whole + width], row[whole + 1 : whole + 1 + width]
        mix_line(line, a, b, to_a, to_b)


@kernel([types.void(WRITE, READ, types.float64)])
def _upwards(target: Bytes, old: Bytes, moved: float) -> None:
    """Shift both pictures up by `moved` rows; from the last row on, what is read still is."""
    height = target.shape[0]
    whole = min(int(moved), height)
    to_b = np.uint16((moved - whole) * 256 + 0.5)
    to_a = np.uint16(256 - to_b)
    for y in range(height - 1, -1, -1):
        place = y + whole
        a = old[place] if place < height else target[place - height]
        place = min(place + 1, 2 * height - 1)
        b = old[place] if place < height else target[place - height]
        mix_line(target[y], a, b, to_a, to_b)
