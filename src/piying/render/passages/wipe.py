"""Wipe: an edge goes over the picture and leaves the new one behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.kernels import mix_into_line
from piying.render.planes import Planes
from piying.render.transpose import READ, WRITE, Bytes
from piying.render.way import Way, share, smooth

_WEIGHTS = types.Array(types.uint16, 1, "C", readonly=True)


@dataclass(frozen=True, slots=True)
class Wipe:
    """Meanwhile, elsewhere: a soft edge goes over the picture."""

    name: str = "wipe"
    way: Way = Way.LEFT
    """Where the edge goes."""
    soft: float = 0.14
    """How wide the edge is, in widths of the frame, 0.01 … 1."""

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:
        """`before` stays where the edge has not been."""
        forward = self.way in (Way.RIGHT, Way.DOWN)
        for plane, old in (
            (target.y, before.y), (target.u, before.u), (target.v, before.v)
        ):  # fmt: skip
            height, width = plane.shape
            if not self.way.is_sideways:
                # the same work on rows: the weights stand upright
                height, width = width, height
            soft = self.soft * plane.shape[1]
            edge = (width + soft) * smooth(share(frame, length)) - soft / 2
            kept = kept_at(width, edge, soft)
            if not forward:
                kept = np.ascontiguousarray(kept[::-1])
            if self.way.is_sideways:
                _keep_columns(plane, old, kept)
            else:
                _keep_rows(plane, old, kept)


def kept_at(count: int, edge: float, soft: float) -> npt.NDArray[np.uint16]:
    """How much of the old picture each of `count` pixels keeps, in 256ths.

    The edge has passed what lies before `edge`; half of what lies under it is kept.
    """
    places = (np.arange(count) + 0.5 - edge) / soft + 0.5
    clipped = np.clip(places, 0, 1)
    return np.rint(256 * clipped * clipped * (3 - 2 * clipped)).astype(np.uint16)


@kernel([types.void(WRITE, READ, _WEIGHTS)])
def _keep_columns(target: Bytes, old: Bytes, kept: npt.NDArray[np.uint16]) -> None:
    """Mix `old` in, with a weight for each column."""
    first, after = 0, kept.shape[0]
    while first < after and kept[first] == 0:
        first += 1
    while after > first and kept[after - 1] == 0:
        after -= 1
    weights = kept[first:after]
    for y in range(target.shape[0]):
        line, other = target[y, first:after], old[y, first:after]
        for x in range(weights.shape[0]):
            to = weights[x]
            new = np.uint16(np.uint16(line[x]) * np.uint16(np.uint16(256) - to))
            was = np.uint16(np.uint16(other[x]) * to)
            line[x] = np.uint8(np.uint16(np.uint16(new + was) + np.uint16(128)) >> np.uint16(8))


@kernel([types.void(WRITE, READ, _WEIGHTS)])
def _keep_rows(target: Bytes, old: Bytes, kept: npt.NDArray[np.uint16]) -> None:
    """Mix `old` in, with a weight for each row."""
    for y in range(target.shape[0]):
        if kept[y]:
            # by way of a float, or the loop is done in 64 bits; see kernels
            weight = np.float32(kept[y])
            to, keep = np.uint16(weight), np.uint16(np.float32(256) - weight)
            mix_into_line(target[y], old[y], keep, to)
