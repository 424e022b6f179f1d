"""Every hair style by name. A new style is one entry in its group's file."""

from __future__ import annotations

from piying.model.errors import Invalid
from piying.render.puppet.manhua.hair import elder, long, period, short, tied
from piying.render.puppet.manhua.hair.style import HairStyle

HAIR: dict[str, HairStyle] = {
    **long.STYLES,
    **tied.STYLES,
    **short.STYLES,
    **period.STYLES,
    **elder.STYLES,
}


def hair_of(name: str) -> HairStyle:
    """The style called `name`."""
    style = HAIR.get(name)
    if style is None:
        raise Invalid("render.unknown_hair", name=name, known=", ".join(sorted(HAIR)))
    return style
