"""The costumes: one row of data for each outfit of the kit."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Costume:
    """One outfit, as the carver plans it."""

    chest: str = "snow"
    """The motif of the field of the breast."""
    collar: str = "cross"
    """"cross", "cloud" (a collar of ruyi clouds), "mail", "lapel", "hood", "round"."""
    sleeve: float = 1.0
    """How wide the sleeve opens: 0.62 a coat … 1.5 a robe."""
    sleeve_motif: str = "cloud"
    lower: str = "robe"
    """"robe", "skirt", "mail", "trousers", "dress"."""
    length: float = 560.0
    """Figure units from the waist to the hem."""
    flare: float = 1.0
    field: str = "plum"
    hem: str = "wave"
    sash: bool = True
    shoulder: bool = False
    """Beasts' heads on the shoulders."""
    leg: str = "lozenge"
    flags: bool = False


OUTFITS: dict[str, Costume] = {
    "hanfu": Costume(chest="snow", sleeve=1.25, sleeve_motif="plum", field="plum", hem="wave"),
    "palace_robe": Costume(
        chest="peony",
        collar="cloud",
        sleeve=1.5,
        sleeve_motif="peony",
        field="peony",
        length=640,
        flare=1.2,
        hem="wave",
    ),
    "armour": Costume(
        chest="scale",
        collar="mail",
        sleeve=0.86,
        sleeve_motif="mountain",
        lower="mail",
        length=430,
        field="scale",
        hem="fret",
        shoulder=True,
        leg="cloud",
    ),
    "uniform": Costume(
        chest="bead",
        collar="lapel",
        sleeve=0.66,
        sleeve_motif="slit",
        lower="trousers",
        length=170,
        field="bead",
        hem="fret",
        sash=False,
        leg="slit",
    ),
    "suit": Costume(
        chest="lozenge",
        collar="lapel",
        sleeve=0.64,
        sleeve_motif="slit",
        lower="trousers",
        length=220,
        field="lozenge",
        hem="fret",
        sash=False,
        leg="slit",
    ),
    "hoodie": Costume(
        chest="cloud",
        collar="hood",
        sleeve=0.76,
        sleeve_motif="coin",
        lower="trousers",
        length=160,
        field="coin",
        hem="bead",
        sash=False,
        leg="bead",
    ),
    "casual": Costume(
        chest="plum",
        collar="round",
        sleeve=0.68,
        sleeve_motif="leaf",
        lower="trousers",
        length=150,
        field="plum",
        hem="lozenge",
        sash=False,
        leg="leaf",
    ),
    "coat": Costume(
        chest="fret",
        collar="lapel",
        sleeve=0.78,
        sleeve_motif="coin",
        lower="robe",
        length=480,
        flare=0.86,
        field="coin",
        hem="fret",
        leg="slit",
    ),
    "dress": Costume(
        chest="plum",
        collar="round",
        sleeve=0.7,
        sleeve_motif="plum",
        lower="dress",
        length=470,
        flare=1.15,
        field="peony",
        hem="wave",
    ),
    "gown": Costume(
        chest="slit",
        collar="cross",
        sleeve=0.84,
        sleeve_motif="slit",
        lower="robe",
        length=400,
        flare=0.8,
        field="slit",
        hem="bead",
        sash=False,
    ),
}
"""Every outfit of the kit by name."""


def costume_of(outfit: str, sex: str) -> Costume:
    """The costume called `outfit`; women's robes reach lower and open wider."""
    costume = OUTFITS[outfit]
    if sex == "female" and costume.lower == "robe" and outfit != "coat":
        return replace(costume, length=660, flare=1.14)
    return costume
