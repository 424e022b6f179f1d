"""WeChat Pay: questions are signed as it asks; what it says is verified, then opened."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from partners.emulators.wechat import (
    API_KEY,
    ENVIRONMENT,
    MERCHANT,
    OURS,
    SETTINGS,
    THEIRS,
    WeChatVendor,
    headers_over,
)
from piying.model.errors import Invalid, Missing, Outside
from piying.model.payment import Item, Order, Outcome, RefundState, Show
from piying.partners.keys import Keys
from piying.partners.payments.wechat import WeChat
from piying.release.till import Known, Visit
from piying.takes.generator import NotTaken

NOW = 1_800_000_000
SITE = "https://play.example.com"
ORDER = Order(
    "01ORDER", "v-1", Item.COINS, "small", 60, 6, 0, 600, "CNY", 4, "wechat", real=True,
    territory="CN", key="k", made_ms=NOW * 1000, until_ms=(NOW + 3600) * 1000,
)  # fmt: skip
SCREEN = Visit(phone=False, what="66 金币")
PHONE = Visit(address="203.0.113.7", what="66 金币")


def made(environment=ENVIRONMENT, settings=SETTINGS, **more):
    keys = Keys(environment, lambda _: None)
    return WeChat(keys, SITE, settings, lambda: NOW * 1000, **more)


@pytest.fixture
def vendor():
    with WeChatVendor(lambda: NOW) as one:
        yield one
        assert one.wrong == []


@pytest.fixture
def till(vendor):
    return made(origin=vendor.url, local=True)


@pytest.fixture
def begun(till):
    return till.begin(ORDER, SCREEN)


class TestBeginning:
    def test_a_screen_shows_a_code(self, begun, vendor):
        _, request = vendor.seen[0]

        assert (begun.show, begun.address) == (Show.QR, "weixin://wxpay/bizpayurl?pr=1")
        assert request.json()["notify_url"] == f"{SITE}/hooks/payments/wechat"
        assert request.json()["time_expire"] == "2027-01-15T17:00:00+08:00"

    def test_a_phone_goes_to_the_app_and_back(self, till):
        begun = till.begin(ORDER, PHONE)

        assert begun.show is Show.REDIRECT
        assert begun.address.startswith("https://wx.tenpay.com/")
        assert begun.address.endswith(
            "redirect_url=https%3A%2F%2Fplay.example.com%2Forders%2F01ORDER"
        )

    def test_a_phone_whose_address_nobody_knows_is_shown_a_code(self, till):
        assert till.begin(ORDER, replace(PHONE, address="")).show is Show.QR

    def test_an_answer_that_is_not_signed_is_not_used(self, till, vendor):
        vendor.signs = False
        with pytest.raises(Outside) as failed:
            till.begin(ORDER, SCREEN)

        assert failed.value.code == "payments.answer_unsigned"

    def test_a_vendor_that_fails_is_told(self, till, vendor):
        vendor.plan("prepay", "failing")
        with pytest.raises(Outside):
            till.begin(ORDER, SCREEN)


class TestKeys:
    def test_every_key_is_asked_for(self):
        for name in ENVIRONMENT:
            with pytest.raises(Missing):
                made({key: value for key, value in ENVIRONMENT.items() if key != name})

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PIYING_KEY_WECHAT_API", "short"),
            ("PIYING_KEY_WECHAT_MERCHANT", "no key"),
            ("PIYING_KEY_WECHAT_PLATFORM", "no key"),
        ],
    )
    def test_a_wrong_key_is_refused_without_showing_it(self, name, value):
        with pytest.raises(Invalid) as refused:
            made({**ENVIRONMENT, name: value})

        assert refused.value.code == "payments.till_key"
        assert value not in str(refused.value)

    def test_a_key_in_one_line_is_read(self):
        flat = {name: value.replace("\n", "\\n") for name, value in ENVIRONMENT.items()}

        assert made(flat).real

    def test_the_platform_may_be_known_by_a_certificate(self, vendor):
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "platform")])
        since = datetime(2026, 1, 1, tzinfo=UTC)
        certificate = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name)
            .public_key(THEIRS.public_key()).serial_number(7).not_valid_before(since)
            .not_valid_after(since + timedelta(days=1000)).sign(THEIRS, hashes.SHA256())
        )  # fmt: skip
        pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
        environment = {**ENVIRONMENT, "PIYING_KEY_WECHAT_PLATFORM": pem}

        assert made(environment, origin=vendor.url, local=True).begin(ORDER, SCREEN)

    @pytest.mark.parametrize(
        "settings", [{}, {**SETTINGS, "more": "x"}, {**SETTINGS, "app": ""}]
    )
    def test_settings_are_all_or_none(self, settings):
        with pytest.raises(Invalid, match="app, merchant, serial, platform"):
            made(settings=settings)


class TestWhatItTells:
    def test_a_payment_is_opened_and_told_whole(self, till, begun, vendor):
        told = till.told(*vendor.pay(begun.vendor), NOW * 1000)

        assert (told.order, told.outcome, told.payment) == (
            "01ORDER", Outcome.PAID, "4200001ORDER",
        )  # fmt: skip
        assert (told.minor, told.currency, told.real) == (600, "CNY", True)

    def test_a_refund_s_message_is_about_no_order(self, till, vendor):
        about = {"out_trade_no": "01ORDER", "refund_status": "SUCCESS"}

        told = till.told(*vendor.message("REFUND.SUCCESS", "refund", about), NOW * 1000)
        assert told is None

    @pytest.mark.parametrize("ago", [-300, 300])
    def test_too_old_or_too_new_is_refused(self, till, vendor, ago):
        with pytest.raises(Invalid) as refused:
            till.told(*vendor.message("TRANSACTION.SUCCESS", "t", {}, NOW - ago), NOW * 1000)

        assert refused.value.code == "payments.message_late"

    def test_a_wrong_signature_is_refused_before_anything_is_read(self, till, begun, vendor):
        headers, body = vendor.pay(begun.vendor)
        probe = {**headers, "wechatpay-signature": "WECHATPAY/SIGNTEST/cm9uZw=="}
        others = [
            {}, probe, {**headers, "wechatpay-nonce": "other"},
            {**headers, "wechatpay-timestamp": str(NOW - 1)},
            {**headers, "wechatpay-timestamp": "soon"},
            {name.lower(): one for name, one in headers_over(body, NOW, OURS).items()},
            {name.lower(): one for name, one in headers_over(body, NOW, THEIRS, "X").items()},
        ]  # fmt: skip
        for wrong in others:
            with pytest.raises(Invalid) as refused:
                till.told(wrong, body, NOW * 1000)
            assert refused.value.code == "payments.message_refused"
        with pytest.raises(Invalid, match="not signed"):
            till.told(headers, body + b" ", NOW * 1000)

    def test_what_another_key_sealed_is_not_understood(self, till, vendor):
        message = vendor.message("TRANSACTION.SUCCESS", "transaction", {}, key=API_KEY[::-1])
        with pytest.raises(Invalid) as refused:
            till.told(*message, NOW * 1000)

        assert refused.value.code == "payments.message_unreadable"

    @pytest.mark.parametrize(
        "changed",
        [{"mchid": "1900000110"}, {"appid": "wx1"}, {"trade_state": "NEW"},
         {"amount": {"total": "600"}}],
    )  # fmt: skip
    def test_another_merchant_s_payment_is_not_ours(self, till, begun, vendor, changed):
        vendor.pay(begun.vendor)
        about = {**vendor.trades[begun.vendor], **changed}
        with pytest.raises(Invalid, match="cannot be understood"):
            till.told(*vendor.message("TRANSACTION.SUCCESS", "transaction", about), NOW * 1000)

    @pytest.mark.parametrize(
        "body", [b"[]", b"{}", b"\xff", json.dumps({"resource": 1}).encode()]
    )
    def test_what_is_signed_and_not_understood_is_refused(self, till, body):
        headers = {name.lower(): one for name, one in headers_over(body, NOW).items()}
        with pytest.raises(Invalid) as refused:
            till.told(headers, body, NOW * 1000)

        assert refused.value.code == "payments.message_unreadable"


class TestAsking:
    @pytest.mark.parametrize(
        ("state", "outcome"),
        [
            ("NOTPAY", Outcome.OPEN),
            ("USERPAYING", Outcome.OPEN),
            ("CLOSED", Outcome.EXPIRED),
            ("REVOKED", Outcome.EXPIRED),
            ("PAYERROR", Outcome.FAILED),
            ("REFUND", Outcome.FAILED),
        ],
    )
    def test_an_order_is_told_as_it_stands(self, till, begun, vendor, state, outcome):
        vendor.trades[begun.vendor]["trade_state"] = state

        assert till.look(Known(ORDER, begun.vendor, "")).outcome is outcome

    def test_a_paid_one_is_told_with_its_amount(self, till, begun, vendor):
        vendor.pay(begun.vendor)
        told = till.look(Known(ORDER, begun.vendor, ""))

        assert (told.outcome, told.minor, told.payment) == (Outcome.PAID, 600, "4200001ORDER")

    def test_an_order_that_it_does_not_know_is_open(self, till, vendor):
        assert till.look(Known(ORDER, "", "")).outcome is Outcome.OPEN
        vendor.wrong.clear()


class TestRefunds:
    @pytest.fixture
    def known(self, till, begun, vendor):
        told = till.told(*vendor.pay(begun.vendor), NOW * 1000)
        return Known(ORDER, told.vendor, told.payment)

    def test_the_same_name_is_paid_once(self, till, known, vendor):
        first = till.refund(known, 200, "r1")

        assert (first.state, first.minor) == (RefundState.DONE, 200)
        assert till.refund(known, 200, "r1") == first
        assert len(vendor.refunds) == 1

    @pytest.mark.parametrize(
        ("status", "state"),
        [
            ("PROCESSING", RefundState.PENDING),
            ("ABNORMAL", RefundState.PENDING),
            ("CLOSED", RefundState.FAILED),
        ],
    )
    def test_it_says_how_it_stands(self, till, known, vendor, status, state):
        vendor.refund_status = status

        assert till.refund(known, 200, "r1").state is state

    def test_more_than_was_paid_is_refused_for_good(self, till, known, vendor):
        with pytest.raises(NotTaken):
            till.refund(known, 601, "r1")
        assert vendor.wrong
        vendor.wrong.clear()


def test_no_error_shows_a_key(till, vendor):
    vendor.plan("prepay", "wrong key")
    with pytest.raises(Outside) as failed:
        till.begin(ORDER, SCREEN)

    assert API_KEY not in str(failed.value)
    assert "signature=" not in str(failed.value)
    assert MERCHANT not in repr(failed.value)
