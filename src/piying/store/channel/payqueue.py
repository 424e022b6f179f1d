"""What finance looks through: orders set aside, refunds and disputes of everybody."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select, union

from piying.model.canon import decode
from piying.model.payment import Act, Dispute, Order, Standing, Step
from piying.release.orders import DISPUTE, INQUIRY, REST, disputes
from piying.store.channel import paytables as tables
from piying.store.channel.payments import (
    LISTED_MAX,
    STEP,
    of_a_dispute,
    standing_in,
    step_of,
    steps_in,
)
from piying.store.engine import Database

FOUND_MAX = 20
_ENDED = (Act.REFUNDED, Act.REFUND_FAILED)


@dataclass(frozen=True, slots=True)
class Asked:
    """A refund that was asked for."""

    seq: int
    order: Order
    step: Step
    ended: Step | None
    """None: its till has yet to pay."""


@dataclass(frozen=True, slots=True)
class Payqueue:
    """Payments of everybody, as finance looks through them."""

    database: Database

    def aside(self, after: int, count: int) -> tuple[tuple[int, Standing], ...]:
        """Orders that wait for a person behind number `after` (0: all), oldest first."""
        first = func.min(tables.step.c.seq)
        asked = _aside().order_by(first).limit(min(count, LISTED_MAX))
        if after:
            asked = asked.having(first > after)
        with self.database.reading() as connection:
            return tuple(
                (int(row[1]), standing_in(connection, row[0]))
                for row in connection.execute(asked).all()
            )

    def refunds(self, before: int, count: int) -> tuple[Asked, ...]:
        """Refunds that we asked for before number `before` (0: all), newest first."""
        with self.database.reading() as connection:
            return tuple(
                Asked(seq, _order(connection, step.order), step, _ended(connection, step))
                for seq, step in _asked(connection, before, count, of_disputes=False)
            )

    def disputes(
        self, before: int, count: int
    ) -> tuple[tuple[tuple[Order, Dispute], ...], int]:
        """Disputes that began before number `before` (0: all), newest first.

        With them the number that the next ones stand before; 0: there are none. An inquiry that
        became a dispute stands there once.
        """
        with self.database.reading() as connection:
            asked = _asked(connection, before, count, of_disputes=True)
            found = tuple(
                (_order(connection, step.order), one)
                for _, step in asked
                for one in disputes(steps_in(connection, step.order))
                if one.called == step.reference
            )
        return found, asked[-1][0] if len(asked) == count else 0

    def waiting(self) -> int:
        """How many orders are set aside and disputes are open."""
        rows = tables.step
        other = rows.alias()
        over = select(other.c.seq).where(
            other.c.order_id == rows.c.order_id, other.c.reference == rows.c.reference,
            other.c.act.in_(_ENDED),
        )  # fmt: skip
        open_ones = select(func.count()).where(
            rows.c.act == Act.REFUND_ASKED, of_a_dispute(), ~over.exists()
        )
        aside = select(func.count()).select_from(_aside().subquery())
        with self.database.reading() as connection:
            return int(
                connection.execute(open_ones).scalar_one()
                + connection.execute(aside).scalar_one()
            )

    def found(self, text: str) -> tuple[str, ...]:
        """The orders that `text` names, newest first.

        It is an order, an account, or what tills call an order, a payment, a refund or a
        dispute.
        """
        orders, steps, paid = tables.order.c, tables.step.c, tables.paid.c
        named = union(
            select(orders.id).where(orders.id == text),
            select(orders.id).where(orders.account == text),
            select(steps.order_id).where(
                steps.reference.in_((text, DISPUTE + text, INQUIRY + text))
            ),
            select(paid.order_id).where(paid.payment == text),
        ).subquery()
        asked = (
            select(orders.id)
            .where(orders.id.in_(select(named)))
            .order_by(orders.seq.desc())
            .limit(FOUND_MAX)
        )
        with self.database.reading() as connection:
            return tuple(connection.execute(asked).scalars().all())


def _aside() -> Select[str, int]:
    rows = tables.step
    return (
        select(rows.c.order_id, func.min(rows.c.seq))
        .where(rows.c.act.in_((Act.ASIDE, Act.DECIDED)))
        .group_by(rows.c.order_id)
        .having(
            func.count().filter(rows.c.act == Act.ASIDE)
            > func.count().filter(rows.c.act == Act.DECIDED)
        )
    )


def _asked(
    connection: Connection, before: int, count: int, *, of_disputes: bool
) -> list[tuple[int, Step]]:
    rows = tables.step
    which = of_a_dispute() if of_disputes else ~of_a_dispute()
    asked = (
        select(rows.c.seq, *STEP)
        .where(rows.c.act == Act.REFUND_ASKED, which, ~rows.c.reference.endswith(REST))
        .order_by(rows.c.seq.desc())
        .limit(min(count, LISTED_MAX))
    )
    if before:
        asked = asked.where(rows.c.seq < before)
    return [(row[0], step_of(row[1:])) for row in connection.execute(asked).all()]


def _ended(connection: Connection, step: Step) -> Step | None:
    rows = tables.step
    asked = select(*STEP).where(
        rows.c.order_id == step.order, rows.c.reference == step.reference,
        rows.c.act.in_(_ENDED),
    )  # fmt: skip
    row = connection.execute(asked).first()
    return None if row is None else step_of(row)


def _order(connection: Connection, name: str) -> Order:
    rows = tables.order
    data = connection.execute(select(rows.c.data).where(rows.c.id == name)).scalar_one()
    return decode(bytes(data), Order)
