"""The market on one day: which models there are and what they charge, found by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from piying.model.brief import Brief, Medium
from piying.model.card import ModelCard, Price
from piying.model.errors import Invalid
from piying.model.money import Money
from piying.takes.exchange import Rate
from piying.takes.fitting import Fit, check
from piying.takes.pricing import Quote, quoted


@dataclass(frozen=True, slots=True)
class Offer:
    """One model that can make a brief, what it makes of it, and for how much."""

    card: ModelCard
    brief: Brief
    fit: Fit
    quote: Quote
    rest: tuple[Offer, ...] = ()
    """For a shot that it makes in several clips: the others, in order."""

    @property
    def clips(self) -> tuple[Offer, ...]:
        """All the clips, in order; one, where it makes the shot at once."""
        return (replace(self, rest=()), *self.rest) if self.rest else (self,)

    @property
    def money(self) -> Money:
        """What all the clips cost together, each rounded up for itself."""
        total = sum(each.quote.money.minor for each in (self, *self.rest))
        return Money(total, self.quote.money.currency)


@dataclass(frozen=True, slots=True)
class Market:
    """Cards and prices by model, the exchange rates, and the day that they are asked for."""

    day: date
    cards: Mapping[tuple[str, Medium], ModelCard]
    """By "provider/model" and medium."""
    prices: Mapping[str, tuple[Price, ...]]
    """By "provider/model"; those that ended before `day` are left out."""
    rates: tuple[Rate, ...] = ()

    def card(self, called: str, medium: Medium) -> ModelCard | None:
        """The card of "provider/model" for `medium`; of another medium if it has no such."""
        found = self.cards.get((called, medium))
        others = (self.cards.get((called, other)) for other in Medium)
        return found or next((card for card in others if card), None)

    def offer(self, brief: Brief, card: ModelCard, *others: Brief) -> Offer:
        """What `card` makes of `brief` and of the `others` after it, and for how much.

        Raises:
            Invalid: it cannot make it, or its price is not known.
        """
        if others:
            rest = tuple(self.offer(each, card) for each in others)
            return replace(self.offer(brief, card), rest=rest)
        fit = check(brief, card, self.day)
        prices = self.prices.get(called(card), ())
        return Offer(card, brief, fit, quoted(brief, card, fit, prices, self.day))


def called(card: ModelCard) -> str:
    """How rules and tables call a model: "provider/model"."""
    return f"{card.provider}/{card.model}"


def market(
    cards: Iterable[ModelCard],
    prices: Iterable[Price],
    day: date,
    rates: Sequence[Rate] = (),
) -> Market:
    """The market of `cards` and `prices` on `day`.

    Raises:
        Invalid: two cards are for the same model and medium.
    """
    named: dict[tuple[str, Medium], ModelCard] = {}
    for card in cards:
        key = (called(card), card.medium)
        if key in named:
            raise Invalid("takes.card_twice", card=key[0], medium=card.medium.value)
        named[key] = card
    listed: defaultdict[str, list[Price]] = defaultdict(list)
    for price in prices:
        if not price.term.ended(day):
            listed[f"{price.provider}/{price.model}"].append(price)
    return Market(day, named, {name: tuple(lines) for name, lines in listed.items()}, (*rates,))
