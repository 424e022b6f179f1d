"""Hands of leather, round the wrist (0, 0), fingers down when the arm hangs."""

from __future__ import annotations

from piying.render.puppet.shadow.hide import Cutter, Piece
from piying.render.puppet.shadow.knife import Point, smooth

_SHAPES: dict[str, tuple[list[Point], tuple[int, ...], list[list[Point]]]] = {
    "rest": (
        [
            (-24, -20),
            (24, -20),
            (32, 20),
            (52, 44),
            (44, 56),
            (26, 46),
            (22, 84),
            (10, 104),
            (-10, 100),
            (-26, 70),
            (-30, 24),
        ],
        (),
        [[(4, 52), (2, 74), (0, 92)], [(-10, 50), (-12, 70), (-12, 88)]],
    ),
    "point": (
        [
            (-24, -20),
            (24, -20),
            (30, 22),
            (48, 30),
            (46, 44),
            (22, 46),
            (16, 60),
            (14, 128),
            (2, 132),
            (-6, 66),
            (-22, 62),
            (-30, 30),
        ],
        (),
        [[(-4, 40), (-14, 46), (-10, 58)], [(4, 30), (-4, 36)]],
    ),
    "fist": (
        [(-26, -20), (26, -20), (38, 14), (40, 46), (20, 64), (-16, 62), (-36, 42), (-34, 10)],
        (),
        [[(24, 26), (8, 24), (-10, 28)], [(22, 42), (8, 38), (-12, 42)]],
    ),
    "open": (
        [
            (-24, -20),
            (24, -20),
            (32, 16),
            (60, 22),
            (60, 36),
            (32, 42),
            (28, 92),
            (16, 96),
            (10, 112),
            (-4, 112),
            (-10, 100),
            (-24, 92),
            (-30, 30),
        ],
        (),
        [
            [(14, 50), (14, 72), (14, 90)],
            [(0, 52), (-2, 78), (-2, 100)],
            [(-14, 50), (-16, 70), (-16, 86)],
        ],
    ),
    "orchid": (
        [
            (-20, -18),
            (20, -18),
            (26, 18),
            (44, 50),
            (38, 58),
            (18, 42),
            (14, 66),
            (34, 104),
            (26, 110),
            (0, 78),
            (-6, 116),
            (-18, 116),
            (-22, 70),
            (-26, 20),
        ],
        (),
        [[(8, 44), (4, 62)], [(-8, 46), (-10, 76)]],
    ),
}


def hand(shape: str, skin: int) -> Piece:
    """A hand of this shape: "rest", "point", "fist", "open" or "orchid" 兰花指."""
    outline, corners, fingers = _SHAPES[shape]
    cutter = Cutter().hide(smooth(outline, corners=corners), skin)
    for finger in fingers:
        cutter.line(smooth(finger, closed=False), 2.4)
    return cutter.done(contour=3.6)
