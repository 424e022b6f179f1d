"""Stripe: a page of theirs on which cards are taken (Checkout), told by signed webhooks.

Forms go out, JSON comes back. A session is asked for once for an order: the order's name is the
key of idempotency, which Stripe keeps for a day; a refund is looked for by our key in its
metadata before it is asked for, so that no day makes it two.

A webhook is signed by `Stripe-Signature: t=SECONDS,v1=HEX[,v1=HEX]`: HMAC-SHA256 with the
endpoint's secret over "SECONDS." and the body as it came; more than one v1 stands there while a
secret is being changed.

Source: github.com/stripe/stripe-python 15.3.1 of 2026-07-24 (API 2026-06-24.dahlia):
_webhook.py, params/checkout/_session_create_params.py, checkout/_session.py,
params/_refund_create_params.py, _refund.py, _dispute.py, _event.py, _api_requestor.py; read
2026-11-23.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from piying.model.errors import Invalid
from piying.model.payment import (
    BACK_PATH,
    Begun,
    Disputed,
    Order,
    Outcome,
    Refunded,
    RefundState,
    Show,
    Stage,
    Told,
    Visit,
)
from piying.partners.answers import Json, Step
from piying.partners.guard import door
from piying.partners.keys import Keys, Secret
from piying.partners.net import Way
from piying.release.till import Known

NAME = "stripe"
ORIGIN = "https://api.stripe.com"
VERSION = "2026-06-24.dahlia"
HEADER = "stripe-signature"
TOLERANCE_SECONDS = 300
"""As Stripe's own libraries have it."""
BODY_BYTES_MAX = 1 << 20
ASK_SECONDS = 40
KEY_NAMES = ("STRIPE_SECRET_KEY",)
HOOK_NAMES = ("STRIPE_WEBHOOK_SECRET",)
TEST_KEYS = ("sk_test_", "rk_test_")
"""What the keys begin with whose payments move no money."""
REFUNDS_LISTED = 100
SESSION = re.compile(r"cs_[A-Za-z0-9_]{1,250}")
STAMP = re.compile(r"\d{1,12}", re.ASCII)
LANGUAGES = {"zh": "zh", "en": "en"}

PAID = ("checkout.session.completed", "checkout.session.async_payment_succeeded")
FAILED, EXPIRED = "checkout.session.async_payment_failed", "checkout.session.expired"
REFUNDS = {
    "succeeded": RefundState.DONE, "pending": RefundState.PENDING,
    "requires_action": RefundState.PENDING, "failed": RefundState.FAILED,
    "canceled": RefundState.FAILED,
}  # fmt: skip
DISPUTES = {
    "warning_needs_response": Stage.INQUIRY, "warning_under_review": Stage.INQUIRY,
    "warning_closed": Stage.WON, "needs_response": Stage.OPEN, "under_review": Stage.OPEN,
    "won": Stage.WON, "lost": Stage.LOST, "prevented": Stage.LOST,
}  # fmt: skip
"""Warnings take no money; what was prevented was paid back before it was a dispute."""
WORD = re.compile(r"[a-z_]{1,60}")
DISPUTE = re.compile(r"[a-z]{1,10}_[A-Za-z0-9_]{1,250}")


