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
    strip,
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


def wan() -> skia.Path:
    """万字: the turning cross."""
    arm = polygon([(0, 0), (0, -0.72), (0.68, -0.72)], closed=False)
    return strip_union([placed(arm, 0, 0, 1, k * 90) for k in range(4)], 0.26)


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
    """云: two curls and a tail."""
    left = spiral(1.15, 0.5, 0.2, pi * 0.5)
    curl = [(x - 0.42, y + 0.05) for x, y in left]
    right = [(-x + 0.1, y) for x, y in curl]
    tail = dense([(-0.9, 0.62), (0.1, 0.78), (0.95, 0.5)], 5)
    thin = [0.05 + 0.15 * (i / len(curl)) for i in range(len(curl), 0, -1)]
    parts = [taper(curl, thin), taper([(x + 0.34, y) for x, y in right], thin)]
    parts.append(
        taper(tail, [0.02 + 0.17 * sin(pi * i / (len(tail) - 1)) for i in range(len(tail))])
    )
    return together(parts)


def ruyi() -> skia.Path:
    """如意: the head of a sceptre, for shoulders and hems."""
    head = [
        (0, -0.85), (0.4, -0.7), (0.5, -0.3), (0.86, -0.28), (0.95, 0.12), (0.62, 0.34), (0.34, 0.16),
    ]  # fmt: skip
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


def eye_of_tiger() -> skia.Path:
    """The brow and eye of a beast's face, for shoulders and belts."""
    brow = taper(dense([(-0.8, -0.2), (-0.45, -0.6), (-0.1, -0.3)], 4), _swell(9, 0.2))
    eye = disc(-0.42, -0.05, 0.17)
    teeth = [
        polygon([(x, 0.42), (x + 0.1, 0.72), (x + 0.2, 0.42)])
        for x in (-0.6, -0.34, -0.08, 0.18, 0.42)
    ]
    nose = taper(dense([(-0.22, 0.2), (0, 0.04), (0.22, 0.2)], 4), _swell(9, 0.14))
    return together(
        [brow, eye, placed(brow, 0, 0, 1, 0, -1), placed(eye, 0, 0, 1, 0, -1), nose, *teeth]
    )


MOTIFS: dict[str, Callable[[], skia.Path]] = {
    "plum": plum, "snow": snow, "coin": coin, "scale": scale_of_mail, "mountain": mountain, "wan": wan,
    "fret": fret, "cloud": cloud, "ruyi": ruyi, "wave": wave, "leaf": leaf, "lozenge": lozenge,
    "bead": bead, "slit": slit, "peony": peony, "shou": shou, "beast": eye_of_tiger,
}  # fmt: skip


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


__all__ = [
    "MOTIFS", "bordered", "motif", "petal", "strip", "tiled", "veins",
]  # fmt: skip
