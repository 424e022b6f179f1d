"""Buckets: how often something may be done by many, in the memory of one process.

For routes that are asked too often for a row of the database each. A bucket is one number, the
time at which it is full again, and those that are full are forgotten.
"""

from __future__ import annotations

import threading

from piying.store.channel.throttle import Rate

BUCKETS_MAX = 100_000


class Buckets:
    """Buckets of one sort, by name."""

    def __init__(self, rate: Rate, most: int = BUCKETS_MAX) -> None:
        self._rate, self._most = rate, most
        self._full_ms: dict[str, int] = {}
        self._change = threading.Lock()

    def take(self, name: str, now_ms: int) -> int:
        """Take one: 0, or in how many milliseconds there will be one."""
        rate = self._rate
        with self._change:
            after = max(self._full_ms.get(name, 0), now_ms) + rate.period_ms
            over = after - now_ms - rate.tries * rate.period_ms
            if over > 0:
                return over
            if name not in self._full_ms and len(self._full_ms) >= self._most:
                self._forget(now_ms)
            self._full_ms[name] = after
        return 0

    def _forget(self, now_ms: int) -> None:
        """Let go of what is full, or else of the fullest half."""
        left = {name: full for name, full in self._full_ms.items() if full > now_ms}
        if len(left) >= self._most:
            emptiest = sorted(left, key=left.__getitem__, reverse=True)[: self._most // 2]
            left = {name: left[name] for name in emptiest}
        self._full_ms = left
