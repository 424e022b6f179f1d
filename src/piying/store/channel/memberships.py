"""Memberships that were paid: their money week by week, and who it goes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from piying.ledger.lots import weeks_of
from piying.store.channel import paytables as tables
from piying.store.engine import Database

WEEK_MS = 7 * 86_400_000
NOBODY = ""
"""Who gets the money of a week in which nothing was opened."""

_AT = tables.membership.c
_COLUMNS = (
    _AT.granted, _AT.order_id, _AT.account, _AT.since_ms, _AT.days, _AT.minor, _AT.fee_minor,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Membership:
    """The right that a membership gave, and whose money stands behind it."""

    granted: str
    order: str
    account: str
    since_ms: int
    days: int
    minor: int
    """The money behind it; 0: nobody paid."""
    fee_minor: int

    @property
    def weeks(self) -> int:
        """How many slices its money has."""
        return weeks_of(self.days)

    def week_at(self, at_ms: int) -> int:
        """In which of its weeks `at_ms` lies."""
        return (at_ms - self.since_ms) // WEEK_MS

    def week_ends_ms(self, week: int) -> int:
        """When a week of it is over."""
        return min(
            self.since_ms + (week + 1) * WEEK_MS, self.since_ms + self.days * WEEK_MS // 7
        )


@dataclass(frozen=True, slots=True)
class Memberships:
    """The memberships of everybody."""

    database: Database

    def add(self, one: Membership, at_ms: int) -> None:
        """Keep a membership."""
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            connection.execute(
                insert(tables.membership).values(
                    granted=one.granted, order_id=one.order, account=one.account,
                    since_ms=one.since_ms, days=one.days, minor=one.minor,
                    fee_minor=one.fee_minor, at_ms=at_ms,
                )
            )  # fmt: skip

    def of(self, account: str) -> tuple[Membership, ...]:
        """Those of `account`, oldest first."""
        with self.database.reading() as connection:
            return _found(connection, tables.membership.c.account == account)

    def of_order(self, order: str) -> tuple[Membership, ...]:
        """The one that `order` paid for; again, if it was given anew."""
        with self.database.reading() as connection:
            return _found(connection, tables.membership.c.order_id == order)

    def due(self, now_ms: int, count: int) -> tuple[Membership, ...]:
        """Memberships with a week that is over and was not shared, oldest first."""
        rows, shares = tables.membership, tables.share
        shared = (
            select(func.count(shares.c.week.distinct()))
            .where(shares.c.granted == rows.c.granted, shares.c.week >= 0)
            .scalar_subquery()
        )
        weeks = (rows.c.days + 6) // 7
        asked = (
            select(*_COLUMNS)
            .where(rows.c.since_ms <= now_ms, shared < weeks)
            .order_by(rows.c.at_ms, rows.c.granted)
        )
        found = []
        with self.database.reading() as connection:
            for row in connection.execute(asked):
                one = Membership(*row)
                done = self.shared(one.granted)
                waits = (week for week in range(one.weeks) if week not in done)
                if any(one.week_ends_ms(week) <= now_ms for week in waits):
                    found.append(one)
                if len(found) == count:
                    break
        return tuple(found)

    def open(self, one: Membership, series: str, episode: int, at_ms: int) -> None:
        """Remember that a member opened an episode by it; the same week once."""
        rows, week = tables.opening, one.week_at(at_ms)
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            same = select(rows.c.week).where(
                rows.c.granted == one.granted, rows.c.week == week, rows.c.series == series,
                rows.c.episode == episode,
            )  # fmt: skip
            if connection.execute(same).first() is None:
                connection.execute(
                    insert(rows).values(
                        granted=one.granted, week=week, series=series, episode=episode,
                        at_ms=at_ms,
                    )
                )  # fmt: skip

    def opened(self, granted: str, weeks: tuple[int, ...]) -> dict[str, int]:
        """How many episodes of each series were opened by it in `weeks`."""
        rows = tables.opening
        asked = (
            select(rows.c.series, func.count())
            .where(rows.c.granted == granted, rows.c.week.in_(weeks))
            .group_by(rows.c.series)
            .order_by(rows.c.series)
        )
        with self.database.reading() as connection:
            return {series: int(count) for series, count in connection.execute(asked)}

    def shared(self, granted: str) -> frozenset[int]:
        """The weeks of it whose money was shared."""
        rows = tables.share
        asked = select(rows.c.week).where(rows.c.granted == granted, rows.c.week >= 0)
        with self.database.reading() as connection:
            return frozenset(connection.execute(asked).scalars())

    def got(self, granted: str) -> dict[str, int]:
        """What each series was given of it, less what was taken back."""
        rows = tables.share
        asked = (
            select(rows.c.series, func.sum(rows.c.minor))
            .where(rows.c.granted == granted, rows.c.series != NOBODY)
            .group_by(rows.c.series)
            .order_by(rows.c.series)
        )
        with self.database.reading() as connection:
            return {series: int(minor) for series, minor in connection.execute(asked)}

    def share(self, granted: str, week: int, parts: Mapping[str, int], at_ms: int) -> None:
        """Remember what the money of a week was divided into; nothing: nobody got it."""
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            for series, minor in (parts or {NOBODY: 0}).items():
                connection.execute(
                    insert(tables.share).values(
                        granted=granted, week=week, series=series, minor=minor, at_ms=at_ms
                    )
                )

    def take_back(self, granted: str, parts: Mapping[str, int], at_ms: int) -> None:
        """Remember what series give back, as a week before the first."""
        rows = tables.share
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            asked = select(func.coalesce(func.min(rows.c.week), 0)).where(
                rows.c.granted == granted
            )
            week = min(0, int(connection.execute(asked).scalar_one())) - 1
            self.share(granted, week, {name: -part for name, part in parts.items()}, at_ms)


def _found(connection: Connection, *asked: object) -> tuple[Membership, ...]:
    rows = tables.membership
    found = (
        select(*_COLUMNS)
        .where(*asked)  # type: ignore[arg-type]
        .order_by(rows.c.since_ms)
    )
    return tuple(Membership(*row) for row in connection.execute(found))
