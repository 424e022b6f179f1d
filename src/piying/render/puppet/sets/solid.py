"""Walls, floors and boxes in one-point perspective, shaded by the set's key light."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.render.puppet.sets.hue import lift
from piying.render.puppet.sets.pen import Pen, rect
from piying.render.puppet.sets.space import BOTTOM, LEFT, RIGHT, TOP, Point

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[float, float]
SNOW = "#f4f7ff"


def level(pen: Pen, x: Span, y: float, z: Span) -> list[Point]:
    """The corners of a level rectangle: near left, near right, far right, far left."""
    at = pen.camera.at
    return [at(x[0], y, z[0]), at(x[1], y, z[0]), at(x[1], y, z[1]), at(x[0], y, z[1])]


def upright(pen: Pen, x: Span, y: Span, z: float) -> list[Point]:
    """The corners of a wall that faces the eye: low left, low right, high right, high left."""
    at = pen.camera.at
    return [at(x[0], y[0], z), at(x[1], y[0], z), at(x[1], y[1], z), at(x[0], y[1], z)]


def flank(pen: Pen, x: float, y: Span, z: Span) -> list[Point]:
    """The corners of a wall that runs away: near low, far low, far high, near high."""
    at = pen.camera.at
    return [at(x, y[0], z[0]), at(x, y[0], z[1]), at(x, y[1], z[1]), at(x, y[1], z[0])]


def lean(pen: Pen, *, leftward: bool) -> float:
    """How much a face turned to one side is lifted or dimmed by the key light."""
    toward = pen.tone.light.key_x < 0
    return 0.14 if leftward == toward else -0.3


def box(
    pen: Pen,
    x: Span,
    y: Span,
    z: Span,
    colour: str,
    *,
    top: str = "",
    contact: float = 0.4,
    edge: float = 0.5,
) -> None:
    """A block: top, flanks and front, edges rim-lit, standing in its own shadow."""
    eye_x = 0.0
    eye = pen.camera.eye
    unit = pen.camera.scale * pen.camera.share(z[0])
    if contact and y[0] < 0.05:
        away = -0.12 if pen.tone.light.key_x > 0 else 0.12
        spot = level(pen, (x[0] - 0.04 + min(0, away), x[1] + 0.04 + max(0, away)), 0, z)
        pen.shadow(spot, contact, 0.035 * unit)
    if y[1] < eye:
        face = level(pen, x, y[1], z)
        cap = SNOW if pen.tone.snowy else top or lift(colour, 0.22)
        pen.wash(face, (face[3], face[0]), (lift(cap, -0.08), lift(cap, 0.08)))
    if y[0] > eye:
        pen.fill(level(pen, x, y[0], z), lift(colour, -0.45))
    if x[0] > eye_x:
        face = flank(pen, x[0], y, z)
        pen.down(
            face,
            lift(colour, lean(pen, leftward=True)),
            lift(colour, lean(pen, leftward=True) - 0.14),
        )
    if x[1] < eye_x:
        face = flank(pen, x[1], y, z)
        pen.down(
            face,
            lift(colour, lean(pen, leftward=False)),
            lift(colour, lean(pen, leftward=False) - 0.14),
        )
    front = upright(pen, x, y, z[0])
    pen.down(front, lift(colour, 0.03), lift(colour, -0.17))
    if edge:
        width = max(1.2, 0.008 * unit)
        pen.line(front[:2], lift(colour, -0.5), width, 0.5)
        pen.line(
            [front[0], front[3]] if pen.tone.light.key_x < 0 else [front[1], front[2]],
            lift(colour, 0.5),
            width,
            edge * 0.6,
        )
        pen.line(front[2:], lift(top or colour, 0.6), width * 1.3, edge)
    if pen.tone.snowy and y[1] < eye:
        pen.line([(a, b - width_of(unit)) for a, b in front[2:]], SNOW, width_of(unit) * 2)


def width_of(unit: float) -> float:
    """The thickness of a lip of snow where a metre is `unit` pixels."""
    return max(1.5, 0.018 * unit)


def back_wall(pen: Pen, x: Span, y: Span, z: float, colour: str) -> None:
    """A wall facing the eye: lit from the key side, dim in the corners and at the foot."""
    face = upright(pen, x, y, z)
    dark, bright = lift(colour, -0.16), lift(colour, 0.16)
    left_lit = pen.tone.light.key_x < 0
    pen.across(face, bright if left_lit else dark, dark if left_lit else bright)
    (lx, low), (rx, _), (_, high), _ = face
    tall = low - high
    pen.fade(face, ((0, high), (0, high + tall * 0.22)), 0.26)
    pen.fade(face, ((0, low), (0, low - tall * 0.14)), 0.22)
    corner = tall * 0.16
    pen.fade(rect(lx, high, lx + corner, low), ((lx, 0), (lx + corner, 0)), 0.24)
    pen.fade(rect(rx - corner, high, rx, low), ((rx, 0), (rx - corner, 0)), 0.24)


def side_wall(pen: Pen, x: float, y: Span, z: Span, colour: str) -> None:
    """A wall that runs away from the eye; the one that faces the key light is bright."""
    base = lift(colour, lean(pen, leftward=x > 0))
    face = flank(pen, x, y, z)
    pen.across(face, lift(base, -0.12), lift(base, 0.05)) if x < 0 else pen.across(
        face, lift(base, 0.05), lift(base, -0.12)
    )
    edge = face[1][0]
    reach = (face[0][0] - edge) * 0.3
    pen.fade(face, ((edge, 0), (edge + reach, 0)), 0.24)
    tall = face[0][1] - face[3][1]
    pen.fade(face, ((0, face[0][1]), (0, face[0][1] - tall * 0.3)), 0.2)


def ceiling(pen: Pen, x: Span, y: float, z: Span, colour: str) -> None:
    """A ceiling, dim away from the light and at the walls."""
    face = level(pen, x, y, z)
    pen.wash(face, (face[0], face[3]), (lift(colour, -0.3), lift(colour, -0.06)))
    far = face[3][1]
    pen.fade(face, ((0, far), (0, far - (far - face[0][1]) * 0.25)), 0.24)


def ground(pen: Pen, x: Span, z: Span, near: str, far: str) -> None:
    """A floor: two colours, near and far."""
    face = level(pen, x, 0, z)
    pen.wash(face, ((0, face[0][1]), (0, face[3][1])), (near, far))


def band(
    pen: Pen, top: float, bottom: float, colours: Sequence[str], alphas: Sequence[float]
) -> None:
    """A horizontal gradient across the whole overscan."""
    pen.wash(rect(LEFT, top, RIGHT, bottom), ((0, top), (0, bottom)), colours, alphas)


def everywhere() -> list[Point]:
    """The corners of the overscan."""
    return [(LEFT, TOP), (RIGHT, TOP), (RIGHT, BOTTOM), (LEFT, BOTTOM)]
