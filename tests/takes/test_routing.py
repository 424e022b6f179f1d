from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from piying.model.brief import Brief, Medium
from piying.model.card import ModelCard, Price, Unit
from piying.model.dated import Source, Term
from piying.model.errors import Invalid
from piying.model.shot import Framing, Size
from piying.takes.exchange import Rate
from piying.takes.market import market
from piying.takes.routing import (
    Ask,
    Cause,
    Choice,
    Purpose,
    after,
    route,
    routes,
    rule_for,
)

DAY = date(2026, 11, 22)
BRIEF = Brief(Medium.VIDEO, "a street", length_ms=4000)
ASK = Ask(Purpose.FINAL, "e01s01-aa", Size.CLOSE, Framing.SINGLE, speaking=True)
RATE = Rate(
    "usd-cny", "USD", "CNY", Fraction(7), Term(date(2026, 1, 1)), Source("bank", "", DAY)
)


def card(model, longest_ms=9000, **more):
    return ModelCard("acme", model, Medium.VIDEO, longest_ms=longest_ms, **more)


def price(model, yuan, currency="CNY"):
    return Price(model, "acme", model, Unit.SECOND, currency, yuan * 1_000_000)


CARDS = (card("dear"), card("cheap"), card("short", 3000), card("abroad"))
PRICES = (price("dear", 5), price("cheap", 2), price("short", 1), price("abroad", 1, "USD"))
MARKET = market(CARDS, PRICES, DAY, (RATE,))


def rules(*lines, candidates='"acme/dear", "acme/cheap"'):
    head = ["[[route]]", 'id = "clips"', 'medium = "video"', f"candidates = [{candidates}]"]
    return routes("\n".join((*head, *lines)), "routes.toml")


def model(found):
    return found.offer.card.model


def test_the_first_candidate_that_can_is_taken():
    found = route(BRIEF, ASK, MARKET, rules(candidates='"acme/short", "acme/dear"'))

    assert model(found) == "dear"
    assert [error.data["model"] for error in found.skipped] == ["short"]
    for language in ("zh", "en"):
        assert "clips" in found.why.said(language)


def test_the_cheapest_candidate_that_can_is_taken():
    found = route(
        BRIEF,
        ASK,
        MARKET,
        rules('choose = "cheapest"', candidates='"acme/dear", "acme/short", "acme/cheap"'),
    )

    assert model(found) == "cheap"
    assert found.offer.quote.money.minor == 800
    assert "cheapest of 2" in found.why.said("en")


def test_prices_of_two_currencies_are_compared_by_the_rate_of_the_day():
    asked = rules('choose = "cheapest"', candidates='"acme/dear", "acme/abroad"')

    assert model(route(BRIEF, ASK, MARKET, asked)) == "dear"
    with pytest.raises(Invalid, match="no rate from"):
        route(BRIEF, ASK, replace(MARKET, rates=()), asked)


def test_without_a_rule_nothing_is_made_and_the_refusal_shows_a_rule():
    with pytest.raises(Invalid) as caught:
        route(BRIEF, ASK, MARKET, ())

    assert caught.value.code == "takes.route_missing"
    assert "[[route]]" in caught.value.said("zh")
    assert 'medium = "video"' in caught.value.said("en")


def test_when_no_candidate_can_each_says_why():
    with pytest.raises(Invalid) as caught:
        route(replace(BRIEF, length_ms=20_000), ASK, MARKET, rules(candidates='"acme/dear"'))

    assert caught.value.code == "takes.route_none_can"
    assert "9000 ms at once" in str(caught.value)
    assert "最长 9000 毫秒" in caught.value.said("zh")


