"""Orders and their coins in the database: each once, and nothing of them ever changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from piying.ledger.lots import Lot
from piying.model.errors import Conflict, Missing
from piying.model.payment import Act, Item, Order, Step
from piying.store.channel.lots import Lots
from piying.store.channel.memberships import Membership, Memberships
from piying.store.channel.payments import Payments
from piying.store.channel.paytables import GUARDED

DAY_MS = 86_400_000
ORDER = Order(
    "o-1", "v-1", Item.COINS, "small", 60, 6, 0, 600, "CNY", 18, "till", real=True,
    territory="CN", key="k", made_ms=1_000, until_ms=9_000,
)  # fmt: skip


def step(act, reference="r"):
    return Step("o-1", act, reference, 600, 0, "till", "redirect x", 5)


def lot(name="o-1", coins=66, minor=600, since=1):
    return Lot(name, "o-1", coins, minor, "CNY", 18, since)


@pytest.fixture
def payments(store):
    found = Payments(store.database)
    found.add(ORDER)
    return found


@pytest.fixture
def lots(store, payments):
    del payments
    found = Lots(store.database)
    found.open("v-1", lot(), 1)
    return found


class TestOrders:
    def test_the_same_key_is_the_same_order(self, payments):
        again = payments.add(replace(ORDER, id="o-2", minor=999))

        assert again == ORDER
        assert payments.keyed("v-1", "k").order == ORDER
        assert payments.keyed("v-2", "k") is None
        with pytest.raises(Conflict, match="another order"):
            payments.add(replace(ORDER, id="o-3", good="large"))
        with pytest.raises(Missing):
            payments.standing("o-2")

    def test_a_step_is_told_once(self, payments):
        assert payments.add_step(step(Act.PAID))
        assert not payments.add_step(step(Act.PAID))
        assert [one.act for one in payments.steps("o-1")] == [Act.PAID]

    def test_what_it_brings_is_given_once_and_a_payment_pays_once(self, payments):
        other = replace(ORDER, id="o-2", key="k2")
        payments.add(other)

        assert payments.give_once(ORDER, "p", 1)
        assert not payments.give_once(ORDER, "p", 1)
        assert not payments.give_once(ORDER, "q", 1)
        with pytest.raises(Conflict, match="paid another"):
            payments.give_once(other, "p", 1)
        assert payments.paid_by("till", "p") == "o-1"

    def test_those_that_wait_are_found(self, payments):
        assert payments.waiting(0, 9) == ()
        payments.add_step(step(Act.BEGUN, "v"))
        assert [one.order.id for one in payments.waiting(0, 9)] == ["o-1"]
        assert payments.waiting(9_001, 9) == ()
        payments.add_step(step(Act.FAILED))
        assert payments.waiting(0, 9) == ()

    def test_refunds_under_way_are_found(self, payments):
        payments.add_step(step(Act.REFUND_ASKED, "a"))
        payments.add_step(step(Act.REFUND_ASKED, "b"))
        payments.add_step(step(Act.REFUNDED, "a"))
        assert [one.reference for one in payments.refunding(9)] == ["b"]


class TestLots:
    def test_coins_go_and_come_back_with_their_money_and_their_age(self, lots):
        taken = lots.spend("v-1", 30, "g-1", 2)
        lots.open("v-1", lot("new", since=5), 5)
        lots.give_back("v-1", "g-1", 9)

        assert [(one.coins, one.minor, one.fee_minor) for one in taken] == [(30, 272, 8)]
        assert [(one.id, one.left, one.left_minor) for one in lots.held("v-1")] == [
            ("o-1", 36, 328), ("g-1+0", 30, 272), ("new", 66, 600),
        ]  # fmt: skip

    def test_nothing_is_given_back_twice(self, lots):
        lots.spend("v-1", 30, "g-1", 2)
        lots.give_back("v-1", "g-1", 9)
        with pytest.raises(IntegrityError):
            lots.give_back("v-1", "g-1", 9)

    def test_money_of_coins_that_are_spent_cannot_be_taken(self, lots):
        lots.spend("v-1", 30, "g-1", 2)
        with pytest.raises(Conflict, match="328"):
            lots.take_back("v-1", "o-1", 329, "r", 3)
        assert lots.take_back("v-1", "o-1", 328, "r", 3) == 36
        assert lots.held("v-1") == ()
        assert lots.rights_of("o-1") == ("g-1",)

    def test_a_part_leaves_one_lot_with_the_rest(self, lots):
        assert lots.take_back("v-1", "o-1", 200, "r", 3) == 22
        (rest,) = lots.held("v-1")

        assert (rest.left, rest.left_minor, rest.left_fee) == (44, 400, 12)
        lots.undo_take("v-1", "r", 22, 200, 4)
        assert sum(one.left_minor for one in lots.held("v-1")) == 600
        assert sum(one.left_fee for one in lots.held("v-1")) == 18

    def test_the_database_refuses_the_same_coins_twice(self, lots, store):
        lots.spend("v-1", 30, "g-1", 2)
        with pytest.raises(IntegrityError), store.database.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO channel_draw (lot, first, coins, minor, fee_minor, what, "
                "reference, at_ms) VALUES ('o-1', 0, 30, 1, 0, 'unlock', 'g-2', 1)"
            )


class TestMemberships:
    @pytest.fixture
    def members(self, store, payments):
        del payments
        found = Memberships(store.database)
        found.add(Membership("g", "o-1", "v-1", 0, 10, 600, 18), 0)
        return found

    def test_weeks_that_are_over_are_due_until_they_are_shared(self, members):
        (one,) = members.of("v-1")

        assert (one.weeks, one.week_at(7 * DAY_MS - 1), one.week_at(7 * DAY_MS)) == (2, 0, 1)
        assert members.due(7 * DAY_MS - 1, 9) == ()
        assert members.due(7 * DAY_MS, 9) == (one,)
        members.share("g", 0, {"lamp": 5}, 1)
        assert members.due(10 * DAY_MS - 1, 9) == ()
        assert members.due(10 * DAY_MS, 9) == (one,)
        members.share("g", 1, {}, 1)
        assert members.due(99 * DAY_MS, 9) == ()
        assert members.got("g") == {"lamp": 5}

    def test_what_is_taken_back_is_less_got_and_no_week(self, members):
        members.share("g", 0, {"lamp": 5, "key": 2}, 1)
        members.take_back("g", {"lamp": 3}, 2)
        members.take_back("g", {"lamp": 1}, 3)

        assert members.got("g") == {"key": 2, "lamp": 1}
        assert members.shared("g") == {0}

    def test_an_episode_counts_once_a_week(self, members):
        (one,) = members.of("v-1")
        for at in (0, 5, 7 * DAY_MS):
            members.open(one, "lamp", 3, at)
        members.open(one, "lamp", 4, 6)

        assert members.opened("g", (0,)) == {"lamp": 2}
        assert members.opened("g", (0, 1)) == {"lamp": 3}


@pytest.mark.parametrize("table", sorted(GUARDED))
def test_the_database_refuses_to_change_or_remove_a_row(table, store, lots, payments):
    lots.spend("v-1", 3, "g-1", 2)
    payments.add_step(step(Act.PAID))
    payments.give_once(ORDER, "p", 1)
    payments.set_auto("v-1", 1, auto=True)
    members = Memberships(store.database)
    members.add(Membership("g", "o-1", "v-1", 0, 10, 600, 18), 0)
    members.open(members.of("v-1")[0], "lamp", 3, 1)
    members.share("g", 0, {"lamp": 5}, 1)
    column = GUARDED[table][-1][0]
    for wrong in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(IntegrityError), store.database.writing() as connection:
            connection.exec_driver_sql(wrong)
