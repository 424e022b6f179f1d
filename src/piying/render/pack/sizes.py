"""The sizes of a ladder: which smaller pictures stand beside a film's own.

Every size is a fraction of the film's, so its pixels are square and its sides even. Bits are
the most of a busy second; below that, quality decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from piying.model.errors import Invalid

BELOW: Mapping[int, tuple[int, ...]] = MappingProxyType(
    {
        2160: (540, 720, 1080),
        1440: (360, 720, 1080),
        1080: (360, 540, 720),
        720: (270, 360, 540),
    }
)
"""The shorter sides of the rungs below a film, by its own shorter side."""
EIGHTHS = (3, 4, 6)
"""Of the film, for a film of another size."""
SHORTEST = 160
BITS, PIXELS = 2_200_000, 720 * 1280
"""What a busy second of drawn pictures needs at 720x1280."""
POWER = 0.75
"""Twice the pixels need less than twice the bits."""


@dataclass(frozen=True, slots=True)
class Size:
    """One rung, before it is made."""

    name: str
    width: int
    height: int
    most_bits: int
    """A second, at the busiest; whole thousands."""


def sizes(width: int, height: int) -> tuple[Size, ...]:
    """The sizes below a film of `width` x `height`, the smallest first.

    Raises:
        Invalid: the film has a side that is not even.
    """
    if width % 2 or height % 2:
        raise Invalid("render.size_odd", width=width, height=height)
    short = min(width, height)
    sides = BELOW.get(short) or [short * part // 8 for part in EIGHTHS]
    return tuple(
        _size(width * side // short // 2 * 2, height * side // short // 2 * 2)
        for side in sides
        if side >= SHORTEST
    )


def _size(width: int, height: int) -> Size:
    thousands = BITS * (width * height / PIXELS) ** POWER / 1000
    return Size(f"{min(width, height)}p", width, height, round(thousands) * 1000)
