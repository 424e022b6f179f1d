"""The register of withdrawn works: how much of a film was in one of them.

The register follows from the log: every work that was taken down is in it with the pictures
that were measured of its film. A work is never held against itself, so that an appeal or a
mended version is not accused of its own past.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.model.review import Dossier, Figure, Inspection
from piying.studio.house import House
from piying.studio.reviewing.takedown import Withdrawn, withdrawn

if TYPE_CHECKING:
    from piying.render.qc.alike import Alike, Bag, bag_of, compare, share_of
else:
    bag_of = deferred("piying.render.qc.alike:bag_of")
    compare = deferred("piying.render.qc.alike:compare")
    share_of = deferred("piying.render.qc.alike:share_of")

MEASURE = "duplicate.share"


def held_against(
    house: House, inspection: Inspection, series: str
) -> tuple[Inspection, tuple[Alike, ...]]:
    """`inspection` with its share in withdrawn works, and the works it shares pictures with.

    Where nothing of another series was ever withdrawn the share is none, and known; where the
    film of one was never measured, nothing can be said.
    """
    others = {f"{one.title} {one.episode}": _bag(house, one)
              for one in withdrawn(house) if one.series != series}  # fmt: skip
    bags = {name: bag for name, bag in others.items() if bag is not None}
    this = bag_of(inspection)
    alike = compare(this, bags)
    figure = share_of(this, alike)
    if len(bags) < len(others):
        figure = Figure(MEASURE, None, figure.unit, "render.qc_why_register_unmeasured")
    elif alike and figure.value_milli is not None:
        figure = replace(figure, why=alike[0].name)
    return replace(inspection, figures=_with(inspection.figures, figure)), alike


def _with(figures: tuple[Figure, ...], figure: Figure) -> tuple[Figure, ...]:
    return tuple(figure if one.measure == MEASURE else one for one in figures)


def _bag(house: House, work: Withdrawn) -> Bag | None:
    """The pictures of a withdrawn work; None where its film was never measured."""
    held = house.store.get(work.dossier, Dossier)
    if held.inspection is None:
        return None
    return bag_of(house.store.get(held.inspection, Inspection))
