"""Money of viewers: what is sold, orders and how they are paid, the wallet, unlocking."""

from __future__ import annotations

from typing import TypeVar

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from piying.model.errors import Missing
from piying.model.payment import TOLD_PATH, Item, Outcome, Show, Standing, State, Visit
from piying.model.release import Locked, Right
from piying.studio.channel.hearing import hear, press
from piying.studio.channel.orders import Wanted, order, order_of, orders
from piying.studio.channel.paying import begin, check
from piying.studio.channel.purse import balance, history
from piying.studio.channel.shop import is_test, offers
from piying.studio.channel.unlocking import (
    begin_ad,
    finish_ad,
    prices,
    set_auto,
    unlock,
    unlocks,
)
from piying.web.codes import code
from piying.web.cursor import PAGE, Cursor, Most, Page, cursor_of, number_of
from piying.web.once import Once
from piying.web.shapes import Asked, Done, EpisodeNumber, OneOf, Told
from piying.web.who import Who, site_of

router = APIRouter(tags=["money"], route_class=Once)
hooks = APIRouter(tags=["money"])

NAME_MAX = 200
PHONES = ("mobile", "android", "iphone")

T = TypeVar("T")


class Offer(Told):
    """One thing to buy."""

    id: str
    item: Item
    coins: int
    bonus: int = Field(description="Coins on top")
    days: int = Field(description="Of a membership")
    minor: int = Field(description="The price in the smallest unit of its currency")
    currency: str
    till: str


class Shop(Told):
    """Everything that can be bought here."""

    test: bool = Field(description="No money moves, which has to be said")
    offers: list[Offer]


class Ordering(Asked):
    """What somebody wants to buy."""

    good: str = Field(max_length=NAME_MAX)
    key: str = Field(min_length=8, max_length=NAME_MAX, description="Of this purchase")
    till: str = Field(default="", max_length=NAME_MAX)
    currency: str = Field(default="", max_length=3)


class Order(Told):
    """An order as it stands."""

    id: str
    item: Item
    good: str
    coins: int
    bonus: int
    days: int
    minor: int
    currency: str
    till: str
    real: bool = Field(description="Whether money is paid")
    state: State
    refunded_minor: int
    made_ms: int
    until_ms: int = Field(description="When it can no longer be paid")


class Doing(Told):
    """What the browser has to do to pay."""

    show: Show
    address: str


class Pressing(Asked):
    """What becomes of an order that takes no money."""

    outcome: OneOf[Outcome]


class Way(Told):
    """One way to open an episode."""

    way: Right
    coins: int | None
    ads: int | None
    lacking: int = Field(description="Coins that have to be bought first")
    ready: bool = Field(description="Whether it can be taken at once")


class Prices(Told):
    """Everything that an episode costs, before anything is paid."""

    open_by: Right | None
    locked: Locked | None
    coins: int = Field(description="In the wallet")
    ways: list[Way]
    auto: bool = Field(description="Whether the next one is unlocked without asking")


class Unlocking(Asked):
    """What is to be opened, and by what."""

    series: str = Field(max_length=NAME_MAX)
    episode: int = Field(ge=1, le=32_767)
    way: OneOf[Right]


class Opening(Told):
    """A right that was given."""

    id: str
    series: str
    episode: int = Field(description="0: every one")
    why: Right
    coins: int
    since_ms: int
    until_ms: int | None
    ended: bool = False


class Asking(Asked):
    """An episode that is to be opened by an ad."""

    series: str = Field(max_length=NAME_MAX)
    episode: int = Field(ge=1, le=32_767)


class Ad(Told):
    """An ad that has begun."""

    ticket: str
    ad: str
    series: str
    episode: int
    release: str = Field(description="What to play")
    length_ms: int


class Watched(Asked):
    """An ad that was watched."""

    ticket: str = Field(max_length=2_000)


class Counted(Told):
    """What came of it."""

    opened: Opening | None = Field(description="Null: more ads are needed")


class Auto(Asked):
    """Whether the next episode is unlocked without asking."""

    on: bool


class Wallet(Told):
    """What is in the wallet."""

    coins: int


class Moved(Told):
    """Coins that came or went."""

    seq: int
    kind: str
    cause: str
    coins: int
    after: int
    at_ms: int


@router.get("/shop")
def shop(who: Who) -> Shop:
    """What can be bought here."""
    found = offers(who.site.house, who.site.place.territory)
    return Shop(test=is_test(who.site.house), offers=[
        Offer(
            id=one.good.id, item=one.good.item,
            coins=one.good.coins, bonus=one.good.bonus, days=one.good.days,
            minor=one.price.minor, currency=one.price.currency, till=one.till,
        )
        for one in found
    ])  # fmt: skip


@router.post("/orders", status_code=201)
def ordered(who: Who, given: Ordering) -> Order:
    """Order something at the price that it has now; the same key is the same order."""
    wanted = Wanted(given.good, who.site.place.territory, given.key, given.till, given.currency)
    return told_order(order(who.site.house, who.person(), wanted))


