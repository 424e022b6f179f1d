"""Refunding: what was given is taken back first, what was paid is paid back once."""

from __future__ import annotations

import pytest

from piying.model.errors import Conflict, Invalid, Missing, Outside
from piying.model.payment import RefundState, State
from piying.model.release import Right
from piying.store.channel.rights import Rights
from piying.studio.channel.acting import terminal
from piying.studio.channel.auditing import changes, verified
from piying.studio.channel.orders import order_of
from piying.studio.channel.purse import balance
from piying.studio.channel.refunding import Asked, refund, refund_unlock, resume_refunds
from piying.studio.channel.sharing import share_memberships
from piying.studio.channel.unlocking import opened, prices, unlock
from piying.takes.generator import NotTaken

WHY = "they asked for it"


def buy(stall, by, episode=3, way=Right.COINS, series="lamp"):
    return unlock(stall.house, by, series, episode, way, "CN")


def down(kind=Outside, **more):
    return kind("partners.no_answer", provider="p", why="w", model="-", **more)


@pytest.fixture
def by(stall):
    return stall.somebody()


@pytest.fixture
def boss():
    return terminal("rong")


class TestAnUnlock:
    def test_the_coins_come_back_and_the_episode_closes(self, stall, by, boss):
        stall.paid(by)
        grant = buy(stall, by)
        refund_unlock(stall.house, boss, grant.id, WHY)

        assert balance(stall.house, by) == 66
        assert prices(stall.house, by, "lamp", 3, "CN").open_by is None
        gross, back, fee = stall.net()
        assert (gross - back, fee) == (0, 0), "nobody is paid for it, and no fee is charged"
        assert stall.coins_add_up()

    def test_it_is_undone_once(self, stall, by, boss):
        stall.paid(by)
        grant = buy(stall, by)
        refund_unlock(stall.house, boss, grant.id, WHY)
        with pytest.raises(Conflict, match="ended already"):
            refund_unlock(stall.house, boss, grant.id, WHY)

        assert balance(stall.house, by) == 66

    def test_bought_anew_it_is_sold_anew_for_what_was_paid_in_all(self, stall, by, boss):
        stall.paid(by)
        for _ in range(3):
            refund_unlock(stall.house, boss, buy(stall, by).id, WHY)
        buy(stall, by)
        buy(stall, by, 4)
        left = sum(lot.left_minor for lot in stall.lots(by))
        fees = sum(lot.left_fee for lot in stall.lots(by))
        gross, back, fee = stall.net()

        assert gross - back + left == 600
        assert fee + fees == 18
        assert balance(stall.house, by) == 6

    def test_it_is_in_the_signed_log_with_its_reason(self, stall, by, boss):
        stall.paid(by)
        refund_unlock(stall.house, boss, buy(stall, by).id, WHY)
        told = [one for _, one in changes(stall.house, by.account.id)]

        assert (told[-1].what, told[-1].by, told[-1].why) == (
            "unlock_refunded", boss.name, WHY,
        )  # fmt: skip
        assert verified(stall.house).good

    def test_only_finance_with_fresh_proof_may(self, stall, by):
        boss = stall.finance()
        stall.paid(by)
        grant = buy(stall, by)
        with pytest.raises(Invalid):
            refund_unlock(stall.house, by, grant.id, WHY)
        stall.clock.pass_by(minutes=16)
        with pytest.raises(Invalid) as stale:
            refund_unlock(stall.house, boss, grant.id, WHY)

        assert stale.value.code == "accounts.prove_again"

    def test_a_reason_is_needed_and_a_right_that_coins_paid(self, stall, by, boss):
        stall.paid(by, "month")
        (member,) = Rights(stall.house.store.database).grants(by.account.id)
        with pytest.raises(Invalid, match="Say why"):
            refund_unlock(stall.house, boss, member.id, " ")
        with pytest.raises(Conflict, match="No coins"):
            refund_unlock(stall.house, boss, member.id, WHY)
        with pytest.raises(Missing):
            refund_unlock(stall.house, boss, "01NONE", WHY)


