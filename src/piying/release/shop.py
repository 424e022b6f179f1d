"""The shop: what may be bought for money, where, and which tills take it, in `shop.toml`.

A till that takes no money is open only in a shop that says `test = true`, and then no other
is: nobody gets coins for nothing because a line was forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from piying.model.errors import Invalid, Missing
from piying.model.money import MINOR_DIGITS, Money
from piying.model.payment import SANDBOX, Item
from piying.model.release import EVERYWHERE
from piying.model.tables import Table, document, rows
from piying.release.plans import territories_of

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
SITE = re.compile(
    r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?"
)
MINUTES = (35, 1_380)
"""The shortest and the longest time that an order may stay open; tills allow no other."""
COINS_MAX = 10_000_000
MINOR_MAX = 1_000_000_000
DAYS_MAX = 3_660
GOODS_MAX = 100
_TOP = ("test", "site", "minutes", "platform", "till", "pack", "membership")


@dataclass(frozen=True, slots=True)
class Counter:
    """A till as the operator opened it."""

    id: str
    currencies: tuple[str, ...]
    territories: tuple[str, ...]
    rate: Fraction
    """What it keeps of an amount."""
    fixed_minor: int
    """And of every payment."""
    settings: tuple[tuple[str, str], ...]
    """Words of its own."""

    def fee(self, minor: int) -> int:
        """What it keeps of a payment: a half goes up, and never more than was paid."""
        part = self.rate * minor
        rounded = (2 * part.numerator + part.denominator) // (2 * part.denominator)
        return min(minor, rounded + self.fixed_minor)


@dataclass(frozen=True, slots=True)
class Good:
    """A coin pack or a membership."""

    id: str
    item: Item
    coins: int
    bonus: int
    days: int
    prices: tuple[Money, ...]
    territories: tuple[str, ...]

    def price(self, currency: str) -> Money | None:
        """What it costs in `currency`; None: it is not sold so."""
        return next((one for one in self.prices if one.currency == currency), None)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to buy here: at one till, in one currency."""

    good: Good
    price: Money
    till: str


@dataclass(frozen=True, slots=True)
class Shop:
    """Everything that is sold for money."""

    test: bool
    """No money moves, and nothing of it is income."""
    site: str
    """Where tills and browsers find us, without a slash behind it."""
    minutes: int
    """How long an order stays open."""
    platform: str
    """What sales call our own channel, as contracts name it."""
    counters: tuple[Counter, ...]
    goods: tuple[Good, ...]

    def good(self, name: str) -> Good:
        """The pack or membership called `name`.

        Raises:
            Missing: there is none.
        """
        found = next((one for one in self.goods if one.id == name), None)
        if found is None:
            known = ", ".join(one.id for one in self.goods)
            raise Missing("payments.no_good", good=name, known=known)
        return found

    def offers(self, territory: str) -> tuple[Offer, ...]:
        """What can be bought in `territory`, each thing at every till and currency."""
        return tuple(
            Offer(good, price, counter.id)
            for good in self.goods
            if _there(good.territories, territory)
            for counter in self.counters
            if _there(counter.territories, territory)
            for price in good.prices
            if price.currency in counter.currencies
        )

    def offer(self, name: str, territory: str, till: str = "", currency: str = "") -> Offer:
        """The thing called `name` in `territory`; at the first till that sells it there.

        Raises:
            Missing: there is no such thing.
            Invalid: it is not sold there, so, or for that currency.
        """
        good = self.good(name)
        for one in self.offers(territory):
            fits = till in ("", one.till) and currency in ("", one.price.currency)
            if one.good == good and fits:
                return one
        raise Invalid("payments.not_sold_here", good=name, territory=territory,
                      till=till or "-", currency=currency or "-")  # fmt: skip

    def counter(self, till: str) -> Counter:
        """The till called `till`.

        Raises:
            Missing: the shop has none.
        """
        found = next((one for one in self.counters if one.id == till), None)
        if found is None:
            known = ", ".join(one.id for one in self.counters)
            raise Missing("payments.no_till", till=till, known=known)
        return found


def read_shop(text: str, file: str, tills: Sequence[str]) -> Shop:
    """The shop that the file describes; `tills` are those that there are.

    Raises:
        Invalid: a key or value that is not understood, a price of nothing, a thing that no
            till takes money for, a till of no money in a shop that does not say so.
    """
    top = document(text, file, _TOP)
    test = top.yes("test")
    counters = tuple(_counter(row) for row in rows(top, "till"))
    goods = (
        *(_good(row, Item.COINS) for row in rows(top, "pack")),
        *(_good(row, Item.MEMBER) for row in rows(top, "membership")),
    )
    site = top.text("site", "").rstrip("/")
    least, most = MINUTES
    minutes = top.whole("minutes", 60, least)
    if minutes > most:
        raise top.wrong("minutes", f"minutes = {most}")
    found = Shop(test, site, minutes, top.text("platform", "own"), counters, goods)
    _check(found, top, tills)
    return found


