"""How often something may be tried: a bucket and a growing delay, each one row, exact.

A bucket is one number, the time at which it is full again (GCRA): a try is one `period_ms`
of it and is let through while the bucket is not empty. It is taken in a transaction that
writes, so that two tries at the same time are two.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, text, update

from piying.store.channel import membertables as tables
from piying.store.engine import Database

FREE_FAILURES = 3
"""Failures that cost no delay."""
FIRST_DELAY_MS = 1_000
DELAY_MS_MAX = 900_000
"""A quarter of an hour: the delay doubles with each failure until here."""

_FIRST = text(
    "INSERT INTO channel_throttle (key, full_ms, failures, until_ms) VALUES (:key, 0, 0, 0) "
    "ON CONFLICT DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Rate:
    """How much a bucket holds, and how fast it fills again."""

    tries: int
    """What a full bucket lets through at once."""
    period_ms: int
    """One more each."""


@dataclass(frozen=True, slots=True)
class Throttle:
    """The throttles of a house."""

    database: Database

    def take(self, key: str, rate: Rate, now_ms: int) -> int:
        """Take one try: 0, or in how many milliseconds there will be one."""
        rows = tables.throttle
        with self.database.writing() as connection:
            full, _, until = self._row(connection, key)
            if until > now_ms:
                return until - now_ms
            after = max(full, now_ms) + rate.period_ms
            over = after - now_ms - rate.tries * rate.period_ms
            if over > 0:
                return over
            connection.execute(update(rows).where(rows.c.key == key).values(full_ms=after))
        return 0

    def give_back(self, key: str, rate: Rate) -> None:
        """Give one try back that was taken."""
        rows = tables.throttle
        with self.database.writing() as connection:
            connection.execute(
                update(rows)
                .where(rows.c.key == key)
                .values(full_ms=rows.c.full_ms - rate.period_ms)
            )

    def failed(self, key: str, now_ms: int) -> int:
        """Note a failure; for how many milliseconds nothing may be tried now."""
        rows = tables.throttle
        with self.database.writing() as connection:
            _, failures, _ = self._row(connection, key)
            delay = delay_ms(failures + 1)
            connection.execute(
                update(rows)
                .where(rows.c.key == key)
                .values(failures=failures + 1, until_ms=now_ms + delay)
            )
        return delay

    def succeeded(self, key: str) -> None:
        """Forget the failures."""
        rows = tables.throttle
        with self.database.writing() as connection:
            connection.execute(
                update(rows).where(rows.c.key == key).values(failures=0, until_ms=0)
            )

    def sweep(self, before_ms: int) -> int:
        """Forget what has been full and free since then; how many."""
        rows = tables.throttle
        with self.database.writing() as connection:
            gone = connection.execute(
                delete(rows).where(rows.c.full_ms < before_ms, rows.c.until_ms < before_ms)
            )
        return int(gone.rowcount)

    @staticmethod
    def _row(connection: Connection, key: str) -> tuple[int, int, int]:
        """What stands there, held against others until the block ends."""
        connection.execute(_FIRST, {"key": key})
        rows = tables.throttle
        asked = select(rows.c.full_ms, rows.c.failures, rows.c.until_ms).where(
            rows.c.key == key
        )
        row = connection.execute(asked.with_for_update()).one()
        return int(row[0]), int(row[1]), int(row[2])


def delay_ms(failures: int) -> int:
    """How long the next try waits after so many failures in a row."""
    over = failures - FREE_FAILURES
    return 0 if over <= 0 else min(FIRST_DELAY_MS << min(over - 1, 20), DELAY_MS_MAX)
