"""The brush that every set is painted with: graded fills, light, shadow and solids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

import skia

from piying.render.puppet.sets.grade import Tone
from piying.render.puppet.sets.hue import lift, rgb
from piying.render.puppet.sets.space import Camera, Point

Shape: TypeAlias = "skia.Path | Sequence[Point]"
SHADOW = "#1b1440"
"""What shadows are made of before the hour grades them."""


def argb(colour: str, alpha: float = 1.0) -> int:
    """The skia colour of "#rrggbb" at `alpha`, 0 … 1."""
    red, green, blue = rgb(colour)
    return int(
        skia.ColorSetARGB(
            round(255 * max(0.0, min(1.0, alpha))), int(red), int(green), int(blue)
        )
    )


def path_of(shape: Shape) -> skia.Path:
    """`shape` as a path; points become a closed polygon."""
    if isinstance(shape, skia.Path):
        return shape
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in shape], True)  # noqa: FBT003 - positional only
    return path


def rect(
    left: float, top: float, right: float, bottom: float, radius: float = 0.0
) -> skia.Path:
    """A rectangle, its corners rounded by `radius`."""
    path = skia.Path()
    bounds = skia.Rect(min(left, right), min(top, bottom), max(left, right), max(top, bottom))
    if radius:
        path.addRoundRect(bounds, radius, radius)
    else:
        path.addRect(bounds)
    return path


def oval(x: float, y: float, rx: float, ry: float) -> skia.Path:
    """An ellipse around (x, y)."""
    path = skia.Path()
    path.addOval(skia.Rect(x - rx, y - ry, x + rx, y + ry))
    return path


def taper(points: Sequence[Point], widths: Sequence[float]) -> skia.Path:
    """A stroke through `points` whose width at each is the one of `widths`, smooth-sided."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for i, (x, y) in enumerate(points):
        ax, ay = points[max(0, i - 1)]
        bx, by = points[min(last, i + 1)]
        dx, dy = bx - ax, by - ay
        size = (dx * dx + dy * dy) ** 0.5 or 1.0
        half = widths[i] / 2
        left.append((x - dy / size * half, y + dx / size * half))
        right.append((x + dy / size * half, y - dx / size * half))
    return smooth([*left, *reversed(right)])


def smooth(points: Sequence[Point], *, closed: bool = True) -> skia.Path:
    """A curve whose corners are rounded by going through the middles of its edges."""
    path = skia.Path()
    count = len(points)
    if closed:
        first = points[-1]
        path.moveTo((first[0] + points[0][0]) / 2, (first[1] + points[0][1]) / 2)
    else:
        path.moveTo(*points[0])
    for i in range(count if closed else count - 1):
        x, y = points[i]
        nx, ny = points[(i + 1) % count]
        path.quadTo(x, y, (x + nx) / 2, (y + ny) / 2)
    if closed:
        path.close()
    else:
        path.lineTo(*points[-1])
    return path