class TestAPurchase:
    def test_all_of_it_goes_back_once(self, stall, by, boss):
        one = stall.paid(by)
        for _ in range(2):
            back = refund(stall.house, boss, one.id, Asked(WHY, "k"))

        assert (back.minor, back.coins, back.state) == (600, 66, RefundState.DONE)
        assert stall.till.refunds == {back.name: 600}
        assert order_of(stall.house, by, one.id).state is State.REFUNDED
        assert (balance(stall.house, by), stall.sales()) == (0, [])
        assert stall.coins_add_up()

    def test_a_part_takes_its_part_of_the_coins(self, stall, by, boss):
        one = stall.paid(by)
        back = refund(stall.house, boss, one.id, Asked(WHY, "k", minor=200))
        stands = order_of(stall.house, by, one.id)

        assert (back.coins, balance(stall.house, by)) == (22, 44)
        assert (stands.state, stands.refunded_minor) == (State.PART_REFUNDED, 200)
        rest = refund(stall.house, boss, one.id, Asked(WHY, "k2"))
        assert (rest.minor, rest.coins) == (400, 44)
        assert sum(stall.till.refunds.values()) == 600

    def test_coins_that_are_spent_are_not_paid_back(self, stall, by, boss):
        one = stall.paid(by)
        buy(stall, by)
        with pytest.raises(Conflict) as refused:
            refund(stall.house, boss, one.id, Asked(WHY, "k"))
        left = refused.value.data["left"]

        assert left == 600 - 600 * 30 // 66
        assert balance(stall.house, by) == 36
        assert refund(stall.house, boss, one.id, Asked(WHY, "k", minor=left)).coins == 36

    def test_with_force_what_they_opened_is_ended_first(self, stall, by, boss):
        one = stall.paid(by)
        buy(stall, by)
        buy(stall, by, 4)
        back = refund(stall.house, boss, one.id, Asked(WHY, "k", force=True))
        gross, minus, fee = stall.net()

        assert (back.minor, back.coins) == (600, 66)
        assert (balance(stall.house, by), gross - minus, fee) == (0, 0, 0)
        assert prices(stall.house, by, "lamp", 4, "CN").open_by is None

    def test_with_force_the_newest_goes_first_and_no_more_than_is_needed(self, stall, by, boss):
        one = stall.paid(by)
        buy(stall, by)
        buy(stall, by, 4)
        refund(stall.house, boss, one.id, Asked(WHY, "k", minor=300, force=True))

        assert prices(stall.house, by, "lamp", 3, "CN").open_by is Right.COINS
        assert prices(stall.house, by, "lamp", 4, "CN").open_by is None

    def test_with_force_what_was_undone_before_is_not_undone_again(self, stall, by, boss):
        one = stall.paid(by)
        refund_unlock(stall.house, boss, buy(stall, by).id, WHY)
        buy(stall, by)
        buy(stall, by, 4)
        back = refund(stall.house, boss, one.id, Asked(WHY, "k", force=True))

        assert (back.coins, balance(stall.house, by)) == (66, 0)
        assert stall.coins_add_up()

    def test_coins_of_another_order_stay(self, stall, by, boss):
        one = stall.paid(by)
        stall.clock.pass_by(minutes=1)
        two = stall.paid(by)
        buy(stall, by)
        refund(stall.house, boss, two.id, Asked(WHY, "k"))

        assert balance(stall.house, by) == 36
        assert {lot.order for lot in stall.lots(by)} == {one.id}

    def test_more_than_was_paid_never_goes_back(self, stall, by, boss):
        one = stall.paid(by)
        with pytest.raises(Conflict, match="At most 600"):
            refund(stall.house, boss, one.id, Asked(WHY, "k", minor=601))
        refund(stall.house, boss, one.id, Asked(WHY, "k"))
        with pytest.raises(Conflict, match=r"nothing to pay back \(refunded\)"):
            refund(stall.house, boss, one.id, Asked(WHY, "k2"))

    def test_what_was_never_paid_has_nothing_to_pay_back(self, stall, by, boss):
        one = stall.begun(by)
        with pytest.raises(Conflict, match=r"\(begun\)"):
            refund(stall.house, boss, one.id, Asked(WHY, "k"))

    def test_the_same_key_with_another_amount_is_refused(self, stall, by, boss):
        one = stall.paid(by)
        refund(stall.house, boss, one.id, Asked(WHY, "k", minor=100))
        with pytest.raises(Conflict, match="another refund"):
            refund(stall.house, boss, one.id, Asked(WHY, "k", minor=200))

    def test_nobody_but_finance(self, stall, by):
        one = stall.paid(by)
        with pytest.raises(Invalid):
            refund(stall.house, by, one.id, Asked(WHY, "k"))

    def test_the_sandbox_pays_no_money_back_and_takes_its_coins(self, sandbox):
        by, boss = sandbox.somebody(), terminal("rong")
        one = sandbox.paid(by)
        back = refund(sandbox.house, boss, one.id, Asked(WHY, "k", minor=300))

        assert (back.coins, back.state) == (33, RefundState.DONE)


