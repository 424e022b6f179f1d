"""What happened on the channel is told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.figures import Event
from piying.model.payment import Act, Item, Order
from piying.model.release import Right
from piying.model.right import Grant
from piying.model.sale import Sale, SaleKind
from piying.store.channel.happened import Happened, day_named, of_order, of_sale
from piying.store.channel.rights import Rights
from piying.store.sales import Sales
from piying.store.store import open_store

NOW = 1_798_869_600_000
"""2027-01-02, 14:00 in China."""
DAY = "2027-01-02"


@pytest.fixture
def database(tmp_path):
    store = open_store(tmp_path / "house")
    yield store.database
    store.close()


def give(database, name, at_ms=NOW, coins=30):
    return Rights(database).give(
        Grant(name, "mei", "lamp", 2, Right.COINS, name, None, coins, at_ms)
    )


def sale(number, day=DAY, **told):
    held = {
        "source": "own", "transaction": f"T{number}", "kind": SaleKind.EPISODE,
        "series": "lamp", "episode": 1, "platform": "own", "day": day, "units": 1,
        "gross_minor": 250,
        "refund_minor": 0, "fee_minor": 0, "currency": "CNY",
    }  # fmt: skip
    return Sale(**held | told)


def test_each_row_comes_once_and_nothing_of_before(database):
    give(database, "old", NOW - 10)
    give(database, "a")
    happened = Happened(database, NOW)
    first = happened.look()
    give(database, "b", coins=0)
    Rights(database).end("a", by="x", why="", at_ms=NOW + 1)

    assert first == (
        Event("lamp", 2, NOW, "unlocks.coins", 1), Event("lamp", 2, NOW, "coins", 30),
    )  # fmt: skip
    assert happened.look() == (
        Event("lamp", 2, NOW, "unlocks.coins", 1), Event("lamp", 2, NOW + 1, "ended", 1),
    )  # fmt: skip
    assert happened.look() == ()


def test_a_row_that_another_process_wrote_a_little_late_is_told_too(database):
    for name in "abc":
        give(database, name)
    happened = Happened(database, NOW)
    happened.look()
    ends = []
    for name, at_ms in (("a", NOW + 9_000), ("b", NOW + 1_000), ("c", NOW + 9_000)):
        Rights(database).end(name, by="x", why="", at_ms=at_ms)
        ends += [one.at_ms for one in happened.look()]

    assert ends == [NOW + 9_000, NOW + 1_000, NOW + 9_000]


def test_sales_are_looked_at_when_asked_for(database):
    happened = Happened(database, NOW)
    Sales(database).add([sale(1), sale(2, gross_minor=0, refund_minor=90)], NOW + 5)

    assert happened.look(sales=False) == ()
    assert {(one.counter, one.amount, one.at_ms) for one in happened.look()} == {
        ("money.CNY.episode", 250, NOW + 5), ("money.CNY.refund", 90, NOW + 5),
    }  # fmt: skip
    assert happened.look() == ()


def test_a_sale_counts_on_its_own_day():
    (late,) = of_sale(sale(1, "2026-12-30"), NOW)

    assert day_named(late.at_ms) == "2026-12-30"
    assert [one.at_ms for one in of_sale(sale(1), NOW)] == [NOW]


def test_money_that_nobody_paid_is_no_cash():
    told = Order(
        id="o", account="mei", item=Item.COINS, good="p", coins=60, bonus=0, days=0, minor=600,
        currency="CNY", fee_minor=4, till="wechat", real=True, territory="CN", key="k",
        made_ms=NOW, until_ms=NOW,
    )  # fmt: skip
    trial = replace(told, real=False)

    assert list(of_order(trial, Act.PAID, 600, NOW)) == []
    assert next(iter(of_order(told, Act.REFUNDED, 600, NOW))).counter == "cash.CNY.refunded"
