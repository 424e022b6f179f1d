"""Endpoints: what every vendor at one address does alike."""

from __future__ import annotations

import re

import pytest

from piying.model.brief import Brief, Medium
from piying.model.card import ModelCard
from piying.model.errors import Invalid
from piying.model.job import Order
from piying.model.people import Voice
from piying.partners.endpoint import Endpoint
from piying.partners.keys import Keys
from piying.takes.generator import Ended

CARDS = (
    ModelCard("acme", "m-1", Medium.SPEECH),
    ModelCard("other", "m-2", Medium.SPEECH),
)
ORDER = Order("acme", "m-1", "https://api.acme.example/v1", "{}", (), "audio/wav")


class Acme(Endpoint):
    name = "acme"
    usual = "https://api.acme.example/"
    job_id = re.compile(r"t-[0-9]+")


class AtOnce(Endpoint):
    name = "acme"
    usual = Acme.usual


def endpoint(kind=Acme, *origin):
    return kind(CARDS, Keys({}), *origin)


def test_a_vendor_has_its_own_cards_alone():
    assert [card.model for card in endpoint().cards] == ["m-1"]


def test_the_operator_may_name_another_address():
    assert endpoint()._origin == "https://api.acme.example"
    assert endpoint(Acme, "https://eu.acme.example/")._origin == "https://eu.acme.example"


def test_an_address_that_may_not_be_asked_is_refused():
    with pytest.raises(Invalid):
        endpoint(Acme, "http://api.acme.example")


@pytest.mark.parametrize("job", ["", "t-", "../t-1", "t-1/x", "t-1\n"])
def test_what_is_no_id_of_the_vendor_is_never_asked_for(job):
    endpoint()._known(ORDER, "t-1")
    with pytest.raises(Ended) as ended:
        endpoint()._known(ORDER, job)
    assert ended.value.code == "partners.job_forgotten"
    assert ended.value.owed


def test_who_answers_at_once_knows_no_job():
    with pytest.raises(Ended):
        endpoint(AtOnce)._known(ORDER, "t-1")


def test_a_voice_of_another_vendor_is_refused():
    mine, foreign = Voice(provider="acme", timbre="a"), Voice(provider="other", timbre="a")

    assert endpoint()._voice(Brief(Medium.SPEECH, "x", voice=mine), CARDS[0]) == mine
    for voice in (None, foreign):
        with pytest.raises(Invalid) as refused:
            endpoint()._voice(Brief(Medium.SPEECH, "x", voice=voice), CARDS[0])
        assert refused.value.code == "partners.voice_foreign"


def test_what_was_taken_is_made():
    assert endpoint().cancel(ORDER, "t-1") is False
