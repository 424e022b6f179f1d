"""Orders in the database: each once, each step of it once, what it brought given once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, insert, or_, select

from piying.model.canon import canonical, decode
from piying.model.errors import Conflict, Missing
from piying.model.payment import Act, Order, Standing, Step
from piying.release.orders import DISPUTE, INQUIRY, standing
from piying.store.books import tables as books
from piying.store.channel import paytables as tables
from piying.store.engine import Database

LISTED_MAX = 100
"""The most rows of one page."""
STEP = (
    tables.step.c.order_id, tables.step.c.act, tables.step.c.reference, tables.step.c.minor,
    tables.step.c.coins, tables.step.c.by, tables.step.c.note, tables.step.c.at_ms,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """One line of a wallet: coins that came or went."""

    seq: int
    """Of the entry in the books."""
    kind: str
    """As the entry has it: "top-up", "unlock", "refund", "expire", "reverse"."""
    cause: str
    coins: int
    """Above zero: they came."""
    after: int
    """In the wallet behind it."""
    at_ms: int


@dataclass(frozen=True, slots=True)
class Payments:
    """The orders of a house."""

    database: Database

    # --- orders -------------------------------------------------------------------------

    def add(self, order: Order) -> Order:
        """Keep an order; the one that its buyer's key named before, if it is for the same.

        Raises:
            Conflict: that key was for something else.
        """
        rows = tables.order
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            asked = select(rows.c.data).where(
                rows.c.account == order.account, rows.c.idem == order.key
            )
            row = connection.execute(asked).first()
            if row is None:
                connection.execute(
                    insert(rows).values(
                        id=order.id, account=order.account, idem=order.key, till=order.till,
                        until_ms=order.until_ms, data=canonical(order), at_ms=order.made_ms,
                    )
                )  # fmt: skip
                return order
        known = decode(bytes(row[0]), Order)
        if (known.good, known.territory) != (order.good, order.territory):
            raise Conflict("payments.key_taken", key=order.key)
        return known

    def keyed(self, account: str, key: str) -> Standing | None:
        """The order of `account` that this key made; None: it made none."""
        rows = tables.order
        with self.database.reading() as connection:
            asked = select(rows.c.id).where(rows.c.account == account, rows.c.idem == key)
            row = connection.execute(asked).first()
            return None if row is None else standing_in(connection, row[0])

    def standing(self, name: str) -> Standing:
        """The order called `name`, and how it stands.

        Raises:
            Missing: there is none.
        """
        with self.database.reading() as connection:
            return standing_in(connection, name)

    def steps(self, name: str) -> tuple[Step, ...]:
        """The steps of an order, oldest first."""
        with self.database.reading() as connection:
            return steps_in(connection, name)

    def of(self, account: str, before: int, count: int) -> tuple[tuple[int, Standing], ...]:
        """The orders of `account` before number `before` (0: all), newest first."""
        rows = tables.order
        asked = (
            select(rows.c.seq, rows.c.id)
            .where(rows.c.account == account)
            .order_by(rows.c.seq.desc())
            .limit(min(count, LISTED_MAX))
        )
        if before:
            asked = asked.where(rows.c.seq < before)
        with self.database.reading() as connection:
            found = connection.execute(asked).all()
            return tuple((seq, standing_in(connection, name)) for seq, name in found)

    def waiting(self, since_ms: int, count: int) -> tuple[Standing, ...]:
        """Orders open until `since_ms` or later that a till knows and has said nothing of."""
        rows, steps = tables.order, tables.step
        ended = select(steps.c.seq).where(
            steps.c.order_id == rows.c.id, steps.c.act.notin_((Act.BEGUN, Act.REFUND_ASKED))
        )
        begun = select(steps.c.seq).where(
            steps.c.order_id == rows.c.id, steps.c.act == Act.BEGUN
        )
        asked = (
            select(rows.c.id)
            .where(rows.c.until_ms >= since_ms, begun.exists(), ~ended.exists())
            .order_by(rows.c.until_ms)
            .limit(count)
        )
        with self.database.reading() as connection:
            return tuple(
                standing_in(connection, name)
                for name in connection.execute(asked).scalars().all()
            )

    def refunding(self, count: int) -> tuple[Step, ...]:
        """Refunds that we asked for and that have not ended, oldest first."""
        rows = tables.step
        other = rows.alias()
        ended = select(other.c.seq).where(
            other.c.order_id == rows.c.order_id,
            other.c.reference == rows.c.reference,
            other.c.act.in_((Act.REFUNDED, Act.REFUND_FAILED)),
        )
        asked = (
            select(*STEP)
            .where(rows.c.act == Act.REFUND_ASKED, ~ended.exists(), ~of_a_dispute())
            .order_by(rows.c.seq)
            .limit(count)
        )
        with self.database.reading() as connection:
            return tuple(step_of(row) for row in connection.execute(asked).all())

    # --- steps --------------------------------------------------------------------------

    def add_step(self, step: Step) -> bool:
        """Keep a step; whether it is new."""
        rows = tables.step
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            same = select(rows.c.seq).where(
                rows.c.order_id == step.order, rows.c.act == step.act,
                rows.c.reference == step.reference,
            )  # fmt: skip
            if connection.execute(same).first() is not None:
                return False
            connection.execute(
                insert(rows).values(
                    order_id=step.order, act=step.act.value, reference=step.reference,
                    minor=step.minor, coins=step.coins, by=step.by, note=step.note,
                    at_ms=step.at_ms,
                )
            )  # fmt: skip
        return True

    def give_once(self, order: Order, payment: str, at_ms: int) -> bool:
        """Whether what `order` brings has yet to be given for `payment`; from now on it is.

        Raises:
            Conflict: that payment paid another order.
        """
        rows = tables.paid
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            given = select(rows.c.payment).where(rows.c.order_id == order.id)
            if connection.execute(given).first() is not None:
                return False
            other = select(rows.c.order_id).where(
                rows.c.till == order.till, rows.c.payment == payment
            )
            if connection.execute(other).first() is not None:
                raise Conflict("payments.payment_used", order=order.id)
            connection.execute(
                insert(rows).values(
                    order_id=order.id, till=order.till, payment=payment, at_ms=at_ms
                )
            )
        return True

    def paid_by(self, till: str, payment: str) -> str | None:
        """The order that this payment paid; None: none yet."""
        rows = tables.paid
        asked = select(rows.c.order_id).where(rows.c.till == till, rows.c.payment == payment)
        with self.database.reading() as connection:
            return connection.execute(asked).scalar()

    # --- wallets ------------------------------------------------------------------------

    def history(self, account: str, before: int, count: int) -> tuple[Moved, ...]:
        """What moved in the wallet `account` before entry `before` (0: all), newest first."""
        lines, entries = books.posting, books.ledger_entry
        asked = (
            select(
                entries.c.seq, entries.c.kind, entries.c.cause, lines.c.minor, lines.c.after,
                entries.c.recorded_ms,
            )
            .join(entries, entries.c.seq == lines.c.seq)
            .where(lines.c.account == account)
            .order_by(lines.c.seq.desc())
            .limit(min(count, LISTED_MAX))
        )  # fmt: skip
        if before:
            asked = asked.where(lines.c.seq < before)
        with self.database.reading() as connection:
            return tuple(
                Moved(seq, kind, cause, -minor, -after, at_ms)
                for seq, kind, cause, minor, after, at_ms in connection.execute(asked)
            )

    # --- habits -------------------------------------------------------------------------

    def auto(self, account: str) -> bool:
        """Whether the next episode of `account` is unlocked without asking."""
        rows = tables.habit
        asked = (
            select(rows.c.auto)
            .where(rows.c.account == account)
            .order_by(rows.c.seq.desc())
            .limit(1)
        )
        with self.database.reading() as connection:
            return bool(connection.execute(asked).scalar())

    def set_auto(self, account: str, at_ms: int, *, auto: bool) -> None:
        """Turn that on or off."""
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            connection.execute(
                insert(tables.habit).values(account=account, auto=int(auto), at_ms=at_ms)
            )


def of_a_dispute() -> ColumnElement[bool]:
    """Whether a step is of a dispute, as a clause."""
    return or_(*(tables.step.c.reference.startswith(one) for one in (DISPUTE, INQUIRY)))


def standing_in(connection: Connection, name: str) -> Standing:
    """The order called `name`, and how it stands.

    Raises:
        Missing: there is none.
    """
    rows = tables.order
    row = connection.execute(select(rows.c.data).where(rows.c.id == name)).first()
    if row is None:
        raise Missing("payments.no_order", order=name)
    return standing(decode(bytes(row[0]), Order), steps_in(connection, name))


def steps_in(connection: Connection, name: str) -> tuple[Step, ...]:
    """The steps of an order, oldest first."""
    rows = tables.step
    asked = select(*STEP).where(rows.c.order_id == name).order_by(rows.c.seq)
    return tuple(step_of(row) for row in connection.execute(asked).all())


def step_of(row: Sequence[object]) -> Step:
    """A step from its row, as `STEP` has it."""
    order, act, *rest = row
    return Step(order, Act(act), *rest)  # type: ignore[arg-type]