@router.get("/orders")
def receipts(who: Who, cursor: Cursor = "", most: Most = PAGE) -> Page[Order]:
    """My orders, newest first."""
    found = orders(who.site.house, who.person(), number_of(cursor), most)
    return page_of([told_order(one) for one in found.orders], found.next)


@router.get("/orders/{name}")
def onetold_order(who: Who, name: str) -> Order:
    """One of my orders."""
    return told_order(order_of(who.site.house, who.person(), name))


@router.post("/orders/{name}/payment")
def paid(who: Who, name: str) -> Doing:
    """What the browser has to do to pay it."""
    phone = any(one in who.device.lower() for one in PHONES)
    visit = Visit(who.address, phone, who.language, name)
    return Doing.model_validate(begin(who.site.house, who.person(), name, visit))


@router.get("/orders/{name}/code.svg", include_in_schema=False)
def scanned(who: Who, name: str) -> Response:
    """What a phone scans to pay it.

    Raises:
        Missing: its till shows no code.
    """
    begun = order_of(who.site.house, who.person(), name).begun
    if begun is None or begun.show is not Show.QR:
        raise Missing("web.not_here")
    return code(begun.address)


@router.post("/orders/{name}/check")
def looked(who: Who, name: str) -> Order:
    """Ask its till how it stands."""
    return told_order(check(who.site.house, who.person(), name))


@router.post("/orders/{name}/button")
def pressed(who: Who, name: str, given: Pressing) -> Order:
    """Say what becomes of an order that takes no money."""
    return told_order(press(who.site.house, who.person(), name, given.outcome))


@router.get("/prices/{series}/{episode}")
def priced(who: Who, series: str, episode: EpisodeNumber) -> Prices:
    """The whole price of an episode, and every way to open it."""
    found = prices(who.site.house, who.person(), series, episode, who.site.place.territory)
    return Prices(
        open_by=found.open_by, locked=found.locked, coins=found.coins, auto=found.auto,
        ways=[Way.model_validate(one) for one in found.ways],
    )  # fmt: skip


@router.post("/unlocks", status_code=201)
def unlocked(who: Who, given: Unlocking) -> Opening:
    """Open an episode, or all of the series, by coins."""
    return Opening.model_validate(unlock(
        who.site.house, who.person(), given.series, given.episode, given.way,
        who.site.place.territory,
    ))  # fmt: skip


@router.get("/unlocks")
def rights(who: Who, cursor: Cursor = "", most: Most = PAGE) -> Page[Opening]:
    """My rights, newest first."""
    found = unlocks(who.site.house, who.person(), number_of(cursor), most)
    items = [
        Opening.model_validate(one).model_copy(update={"ended": ended})
        for one, ended in found.rights
    ]
    return page_of(items, found.next)


@router.put("/auto-unlock")
def automatic(who: Who, given: Auto) -> Done:
    """Turn on or off that the next episode is unlocked without asking."""
    set_auto(who.site.house, who.person(), on=given.on)
    return Done()


@router.post("/ads", status_code=201)
def advertised(who: Who, given: Asking) -> Ad:
    """Begin an ad that opens an episode."""
    return Ad.model_validate(begin_ad(
        who.site.house, who.person(), given.series, given.episode, who.site.place.territory
    ))  # fmt: skip


@router.post("/ads/watched")
def watched(who: Who, given: Watched) -> Counted:
    """Count an ad that was watched to its end."""
    found = finish_ad(who.site.house, who.person(), given.ticket, who.site.place.territory)
    return Counted(opened=None if found is None else Opening.model_validate(found))


@router.get("/wallet")
def wallet(who: Who) -> Wallet:
    """What is in my wallet."""
    return Wallet(coins=balance(who.site.house, who.person()))


@router.get("/wallet/history")
def moves(who: Who, cursor: Cursor = "", most: Most = PAGE) -> Page[Moved]:
    """What came and what went, newest first."""
    found = history(who.site.house, who.person(), number_of(cursor), most)
    return page_of([Moved.model_validate(one) for one in found.lines], found.next)


@hooks.post(TOLD_PATH + "{till}", include_in_schema=False)
async def told(request: Request, till: str) -> Response:
    """What a till tells of an order: its signature is looked at before anything else."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    body = await request.body()
    await run_in_threadpool(hear, site_of(request).house, till, headers, body)
    return Response(status_code=200)


def page_of(items: list[T], following: int) -> Page[T]:
    """A page of a list that goes on at the number `following`; 0: it does not."""
    return Page(items=items, next=cursor_of(following) if following else None)


def told_order(stands: Standing) -> Order:
    """An order as the API tells it."""
    one = stands.order
    return Order(
        id=one.id, item=one.item, good=one.good, coins=one.coins, bonus=one.bonus,
        days=one.days, minor=one.minor, currency=one.currency, till=one.till, real=one.real,
        state=stands.state, refunded_minor=stands.refunded_minor, made_ms=one.made_ms,
        until_ms=one.until_ms,
    )  # fmt: skip
