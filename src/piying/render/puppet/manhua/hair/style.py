"""What a hair style is: locks around the skull, a mass behind, and what is tied or pinned.

Points of hair are (azimuth in degrees, height in head units, distance from the skull): 0 is
over the nose, +90 over the ear on the right of the screen, 180 at the nape; distance 1 lies
on the skull. Nothing is mirrored when the head turns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from piying.render.puppet.manhua.head import Head
from piying.render.puppet.manhua.line import Brush

Around = tuple[float, float, float]
"""Azimuth, height, distance."""


@dataclass(frozen=True, slots=True)
class Lock:
    """One tapered lock from its root to its tip."""

    points: tuple[Around, ...]
    widths: tuple[float, ...]
    lag: float = 1.0
    """How much of the swing it takes."""
    line: float = 1.0


@dataclass(frozen=True, slots=True)
class Mass:
    """The hair behind the head and shoulders, as wide as it is at each height."""

    levels: tuple[tuple[float, float, float, float], ...]
    """(height, half width, half depth, distance behind the axis)."""
    tips: tuple[float, ...]
    """How far each tip of the lower edge hangs below the last level."""
    wave: float = 0.0


Ornament = Callable[[Brush, Head], None]


@dataclass(frozen=True, slots=True)
class HairStyle:
    """One style of hair."""

    fringe: tuple[Lock, ...]
    sides: tuple[Lock, ...] = ()
    mass: Mass | None = None
    hairline: tuple[tuple[float, float], ...] = field(
        default=(
            (-92, 34), (-82, 4), (-74, -26), (-55, -56), (-26, -70), (0, -74),
            (26, -70), (55, -56), (74, -26), (82, 4), (92, 34),
        )
    )  # fmt: skip
    """(azimuth, height) of the edge of the hair around the face."""
    volume: float = 1.1
    nape_y: float = 48.0
    part: float = 0.0
    """Azimuth of the parting."""
    gloss: float = 1.0
    bare: bool = False
    """Nothing grows on the crown."""
    behind: tuple[Ornament, ...] = ()
    """Drawn behind the body: tails and buns."""
    above: tuple[Ornament, ...] = ()
    """Drawn over everything: knots and pins that belong to the style."""


def lock(
    *points: Around, width: float = 22.0, taper: float = 0.0, lag: float = 1.0, line: float = 1.0
) -> Lock:
    """A lock that is widest above its middle and ends in a point."""
    last = len(points) - 1
    widths = []
    for index in range(last + 1):
        t = index / last
        widths.append(width * ((0.72 + 0.9 * t - 1.62 * t * t) if not taper else 1.0 - t * taper))
    widths[0] *= 0.45
    widths[-1] = 0.0
    return Lock(points, tuple(max(0.0, w) for w in widths), lag, line)
