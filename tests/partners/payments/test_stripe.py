"""Stripe: what is sent is its published form; what comes is held to its signature first."""

from __future__ import annotations

import json

import pytest

from partners.emulators.stripe import HOOK, SECRET, StripeVendor, signed
from piying.model.errors import Invalid, Missing, Outside
from piying.model.payment import Disputed, Item, Order, Outcome, RefundState, Show, Stage
from piying.partners.keys import Keys
from piying.partners.payments.stripe import Stripe
from piying.release.till import Known, Visit
from piying.takes.generator import NotTaken

NOW = 1_800_000_000
ENVIRONMENT = {"STRIPE_SECRET_KEY": SECRET, "STRIPE_WEBHOOK_SECRET": HOOK}
ORDER = Order(
    "01ORDER", "v-1", Item.COINS, "small", 60, 6, 0, 600, "CNY", 18, "stripe", real=True,
    territory="CN", key="k", made_ms=NOW * 1000, until_ms=(NOW + 3600) * 1000,
)  # fmt: skip
ODD = (
    b'{"type": "checkout.session.completed", "data": {"object": {"object": '
    b'"checkout.session", "client_reference_id": "1", "payment_status": "paid", '
    b'"metadata": {"order": "1"}, '
    b'"id": "cs_1", "amount_total": "600", "currency": "cny", "livemode": true}}}'
)
VISIT = Visit(language="zh", what="66 金币")


def keys(**changed):
    return Keys({**ENVIRONMENT, **changed}, lambda _: None)


@pytest.fixture
def vendor():
    with StripeVendor(lambda: NOW) as one:
        yield one
        assert one.wrong == []


@pytest.fixture
def till(vendor):
    return Stripe(keys(), "https://play.example.com", vendor.url, local=True)


@pytest.fixture
def begun(till):
    return till.begin(ORDER, VISIT)


class TestBeginning:
    def test_a_session_is_made_once_for_an_order(self, till, begun, vendor):
        assert (begun.vendor, begun.show) == ("cs_live_0001", Show.REDIRECT)
        assert begun.address == "https://checkout.stripe.com/c/pay/cs_live_0001"
        assert till.begin(ORDER, VISIT) == begun
        assert len(vendor.sessions) == 1

    def test_it_names_the_order_its_amount_and_where_to_come_back(self, begun, vendor):
        del begun
        session = vendor.sessions["cs_live_0001"]
        _, request = vendor.seen[0]

        assert session["client_reference_id"] == "01ORDER"
        assert (session["amount_total"], session["currency"]) == (600, "cny")
        assert b"play.example.com%2Forders%2F01ORDER" in request.data

    def test_a_card_that_is_refused_or_a_vendor_that_fails_is_told_without_the_key(
        self, till, vendor
    ):
        vendor.plan("checkout post", "wrong key")
        with pytest.raises(NotTaken) as refused:
            till.begin(ORDER, VISIT)

        assert SECRET not in str(refused.value)
        vendor.plan("checkout post", "failing")
        with pytest.raises(Outside):
            till.begin(ORDER, VISIT)

    def test_an_answer_without_a_session_is_no_answer(self, till, vendor):
        vendor.plan("checkout post", "no json")
        with pytest.raises(Outside):
            till.begin(ORDER, VISIT)

    def test_without_a_key_there_is_no_till(self):
        with pytest.raises(Missing, match="PIYING_KEY_STRIPE"):
            Stripe(Keys({}, lambda _: None), "https://play.example.com")

    def test_a_test_key_moves_no_money(self):
        keyed = keys(STRIPE_SECRET_KEY="sk_test_123456789")  # noqa: S106 - of nobody
        till = Stripe(keyed, "https://play.example.com")

        assert not till.real


