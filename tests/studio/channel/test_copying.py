from __future__ import annotations

import json

import pytest

from piying.model.errors import Invalid
from piying.model.payment import Outcome
from piying.model.viewer import Purpose
from piying.store.channel import membertables, paytables, tables, viewtables
from piying.store.channel.copied import LEFT_OUT, SECTIONS
from piying.studio.channel import hearing
from piying.studio.channel.consenting import agree
from piying.studio.channel.copying import own_copy
from piying.studio.channel.keeping import follow
from piying.studio.channel.logins import anonymous


def test_every_table_with_an_account_is_copied_or_left_out_with_a_reason():
    kept = {
        table.name
        for part in (membertables.MEMBERS, tables.CHANNEL, viewtables.VIEWING, paytables.PAYING)
        for table in part.sorted_tables
        if {"account", "member"} & set(table.columns.keys())
    }

    assert kept <= {one.table.name for one in SECTIONS.values()} | set(LEFT_OUT)


def test_what_somebody_left_behind_is_in_it(desk):
    opened = desk.viewer("mei")
    agree(desk.house, opened.by, Purpose.PRIVACY, "2026-11")
    told = own_copy(desk.house, opened.by)

    (account,) = told["account"]
    assert (account["handle"], account["name"]) == ("mei", "Mei")
    assert [one["sort"] for one in told["ways"]] == ["password"]
    assert [one["version"] for one in told["consents"]] == ["2026-11"]
    assert len(told["logins"]) == 2
    assert told["wallet"] == {"coins": 0, "lines": []}
    assert json.loads(json.dumps(told)) == told


def test_orders_and_coins_are_in_it_as_they_were_agreed(sandbox):
    by = sandbox.somebody()
    one = sandbox.begun(by)
    hearing.press(sandbox.house, by, one.id, Outcome.PAID)
    follow(sandbox.house, by, "lamp")
    told = own_copy(sandbox.house, by)

    (order,) = told["orders"]
    assert order["data"]["id"] == one.id
    assert [step["act"] for step in told["order_steps"]] == ["paid", "begun"]
    assert told["wallet"]["coins"] == 66
    assert [line["coins"] for line in told["wallet"]["lines"]] == [66]
    assert [each["series"] for each in told["favourites"]] == ["lamp"]


def test_nothing_of_another_and_no_secret_is_in_it(desk, desks):
    """ASVS 8.2.2, 14.2.6"""
    other = desk.viewer("canary")
    operator = desk.operator()
    told = json.dumps(own_copy(desk.house, operator))

    assert "anary" not in told
    assert other.account.id not in told
    for secret in ("argon2", "digest", desks.PASSWORD):
        assert secret not in told
    for section in SECTIONS.values():
        assert not {"digest", "secret", "pin"} & (
            set(section.table.columns.keys()) - set(section.secret)
        )


def test_it_asks_for_fresh_proof(desk):
    """ASVS 7.5.3"""
    opened = desk.viewer()
    desk.clock.pass_by(minutes=15)
    with pytest.raises(Invalid, match="anew"):
        own_copy(desk.house, opened.by)

    assert own_copy(desk.house, anonymous(desk.house).by)["ways"] == []
