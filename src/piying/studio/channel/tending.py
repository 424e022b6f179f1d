"""Tending: what a server does beside answering: it loads, removes what is over, collects."""

from __future__ import annotations

import logging
import threading

from piying.model.errors import PiyingError
from piying.store.channel.logins import Codes, Logins
from piying.store.channel.throttle import Throttle
from piying.studio.channel import once
from piying.studio.channel.collecting import collect
from piying.studio.channel.moderating import warm
from piying.studio.durable import keep_up
from piying.studio.house import House

EVERY_SECONDS = 60
SHARE_TURNS = 60
"""Weeks of memberships are shared once an hour: all of them are looked at."""
THROTTLED_MS = 86_400_000
"""So long failures to log in are remembered after the last delay is over."""
DAY_MS = 86_400_000
FORGET_TURNS = 60
"""Old logins are looked for once in so many turns: all of them are looked at."""
OVER_MS = 180 * DAY_MS
"""So long it is known when and from which device somebody was logged in."""
LOG = logging.getLogger("piying.channel")


def tend(house: House, stopping: threading.Event) -> None:
    """Tend the house until `stopping` is set; what fails is written to the log."""
    try:
        warm(house)
    except PiyingError as error:
        LOG.warning("the policies of comments were not loaded: %s", error)
    turn = 0
    kept: dict[str, int] | None = None
    while not stopping.wait(EVERY_SECONDS):
        try:
            tidy(house, logins=turn % FORGET_TURNS == 0)
        except PiyingError as error:
            LOG.warning("what is over was not removed: %s", error)
        try:
            for failure in collect(house, share=turn % SHARE_TURNS == 0).failures:
                LOG.warning("a till was not asked: %s", failure)
        except PiyingError as error:
            LOG.warning("payments were not collected: %s", error)
        try:
            kept = keep_up(house, kept)
        except PiyingError as error:
            LOG.warning("the bucket was not kept up: %s", error)
        turn += 1


def tidy(house: House, *, logins: bool = False) -> int:
    """Remove what is over: throttles, codes, answers, old logins; how many of them."""
    now, database = house.clock.now_ms(), house.store.database
    swept = Throttle(database).sweep(now - THROTTLED_MS) + Codes(database).sweep(now - DAY_MS)
    if logins:
        swept += Logins(database).sweep(now - OVER_MS)
    return swept + once.sweep(house)
