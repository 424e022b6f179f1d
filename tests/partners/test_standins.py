"""Cards and prices of the stand-ins."""

from __future__ import annotations

from piying.partners.pricelist import cards
from piying.partners.standins import CARDS, PRICES


def test_every_card_has_one_price_and_it_is_nothing():
    assert sorted(price.model for price in PRICES) == sorted(card.model for card in CARDS)
    assert {price.amount_micro for price in PRICES} == {0}


def test_no_route_takes_a_stand_in_because_it_is_the_cheapest():
    assert {card.provider for card in CARDS}.isdisjoint(card.provider for card in cards(""))
