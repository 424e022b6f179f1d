"""Cards and prices of the stand-ins."""

from __future__ import annotations

from piying.partners.pricelist import cards
from piying.partners.standins import CARDS, free


def test_every_card_has_one_price_and_it_is_nothing():
    prices = free(CARDS)

    assert sorted(price.model for price in prices) == sorted(card.model for card in CARDS)
    assert {price.amount_micro for price in prices} == {0}


def test_what_does_not_run_on_a_machine_of_ones_own_is_never_free():
    assert free(cards("")) == ()


def test_no_route_takes_a_stand_in_because_it_is_the_cheapest():
    assert {card.provider for card in CARDS}.isdisjoint(card.provider for card in cards(""))
