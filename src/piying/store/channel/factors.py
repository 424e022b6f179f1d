"""Authenticators of members in the database, and whether somebody has a second factor."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select, union_all, update

from piying.store.channel import membertables as tables
from piying.store.channel.accounts import Proof
from piying.store.engine import Database


@dataclass(frozen=True, slots=True)
class Authenticator:
    """A member's authenticator; both secrets are encrypted."""

    member: str
    secret: bytes | None = field(repr=False)
    """The one in force; None: no code of it was given yet."""
    wanted: bytes | None = field(repr=False)
    """The one that is being set up."""
    step: int
    """The last time step whose code was used."""
    at_ms: int


@dataclass(frozen=True, slots=True)
class Factors:
    """The authenticators of a house."""

    database: Database

    def of(self, member: str) -> Authenticator | None:
        """The authenticator of a member, in force or being set up."""
        rows = tables.factor
        with self.database.reading() as connection:
            row = connection.execute(select(rows).where(rows.c.member == member)).first()
        if row is None:
            return None
        return Authenticator(row.member, row.secret, row.wanted, row.step, row.at_ms)

    def has_second(self, member: str) -> bool:
        """Whether a member has an authenticator in force or a passkey."""
        rows, ways = tables.factor, tables.credential
        asked = union_all(
            select(rows.c.member).where(rows.c.member == member, rows.c.secret.is_not(None)),
            select(ways.c.member).where(
                ways.c.member == member, ways.c.sort == Proof.PASSKEY.value
            ),
        ).limit(1)
        with self.database.reading() as connection:
            return connection.execute(asked).first() is not None

    def want(self, member: str, wanted: bytes, at_ms: int) -> None:
        """Set up an authenticator; the one in force stays until a code of the new is given."""
        rows = tables.factor
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            changed = connection.execute(
                update(rows).where(rows.c.member == member).values(wanted=wanted, at_ms=at_ms)
            )
            if changed.rowcount == 0:
                connection.execute(
                    insert(rows).values(
                        member=member, secret=None, wanted=wanted, step=0, at_ms=at_ms
                    )
                )

    def keep(self, given: Authenticator, step: int) -> bool:
        """Put what was wanted in force, its code of `step` used; False: it moved meanwhile."""
        rows = tables.factor
        with self.database.writing(durable=True) as connection:
            changed = connection.execute(
                update(rows)
                .where(rows.c.member == given.member, rows.c.wanted == given.wanted)
                .values(secret=given.wanted, wanted=None, step=step)
            )
        return changed.rowcount == 1

    def use(self, member: str, step: int) -> bool:
        """Use the code of a time step up; False: it or a later one was used before."""
        rows = tables.factor
        with self.database.writing(durable=True) as connection:
            changed = connection.execute(
                update(rows)
                .where(rows.c.member == member, rows.c.secret.is_not(None), rows.c.step < step)
                .values(step=step)
            )
        return changed.rowcount == 1

    def drop(self, member: str) -> bool:
        """Forget an authenticator; whether one was in force."""
        held = self.of(member)
        with self.database.writing(durable=True) as connection:
            connection.execute(delete(tables.factor).where(tables.factor.c.member == member))
        return held is not None and held.secret is not None
