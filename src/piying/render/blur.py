"""Blur: the picture out of focus, by way of a small one.

What is blurred holds nothing fine, so it is made from a picture of a quarter of the size,
softened there along both sides by two boxes one after the other (a triangle), and scaled up
again. Its cost does not grow with the radius.
"""

from __future__ import annotations

import numpy as np
from numba import types

from piying.model.kernel import kernel
from piying.render.kernels import SCRATCH, sample
from piying.render.planes import Planes
from piying.render.transpose import READ, WRITE, Bytes, transpose

SHRINK = 4
"""How much smaller the picture is that is softened."""
COARSE = 20.0
"""Pixels of radius from which half of that size is fine enough."""


@kernel([types.void(READ, WRITE)])
def halve(source: Bytes, target: Bytes) -> None:
    """Set each pixel of `target` to the mean of 2 x 2 of `source`, rounded.

    The sides of `target` are half of those of `source`, rounded up; an odd edge repeats.
    """
    height, width = source.shape
    sums = np.empty(width + width % 2, np.uint16)
    # both sums of a pair in one number, so that neighbours are added many at a time
    pairs = sums.view(np.uint32)
    for row in range(target.shape[0]):
        upper, lower = source[2 * row], source[min(2 * row + 1, height - 1)]
        for x in range(width):
            sums[x] = np.uint16(np.uint16(upper[x]) + np.uint16(lower[x]))
        if width % 2:
            sums[width] = sums[width - 1]
        line = target[row]
        for x in range(line.shape[0]):
            both = pairs[x]
            total = np.uint32(np.uint32(both & np.uint32(0xFFFF)) + np.uint32(both >> 16))
            line[x] = np.uint8(np.uint32(total + np.uint32(2)) >> np.uint32(2))


def shrink(plane: Bytes, times: int) -> Bytes:
    """`plane` made `times` smaller, a power of two, by halving it again and again.

    What comes back is the thread's memory, good until the next call.
    """
    while times > 1:
        height, width = plane.shape
        half = SCRATCH.plane(f"shrink/{times}", (height + 1) // 2, (width + 1) // 2)
        halve(plane, half)
        plane, times = half, times // 2
    return plane


@kernel([types.void(READ, WRITE, types.float64)])
def box_rows(source: Bytes, target: Bytes, radius: float) -> None:
    """Set each row to the mean of the rows within `radius`; those at its end count in part.

    Rows beyond an edge repeat it.
    """
    height, width = source.shape
    whole = int(radius)
    part = np.float32(radius - whole)
    by = np.float32(1.0 / (2 * radius + 1))
    half = np.float32(0.5)
    sums = np.zeros(width, np.float32)
    for i in range(-whole, whole + 1):
        line = source[min(max(i, 0), height - 1)]
        for x in range(width):
            sums[x] += np.float32(line[x])
    for y in range(height):
        above = source[max(y - whole - 1, 0)]
        below = source[min(y + whole + 1, height - 1)]
        leaves, out = source[max(y - whole, 0)], target[y]
        for x in range(width):
            ends = (np.float32(above[x]) + np.float32(below[x])) * part
            out[x] = np.uint8(np.int32((sums[x] + ends) * by + half))
            sums[x] += np.float32(below[x]) - np.float32(leaves[x])


def soften(small: Bytes, radius: float, name: str = "soft") -> Bytes:
    """`small` blurred by a triangle of `radius` on both axes, turned on its side.

    What comes back is the thread's memory, good until the next call of this name.
    """
    height, width = small.shape
    other = SCRATCH.plane(f"{name}/other", height, width)
    turned = SCRATCH.plane(f"{name}/turned", width, height)
    across = SCRATCH.plane(f"{name}/across", width, height)
    box_rows(small, other, radius / 2)
    box_rows(other, small, radius / 2)
    transpose(small, turned)
    box_rows(turned, across, radius / 2)
    box_rows(across, turned, radius / 2)
    return turned


def blurred(plane: Bytes, target: Bytes, radius: float, times: int) -> None:
    """Set `target` to `plane`, of the same size and maybe the same, blurred by `radius` pixels.

    Args:
        plane: what to blur.
        target: where it goes.
        radius: pixels from the middle of the triangle to its end, 0 … 2000.
        times: how much smaller the picture is that is softened.
    """
    soft = soften(shrink(plane, times), min(radius / times, 500.0))
    sample(soft, target, float(times), 0.0, 0.0)


def blur(target: Planes, radius: float) -> None:
    """Put `target` out of focus, by `radius` pixels; under four of them is little to see."""
    _blur_into(target, target, radius)


def blurred_aside(picture: Planes, radius: float) -> Planes:
    """`picture` out of focus, in the thread's memory, good until the next call."""
    planes = enumerate((picture.y, picture.u, picture.v))
    soft = Planes(*(SCRATCH.plane(f"aside/{n}", *plane.shape) for n, plane in planes))
    _blur_into(soft, picture, radius)
    return soft


def _blur_into(target: Planes, picture: Planes, radius: float) -> None:
    times = 2 * SHRINK if radius >= COARSE else SHRINK
    blurred(picture.y, target.y, radius, times)
    blurred(picture.u, target.u, radius / 2, times // 2)
    blurred(picture.v, target.v, radius / 2, times // 2)


@kernel([types.void(WRITE, READ, READ)])
def mix_masked(target: Bytes, other: Bytes, cover: Bytes) -> None:
    """Mix `other` into `target`, by `cover` / 255 of it."""
    height, width = target.shape
    for y in range(height):
        line, new, covers = target[y], other[y], cover[y]
        for x in range(width):
            to = np.uint16(covers[x])
            mixed = np.uint16(np.uint16(new[x]) * to)
            mixed = np.uint16(mixed + np.uint16(line[x]) * np.uint16(np.uint16(255) - to))
            mixed = np.uint16(mixed + np.uint16(128))
            line[x] = np.uint8(
                np.uint16(mixed + np.uint16(mixed >> np.uint16(8))) >> np.uint16(8)
            )
