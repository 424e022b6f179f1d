"""Patterns that lie on floors and walls: planks, tiles, bricks, panels, wet shine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.pen import SHADOW, Pen, oval, rect, smooth
from piying.render.puppet.sets.solid import Span, level

if TYPE_CHECKING:
    from collections.abc import Sequence


def planks(pen: Pen, x: Span, z: Span, colour: str, wide: float = 0.16) -> None:
    """Floor boards that run away from the eye, each its own tone, with butt joints."""
    pen.fill(level(pen, x, 0, z), lift(colour, -0.45))
    with pen.on(pen.camera.floor()):
        at = x[0]
        while at < x[1]:
            board = z[0] - pen.rng.uniform(0, 1.4)
            while board < z[1]:
                end = board + pen.rng.uniform(1.1, 2.2)
                low, high = max(board, z[0]), min(end, z[1])
                if high > low:
                    tone = pen.vary(colour, 0.1)
                    pen.fill(rect(at, low, at + wide - 0.006, high - 0.01), tone)
                    grain = at + pen.rng.uniform(0.25, 0.75) * wide
                    pen.line([(grain, low), (grain, high)], lift(tone, -0.18), 0.006, 0.5)
                board = end
            at += wide
    dim_far(pen, x, z)


def boards(pen: Pen, x: Span, z: Span, colour: str, deep: float = 0.18) -> None:
    """Floor boards that lie across the view."""
    pen.fill(level(pen, x, 0, z), lift(colour, -0.4))
    with pen.on(pen.camera.floor()):
        at = z[0]
        while at < z[1]:
            tone = pen.vary(colour, 0.09)
            pen.fill(rect(x[0], at, x[1], min(z[1], at + deep - 0.008)), tone)
            pen.line([(x[0], at + 0.01), (x[1], at + 0.01)], lift(tone, 0.2), 0.008, 0.3)
            at += deep
    dim_far(pen, x, z)


def tiles(
    pen: Pen,
    x: Span,
    z: Span,
    colours: Sequence[str],
    size: float,
    *,
    joint: str = "",
    vary: float = 0.05,
) -> None:
    """Square floor tiles; several colours alternate like a chessboard."""
    seam = joint or lift(colours[0], -0.25)
    ground_fill = level(pen, x, 0, z)
    pen.fill(ground_fill, seam)
    first = int(x[0] / size) - 1
    with pen.on(pen.camera.floor()):
        pen.canvas.clipRect(skia.Rect(x[0], z[0], x[1], z[1]))
        row = int(z[0] / size) - 1
        while row * size < z[1]:
            column = first
            while column * size < x[1]:
                tone = pen.vary(colours[(row + column) % len(colours)], vary)
                left, low = column * size, row * size
                gap = 0.012 * (1 + max(0.0, low) * 0.25)
                if low + size > z[0]:
                    cell = rect(left + gap, max(low + gap, z[0]), left + size, low + size)
                    pen.fill(cell, tone)
                column += 1
            row += 1
    dim_far(pen, x, z)


def dim_far(pen: Pen, x: Span, z: Span) -> None:
    """Occlusion where the floor meets the far wall, and a darker nearest edge."""
    face = level(pen, x, 0, z)
    near, far = face[0][1], face[3][1]
    pen.fade(face, ((0, far), (0, far + (near - far) * 0.16)), 0.3)
    pen.fade(face, ((0, near), (0, near - (near - far) * 0.5)), 0.34)


def bricks(pen: Pen, wide: Span, tall: Span, colour: str, size: tuple[float, float]) -> None:
    """Running bond on a wall whose metres the canvas already has."""
    pen.fill(rect(wide[0], tall[0], wide[1], tall[1]), lift(colour, -0.22))
    length, course = size
    y, odd = tall[0], False
    while y < tall[1]:
        x = wide[0] - (length / 2 if odd else 0)
        while x < wide[1]:
            left, right = max(x, wide[0]), min(x + length, wide[1])
            if right - left > 0.02:
                cell = rect(
                    left + 0.008, y + 0.008, right - 0.004, min(y + course, tall[1]) - 0.004
                )
                pen.fill(cell, pen.vary(colour, 0.14))
            x += length
        y += course
        odd = not odd


def streaks(pen: Pen, count: int, x: Span, y: Span, colour: str, alpha: float) -> None:
    """Loose flat brush strokes, for mottled plaster, stone and grass, in pixels."""
    for _ in range(count):
        cx, cy = pen.rng.uniform(*x), pen.rng.uniform(*y)
        length, thick = pen.rng.uniform(30, 150), pen.rng.uniform(3, 14)
        drift = pen.rng.uniform(-0.3, 0.3) * thick
        dab = smooth(
            [
                (cx - length / 2, cy),
                (cx - length / 4, cy - thick / 2 + drift),
                (cx + length / 4, cy - thick / 2),
                (cx + length / 2, cy + drift),
                (cx + length / 5, cy + thick / 2),
                (cx - length / 4, cy + thick / 2 - drift),
            ]
        )
        pen.fill(dab, colour, alpha * pen.rng.uniform(0.4, 1.0))


def sheen(pen: Pen, x: float, z: Span, wide: float, colour: str, strength: float) -> None:
    """The long soft reflection of a window or a lamp in a polished floor."""
    at = pen.camera.at
    _, near = at(x, 0, z[0])
    cx, far = at(x, 0, z[1])
    half = wide * pen.camera.scale / 2
    shape = [
        (cx - half * 0.7, far),
        (cx + half * 0.7, far),
        (cx + half, near),
        (cx - half, near),
    ]
    pen.beam(shape, ((0, far), (0, near)), colour, strength, 14)


def puddles(pen: Pen, count: int, x: Span, z: Span) -> None:
    """Rain water on the ground: the sky upside down, a bright lip, rings of drops."""
    sky = pen.tone.sky
    for _ in range(count):
        px, pz = pen.rng.uniform(*x), pen.rng.uniform(*z) ** 1.0
        cx, cy = pen.camera.at(px, 0, pz)
        unit = pen.camera.scale * pen.camera.share(pz)
        rx = unit * pen.rng.uniform(0.2, 0.55)
        ry = rx * pen.rng.uniform(0.16, 0.24)
        blob = smooth(
            [
                (
                    cx + rx * kx * pen.rng.uniform(0.75, 1.15),
                    cy + ry * ky * pen.rng.uniform(0.8, 1.2),
                )
                for kx, ky in _RING
            ]
        )
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, cy - ry), skia.Point(0, cy + ry)],
            [pen.ink(SHADOW, 0.35), _raw(sky[-2], 0.75)],
        )
        pen.canvas.drawPath(blob, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))
        with pen.clip(blob):
            pen.glow(cx, cy + ry * 0.6, rx * 0.9, sky[-1], 0.5, 0.25)
            for _ in range(2):
                ring = oval(cx + pen.rng.uniform(-0.6, 0.6) * rx, cy, rx * 0.18, rx * 0.05)
                pen.trace(ring, "#ffffff", 1.6, 0.55)


def wet(pen: Pen, x: Span, z: Span, lights: Sequence[tuple[float, str, float]]) -> None:
    """A wet ground: dark, mirroring; `lights` are (x metres, colour, strength)."""
    face = level(pen, x, 0, z)
    pen.shadow(face, 0.26)
    near, far = face[0][1], face[3][1]
    sky = pen.tone.sky[-1]
    pen.beam(face, ((0, far), (0, far + (near - far) * 0.7)), sky, 0.34)
    for at, colour, strength in lights:
        sheen(pen, at, z, 0.5, colour, strength)
    with pen.clip(face):
        for _ in range(90):
            px, py = pen.rng.uniform(-260, 1340), far + (near - far) * pen.rng.random() ** 1.4
            size = 8 + 46 * (py - far) / max(1.0, near - far)
            pen.line([(px, py), (px + size, py)], "#ffffff", 1.5, pen.rng.uniform(0.06, 0.28))
    puddles(pen, 9, (-2.2, 2.2), (max(z[0], -1.0), min(z[1], 3.0)))


def snowfield(pen: Pen, x: Span, z: Span) -> None:
    """Snow on the ground: white, blue in its hollows, with a few footprints of the wind."""
    face = level(pen, x, 0, z)
    near, far = face[0][1], face[3][1]
    pen.wash(face, ((0, far), (0, near)), ("#e6ecfa", "#ffffff", "#cdd6f0"), (0.9, 0.92, 0.95))
    for _ in range(26):
        py = far + (near - far) * pen.rng.random() ** 1.3
        size = 60 + 260 * (py - far) / max(1.0, near - far)
        px = pen.rng.uniform(-300, 1380)
        pen.fill(oval(px, py, size, size * 0.07), "#b9c6ea", 0.3)
        pen.fill(
            oval(px - size * 0.1, py - size * 0.05, size * 0.9, size * 0.05), "#ffffff", 0.7
        )


def weathered(
    pen: Pen, x: Span, z: Span, lights: Sequence[tuple[float, str, float]] = ()
) -> None:
    """What the weather leaves on the ground."""
    if pen.tone.wet:
        wet(pen, x, z, lights)
    elif pen.tone.snowy:
        snowfield(pen, x, z)
    if pen.tone.shaft > 0.3:
        side = -0.6 if pen.tone.light.key_x < 0 else 0.6
        spot = pen.camera.at(side, 0, 1.6)
        pen.glow(*spot, 900, pen.tone.shaft_colour, 0.3 * pen.tone.shaft, 0.26)


def _raw(colour: str, alpha: float) -> int:
    from_hex = int(colour[1:], 16)
    return (round(alpha * 255) << 24) | from_hex


_RING = (
    (1.0, 0.0),
    (0.72, 0.7),
    (0.1, 1.0),
    (-0.6, 0.75),
    (-1.0, 0.1),
    (-0.7, -0.6),
    (0.0, -0.9),
    (0.65, -0.75),
)
