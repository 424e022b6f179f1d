"""Tending: what a server does beside answering: it loads, removes what is over, collects."""

from __future__ import annotations

import logging
import threading

from piying.model.errors import PiyingError
from piying.store.channel.throttle import Throttle
from piying.studio.channel import once
from piying.studio.channel.collecting import collect
from piying.studio.channel.moderating import warm
from piying.studio.house import House

EVERY_SECONDS = 60
THROTTLED_MS = 86_400_000
"""So long failures to log in are remembered after the last delay is over."""
LOG = logging.getLogger("piying.channel")


def tend(house: House, stopping: threading.Event) -> None:
    """Tend the house until `stopping` is set; what fails is written to the log."""
    try:
        warm(house)
    except PiyingError as error:
        LOG.warning("the policies of comments were not loaded: %s", error)
    while not stopping.wait(EVERY_SECONDS):
        try:
            tidy(house)
        except PiyingError as error:
            LOG.warning("what is over was not removed: %s", error)
        try:
            for failure in collect(house).failures:
                LOG.warning("a till was not asked: %s", failure)
        except PiyingError as error:
            LOG.warning("payments were not collected: %s", error)


def tidy(house: House) -> int:
    """Remove throttles that hold nobody back and answers that are no longer kept; how many."""
    before = house.clock.now_ms() - THROTTLED_MS
    return Throttle(house.store.database).sweep(before) + once.sweep(house)
