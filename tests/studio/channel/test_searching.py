"""Searches: who asks faster than a person types waits, and others do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.errors import Invalid
from piying.model.viewer import Login
from piying.studio.channel.acting import By
from piying.studio.channel.opening import Seat
from piying.studio.channel.searching import OF_ADDRESS, OF_ONE, Searches


@pytest.fixture
def searches(cinema):
    cinema.season("lamp", 1)
    cinema.clock.at += 1_000
    return Searches(cinema.channel)


def seated(cinema):
    account = cinema.seat().by.account
    return Seat(By(account.id, account, Login("l", account.id, 0, 1 << 50, 0, "")), "CN")


def waits(searches, seat, address, count):
    """How many seconds somebody is told to wait, each time; 0: it was answered."""
    told = []
    for _ in range(count):
        try:
            searches.search(seat, address, "lamp", 5)
            told.append(0)
        except Invalid as refused:
            assert refused.code == "web.slow_down"  # noqa: PT017
            told.append(refused.data["seconds"])
    return told


def test_what_is_typed_is_found(searches, cinema):
    assert [one.series for one in searches.search(seated(cinema), "1.2.3.4", "lamp", 5)] == [
        "lamp"
    ]


def test_who_asks_too_fast_is_told_when_to_come_back_and_then_is_answered(searches, cinema):
    """ASVS 5.0 2.4.1"""
    seat, other = seated(cinema), seated(cinema)

    assert waits(searches, seat, "1.2.3.4", OF_ONE.tries + 2) == [0] * OF_ONE.tries + [1, 1]
    assert waits(searches, other, "1.2.3.4", 1) == [0]
    cinema.clock.at += OF_ONE.period_ms
    assert waits(searches, seat, "1.2.3.4", 1) == [0]


def test_who_has_no_login_is_known_by_the_address(searches, cinema):
    guest = Seat(By("guest", seated(cinema).by.account), "CN")

    assert any(waits(searches, guest, "1.2.3.4", OF_ONE.tries + 1))
    assert waits(searches, guest, "1.2.3.5", 1) == [0]


def test_many_accounts_of_one_address_are_no_way_around(searches, cinema, monkeypatch):
    monkeypatch.setattr("piying.studio.channel.searching.search", lambda *_: ())
    some = seated(cinema).by
    told = []
    for name in map(str, range(OF_ADDRESS.tries + 2)):
        by = replace(some, name=name, account=replace(some.account, id=name))
        told += waits(searches, Seat(by, "CN"), "::1", 1)

    assert told == [0] * OF_ADDRESS.tries + [1, 1]