class TestWhatItTells:
    def test_a_paid_session_is_told_whole(self, till, begun, vendor):
        told = till.told(*vendor.pay(begun.vendor), NOW * 1000)

        assert (told.order, told.outcome, told.vendor, told.payment) == (
            "01ORDER", Outcome.PAID, "cs_live_0001", "pi_cs_live_0001",
        )  # fmt: skip
        assert (told.minor, told.currency, told.real) == (600, "CNY", True)

    @pytest.mark.parametrize(
        ("kind", "status", "outcome"),
        [
            ("checkout.session.completed", "unpaid", Outcome.OPEN),
            ("checkout.session.async_payment_succeeded", "paid", Outcome.PAID),
            ("checkout.session.async_payment_failed", "unpaid", Outcome.FAILED),
            ("checkout.session.expired", "unpaid", Outcome.EXPIRED),
        ],
    )
    def test_each_event_means_what_it_says(self, till, begun, vendor, kind, status, outcome):
        about = {**vendor.sessions[begun.vendor], "payment_status": status}

        assert till.told(*vendor.event(kind, about), NOW * 1000).outcome is outcome

    def test_what_is_about_no_order_is_nothing(self, till, begun, vendor):
        other = {**vendor.sessions[begun.vendor], "metadata": {}}

        assert till.told(*vendor.event("charge.succeeded", {"id": "ch_1"}), NOW * 1000) is None
        told = till.told(*vendor.event("checkout.session.completed", other), NOW * 1000)
        assert told is None

    @pytest.mark.parametrize("ago", [-301, 301])
    def test_too_old_or_too_new_is_refused(self, till, begun, vendor, ago):
        message = vendor.event(
            "checkout.session.completed", vendor.sessions[begun.vendor], NOW - ago
        )
        with pytest.raises(Invalid) as refused:
            till.told(*message, NOW * 1000)

        assert refused.value.code == "payments.message_late"

    @pytest.mark.parametrize(
        "header",
        [
            "", "t=1", f"t={NOW}", "v1=00", f"t={NOW},v1={'0' * 64}", f"t={NOW},v0={'0' * 64}",
            f"t=x,v1={'0' * 64}", f"t={NOW},t={NOW},v1={'0' * 64}", "t=1,v1=é", "=,=,=" * 99,
        ],
    )  # fmt: skip
    def test_a_wrong_signature_is_refused_before_anything_is_read(self, till, header):
        with pytest.raises(Invalid) as refused:
            till.told({"stripe-signature": header}, b"{not json", NOW * 1000)

        assert refused.value.code == "payments.message_refused"

    def test_one_changed_byte_or_another_secret_is_refused(self, till, begun, vendor):
        headers, body = vendor.pay(begun.vendor)
        with pytest.raises(Invalid, match="not signed"):
            till.told(headers, body.replace(b"600", b"999"), NOW * 1000)
        with pytest.raises(Invalid, match="not signed"):
            till.told(signed(body, NOW, "whsec_other"), body, NOW * 1000)

    def test_while_the_secret_is_changed_either_signature_will_do(self, till, begun, vendor):
        headers, body = vendor.pay(begun.vendor)
        tag = headers["stripe-signature"].split("v1=")[1][:64]
        both = {"stripe-signature": f"t={NOW},v1={'0' * 64},v1={tag}"}

        assert till.told(both, body, NOW * 1000).outcome is Outcome.PAID

    @pytest.mark.parametrize(
        "body",
        [b"[]", b"{}", b'{"type": "checkout.session.completed", "data": {"object": 3}}',
         b"\xff", ODD],
    )  # fmt: skip
    def test_what_is_signed_and_not_understood_is_refused(self, till, body):
        with pytest.raises(Invalid) as refused:
            till.told(signed(body, NOW), body, NOW * 1000)

        assert refused.value.code == "payments.message_unreadable"


class TestAsking:
    def test_a_session_is_told_as_it_stands(self, till, begun, vendor):
        known = Known(ORDER, begun.vendor, "")

        assert till.look(known).outcome is Outcome.OPEN
        vendor.pay(begun.vendor)
        assert till.look(known).outcome is Outcome.PAID
        vendor.sessions[begun.vendor] |= {"status": "expired", "payment_status": "unpaid"}
        assert till.look(known).outcome is Outcome.EXPIRED

    def test_an_order_that_was_never_begun_is_open(self, till):
        assert till.look(Known(ORDER, "", "")).outcome is Outcome.OPEN

    def test_another_order_s_session_is_no_answer(self, till, begun, vendor):
        vendor.sessions[begun.vendor] |= {
            "client_reference_id": "01OTHER", "metadata": {"order": "01OTHER"},
        }  # fmt: skip
        with pytest.raises(Outside):
            till.look(Known(ORDER, begun.vendor, ""))


