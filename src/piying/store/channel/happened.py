"""What happened on the channel, as live figures are told it: each row of the database once.

Rows with a number are asked for by it. Rows without one are asked for by their time, from a
while back, and known again by their names: another process may have written a little late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from piying.model.canon import decode
from piying.model.figures import CHINA_HOURS, Counter, Event
from piying.model.payment import Act, Order
from piying.model.play import DAY_MS, HOUR_MS
from piying.model.right import Grant
from piying.model.sale import Sale
from piying.store.channel import paytables, tables
from piying.store.engine import Database
from piying.store.tables import sale

BACK_MS = 600_000
"""How much later than its time a row without a number may appear."""
_EPOCH = date(1970, 1, 1)
_MONEY_STEPS = (Act.PAID.value, Act.REFUNDED.value)


@dataclass(slots=True)
class _Timed:
    """Rows that have a name and a time, but no number."""

    table: Table
    asked: Select[Any]
    """Name and time, and whatever else."""
    since_ms: int
    count: int = 0
    known: dict[str, int] = field(default_factory=dict)

    def news(self, connection: Connection) -> Iterator[tuple[Any, ...]]:
        """The rows that are new."""
        counting = select(func.count()).select_from(self.table)
        count = connection.execute(counting).scalar_one()
        if count == self.count:
            return
        since = max(self.since_ms, max(self.known.values(), default=0) - BACK_MS)
        fresh = [
            row
            for row in connection.execute(self.asked.where(self.table.c.at_ms >= since))
            if row[0] not in self.known
        ]
        self.known |= {row[0]: row[1] for row in fresh}
        newest = max(self.known.values(), default=0)
        self.known = {
            name: at_ms for name, at_ms in self.known.items() if at_ms >= newest - BACK_MS
        }
        self.count = count
        yield from map(tuple, fresh)


class Happened:
    """Reads what was given, ended, shown, ordered and sold since a moment; for one thread."""

    def __init__(self, database: Database, first_ms: int) -> None:
        self._database, self._first_ms = database, first_ms
        self._given_seq = self._step_seq = 0
        rights, over, ads = tables.granted.c, tables.ended.c, tables.reward.c
        ended = select(over.granted, over.at_ms, rights.data).join(
            tables.granted, rights.id == over.granted
        )
        shown = select(ads.id, ads.at_ms, ads.series, ads.episode)
        sold = select(sale.c.id, sale.c.at_ms, sale.c.data)
        self._ended = _Timed(tables.ended, ended, first_ms)
        self._ads = _Timed(tables.reward, shown, first_ms)
        self._sales = _Timed(sale, sold.where(sale.c.day >= day_named(first_ms)), 0)

    def look(self, *, sales: bool = True) -> tuple[Event, ...]:
        """What is new since the last look.

        Args:
            sales: whether sales are looked at too: that takes longer, for they have no number.

        Raises:
            Outside: the database cannot be read.
        """
        with self._database.reading() as connection:
            found = [*self._given(connection), *self._orders(connection)]
            for _, at_ms, data in self._ended.news(connection):
                right = decode(bytes(data), Grant)
                found.append(Event(right.series, right.episode, at_ms, Counter.ENDED, 1))
            for _, at_ms, series, episode in self._ads.news(connection):
                found.append(Event(series, episode, at_ms, Counter.ADS, 1))
            if sales:
                for _, at_ms, data in self._sales.news(connection):
                    found += of_sale(decode(bytes(data), Sale), at_ms)
        return tuple(one for one in found if one.at_ms >= self._first_ms)

    def _given(self, connection: Connection) -> Iterator[Event]:
        rows = tables.granted.c
        asked = (
            select(rows.seq, rows.data)
            .where(rows.seq > self._given_seq, rows.at_ms >= self._first_ms)
            .order_by(rows.seq)
        )
        for seq, data in connection.execute(asked):
            self._given_seq = seq
            yield from of_right(decode(bytes(data), Grant))

    def _orders(self, connection: Connection) -> Iterator[Event]:
        rows, orders = paytables.step.c, paytables.order.c
        asked = (
            select(rows.seq, rows.act, rows.minor, rows.at_ms, orders.data)
            .join(paytables.order, orders.id == rows.order_id)
            .where(
                rows.act.in_(_MONEY_STEPS), rows.seq > self._step_seq,
                rows.at_ms >= self._first_ms,
            )
            .order_by(rows.seq)
        )  # fmt: skip
        for seq, act, minor, at_ms, data in connection.execute(asked):
            self._step_seq = seq
            yield from of_order(decode(bytes(data), Order), Act(act), minor, at_ms)


def of_right(right: Grant) -> Iterable[Event]:
    """What a right counts: an unlock by its way, and the coins that were spent on it."""
    yield Event(
        right.series, right.episode, right.since_ms, f"unlocks.{right.why.value}", 1
    )  # fmt: skip
    if right.coins:
        yield Event(right.series, right.episode, right.since_ms, Counter.COINS, right.coins)


def of_order(order: Order, act: Act, minor: int, at_ms: int) -> Iterable[Event]:
    """What a till took or gave back; nothing where no money is paid."""
    if order.real:
        what = order.item.value if act is Act.PAID else "refunded"
        yield Event("", 0, at_ms, f"cash.{order.currency}.{what}", minor)


def of_sale(one: Sale, at_ms: int) -> Iterable[Event]:
    """What a sale counts on its own day: within it when it was told then, else at its begin."""
    begin = (date.fromisoformat(one.day) - _EPOCH).days * DAY_MS - CHINA_HOURS * HOUR_MS
    when = at_ms if begin <= at_ms < begin + DAY_MS else begin
    for what, minor in (
        (one.kind.value, one.gross_minor), ("refund", one.refund_minor),
        ("fee", one.fee_minor),
    ):  # fmt: skip
        if minor:
            yield Event(
                one.series, one.episode, when, f"money.{one.currency}.{what}", minor
            )  # fmt: skip


def day_named(at_ms: int) -> str:
    """The day in China of a moment, like "2026-11-23"."""
    return (_EPOCH + timedelta(days=(at_ms + CHINA_HOURS * HOUR_MS) // DAY_MS)).isoformat()
