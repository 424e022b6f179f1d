"""Hair of old people."""

from __future__ import annotations

from piying.render.puppet.manhua.hair.style import HairStyle, Lock, lock
from piying.render.puppet.manhua.hair.tied import bun
from piying.render.puppet.manhua.head import Head
from piying.render.puppet.manhua.line import Brush, Point, loop

_COMBED: tuple[Lock, ...] = (
    lock((0, -98, 1.04), (-26, -86, 1.09), (-54, -62, 1.09), (-76, -28, 1.05), (-86, 6, 1.02),
        width=26),
    lock((0, -98, 1.04), (26, -86, 1.09), (54, -62, 1.09), (76, -28, 1.05), (86, 6, 1.02),
        width=26),
    lock((2, -100, 1.03), (-34, -96, 1.08), (-66, -76, 1.08), (-92, -40, 1.05), (-104, 0,
        1.02), width=24),
    lock((2, -100, 1.03), (34, -96, 1.08), (66, -76, 1.08), (92, -40, 1.05), (104, 0, 1.02),
        width=24),
)  # fmt: skip
_PARTED_LINE = (
    (-88, 24), (-84, 0), (-76, -28), (-58, -56), (-30, -74), (0, -88),
    (30, -74), (58, -56), (76, -28), (84, 0), (88, 24),
)  # fmt: skip
_WREATH = (
    (82, 26, 1.0), (76, 4, 1.03), (77, -16, 1.05), (86, -34, 1.05), (108, -46, 1.05),
    (150, -56, 1.04), (180, -58, 1.03), (180, -36, 1.08), (180, -8, 1.12), (180, 18, 1.12),
    (180, 40, 1.04), (146, 52, 1.0), (116, 48, 1.0), (100, 38, 1.0), (90, 34, 1.0),
)  # fmt: skip
"""(azimuth, height, distance) around the hair that is left beside a bald crown."""


def _low_bun(brush: Brush, head: Head) -> None:
    bun(brush, head, (180, 2, 1.36), 36)


def _wreath(brush: Brush, head: Head) -> None:
    """The hair that is left over the ears and at the nape."""
    turn, hair = head.turn, head.ink.hair
    for side in (-1.0, 1.0):
        if abs(side * 92 + turn.degrees) > 128:
            continue
        points: list[Point] = []
        for azimuth, y, lift in _WREATH:
            seen = max(-90.0, min(90.0, side * azimuth + turn.degrees))
            points.append(turn.skull(seen - turn.degrees, y, lift)[:2])
        brush.fill(loop(points), hair.base)
        dark = [*points[8:12], *((x - side * 9.0, y) for x, y in points[11:7:-1])]
        if side == head.shade_side:
            brush.fill(loop(dark), hair.base.toward(hair.shade, 0.6))
        brush.sweep([*points, points[0]], 1.6, hair.line, 1.0, (0.6, 0.6))
        for first, last in ((2, 13), (3, 12), (4, 11)):
            start, end = points[first], points[last]
            middle = ((start[0] + end[0]) / 2 + side * 3.0, (start[1] + end[1]) / 2)
            brush.sweep([start, middle, end], 1.2, hair.line, 0.6)


STYLES: dict[str, HairStyle] = {
    "elder_bun": HairStyle(
        _COMBED,
        (),
        hairline=_PARTED_LINE,
        nape_y=44,
        volume=1.08,
        gloss=0.6,
        behind=(_low_bun,),
    ),
    "bald_elder": HairStyle((), (), volume=1.0, bare=True, gloss=0.0, above=(_wreath,)),
}
