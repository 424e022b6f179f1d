"""Rights: what somebody may play, given once, with the coins in the same transaction.

Whoever buys is asked here, inside the block that writes, what is locked and what it costs: the
price is that of the plan they began with, read where nobody else can write meanwhile. The books
refuse an entry that would bring the wallet below nothing, and with it the right is undone.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select

from piying.ledger import wallet
from piying.ledger.accounts import wallet as purse
from piying.model.canon import Digest, canonical, decode
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.release import Right, UnlockPlan
from piying.model.right import Begun, Grant
from piying.release.reward import Ticket
from piying.release.unlock import (
    Run,
    ads_needed,
    episode_bought,
    locked,
    open_by,
    plan_held,
    price,
    transaction,
)
from piying.store.books.books import Books
from piying.store.channel import tables
from piying.store.engine import Database
from piying.store.pressed import plain
from piying.store.tables import objects

# made once: to make a statement costs more than to run it
_GRANTS = (
    select(tables.granted.c.data)
    .outerjoin(tables.ended, tables.ended.c.granted == tables.granted.c.id)
    .where(
        tables.granted.c.account == bindparam("account"), tables.ended.c.granted.is_(None)
    )
    .order_by(tables.granted.c.seq)
)  # fmt: skip
_PLANS = select(tables.begun.c.series, tables.begun.c.plan).where(
    tables.begun.c.account == bindparam("account")
)

COIN = "COIN"
"""The currency of wallets in the books."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants to unlock."""

    account: str
    run: Run
    episode: int
    offered: Digest
    """The plan for whoever begins the series today."""


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of everybody."""

    database: Database

    # --- beginning ----------------------------------------------------------------------

    def begin(self, account: str, series: str, offered: Digest, at_ms: int) -> Begun:
        """The plan with which `account` begins `series`, or began it before."""
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            return _begin(connection, account, series, offered, at_ms)

    def begun(self, account: str, series: str) -> Begun | None:
        """The plan with which `account` began `series`; None: they did not."""
        with self.database.reading() as connection:
            return _begun(connection, account, series)

    def plans(self, account: str) -> dict[str, Digest]:
        """The plan that `account` began each series with."""
        with self.database.reading() as connection:
            found = connection.execute(_PLANS, {"account": account})
            return {series: Digest(plan) for series, plan in found}

    def ring(self, account: str) -> tuple[tuple[Grant, ...], dict[str, Digest]]:
        """`grants` and `plans` of `account`, in one state."""
        with self.database.reading() as connection:
            plans = connection.execute(_PLANS, {"account": account})
            held = {series: Digest(plan) for series, plan in plans}
            return _grants(connection, account), held

    # --- reading ------------------------------------------------------------------------

    def grants(self, account: str, series: str | None = None) -> tuple[Grant, ...]:
        """The rights of `account` that nobody has ended, those of every series among them."""
        with self.database.reading() as connection:
            found = _grants(connection, account)
        return tuple(one for one in found if series is None or one.series in ("", series))

    def right(self, name: str) -> tuple[Grant, bool]:
        """The right called `name`, and whether it was ended.

        Raises:
            Missing: there is none.
        """
        rows, over = tables.granted, tables.ended
        asked = (
            select(rows.c.data, over.c.granted)
            .outerjoin(over, over.c.granted == rows.c.id)
            .where(rows.c.id == name)
        )
        with self.database.reading() as connection:
            row = connection.execute(asked).first()
        if row is None:
            raise Missing("release.no_such_right", name=name)
        return decode(bytes(row[0]), Grant), row[1] is not None

    def given(
        self, account: str, before: int, count: int
    ) -> tuple[tuple[int, Grant, bool], ...]:
        """Numbers and rights of `account` before number `before` (0: all), newest first.

        With each whether it was ended.
        """
        rows, over = tables.granted, tables.ended
        asked = (
            select(rows.c.seq, rows.c.data, over.c.granted)
            .outerjoin(over, over.c.granted == rows.c.id)
            .where(rows.c.account == account)
            .order_by(rows.c.seq.desc())
            .limit(count)
        )
        if before:
            asked = asked.where(rows.c.seq < before)
        with self.database.reading() as connection:
            return tuple(
                (seq, decode(bytes(data), Grant), ended is not None)
                for seq, data, ended in connection.execute(asked)
            )

    def watched(self, account: str, ticket: str) -> tuple[bool, int]:
        """Whether this ticket counted, and when the newest ad of `account` did (0: never)."""
        rows = tables.reward
        newest = select(func.coalesce(func.max(rows.c.at_ms), 0)).where(
            rows.c.account == account
        )
        with self.database.reading() as connection:
            same = select(rows.c.id).where(rows.c.id == ticket)
            seen = connection.execute(same).first() is not None
            return seen, int(connection.execute(newest).scalar_one())

    def why(self, order: Order, now_ms: int) -> Right | None:
        """Why the episode is open to `account`; None: it is locked."""
        with self.database.reading() as connection:
            begun = _begun(connection, order.account, order.run.series)
            plan = _plan(connection, plan_held(begun, order.offered))
            held = _grants(connection, order.account)
        return open_by(plan, held, order.run, order.episode, now_ms)

    # --- unlocking ----------------------------------------------------------------------

    def buy(self, order: Order, way: Right, at_ms: int, day: str, name: str) -> Grant:
        """The right that the coins of `account` buy: once, whoever asks how often.

        Args:
            order: what is wanted.
            way: `COINS` for the episode, `SERIES` for all of it.
            at_ms: now.
            day: of the entry in the books.
            name: what the grant is called if it is new.

        Raises:
            Conflict: it is open by another right, or the coins are not enough: nothing is
                taken.
            Invalid: it is not sold so.
        """
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            series, account = order.run.series, order.account
            begun = _begin(connection, account, series, order.offered, at_ms)
            plan = _plan(connection, begun.plan)
            opened = episode_bought(way, order.episode)
            time = _time(connection, account, series, opened, way)
            key = transaction(account, series, opened, way, time)
            known = _by_key(connection, key)
            if known is not None:
                return known
            told = locked(plan, _grants(connection, account), order.run, order.episode, at_ms)
            coins = price(told, way)
            draft = wallet.unlock(
                purse(account, COIN), coins, series=series, episode=opened, day=day, time=time
            )
            Books(self.database).post(draft, at_ms)
            return _give(connection, Grant(
                name, account, series, opened, way, key, begun.plan, coins, at_ms
            ))  # fmt: skip

    def redeem(self, order: Order, ticket: Ticket, at_ms: int, name: str) -> Grant | None:
        """Count one rewarded ad; the right, if it was the last that the plan asks for.

        A ticket that arrives again changes nothing and answers as before.

        Raises:
            Conflict: the episode is open already.
            Invalid: ads do not open it, or not yet; the ticket is for something else.
        """
        series, account, episode = order.run.series, order.account, order.episode
        if (ticket.account, ticket.series, ticket.episode) != (account, series, episode):
            raise Invalid("release.ticket_bad")
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            begun = _begin(connection, account, series, order.offered, at_ms)
            plan = _plan(connection, begun.plan)
            time = _time(connection, account, series, episode, Right.ADS)
            key = transaction(account, series, episode, Right.ADS, time)
            known = _by_key(connection, key)
            if _seen(connection, ticket):
                return known
            held = _grants(connection, account)
            needed = ads_needed(plan, locked(plan, held, order.run, episode, at_ms))
            connection.execute(
                insert(tables.reward).values(
                    id=ticket.id, account=account, series=series, episode=episode, at_ms=at_ms
                )
            )
            if _rewards(connection, account, series, episode) < needed * time:
                return None
            return _give(connection, Grant(
                name, account, series, episode, Right.ADS, key, begun.plan, 0, at_ms
            ))  # fmt: skip

    def give(self, grant: Grant) -> Grant:
        """A right that was paid for elsewhere: a membership, a gift, the staff's own.

        Raises:
            Conflict: its transaction was another right.
        """
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            known = _by_key(connection, grant.transaction)
            if known is None:
                return _give(connection, grant)
        same = (known.account, known.series, known.episode, known.why) == (
            grant.account, grant.series, grant.episode, grant.why,
        )  # fmt: skip
        if not same:
            raise Conflict("release.transaction_differs", name=grant.transaction)
        return known

    def end(self, name: str, *, by: str, why: str, at_ms: int) -> None:
        """End a right at once; ended before, it stays as it ended.

        Raises:
            Missing: there is no such right.
        """
        rows = tables.ended
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            there = select(tables.granted.c.seq).where(tables.granted.c.id == name)
            if connection.execute(there).first() is None:
                raise Missing("release.no_such_right", name=name)
            over = select(rows.c.granted).where(rows.c.granted == name)
            if connection.execute(over).first() is None:
                connection.execute(
                    insert(rows).values(granted=name, by=by, why=why, at_ms=at_ms)
                )


def _begun(connection: Connection, account: str, series: str) -> Begun | None:
    rows = tables.begun
    asked = select(rows.c.account, rows.c.series, rows.c.plan, rows.c.at_ms).where(
        rows.c.account == account, rows.c.series == series
    )
    row = connection.execute(asked).first()
    return None if row is None else Begun(row[0], row[1], Digest(row[2]), row[3])


def _begin(
    connection: Connection, account: str, series: str, offered: Digest, at_ms: int
) -> Begun:
    found = _begun(connection, account, series)
    if found is not None:
        return found
    connection.execute(
        insert(tables.begun).values(account=account, series=series, plan=offered, at_ms=at_ms)
    )
    return Begun(account, series, offered, at_ms)


def _plan(connection: Connection, digest: Digest) -> UnlockPlan:
    asked = select(objects.c.data).where(objects.c.digest == digest)
    row = connection.execute(asked).first()
    if row is None:
        raise Missing("store.object_missing", digest=digest[:12])
    return decode(plain(row[0], digest), UnlockPlan)


def _grants(connection: Connection, account: str) -> tuple[Grant, ...]:
    found = connection.execute(_GRANTS, {"account": account})
    return tuple(decode(bytes(data), Grant) for (data,) in found)


def _by_key(connection: Connection, key: str) -> Grant | None:
    rows = tables.granted
    row = connection.execute(select(rows.c.data).where(rows.c.idem == key)).first()
    return None if row is None else decode(bytes(row[0]), Grant)


def _time(connection: Connection, account: str, series: str, episode: int, why: Right) -> int:
    """Which unlock of its sort it would be: one more than those that ended."""
    rows, over = tables.granted, tables.ended
    asked = (
        select(rows.c.data)
        .join(over, over.c.granted == rows.c.id)
        .where(rows.c.account == account, rows.c.series == series)
    )
    done = [decode(bytes(data), Grant) for (data,) in connection.execute(asked)]
    return 1 + sum((one.episode, one.why) == (episode, why) for one in done)


def _seen(connection: Connection, ticket: Ticket) -> bool:
    rows = tables.reward
    asked = select(rows.c.id).where(rows.c.id == ticket.id)
    return connection.execute(asked).first() is not None


def _rewards(connection: Connection, account: str, series: str, episode: int) -> int:
    rows = tables.reward
    asked = select(func.count()).where(
        rows.c.account == account, rows.c.series == series, rows.c.episode == episode
    )
    return int(connection.execute(asked).scalar_one())


def _give(connection: Connection, grant: Grant) -> Grant:
    connection.execute(
        insert(tables.granted).values(
            id=grant.id, account=grant.account, series=grant.series, idem=grant.transaction,
            data=canonical(grant), at_ms=grant.since_ms,
        )
    )  # fmt: skip
    return grant
