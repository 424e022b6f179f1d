"""Dyes: the few colours of the leather painters, and which of them a look's colours become."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from functools import lru_cache

from piying.model.people import Look
from piying.render.puppet.shadow.hide import mixed

VERMILION, CRIMSON = 0xFFD2331B, 0xFF96202A
GREEN, BLUE_GREEN = 0xFF2F7A4A, 0xFF1F6470
INDIGO, VIOLET = 0xFF2C4A86, 0xFF6A3A78
OCHRE, BROWN = 0xFFE3A02C, 0xFF8A5426
BLACK, PARCHMENT = 0xFF2A1A14, 0xFFF6DDA6
CREAM = 0xFFFFF0C8
ROSE = 0xFFE2705A

_WHEEL = (
    (0.0, VERMILION),
    (0.085, 0xFFCF6A20),
    (0.125, OCHRE),
    (0.2, 0xFF9C9A30),
    (0.36, GREEN),
    (0.49, BLUE_GREEN),
    (0.61, INDIGO),
    (0.76, VIOLET),
    (0.89, CRIMSON),
    (1.0, VERMILION),
)
_OWN = 0.3
"""How much of the asked colour survives in the dye."""


@dataclass(frozen=True, slots=True)
class Dyes:
    """The colours of one puppet, as ARGB."""

    robe: int
    trim: int
    lining: int
    """The third colour: skirts under robes, trousers, plates."""
    fourth: int
    skin: int
    hair: int
    gold: int = OCHRE


def dyed(colour: str) -> int:
    """The hide colour that stands for "#rrggbb"."""
    number = int(colour[1:7], 16)
    r, g, b = ((number >> s & 255) / 255 for s in (16, 8, 0))
    hue, light, strong = colorsys.rgb_to_hls(r, g, b)
    if light < 0.16 or (strong < 0.14 and light < 0.4):
        return mixed(BLACK, 0xFF000000 | number, 0.15)
    if strong < 0.16:
        return mixed(PARCHMENT, BROWN, max(0.0, 0.85 - light) * 0.8)
    near = min(_WHEEL, key=lambda stop: abs(stop[0] - hue))[1]
    own = 0xFF000000 | number
    dye = mixed(near, own, _OWN)
    if light > 0.72:
        return mixed(dye, PARCHMENT, 0.5)
    return mixed(dye, BLACK, 0.3) if light < 0.3 else dye


def _hue(colour: int) -> float:
    r, g, b = ((colour >> s & 255) / 255 for s in (16, 8, 0))
    return colorsys.rgb_to_hls(r, g, b)[0]


def _apart(one: int, other: int) -> float:
    gap = abs(_hue(one) - _hue(other))
    return min(gap, 1 - gap)


@lru_cache(maxsize=256)
def dyes_of(look: Look) -> Dyes:
    """The dyes of `look`: its two colours, and two more that set them off."""
    robe, trim = dyed(look.outfit_colour), dyed(look.accent_colour)
    others = sorted(
        (GREEN, VERMILION, OCHRE, INDIGO),
        key=lambda dye: -min(_apart(dye, robe), _apart(dye, trim) * 1.2),
    )
    skin = PARCHMENT if look.sex == "female" else 0xFFF3D096
    hair = mixed(BLACK, dyed(look.hair_colour), 0.15)
    if look.age == "elder":
        hair = 0xFF6A5646
    return Dyes(robe, trim, others[0], others[1], skin, hair)
