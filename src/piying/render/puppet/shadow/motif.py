"""The ornament of the carvers, each as the holes of one motif of radius 1 round the origin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import cos, pi, sin

import skia

from piying.render.puppet.shadow.knife import (
    Point,
    along,
    dense,
    disc,
    holds,
    placed,
    polygon,
    smooth,
    spiral,
    taper,
    together,
)


def petal(length: float, width: float, start: float = 0.0) -> skia.Path:
    """A drop that points up from (0, -start) to (0, -start - length)."""
    return smooth(
        [
            (0, -start),
            (width, -start - length * 0.62),
            (0, -start - length),
            (-width, -start - length * 0.62),
        ],
        corners=(0,),
    )


def _ring(piece: skia.Path, count: int, turn: float = 0.0) -> list[skia.Path]:
    return [placed(piece, 0, 0, 1, turn + k * 360 / count) for k in range(count)]


def plum() -> skia.Path:
    """梅花: five petals round an eye."""
    return together([*_ring(petal(0.62, 0.3, 0.36), 5), disc(0, 0, 0.17)])


def snow() -> skia.Path:
    """雪花: six slits round a hexagon, the commonest tile of Shaanxi leather."""
    eye = polygon([(0.2 * cos(k * pi / 3), 0.2 * sin(k * pi / 3)) for k in range(6)])
    return together([*_ring(petal(0.6, 0.17, 0.36), 6, 30), eye])


def coin() -> skia.Path:
    """铜钱: four lenses round a square."""
    lens = smooth([(-0.62, -0.62), (0, -0.88), (0.62, -0.62), (0, -0.56)], corners=(0, 2))
    return together([*_ring(lens, 4), polygon([(0, -0.3), (0.3, 0), (0, 0.3), (-0.3, 0)])])


def scale_of_mail() -> skia.Path:
    """鳞: one crescent and a dot; rows of them overlap like fish scales."""
    crescent = smooth(
        [
            (-0.82, -0.35),
            (-0.5, 0.42),
            (0, 0.72),
            (0.5, 0.42),
            (0.82, -0.35),
            (0.42, 0.12),
            (0, 0.32),
            (-0.42, 0.12),
        ],
        corners=(0, 4),
    )
    return together([crescent, disc(0, -0.28, 0.2)])


def mountain() -> skia.Path:
    """山文: a three-legged mail plate."""
    return together(
        _ring(
            polygon(
                [
                    (0, -0.12),
                    (0.36, -0.5),
                    (0.36, -0.78),
                    (0, -0.44),
                    (-0.36, -0.78),
                    (-0.36, -0.5),
                ]
            ),
            3,
        )
    )


def knot() -> skia.Path:
    """方胜: two diamonds linked, for unions that hold."""
    diamond = polygon([(0, -0.62), (0.5, 0), (0, 0.62), (-0.5, 0)])
    return strip_union([placed(diamond, x, 0) for x in (-0.34, 0.34)], 0.2)


def strip_union(lines: Sequence[skia.Path], width: float) -> skia.Path:
    """One hole along crossing lines."""
    whole = skia.Path()
    for line in lines:
        whole.addPath(line)
    paint = skia.Paint(
        Style=skia.Paint.kStroke_Style, StrokeWidth=width, StrokeCap=skia.Paint.kSquare_Cap,
        StrokeJoin=skia.Paint.kMiter_Join,
    )  # fmt: skip
    covered = skia.Path()
    paint.getFillPath(whole, covered)
    return skia.Simplify(covered)


def fret() -> skia.Path:
    """回纹: a square spiral."""
    line = polygon(
        [
            (-0.8, 0.75),
            (-0.8, -0.75),
            (0.75, -0.75),
            (0.75, 0.45),
            (-0.3, 0.45),
            (-0.3, -0.25),
            (0.28, -0.25),
        ],
        closed=False,
    )
    return strip_union([line], 0.24)


def cloud() -> skia.Path:
    """云: a big curl, a small one and a tail, cut broad."""
    big = [(x - 0.28, y - 0.12) for x, y in spiral(1.35, 0.56, 0.16, pi * 0.5)]
    small = [(-x * 0.6 + 0.52, y * 0.6 + 0.06) for x, y in spiral(1.2, 0.56, 0.2, pi * 0.5)]
    tail = dense([(-0.95, 0.66), (0.0, 0.72), (0.98, 0.56)], 5)
    parts = [
        taper(curl, [0.05 + wide * (1 - i / len(curl)) for i in range(len(curl))])
        for curl, wide in ((big, 0.2), (small, 0.15))
    ]
    parts.append(taper(tail, _swell(len(tail), 0.2)))
    return together(parts)


def ruyi() -> skia.Path:
    """如意: the head of a sceptre, for shoulders and hems."""
    head = [
        (0, -0.85),
        (0.4, -0.7),
        (0.5, -0.3),
        (0.86, -0.28),
        (0.95, 0.12),
        (0.62, 0.34),
        (0.34, 0.16),
    ]
    side = [
        taper(dense([(x * s, y) for x, y in head], 4), _swell(len(dense(head, 4)), 0.17))
        for s in (1, -1)
    ]
    return together([*side, petal(0.7, 0.15, -0.5), disc(0, 0.72, 0.11)])


def _swell(count: int, most: float) -> list[float]:
    return [0.03 + most * sin(pi * i / (count - 1)) for i in range(count)]


def wave() -> skia.Path:
    """水脚: three nested arcs."""
    parts = []
    for k, radius in enumerate((0.95, 0.62, 0.3)):
        arc = [
            (radius * cos(pi + pi * i / 8), 0.55 + radius * 1.15 * sin(pi + pi * i / 8))
            for i in range(9)
        ]
        parts.append(taper(arc, _swell(9, 0.2 - 0.03 * k)))
    return together(parts)


def leaf() -> skia.Path:
    """A pair of knife cuts, like two bamboo leaves."""
    one = smooth([(-0.75, -0.12), (0, -0.52), (0.8, -0.16), (0, -0.22)], corners=(0, 2))
    return together([one, placed(one, 0, 0, 1, 180)])


def lozenge() -> skia.Path:
    """A diamond within a diamond of slits."""
    slit = smooth([(-0.1, -0.82), (0.42, -0.4), (0.78, 0.08), (0.5, -0.44)], corners=(0, 2))
    return together(
        [
            *_ring(placed(slit, 0, 0, 0.98), 4),
            polygon([(0, -0.34), (0.34, 0), (0, 0.34), (-0.34, 0)]),
        ]
    )


def bead() -> skia.Path:
    """A round hole."""
    return disc(0, 0, 0.62)


def slit() -> skia.Path:
    """An upright knife cut."""
    return smooth([(0, -0.95), (0.2, 0), (0, 0.95), (-0.2, 0)], corners=(0, 2))


def peony() -> skia.Path:
    """牡丹: a roundel of three rings of petals."""
    parts = [
        *_ring(petal(0.3, 0.17, 0.66), 10),
        *_ring(petal(0.24, 0.13, 0.36), 7, 18),
        *_ring(petal(0.16, 0.07, 0.13), 5),
    ]
    return together([*parts, disc(0, 0, 0.07)])


def shou() -> skia.Path:
    """寿: long life as a round seal."""
    lines = [
        polygon([(-0.7, y), (0.7, y)], closed=False) for y in (-0.62, -0.22, 0.2)
    ]  # fmt: skip
    lines += [
        polygon([(0, -0.92), (0, -0.22)], closed=False),
        polygon([(-0.62, 0.78), (-0.62, 0.55), (0.62, 0.55), (0.62, 0.78)], closed=False),
    ]
    lines.append(polygon([(0, 0.2), (0, 0.86)], closed=False))
    return strip_union(lines, 0.17)


def beast() -> skia.Path:
    """兽吞: the face of a lion, for shoulders and belts: curls of mane, brows, fangs."""
    parts: list[skia.Path] = []
    for side in (1.0, -1.0):
        brow = [
            (side * (0.34 + x * 0.3), -0.3 + y * 0.3) for x, y in spiral(1.3, 1.0, 0.2, 2.6)
        ]
        parts.append(taper(brow, [0.16 - 0.12 * i / len(brow) for i in range(len(brow))]))
        eye = smooth([(0.14, 0.12), (0.36, -0.02), (0.6, 0.02), (0.38, 0.18)], corners=(0, 2))
        parts.append(placed(eye, 0, 0, 1, 0, side))
        cheek = dense([(0.72, 0.12), (0.76, 0.4), (0.5, 0.56)], 4)
        parts.append(placed(taper(cheek, _swell(9, 0.13)), 0, 0, 1, 0, side))
        mane = petal(0.22, 0.07, 0.78)
        parts += [placed(mane, 0, 0, 1, side * (14 + k * 27)) for k in range(4)]
        parts.append(polygon([(side * 0.3, 0.52), (side * 0.42, 0.82), (side * 0.48, 0.5)]))
    parts.append(smooth([(0, 0.1), (0.16, 0.32), (0, 0.42), (-0.16, 0.32)]))
    grin = dense([(-0.26, 0.54), (0, 0.62), (0.26, 0.54)], 4)
    parts.append(taper(grin, _swell(9, 0.16)))
    parts += [petal(0.2, 0.1, 0.62)]
    return together(parts)


MOTIFS: dict[str, Callable[[], skia.Path]] = {
    "plum": plum,
    "snow": snow,
    "coin": coin,
    "scale": scale_of_mail,
    "mountain": mountain,
    "knot": knot,
    "fret": fret,
    "cloud": cloud,
    "ruyi": ruyi,
    "wave": wave,
    "leaf": leaf,
    "lozenge": lozenge,
    "bead": bead,
    "slit": slit,
    "peony": peony,
    "shou": shou,
    "beast": beast,
}


@lru_cache(maxsize=64)
def motif(name: str) -> skia.Path:
    """The holes of the motif called `name`, radius 1 round the origin."""
    return MOTIFS[name]()


def tiled(
    region: skia.Path,
    name: str,
    radius: float,
    *,
    gap: tuple[float, float] = (2.3, 2.0),
    margin: float = 1.12,
    avoid: skia.Path | None = None,
) -> list[skia.Path]:
    """Motifs in staggered rows wherever one fits whole into `region`."""
    box = region.computeTightBounds()
    across, down = radius * gap[0], radius * gap[1]
    found: list[skia.Path] = []
    row = 0
    y = box.top() + radius * margin
    while y < box.bottom():
        x = (
            box.centerX()
            - across * (int(box.width() / across / 2) + 1)
            + (across / 2 if row % 2 else 0)
        )
        while x < box.right():
            if holds(region, x, y, radius * margin) and not (
                avoid is not None and avoid.contains(x, y)
            ):
                found.append(placed(motif(name), x, y, radius))
            x += across
        y += down
        row += 1
    return found


def bordered(
    points: Sequence[Point],
    name: str,
    radius: float,
    *,
    gap: float = 2.3,
    turn: float = 0.0,
    curve: bool = True,
) -> list[skia.Path]:
    """Motifs in a row along a line."""
    line = dense(points) if curve and len(points) > 2 else points
    return [
        placed(motif(name), x, y, radius, angle + turn)
        for x, y, angle in along(line, radius * gap)
    ]


def veins(points: Sequence[Point], width: float) -> skia.Path:
    """A long tapering cut along a fold."""
    line = dense(points)
    return taper(line, [0.4 + width * sin(pi * i / (len(line) - 1)) for i in range(len(line))])
