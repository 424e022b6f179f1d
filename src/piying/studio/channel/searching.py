"""Searching: what is typed, by people who type; who asks faster than that waits.

A search walks through all that is out, so it is counted: by the account, and by the address for
those who have none or make many. What one process counts is enough, since one serves a house.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from piying.model.errors import Invalid
from piying.model.watching import Card
from piying.store.channel.throttle import Rate
from piying.studio.channel.acting import person
from piying.studio.channel.buckets import Buckets
from piying.studio.channel.finding import search
from piying.studio.channel.memory import Channel
from piying.studio.channel.opening import Seat
from piying.studio.channel.throttling import network

OF_ONE = Rate(40, 400)
"""Forty of one person at once, then five in two seconds: a page asks as they type."""
OF_ADDRESS = Rate(400, 40)
"""Four hundred of an address, behind which many may sit, then twenty-five a second."""
SECOND_MS = 1_000


@dataclass(frozen=True, slots=True)
class Searches:
    """The searches of one process, for any number of threads."""

    channel: Channel
    _people: Buckets = field(default_factory=lambda: Buckets(OF_ONE))
    _addresses: Buckets = field(default_factory=lambda: Buckets(OF_ADDRESS))

    def search(self, seat: Seat, address: str, typed: str, most: int) -> tuple[Card, ...]:
        """The best series for what somebody typed; who has no login is known by the address.

        Raises:
            Invalid: there were too many; it says in how many seconds there may be another.
        """
        house, place = self.channel.house, network(address)
        account, now_ms = person(seat.by), house.clock.now_ms()
        whose = account.id if seat.by.login else f"at {place}"
        for buckets, name in ((self._addresses, place), (self._people, whose)):
            wait_ms = buckets.take(name, now_ms)
            if wait_ms:
                raise Invalid("web.slow_down", seconds=-(-wait_ms // SECOND_MS))
        return search(house, self.channel, seat, typed, most)
