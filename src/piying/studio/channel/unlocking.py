"""Unlocking: what an episode costs somebody, said whole before the first payment, and paid.

Coins, right and sale come into being in one durable block, or none of them does.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from piying.model.errors import Conflict, Invalid, Missing
from piying.model.release import Locked, Right, UnlockPlan
from piying.model.right import Grant
from piying.model.sale import Sale, SaleKind
from piying.release.ads import Ad, fitting, read_ads
from piying.release.reward import HouseAds, Ticket, issue, redeem
from piying.release.unlock import locked, open_by, plan_held
from piying.store.channel.lots import Lots
from piying.store.channel.memberships import Memberships
from piying.store.channel.payments import Payments
from piying.store.channel.releases import Held, Releases
from piying.store.channel.rights import Order, Rights
from piying.store.sales import Sales
from piying.studio.channel.acting import By, person
from piying.studio.channel.housekey import house_key
from piying.studio.channel.opaque import new_id
from piying.studio.channel.purse import OWN, PAGE, coins_of, sold, whose_money, within
from piying.studio.channel.shelf import title_of
from piying.studio.channel.shop import shop_of
from piying.studio.handed import text_if_any
from piying.studio.house import House
from piying.studio.releasing.listings import today

ADS = "ads.toml"
TICKET_KEY = b"piying ad tickets 1"
SECOND_MS = 1_000


@dataclass(frozen=True, slots=True)
class Way:
    """One way to open an episode."""

    way: Right
    coins: int | None = None
    """What it costs; None: no coins."""
    ads: int | None = None
    """How many ads have to be watched in all; None: it is not opened by ads."""
    lacking: int = 0
    """Coins that have to be bought first."""
    ready: bool = True
    """Whether it can be taken at once, without buying anything."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Everything that an episode costs somebody, before they pay anything."""

    open_by: Right | None
    """Why it is open; None: it is locked."""
    locked: Locked | None
    coins: int
    """In their wallet."""
    ways: tuple[Way, ...]
    """Those that can be taken at once first; none, if it is open."""
    auto: bool
    """Whether the next episode is unlocked without asking."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An ad that has begun."""

    ticket: str = field(repr=False)
    """To be sent back when it is over."""
    ad: str
    series: str
    episode: int
    release: str
    """What to play."""
    length_ms: int


@dataclass(frozen=True, slots=True)
class Unlocks:
    """Some rights, newest first, each with whether it was ended."""

    rights: tuple[tuple[Grant, bool], ...]
    next: int
    """The cursor of those before them; 0: there are none."""


# --- what it costs ------------------------------------------------------------------------


def prices(house: House, by: By, series: str, episode: int, territory: str) -> Prices:
    """What the episode costs whoever asks, and in which ways it can be opened.

    Raises:
        Missing: it is not out there.
    """
    account, order = person(by).id, _order(house, by, series, episode, territory)
    rights, now = Rights(house.store.database), house.clock.now_ms()
    plan = house.store.get(plan_held(rights.begun(account, series), order.offered), UnlockPlan)
    grants = rights.grants(account, series)
    told = locked(plan, grants, order.run, episode, now)
    coins = coins_of(house, account)
    return Prices(
        open_by=open_by(plan, grants, order.run, episode, now),
        locked=told,
        coins=coins,
        ways=() if told is None else _ways(told, coins),
        auto=auto(house, by),
    )


def auto(house: House, by: By) -> bool:
    """Whether whoever asks has the next episode unlocked without being asked."""
    return Payments(house.store.database).auto(person(by).id)


def set_auto(house: House, by: By, *, on: bool) -> None:
    """Turn that on or off; it is off until somebody turns it on.

    Raises:
        Invalid: minors mode is on.
    """
    account = person(by)
    if on and account.minors:
        raise Invalid("payments.minors")
    Payments(house.store.database).set_auto(account.id, house.clock.now_ms(), auto=on)


