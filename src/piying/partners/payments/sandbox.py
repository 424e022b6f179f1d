"""The sandbox: a till that takes no money. A person says by a button what became of an order.

The answer is signed with a key of the house, so that only our own page can give it, and is
held to the same rules as the answers of tills that take money: its signature and its age first
("t=SECONDS,v1=HEX", HMAC-SHA256 over "SECONDS." and the body). Its orders are never real.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping

from piying.model.canon import canonical
from piying.model.errors import Invalid
from piying.model.payment import (
    SANDBOX,
    Begun,
    Order,
    Outcome,
    Refunded,
    RefundState,
    Show,
    Told,
    Visit,
)
from piying.release.till import Known

HEADER = "sandbox-signature"
TOLERANCE_SECONDS = 300
BODY_BYTES_MAX = 4_096
SIGNED = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})", re.ASCII)


class Sandbox:
    """The till that takes no money."""

    name = SANDBOX
    real = False

    def __init__(self, key: bytes) -> None:
        """`key` signs the answers."""
        self._key = key

    def begin(self, order: Order, visit: Visit) -> Begun:  # noqa: ARG002 - the port of tills
        """The order by its own name; our own page asks what becomes of it."""
        return Begun(order.id, Show.PRESS)

    def answer(
        self, order: Order, outcome: Outcome, now_ms: int
    ) -> tuple[dict[str, str], bytes]:
        """Headers and body of the answer that a person gives by a button."""
        body = canonical({
            "order": order.id, "outcome": outcome.value, "minor": order.minor,
            "currency": order.currency,
        })  # fmt: skip
        seconds = now_ms // 1000
        return {HEADER: f"t={seconds},v1={self._tag(seconds, body)}"}, body

    def told(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> Told:
        """What the person said; raises as the port does."""
        found = SIGNED.fullmatch(headers.get(HEADER, ""))
        if found is None or len(body) > BODY_BYTES_MAX:
            raise Invalid("payments.message_refused", till=self.name)
        seconds = int(found[1])
        if not hmac.compare_digest(found[2], self._tag(seconds, body)):
            raise Invalid("payments.message_refused", till=self.name)
        if abs(now_ms // 1000 - seconds) > TOLERANCE_SECONDS:
            raise Invalid("payments.message_late", till=self.name)
        told = json.loads(body)
        return Told(
            order=told["order"],
            outcome=Outcome(told["outcome"]),
            vendor=told["order"],
            payment=f"{SANDBOX}-{told['order']}",
            minor=told["minor"],
            currency=told["currency"],
            real=False,
            at_ms=now_ms,
        )

    def look(self, known: Known) -> Told:
        """Nobody knows more than the person who has yet to press a button."""
        order = known.order
        return Told(
            order.id, Outcome.OPEN, order.id, "", order.minor, order.currency, real=False,
            at_ms=0,
        )  # fmt: skip

    def refund(self, known: Known, minor: int, key: str) -> Refunded:  # noqa: ARG002 - the port
        """Done: there was no money."""
        return Refunded(key, RefundState.DONE, minor)

    def _tag(self, seconds: int, body: bytes) -> str:
        told = b"sandbox till\0%d.%s" % (seconds, body)
        return hmac.new(self._key, told, "sha256").hexdigest()
