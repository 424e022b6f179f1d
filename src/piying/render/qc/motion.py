"""Whether a stretch of film stands still, is a still that is panned and zoomed, or moves.

Two frames 0.2 s apart are compared as cells of grey. Blocks of the first are found in the
second; one affine motion is fitted to them, leaning on the many that agree, and sharpened on
the levels themselves. What that motion does not explain moves by itself: where the rest, over
what the edges there would excuse, is high in two spots or more, the pair is *active*. More
than a quarter of active pairs is animated; else a median movement of over 0.05 cells is a pan
or zoom (ken burns); else it stands still. Rows where subtitles stand are left out, and so is a
small thing that stands while all else moves: it is laid over the picture.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.qc.cells import FLOATS2, Floats

SAMPLE_S = 0.2
STILL, PANNED, ANIMATED = "still", "ken_burns", "animated"
ACTIVE_SHARE, MOVED_CELLS = 0.25, 0.05
CAPTION_TOP, CAPTION_BOTTOM = 0.66, 0.90
"""Where subtitles stand, in shares of the height: ours, and those of others."""

BLOCK, REACH, TEXTURED = 12, 8, 4.0
ROUNDS, SOFT = 8, 0.7
SHARPEN, SOFT_LEVELS = 4, 6.0
REST_LEVELS, REST_GRADIENT = 6.0, 0.6
SPOT, SPOT_REST, SPOTS = 6, 0.9, 2
LAID_OVER_LEVELS, LAID_OVER_SHARE = 1.0, 0.12
SAME_MAD = 0.15

Numbers = npt.NDArray[np.float64]
DOUBLES2 = types.Array(types.float64, 2, "C")
DOUBLES1 = types.Array(types.float64, 1, "C")


@kernel(
    [types.int64(FLOATS2, FLOATS2, types.int64, types.int64, DOUBLES2)], fastmath=True,
)  # fmt: skip
def _match(before: Floats, after: Floats, top: int, bottom: int, found: Numbers) -> int:
    """Find textured blocks again; writes x, y and by how much they moved, gives how many."""
    rows, columns = before.shape
    count = 0
    area = BLOCK * BLOCK
    for y in range(0, rows - BLOCK + 1, BLOCK):
        if y + BLOCK > top and y < bottom:
            continue
        for x in range(0, columns - BLOCK + 1, BLOCK):
            total, squares = 0.0, 0.0
            for i in range(BLOCK):
                for j in range(BLOCK):
                    level = before[y + i, x + j]
                    total += level
                    squares += level * level
            if squares / area - (total / area) ** 2 < TEXTURED * TEXTURED:
                continue
            best, bx, by = 1e30, 0, 0
            for dy in range(-REACH, REACH + 1):
                if y + dy < 0 or y + dy + BLOCK > rows:
                    continue
                for dx in range(-REACH, REACH + 1):
                    if x + dx < 0 or x + dx + BLOCK > columns:
                        continue
                    # what moved little is believed where two places fit as well
                    cost = 0.02 * area * np.sqrt(np.float64(dx * dx + dy * dy)) / REACH
                    for i in range(BLOCK):
                        line = np.float32(0)
                        for j in range(BLOCK):
                            line += abs(before[y + i, x + j] - after[y + dy + i, x + dx + j])
                        cost += line
                        if cost >= best:
                            break
                    if cost < best:
                        best, bx, by = cost, dx, dy
            found[count, 0], found[count, 1] = x + BLOCK / 2, y + BLOCK / 2
            found[count, 2], found[count, 3] = bx, by
            count += 1
    return count


@kernel(
    [
        types.void(
            FLOATS2, FLOATS2, types.int64, types.int64, DOUBLES1, FLOATS2, DOUBLES2, DOUBLES1
        )
    ],
)  # fmt: skip
def _warp(
    before: Floats, after: Floats, top: int, bottom: int, motion: Numbers,
    rest: Floats, normal: Numbers, right: Numbers,
) -> None:  # fmt: skip
    """`before` moved, against `after`: the rest over its excuse, and one step's equations.

    A rest of -1 is outside of the picture or where subtitles stand.
    """
    rows, columns = after.shape
    normal[:] = 0.0
    right[:] = 0.0
    part = np.zeros(6)
    for y in range(rows):
        for x in range(columns):
            rest[y, x] = -1.0
            if top <= y < bottom:
                continue
            u = motion[0] + motion[1] * x + motion[2] * y
            v = motion[3] + motion[4] * x + motion[5] * y
            sx, sy = x - u, y - v
            if not (1.0 <= sx < columns - 2 and 1.0 <= sy < rows - 2):
                continue
            ix, iy = int(sx), int(sy)
            fx, fy = sx - ix, sy - iy
            a, b = before[iy, ix], before[iy, ix + 1]
            c, d = before[iy + 1, ix], before[iy + 1, ix + 1]
            level = (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy
            gx = (b - a) * (1 - fy) + (d - c) * fy
            gy = (c - a) * (1 - fx) + (d - b) * fx
            error = after[y, x] - level
            rest[y, x] = abs(error) / (REST_LEVELS + REST_GRADIENT * np.sqrt(gx * gx + gy * gy))
            weight = 1.0 / (1.0 + (error / SOFT_LEVELS) ** 2)
            part[0], part[1], part[2] = -gx, -gx * x, -gx * y
            part[3], part[4], part[5] = -gy, -gy * x, -gy * y
            for i in range(6):
                right[i] += weight * part[i] * error
                for j in range(i, 6):
                    normal[i, j] += weight * part[i] * part[j]
    for i in range(6):
        for j in range(i):
            normal[i, j] = normal[j, i]


@kernel([types.int64(FLOATS2, FLOATS2, FLOATS2, types.boolean)])
def _spots(rest: Floats, before: Floats, after: Floats, moving: bool) -> int:  # noqa: FBT001
    """How many spots have a rest that the motion does not explain."""
    rows, columns = rest.shape
    active, laid_over, seen = 0, 0, 0
    for y in range(0, rows - SPOT + 1, SPOT):
        for x in range(0, columns - SPOT + 1, SPOT):
            total, change, count = 0.0, 0.0, 0
            for i in range(y, y + SPOT):
                for j in range(x, x + SPOT):
                    if rest[i, j] >= 0:
                        total += rest[i, j]
                        change += abs(after[i, j] - before[i, j])
                        count += 1
            if count < SPOT * SPOT // 2:
                continue
            seen += 1
            if total > SPOT_REST * count:
                if moving and change < LAID_OVER_LEVELS * count:
                    laid_over += 1
                else:
                    active += 1
    return active + laid_over if laid_over > LAID_OVER_SHARE * seen else active


def compare(before: Floats, after: Floats) -> tuple[float, bool]:
    """By how many cells the picture moved as a whole, and whether something in it moved."""
    if float(np.abs(after - before).mean()) < SAME_MAD and np.abs(after - before).max() < 6:
        return 0.0, False
    rows, columns = before.shape
    top, bottom = round(rows * CAPTION_TOP), round(rows * CAPTION_BOTTOM)
    found = np.zeros(((rows // BLOCK + 1) * (columns // BLOCK + 1), 4))
    count = _match(before, after, top, bottom, found)
    motion = _fitted(found[:count])
    rest = np.zeros_like(before)
    normal, right = np.zeros((6, 6)), np.zeros(6)
    best, least = motion.copy(), np.inf
    for turn in range(SHARPEN + 1):
        _warp(before, after, top, bottom, motion, rest, normal, right)
        inside = rest[rest >= 0]
        mean = float(np.minimum(inside, 2.0).mean()) if inside.size else np.inf
        if mean < least:
            best, least = motion.copy(), mean
        if turn < SHARPEN:
            motion = motion + np.linalg.solve(normal + np.eye(6) * 1e-3, right)
    _warp(before, after, top, bottom, best, rest, normal, right)
    y, x = np.mgrid[0:rows:6, 0:columns:6]
    u = best[0] + best[1] * x + best[2] * y
    v = best[3] + best[4] * x + best[5] * y
    moved = float(np.median(np.hypot(u, v)))
    spots = _spots(rest, before, after, moved > MOVED_CELLS)
    return moved, spots >= SPOTS


def _fitted(found: Numbers) -> Numbers:
    """The affine motion of most blocks; none when there are too few to say."""
    motion = np.zeros(6)
    if len(found) < 4:
        return motion
    design = np.column_stack([np.ones(len(found)), found[:, 0], found[:, 1]])
    motion[0], motion[3] = np.median(found[:, 2]), np.median(found[:, 3])
    for _ in range(ROUNDS):
        off = np.hypot(found[:, 2] - design @ motion[:3], found[:, 3] - design @ motion[3:])
        weight = 1.0 / (1.0 + (off / SOFT) ** 2)
        normal = (design * weight[:, None]).T @ design + np.eye(3) * 1e-6
        motion[:3] = np.linalg.solve(normal, (design * weight[:, None]).T @ found[:, 2])
        motion[3:] = np.linalg.solve(normal, (design * weight[:, None]).T @ found[:, 3])
    return motion


def class_of(pairs: list[tuple[float, bool]]) -> tuple[str, float]:
    """The class of a stretch by its pairs, at least one, and the share of active ones."""
    active = sum(one for _, one in pairs) / len(pairs)
    if active > ACTIVE_SHARE:
        return ANIMATED, active
    moved = float(np.median([length for length, _ in pairs]))
    return (PANNED if moved > MOVED_CELLS else STILL), active
