"""Hair of old China: topknots, hairpins, long loose hair under a half knot."""

from __future__ import annotations

from piying.render.puppet.manhua.hair.long import LONG_MASS, LONG_SIDES
from piying.render.puppet.manhua.hair.style import HairStyle, Lock, Mass, lock
from piying.render.puppet.manhua.hair.tied import bun
from piying.render.puppet.manhua.head import Head
from piying.render.puppet.manhua.line import Brush, loop, oval

_WISPS: tuple[Lock, ...] = (
    lock((-58, -66, 1.05), (-70, -28, 1.10), (-74, 22, 1.08), (-70, 76, 1.02), (-66, 122,
        0.98), width=9),
    lock((58, -66, 1.05), (70, -28, 1.10), (75, 20, 1.08), (71, 70, 1.02), (67, 112, 0.98),
        width=9),
    lock((-50, -68, 1.03), (-63, -34, 1.08), (-67, 4, 1.06), (-64, 40, 1.02), width=6),
    lock((50, -68, 1.03), (63, -34, 1.08), (68, 6, 1.06), (66, 46, 1.02), width=6),
)  # fmt: skip
_CENTRE: tuple[Lock, ...] = (
    lock((2, -98, 1.06), (-22, -86, 1.15), (-48, -58, 1.13), (-66, -18, 1.06), (-72, 24,
        1.02), width=30),
    lock((2, -98, 1.06), (26, -86, 1.15), (50, -58, 1.13), (67, -18, 1.06), (73, 26, 1.02),
        width=30),
    lock((0, -96, 1.05), (-14, -80, 1.13), (-36, -54, 1.11), (-52, -24, 1.05), width=20),
    lock((4, -96, 1.05), (18, -80, 1.13), (38, -54, 1.11), (53, -22, 1.05), width=20),
)  # fmt: skip
_HIGH_LINE = (
    (-90, 30), (-82, 4), (-77, -26), (-64, -54), (-36, -73), (0, -68), (36, -73), (62, -54),
    (76, -26), (82, 4), (90, 30),
)  # fmt: skip
_PART_LINE = (
    (-90, 30), (-82, 4), (-76, -24), (-60, -50), (-30, -70), (2, -88), (33, -70), (60, -50),
    (76, -24), (82, 4), (90, 30),
)  # fmt: skip
_LOOSE_MASS = Mass(
    levels=(
        (-60, 76, 84, 10), (-10, 94, 100, 14), (50, 96, 96, 22), (120, 102, 88, 36),
        (210, 112, 82, 48), (320, 112, 76, 56), (440, 96, 66, 58),
    ),
    tips=(30, 66, 44, 84, 52, 80, 40, 62, 26),
)  # fmt: skip


def _guan(brush: Brush, head: Head, x: float, y: float) -> None:
    """The small crown 冠 around a topknot, and the pin through it."""
    ink, side = head.ink, head.shade_side
    band = loop(
        [
            (x - 27, y + 10),
            (x - 24, y - 12),
            (x - 8, y - 9),
            (x + 8, y - 9),
            (x + 24, y - 12),
            (x + 27, y + 10),
            (x, y + 15),
        ]
    )
    brush.fill(band, ink.gold.base)
    brush.fill(
        loop(
            [
                (x + side * 6, y - 9),
                (x + side * 24, y - 11),
                (x + side * 26, y + 9),
                (x + side * 6, y + 14),
            ]
        ),
        ink.gold.shade,
        0.8,
    )
    brush.edge(band, ink.gold.line, 1.4)
    brush.line([(x - 56, y + 3), (x, y - 1), (x + 58, y - 4)], [3.6, 4.4, 3.2], ink.gold.line)
    brush.line(
        [(x - 55, y + 2.6), (x, y - 1.4), (x + 57, y - 4.4)], [1.8, 2.4, 1.6], ink.gold.bright
    )
    gem = oval(x, y + 1, 4.6, 5.6)
    brush.fill(gem, ink.accent.base)
    brush.edge(gem, ink.accent.line, 1.0)


