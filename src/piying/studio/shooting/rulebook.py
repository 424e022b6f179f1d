"""The rulebook of a house: its routes, budget, prices and looks, as the operator's files say.

Without a file of routes nothing is generated, and none of the others is read. Where the files
lie is the operator's to say; by default they are `routes.toml`, `budget.toml`, `prices.toml`
and `looks.toml` in the house.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from piying.model.errors import Invalid, Missing
from piying.model.job import Order
from piying.model.looks import Lookbook
from piying.model.money import Money, said
from piying.partners.pricelist import prices
from piying.partners.standins import free
from piying.studio.handed import text_of
from piying.studio.house import House
from piying.studio.shooting.lookbooks import lookbook
from piying.takes.budget import Budget, budget, day_of
from piying.takes.exchange import converted
from piying.takes.generator import Generator, Used
from piying.takes.market import Market, market
from piying.takes.pricing import metered
from piying.takes.routing import Purpose, Rule, routes


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What a house says of generating, on one day."""

    rules: tuple[Rule, ...]
    budget: Budget | None
    """None: no file of budgets, so nothing that costs money is ordered."""
    market: Market
    book: Lookbook
    style: str
    """The house style in a person's words; empty: that of the shots."""
    purpose: Purpose
    vendors: tuple[Generator, ...]

    def reserved(self, money: Money) -> Money:
        """`money` in the currency of the budget, by the rate of the day.

        Raises:
            Invalid: there is no such rate, or something costs money and there is no budget.
        """
        if self.budget is None:
            if money.minor:
                raise Invalid("generating.no_budget", money=said(money))
            return money
        return converted(money, self.budget.currency, self.budget.rates, self.market.day)

    def charged(self, money: Money, currency: str) -> Money | None:
        """What a vendor charged in `currency`; None where no rate is known."""
        known = self.budget.rates if self.budget else ()
        try:
            return converted(money, currency, known, self.market.day)
        except Invalid:
            return None


def rulebook(house: House, series: str) -> Rulebook | None:
    """What the house says of generating for `series`; None where it has no routes.

    Raises:
        Missing: a file that was named is not there.
        Invalid: a file cannot be understood; it says where and what to write.
    """
    told = house.settings.generating
    text = _text(house, told.routes, "routes.toml")
    if text is None:
        return None
    path = told.routes or house.settings.house / "routes.toml"
    rules = routes(text, path.name)
    limits = limits_of(house)
    own = _text(house, told.prices, "prices.toml") or ""
    vendors = house.vendors()
    today = day_of(house.clock.now_ms())
    cards = [card for vendor in vendors for card in vendor.cards]
    listed = prices(own)
    priced = {(price.provider, price.model) for price in listed}
    unlisted = [card for card in cards if (card.provider, card.model) not in priced]
    known = (*listed, *free(unlisted))
    looks = _text(house, told.looks, "looks.toml")
    folder = (told.looks or house.settings.house / "looks.toml").parent
    book, style = (Lookbook(), "") if looks is None else lookbook(house, series, looks, folder)
    return Rulebook(
        rules,
        limits,
        market(cards, known, today, limits.rates if limits else ()),
        book,
        style,
        Purpose(told.purpose),
        vendors,
    )


def meter_of(house: House) -> Callable[[Order, Used], Money | None]:
    """What the price list of the house says for the tokens that a vendor counted, as of today.

    Raises:
        Missing: the list that was named is not there.
        Invalid: it cannot be understood; it says where and what to write.
    """
    listed = prices(_text(house, house.settings.generating.prices, "prices.toml") or "")
    cards = {(card.provider, card.model): card for one in house.vendors() for card in one.cards}
    today = day_of(house.clock.now_ms())

    def meter(order: Order, used: Used) -> Money | None:
        card = cards.get((order.provider, order.model))
        return metered(used, card, listed, today) if card else None

    return meter


def limits_of(house: House) -> Budget | None:
    """What the house may spend; None where no file says so.

    Raises:
        Missing: a file that was named is not there.
        Invalid: it cannot be understood; it says where and what to write.
    """
    text = _text(house, house.settings.generating.budget, "budget.toml")
    return None if text is None else budget(text, "budget.toml")


def _text(house: House, named: Path | None, usual: str) -> str | None:
    """The text of a file of the operator; None where none was named and the usual is not."""
    path = named or house.settings.house / usual
    if not path.is_file():
        if named is None:
            return None
        raise Missing("generating.no_file", path=path)
    return text_of(path)
