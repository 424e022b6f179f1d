"""Hair of old people."""

from __future__ import annotations

from piying.render.puppet.manhua.hair.style import HairStyle, Lock, lock
from piying.render.puppet.manhua.hair.tied import bun
from piying.render.puppet.manhua.head import Head, paint_ear
from piying.render.puppet.manhua.line import Brush, Point, loop, ribbon

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
    (84, 30, 1.0), (76, 12, 1.01), (67, -8, 1.015), (66, -28, 1.01), (76, -44, 1.02),
    (96, -54, 1.03), (180, -62, 1.02), (180, -40, 1.06), (180, -12, 1.10), (180, 14, 1.11),
    (180, 38, 1.06), (146, 52, 1.02), (116, 48, 1.02), (100, 40, 1.02), (90, 36, 1.0),
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
        if side * turn.side * abs(turn.sine) < 0.15:
            paint_ear(brush, head, side)


_RECEDING = (
    (-88, 26), (-83, 2), (-75, -24), (-66, -46), (-56, -70), (-42, -86), (-26, -84), (-8, -75),
    (8, -74), (26, -83), (42, -86), (56, -71), (66, -47), (75, -25), (83, 2), (88, 26),
)  # fmt: skip
_SWEPT: tuple[Lock, ...] = (
    lock((-88, -18, 1.02), (-92, -46, 1.07), (-106, -70, 1.07), (-120, -74, 1.03), width=15),
    lock((88, -18, 1.02), (92, -46, 1.07), (106, -70, 1.07), (120, -74, 1.03), width=15),
    lock((-62, -56, 1.02), (-72, -84, 1.07), (-96, -98, 1.085), (-116, -94, 1.03), width=15),
    lock((62, -58, 1.02), (70, -85, 1.07), (94, -98, 1.085), (116, -94, 1.03), width=15),
    lock((-40, -84, 1.02), (-44, -98, 1.08), (-60, -106, 1.09), (-110, -104, 1.03), width=15),
    lock((42, -84, 1.02), (48, -98, 1.08), (64, -106, 1.09), (112, -104, 1.03), width=15),
)  # fmt: skip
_COMBED_BACK = (
    (-36, -84), (-27, -83), (-18, -79), (-9, -75), (0, -74), (9, -74), (18, -79), (28, -83),
    (37, -85), (50, -79), (-50, -79), (60, -63), (-60, -63),
)  # fmt: skip
"""Where the lines of hair that is combed back leave its edge."""


def _combing(brush: Brush, head: Head) -> None:
    """Lines that run from the edge of the hair back over the crown, some of them grey."""
    turn, hair = head.turn, head.ink.hair
    grey = hair.base.toward(head.ink.white.base, 0.30)
    for index, (azimuth, y) in enumerate(_COMBED_BACK):
        if abs(azimuth + turn.degrees) > 80:
            continue
        line = [
            turn.skull(azimuth * (1.0 + 0.5 * share), y - 26.0 * share, 1.02 + 0.06 * share)[:2]
            for share in (0.0, 0.35, 0.7, 1.0)
        ]
        if index % 3 == 1:
            brush.fill(ribbon(line, (1.0, 5.0, 3.6, 0.0)), grey)
        else:
            brush.line(line, [1.8, 1.5, 1.1, 0.0], hair.line, 0.8)


def _temples(brush: Brush, head: Head) -> None:
    """Grey wings of hair from the temples back over the ears."""
    turn, hair = head.turn, head.ink.hair
    grey = hair.base.toward(head.ink.white.base, 0.34)
    for side in (-1.0, 1.0):
        if abs(side * 78.0 + turn.degrees) > 92.0:
            continue
        tones = grey.toward(hair.shade, 0.35 if side == head.shade_side else 0.0)
        for step, start in enumerate((71.0, 75.0, 79.0, 82.0, 85.0)):
            y = -38.0 + step * 11.0
            line: list[Point] = []
            for along, rise, lift in (
                (0, 2, 0.98),
                (8, -4, 0.99),
                (17, -5, 1.0),
                (29, 3, 1.02),
            ):
                seen = max(-90.0, min(90.0, side * (start + along) + turn.degrees))
                line.append(turn.skull(seen - turn.degrees, y + rise, lift)[:2])
            brush.fill(ribbon(line, (8.0, 14.5, 12.0, 0.0)), tones)
            if step:
                brush.line(
                    [(x, py - 5.5) for x, py in line], [0.0, 1.2, 0.9, 0.0], hair.line, 0.5
                )
        if side * turn.side * abs(turn.sine) < 0.15:
            paint_ear(brush, head, side)


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

AGED: dict[str, HairStyle] = {
    "crop": HairStyle(
        (),
        _SWEPT,
        hairline=_RECEDING,
        nape_y=38,
        volume=1.085,
        gloss=0.0,
        above=(_combing, _temples),
    ),
}
AGED["short"] = AGED["parted"] = AGED["crop"]
"""What years make of the hair that men wear young."""
