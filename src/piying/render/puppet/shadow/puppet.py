"""A puppet: every piece that a look needs, cut once and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from piying.model.errors import Invalid
from piying.model.people import Age, Look
from piying.render.puppet.shadow.costume import OUTFITS, Costume, costume_of
from piying.render.puppet.shadow.dye import GREEN, INDIGO, OCHRE, VERMILION, Dyes, dyes_of
from piying.render.puppet.shadow.faces import (
    CHILD,
    ELDER,
    GENERAL,
    MAN,
    WOMAN,
    eye_parts,
    face_parts,
    painted_face,
)
from piying.render.puppet.shadow.garments import (
    flag,
    fore_sleeve,
    shin,
    thigh,
    torso,
    upper_sleeve,
)
from piying.render.puppet.shadow.hands import hand
from piying.render.puppet.shadow.headdress import ACCESSORIES, worn_parts
from piying.render.puppet.shadow.hide import Piece, mixed, rivet
from piying.render.puppet.shadow.monkey import monkey_parts
from piying.render.puppet.shadow.part import Part
from piying.render.puppet.shadow.rig import frame_of
from piying.render.puppet.shadow.skirts import lower, sash
from piying.render.puppet.shadow.tresses import TRESSES, child_tufts

HANDS = ("rest", "point", "fist", "open", "orchid")
CROWNED = frozenset({"general", "monkey"})


@dataclass(frozen=True, slots=True, eq=False)
class Puppet:
    """The pieces of one look."""

    kind: str
    """"woman", "man", "general", "elder", "child" or "monkey"."""
    costume: Costume
    dyes: Dyes
    behind: tuple[Part, ...]
    """Behind the head: loose hair, plumes."""
    neck: Part
    head: tuple[Part, ...]
    torso: Piece
    upper: Piece
    fore: Piece
    hands: dict[str, Piece]
    front: Piece
    back: Piece
    belt: Piece | None
    sash_end: Piece | None
    thigh: Piece
    shin: Piece
    flags: tuple[Piece, ...]
    rivet: Piece


def kind_of(look: Look) -> str:
    """Which type of head `look` has."""
    if look.hair == "monkey":
        return "monkey"
    if look.age is Age.CHILD:
        return "child"
    if look.age is Age.ELDER:
        return "elder"
    if look.sex == "female":
        return "woman"
    return "general" if look.outfit == "armour" and "beard" in look.accessories else "man"


def _face(kind: str, dyes: Dyes) -> list[Part]:
    if kind == "monkey":
        return monkey_parts()
    if kind == "general":
        return [*painted_face(dyes), *eye_parts(GENERAL, dyes)]
    face = {"woman": WOMAN, "man": MAN, "elder": ELDER, "child": CHILD}[kind]
    return [*face_parts(face, dyes), *eye_parts(face, dyes)]


def _checked(look: Look) -> None:
    if look.hair not in TRESSES:
        raise Invalid("render.unknown_hair", name=look.hair, known=", ".join(sorted(TRESSES)))
    if look.outfit not in OUTFITS:
        raise Invalid(
            "render.unknown_outfit", name=look.outfit, known=", ".join(sorted(OUTFITS))
        )
    for name in look.accessories:
        if name not in ACCESSORIES:
            raise Invalid(
                "render.unknown_accessory", name=name, known=", ".join(sorted(ACCESSORIES))
            )


@lru_cache(maxsize=48)
def puppet_of(look: Look) -> Puppet:
    """The puppet of `look`.

    Raises:
        Invalid: the look names hair, clothes or accessories that the kit lacks.
    """
    _checked(look)
    kind, dyes, frame = kind_of(look), dyes_of(look), frame_of(look)
    costume = costume_of(look.outfit, look.sex)
    back_hair, hair = TRESSES[look.hair](dyes)
    if kind == "child" and look.hair in ("topknot", "bun_hairpin", "short"):
        back_hair, hair = child_tufts(dyes)
    worn_behind, worn = worn_parts(look, dyes)
    neck, *face = _face(kind, dyes)
    if kind == "monkey":
        skin = mixed(OCHRE, 0xFF9A5A1C, 0.2)
    elif kind == "general":
        skin = mixed(dyes.skin, VERMILION, 0.3)
    else:
        skin = dyes.skin
    belt, end = sash(costume, dyes, frame.wide) if costume.sash else (None, None)
    flags: tuple[Piece, ...] = ()
    if kind == "general":
        flags = tuple(flag(dye) for dye in (dyes.robe, GREEN, INDIGO))
    return Puppet(
        kind,
        costume,
        dyes,
        (*back_hair, *worn_behind),
        neck,
        (*face, *hair, *worn),
        torso(costume, dyes, frame.wide),
        upper_sleeve(costume, dyes),
        fore_sleeve(costume, dyes),
        {shape: hand(shape, skin) for shape in HANDS},
        lower(costume, dyes, frame.wide, front=True),
        lower(costume, dyes, frame.wide, front=False),
        belt,
        end,
        thigh(costume, dyes),
        shin(costume, dyes, bound=costume.lower != "trousers"),
        flags,
        rivet(0, 0),
    )
