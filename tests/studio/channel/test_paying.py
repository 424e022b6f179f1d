"""Paying: what a till says is held against the order, once, in whatever order it comes."""

from __future__ import annotations

import pytest

from piying.model.errors import Conflict, Invalid, Missing, Outside
from piying.model.payment import Act, Outcome, Show, State, Verdict, Visit
from piying.model.release import Right
from piying.partners.payments.sandbox import HEADER
from piying.store.channel.payments import Payments
from piying.store.channel.rights import Rights
from piying.studio.channel import hearing, paying
from piying.studio.channel.acting import terminal
from piying.studio.channel.orders import order_of, orders
from piying.studio.channel.paydesk import asides
from piying.studio.channel.purse import history
from piying.studio.channel.sharing import share_memberships
from piying.studio.channel.unlocking import opened, unlocks


def facts(stall, name):
    steps = Payments(stall.house.store.database).steps(name)
    return [step.act for step in steps]


class TestTheSandbox:
    def test_coins_come_by_a_button_and_the_books_say_who_issued_them(self, sandbox):
        by = sandbox.somebody()
        one = sandbox.begun(by)
        stands = hearing.press(sandbox.house, by, one.id, Outcome.PAID)

        assert stands.state is State.PAID
        assert sandbox.coins(by) == 66
        entries = list(paying.Books(sandbox.house.store.database).entries())
        assert [entry.draft.cause for entry in entries] == [f"top-up:sandbox:{one.id}"]
        assert sandbox.lots(by)[0].currency == "", "nothing of it is ever income"

    def test_a_button_that_says_it_failed_gives_nothing(self, sandbox):
        by = sandbox.somebody()
        one = sandbox.begun(by)

        assert hearing.press(sandbox.house, by, one.id, Outcome.FAILED).state is State.FAILED
        assert sandbox.coins(by) == 0

    def test_a_button_of_somebody_else_is_no_button(self, sandbox):
        one = sandbox.begun(sandbox.somebody())
        with pytest.raises(Missing, match="no order"):
            hearing.press(sandbox.house, sandbox.somebody(), one.id, Outcome.PAID)

    def test_an_answer_that_is_not_signed_by_the_house_is_refused(self, sandbox):
        by = sandbox.somebody()
        one = sandbox.begun(by)
        seconds = sandbox.clock.at // 1000
        headers = {HEADER: f"t={seconds},v1={'0' * 64}"}
        body = b'{"order":"%s","outcome":"paid","minor":600}' % one.id.encode()
        with pytest.raises(Invalid, match="not signed"):
            hearing.hear(sandbox.house, "sandbox", headers, body)

        assert sandbox.coins(by) == 0

    def test_it_takes_orders_only_where_the_shop_says_that_it_is_a_test(self, sandbox, stalls):
        by = sandbox.somebody()
        sandbox.write(stalls.SANDBOX.replace("test = true\n", ""))
        with pytest.raises(Invalid, match="takes no money"):
            sandbox.ordered(by)

    def test_a_till_of_money_is_not_open_in_a_test(self, stall, stalls):
        stall.write("test = true\n" + stalls.REAL)
        with pytest.raises(Invalid, match="Take test out"):
            stall.ordered(stall.somebody())

    def test_a_till_of_money_has_no_buttons(self, stall):
        by = stall.somebody()
        one = stall.begun(by)
        with pytest.raises(Conflict, match="no button"):
            hearing.press(stall.house, by, one.id, Outcome.PAID)


class TestBeginning:
    def test_it_is_asked_for_once_and_says_the_same_again(self, stall):
        by = stall.somebody()
        name = stall.ordered(by).order.id
        first = paying.begin(stall.house, by, name, Visit())

        assert (first.show, first.address) == (Show.REDIRECT, f"https://pay.example/{name}")
        assert stall.till.what == "皮影 66 金币"
        assert paying.begin(stall.house, by, name, Visit()) == first
        assert stall.till.asked == [("begin", name)]

    def test_an_order_that_ran_out_cannot_be_paid(self, stall):
        by = stall.somebody()
        name = stall.ordered(by).order.id
        stall.clock.pass_by(minutes=61)
        with pytest.raises(Conflict, match=r"can no longer be paid \(expired\)"):
            paying.begin(stall.house, by, name, Visit())

    def test_a_paid_order_cannot_be_paid_again(self, stall):
        by = stall.somebody()
        one = stall.paid(by)
        with pytest.raises(Conflict, match=r"\(paid\)"):
            paying.begin(stall.house, by, one.id, Visit())


