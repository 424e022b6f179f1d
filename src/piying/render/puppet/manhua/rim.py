"""Light from behind, along one side of hair and shoulder, at night; the face has its own."""

from __future__ import annotations

from piying.render.puppet.manhua.body import Body, trunk
from piying.render.puppet.manhua.hair.drawing import outline
from piying.render.puppet.manhua.hair.style import HairStyle
from piying.render.puppet.manhua.head import Head, edge_light
from piying.render.puppet.manhua.line import Brush


def rim_on_hair(brush: Brush, head: Head, style: HairStyle) -> None:
    """The rim along the hair on the skull."""
    over = outline(head, style)
    count = len(over)
    points = (
        over[int(count * 0.62) :] if head.ink.rim_side > 0 else over[: int(count * 0.38)][::-1]
    )
    if not style.bare:
        edge_light(brush, head, points, 5.2, 0.95)


def rim_on_body(body: Body, head: Head, low_y: float) -> None:
    """The rim along the shoulder and the side of the torso."""
    left, right = trunk(body, low_y)
    run = right if body.ink.rim_side > 0 else left
    edge_light(body.brush, head, run[1:4], 6.0, 0.95)
