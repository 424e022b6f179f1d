from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from piying.model.brief import Brief, Medium
from piying.model.card import ModelCard, Price, Unit
from piying.model.dated import Term
from piying.model.errors import Invalid
from piying.takes.market import called, market

DAY = date(2026, 11, 22)
CARD = ModelCard("acme", "clip-1", Medium.VIDEO, longest_ms=9000)
PRICE = Price("p", "acme", "clip-1", Unit.SECOND, "CNY", 1_000_000)


def test_an_offer_says_what_is_made_and_for_how_much():
    offer = market([CARD], [PRICE], DAY).offer(
        Brief(Medium.VIDEO, "a street", length_ms=2500), CARD
    )

    assert offer.fit.length_ms == 2500
    assert offer.quote.money.minor == 250


def test_prices_that_ended_are_not_in_the_market():
    over = replace(PRICE, term=Term(None, date(2026, 11, 21)))

    assert not market([CARD], [over], DAY).prices


def test_a_model_may_make_two_media():
    both = market([CARD, replace(CARD, medium=Medium.IMAGE)], [], DAY)

    assert both.card("acme/clip-1", Medium.IMAGE) == replace(CARD, medium=Medium.IMAGE)
    assert both.card("acme/clip-1", Medium.MUSIC)
    assert both.card("acme/other", Medium.VIDEO) is None


def test_two_cards_for_the_same_are_refused():
    with pytest.raises(Invalid, match="acme/clip-1"):
        market([CARD, CARD], [], DAY)
    assert called(CARD) == "acme/clip-1"
