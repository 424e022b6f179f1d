"""Rights and coins: nobody pays twice, nobody watches unpaid, two devices spend once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from piying.ledger.accounts import wallet
from piying.ledger.wallet import top_up
from piying.model.errors import Conflict, Invalid, PiyingError
from piying.model.release import Right, UnlockPlan
from piying.model.right import Grant
from piying.release.reward import Ticket
from piying.release.unlock import Run
from piying.store.books.books import Books
from piying.store.channel.rights import Order, Rights

PLAN = UnlockPlan(2, 30, 200, 2, ads_after_days=0, members=True)
DEAR = replace(PLAN, coins=90, series_coins=900)
RUN = Run("lamp", 10, 1_000)
DAY, NOW = "2026-11-23", 5_000


@pytest.fixture
def rights(store):
    return Rights(store.database)


@pytest.fixture
def order(store):
    return Order("v-1", RUN, 3, store.put(PLAN))


@pytest.fixture
def coins(store):
    books, purse = Books(store.database), wallet("v-1", "COIN")

    def give(count):
        books.post(top_up(purse, count, sale=f"s-{count}", day=DAY), 1)

    give.left = lambda: -books.balance(purse.id)
    return give


def ticket(name, order):
    return Ticket(name, order.account, order.run.series, order.episode, 0, 15_000)


def test_a_free_episode_is_open_and_the_next_one_is_not(rights, order):
    assert rights.why(replace(order, episode=2), NOW) is Right.FREE
    assert rights.why(order, NOW) is None


def test_an_episode_that_is_bought_twice_is_paid_once(rights, order, coins):
    coins(100)
    first = rights.buy(order, Right.COINS, NOW, DAY, "g-1")

    assert rights.buy(order, Right.COINS, NOW + 1, DAY, "g-2") == first
    assert (first.coins, coins.left()) == (30, 70)
    assert rights.why(order, NOW) is Right.COINS


def test_without_enough_coins_nothing_is_taken_and_nothing_opened(rights, order, coins):
    coins(29)
    with pytest.raises(Conflict) as refused:
        rights.buy(order, Right.COINS, NOW, DAY, "g-1")

    assert refused.value.code == "books.below_floor"
    assert (coins.left(), rights.grants("v-1")) == (29, ())


def test_two_devices_cannot_spend_the_same_coins(rights, order, coins):
    coins(100)

    def unlock(episode):
        try:
            asked = replace(order, episode=episode)
            return rights.buy(asked, Right.COINS, NOW, DAY, f"g-{episode}").coins
        except PiyingError as error:
            return error.code

    with ThreadPoolExecutor(6) as devices:
        paid = list(devices.map(unlock, (3, 4, 5, 6, 7, 8)))

    assert sorted(paid, key=str) == [30, 30, 30, *["books.below_floor"] * 3]
    assert coins.left() == 10
    assert len(rights.grants("v-1")) == 3


def test_the_price_of_a_series_that_was_begun_stays(rights, order, coins, store):
    coins(100)
    rights.begin("v-1", "lamp", order.offered, NOW)
    dearer = replace(order, offered=store.put(DEAR))

    assert rights.buy(dearer, Right.COINS, NOW, DAY, "g-1").coins == 30
    stranger = replace(dearer, account="v-2")
    with pytest.raises(Conflict):
        rights.buy(stranger, Right.COINS, NOW, DAY, "g-2")
    assert rights.begun("v-2", "lamp") is None, "the block that failed began nothing"


def test_the_whole_series_opens_what_is_still_to_come(rights, order, coins):
    coins(200)
    rights.buy(order, Right.SERIES, NOW, DAY, "g-1")

    assert rights.why(replace(order, episode=11), NOW) is Right.SERIES
    with pytest.raises(Conflict, match="open already"):
        rights.buy(order, Right.COINS, NOW, DAY, "g-2")


def test_a_ticket_counts_once_and_the_last_one_opens(rights, order):
    assert rights.redeem(order, ticket("t-1", order), NOW, "g-1") is None
    assert rights.redeem(order, ticket("t-1", order), NOW, "g-1") is None
    grant = rights.redeem(order, ticket("t-2", order), NOW, "g-1")

    assert grant is not None
    assert rights.redeem(order, ticket("t-2", order), NOW, "g-9") == grant
    assert rights.why(order, NOW) is Right.ADS


def test_a_ticket_of_another_episode_opens_nothing(rights, order):
    other = ticket("t-1", replace(order, episode=4))
    with pytest.raises(Invalid, match="not good"):
        rights.redeem(order, other, NOW, "g-1")


def test_a_right_that_ends_is_gone_at_once_and_can_be_bought_anew(rights, order, coins):
    coins(100)
    rights.buy(order, Right.COINS, NOW, DAY, "g-1")
    rights.end("g-1", by="王", why="refund", at_ms=NOW)

    assert rights.why(order, NOW) is None
    assert rights.buy(order, Right.COINS, NOW, DAY, "g-2").transaction.endswith(":2")
    assert coins.left() == 40


def test_a_membership_opens_what_members_may_see_until_it_ends(rights, order):
    member = Grant("m", "v-1", "", 0, Right.MEMBER, "sub-1", None, 0, NOW, NOW + 100)
    rights.give(member)

    assert rights.give(replace(member, id="m-2")) == member
    assert rights.why(order, NOW + 99) is Right.MEMBER
    assert rights.why(order, NOW + 100) is None
    with pytest.raises(Conflict):
        rights.give(replace(member, account="v-2"))


def test_a_process_that_dies_between_coins_and_right_leaves_neither(
    rights, order, coins, monkeypatch
):
    coins(100)
    monkeypatch.setattr("piying.store.channel.rights._give", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rights.buy(order, Right.COINS, NOW, DAY, "g-1")

    assert (coins.left(), rights.grants("v-1")) == (100, ())
