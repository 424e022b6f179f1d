"""Every outfit by name. A new outfit is one entry in its group's file."""

from __future__ import annotations

from piying.model.errors import Invalid
from piying.render.puppet.manhua.outfits import modern, period, tailored
from piying.render.puppet.manhua.outfits.outfit import Outfit

OUTFITS: dict[str, Outfit] = {**tailored.OUTFITS, **modern.OUTFITS, **period.OUTFITS}


def outfit_of(name: str) -> Outfit:
    """The outfit called `name`."""
    outfit = OUTFITS.get(name)
    if outfit is None:
        raise Invalid("render.unknown_outfit", name=name, known=", ".join(sorted(OUTFITS)))
    return outfit