# --- coins --------------------------------------------------------------------------------


def unlock(
    house: House, by: By, series: str, episode: int, way: Right, territory: str
) -> Grant:
    """The right that coins buy: one episode by `COINS`, all of the series by `SERIES`.

    Asked for twice, it is bought once.

    Raises:
        Missing: it is not out there.
        Conflict: the coins are not enough, or it is open already.
        Invalid: it is not sold so, or minors mode is on.
    """
    account = person(by)
    if account.minors:
        raise Invalid("payments.minors")
    order = _order(house, by, series, episode, territory)
    now, day = house.clock.now_ms(), today(house).isoformat()
    name, database = new_id(now), house.store.database
    try:
        with database.writing(durable=True) as connection:
            database.one_by_one(connection)
            grant = Rights(database).buy(order, way, now, day, name)
            if grant.id == name:
                parts = Lots(database).spend(account.id, grant.coins, grant.id, now)
                Sales(database).add(sold(grant, parts, platform_of(house), day), now)
    except Conflict as error:
        if error.code != "books.below_floor":
            raise
        told = prices(house, by, series, episode, territory)
        costs = next((one.coins or 0 for one in told.ways if one.way is way), 0)
        raise Conflict("payments.coins_lacking", coins=costs, held=told.coins) from error
    return grant


def unlock_next(
    house: House, by: By, series: str, episode: int, territory: str
) -> Right | None:
    """Why the next episode may be played, unlocked now if its viewer wants that; else None.

    It is unlocked by coins that are there, and never more than this one.

    Raises:
        Missing: it is not out there.
    """
    told = prices(house, by, series, episode, territory)
    ready = any(one.way is Right.COINS and one.ready for one in told.ways)
    if told.open_by is not None or not (told.auto and ready) or person(by).minors:
        return told.open_by
    return unlock(house, by, series, episode, Right.COINS, territory).why


def unlocks(
    house: House, by: By, cursor: int = 0, count: int = PAGE, *, of: str = ""
) -> Unlocks:
    """The rights that whoever asks was given, as receipts; of the account `of` as `orders`."""
    count = within(count)
    whose = whose_money(house, by, of)
    found = Rights(house.store.database).given(whose, max(0, cursor), count)
    last = found[-1][0] if len(found) == count else 0
    return Unlocks(tuple((grant, ended) for _, grant, ended in found), last)


def opened(house: House, by: By, series: str, episode: int) -> None:
    """Remember that a member opens an episode by their membership.

    To be called where somebody begins to play it by that right: the money of each week of a
    membership goes to what was opened in it.
    """
    now, memberships = house.clock.now_ms(), Memberships(house.store.database)
    for one in memberships.of(person(by).id):
        grant, ended = Rights(house.store.database).right(one.granted)
        if not ended and grant.holds(series, episode, now):
            memberships.open(one, series, episode, now)
            return


# --- ads ----------------------------------------------------------------------------------


def ads_of(house: House) -> tuple[Ad, ...]:
    """The ads that `ads.toml` in the house names; none where there is no such file."""
    path = house.settings.house / ADS
    text = text_if_any(path)
    return () if text is None else read_ads(text, ADS)


def begin_ad(house: House, by: By, series: str, episode: int, territory: str) -> Shown:
    """An ad that begins now, for an episode that ads open.

    Raises:
        Missing: the episode is not out there, or there is no ad to show.
        Conflict: the episode is open already.
        Invalid: ads do not open it, or not yet.
    """
    told = prices(house, by, series, episode, territory)
    if told.locked is None:
        raise Conflict("release.open_already")
    if not any(one.way is Right.ADS for one in told.ways):
        raise Invalid("release.not_sold_so", way=Right.ADS.value)
    now = house.clock.now_ms()
    name = new_id(now)
    shown = [
        (ad, held.release)
        for ad in fitting(ads_of(house), series)
        if (held := _out(house, ad.series, ad.episode, territory)) is not None
    ]
    if not shown:
        raise Missing("payments.no_ads")
    turn = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    ad, release = shown[turn % len(shown)]
    length = ad.seconds * SECOND_MS
    ticket = Ticket(f"{ad.id}:{name}", person(by).id, series, episode, now, length)
    return Shown(
        issue(house_key(house, TICKET_KEY), ticket), ad.id, ad.series, ad.episode, release.id,
        length,
    )  # fmt: skip