@dataclass(frozen=True, slots=True)
class Pen:
    """A brush on one plane of a set; colours are local and get graded at `depth`."""

    canvas: skia.Canvas
    tone: Tone
    camera: Camera
    rng: Random
    depth: float = 1.0
    variant: int = 0

    def at(self, depth: float) -> Pen:
        """The same brush painting things at another depth."""
        return Pen(self.canvas, self.tone, self.camera, self.rng, depth, self.variant)

    def ink(self, colour: str, alpha: float = 1.0) -> int:
        """`colour` as the hour and the air make it."""
        return argb(self.tone.seen(colour, self.depth), alpha)

    def vary(self, colour: str, amount: float) -> str:
        """`colour` a little lighter or darker."""
        return lift(colour, self.rng.uniform(-amount, amount))

    # -- fills

    def fill(self, shape: Shape, colour: str, alpha: float = 1.0) -> None:
        """A flat graded fill."""
        paint = skia.Paint(Color=self.ink(colour, alpha), AntiAlias=True)
        self.canvas.drawPath(path_of(shape), paint)

    def wash(
        self,
        shape: Shape,
        line: tuple[Point, Point],
        colours: Sequence[str],
        alphas: Sequence[float] = (),
        stops: Sequence[float] = (),
    ) -> None:
        """A linear gradient along `line`."""
        shades = [
            self.ink(colour, alphas[i] if alphas else 1.0) for i, colour in enumerate(colours)
        ]
        self._gradient(shape, line, shades, stops)

    def down(self, shape: Shape, top: str, bottom: str, alpha: float = 1.0) -> None:
        """A gradient from the top of `shape` to its bottom."""
        path = path_of(shape)
        bounds = path.getBounds()
        ends = ((0.0, bounds.top()), (0.0, bounds.bottom()))
        self.wash(path, ends, (top, bottom), (alpha, alpha))

    def across(self, shape: Shape, left: str, right: str, alpha: float = 1.0) -> None:
        """A gradient from the left of `shape` to its right."""
        path = path_of(shape)
        bounds = path.getBounds()
        ends = ((bounds.left(), 0.0), (bounds.right(), 0.0))
        self.wash(path, ends, (left, right), (alpha, alpha))

    def _gradient(
        self,
        shape: Shape,
        line: tuple[Point, Point],
        shades: Sequence[int],
        stops: Sequence[float] = (),
        mode: skia.BlendMode = skia.BlendMode.kSrcOver,
    ) -> None:
        points = [skia.Point(*line[0]), skia.Point(*line[1])]
        shader = skia.GradientShader.MakeLinear(points, list(shades), list(stops) or None)
        paint = skia.Paint(AntiAlias=True, Shader=shader, BlendMode=mode, Dither=True)
        self.canvas.drawPath(path_of(shape), paint)

    # -- lines

    def line(
        self, points: Sequence[Point], colour: str, width: float, alpha: float = 1.0
    ) -> None:
        """A polyline of one width with round ends."""
        path = skia.Path()
        path.addPoly([skia.Point(x, y) for x, y in points], False)  # noqa: FBT003 - positional
        self.trace(path, colour, width, alpha)

    def trace(self, shape: Shape, colour: str, width: float, alpha: float = 1.0) -> None:
        """The outline of `shape`."""
        paint = skia.Paint(
            Color=self.ink(colour, alpha),
            AntiAlias=True,
            StrokeWidth=width,
            Style=skia.Paint.kStroke_Style,
            StrokeCap=skia.Paint.kRound_Cap,
            StrokeJoin=skia.Paint.kRound_Join,
        )
        self.canvas.drawPath(path_of(shape), paint)

    # -- shadow

    def shadow(self, shape: Shape, alpha: float = 0.35, blur: float = 0.0) -> None:
        """Darkness laid over what is already painted."""
        paint = skia.Paint(
            Color=self.ink(SHADOW, alpha), AntiAlias=True, BlendMode=skia.BlendMode.kSrcATop
        )
        if blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self.canvas.drawPath(path_of(shape), paint)

    def fade(
        self, shape: Shape, line: tuple[Point, Point], alpha: float = 0.4, colour: str = SHADOW
    ) -> None:
        """Darkness (or `colour`) over what is painted, from `alpha` to nothing along `line`."""
        shades = (self.ink(colour, alpha), self.ink(colour, 0.0))
        self._gradient(shape, line, shades, (), skia.BlendMode.kSrcATop)

    # -- light; its colours are not graded

    def beam(
        self,
        shape: Shape,
        line: tuple[Point, Point],
        colour: str,
        strength: float,
        blur: float = 0.0,
    ) -> None:
        """Light that fades along `line`, added to what is there."""
        points = [skia.Point(*line[0]), skia.Point(*line[1])]
        shades = [argb(colour, strength), argb(colour, strength * 0.35), argb(colour, 0)]
        paint = skia.Paint(
            AntiAlias=True,
            Shader=skia.GradientShader.MakeLinear(points, shades),
            BlendMode=skia.BlendMode.kScreen,
            Dither=True,
        )
        if blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self.canvas.drawPath(path_of(shape), paint)

    def glow(
        self, x: float, y: float, radius: float, colour: str, strength: float, flat: float = 1.0
    ) -> None:
        """A soft round light; `flat` below 1 squeezes its height."""
        if strength <= 0:
            return
        shades = [argb(colour, strength * share) for share in (1.0, 0.55, 0.2, 0.06, 0.0)]
        shader = skia.GradientShader.MakeRadial(
            skia.Point(0, 0), radius, shades, [0.0, 0.16, 0.42, 0.7, 1.0]
        )
        paint = skia.Paint(
            AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kScreen, Dither=True
        )
        with self.moved(x, y, 1.0, flat):
            self.canvas.drawCircle(0, 0, radius, paint)

    def lit(self, shape: Shape, colour: str, alpha: float = 1.0, blur: float = 0.0) -> None:
        """A shape that shines by itself."""
        paint = skia.Paint(Color=argb(colour, alpha), AntiAlias=True)
        if blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self.canvas.drawPath(path_of(shape), paint)

    # -- where

    @contextmanager
    def clip(self, shape: Shape) -> Iterator[None]:
        """Paint only inside `shape`."""
        self.canvas.save()
        self.canvas.clipPath(path_of(shape), doAntiAlias=True)
        yield
        self.canvas.restore()

    @contextmanager
    def on(self, matrix: skia.Matrix) -> Iterator[None]:
        """Paint in the metres of a wall or floor."""
        self.canvas.save()
        self.canvas.concat(matrix)
        yield
        self.canvas.restore()

    @contextmanager
    def moved(self, x: float, y: float, sx: float = 1.0, sy: float = 0.0) -> Iterator[None]:
        """Paint around (x, y), scaled."""
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.scale(sx, sy or sx)
        yield
        self.canvas.restore()