class TestRefunds:
    @pytest.fixture
    def known(self, till, begun, vendor):
        told = till.told(*vendor.pay(begun.vendor), NOW * 1000)
        return Known(ORDER, told.vendor, told.payment)

    def test_it_is_paid_once_even_when_keys_were_forgotten(self, till, known, vendor):
        first = till.refund(known, 200, "r1")
        vendor.forget = True

        assert (first.state, first.minor) == (RefundState.DONE, 200)
        assert till.refund(known, 200, "r1") == first
        assert [one["amount"] for one in vendor.refunds] == [200]

    @pytest.mark.parametrize(
        ("status", "state"),
        [
            ("pending", RefundState.PENDING),
            ("requires_action", RefundState.PENDING),
            ("failed", RefundState.FAILED),
            ("canceled", RefundState.FAILED),
        ],
    )
    def test_it_says_how_it_stands(self, till, known, vendor, status, state):
        vendor.refund_status = status

        assert till.refund(known, 200, "r1").state is state

    def test_more_than_was_paid_is_refused_for_good(self, till, known, vendor):
        with pytest.raises(NotTaken) as refused:
            till.refund(known, 601, "r1")

        assert not refused.value.retryable
        assert len(vendor.wrong) == 1
        vendor.wrong.clear()


def test_the_body_is_never_read_as_anything_but_json(till, vendor):
    body = json.dumps({"type": 1, "data": {"object": {}}}).encode()

    assert till.told(signed(body, NOW), body, NOW * 1000) is None
    assert vendor.seen == []


DISPUTE = {
    "id": "dp_1", "object": "dispute", "amount": 600, "charge": "ch_1", "currency": "cny",
    "payment_intent": "pi_1", "reason": "fraudulent", "status": "needs_response",
    "livemode": True, "is_charge_refundable": False,
    "evidence_details": {"due_by": NOW + 700, "has_evidence": False, "past_due": False},
}  # fmt: skip


class TestDisputes:
    def tell(self, till, vendor, kind="created", **changed):
        message = vendor.event(f"charge.dispute.{kind}", {**DISPUTE, **changed})
        return till.told(*message, NOW * 1000)

    def test_a_dispute_is_told_whole(self, till, vendor):
        assert self.tell(till, vendor) == Disputed(
            "dp_1", "pi_1", Stage.OPEN, "fraudulent", 600, "CNY", real=True,
            due_ms=(NOW + 700) * 1000,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("kind", "status", "stage"),
        [
            ("created", "warning_needs_response", Stage.INQUIRY),
            ("updated", "warning_under_review", Stage.INQUIRY),
            ("closed", "warning_closed", Stage.WON),
            ("funds_withdrawn", "under_review", Stage.OPEN),
            ("funds_reinstated", "won", Stage.WON),
            ("closed", "lost", Stage.LOST),
            ("closed", "prevented", Stage.LOST),
        ],
    )
    def test_each_status_means_what_it_says(self, till, vendor, kind, status, stage):
        assert self.tell(till, vendor, kind, status=status).stage is stage

    @pytest.mark.parametrize("details", [None, {}, {"due_by": None}, {"due_by": 0}])
    def test_one_that_cannot_be_answered_has_no_end(self, till, vendor, details):
        assert self.tell(till, vendor, evidence_details=details).due_ms == 0

    def test_a_payment_may_be_told_whole_and_one_without_is_none_of_ours(self, till, vendor):
        assert self.tell(till, vendor, payment_intent={"id": "pi_2"}).payment == "pi_2"
        assert self.tell(till, vendor, payment_intent=None) is None

    def test_a_reason_that_is_no_word_is_kept_as_general(self, till, vendor):
        assert self.tell(till, vendor, reason="x 1 CNY 2").reason == "general"

    @pytest.mark.parametrize("changed", [{"status": "new"}, {"amount": "6"}, {"id": "dp 1"}])
    def test_what_is_not_understood_is_refused_and_nothing_guessed(self, till, vendor, changed):
        with pytest.raises(Invalid) as refused:
            self.tell(till, vendor, **changed)

        assert refused.value.code == "payments.message_unreadable"
