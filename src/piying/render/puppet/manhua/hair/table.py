"""Every hair style by name. A new style is one entry in its group's file."""

from __future__ import annotations

from piying.model.errors import Invalid
from piying.model.people import Age, Look
from piying.render.puppet.manhua.hair import elder, long, period, short, tied
from piying.render.puppet.manhua.hair.style import HairStyle

HAIR: dict[str, HairStyle] = {
    **long.STYLES,
    **tied.STYLES,
    **short.STYLES,
    **period.STYLES,
    **elder.STYLES,
}


def hair_of(look: Look) -> HairStyle:
    """The style that `look` wears; years thin a man's hair."""
    style = HAIR.get(look.hair)
    if style is None:
        raise Invalid("render.unknown_hair", name=look.hair, known=", ".join(sorted(HAIR)))
    if look.age is Age.ELDER and look.sex != "female":
        return elder.AGED.get(look.hair, style)
    return style