def test_a_model_without_a_card_is_refused_with_those_that_have_one():
    with pytest.raises(Invalid, match="acme/cheap"):
        route(BRIEF, ASK, MARKET, rules(candidates='"acme/cheep"'))


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ('purpose = "final"', True),
        ('purpose = "draft"', False),
        ('sizes = ["close", "wide"]', True),
        ('sizes = ["wide"]', False),
        ('framings = ["single"]', True),
        ('framings = ["insert"]', False),
        ("speaking = true", True),
        ("speaking = false", False),
        ('shots = ["e01s01-aa"]', True),
        ('shots = ["e01s01-bb"]', False),
    ],
)
def test_a_rule_is_narrowed_by_stage_sort_and_name_of_shot(line, fits):
    both = (*rules(line), *rules())

    assert (rule_for(both, Medium.VIDEO, ASK) is both[0]) == fits


@pytest.mark.parametrize("words", [True, False])
def test_a_rule_for_pictures_may_be_for_shots_with_words_on_the_screen(words):
    told = '[[route]]\nid = "signs"\nmedium = "image"\ncandidates = ["a/b"]\nwords = true'
    (rule,) = routes(told, "routes.toml")

    if words:
        assert rule_for((rule,), Medium.IMAGE, replace(ASK, words=True)) is rule
    else:
        with pytest.raises(Invalid):
            rule_for((rule,), Medium.IMAGE, ASK)


def test_words_are_asked_for_in_pictures_alone():
    with pytest.raises(Invalid, match='medium = "image"'):
        rules("words = true")


def test_a_rule_of_another_medium_does_not_fit():
    with pytest.raises(Invalid, match="music"):
        rule_for(rules(), Medium.MUSIC, ASK)


def test_a_frame_and_a_choice_are_read():
    found = rules('frame = "720x1280"', 'choose = "cheapest"')[0]

    assert found.frame == (720, 1280)
    assert found.choose is Choice.CHEAPEST


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (('purpose = "rough"',), "purpose"),
        (('frame = "720p"',), "frame"),
        (('choose = "best"',), "choose"),
        (('fallback = ["acme/cheap"]',), "allow"),
        (('allow = ["busy"]',), "fallback"),
        (('fallback = ["cheap"]', 'allow = ["busy"]'), "fallback"),
        (('fallback = ["a/b"]', 'allow = ["whim"]'), "allow"),
        (("weather = true",), "weather"),
    ],
)
def test_a_rule_that_is_written_wrongly_is_refused_by_its_id(lines, key):
    with pytest.raises(Invalid) as caught:
        rules(*lines)

    assert caught.value.data["key"] == key
    assert "route clips" in str(caught.value)


@pytest.mark.parametrize("candidates", ["", '"acme/dear", "acme/dear"'])
def test_candidates_are_named_once_each(candidates):
    with pytest.raises(Invalid, match="candidates"):
        rules(candidates=candidates)


ALLOWED = ('fallback = ["acme/cheap", "acme/abroad"]', 'allow = ["refused"]')


def test_a_fallback_takes_over_only_for_a_cause_that_is_allowed():
    found = route(BRIEF, ASK, MARKET, rules(*ALLOWED, candidates='"acme/dear"'))

    fallen = after(found, Cause.REFUSED, "a face")

    assert model(fallen.route) == "cheap"
    assert fallen.reason == "acme/dear -> acme/cheap (clips: refused: a face)"
    assert "acme/dear" in fallen.route.why.said("zh")
    with pytest.raises(Invalid) as caught:
        after(found, Cause.BUSY, "429")
    assert caught.value.code == "takes.fallback_not_allowed"


def test_fallbacks_come_to_an_end():
    found = route(BRIEF, ASK, MARKET, rules(*ALLOWED, candidates='"acme/dear"'))
    second = after(after(found, Cause.REFUSED, "a").route, Cause.REFUSED, "b").route

    assert model(second) == "abroad"
    with pytest.raises(Invalid) as caught:
        after(second, Cause.REFUSED, "c")
    assert caught.value.code == "takes.fallback_none_left"


def test_a_fallback_that_cannot_or_is_already_taken_is_left_out():
    found = route(
        BRIEF,
        ASK,
        MARKET,
        rules(
            'fallback = ["acme/dear", "acme/short", "acme/cheap"]',
            'allow = ["failed"]',
            candidates='"acme/dear"',
        ),
    )

    assert [offer.card.model for offer in found.fallbacks] == ["cheap"]
