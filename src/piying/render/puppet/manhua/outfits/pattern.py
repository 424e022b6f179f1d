"""Ornament and the gloss of cloth: clouds, plum blossom, stripes, the sheen of silk."""

from __future__ import annotations

from math import cos, pi, sin
from zlib import crc32

from piying.model.people import Age, Look
from piying.render.puppet.manhua.body import Body, trunk
from piying.render.puppet.manhua.ink import Tones
from piying.render.puppet.manhua.line import Point, between, oval, shape


def cloud(body: Body, at: Point, size: float, tones: Tones, alpha: float = 1.0) -> None:
    """A cloud of brocade."""
    x, y = at
    for dx, dy, radius in ((-0.5, 0.1, 0.42), (0.0, -0.16, 0.52), (0.55, 0.1, 0.4)):
        ring = oval(x + dx * size, y + dy * size, radius * size, radius * size * 0.8)
        body.brush.edge(ring, tones.base, 1.5, alpha)
    tail = [(x - size, y + size * 0.42), (x, y + size * 0.5), (x + size * 1.2, y + size * 0.4)]
    body.brush.sweep(tail, 2.0, tones.base, alpha)


def blossom(body: Body, at: Point, size: float, tones: Tones) -> None:
    """A plum blossom of five petals."""
    x, y = at
    for petal in range(5):
        angle = 2 * pi * petal / 5 - pi / 2
        px, py = x + cos(angle) * size * 0.55, y + sin(angle) * size * 0.55
        body.brush.fill(oval(px, py, size * 0.46, size * 0.46), tones.bright)
    body.brush.fill(oval(x, y, size * 0.24, size * 0.24), tones.base)


def spray(body: Body, at: Point, size: float, tones: Tones, *, way: float = 1.0) -> None:
    """A twig with two blossoms and a bud."""
    x, y = at
    twig = [
        (x - way * size * 2.2, y + size * 2.4),
        (x - way * size * 0.5, y + size),
        (x + way * size * 0.9, y - size * 1.6),
    ]
    body.brush.line(twig, [2.6, 1.8, 0.6], tones.shade)
    blossom(body, (x, y), size, tones)
    blossom(body, (x - way * size * 1.5, y + size * 1.3), size * 0.72, tones)
    bud = (x + way * size * 0.9, y - size * 1.6)
    body.brush.fill(oval(*bud, size * 0.3, size * 0.34), tones.bright)


def sheen(body: Body, tones: Tones, low_y: float) -> None:
    """The long lights of silk on the side of the key light."""
    left, right = trunk(body, low_y)
    lit, other = (left, right) if body.shade_side > 0 else (right, left)
    for near, far, first, last in ((0.10, 0.17, 3, 7), (0.24, 0.27, 4, 8)):
        one = [between(a, b, near) for a, b in zip(lit, other, strict=True)][first:last]
        two = [between(a, b, far) for a, b in zip(lit, other, strict=True)][first:last]
        if len(one) > 2:
            two[0], two[-1] = one[0], one[-1]
            body.brush.fill(shape(one, two[::-1]), tones.base.toward(tones.bright, 0.6))


def striped(look: Look) -> bool:
    """The suit is of striped cloth: what old money wears, and now and then somebody young."""
    return look.age is Age.ELDER or crc32(f"{look.outfit_colour} {look.hair}".encode()) % 4 == 0


def pinstripes(body: Body, tones: Tones, low_y: float) -> None:
    """Fine lines woven into the cloth, which follow the body."""
    form, torso = body.form, body.torso
    stripe = tones.base.toward(tones.bright, 0.34)
    heights = (form.shoulder_y + 6, form.shoulder_y + 60, form.chest_y, form.waist_y, low_y)
    for step in range(-6, 7):
        if step:
            line = [torso.at(step / 6.8, y) for y in heights]
            body.brush.line(line, [1.0, 1.5, 1.5, 1.5, 1.5], stripe)


def hem_lines(body: Body, low_y: float, half: float, tones: Tones) -> None:
    """Two lines of braid above the hem of a skirt."""
    swing = body.swing(low_y - body.form.waist_y)
    for rise, thick in ((20.0, 4.0), (30.0, 1.8)):
        y = low_y - 8 - rise
        bow = 20.0 * min(1.0, (low_y - body.form.waist_y) / 500)
        line = [(-half + 3 + swing, y), (-half * 0.5 + swing, y + bow * 0.75), (swing, y + bow),
                (half * 0.5 + swing, y + bow * 0.75), (half - 3 + swing, y)]  # fmt: skip
        body.brush.line(line, [thick] * 5, tones.base)
