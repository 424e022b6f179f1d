"""The door to the tills: nothing else imports them by name."""

from __future__ import annotations

from collections.abc import Callable

from piying.model.errors import Invalid
from piying.model.payment import SANDBOX
from piying.partners.keys import Keys
from piying.partners.payments import sandbox, stripe, wechat
from piying.release.shop import Counter
from piying.release.till import Till

Sandbox = sandbox.Sandbox

TILLS = (SANDBOX, stripe.NAME, wechat.NAME)
"""Every till that a shop may name."""


def till_of(
    counter: Counter, site: str, keys: Keys, sandbox_key: bytes, clock_ms: Callable[[], int]
) -> Till:
    """The till that the operator opened as `counter`; it is not asked for anything here.

    Raises:
        Missing: it has no key.
        Invalid: its settings are wrong.
    """
    settings = dict(counter.settings)
    if counter.id == wechat.NAME:
        return wechat.WeChat(keys, site, settings, clock_ms)
    if settings:
        raise Invalid("payments.till_settings", till=counter.id, known="-")
    if counter.id == stripe.NAME:
        return stripe.Stripe(keys, site)
    return sandbox.Sandbox(sandbox_key)
