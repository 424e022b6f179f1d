"""Hair tied up: ponytail, twin tails, buns."""

from __future__ import annotations

from math import pi, radians, sin, tan, tanh

from piying.render.puppet.manhua.hair.drawing import paint_lock
from piying.render.puppet.manhua.hair.long import FULL_FRINGE, FULL_LINE
from piying.render.puppet.manhua.hair.style import Around, HairStyle, Lock, lock, loose
from piying.render.puppet.manhua.head import Head
from piying.render.puppet.manhua.line import Brush, Point, loop, oval

SHORT_SIDES: tuple[Lock, ...] = (
    lock((-62, -86, 1.05), (-76, -40, 1.12), (-79, 10, 1.10), (-77, 52, 1.04), (-70, 88,
        0.98), width=17),
    lock((62, -86, 1.05), (76, -40, 1.12), (79, 10, 1.10), (77, 56, 1.04), (71, 94, 0.98),
        width=17),
)  # fmt: skip


def hanging(
    head: Head, root: Around, reach: tuple[Point, ...], lag: float = 1.0
) -> tuple[list[Point], float]:
    """A tail that hangs from a point of the skull: screen points and the root's depth."""
    x, y, depth = head.turn.skull(*root)
    swing = -tan(radians(head.pose.hair_swing)) * lag
    ripple = sin(2 * pi * head.pose.cycle) * 1.2
    points = [(x, y)]
    for index, (dx, dy) in enumerate(reach):
        hang = max(0.0, dy)
        points.append((x + dx + swing * hang * 0.7 + ripple * index * 0.4, y + dy))
    return points, depth


def _tail(
    brush: Brush, head: Head, root: Around, reach: tuple[Point, ...], width: float
) -> None:
    """A thick tail of several locks."""
    for shift, thick, drop in ((-0.34, 0.72, 0.93), (0.36, 0.72, 0.97), (0.0, 1.0, 1.0)):
        moved = tuple(
            (dx + shift * width * min(1.0, index / 2 + 0.3), dy * drop)
            for index, (dx, dy) in enumerate(reach)
        )
        points, _ = hanging(head, root, moved)
        count = len(points)
        shares = [0.42, 0.86, 1.0, 0.92, 0.66, 0.0]
        widths = tuple(
            width * thick * shares[min(5, round(i * 5 / (count - 1)))] for i in range(count)
        )
        paint_lock(brush, points, widths, head.ink, 1.1, head.shade_side)


def _band(brush: Brush, head: Head, root: Around, size: float) -> None:
    x, y, _ = head.turn.skull(*root)
    ring = oval(x, y, size, size * 0.7)
    brush.fill(ring, head.ink.accent.base)
    brush.edge(ring, head.ink.accent.line, 1.5)


def _pony_tail(brush: Brush, head: Head) -> None:
    root: Around = (176, -82, 1.16)
    turned = head.turn.sine
    # It falls to the side that the face turns from; between the two it hangs behind the head.
    side = -tanh((turned + 0.16) * 7.0)
    out = 30.0 + 44.0 * abs(turned)
    reach = (
        (side * out * 0.55, -30.0), (side * (out + 14), 4.0), (side * (out + 28), 90.0),
        (side * (out + 22), 190.0), (side * (out + 4), 290.0),
    )  # fmt: skip
    _tail(brush, head, root, reach, 62)
    _band(brush, head, root, 15)


def _twin(azimuth: float, way: float) -> tuple[Around, tuple[Point, ...]]:
    """`way` is 1 seen from before and -1 from behind."""
    side = way if azimuth > 0 else -way
    return (
        (azimuth, -58, 1.10),
        (
            (side * 26, -14.0),
            (side * 48, 40.0),
            (side * 54, 130.0),
            (side * 44, 220.0),
            (side * 26, 300.0),
        ),
    )


def _twin_tails(brush: Brush, head: Head, *, near: bool) -> None:
    for azimuth in (-104.0, 104.0):
        root, reach = _twin(azimuth, 1.0 if head.turn.cosine > -0.2 else -1.0)
        depth = head.turn.skull(*root)[2]
        if (depth > 6) == near:
            _tail(brush, head, root, reach, 54)
            _band(brush, head, root, 13)


def _twin_far(brush: Brush, head: Head) -> None:
    _twin_tails(brush, head, near=False)


def _twin_near(brush: Brush, head: Head) -> None:
    _twin_tails(brush, head, near=True)


def bun(brush: Brush, head: Head, root: Around, size: float) -> None:
    """A bun of coiled hair."""
    x, y, _ = head.turn.skull(*root)
    ink = head.ink.hair
    ball = loop(
        [
            (x - size, y + 2),
            (x - size * 0.72, y - size * 0.7),
            (x, y - size * 0.95),
            (x + size * 0.74, y - size * 0.7),
            (x + size, y),
            (x + size * 0.7, y + size * 0.72),
            (x, y + size * 0.9),
            (x - size * 0.72, y + size * 0.74),
        ]
    )
    brush.fill(ball, ink.base)
    side = head.shade_side
    brush.fill(
        loop(
            [
                (x + side * size * 0.1, y - size * 0.8),
                (x + side * size * 0.8, y - size * 0.6),
                (x + side * size * 0.96, y),
                (x + side * size * 0.66, y + size * 0.7),
                (x, y + size * 0.86),
                (x + side * size * 0.5, y + size * 0.2),
            ]
        ),
        ink.shade,
        0.85,
    )
    brush.edge(ball, ink.line, 1.6)
    for bow in (-0.45, 0.1, 0.6):
        brush.sweep(
            [
                (x - size * 0.8, y + size * (bow - 0.25)),
                (x, y + size * (bow + 0.12)),
                (x + size * 0.8, y + size * (bow - 0.3)),
            ],
            1.4,
            ink.line,
            0.75,
        )
    brush.sweep(
        [
            (x - side * size * 0.66, y - size * 0.36),
            (x - side * size * 0.26, y - size * 0.6),
            (x + side * size * 0.2, y - size * 0.6),
        ],
        4.5,
        ink.bright,
        0.8,
    )


def _bun_behind(brush: Brush, head: Head) -> None:
    bun(brush, head, (180, -96, 1.34), 34)


STYLES: dict[str, HairStyle] = {
    "ponytail": HairStyle(
        FULL_FRINGE, SHORT_SIDES, hairline=FULL_LINE, veil=True, behind=(_pony_tail,)
    ),
    "twin_tails": HairStyle(
        (*FULL_FRINGE, loose(1.0)),
        SHORT_SIDES,
        hairline=FULL_LINE,
        veil=True,
        behind=(_twin_far,),
        above=(_twin_near,),
    ),
    "bun": HairStyle(
        FULL_FRINGE, SHORT_SIDES, hairline=FULL_LINE, veil=True, behind=(_bun_behind,)
    ),
}
