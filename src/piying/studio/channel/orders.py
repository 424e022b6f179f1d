"""Orders: somebody wants coins or a membership, at the price of that moment."""

from __future__ import annotations

from dataclasses import dataclass, replace

from piying.model.errors import Conflict, Invalid, Missing
from piying.model.payment import Order, Standing, State
from piying.model.viewer import Deed
from piying.release.shop import Offer
from piying.store.channel.payments import Payments
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.opaque import new_id
from piying.studio.channel.purse import PAGE, whose_money, within
from piying.studio.channel.shop import open_till, shop_of
from piying.studio.house import House

KEY_CHARACTERS_MAX = 200
OPEN_MAX = 20
"""Orders of one account that can still be paid."""
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to buy."""

    good: str
    territory: str
    key: str
    """Made by the buyer's program for this purchase: asked for twice, it is one order."""
    till: str = ""
    """Empty: the first that sells it there; likewise the currency."""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Orders:
    """Some orders, newest first."""

    orders: tuple[Standing, ...]
    next: int
    """The cursor of those before them; 0: there are none."""


def order(house: House, by: By, wanted: Wanted) -> Standing:
    """The order that `wanted` is; made now, or before by the same key.

    Raises:
        Missing: there is no shop, or no such thing in it.
        Invalid: it is not sold there or so, the key is none, or minors mode is on.
        Conflict: the key was for something else, or too many orders wait to be paid.
    """
    account = person(by)
    if account.minors:
        raise Invalid("payments.minors")
    if not 0 < len(wanted.key) <= KEY_CHARACTERS_MAX or not wanted.key.isprintable():
        raise Invalid("payments.key_form", most=KEY_CHARACTERS_MAX)
    payments = Payments(house.store.database)
    shop, now = shop_of(house), house.clock.now_ms()
    known = payments.keyed(account.id, wanted.key)
    if known is not None:
        if (known.order.good, known.order.territory) != (wanted.good, wanted.territory):
            raise Conflict("payments.key_taken", key=wanted.key)
        return known
    offer = shop.offer(wanted.good, wanted.territory, wanted.till, wanted.currency)
    real = open_till(house, shop, offer.till).real
    if _open_ones(payments, account.id, now) >= OPEN_MAX:
        raise Conflict("payments.many_open", most=OPEN_MAX)
    fee = shop.counter(offer.till).fee(offer.price.minor) if real else 0
    made = replace(_made(account.id, wanted, offer, now), fee_minor=fee, real=real,
                   until_ms=now + shop.minutes * MINUTE_MS)  # fmt: skip
    return payments.standing(payments.add(made).id)


def order_of(house: House, by: By, name: str) -> Standing:
    """One order of whoever asks; finance sees those of others.

    Raises:
        Missing: there is none, or it is another's.
    """
    found = Payments(house.store.database).standing(name)
    if by.account is not None and by.account.id != found.order.account:
        try:
            require(house, by, Deed.SEE_PAYMENTS)
        except Invalid as error:
            raise Missing("payments.no_order", order=name) from error
    return found


def orders(house: House, by: By, cursor: int = 0, count: int = PAGE, *, of: str = "") -> Orders:
    """The orders of whoever asks, as receipts; of the account `of`, for finance.

    Raises:
        Invalid: they ask for another's and may not.
    """
    count = within(count)
    whose = whose_money(house, by, of)
    found = Payments(house.store.database).of(whose, max(0, cursor), count)
    last = found[-1][0] if len(found) == count else 0
    return Orders(tuple(one for _, one in found), last)


def _open_ones(payments: Payments, account: str, now: int) -> int:
    """How many orders of `account` can still be paid."""
    return sum(
        one.state in {State.CREATED, State.BEGUN} and one.order.until_ms > now
        for _, one in payments.of(account, 0, OPEN_MAX)
    )


def _made(account: str, wanted: Wanted, offer: Offer, now: int) -> Order:
    good = offer.good
    return Order(
        id=new_id(now), account=account, item=good.item, good=good.id, coins=good.coins,
        bonus=good.bonus, days=good.days, minor=offer.price.minor,
        currency=offer.price.currency, fee_minor=0, till=offer.till, real=False,
        territory=wanted.territory, key=wanted.key, made_ms=now, until_ms=now,
    )  # fmt: skip