class TestATillThatDoesNotPay:
    def test_unanswered_it_goes_on_by_the_same_name(self, stall, by, boss):
        one = stall.paid(by)
        stall.till.back = down(retryable=True)
        with pytest.raises(Outside):
            refund(stall.house, boss, one.id, Asked(WHY, "k"))

        assert balance(stall.house, by) == 0, "nothing of it is spent meanwhile"
        assert order_of(stall.house, by, one.id).refunding_minor == 600
        assert isinstance(resume_refunds(stall.house)[0], Outside)
        stall.till.back = RefundState.PENDING
        assert resume_refunds(stall.house)[0].state is RefundState.PENDING
        stall.till.back = RefundState.DONE
        (done,) = resume_refunds(stall.house)

        assert stall.till.refunds == {done.name: 600}
        assert resume_refunds(stall.house) == ()
        assert len({key for what, key in stall.till.asked if what == "refund"}) == 1

    @pytest.mark.parametrize("says", [RefundState.FAILED, down(NotTaken)])
    def test_refused_for_good_everything_is_given_again(self, stall, by, boss, says):
        one = stall.paid(by)
        stall.till.back = says
        asked = Asked(WHY, "k", minor=200)
        if says is RefundState.FAILED:
            assert refund(stall.house, boss, one.id, asked).state is RefundState.FAILED
        else:
            with pytest.raises(NotTaken):
                refund(stall.house, boss, one.id, asked)
        stands = order_of(stall.house, by, one.id)

        assert (stands.state, stands.left_minor) == (State.PAID, 600)
        assert balance(stall.house, by) == 66
        assert sum(lot.left_minor for lot in stall.lots(by)) == 600
        assert sum(lot.left_fee for lot in stall.lots(by)) == 18
        assert stall.coins_add_up()
        stall.till.back = RefundState.DONE
        assert refund(stall.house, boss, one.id, Asked(WHY, "k2")).coins == 66


class TestAMembership:
    def test_it_ends_and_its_money_goes_back(self, stall, by, boss):
        one = stall.paid(by, "month")
        back = refund(stall.house, boss, one.id, Asked(WHY, "k"))

        assert (back.minor, back.coins) == (2800, 0)
        assert prices(stall.house, by, "lamp", 3, "CN").open_by is None
        stall.clock.pass_by(days=40)
        assert share_memberships(stall.house) == 0

    def test_what_series_got_is_kept_unless_somebody_forces_it(self, stall, by, boss):
        one = stall.paid(by, "month")
        opened(stall.house, by, "lamp", 3)
        stall.clock.pass_by(days=8)
        assert share_memberships(stall.house) == 1
        with pytest.raises(Conflict) as refused:
            refund(stall.house, boss, one.id, Asked(WHY, "k"))

        assert refused.value.data["left"] == 2800 - 653
        refund(stall.house, boss, one.id, Asked(WHY, "k", force=True))
        gross, minus, _ = stall.net()
        assert (gross, minus) == (653, 653)

    def test_what_is_not_paid_back_goes_to_what_was_watched(self, stall, by, boss):
        one = stall.paid(by, "month")
        opened(stall.house, by, "lamp", 3)
        refund(stall.house, boss, one.id, Asked(WHY, "k", minor=2000))

        assert stall.net() == (800, 0, 0)

    def test_a_refund_that_failed_gives_the_rest_of_it_again(self, stall, by, boss):
        one = stall.paid(by, "month")
        stall.till.back = RefundState.FAILED
        refund(stall.house, boss, one.id, Asked(WHY, "k"))

        assert prices(stall.house, by, "lamp", 3, "CN").open_by is Right.MEMBER
        stall.till.back = RefundState.DONE
        refund(stall.house, boss, one.id, Asked(WHY, "k2"))
        assert prices(stall.house, by, "lamp", 3, "CN").open_by is None
        assert stall.sales() == []
