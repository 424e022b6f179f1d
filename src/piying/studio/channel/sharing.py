"""Sharing: the money of memberships goes to the series that their members opened.

The price of a membership lies evenly over its days. What seven of them carry goes, when they
are over, to the series of which something was opened by it in these seven days, by how many
episodes of each. A week in which nothing was opened brings nobody anything.
"""

from __future__ import annotations

from collections.abc import Mapping

from piying.ledger.lots import shared, slice_of
from piying.model.payment import Order
from piying.model.sale import Sale, SaleKind
from piying.store.channel.memberships import Membership, Memberships
from piying.store.channel.payments import Payments
from piying.store.sales import Sales
from piying.studio.channel.purse import OWN
from piying.studio.channel.unlocking import platform_of
from piying.studio.house import House
from piying.studio.releasing.listings import today

AT_ONCE = 500


def share_memberships(house: House, count: int = AT_ONCE) -> int:
    """Share the weeks of memberships that are over; how many sales that made.

    To be done at least once between the end of a week and its close. What was shared is never
    shared again, also after a crash.
    """
    due = Memberships(house.store.database).due(house.clock.now_ms(), count)
    return sum(_share(house, one) for one in due)


def unshared(house: House, one: Membership) -> int:
    """The money of the weeks of a membership that were not shared."""
    done = Memberships(house.store.database).shared(one.granted)
    return sum(
        slice_of(one.minor, one.days, week) for week in range(one.weeks) if week not in done
    )


def close_shares(house: House, one: Membership, order: Order, rest_minor: int) -> None:
    """Share `rest_minor` for all the weeks of an ended membership that were not shared.

    Nothing of them is shared afterwards. Belongs to the caller's block.
    """
    database, now = house.store.database, house.clock.now_ms()
    memberships = Memberships(database)
    done = memberships.shared(one.granted)
    weeks = tuple(week for week in range(one.weeks) if week not in done)
    parts = shared(rest_minor, memberships.opened(one.granted, weeks))
    for place, week in enumerate(weeks):
        memberships.share(one.granted, week, {} if place else parts, now)
    if weeks:
        name = f"{one.granted}-{weeks[0]}"
        Sales(database).add(_sales(house, order, name, parts, {}), now)


def take_shares_back(
    house: House, one: Membership, order: Order, minor: int, name: str
) -> None:
    """Take `minor` back from the series that a membership paid, in proportion to what they got.

    `name` is the refund. Belongs to the caller's block.
    """
    database, now = house.store.database, house.clock.now_ms()
    memberships = Memberships(database)
    got = memberships.got(one.granted)
    parts = shared(min(minor, sum(got.values())), got)
    if not parts:
        return
    memberships.take_back(one.granted, parts, now)
    day, platform = today(house).isoformat(), platform_of(house)
    Sales(database).add(
        [
            Sale(
                source=OWN, transaction=f"{name}-{series}", kind=SaleKind.REFUND,
                series=series, episode=0, platform=platform, day=day, units=0, gross_minor=0,
                refund_minor=part, fee_minor=0, currency=order.currency,
            )
            for series, part in parts.items()
        ],
        now,
    )  # fmt: skip


def _share(house: House, one: Membership) -> int:
    """Share every week of a membership that is over."""
    database, now = house.store.database, house.clock.now_ms()
    memberships = Memberships(database)
    order = Payments(database).standing(one.order).order
    made = 0
    with database.writing(durable=True) as connection:
        database.one_by_one(connection)
        done = memberships.shared(one.granted)
        for week in range(one.weeks):
            if week in done or one.week_ends_ms(week) > now:
                continue
            opened = memberships.opened(one.granted, (week,))
            parts = shared(slice_of(one.minor, one.days, week), opened)
            fee = slice_of(one.fee_minor, one.days, week)
            memberships.share(one.granted, week, parts, now)
            name = f"{one.granted}-{week}"
            sales = _sales(house, order, name, parts, shared(fee, opened))
            made += Sales(database).add(sales, now)
    return made


def _sales(
    house: House, order: Order, name: str, parts: Mapping[str, int], fees: Mapping[str, int]
) -> list[Sale]:
    day, platform = today(house).isoformat(), platform_of(house)
    return [
        Sale(
            source=OWN, transaction=f"{name}-{series}", kind=SaleKind.MEMBER, series=series,
            episode=0, platform=platform, day=day, units=1, gross_minor=minor, refund_minor=0,
            fee_minor=fees.get(series, 0), currency=order.currency,
        )
        for series, minor in parts.items()
    ]  # fmt: skip