def finish_ad(house: House, by: By, ticket: str, territory: str) -> Grant | None:
    """Count an ad that was watched; the right, if it was the last that is needed.

    The same ticket again changes nothing and answers as before.

    Raises:
        Invalid: the ticket is not good, or comes too early or too late.
        Conflict: another ad was watched in the same time, or the episode is open already.
        Missing: the episode is no longer out.
    """
    account, now = person(by).id, house.clock.now_ms()
    told = redeem(house_key(house, TICKET_KEY), ticket, account, now)
    if not HouseAds().watched(told, ""):
        raise Invalid("release.ticket_bad")
    order = _order(house, by, told.series, told.episode, territory)
    database = house.store.database
    rights = Rights(database)
    with database.writing(durable=True) as connection:
        database.one_by_one(connection)
        seen, newest = rights.watched(account, told.id)
        if not seen and newest > told.began_ms:
            raise Conflict("payments.ad_overlaps")
        grant = rights.redeem(order, told, now, new_id(now))
        if not seen:
            Sales(database).add(_paid_for(house, told), now)
    return grant


# --- inside -------------------------------------------------------------------------------


def platform_of(house: House) -> str:
    """What sales call our own channel."""
    try:
        return shop_of(house).platform
    except Missing:
        return OWN


def _order(house: House, by: By, series: str, episode: int, territory: str) -> Order:
    """The episode as it is offered in `territory` today."""
    title = title_of(house, series, territory)
    if title is None or episode not in title.releases:
        raise Missing("release.not_out", name=f"{series}/e{episode:02d}")
    return Order(person(by).id, title.run, episode, title.plan)


def _out(house: House, series: str, episode: int, territory: str) -> Held | None:
    """The release of an episode that is out in `territory`."""
    now = house.clock.now_ms()
    found = [
        held
        for held in Releases(house.store.database).of(series, episode)
        if held.open_at(territory, now)
    ]
    return found[-1] if found else None


def _ways(told: Locked, coins: int) -> tuple[Way, ...]:
    """The ways that are sold, those that can be taken at once first."""
    found = []
    if told.coins is not None:
        found.append(_priced(Right.COINS, told.coins, coins))
    if told.ads is not None and told.ads_from_ms is None:
        found.append(Way(Right.ADS, ads=told.ads))
    if told.series_coins is not None:
        found.append(_priced(Right.SERIES, told.series_coins, coins))
    if told.members:
        found.append(Way(Right.MEMBER, ready=False))
    return tuple(sorted(found, key=lambda one: not one.ready))


def _priced(way: Right, costs: int, held: int) -> Way:
    lacking = max(0, costs - held)
    return Way(way, costs, lacking=lacking, ready=not lacking)


def _paid_for(house: House, ticket: Ticket) -> tuple[Sale, ...]:
    """What the showing of an ad brings to the series that it opened; mostly nothing."""
    name = ticket.id.partition(":")[0]
    ad = next((one for one in ads_of(house) if one.id == name), None)
    if ad is None or not ad.pays_minor:
        return ()
    return (Sale(
        source=OWN, transaction=f"ad-{ticket.id.rpartition(':')[2]}", kind=SaleKind.AD,
        series=ticket.series, episode=ticket.episode, platform=platform_of(house),
        day=today(house).isoformat(), units=1, gross_minor=ad.pays_minor, refund_minor=0,
        fee_minor=0, currency=ad.currency,
    ),)  # fmt: skip
