"""Stripe on loopback: checkout sessions and refunds, as strict as its API, and its webhooks."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from urllib.parse import parse_qs

from partners.emulator import Emulator, Wrong, one_of, reply

SECRET, HOOK = "sk_live_emulated0123456789abcdef", "whsec_emulated0123456789"
VERSION = "2026-06-24.dahlia"
SESSION = {
    "mode", "client_reference_id", "success_url", "cancel_url", "expires_at", "locale",
    "line_items[0][quantity]", "line_items[0][price_data][currency]",
    "line_items[0][price_data][unit_amount]",
    "line_items[0][price_data][product_data][name]", "metadata[order]",
    "payment_intent_data[metadata][order]",
}  # fmt: skip
HALF_HOUR, DAY = 1_800, 86_400


class StripeVendor(Emulator):
    """The vendor's interface; `now` is its clock in seconds."""

    def __init__(self, now):
        super().__init__()
        self.now = now
        self.sessions: dict[str, dict] = {}
        self.refunds: list[dict] = []
        self.keys: dict[str, tuple[str, dict]] = {}
        """By the key of idempotency: the digest of what was asked, and the answer."""
        self.forget = False
        """Whether keys of idempotency have run out."""
        self.refund_status = "succeeded"

    def step(self, request):
        name = request.path.removeprefix("/v1/").partition("/")[0]
        return f"{name} {request.method.lower()}"

    def refusal(self, status, why):
        kind = {402: "card_error", 429: "rate_limit_error"}.get(status, "invalid_request_error")
        return reply({"error": {"type": kind, "message": why}}, status)

    def answer(self, step, request):
        if request.headers.get("authorization") != f"Bearer {SECRET}":
            raise Wrong("Invalid API Key provided", 401)
        one_of(request.headers.get("stripe-version"), {VERSION}, "Stripe-Version")
        if request.method == "GET":
            return self._read(request)
        one_of(
            request.headers.get("content-type"), {"application/x-www-form-urlencoded"}, "type"
        )
        key = request.headers.get("idempotency-key", "")
        if not 0 < len(key) <= 255:
            raise Wrong("Idempotency-Key is asked for")
        asked = hashlib.sha256(request.path.encode() + request.data).hexdigest()
        if key in self.keys and not self.forget:
            if self.keys[key][0] != asked:
                raise Wrong("Keys for idempotent requests can only be used with the same "
                            "parameters they were first used with.")  # fmt: skip
            return reply(self.keys[key][1])
        form = {
            name: values[0]
            for name, values in parse_qs(request.data.decode(), strict_parsing=True).items()
        }
        made = self._session(form) if step == "checkout post" else self._refund(form)
        self.keys[key] = (asked, made)
        return reply(made)

    def _read(self, request):
        if request.path.startswith("/v1/checkout/sessions/"):
            found = self.sessions.get(request.path.rpartition("/")[2])
            if found is None:
                raise Wrong("No such checkout.session", 404)
            return reply(found)
        if request.path == "/v1/refunds":
            intent = request.query["payment_intent"][0]
            ours = [one for one in self.refunds if one["payment_intent"] == intent]
            return reply({"object": "list", "data": ours, "has_more": False})
        raise Wrong("Unrecognized request URL", 404)

    def _session(self, form):
        unknown = form.keys() - SESSION
        if unknown or SESSION - form.keys():
            raise Wrong(f"Received unknown or missing parameters: {unknown}")
        one_of(form["mode"], {"payment"}, "mode")
        one_of(form["locale"], {"zh", "en", "auto"}, "locale")
        amount, ends = int(form["line_items[0][price_data][unit_amount]"]), form["expires_at"]
        if not HALF_HOUR <= int(ends) - self.now() <= DAY or amount < 1:
            raise Wrong("expires_at or unit_amount is out of range")
        if not re.fullmatch("[a-z]{3}", form["line_items[0][price_data][currency]"]):
            raise Wrong("Invalid currency")
        for name in ("success_url", "cancel_url"):
            if not form[name].startswith("https://"):
                raise Wrong("Not a valid URL")
        name = f"cs_live_{len(self.sessions) + 1:04d}"
        self.sessions[name] = {
            "id": name, "object": "checkout.session", "mode": "payment", "status": "open",
            "payment_status": "unpaid", "amount_total": amount, "livemode": True,
            "currency": form["line_items[0][price_data][currency]"],
            "client_reference_id": form["client_reference_id"], "payment_intent": None,
            "expires_at": int(ends), "metadata": {"order": form["metadata[order]"]},
            "url": f"https://checkout.stripe.com/c/pay/{name}",
        }  # fmt: skip
        return self.sessions[name]

    def _refund(self, form):
        if form.keys() != {"payment_intent", "amount", "metadata[refund]"}:
            raise Wrong("Received unknown parameters")
        paid = [
            one for one in self.sessions.values()
            if one["payment_intent"] == form["payment_intent"]
        ]  # fmt: skip
        before = sum(one["amount"] for one in self.refunds)
        if not paid or before + int(form["amount"]) > paid[0]["amount_total"]:
            raise Wrong("Refund amount is greater than charge amount")
        made = {
            "id": f"re_{len(self.refunds) + 1}", "object": "refund",
            "amount": int(form["amount"]), "currency": paid[0]["currency"],
            "payment_intent": form["payment_intent"], "status": self.refund_status,
            "metadata": {"refund": form["metadata[refund]"]},
        }  # fmt: skip
        self.refunds.append(made)
        return made

    # --- what a person does at its page, and what it tells of that -------------------------

    def pay(self, name):
        """Somebody pays the session; its webhook."""
        self.sessions[name] |= {
            "status": "complete", "payment_status": "paid", "payment_intent": f"pi_{name}",
            "url": None,
        }  # fmt: skip
        return self.event("checkout.session.completed", self.sessions[name])

    def event(self, kind, about, at=None, secret=HOOK):
        """Headers and body of a webhook."""
        body = json.dumps(
            {"id": "evt_1", "object": "event", "type": kind, "livemode": True,
             "data": {"object": about}}, indent=2,
        ).encode()  # fmt: skip
        return signed(body, self.now() if at is None else at, secret), body


def signed(body, at, secret=HOOK):
    """The header over `body`."""
    tag = hmac.new(secret.encode(), f"{at}.".encode() + body, "sha256").hexdigest()
    return {"stripe-signature": f"t={at},v1={tag},v0=6ffbb59b2300aae63f272406069a9788"}