def _knot(brush: Brush, head: Head) -> None:
    """A man's topknot in a small crown with a pin through it."""
    turn, ink = head.turn, head.ink
    x, y = turn.at(0, -118, -14)
    bun_ = loop(
        [
            (x - 22, y + 6),
            (x - 27, y - 22),
            (x - 12, y - 46),
            (x + 10, y - 47),
            (x + 27, y - 24),
            (x + 22, y + 6),
        ]
    )
    brush.fill(bun_, ink.hair.base)
    side = head.shade_side
    brush.fill(
        loop(
            [
                (x + side * 4, y - 44),
                (x + side * 22, y - 32),
                (x + side * 24, y - 8),
                (x + side * 14, y + 2),
                (x + side * 8, y - 20),
            ]
        ),
        ink.hair.shade,
        0.85,
    )
    brush.sweep(
        [(x - side * 15, y - 16), (x - side * 12, y - 32), (x - side * 2, y - 40)],
        4.0,
        ink.hair.bright,
        0.8,
    )
    brush.edge(bun_, ink.hair.line, 1.6)
    brush.sweep([(x - 6, y - 46), (x - 9, y - 24), (x - 4, y)], 1.3, ink.hair.line, 0.8)
    brush.sweep([(x + 8, y - 46), (x + 12, y - 24), (x + 6, y)], 1.3, ink.hair.line, 0.8)
    _guan(brush, head, x, y)


def _court_bun(brush: Brush, head: Head) -> None:
    """A woman's high bun with two loops."""
    turn, ink = head.turn, head.ink
    x, y = turn.at(0, -116, -26)
    spread = 1.0 - 0.35 * abs(turn.sine)
    for side in (-1.0, 1.0):
        ring = [
            (x + side * 6, y + 4),
            (x + side * 20 * spread, y - 44),
            (x + side * 52 * spread, y - 52),
            (x + side * 60 * spread, y - 20),
            (x + side * 36 * spread, y + 8),
        ]
        path = loop(ring)
        brush.fill(path, ink.hair.base)
        brush.fill(
            loop(
                [
                    (x + side * 24 * spread, y - 6),
                    (x + side * 34 * spread, y - 30),
                    (x + side * 46 * spread, y - 28),
                    (x + side * 44 * spread, y - 8),
                ]
            ),
            ink.hair.deep,
        )
        brush.sweep(
            [
                (x + side * 20 * spread, y - 38),
                (x + side * 38 * spread, y - 48),
                (x + side * 52 * spread, y - 42),
            ],
            4.0,
            ink.hair.bright,
            0.8,
        )
        brush.edge(path, ink.hair.line, 1.6)
    bun(brush, head, (0, -118, 1.16), 27)
    px, py = turn.at(0, -112, 24)
    comb = loop(
        [
            (px - 24, py + 6),
            (px - 18, py - 9),
            (px, py - 14),
            (px + 18, py - 9),
            (px + 24, py + 6),
            (px, py + 1),
        ]
    )
    brush.fill(comb, ink.gold.base)
    brush.edge(comb, ink.gold.line, 1.3)
    for dx in (-12, 0, 12):
        brush.fill(oval(px + dx, py - 4 + abs(dx) * 0.2, 2.6, 2.6), ink.accent.base)


def _half_knot(brush: Brush, head: Head) -> None:
    """A small knot over loose hair, tied with a cord."""
    turn, ink = head.turn, head.ink
    x, y = turn.at(0, -116, -30)
    knot = loop(
        [(x - 22, y + 8), (x - 24, y - 12), (x, y - 26), (x + 24, y - 12), (x + 22, y + 8)]
    )
    brush.fill(knot, ink.hair.base)
    brush.edge(knot, ink.hair.line, 1.6)
    brush.sweep([(x - 10, y - 18), (x, y - 21), (x + 10, y - 17)], 4.0, ink.hair.bright, 0.8)
    brush.line([(x - 21, y + 2), (x, y - 2), (x + 21, y + 2)], [5, 6, 5], ink.accent.line)
    brush.line([(x - 20, y + 1.6), (x, y - 2.4), (x + 20, y + 1.6)], [3, 4, 3], ink.accent.base)


STYLES: dict[str, HairStyle] = {
    "topknot": HairStyle(
        (), _WISPS, hairline=_HIGH_LINE, nape_y=32, volume=1.07, above=(_knot,)
    ),
    "bun_hairpin": HairStyle(
        _CENTRE, _WISPS, LONG_MASS, _PART_LINE, part=2.0, above=(_court_bun,)
    ),
    "long_loose": HairStyle(
        _CENTRE,
        (*_WISPS, *LONG_SIDES[:2]),
        _LOOSE_MASS,
        _PART_LINE,
        part=2.0,
        ears=False,
        above=(_half_knot,),
    ),
}
