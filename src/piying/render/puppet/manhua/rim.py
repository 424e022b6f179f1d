"""Light from behind along one side of head and hair, at night."""

from __future__ import annotations

import skia

from piying.render.puppet.manhua.hair.drawing import crown
from piying.render.puppet.manhua.hair.style import HairStyle
from piying.render.puppet.manhua.head import Head
from piying.render.puppet.manhua.line import Brush, curve

_WIDTH = 6.5


def paint_rim(brush: Brush, head: Head, style: HairStyle) -> None:
    """The rim on the hair and on the cheek of the side that the light comes from."""
    rim = head.ink.rim
    if rim is None:
        return
    side = head.ink.rim_side
    over = crown(head.turn, style.volume, style.hairline[0][1])
    points = over[7:] if side > 0 else over[:6]
    inner = [(x - side * (2.2 + 4.2 * (i % 2)), y + 1.5) for i, (x, y) in enumerate(points)]
    if not style.bare:
        brush.sweep(
            [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(points, inner, strict=True)],
            5.0, rim, 0.9, (0.1, 0.2),
        )  # fmt: skip
    run = head.outline[4:11] if side == head.turn.side else head.outline[12:18]
    with brush.within(head.path):
        brush.sweep([(x - side * 0.5, y) for x, y in run], _WIDTH, rim, 0.7, (0.2, 0.1))
    _ = (curve, skia)