class TestWhatATillSays:
    def test_a_message_that_comes_again_changes_nothing(self, stall, stalls):
        by = stall.somebody()
        one = stall.begun(by)
        for _ in range(3):
            stands = paying.apply(stall.house, "stripe", stalls.said(one))

        assert stands.state is State.PAID
        assert stall.coins(by) == 66
        assert facts(stall, one.id) == [Act.BEGUN, Act.PAID]
        assert stall.coins_add_up()

    @pytest.mark.parametrize("before", [Outcome.FAILED, Outcome.EXPIRED, Outcome.OPEN])
    def test_what_is_paid_late_is_paid(self, stall, stalls, before):
        by = stall.somebody()
        one = stall.begun(by)
        paying.apply(stall.house, "stripe", stalls.said(one, before))
        stands = paying.apply(stall.house, "stripe", stalls.said(one))

        assert (stands.state, stall.coins(by)) == (State.PAID, 66)

    @pytest.mark.parametrize("after", [Outcome.FAILED, Outcome.EXPIRED, Outcome.OPEN])
    def test_what_was_paid_stays_paid(self, stall, stalls, after):
        by = stall.somebody()
        one = stall.paid(by)

        assert paying.apply(stall.house, "stripe", stalls.said(one, after)).state is State.PAID
        assert stall.coins(by) == 66

    def test_it_is_paid_even_if_the_house_died_before_it_knew_the_till_s_name(
        self, stall, stalls
    ):
        by = stall.somebody()
        one = stall.ordered(by).order

        assert paying.apply(stall.house, "stripe", stalls.said(one)).state is State.PAID

    @pytest.mark.parametrize(
        ("changed", "why"),
        [
            ({"minor": 599}, "amount"),
            ({"minor": 601}, "amount"),
            ({"currency": "USD"}, "currency"),
            ({"real": False}, "real"),
            ({"vendor": "cs_other"}, "vendor"),
        ],
    )
    def test_what_does_not_fit_is_set_aside_and_nothing_is_given(
        self, stall, stalls, changed, why
    ):
        by = stall.somebody()
        one = stall.begun(by)
        for _ in range(2):
            stands = paying.apply(stall.house, "stripe", stalls.said(one, **changed))

        assert (stands.state, stands.aside) == (State.ASIDE, why)
        assert stall.coins(by) == 0
        assert isinstance(hearing.Heard(stands).aside, Conflict)
        assert facts(stall, one.id) == [Act.BEGUN, Act.ASIDE]

    def test_an_order_that_is_paid_twice_is_given_once_and_set_aside(self, stall, stalls):
        by = stall.somebody()
        one = stall.paid(by)
        told = stalls.said(one, payment="pi_second")

        assert paying.apply(stall.house, "stripe", told).aside == "twice"
        assert stall.coins(by) == 66

    def test_one_payment_never_pays_two_orders(self, stall, stalls):
        by = stall.somebody()
        one, two = stall.paid(by), stall.begun(by)
        told = stalls.said(two, payment=f"pi_{one.id}")

        assert paying.apply(stall.house, "stripe", told).aside == "other_order"
        assert stall.coins(by) == 66

    def test_an_order_of_another_till_is_not_touched(self, stall, stalls):
        one = stall.begun(stall.somebody())
        with pytest.raises(Conflict, match="not paid at wechat"):
            paying.apply(stall.house, "wechat", stalls.said(one))

    def test_an_order_that_nobody_made_is_missing(self, stall, stalls):
        one = stall.begun(stall.somebody())
        with pytest.raises(Missing, match="no order"):
            paying.apply(stall.house, "stripe", stalls.said(one, order="01NONE"))


class TestMemberships:
    def test_a_membership_opens_and_a_second_begins_behind_it(self, stall):
        by = stall.somebody()
        stall.paid(by, "month")
        stall.paid(by, "month")
        first, second = Rights(stall.house.store.database).grants(by.account.id)

        assert {first.why, second.why} == {Right.MEMBER}
        assert first.until_ms == second.since_ms
        assert second.until_ms - first.since_ms == 60 * 86_400_000


