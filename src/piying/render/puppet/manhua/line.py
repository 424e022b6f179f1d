"""Curves through points, and lines that swell and taper like a brush."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from math import hypot

import skia

from piying.render.puppet.manhua.ink import Colour

Point = tuple[float, float]
Points = Sequence[Point]


def between(start: Point, end: Point, share: float) -> Point:
    """The point `share` of the way from `start` to `end`."""
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def blend(first: Points, second: Points, share: float) -> list[Point]:
    """Each point `share` of the way from the first list to the second."""
    return [between(a, b, share) for a, b in zip(first, second, strict=True)]


def mirrored(points: Points, x: float = 0.0) -> list[Point]:
    """The points reflected about the vertical at `x`."""
    return [(2 * x - px, py) for px, py in points]


def _run(path: skia.Path, points: Points) -> None:
    """Continue `path` from its last point, `points[0]`, as a Catmull-Rom curve."""
    last = len(points) - 1
    cubic = path.cubicTo
    for index in range(last):
        here, there = points[index], points[index + 1]
        before = points[index - 1] if index else here
        after = points[index + 2] if index + 2 <= last else there
        cubic(
            here[0] + (there[0] - before[0]) / 6,
            here[1] + (there[1] - before[1]) / 6,
            there[0] - (after[0] - here[0]) / 6,
            there[1] - (after[1] - here[1]) / 6,
            there[0],
            there[1],
        )


def loop(points: Points) -> skia.Path:
    """A smooth closed curve through the points."""
    path = skia.Path()
    count = len(points)
    path.moveTo(*points[0])
    for index in range(count):
        before, here = points[index - 1], points[index]
        there, after = points[(index + 1) % count], points[(index + 2) % count]
        path.cubicTo(
            here[0] + (there[0] - before[0]) / 6,
            here[1] + (there[1] - before[1]) / 6,
            there[0] - (after[0] - here[0]) / 6,
            there[1] - (after[1] - here[1]) / 6,
            there[0],
            there[1],
        )
    path.close()
    return path


def shape(*runs: Points) -> skia.Path:
    """A closed form of smooth runs; where two runs meet there is a corner."""
    path = skia.Path()
    path.moveTo(*runs[0][0])
    for index, run in enumerate(runs):
        if index:
            path.lineTo(*run[0])
        _run(path, run)
    path.close()
    return path


def curve(points: Points) -> skia.Path:
    """A smooth open curve through the points."""
    path = skia.Path()
    path.moveTo(*points[0])
    _run(path, points)
    return path


def sides(points: Points, widths: Sequence[float]) -> tuple[list[Point], list[Point]]:
    """The two edges of a ribbon whose middle runs through the points."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for index, (x, y) in enumerate(points):
        x0, y0 = points[index - 1] if index else points[0]
        x1, y1 = points[index + 1] if index < last else points[last]
        dx, dy = x1 - x0, y1 - y0
        half = widths[index] * 0.5 / max(hypot(dx, dy), 1e-6)
        left.append((x - dy * half, y + dx * half))
        right.append((x + dy * half, y - dx * half))
    return left, right


def ribbon(points: Points, widths: Sequence[float]) -> skia.Path:
    """A filled band along the points, as wide at each as `widths` says."""
    left, right = sides(points, widths)
    right.reverse()
    return shape(left, right)


def swell(count: int, width: float, start: float = 0.0, end: float = 0.0) -> list[float]:
    """Widths that grow from `start` to 1 in the middle and shrink to `end`, times `width`."""
    last = count - 1
    out: list[float] = []
    for index in range(count):
        t = index / last
        body = 4 * t * (1 - t)
        out.append(width * (body + (start * (1 - t) + end * t) * (1 - body)))
    return out


@lru_cache(maxsize=4096)
def paint_of(colour: int) -> skia.Paint:
    """A flat paint; shared, so never changed."""
    return skia.Paint(AntiAlias=True, Color=colour)


class Brush:
    """Draws on a canvas with lines no thinner than the picture can hold."""

    __slots__ = ("canvas", "weight")

    def __init__(self, canvas: skia.Canvas) -> None:
        self.canvas = canvas
        matrix = canvas.getTotalMatrix()
        scale = hypot(matrix.getScaleX(), matrix.getSkewY()) or 1.0
        self.weight = min(2.2, max(0.92, 1.3 / scale))

    def fill(self, path: skia.Path, colour: Colour, alpha: float = 1.0) -> None:
        """Fill the form with one colour."""
        self.canvas.drawPath(path, paint_of(colour.packed(alpha)))

    def line(
        self, points: Points, widths: Sequence[float], colour: Colour, alpha: float = 1.0
    ) -> None:
        """A tapered line through the points."""
        weight = self.weight
        self.fill(ribbon(points, [width * weight for width in widths]), colour, alpha)

    def sweep(
        self,
        points: Points,
        width: float,
        colour: Colour,
        alpha: float = 1.0,
        ends: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """A line that swells to `width` in its middle."""
        self.line(points, swell(len(points), width, *ends), colour, alpha)

    def shaded(self, path: skia.Path, shader: skia.Shader) -> None:
        """Fill the form with a gradient; dithered, which skia does in half the time, too."""
        self.canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))

    def edge(self, path: skia.Path, colour: Colour, width: float, alpha: float = 1.0) -> None:
        """An even stroke along the form; for small things only."""
        self.canvas.drawPath(
            path,
            skia.Paint(
                AntiAlias=True,
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=width * self.weight,
                StrokeCap=skia.Paint.kRound_Cap,
                StrokeJoin=skia.Paint.kRound_Join,
                Color=colour.packed(alpha),
            ),
        )

    @contextmanager
    def within(self, path: skia.Path) -> Iterator[None]:
        """What is drawn meanwhile stays inside the form."""
        self.canvas.save()
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, doAntiAlias=True)
        yield
        self.canvas.restore()

    @contextmanager
    def moved(
        self, x: float, y: float, degrees: float = 0.0, scale: float = 1.0
    ) -> Iterator[None]:
        """What is drawn meanwhile has its origin at (x, y), turned and scaled."""
        self.canvas.save()
        self.canvas.translate(x, y)
        if degrees:
            self.canvas.rotate(degrees)
        if scale != 1.0:
            self.canvas.scale(scale, scale)
        yield
        self.canvas.restore()


def oval(x: float, y: float, half_width: float, half_height: float) -> skia.Path:
    """An ellipse around (x, y)."""
    return skia.Path.Oval(
        skia.Rect.MakeLTRB(x - half_width, y - half_height, x + half_width, y + half_height)
    )