class Stripe:
    """Checkout sessions of one account."""

    name = NAME

    def __init__(self, keys: Keys, site: str, origin: str = "", *, local: bool = False) -> None:
        """`site` is where people come back to; `local`: `origin` is a machine of our own.

        Raises:
            Missing: the secret key is nowhere.
        """
        self._keys, self._site = keys, site
        self._key = keys.of(NAME, *KEY_NAMES)
        self._origin = (origin or ORIGIN).rstrip("/")
        self._way = Way(NAME, (door(self._origin, local=local),), ask_seconds=ASK_SECONDS)

    @property
    def real(self) -> bool:
        """Whether the key is one by which money moves."""
        return not self._key.reveal().startswith(TEST_KEYS)

    def begin(self, order: Order, visit: Visit) -> Begun:
        """A session for the order, on Stripe's own page."""
        back = f"{self._site}{BACK_PATH}{quote(order.id)}"
        told = self._post(
            "/v1/checkout/sessions",
            {
                "mode": "payment",
                "client_reference_id": order.id,
                "success_url": back,
                "cancel_url": back,
                "expires_at": str(order.until_ms // 1000),
                "locale": LANGUAGES.get(visit.language, "auto"),
                "line_items[0][quantity]": "1",
                "line_items[0][price_data][currency]": order.currency.lower(),
                "line_items[0][price_data][unit_amount]": str(order.minor),
                "line_items[0][price_data][product_data][name]": visit.what or order.good,
                "metadata[order]": order.id,
                "payment_intent_data[metadata][order]": order.id,
            },
            f"order-{order.id}",
        )
        name, address = told.get("id"), told.get("url")
        if not _is_session(name) or not _text(address).startswith("https://"):
            raise self._way.asked(Step.SUBMIT, "").doubt("partners.answer_unreadable")
        return Begun(_text(name), Show.REDIRECT, _text(address))

    def told(
        self, headers: Mapping[str, str], body: bytes, now_ms: int
    ) -> Told | Disputed | None:
        """What an event says of an order or a dispute; raises as the port does."""
        self._verify(headers.get(HEADER, ""), body, now_ms // 1000)
        try:
            event = json.loads(body)
            kind, about = event["type"], event["data"]["object"]
            if str(kind).startswith("charge.dispute."):
                return _disputed(about)
            if not str(kind).startswith("checkout.session."):
                return None
            return self._session(about, now_ms, kind)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Invalid("payments.message_unreadable", till=NAME) from error

    def look(self, known: Known) -> Told:
        """The session as it stands; open, if none was ever made."""
        order = known.order
        if not _is_session(known.vendor):
            return Told(order.id, Outcome.OPEN, known.vendor, "", order.minor, order.currency,
                        order.real, 0)  # fmt: skip
        found = self._get(f"/v1/checkout/sessions/{quote(known.vendor)}")
        try:
            told = self._session(found, 0, "")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            asked = self._way.asked(Step.POLL, "")
            raise asked.doubt("partners.answer_unreadable") from error
        if told is None or told.order != order.id:
            raise self._way.asked(Step.POLL, "").doubt("partners.answer_unreadable")
        return told

    def refund(self, known: Known, minor: int, key: str) -> Refunded:
        """The refund that has our key, or a new one."""
        where = urlencode({"payment_intent": known.payment, "limit": str(REFUNDS_LISTED)})
        listed = self._get(f"/v1/refunds?{where}").get("data")
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict) and (one.get("metadata") or {}).get("refund") == key:
                return self._refunded(one)
        return self._refunded(
            self._post(
                "/v1/refunds",
                {
                    "payment_intent": known.payment,
                    "amount": str(minor),
                    "metadata[refund]": key,
                },
                f"refund-{key}",
            )
        )

    def _verify(self, header: str, body: bytes, now: int) -> None:
        """Refuse a body that Stripe did not sign, or not lately; nothing of it is read."""
        pairs = [part.strip().partition("=") for part in header.split(",")][:20]
        stamps = [value for name, _, value in pairs if name == "t"]
        tags = [value for name, _, value in pairs if name == "v1"]
        if len(body) > BODY_BYTES_MAX or len(stamps) != 1 or not STAMP.fullmatch(stamps[0]):
            raise Invalid("payments.message_refused", till=NAME)
        hook = self._keys.of(f"{NAME}-webhook", *HOOK_NAMES).reveal()
        right = hmac.new(hook.encode(), f"{stamps[0]}.".encode() + body, "sha256").hexdigest()
        if not any(hmac.compare_digest(right.encode(), tag.encode()) for tag in tags):
            raise Invalid("payments.message_refused", till=NAME)
        if abs(now - int(stamps[0])) > TOLERANCE_SECONDS:
            raise Invalid("payments.message_late", till=NAME)

    def _session(self, one: Json, now_ms: int, kind: str) -> Told | None:
        """What a session says; None: it is none of our orders, which name themselves twice."""
        name = _text(one.get("client_reference_id"))
        ours = name and (one.get("metadata") or {}).get("order") == name
        if one["object"] != "checkout.session" or not ours:
            return None
        return Told(
            order=name,
            outcome=_outcome(kind, _text(one.get("status")), _text(one["payment_status"])),
            vendor=_text(one["id"]),
            payment=_text(one.get("payment_intent")),
            minor=_whole(one["amount_total"]),
            currency=_text(one["currency"]).upper(),
            real=one["livemode"] is True,
            at_ms=now_ms,
        )

    def _refunded(self, one: Json) -> Refunded:
        name, minor = one.get("id"), one.get("amount")
        state = REFUNDS.get(_text(one.get("status")))
        if not _text(name) or not isinstance(minor, int) or state is None:
            raise self._way.asked(Step.SUBMIT, "").doubt("partners.answer_unreadable")
        return Refunded(_text(name), state, minor)

    def _post(self, path: str, form: Mapping[str, str], key: str) -> Json:
        return self._way.ask(
            "POST",
            f"{self._origin}{path}",
            step=Step.SUBMIT,
            body=urlencode(form).encode(),
            headers={
                **self._headers(),
                "Content-Type": "application/x-www-form-urlencoded",
                "Idempotency-Key": key,
            },
        )

    def _get(self, path: str) -> Json:
        return self._way.ask(
            "GET", f"{self._origin}{path}", step=Step.POLL, headers=self._headers()
        )

    def _headers(self) -> dict[str, str | Secret]:
        return {
            "Authorization": Secret(f"Bearer {self._key.reveal()}"),
            "Stripe-Version": VERSION,
        }


def _outcome(kind: str, status: str, payment_status: str) -> Outcome:
    """What became of a session, as an event or the session itself says it.

    A session that is complete and unpaid waits for a way of paying that takes its time.
    """
    if kind == FAILED:
        return Outcome.FAILED
    if kind == EXPIRED or (not kind and status == "expired"):
        return Outcome.EXPIRED
    paid = payment_status == "paid" and (kind in PAID or status == "complete")
    return Outcome.PAID if paid else Outcome.OPEN


def _disputed(one: Json) -> Disputed | None:
    """What a dispute says; None: it is of a charge that no session of ours made."""
    payment = one.get("payment_intent")
    if isinstance(payment, dict):
        payment = payment["id"]
    if one["object"] != "dispute" or not _text(payment):
        return None
    name, reason = _text(one["id"]), _text(one["reason"])
    due = (one.get("evidence_details") or {}).get("due_by")
    if not DISPUTE.fullmatch(name):
        raise ValueError(name)
    return Disputed(
        name=name,
        payment=_text(payment),
        stage=DISPUTES[_text(one["status"])],
        reason=reason if WORD.fullmatch(reason) else "general",
        minor=_whole(one["amount"]),
        currency=_text(one["currency"]).upper(),
        real=one["livemode"] is True,
        due_ms=_whole(due) * 1000 if due else 0,
    )


def _is_session(name: object) -> bool:
    return isinstance(name, str) and SESSION.fullmatch(name) is not None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value
