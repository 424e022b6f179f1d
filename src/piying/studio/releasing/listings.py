"""What the operator writes for the channel: listings and unlock plans, and who is paid."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from piying.model.errors import Missing
from piying.model.release import UnlockPlan
from piying.partners.tills import TILLS
from piying.release.listing import Written, read_listing
from piying.release.plans import Dated, plan_for, read_plans
from piying.release.schedule import CHINA_MINUTES
from piying.release.shop import read_shop
from piying.studio.handed import text_if_any
from piying.studio.house import House
from piying.studio.settling.bookkeeping import folder_of, newest, terms_of

LISTINGS, PLANS, SHOP = "listings", "plans.toml", "shop.toml"
OWN = "own"
"""The contract of a work that nobody else is paid for; the platform that is our own channel."""


def listing_of(house: House, series: str) -> Written | None:
    """What `listings/SERIES.toml` in the house says; None: there is no such file."""
    path = listing_file(house, series)
    text = text_if_any(path)
    return None if text is None else read_listing(text, f"{LISTINGS}/{path.name}", series)


def listing_file(house: House, series: str) -> Path:
    """Where the listing of `series` is written."""
    return house.settings.house / LISTINGS / f"{series}.toml"


def plans_of(house: House) -> tuple[Dated, ...]:
    """Every unlock plan of the house; none where there is no file."""
    text = text_if_any(house.settings.house / PLANS)
    return () if text is None else read_plans(text, PLANS)


def plan_of(
    house: House, series: str, territories: tuple[str, ...], name: str
) -> UnlockPlan | None:
    """The plan of a release today; None: nobody wrote one.

    Raises:
        Missing: there is none called `name`.
        Invalid: that one is not for this release.
    """
    plans = plans_of(house)
    try:
        return plan_for(plans, series, territories, today(house), name).plan
    except Missing:
        if name:
            raise
        return None


def contracts_of(house: House, series: str) -> tuple[str, ...]:
    """The contracts that hold for `series` today; `OWN` alone where there is none."""
    folder, day = folder_of(house), today(house).isoformat()
    try:
        told = newest(terms_of(folder).contracts)
    except Missing:
        return (OWN,)
    found = [
        one.id
        for one in told
        if series in one.series and one.since <= day and (not one.until or day <= one.until)
    ]
    return tuple(sorted(found)) or (OWN,)


def own_platform(house: House) -> str:
    """What contracts call our own channel: what `shop.toml` says, else `OWN`.

    Raises:
        Invalid: the shop cannot be understood.
    """
    text = text_if_any(house.settings.house / SHOP)
    return OWN if text is None else read_shop(text, SHOP, TILLS).platform


def today(house: House) -> date:
    """The day in China, by which plans, contracts and the books count."""
    now = datetime.fromtimestamp(house.clock.now_ms() / 1000, UTC)
    return (now + timedelta(minutes=CHINA_MINUTES)).date()
