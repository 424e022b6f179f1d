"""How often somebody may try to get in: by the account, by the address, by both.

The row names none of them: a key of the house stands over what it is made from. A try counts
as a failure until it succeeds, so that many at the same time are no way around.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass

from piying.model.errors import Invalid
from piying.store.channel.throttle import Rate, Throttle
from piying.studio.channel.housekey import house_key
from piying.studio.house import House

ACCOUNT = Rate(20, 180_000)
"""Twenty tries on one account, then one every three minutes, from wherever they come."""
ADDRESS = Rate(60, 10_000)
"""Sixty tries from one address, then one every ten seconds."""
CODE = Rate(10, 3_600_000)
"""Ten wrong codes of a second factor on one account, then one an hour: whoever has the password
guesses one of six digits within a year by a chance of 3 in 100."""
PAIR = Rate(20, 1_000)
GUEST = Rate(300, 1_000)
"""Three hundred new anonymous accounts from one address, then one a second: a whole town may
stand behind one address, and no flood does."""
SECOND_MS = 1_000
LABEL = b"piying throttle 1"


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was let through and has yet to succeed."""

    throttle: Throttle
    pair: str
    account: str
    rate: Rate

    def succeeded(self) -> None:
        """It was no failure: the account has its try again."""
        self.throttle.succeeded(self.pair)
        self.throttle.give_back(self.account, self.rate)


def admit(house: House, target: str, address: str, rate: Rate = ACCOUNT) -> Try:
    """Let one try on `target`, which has `rate`, through that comes from `address`.

    Raises:
        Invalid: there were too many; it says in how many seconds there may be another.
    """
    key = house_key(house, LABEL)
    place = network(address)
    now, throttle = house.clock.now_ms(), Throttle(house.store.database)
    pair, account = _named(key, "pair", target, place), _named(key, "account", target)
    for name, each in (
        (_named(key, "address", place), ADDRESS), (pair, PAIR), (account, rate),
    ):  # fmt: skip
        wait = throttle.take(name, each, now)
        if wait:
            raise Invalid("accounts.too_many_tries", seconds=-(-wait // SECOND_MS))
    throttle.failed(pair, now)
    return Try(throttle, pair, account, rate)


def admit_guest(house: House, address: str) -> None:
    """Let one anonymous account more be made for somebody at `address`.

    Raises:
        Invalid: there were too many; it says in how many seconds there may be another.
    """
    name = _named(house_key(house, LABEL), "guest", network(address))
    wait = Throttle(house.store.database).take(name, GUEST, house.clock.now_ms())
    if wait:
        raise Invalid("accounts.too_many_tries", seconds=-(-wait // SECOND_MS))


def network(address: str) -> str:
    """The address of a sender; of IPv6 the 64 bits that one subscriber has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _named(key: bytes, *parts: str) -> str:
    text = "\0".join(parts)
    return f"{parts[0]}:{hmac.new(key, text.encode(), hashlib.sha256).hexdigest()}"
