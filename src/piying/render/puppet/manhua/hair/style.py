"""What a hair style is: locks around the skull, a mass behind, and what is tied or pinned.

Points of hair are (azimuth in degrees, height in head units, distance from the skull): 0 is
over the nose, +90 over the ear on the right of the screen, 180 at the nape; distance 1 lies
on the skull. Nothing is mirrored when the head turns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

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
    ears: bool = True
    """The ears are free of hair."""
    veil: bool = False
    """The fringe hides the brows; they are drawn again over it."""
    bare: bool = False
    """Nothing grows on the crown."""
    behind: tuple[Ornament, ...] = ()
    """Drawn behind the body: tails and buns."""
    above: tuple[Ornament, ...] = ()
    """Drawn over everything: knots and pins that belong to the style."""


_BODY = ((0.0, 0.40), (0.3, 0.95), (0.66, 0.84), (0.86, 0.44), (1.0, 0.0))
"""(share of its length, share of its width) of a lock."""


def loose(side: float) -> Lock:
    """A thin strand that has come off the crown and lies along it."""
    return lock(
        (side * 34, -104, 1.08), (side * 62, -96, 1.145), (side * 84, -64, 1.150),
        (side * 94, -30, 1.125), width=4.4, lag=0.5, line=0.6,
    )  # fmt: skip


def _body(share: float) -> float:
    for (t0, w0), (t1, w1) in pairwise(_BODY):
        if share <= t1:
            return w0 + (w1 - w0) * (share - t0) / (t1 - t0)
    return 0.0


def lock(
    *points: Around,
    width: float = 22.0,
    taper: float = 0.0,
    lag: float = 1.0,
    line: float = 1.0,
) -> Lock:
    """A lock that is widest above its middle and ends in a point."""
    last = len(points) - 1
    widths = []
    for index in range(last + 1):
        t = index / last
        widths.append(width * (_body(t) if not taper else 1.0 - t * taper))
    widths[-1] = 0.0
    return Lock(points, tuple(max(0.0, w) for w in widths), lag, line)