class TestAskingTills:
    def test_who_comes_back_before_the_message_is_paid_at_once(self, stall):
        by = stall.somebody()
        one = stall.begun(by)
        stall.till.says = Outcome.PAID

        assert paying.check(stall.house, by, one.id).state is State.PAID
        assert stall.coins(by) == 66
        asked = len(stall.till.asked)
        paying.check(stall.house, by, one.id)
        assert len(stall.till.asked) == asked, "nobody asks after what is known"

    def test_messages_that_never_came_are_asked_for(self, stall):
        by = stall.somebody()
        stall.begun(by)
        stall.begun(by)
        stall.till.says = Outcome.PAID
        assert paying.look_again(stall.house).paid == 0, "not in every minute"
        stall.clock.pass_by(minutes=2)
        looked = paying.look_again(stall.house)

        assert (looked.paid, looked.ended, looked.failures) == (2, 0, ())
        assert paying.look_again(stall.house).paid == 0
        assert stall.coins(by) == 132

    def test_what_nobody_paid_in_time_is_over(self, stall):
        by = stall.somebody()
        one = stall.begun(by)
        stall.clock.pass_by(minutes=65)
        assert paying.look_again(stall.house).ended == 0, "the till may be late"
        stall.clock.pass_by(minutes=6)

        assert paying.look_again(stall.house).ended == 1
        assert order_of(stall.house, by, one.id).state is State.EXPIRED

    def test_a_till_that_does_not_answer_is_asked_again_later(self, stall):
        stall.begun(stall.somebody())
        stall.clock.pass_by(minutes=5)
        stall.till.says = Outside("partners.no_answer", provider="p", why="w", model="-")

        assert len(paying.look_again(stall.house).failures) == 1
        stall.till.says = Outcome.PAID
        assert paying.look_again(stall.house).paid == 1

    def test_a_till_is_asked_after_an_order_a_few_times_only(self, stall):
        stall.begun(stall.somebody())
        for _ in range(180):
            stall.clock.pass_by(minutes=1)
            paying.look_again(stall.house)

        assert [what for what, _ in stall.till.asked].count("look") == 6

    def test_a_till_that_was_closed_stops_nobody_else(self, stall, stalls):
        stall.begun(stall.somebody())
        stall.clock.pass_by(minutes=5)
        stall.write(stalls.REAL.replace("stripe", "wechat"))

        assert [one.code for one in paying.look_again(stall.house).failures] == [
            "payments.no_till"
        ]


class TestWhatIsSetAside:
    @pytest.fixture
    def odd(self, stall, stalls):
        by = stall.somebody()
        one = stall.begun(by)
        paying.apply(stall.house, "stripe", stalls.said(one, minor=599))
        return by, one

    def test_somebody_of_finance_gives_it_with_a_reason_in_the_log(self, stall, odd):
        by, one = odd
        boss = stall.finance()
        assert [each.stands.order.id for each in asides(stall.house, boss).rows] == [one.id]
        stands = paying.decide_aside(
            stall.house, boss, one.id, Verdict.CREDIT, "a coupon of theirs"
        )

        assert (stands.state, stall.coins(by)) == (State.PAID, 66)
        assert stands.left_minor == 599
        assert stall.lots(by)[0].left_minor == 599, "what was paid, not what was asked"
        assert asides(stall.house, boss).rows == ()
        with pytest.raises(Conflict, match="waits for a decision"):
            paying.decide_aside(stall.house, boss, one.id, Verdict.CREDIT, "again")

    def test_refused_it_stays_without_coins_however_often_the_till_says_it(
        self, stall, stalls, odd
    ):
        by, one = odd
        boss = terminal("rong")
        paying.decide_aside(stall.house, boss, one.id, Verdict.REFUSE, "not ours")
        stands = paying.apply(stall.house, "stripe", stalls.said(one, minor=599))

        assert (stands.state, stall.coins(by)) == (State.BEGUN, 0)

    @pytest.mark.parametrize("good", ["small", "month"])
    @pytest.mark.parametrize("changed", [{"currency": "USD"}, {"real": False}])
    def test_given_for_other_money_it_is_nobody_s_income(self, stall, stalls, good, changed):
        by = stall.somebody()
        one = stall.begun(by, good)
        paying.apply(stall.house, "stripe", stalls.said(one, **changed))
        credit = Verdict.CREDIT
        stands = paying.decide_aside(stall.house, terminal("rong"), one.id, credit, "ok")
        opened(stall.house, by, "lamp", 3)
        stall.clock.pass_by(days=31)
        share_memberships(stall.house)

        assert (stands.state, stands.left_minor) == (State.PAID, 0)
        assert stall.coins(by) == (66 if good == "small" else 0)
        assert stall.sales() == []
        assert all(lot.currency == "" for lot in stall.lots(by))

    def test_nobody_else_decides(self, stall, odd):
        by, one = odd
        with pytest.raises(Invalid):
            paying.decide_aside(stall.house, by, one.id, Verdict.CREDIT, "mine")
        with pytest.raises(Invalid):
            asides(stall.house, by)


def test_receipts_come_by_pages(stall):
    by = stall.somebody()
    made = [stall.ordered(by).order.id for _ in range(5)]
    first = orders(stall.house, by, count=3)
    rest = orders(stall.house, by, first.next, count=3)

    assert [one.order.id for one in (*first.orders, *rest.orders)] == made[::-1]
    assert rest.next == 0
    assert orders(stall.house, stall.somebody()).orders == ()


def test_who_may_refund_sees_the_receipts_of_others_and_nobody_else(stall):
    by, other = stall.somebody(), stall.somebody()
    one = stall.paid(by)
    boss = terminal("rong")

    assert [each.order.id for each in orders(stall.house, boss, of=by.name).orders] == [one.id]
    assert [line.coins for line in history(stall.house, boss, of=by.name).lines] == [66]
    assert unlocks(stall.house, boss, of=by.name).rights == ()
    assert orders(stall.house, by, of=by.name).orders
    for asked in (orders, history, unlocks):
        with pytest.raises(Invalid):
            asked(stall.house, other, of=by.name)