def _check(shop: Shop, top: Table, tills: Sequence[str]) -> None:
    """Refuse what cannot work."""
    names = [one.id for one in shop.goods]
    if len(names) != len(set(names)):
        twice = next(name for name in names if names.count(name) > 1)
        raise Invalid("tables.id_twice", file=top.file, table="membership", id=twice)
    if not shop.counters:
        raise top.wrong("till", '[[till]] id = "sandbox"')
    if len(shop.goods) > GOODS_MAX:
        raise Invalid("payments.goods_many", file=top.file, most=GOODS_MAX)
    _check_tills(shop, top, tills)
    if shop.counters[0].id != SANDBOX and not SITE.fullmatch(shop.site):
        raise top.wrong("site", 'site = "https://play.example.com"')
    for good in shop.goods:
        if not any(_sells(counter, good) for counter in shop.counters):
            raise Invalid("payments.good_unsold", file=top.file, good=good.id)


def _check_tills(shop: Shop, top: Table, tills: Sequence[str]) -> None:
    """Refuse tills that nobody knows, and one of no money where money is taken."""
    for counter in shop.counters:
        if counter.id not in tills:
            raise Invalid("payments.till_unknown", file=top.file, till=counter.id,
                          known=", ".join(tills))  # fmt: skip
        if counter.id == SANDBOX and not shop.test:
            raise Invalid("payments.test_till", file=top.file, till=counter.id)
        if counter.id == SANDBOX and len(shop.counters) > 1:
            raise Invalid("payments.till_mixed", file=top.file)


def _sells(counter: Counter, good: Good) -> bool:
    currencies = {one.currency for one in good.prices} & set(counter.currencies)
    everywhere = EVERYWHERE in (*counter.territories, *good.territories)
    return bool(currencies) and (
        everywhere or bool(set(counter.territories) & set(good.territories))
    )


def _counter(row: Table) -> Counter:
    row.only(("id", "currencies", "territories", "fee", "fee_fixed", "settings"))
    rate = row.exact("fee") if "fee" in row.cells else Fraction(0)
    if rate is None or rate >= 1:
        raise row.wrong("fee", "fee = 0.006")
    told = row.cells.get("settings", {})
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise row.wrong("settings", 'settings = { merchant = "1900000109" }')
    currencies = row.texts("currencies") or ("CNY",)
    if not set(currencies) <= MINOR_DIGITS.keys():
        raise row.wrong("currencies", 'currencies = ["CNY"]')
    return Counter(
        id=_id(row),
        currencies=currencies,
        territories=_territories(row),
        rate=rate,
        fixed_minor=row.whole("fee_fixed", 0),
        settings=tuple(sorted(told.items())),
    )


def _good(row: Table, item: Item) -> Good:
    coins = item is Item.COINS
    own = ("coins", "bonus") if coins else ("days",)
    row.only(("id", *own, "price", "territories"))
    return Good(
        id=_id(row),
        item=item,
        coins=_most(row, "coins", COINS_MAX) if coins else 0,
        bonus=_most(row, "bonus", COINS_MAX, 0) if coins else 0,
        days=0 if coins else _most(row, "days", DAYS_MAX),
        prices=_prices(row),
        territories=_territories(row),
    )


def _prices(row: Table) -> tuple[Money, ...]:
    """Prices by their currency, in minor units."""
    write = "price = { CNY = 600, USD = 99 }, in fen and cents"
    told = row.cells.get("price")
    if not isinstance(told, dict) or not told:
        raise row.wrong("price", write)
    for currency, minor in told.items():
        whole = isinstance(minor, int) and not isinstance(minor, bool)
        if currency not in MINOR_DIGITS or not whole or not 0 < minor <= MINOR_MAX:
            raise row.wrong("price", write)
    return tuple(Money(minor, currency) for currency, minor in told.items())


def _id(row: Table) -> str:
    name = row.text("id")
    if not ID.fullmatch(name):
        raise row.wrong("id", 'id = "pack-60"')
    return name


def _territories(row: Table) -> tuple[str, ...]:
    if "territories" not in row.cells:
        return (EVERYWHERE,)
    wrong = row.wrong("territories", 'territories = ["CN", "SG"]')
    return territories_of(row.texts("territories"), wrong)


def _most(row: Table, key: str, most: int, default: int | None = None) -> int:
    """A whole number from 1 (or `default`) to `most`."""
    found = row.whole(key, default, 1 if default is None else default)
    if found > most:
        raise row.wrong(key, f"{key} = {most}")
    return found


def _there(territories: Sequence[str], territory: str) -> bool:
    return EVERYWHERE in territories or territory in territories
