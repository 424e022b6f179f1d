"""Disputing: what a bank asks back is held, given again if it is won, gone if it is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.errors import Conflict, Invalid
from piying.model.payment import Disputed, Outcome, Stage, State
from piying.model.release import Right
from piying.release.orders import disputes
from piying.store.channel.payments import Payments
from piying.studio.channel import hearing
from piying.studio.channel.acting import terminal
from piying.studio.channel.auditing import changes, verified
from piying.studio.channel.disputing import dispute
from piying.studio.channel.paydesk import disputed, find, refunds, waiting, whole
from piying.studio.channel.refunding import Asked, refund, resume_refunds
from piying.studio.channel.sharing import share_memberships
from piying.studio.channel.unlocking import opened, prices, unlock

BOSS = terminal("rong")
DUE = 1_900_000_000_000


@pytest.fixture
def by(stall):
    return stall.somebody()


def said(one, stage=Stage.OPEN, **changed):
    told = Disputed("dp_1", f"pi_{one.id}", stage, "fraudulent", one.minor, one.currency,
                    real=True, due_ms=DUE)  # fmt: skip
    return replace(told, **changed)


def tell(stall, one, *stages, **changed):
    for stage in stages:
        stands = dispute(stall.house, stall.till, said(one, stage, **changed))
    return stands


def told(stall, one):
    (found,) = disputes(Payments(stall.house.store.database).steps(one.id))
    return found


def buy(stall, by, episode=3):
    return unlock(stall.house, by, "lamp", episode, Right.COINS, "CN")


class TestCoins:
    def test_those_that_nobody_spent_are_held(self, stall, by):
        one = stall.paid(by)
        buy(stall, by)
        tell(stall, one, Stage.OPEN)
        found = told(stall, one)

        assert stall.coins(by) == 0
        assert (found.stage, found.held_coins, found.held_minor) == (Stage.OPEN, 36, 328)
        assert (found.reason, found.minor, found.due_ms) == ("fraudulent", 600, DUE)
        assert prices(stall.house, by, "lamp", 3, "CN").open_by is Right.COINS
        assert stall.coins_add_up()

    def test_won_they_are_there_again_with_their_money(self, stall, by):
        one = stall.paid(by)
        buy(stall, by)
        stands = tell(stall, one, Stage.OPEN, Stage.WON)

        assert (stands.state, stands.left_minor) == (State.PAID, 600)
        assert stall.coins(by) == 36
        assert sum(lot.left_minor for lot in stall.lots(by)) == 328
        assert (told(stall, one).stage, told(stall, one).held_minor) == (Stage.WON, 0)
        assert stall.coins_add_up()

    def test_lost_what_was_spent_is_ended_and_its_sales_are_countered(self, stall, by):
        one = stall.paid(by)
        buy(stall, by)
        buy(stall, by, 4)
        stands = tell(stall, one, Stage.OPEN, Stage.LOST)
        gross, back, fee = stall.net()

        assert (stands.state, stands.refunded_minor) == (State.REFUNDED, 600)
        assert (stall.coins(by), gross - back, fee) == (0, 0, 0)
        assert prices(stall.house, by, "lamp", 3, "CN").open_by is None
        assert (told(stall, one).stage, told(stall, one).held_minor) == (Stage.LOST, 600)
        assert stall.coins_add_up()

    def test_lost_in_part_the_newest_goes_first_and_no_more_than_is_needed(self, stall, by):
        one = stall.paid(by)
        buy(stall, by)
        buy(stall, by, 4)
        stands = tell(stall, one, Stage.OPEN, Stage.LOST, minor=300)

        assert (stands.state, stands.refunded_minor) == (State.PART_REFUNDED, 300)
        assert prices(stall.house, by, "lamp", 3, "CN").open_by is Right.COINS
        assert prices(stall.house, by, "lamp", 4, "CN").open_by is None
        assert stall.coins_add_up()

    def test_coins_of_another_order_stay(self, stall, by):
        one = stall.paid(by)
        stall.paid(by)
        tell(stall, one, Stage.OPEN, Stage.LOST)

        assert stall.coins(by) == 66

    def test_another_currency_holds_all_that_is_left(self, stall, by):
        one = stall.paid(by)
        refund(stall.house, BOSS, one.id, Asked("why", "k", minor=200))
        tell(stall, one, Stage.OPEN, minor=57, currency="EUR")

        assert (told(stall, one).held_minor, stall.coins(by)) == (400, 0)

    @pytest.mark.parametrize(
        "stages",
        [
            (Stage.OPEN, Stage.OPEN, Stage.LOST, Stage.LOST),
            (Stage.LOST, Stage.OPEN),
            (Stage.INQUIRY, Stage.OPEN, Stage.INQUIRY, Stage.LOST, Stage.WON),
        ],
    )
    def test_messages_twice_and_out_of_turn_take_it_once(self, stall, by, stages):
        one = stall.paid(by)
        buy(stall, by)
        stands = tell(stall, one, *stages)

        assert (stands.refunded_minor, stands.refunding_minor) == (600, 0)
        assert (stall.coins(by), stall.coins_add_up()) == (0, True)

    def test_an_inquiry_takes_nothing(self, stall, by):
        one = stall.paid(by)
        tell(stall, one, Stage.INQUIRY)
        assert (told(stall, one).stage, stall.coins(by)) == (Stage.INQUIRY, 66)
        tell(stall, one, Stage.WON)
        assert (told(stall, one).stage, stall.coins(by)) == (Stage.WON, 66)

    def test_an_inquiry_may_be_paid_back_and_an_open_dispute_may_not(self, stall, by):
        one = stall.paid(by)
        tell(stall, one, Stage.INQUIRY)
        refund(stall.house, BOSS, one.id, Asked("why", "k", minor=100))
        tell(stall, one, Stage.OPEN)
        with pytest.raises(Conflict) as refused:
            refund(stall.house, BOSS, one.id, Asked("why", "k2", minor=1, force=True))

        assert refused.value.code in {"payments.disputed", "payments.not_paid"}

    def test_no_till_is_asked_to_pay_what_it_has_taken(self, stall, by):
        tell(stall, stall.paid(by), Stage.OPEN)
        stall.clock.pass_by(minutes=1)

        assert resume_refunds(stall.house) == ()
        assert stall.till.refunds == {}


class TestAMembership:
    def test_it_goes_on_until_its_dispute_is_lost(self, stall, by):
        one = stall.paid(by, "month")
        opened(stall.house, by, "lamp", 3)
        tell(stall, one, Stage.OPEN)
        assert prices(stall.house, by, "lamp", 3, "CN").open_by is Right.MEMBER
        stands = tell(stall, one, Stage.LOST)

        assert (stands.state, stands.refunded_minor) == (State.REFUNDED, 2800)
        assert prices(stall.house, by, "lamp", 3, "CN").open_by is None
        stall.clock.pass_by(days=31)
        share_memberships(stall.house)
        assert stall.sales() == []

    def test_lost_late_each_series_gives_back_what_it_got(self, stall, by):
        one = stall.paid(by, "month")
        opened(stall.house, by, "lamp", 3)
        stall.clock.pass_by(days=8)
        share_memberships(stall.house)
        assert stall.net()[0] > 0
        tell(stall, one, Stage.LOST)
        gross, back, _ = stall.net()

        assert gross == back

    def test_won_nothing_has_changed(self, stall, by):
        one = stall.paid(by, "month")
        opened(stall.house, by, "lamp", 3)
        tell(stall, one, Stage.OPEN, Stage.WON)
        stall.clock.pass_by(days=31)
        share_memberships(stall.house)

        assert prices(stall.house, by, "lamp", 3, "CN").open_by is None, "it is over"
        assert stall.net()[0] > 0


class TestWhoseItIs:
    def test_what_is_none_of_ours_changes_nothing(self, stall, by):
        one = stall.paid(by)

        assert dispute(stall.house, stall.till, said(one, payment="pi_other")) is None
        assert dispute(stall.house, stall.till, said(one, real=False)) is None
        assert stall.coins(by) == 66

    def test_it_is_heard_like_whatever_a_till_tells(self, stall, by, monkeypatch):
        one = stall.paid(by)
        monkeypatch.setattr(stall.till, "told", lambda *_: said(one), raising=False)
        found = hearing.hear(stall.house, "stripe", {}, b"")

        assert found.stands.refunding_minor == 600
        assert found.aside is None

    def test_what_was_done_is_in_the_signed_log(self, stall, by):
        one = stall.paid(by)
        tell(stall, one, Stage.OPEN, Stage.OPEN, Stage.LOST)
        log = [(made.by, made.what) for _, made in changes(stall.house, by.account.id)]

        assert log == [("till:stripe", "dispute_open"), ("till:stripe", "dispute_lost")]
        assert verified(stall.house).good


class TestTheDesk:
    def test_finance_sees_disputes_refunds_and_the_whole_order(self, stall, by):
        one, boss = stall.paid(by), stall.finance()
        buy(stall, by)
        refund(stall.house, boss, one.id, Asked("they asked", "k", minor=100))
        tell(stall, one, Stage.OPEN)
        found = whole(stall.house, boss, one.id)

        assert [each.minor for each in refunds(stall.house, boss).rows] == [100]
        assert [each.id for each, _ in disputed(stall.house, boss).rows] == [one.id]
        assert waiting(stall.house, boss) == 1
        assert [each.order.id for each in find(stall.house, boss, " dp_1 ")] == [one.id]
        assert [grant.episode for grant, _ in found.unlocks] == [3]
        assert (found.coins_left, found.left_minor) == (0, 0)

    def test_looking_needs_no_fresh_proof_and_nobody_else_looks(self, stall, by):
        boss = stall.finance()
        one = stall.paid(by)
        stall.clock.pass_by(minutes=16)
        assert whole(stall.house, boss, one.id).left_minor == 600
        for look in (refunds, disputed, waiting):
            with pytest.raises(Invalid):
                look(stall.house, by)
        with pytest.raises(Invalid):
            whole(stall.house, by, one.id)
        with pytest.raises(Invalid):
            find(stall.house, by, one.id)


def test_a_dispute_of_an_order_that_a_till_never_told_of_is_none(stall, by, stalls):
    one = stall.begun(by)
    stalls.said(one, Outcome.PAID)

    assert dispute(stall.house, stall.till, said(one)) is None
