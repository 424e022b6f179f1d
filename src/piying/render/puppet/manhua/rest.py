"""How the arms rest while nothing is gestured: one attitude for every look, never two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from piying.model.people import Age, Look
from piying.render.puppet.manhua.line import Point


@dataclass(frozen=True, slots=True)
class Ease:
    """Where one arm rests; lengths are shares of the arm, x outwards, y downwards."""

    elbow: Point
    """From the shoulder."""
    wrist: Point
    angle: float
    """Degrees of the hand as on the right of the screen: 90 hangs, 180 points inwards."""
    hand: str = "loose"
    """A drawing of a hand, or "" where cloth hides it."""
    place: str = "shoulder"
    """What the wrist is measured from: "shoulder", "middle" or "hip"."""
    flip: float = -1.0
    swings: bool = False
    """It swings with the step."""
    before: bool = False
    """The hand lies on the front of the body."""
    behind: bool = False
    """The lower arm goes behind the back."""
    pocket: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """How both arms rest: the one on the left of the front view, and the one on the right."""

    left: Ease
    right: Ease


_HANGS = Ease((0.072, 0.515), (0.026, 0.965), 96, swings=True)
_BENT = Ease((0.108, 0.508), (0.016, 0.935), 105, swings=True)
_POCKET = Ease((0.185, 0.480), (0.010, -0.020), 120, "", "hip", pocket=True)
_BACK = Ease((0.125, 0.485), (-0.140, 0.800), 170, "", behind=True)
_UNDER = Ease((0.130, 0.500), (0.030, 0.835), 146, "loose", "middle", before=True)
_OVER = Ease((0.110, 0.505), (0.075, 0.800), 156, "clasp", "middle", before=True)
_SLEEVED = Ease((0.125, 0.500), (0.095, 0.560), 176, "", "middle", before=True)
_SCHOLAR = Ease((0.115, 0.495), (0.120, 0.520), 172, "hold", "middle", before=True)
_BELT = Ease((0.205, 0.455), (0.135, 0.660), 150, "fist", "middle", before=True)
_GRIPS = Ease((0.105, 0.500), (-0.180, 0.520), 186, "clasp", "middle", before=True)

ATTITUDES: dict[str, Rest] = {
    "easy": Rest(_HANGS, _BENT),
    "easy_other": Rest(_BENT, _HANGS),
    "pocket": Rest(_BENT, _POCKET),
    "pocket_other": Rest(_POCKET, _HANGS),
    "clasped": Rest(_UNDER, _OVER),
    "gripped": Rest(_HANGS, _GRIPS),
    "back": Rest(_BACK, _BACK),
    "sleeves": Rest(_SLEEVED, _SLEEVED),
    "scholar": Rest(_SCHOLAR, _BACK),
    "belt": Rest(_BELT, _HANGS),
}
"""Every attitude by name."""

_PERIOD = frozenset({"hanfu", "palace_robe", "armour"})
_POCKETED = frozenset({"coat", "suit", "hoodie", "casual"})


def _fitting(look: Look) -> tuple[str, ...]:
    """The attitudes that age, sex and clothes allow."""
    man = look.sex != "female"
    if look.outfit in _PERIOD:
        if look.outfit == "armour":
            return ("belt",)
        return ("scholar",) if man else ("sleeves",)
    if look.age is Age.ELDER:
        return ("back",) if man else ("clasped",)
    if look.age is Age.CHILD:
        return ("easy", "easy_other")
    loose: tuple[str, ...] = ("easy", "easy_other")
    if not man:
        loose += ("clasped", "gripped") if look.outfit != "gown" else ()
    if look.outfit in _POCKETED and (man or look.outfit in {"coat", "hoodie"}):
        loose += ("pocket", "pocket_other")
    return loose


@lru_cache(maxsize=256)
def attitude_of(look: Look) -> str:
    """The attitude in which that look rests."""
    fitting = _fitting(look)
    sign = (
        f"{look.hair} {look.hair_colour} {look.outfit} {look.outfit_colour} {look.eye_colour}"
    )
    return fitting[crc32(sign.encode()) % len(fitting)]


@lru_cache(maxsize=256)
def weight_of(look: Look) -> float:
    """Which foot carries that look when it stands, and how much of its weight: -1 … 1."""
    name = attitude_of(look)
    if look.outfit in {"palace_robe", "armour"} or name == "back":
        return 0.3
    steady = 0.6 if look.age is not Age.YOUNG else 1.0
    if name in {"easy", "pocket", "clasped"}:
        return steady
    return -steady


def rest_of(look: Look, side: float) -> Ease:
    """How the arm on that side of the front view rests."""
    rest = ATTITUDES[attitude_of(look)]
    return rest.right if side > 0 else rest.left
