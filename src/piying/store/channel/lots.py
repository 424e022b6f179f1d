"""Coins with the money behind them: lots, and what was taken out of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from piying.ledger.lots import Lot, Part, part, take, taken_back
from piying.model.errors import Conflict
from piying.store.channel import paytables as tables
from piying.store.engine import Database

UNLOCK, REFUND = "unlock", "refund"


@dataclass(frozen=True, slots=True)
class Lots:
    """The lots of everybody. Whoever writes here posts the coins in the same block."""

    database: Database

    def open(self, account: str, lot: Lot, at_ms: int) -> None:
        """Keep a new lot."""
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            _open(connection, account, lot, at_ms)

    def held(self, account: str) -> tuple[Lot, ...]:
        """The lots of `account` with coins left, oldest first."""
        with self.database.reading() as connection:
            return _lots(connection, tables.lot.c.account == account)

    def of_order(self, order: str) -> tuple[Lot, ...]:
        """The lots with coins left that came by `order`, oldest first."""
        with self.database.reading() as connection:
            return _lots(connection, tables.lot.c.order_id == order)

    def spend(self, account: str, coins: int, reference: str, at_ms: int) -> tuple[Part, ...]:
        """Take `coins` out of the oldest lots for the right `reference`."""
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            parts = take(_lots(connection, tables.lot.c.account == account), coins)
            _draw(connection, parts, UNLOCK, reference, at_ms)
        return parts

    def spent_on(self, reference: str) -> tuple[Part, ...]:
        """What was taken out of lots for `reference`, in the order of taking."""
        with self.database.reading() as connection:
            return _parts(connection, tables.draw.c.reference == reference)

    def rights_of(self, order: str) -> tuple[str, ...]:
        """The rights that coins of `order` opened, newest first."""
        rows, lots = tables.draw, tables.lot
        asked = (
            select(rows.c.reference)
            .join(lots, lots.c.id == rows.c.lot)
            .where(lots.c.order_id == order, rows.c.what == UNLOCK)
            .group_by(rows.c.reference)
            .order_by(func.max(rows.c.seq).desc())
        )
        with self.database.reading() as connection:
            return tuple(connection.execute(asked).scalars().all())

    def give_back(self, account: str, reference: str, at_ms: int) -> tuple[Part, ...]:
        """Make lots of what was taken for `reference`, with its money and its age."""
        lots = tables.lot
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            parts = _parts(connection, tables.draw.c.reference == reference)
            for place, one in enumerate(parts):
                since = connection.execute(
                    select(lots.c.since_ms).where(lots.c.id == one.lot)
                ).scalar_one()
                _open(connection, account, Lot(
                    f"{reference}+{place}", one.order, one.coins, one.minor, one.currency,
                    one.fee_minor, since,
                ), at_ms)  # fmt: skip
        return parts

    def take_back(self, account: str, order: str, minor: int, name: str, at_ms: int) -> int:
        """Take the coins of `order` back that `minor` paid for; how many.

        `name` is the refund. What is left of the order's coins and money is one lot again.

        Raises:
            Conflict: fewer are left than that.
        """
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            held = _lots(connection, tables.lot.c.order_id == order)
            money = sum(lot.left_minor for lot in held)
            if minor > money:
                raise Conflict("payments.coins_spent", order=order, minor=minor, left=money)
            coins, fee = taken_back(held, minor)
            _draw(connection, [part(lot, lot.left) for lot in held], REFUND, name, at_ms)
            left = sum(lot.left for lot in held) - coins
            if left:
                rest = sum(lot.left_fee for lot in held) - fee
                _open(connection, account, Lot(
                    f"{name}-", order, left, money - minor, held[0].currency, rest,
                    held[0].since_ms,
                ), at_ms)  # fmt: skip
        return coins

    def undo_take(self, account: str, name: str, coins: int, minor: int, at_ms: int) -> None:
        """Make a lot of what the refund `name` took and nobody was paid."""
        lots = tables.lot
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            parts = _parts(connection, tables.draw.c.reference == name)
            rest = select(lots.c.fee_minor).where(lots.c.id == f"{name}-")
            fee = sum(one.fee_minor for one in parts)
            fee -= int(connection.execute(rest).scalar() or 0)
            since = connection.execute(
                select(func.min(lots.c.since_ms)).where(
                    lots.c.id.in_([one.lot for one in parts])
                )
            ).scalar_one()
            first = parts[0]
            _open(connection, account, Lot(
                f"{name}+", first.order, coins, minor, first.currency, fee, since
            ), at_ms)  # fmt: skip


def _lots(connection: Connection, *asked: object) -> tuple[Lot, ...]:
    rows, draws = tables.lot, tables.draw
    spent = (
        select(func.coalesce(func.sum(draws.c.coins), 0))
        .where(draws.c.lot == rows.c.id)
        .scalar_subquery()
    )
    found = (
        select(
            rows.c.id, rows.c.order_id, rows.c.coins, rows.c.minor, rows.c.currency,
            rows.c.fee_minor, rows.c.since_ms, spent,
        )
        .where(*asked)  # type: ignore[arg-type]
        .order_by(rows.c.since_ms, rows.c.seq)
    )  # fmt: skip
    lots = (Lot(*row[:-1], spent=int(row[-1])) for row in connection.execute(found))
    return tuple(lot for lot in lots if lot.left)


def _parts(connection: Connection, *asked: object) -> tuple[Part, ...]:
    rows, lots = tables.draw, tables.lot
    found = (
        select(
            rows.c.lot, lots.c.order_id, rows.c.first, rows.c.coins, rows.c.minor,
            lots.c.currency, rows.c.fee_minor,
        )
        .join(lots, lots.c.id == rows.c.lot)
        .where(*asked)  # type: ignore[arg-type]
        .order_by(rows.c.seq)
    )  # fmt: skip
    return tuple(Part(*row) for row in connection.execute(found))


def _open(connection: Connection, account: str, lot: Lot, at_ms: int) -> None:
    connection.execute(
        insert(tables.lot).values(
            id=lot.id, account=account, order_id=lot.order, coins=lot.coins, minor=lot.minor,
            currency=lot.currency, fee_minor=lot.fee_minor, since_ms=lot.since_ms, at_ms=at_ms,
        )
    )  # fmt: skip


def _draw(
    connection: Connection,
    parts: Iterable[Part],
    what: str,
    reference: str,
    at_ms: int,
) -> None:
    for one in parts:
        connection.execute(
            insert(tables.draw).values(
                lot=one.lot, first=one.first, coins=one.coins, minor=one.minor,
                fee_minor=one.fee_minor, what=what, reference=reference, at_ms=at_ms,
            )
        )  # fmt: skip
