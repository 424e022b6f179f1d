"""Light from behind, along one side of hair, cheek, neck and shoulder, at night."""

from __future__ import annotations

from piying.render.puppet.manhua.body import Body, trunk
from piying.render.puppet.manhua.hair.drawing import outline
from piying.render.puppet.manhua.hair.style import HairStyle
from piying.render.puppet.manhua.head import Head
from piying.render.puppet.manhua.line import Brush, Point

_INSET = 2.4
"""How far inside the contour the light lies, so that the line stays."""


def _edge_light(
    brush: Brush, points: list[Point], width: float, head: Head, alpha: float
) -> None:
    rim = head.ink.rim
    if rim is not None and len(points) > 2:
        side = head.ink.rim_side
        brush.sweep([(x - side * _INSET, y) for x, y in points], width, rim, alpha, (0.0, 0.15))


def rim_on_hair(brush: Brush, head: Head, style: HairStyle) -> None:
    """The rim along the hair on the skull."""
    over = outline(head, style)
    count = len(over)
    points = (
        over[int(count * 0.62) :] if head.ink.rim_side > 0 else over[: int(count * 0.38)][::-1]
    )
    if not style.bare:
        _edge_light(brush, points, 5.2, head, 0.95)


def rim_on_face(brush: Brush, head: Head) -> None:
    """The rim along the cheek."""
    run = head.outline[4:10] if head.ink.rim_side == head.turn.side else head.outline[13:18]
    _edge_light(brush, run, 4.4, head, 0.8)


def rim_on_body(body: Body, head: Head, low_y: float) -> None:
    """The rim along the shoulder and the side of the torso."""
    left, right = trunk(body, low_y)
    run = right if body.ink.rim_side > 0 else left
    _edge_light(body.brush, run[1:4], 6.0, head, 0.95)
