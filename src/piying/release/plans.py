"""Unlock plans: how series are unlocked, by territory and from which day, in `plans.toml`.

A plan that somebody began with is kept as a value, so the file can be changed at any time: it
speaks for those who begin afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from piying.model.dated import Term
from piying.model.errors import Invalid, Missing
from piying.model.release import EVERYWHERE, UnlockPlan
from piying.model.tables import Table, document, rows

ANY = "*"
"""In place of a series: all that have no plan of their own."""
TERRITORY = re.compile(r"[A-Z]{2}")
"""ISO 3166-1 alpha-2."""
_KEYS = (
    "id", "series", "territories", "since", "until", "free_episodes", "coins", "series_coins",
    "ads", "ads_after_days", "members",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """A plan, for whom it is, and on which days it begins to be anybody's."""

    id: str
    series: str
    term: Term
    plan: UnlockPlan


def read_plans(text: str, file: str) -> tuple[Dated, ...]:
    """Every plan of the file, in its order.

    Raises:
        Invalid: a plan that cannot be: a key or value that is not understood, nothing sold and
            not free, a whole dearer than it can be, two that hold for the same at once.
    """
    found = tuple(_plan(row) for row in rows(document(text, file, ("plan",)), "plan"))
    for place, one in enumerate(found):
        for other in found[:place]:
            if _clash(one, other):
                raise Invalid("release.plans_clash", file=file, one=one.id, other=other.id)
    return found


def plan_for(
    plans: Sequence[Dated], series: str, territories: Sequence[str], day: date, name: str = ""
) -> Dated:
    """The plan that a release of `series` in all of `territories` has on `day`.

    One of the series goes before one of all, and one that names a territory before one of
    everywhere. With `name` it is that one.

    Raises:
        Missing: there is none.
        Invalid: the one called `name` is not for this series, these territories or this day.
    """
    if name and name not in {one.id for one in plans}:
        known = ", ".join(one.id for one in plans) or "-"
        raise Missing("release.no_such_plan", plan=name, known=known)
    fit = [
        one
        for one in plans
        if one.series in (ANY, series)
        and one.term.holds(day)
        and reaches(one.plan.territories, territories)
        and (not name or one.id == name)
    ]
    if not fit and name:
        raise Invalid("release.plan_not_for", plan=name, series=series,
                      territories=",".join(territories), day=day)  # fmt: skip
    if not fit:
        raise Missing("release.no_plan", series=series, territories=",".join(territories))
    return max(fit, key=lambda one: (one.series == series, ANY not in one.plan.territories))


def reaches(have: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether what holds in `have` holds in all of `wanted`."""
    return EVERYWHERE in have or set(wanted) <= set(have)


def territories_of(words: Iterable[str], wrong: Invalid) -> tuple[str, ...]:
    """Territories in order, each once; `wrong` is raised if one is none."""
    found = tuple(sorted(set(words)))
    if found == (EVERYWHERE,):
        return found
    if not found or not all(TERRITORY.fullmatch(word) for word in found):
        raise wrong
    return found


def _plan(row: Table) -> Dated:
    row.only(_KEYS)
    cells = row.cells
    plan = UnlockPlan(
        free_episodes=row.whole("free_episodes", 0),
        coins=_price(row, "coins"),
        series_coins=_price(row, "series_coins"),
        ads=_price(row, "ads"),
        ads_after_days=row.whole("ads_after_days", 0),
        members=row.yes("members"),
        territories=territories_of(
            row.texts("territories") if "territories" in cells else (EVERYWHERE,),
            row.wrong("territories", 'territories = ["CN", "SG"]'),
        ),
    )
    if plan.ads is None and plan.ads_after_days:
        raise row.wrong("ads", "ads = 1")
    return Dated(row.text("id"), row.text("series"), row.term(), plan)


def _price(row: Table, key: str) -> int | None:
    """A price above nothing; None where the key is left out: not sold so."""
    return row.whole(key, least=1) if key in row.cells else None


def _clash(one: Dated, other: Dated) -> bool:
    """Whether nothing says which of the two holds."""
    here, there = set(one.plan.territories), set(other.plan.territories)
    if one.series != other.series or not (here & there or here == there):
        return False
    a, b = one.term, other.term
    if a.since is None or b.since is None:
        return False
    return not ((a.until is not None and a.until < b.since)
                or (b.until is not None and b.until < a.since))  # fmt: skip
