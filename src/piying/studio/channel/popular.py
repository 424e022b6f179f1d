"""Popular: the series most watched of late, looked up once a minute."""

from __future__ import annotations

import threading

from piying.release.rails import DAYS, Watched, hot
from piying.release.schedule import CHINA_MINUTES, DAY_MS, MINUTE_MS
from piying.store.plays.heat import Heat
from piying.store.plays.names import all_names
from piying.studio.house import House, plays_of

FRESH_MS = 60_000
MOST = 200


class Popular:
    """Which series are most watched, for any number of threads."""

    def __init__(self, house: House) -> None:
        self._house, self._heat = house, Heat(plays_of(house))
        self._looking = threading.Lock()
        self._found: tuple[str, ...] = ()
        self._at_ms: int | None = None

    def series(self, now_ms: int) -> tuple[str, ...]:
        """The most watched first; those that nobody watched are not among them.

        Who asks while another looks gets what was found before.

        Raises:
            Invalid: the figures cannot be read.
        """
        first = self._at_ms is None
        if not first and 0 <= now_ms - (self._at_ms or 0) < FRESH_MS:
            return self._found
        if self._looking.acquire(blocking=first):
            try:
                self._found, self._at_ms = self._looked(now_ms), now_ms
            finally:
                self._looking.release()
        return self._found

    def _looked(self, now_ms: int) -> tuple[str, ...]:
        ahead_ms = CHINA_MINUTES * MINUTE_MS
        today = (now_ms + ahead_ms) // DAY_MS
        first = today - DAYS + 1
        told = list(self._heat.days(first * DAY_MS - ahead_ms, DAYS))
        names = all_names(self._house.store).names
        watched = [
            Watched(names["drama", drama], first + day, plays)
            for day, drama, plays in told
            if ("drama", drama) in names
        ]
        return hot(watched, today, MOST)
