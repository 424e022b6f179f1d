"""The knife: smooth outlines, strips and the union and difference of what is cut.

Leather is cut once, in the coordinates of its own joint; a pose only moves the pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

import skia

Point = tuple[float, float]


def smooth(
    points: Sequence[Point], *, closed: bool = True, corners: Iterable[int] = ()
) -> skia.Path:
    """A curve through `points` (Catmull-Rom); the points numbered in `corners` stay sharp."""
    sharp = {index % len(points) for index in corners}
    count = len(points)
    path = skia.Path()
    path.moveTo(*points[0])
    for i in range(count if closed else count - 1):
        a, b = points[i], points[(i + 1) % count]
        before = points[(i - 1) % count] if closed or i > 0 else a
        after = points[(i + 2) % count] if closed or i + 2 < count else b
        if i in sharp:
            before = a
        if (i + 1) % count in sharp:
            after = b
        path.cubicTo(
            a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6,
            b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6, b[0], b[1],
        )  # fmt: skip
    if closed:
        path.close()
    return path


def polygon(points: Sequence[Point], *, closed: bool = True) -> skia.Path:
    """Straight lines through `points`."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.close()
    return path


def rect(
    left: float, top: float, right: float, bottom: float, radius: float = 0.0
) -> skia.Path:
    """A rectangle, with round corners if asked for."""
    path = skia.Path()
    path.addRoundRect(skia.Rect.MakeLTRB(left, top, right, bottom), radius, radius)
    return path


def disc(x: float, y: float, radius: float, tall: float = 0.0) -> skia.Path:
    """A circle, or an ellipse `tall` high."""
    path = skia.Path()
    path.addOval(
        skia.Rect.MakeLTRB(x - radius, y - (tall or radius), x + radius, y + (tall or radius))
    )
    return path


def strip(
    line: skia.Path, width: float, *, round_ends: bool = True, fine: bool = True
) -> skia.Path:
    """What a brush of `width` covers along `line`; thin lines need not be `fine`."""
    paint = skia.Paint(
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap if round_ends else skia.Paint.kButt_Cap,
        StrokeJoin=skia.Paint.kRound_Join if fine else skia.Paint.kBevel_Join,
    )
    covered = skia.Path()
    paint.getFillPath(line, covered, None, 1.0 if fine else 0.35)
    return covered


def taper(points: Sequence[Point], widths: Sequence[float]) -> skia.Path:
    """A stroke along `points` with its own width at each: brows, curls, feathers."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for i, (x, y) in enumerate(points):
        ax, ay = points[max(0, i - 1)]
        bx, by = points[min(last, i + 1)]
        length = hypot(bx - ax, by - ay) or 1.0
        nx, ny = -(by - ay) / length, (bx - ax) / length
        half = widths[i] / 2
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    outline = left + right[::-1]
    return smooth(outline, corners=(0, last, last + 1, 2 * last + 1))


def spiral(turns: float, radius: float, inner: float = 0.12, start: float = 0.0) -> list[Point]:
    """Points of a curl from its outside to its eye."""
    steps = max(8, int(turns * 14))
    points = []
    for i in range(steps + 1):
        t = i / steps
        r = radius * (1 - t * (1 - inner))
        a = start + t * turns * 2 * pi
        points.append((r * cos(a), r * sin(a)))
    return points


def placed(
    path: skia.Path,
    x: float,
    y: float,
    scale: float = 1.0,
    degrees: float = 0.0,
    flip: float = 1.0,
) -> skia.Path:
    """`path` scaled, turned and moved to (x, y)."""
    matrix = skia.Matrix.Translate(x, y)
    if degrees:
        matrix.preRotate(degrees)
    matrix.preScale(scale * flip, scale)
    moved = skia.Path()
    path.transform(matrix, moved)
    return moved


def union(paths: Iterable[skia.Path]) -> skia.Path:
    """Everything that any of `paths` covers."""
    builder = skia.OpBuilder()
    for path in paths:
        builder.add(path, skia.PathOp.kUnion_PathOp)
    return builder.resolve()


def together(paths: Iterable[skia.Path]) -> skia.Path:
    """The paths side by side in one; they must not overlap."""
    whole = skia.Path()
    for path in paths:
        whole.addPath(path)
    return whole


def less(path: skia.Path, cut: skia.Path) -> skia.Path:
    """`path` where it is not cut."""
    return _op(path, cut, skia.PathOp.kDifference_PathOp)


def meet(path: skia.Path, other: skia.Path) -> skia.Path:
    """Where both are."""
    return _op(path, other, skia.PathOp.kIntersect_PathOp)


def join(path: skia.Path, other: skia.Path) -> skia.Path:
    """Where either is."""
    return _op(path, other, skia.PathOp.kUnion_PathOp)


NUDGES = (0.0, 0.013, -0.017, 0.041, -0.053, 0.11)
"""Units by which the knife is moved when two edges lie so exactly on each other that the
operation fails; far less than the width of any line."""


def _op(path: skia.Path, other: skia.Path, how: skia.PathOp) -> skia.Path:
    for nudge in NUDGES[:-1]:
        moved = placed(other, nudge, nudge * 0.7) if nudge else other
        try:
            return skia.Op(path, moved, how)
        except RuntimeError:
            continue
    return skia.Op(path, placed(other, NUDGES[-1], NUDGES[-1]), how)


def apart(path: skia.Path, other: skia.Path) -> bool:
    """Whether the boxes round both do not touch."""
    return not skia.Rect.Intersects(path.getBounds(), other.getBounds())


def along(points: Sequence[Point], spacing: float) -> list[tuple[float, float, float]]:
    """Places every `spacing` along a polyline: x, y and the direction in degrees."""
    places: list[tuple[float, float, float]] = []
    want = spacing / 2
    walked = 0.0
    for (ax, ay), (bx, by) in pairwise(points):
        length = hypot(bx - ax, by - ay)
        while length > 0 and want <= walked + length:
            t = (want - walked) / length
            places.append(
                (ax + (bx - ax) * t, ay + (by - ay) * t, atan2(by - ay, bx - ax) * 180 / pi)
            )
            want += spacing
        walked += length
    return places


def dense(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """The smooth curve through `points` as a fine polyline."""
    out: list[Point] = [points[0]]
    last = len(points) - 1
    for i in range(last):
        p0, p1 = points[max(0, i - 1)], points[i]
        p2, p3 = points[i + 1], points[min(last, i + 2)]
        for k in range(1, steps + 1):
            t = k / steps
            out.append(
                (_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t))
            )
    return out


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b
        + (c - a) * t
        + (2 * a - 5 * b + 4 * c - d) * t * t
        + (3 * b - a - 3 * c + d) * t**3
    )


def holds(outline: skia.Path, x: float, y: float, reach: float) -> bool:
    """Whether a circle round (x, y) lies inside `outline`."""
    if not outline.contains(x, y):
        return False
    return all(
        outline.contains(x + reach * cos(k * pi / 4), y + reach * sin(k * pi / 4))
        for k in range(8)
    )
